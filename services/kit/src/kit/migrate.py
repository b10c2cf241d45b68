"""Migrations: Alembic, run as owner over asyncpg.

A service's `migrations/env.py` is two lines, `from kit.migrate import run_env` and `run_env()`.
"""

from pathlib import Path

from alembic import command, context
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, pool
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from kit.provision import OWN_SCHEMA

# A migration waits for a lock briefly and fails, rather than stop all who queue behind it.
_SERVER_SETTINGS = {"lock_timeout": "5s", "statement_timeout": "10min", "application_name": "bangfu-migrate"}


async def upgrade(owner_dsn: str, script_location: Path) -> None:
    """Bring the database to the newest revision of `script_location` (a folder with env.py, versions/)."""
    engine = _engine(owner_dsn)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade, script_location)
    finally:
        await engine.dispose()


async def check(owner_dsn: str, script_location: Path) -> bool:
    """True if the database stands at the newest revision."""
    engine = _engine(owner_dsn)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_is_current, script_location)
    finally:
        await engine.dispose()


def run_env() -> None:
    """What a service's `migrations/env.py` calls, and all it does."""
    connection: Connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=None)
    context.run_migrations()


def _engine(dsn: str) -> AsyncEngine:
    return create_async_engine(
        dsn.replace("postgresql://", "postgresql+asyncpg://", 1),
        poolclass=pool.NullPool,
        connect_args={"server_settings": _SERVER_SETTINGS},
    )


def _config(script_location: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(script_location).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(connection: Connection, script_location: Path) -> None:
    for statement in OWN_SCHEMA:
        connection.exec_driver_sql(statement)
    config = _config(script_location)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _is_current(connection: Connection, script_location: Path) -> bool:
    heads = set(ScriptDirectory.from_config(_config(script_location)).get_heads())
    return set(MigrationContext.configure(connection).get_current_heads()) == heads
