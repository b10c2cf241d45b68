"""The bare import: calamine, COPY of all cells as texts, INSERT … SELECT into the same seven tables.

Nothing is checked, matched, sealed, claimed, journalled or counted, and there is no preview.
"""

from pathlib import Path
from typing import Any, Final

import asyncpg
from python_calamine import CalamineWorkbook

from registry_api.imports.catalogue import TEMPLATE

_COLUMNS: Final = tuple(column.key.replace(".", "_") for column in TEMPLATE)
_INSERTS: Final = Path(__file__).with_name("bare_import.sql").read_text(encoding="utf-8")


async def bare_import(admin: str, path: str) -> None:
    """Put the workbook's rows into the bare tables."""
    conn = await asyncpg.connect(admin)
    try:
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]
        async with conn.transaction():
            columns = ", ".join(f"{name} text" for name in _COLUMNS)
            await conn.execute(f"create temporary table roster ({columns}) on commit drop")
            await conn.copy_records_to_table("roster", records=[_record(row) for row in rows])
            await conn.execute(_INSERTS)
    finally:
        await conn.close()


def _record(row: list[Any]) -> list[str | None]:
    return [str(cell) if cell != "" else None for cell in row]
