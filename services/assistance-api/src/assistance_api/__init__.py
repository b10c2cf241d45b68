"""Assistance: what help reaches the households."""
