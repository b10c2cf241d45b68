"""Identifiers that the application makes itself: UUIDv7, ordered by the moment they were made."""

from uuid import UUID

import uuid_utils.compat


def uuid7() -> UUID:
    """A new UUIDv7 (RFC 9562): unique, and close in the index to others of the same second."""
    return uuid_utils.compat.uuid7()
