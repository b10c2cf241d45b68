"""Regions (区划): stable keys, dated codes and names, tree, search, resolving a name as people write it."""

from kit.regions.index import RegionIndex, Resolution
from kit.regions.loader import RegionRow, load, load_shipped, shipped
from kit.regions.tree import Region, children, find, search

__all__ = [
    "Region",
    "RegionIndex",
    "RegionRow",
    "Resolution",
    "children",
    "find",
    "load",
    "load_shipped",
    "search",
    "shipped",
]
