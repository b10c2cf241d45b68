"""The import's job handlers, for the registry's worker."""

from typing import Final

from kit.jobs import Handler
from registry_api.imports.jobs import COMMIT, READ
from registry_api.imports.reading import read_roster_file
from registry_api.imports.writing import write_roster

HANDLERS: Final[dict[str, Handler]] = {READ: read_roster_file, COMMIT: write_roster}
