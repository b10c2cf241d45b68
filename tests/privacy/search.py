"""Searching what is kept and what is said for values that must not stand there in clear."""

import base64
from collections.abc import AsyncIterator

import asyncpg

from tests.plugins.city import City


def forms_of(mark: str) -> tuple[bytes, ...]:
    """A value as it might lie somewhere: text, bytes of a bytea, base64, escaped."""
    raw = mark.encode()
    return raw, raw.hex().encode(), base64.b64encode(raw).rstrip(b"="), mark.encode("unicode_escape")


def found_in(content: bytes, marks: tuple[str, ...]) -> list[str]:
    """Which values lie in it."""
    return [mark for mark in marks if any(form in content for form in forms_of(mark))]


async def dump(city: City, service: str) -> AsyncIterator[tuple[str, bytes]]:
    """Every table of a database, as text."""
    conn = await asyncpg.connect(city.databases[service].admin)
    try:
        tables = await conn.fetch(
            "select schemaname, tablename from pg_tables "
            "where schemaname not in ('pg_catalog', 'information_schema')"
        )
        for schema, table in tables:
            content = bytearray()

            async def take(data: bytes, content: bytearray = content) -> None:
                content.extend(data)

            await conn.copy_from_table(table, schema_name=schema, output=take)
            yield f"{service}.{table}", bytes(content)
    finally:
        await conn.close()
