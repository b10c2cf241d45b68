"""Regions (区划): stable keys, dated codes and names, tree, search, resolving a name as people write it."""
