"""Row policies and grants of a table, from its kind."""

from sqlalchemy import Table


def secure(table: Table) -> list[str]:
    """SQL for row level security and grants by the declared kind; running it again brings it up to date."""
    raise NotImplementedError(table.name)
