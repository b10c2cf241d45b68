"""What was on record: `known_at` as a business day, or as a position such as `registry:12345`."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Date, bindparam, text

from kit.db import Prepared, Tx

_KNOWN: Final = Prepared(
    text("select * from known_at(:upto, :on_day)").bindparams(bindparam("on_day", type_=Date))
)
_HEAD: Final = Prepared(text("select feed_head()"))

CURRENT: Final = "j_end is null"
"""SQL that keeps what is on record now, of a table with both `j` and `j_end`."""

RECORDED: Final = "j <= :high and j <> all(:late) and (j_end is null or j_end > :high or j_end = any(:late))"
"""SQL that keeps what was on record at a `Known`; bind `high` and `late`."""


class UnknownPosition(ValueError):
    """A position of another service, of no service, or one that the journal has not reached."""


@dataclass(frozen=True, slots=True)
class Known:
    """The journal ids on record at a position: all up to `high` but those that were positioned later."""

    position: int
    high: int
    late: tuple[int, ...]

    def holds(self, j: int) -> bool:
        """True if the journal id was on record."""
        return j <= self.high and j not in self.late

    def parameters(self) -> dict[str, Any]:
        """What RECORDED binds."""
        return {"high": self.high, "late": list(self.late)}


NOTHING: Final = Known(0, 0, ())


async def head(tx: Tx) -> int:
    """The position that the journal has reached."""
    position: int = await tx.value(_HEAD)
    return position


async def at_day(tx: Tx, day: date) -> Known:
    """What was on record at the last position journalled on a business day (or before, if none was)."""
    return await _known(tx, None, day)


async def at_position(tx: Tx, position: int) -> Known:
    """What was on record at a position; UnknownPosition if the journal has not reached it."""
    if position < 0 or position > await head(tx):
        raise UnknownPosition(position)
    return await _known(tx, position, None) if position else NOTHING


async def parse(tx: Tx, service: str, given: str | None) -> Known | None:
    """`known_at` as a request names it: nothing (None: now), a day, or a position of this very service."""
    if given is None:
        return None
    name, colon, number = given.partition(":")
    if colon:
        if name != service or not number.isascii() or not number.isdigit():
            raise UnknownPosition(given)
        return await at_position(tx, int(number))
    return await at_day(tx, date.fromisoformat(given))


async def _known(tx: Tx, position: int | None, day: date | None) -> Known:
    row = await tx.first(_KNOWN, upto=position, on_day=day)
    return NOTHING if row is None else Known(row["place"], row["high"], tuple(row["late"]))
