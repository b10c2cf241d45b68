"""Where Alembic starts; everything it does is the kit's."""

from kit.migrate import run_env

run_env()
