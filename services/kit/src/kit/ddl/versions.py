"""`<table>_version`: what was superseded, kept by statement-level triggers."""

from sqlalchemy import Table


def versioned(table: Table) -> list[str]:
    """SQL for the version table of `table` and the triggers that stamp `j` and keep superseded rows."""
    raise NotImplementedError(table.name)
