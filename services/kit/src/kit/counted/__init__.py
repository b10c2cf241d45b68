"""Figures kept counted: indicators declared once, one bitemporal table of rows (COUNTED.md)."""

from kit.counted.indicator import Branch, Facts, Indicator, Kind, Reads
from kit.counted.queries import Child, Figure, Row, children, digest, figures, rows

__all__ = [
    "Branch",
    "Child",
    "Facts",
    "Figure",
    "Indicator",
    "Kind",
    "Reads",
    "Row",
    "children",
    "digest",
    "figures",
    "rows",
]
