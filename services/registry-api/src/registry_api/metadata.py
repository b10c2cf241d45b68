"""The one metadata of the registry's tables; every feature's `models.py` adds to it."""

from kit.tables import new_metadata

metadata = new_metadata("registry")
