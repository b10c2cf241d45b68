"""The import's two jobs by name, and what they find in the worker's context."""

from dataclasses import dataclass
from typing import Final

from kit.crypto import Keyring
from kit.files import Store

READ: Final = "roster.read"
COMMIT: Final = "roster.commit"


@dataclass(frozen=True, slots=True)
class Tools:
    """What these jobs need beside the database."""

    keyring: Keyring
    files: Store
