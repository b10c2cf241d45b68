"""Supervision: who answers for it, and what the figures say."""
