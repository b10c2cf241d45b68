"""Parameters (参数): numbers of policy as dated data with their document; the nearest region wins."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from asyncpg import Record
from sqlalchemy import Date, Text, bindparam, insert, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from kit import region_keys, system
from kit.db import Prepared, Tx, WriteTx
from kit.ids import uuid7

_NEAREST: Final = Prepared(
    text(
        """
        select region_key, value, document, valid_from, valid_to from parameter
        where key = :key and region_key = any(:regions)
          and valid_from <= :day and (valid_to is null or valid_to > :day)
        order by length(region_key) desc limit 1
        """
    ).bindparams(bindparam("regions", type_=ARRAY(Text)), bindparam("day", type_=Date))
)
_END: Final = Prepared(
    text(
        """
        update parameter set valid_to = :day
        where key = :key and region_key = :region
          and valid_from < :day and (valid_to is null or valid_to > :day)
        """
    ).bindparams(bindparam("day", type_=Date))
)
_ADD: Final = Prepared(
    insert(system.parameter).values(
        id=bindparam("id"), region_key=bindparam("region"), key=bindparam("key"),
        valid_from=bindparam("day"), value=bindparam("value", type_=JSONB), document=bindparam("document"),
    )
)  # fmt: skip


class ParameterMissing(LookupError):
    """No value is on file for a parameter, region and day: a fault of the installation, never a default."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value with the region it was set for, its days (`valid_to` None: open) and its document."""

    value: Any
    region_key: str
    document: str
    valid_from: date
    valid_to: date | None


async def find(tx: Tx, key: str, region: str, day: date) -> Parameter:
    """The value that holds in a region on a day. Raises ParameterMissing.

    Those set above the caller's own region are read because they reach down.
    """
    regions = [*region_keys.ancestors(region), region]
    row = await tx.first(_NEAREST, key=key, regions=regions, day=day)
    if row is None:
        raise ParameterMissing(f"{key} in {region} on {day}")
    return _parameter(row)


async def put(tx: WriteTx, key: str, region: str, since: date, value: Any, document: str) -> UUID:
    """Let `value` (JSON) hold in a region and below it from a day on; the value before it ends that day."""
    await tx.run(_END, key=key, region=region, day=since)
    parameter_id = uuid7()
    await tx.run(_ADD, id=parameter_id, region=region, key=key, day=since, value=value, document=document)
    return parameter_id


def _parameter(row: Record) -> Parameter:
    return Parameter(row["value"], row["region_key"], row["document"], row["valid_from"], row["valid_to"])
