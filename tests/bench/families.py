"""Synthetic families for the bench: surnames as skewed as in Hebei, every fact of a roster filled in.

They are drafts of the registry, so the same family goes into the database, a roster file or a form. Identity
numbers have an area prefix that is assigned to no place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from openpyxl import Workbook

from demo import names
from demo.identity import IdentityNumbers, disability_certificate, phone
from registry_api.code_lists.relations import to_national
from registry_api.households.drafts import HouseholdDraft, IncomeDraft, LivingDraft, MemberDraft
from registry_api.imports.catalogue import TEMPLATE
from registry_api.imports.columns import Column, Kind, Part

_SIZES, _SHARES = (1, 2, 3, 4, 5, 6), (22, 30, 22, 15, 8, 3)
_DAY = date(2018, 1, 1)
_YEAR = 2017
_SONS, _DAUGHTERS = ("22", "23", "24", "25"), ("32", "33", "34", "35")
_HAN = names.ETHNICITY_HAN


class Families:
    """A supply of families that never gives an identity number twice."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)
        self._numbers = IdentityNumbers()
        self._phones = 0

    def of_sizes(self, villages: Sequence[str], sizes: Sequence[int]) -> Iterator[HouseholdDraft]:
        """A family of each size, spread over the villages."""
        for size in sizes:
            yield self._family(self._rng.choice(villages), size)

    def sizes(self, households: int, persons: int) -> list[int]:
        """So many sizes, with exactly so many persons in all."""
        rng = self._rng
        found = rng.choices(_SIZES, _SHARES, k=households)
        while (missing := persons - sum(found)) != 0:
            place = rng.randrange(households)
            found[place] = min(_SIZES[-1], max(1, found[place] + (1 if missing > 0 else -1)))
        return found

    def _family(self, village: str, size: int) -> HouseholdDraft:
        rng = self._rng
        surname = names.surname(rng, _HAN)
        members = self._members(surname, village, size)
        poor = any(member.dibao for member in members)
        land = Decimal(rng.randint(8, 28) * size) / 10
        return HouseholdDraft(
            region_key=village,
            standing="registered",
            members=members,
            group_name=f"{rng.randint(1, 8)}组",
            phone=self._phone(),
            category="04" if poor else "01",
            poverty_status="0",
            primary_cause=rng.choice(("01", "02", "03", "07", "08", "09")),
            other_causes=("11",) if rng.random() < 0.3 else (),
            recognition_standard="1",
            recognition_year=rng.randint(2014, 2017),
            martyr_family=False,
            only_child_family=size == 3,
            two_daughters_family=False,
            incomes=(self._income(size, poor),),
            living=(
                LivingDraft(
                    year=_YEAR, farmland=land, irrigated=land / 2, house_area=Decimal(38 + 12 * size),
                    road_distance=Decimal(rng.randint(1, 28)) / 10, entry_road="03", fuel="04",
                    dangerous_house=False, sanitary_toilet=rng.random() < 0.5, living_power=True,
                    cooperative=rng.random() < 0.2, water_safe=True, water_difficult=False,
                ),
            ),
            origin="migration",
            document="基准测试名册",
            valid_from=_DAY,
        )  # fmt: skip

    def _members(self, surname: str, village: str, size: int) -> tuple[MemberDraft, ...]:
        rng = self._rng
        head_age = rng.randint(40, 78)
        poor = rng.random() < 0.35
        found = [self._person(surname, village, "01", male=True, age=head_age, dibao=poor)]
        if size > 1:
            wife = names.surname(rng, _HAN)
            found.append(self._person(wife, village, "12", male=False, age=head_age - 2, dibao=poor))
        for place in range(size - 2):
            male = rng.random() < 0.5
            relation = (_SONS if male else _DAUGHTERS)[place]
            age = head_age - 22 - 2 * place
            found.append(self._person(surname, village, relation, male=male, age=age, dibao=poor))
        return tuple(found)

    def _person(
        self, surname: str, village: str, relation: str, *, male: bool, age: int, dibao: bool
    ) -> MemberDraft:
        rng = self._rng
        born = date(_DAY.year - age, 1, 1) - timedelta(days=rng.randint(1, 364))
        number = self._numbers.issue(village[:6], born, male=male)
        disabled = rng.random() < 0.08
        able = 16 <= age < 66 and not disabled
        return MemberDraft(
            name=surname + names.given_name(rng, male=male, birth_year=born.year),
            id_number=number,
            relation=relation,
            id_type="1",
            gender="1" if male else "2",
            birth_date=born,
            ethnicity=_HAN,
            education=rng.choice(("01", "02", "03", "04")),
            school_status="01" if age >= 16 else "03" if age >= 6 else "02",
            labour_skill="01" if able else "04",
            health=frozenset({"04"} if disabled else {"01"} if able else {"02"}),
            dibao=dibao,
            tekun=False,
            medical_insured=True,
            resident_pension=age >= 16,
            work_region="02" if able and age < 50 else None,
            work_months=8 if able and age < 50 else None,
            willing_to_work=able,
            unwilling_reason=None if able else "other",
            certificate_no=disability_certificate(number, "4", "3") if disabled else None,
        )

    def _income(self, size: int, poor: bool) -> IncomeDraft:
        rng = self._rng
        return IncomeDraft(
            year=_YEAR,
            wage=Decimal(rng.randint(800, 3000) * size),
            business=Decimal(rng.randint(0, 2000)),
            dibao=Decimal(4000 if poor else 0),
            pension=Decimal(1080 if size > 1 else 0),
            other_transfer=Decimal(360),
        )

    def _phone(self) -> str:
        self._phones += 1
        return phone(self._phones)


def form(draft: HouseholdDraft) -> dict[str, Any]:
    """The JSON of the form for a new, not registered household with these members."""
    return {
        "region_key": draft.region_key,
        "standing": "unregistered",
        "group_name": draft.group_name,
        "phone": draft.phone,
        "members": [
            {
                field.name: sorted(value) if isinstance(value, frozenset) else value
                for field in fields(member)
                if field.name not in ("join_reason", "joined_on")
                and (value := getattr(member, field.name)) is not None
            }
            for member in draft.members
        ],
    }


def roster(drafts: Sequence[HouseholdDraft], path: str) -> int:
    """Write the workbook of these families with every column of the template; returns its rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名册")
    sheet.append([column.zh for column in TEMPLATE])
    rows = 0
    for number, draft in enumerate(drafts, 1):
        for member in draft.members:
            sheet.append([_cell(column, number, draft, member) for column in TEMPLATE])
            rows += 1
    book.save(path)
    return rows


def _cell(column: Column, number: int, draft: HouseholdDraft, member: MemberDraft) -> str | int | None:
    if column.part is Part.FILE:
        return str(number)
    if column.part is not Part.MEMBER and member is not draft.members[0]:
        return None
    if column.key == "year":
        return str(_YEAR)
    source: Any = {
        Part.HOUSEHOLD: draft, Part.MEMBER: member,
        Part.INCOME: draft.incomes[0], Part.LIVING: draft.living[0],
    }[column.part]  # fmt: skip
    if column.kind is Kind.VILLAGE:
        return draft.region_key
    if column.kind is Kind.RELATION:
        return to_national(member.relation)
    value = getattr(source, column.field, None)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple | frozenset):
        return "、".join(sorted(value)) or None
    return None if value is None else str(value)
