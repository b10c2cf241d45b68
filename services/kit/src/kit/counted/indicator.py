"""How an indicator (指标) is declared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from sqlalchemy import Table


class Kind(Enum):
    """How an indicator's rows become its figure (DATASET.md)."""

    COUNT = "count"
    SUM = "sum"
    RATIO = "ratio"
    DISTINCT = "distinct"
    EXTREME = "extreme"
    SETTING = "setting"


Reads = Mapping[Table, tuple[str, ...]]
"""Tables and their columns that a branch depends on (besides household, region and dates of the row)."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One SELECT over the service's facts: `subject, household_id, village, n, d, days` (a datemultirange).

    Written without a WHERE on households: the facts hold the touched ones only. `reads` says which tables
    and columns can change its rows, those that the facts take for it included.
    """

    sql: str
    reads: Reads


@dataclass(frozen=True, slots=True)
class Facts:
    """The shared facts of a service: named CTEs, in order, each over `any(ids)`.

    In their SQL `ids` is the array of touched household ids.
    """

    ctes: Mapping[str, str]
    root: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure, declared once: number (never used again), key, names, unit, kind and the rows it counts."""

    number: int
    key: str
    zh: str
    en: str
    unit: str
    kind: Kind
    branches: tuple[Branch, ...]
    area: str = ""
    meaning_zh: str = ""
    meaning_en: str = ""
    decimals: int = 0
    percent: bool = False
    """A ratio shown times 100."""
    version: int = 1
    owner: str = ""
    extremes: tuple[str, ...] = field(default=("least", "most"))
