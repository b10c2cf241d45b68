"""The gateway's tables stand on this one metadata."""

from kit.tables import new_metadata

SERVICE = "gateway"
metadata = new_metadata(SERVICE)
