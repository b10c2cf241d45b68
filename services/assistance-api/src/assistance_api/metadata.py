"""The metadata that every table of this service stands on."""

from kit.tables import new_metadata

metadata = new_metadata("assistance")
