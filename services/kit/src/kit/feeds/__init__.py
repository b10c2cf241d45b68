"""Feeds (事件流): what a service tells the others, in the order of its journal."""

from kit.feeds.event import Event

__all__ = ["Event"]
