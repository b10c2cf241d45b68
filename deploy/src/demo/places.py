"""The regions and targets that the demonstration is built from: files that the project holds itself."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from demo.city import County, build
from demo.population import plan_counties, read_allocation

ALLOCATION = Path(__file__).parents[2] / "data" / "langfang-2018-allocation.csv"


@dataclass(frozen=True)
class Places:
    """Region keys with their names, by level; the keys below each county."""

    names: dict[str, str]

    def level(self, length: int) -> list[tuple[str, str]]:
        """Key and name of all regions with keys of this length (6 county, 9 township, 12 village)."""
        return [(key, name) for key, name in self.names.items() if len(key) == length]

    def villages_by_county(self) -> dict[str, list[str]]:
        """Rural villages (村委会, segment 200–399) below each county."""
        below: dict[str, list[str]] = defaultdict(list)
        for key, _ in self.level(12):
            if 200 <= int(key[9:]) <= 399:
                below[key[:6]].append(key)
        return below


def read_places() -> Places:
    """The 2018 regions shipped with the kit."""
    source = files("kit.regions") / "data" / "langfang-regions-2018.csv"
    lines = source.read_text(encoding="utf-8").splitlines()
    return Places({row["code"]: row["name"] for row in csv.DictReader(lines)})


def read_city(places: Places) -> list[County]:
    """The whole city of the demonstration."""
    return build(plan_counties(read_allocation(ALLOCATION)), places.villages_by_county())
