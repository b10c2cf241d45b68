"""How an indicator (指标) is declared: the rows that it counts. What it means to people stands elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from sqlalchemy import Table

MOST_INDICATORS: Final = 62
"""Of one service: each is a bit of a bigint."""


class Kind(Enum):
    """How an indicator's rows become its figure (DATASET.md)."""

    COUNT = "count"
    """How many rows."""
    SUM = "sum"
    """The sum of n."""
    RATIO = "ratio"
    """The sum of n over the sum of d."""
    DISTINCT = "distinct"
    """How many subjects, each once."""
    EXTREME = "extreme"
    """The least and the most n."""
    SETTING = "setting"
    """The n of the one row that holds."""


Reads = Mapping[Table, tuple[str, ...]]
"""Tables and their columns that a branch depends on, those that the facts take for it included."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One SELECT over the service's facts, giving `subject, household_id, village, n, d, days`.

    `days` is a datemultirange, `d` is 1 unless a ratio says otherwise. It is written without a WHERE on
    households: the facts hold the touched ones only. On one day a subject has one row in a village.
    """

    sql: str
    reads: Reads


@dataclass(frozen=True, slots=True)
class Facts:
    """The shared facts of a service: named queries, in order, each over `household_id = any(ids)`.

    `ids` is the array of touched households; `root` the table of the households, which are locked.
    """

    ctes: Mapping[str, str]
    root: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure, declared once. `number` is what rows carry and is never used again for another."""

    number: int
    key: str
    kind: Kind
    branches: tuple[Branch, ...]
    version: int = 1
