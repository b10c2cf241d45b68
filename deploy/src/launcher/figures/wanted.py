"""What a figure should be: the article's value for the city, the allocation table's for a county."""

import csv
import operator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from launcher.installation import CLONE

DATA = CLONE / "deploy" / "data"
CITY = "1310"
# Column of the allocation table that a figure's county values stand in.
ALLOCATED = {
    "poor_households": "households",
    "poor_persons": "persons",
    "exit_target_2018": "exit_target",
    "designated_hospitals_deferred_pay": "hospitals",
    "one_stop_institutions": "hospitals",
    "disabled_households_industry": "disabled_industry_households",
    "disabled_trained": "disabled_trained",
    "disabled_employed": "disabled_employed",
    "accident_insured": "accident_insured",
    "students_aided": "students_aided",
    "industry_projects": "projects",
    "no_labour_households": "no_labour_households",
    "no_labour_persons": "no_labour_persons",
    "safety_net_households": "safety_net_households",
    "safety_net_persons": "safety_net_persons",
    "employed": "employed",
}


@dataclass(frozen=True)
class Wanted:
    """A published figure: its area, the day it was published for, how a value is compared with it."""

    key: str
    area: str
    kind: str
    op: str
    value: str
    as_of: date


def published(folder: Path = DATA) -> dict[str, Wanted]:
    """Every figure of the article by key, in its order."""
    with (folder / "langfang-2018-figures.csv").open(encoding="utf-8", newline="") as handle:
        return {
            row["key"]: Wanted(
                row["key"],
                row["area"],
                row["kind"],
                row["op"],
                row["value"],
                date.fromisoformat(row["as_of"]),
            )
            for row in csv.DictReader(handle)
        }


def allocated(folder: Path = DATA) -> dict[str, dict[str, str]]:
    """The allocation table: region code → column → value."""
    with (folder / "langfang-2018-allocation.csv").open(encoding="utf-8", newline="") as handle:
        return {row["code"]: row for row in csv.DictReader(handle)}


def wanted_of(
    figure: Wanted, region: str, day: date, table: dict[str, dict[str, str]]
) -> tuple[str, str] | None:
    """Comparison and value that a region's figure must have on `day`; None where nothing is published."""
    if day != figure.as_of:
        return None
    if region == CITY:
        return figure.op, figure.value
    column = ALLOCATED.get(figure.key)
    return ("=", table[region][column]) if column is not None and region in table else None


def fits(op: str, wanted: str, value: str | list[str] | None) -> bool:
    """Whether a published value agrees with a counted one (an extreme's least and most alike)."""
    if value is None:
        return False
    counted = value if isinstance(value, list) else [value]
    if op == "range":
        low, high = wanted.split("-")
        return all(Decimal(low) <= Decimal(one) <= Decimal(high) for one in counted)
    if not wanted.replace(".", "", 1).isdecimal():
        return all(one == wanted for one in counted)
    compare = {"=": operator.eq, ">": operator.gt, ">=": operator.ge}[op]
    return all(compare(Decimal(one), Decimal(wanted)) for one in counted)
