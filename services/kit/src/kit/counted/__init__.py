"""Figures kept counted: indicators declared once, one bitemporal table of rows (COUNTED.md)."""

from kit.counted.indicator import Branch, Facts, Indicator, Kind, Reads

__all__ = ["Branch", "Facts", "Indicator", "Kind", "Reads"]
