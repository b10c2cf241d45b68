"""Settings of one service: one JSON file under `$BANGFU_DATA/config`, readable by its owner alone."""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Self

from kit.clock import Clock, clock_at


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a service needs to know of its surroundings. Paths are absolute, DSNs are asyncpg's."""

    service: str
    app_dsn: str
    worker_dsn: str
    owner_dsn: str | None = None
    """Only where migrations run; web and worker processes get a file without it."""
    pool_size: int = 5
    issuer: str
    gateway_url: str
    keyring: Path
    files_dir: Path
    client_id: str
    client_key: Path
    clock_file: Path | None = None
    demo: bool = False
    installation_name: str
    installation_region: str

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a settings file. Raises ValueError naming a key that is missing, unknown or not asked for."""
        raw: dict[str, Any] = json.loads(path.read_text())
        known = {field.name for field in fields(cls)}
        if unknown := raw.keys() - known:
            raise ValueError(f"{path.name}: unknown settings {', '.join(sorted(unknown))}")
        for name in ("keyring", "files_dir", "client_key", "clock_file"):
            if raw.get(name) is not None:
                raw[name] = Path(raw[name])
        try:
            return cls(**raw)
        except TypeError as error:
            raise ValueError(f"{path.name}: {error}") from None

    def save(self, path: Path) -> None:
        """Write the file with mode 0600; a reader never meets half of it."""
        beside = path.with_suffix(".new")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(asdict(self), file, ensure_ascii=False, indent=2, default=str)
        os.replace(beside, path)

    def clock(self) -> Clock:
        """The installation's clock."""
        return clock_at(self.clock_file)
