"""Every indicator that the platform can count today, declared once each.

The service named as ``owner`` counts the rows; unit, kind, rounding and words stand here. A new
meaning of a key is a new ``version``, never a silent change.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a figure behaves when it is opened."""

    COUNT = "count"
    """Opened rows equal the figure; a region equals the sum of its children."""
    SUM = "sum"
    """As a count, of amounts instead of ones."""
    RATIO = "ratio"
    """Numerator and denominator each open and add up."""
    DISTINCT = "distinct"
    """Each subject once: the rows explain it, children do not add up."""
    EXTREME = "extreme"
    """Least and most over the subjects: the rows explain it, children do not add up."""


@dataclass(frozen=True)
class Text:
    """The same words in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True)
class Unit:
    """A unit of counting: a stable code for programs and its words for people."""

    code: str
    name: Text


@dataclass(frozen=True)
class Indicator:
    """One declared figure.

    ``owner`` is the service that counts it, ``office`` the office that answers for it, ``decimals``
    how it is rounded (half up), ``area`` the part of the city's work that it belongs to.
    """

    key: str
    area: str
    owner: str
    office: Text
    name: Text
    meaning: Text
    unit: Unit
    kind: Kind
    decimals: int
    version: int


_POVERTY_OFFICE = Text("市扶贫办", "City Poverty Alleviation Office")
_DISABLED_FEDERATION = Text("市残联", "City Disabled Persons' Federation")
_CIVIL_AFFAIRS = Text("市民政局", "City Civil Affairs Bureau")
_HOUSEHOLD = Unit("household", Text("户", "households"))
_PERSON = Unit("person", Text("人", "persons"))

CATALOGUE: tuple[Indicator, ...] = (
    Indicator(
        key="poor_households",
        area="registry",
        owner="registry",
        office=_POVERTY_OFFICE,
        name=Text("贫困户", "Poor households"),
        meaning=Text(
            "精准识别“回头看”后在册的建档立卡贫困户（不含已清退、消亡、早年脱贫和申请中的户）",
            "Registered poor households after the re-verification, without those cleared, extinct, "
            "exited in earlier years or still applying",
        ),
        unit=_HOUSEHOLD,
        kind=Kind.COUNT,
        decimals=0,
        version=1,
    ),
    Indicator(
        key="poor_persons",
        area="registry",
        owner="registry",
        office=_POVERTY_OFFICE,
        name=Text("贫困人口", "Poor persons"),
        meaning=Text("在册贫困户的现有成员", "Active members of the registered poor households"),
        unit=_PERSON,
        kind=Kind.COUNT,
        decimals=0,
        version=1,
    ),
    Indicator(
        key="no_labour_households",
        area="registry",
        owner="registry",
        office=_POVERTY_OFFICE,
        name=Text("无劳动能力户", "Households without labour"),
        meaning=Text(
            "在册贫困户中，现有成员全部丧失或无劳动能力的户",
            "Registered poor households whose every active member has lost or has no ability to work",
        ),
        unit=_HOUSEHOLD,
        kind=Kind.COUNT,
        decimals=0,
        version=1,
    ),
    Indicator(
        key="no_labour_persons",
        area="registry",
        owner="registry",
        office=_POVERTY_OFFICE,
        name=Text("无劳动能力人口", "Persons of households without labour"),
        meaning=Text("无劳动能力户的现有成员", "Active members of the households without labour"),
        unit=_PERSON,
        kind=Kind.COUNT,
        decimals=0,
        version=1,
    ),
    Indicator(
        key="safety_net_households",
        area="registry",
        owner="registry",
        office=_CIVIL_AFFAIRS,
        name=Text("兜底扶贫户", "Households under the safety net"),
        meaning=Text(
            "无劳动能力户中，有成员享受低保或特困供养的户",
            "Households without labour that have a member on dibao (low-income allowance) or tekun "
            "(support for those in extreme hardship)",
        ),
        unit=_HOUSEHOLD,
        kind=Kind.COUNT,
        decimals=0,
        version=1,
    ),
    Indicator(
        key="safety_net_persons",
        area="registry",
        owner="registry",
        office=_CIVIL_AFFAIRS,
        name=Text("兜底扶贫人口", "Persons under the safety net"),
        meaning=Text(
            "无劳动能力户的成员中，本人享受低保或特困供养的人",
            "Members of households without labour who are themselves on dibao or tekun",
        ),
        unit=_PERSON,
        kind=Kind.COUNT,
        decimals=0,
        version=1,
    ),
    Indicator(
        key="goslings_per_household",
        area="assistance",
        owner="assistance",
        office=_DISABLED_FEDERATION,
        name=Text("雏鹅", "Goslings per household"),
        meaning=Text(
            "当年有交接记录的户，每户免费领取的活鹅苗：最少和最多",
            "Goslings handed over alive to a household in the year, over households with a hand-over: "
            "least and most",
        ),
        unit=Unit("gosling/household/year", Text("只/户·年", "goslings a household and year")),
        kind=Kind.EXTREME,
        decimals=0,
        version=1,
    ),
)

BY_KEY: dict[str, Indicator] = {indicator.key: indicator for indicator in CATALOGUE}
