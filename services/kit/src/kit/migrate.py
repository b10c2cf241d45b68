"""Migrations: Alembic, run as owner over asyncpg."""

from pathlib import Path


async def upgrade(owner_dsn: str, script_location: Path) -> None:
    """Bring the database to the newest revision of `script_location` (a folder with env.py, versions/)."""
    raise NotImplementedError


async def check(owner_dsn: str, script_location: Path) -> bool:
    """True if the database stands at the newest revision."""
    raise NotImplementedError


def run_env() -> None:
    """What a service's `migrations/env.py` calls, and all it holds."""
    raise NotImplementedError
