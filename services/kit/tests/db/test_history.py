"""The history of a household: its entries with what each changed, for those who can see it."""

import pytest
from sqlalchemy import update

from kit import history
from kit.db import Database, Scope
from kit.journal import JournalEntry
from services.kit.tests.example import home, person, stay
from services.kit.tests.example_rows import SIBLING_COUNTY, VILLAGE, WHOLE, Home, new_home, set_phone

TABLES = (home, stay, person)


@pytest.fixture
async def made(db: Database) -> Home:
    """A home that was created, changed twice and revealed once."""
    found = await new_home(db, persons=1)
    await new_home(db, persons=1)
    async with db.write(
        WHOLE, JournalEntry(operation="home.change", reason="更正", actor_name="王测试")
    ) as tx:
        await set_phone(tx, found.id, "1")
        await tx.run(update(person).where(person.c.household_id == found.id).values(pairs=4))
    async with db.write(WHOLE, JournalEntry(operation="home.reveal", subject=found.id, reason="联系")):
        pass
    return found


async def test_entries_come_newest_first_with_their_changes(db: Database, made: Home) -> None:
    async with db.read(Scope.of_region(VILLAGE), snapshot=True) as tx:
        entries = await history.of_household(tx, TABLES, made.id)
    assert [entry.operation for entry in entries] == ["home.reveal", "home.change", "home.create"]
    revealed, changed, created = entries
    assert revealed.changes == ()
    assert (changed.reason, changed.actor_name) == ("更正", "王测试")
    assert [(change.table, change.before, change.after) for change in changed.changes] == [
        ("home", {"phone": "13800000000"}, {"phone": "1"}),
        ("person", {"pairs": 1}, {"pairs": 4}),
    ]
    assert {change.table for change in created.changes} == {"home", "stay", "person"}
    assert all(change.before is None for change in created.changes)


@pytest.mark.parametrize("scope", [Scope.of_region(SIBLING_COUNTY), Scope.none()])
async def test_household_out_of_scope_has_no_history(db: Database, made: Home, scope: Scope) -> None:
    async with db.read(scope, snapshot=True) as tx:
        assert await history.of_household(tx, TABLES, made.id) == []
