"""The yearly sheets: written whole, a year at a time; versions keep what was there."""

from dataclasses import replace
from uuid import UUID

from kit.web import RequestWrite

from . import drafting, repository, rows
from .changes import judge
from .drafts import IncomeDraft, LivingDraft
from .schemas import IncomeWrite, LivingWrite
from .service import closed, opened
from .sheet_models import household_income, household_living


async def write_income(tx: RequestWrite, household_id: UUID, year: int, body: IncomeWrite) -> None:
    """Put the income sheet of a year on file, or correct it."""
    found = await opened(tx, household_id)
    sheet = IncomeDraft(year=year, **body.model_dump())
    before = drafting.household_draft(tx.runtime.keyring, found)
    others = tuple(one for one in before.incomes if one.year != year)
    judge(before, replace(before, incomes=(*others, sheet)), tx.today, within=f"/incomes/{len(others)}")
    tx.entry.details["year"] = year
    place = rows.Place(household_id, found.root["region_key"])
    current = next((row["id"] for row in found.incomes if row["year"] == year), None)
    if current is None:
        await repository.add(tx, household_income, [rows.income_row(sheet, place, len(found.members))])
    else:
        values = rows.income_columns(sheet, len(found.members))
        await repository.change(tx, household_income, household_id, current, values)
    await closed(tx, household_id)


async def write_living(tx: RequestWrite, household_id: UUID, year: int, body: LivingWrite) -> None:
    """Put the living conditions of a year on file, or correct them."""
    found = await opened(tx, household_id)
    living = LivingDraft(year=year, **body.model_dump())
    before = drafting.household_draft(tx.runtime.keyring, found)
    others = tuple(one for one in before.living if one.year != year)
    judge(before, replace(before, living=(*others, living)), tx.today, within=f"/living/{len(others)}")
    tx.entry.details["year"] = year
    current = next((row["id"] for row in found.living if row["year"] == year), None)
    if current is None:
        place = rows.Place(household_id, found.root["region_key"])
        await repository.add(tx, household_living, [rows.living_row(living, place)])
    else:
        await repository.change(tx, household_living, household_id, current, body.model_dump())
    await closed(tx, household_id)
