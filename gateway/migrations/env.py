"""Alembic's entry: the kit runs it."""

from kit.migrate import run_env

run_env()
