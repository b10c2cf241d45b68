"""Putting households on file, on real PostgreSQL."""

from dataclasses import replace

import asyncpg
import pytest

from registry_api.households import bulk
from registry_api.households.card_models import household_card
from registry_api.households.cards import CARD_ROWS
from registry_api.households.draft_rules import check
from registry_api.households.findings import errors


async def test_a_household_goes_in_with_all_its_rows(registry, family):
    draft = family("王守田", "王小田", phone="13800001111")
    assert errors(check(draft, registry.clock.today())) == []

    async with registry.write("131002") as tx:
        [outcome] = await bulk.register_many(tx, registry.keyring, [draft])

    assert outcome.refused is None
    assert outcome.official_no == "13100200000001"
    [card] = await registry.behind("select * from household_card")
    assert (card["head_name"], card["persons"], card["standing"]) == ("王守田", 2, "registered")
    assert card["phone_masked"] == "138****1111"
    [row] = await registry.behind("select phone_sealed, j from household")
    assert b"13800001111" not in row["phone_sealed"]
    [event] = await registry.behind("select * from outbox")
    assert event["subject"] == outcome.household_id
    assert row["j"] == event["journal_id"] == card["j"]


async def test_a_person_on_file_keeps_the_whole_household_out_and_only_that(registry, family):
    first, second, third = family("甲一"), family("乙一", "乙二"), family("丙一")
    taken = replace(
        second, members=(second.members[0], replace(second.members[1], id_number=first.members[0].id_number))
    )
    async with registry.write("131002") as tx:
        outcomes = await bulk.register_many(tx, registry.keyring, [first, taken, third])

    assert [one.refused for one in outcomes] == [None, "person_on_file", None]
    assert outcomes[1].members == (1,)
    # The first member of the refused household is free again.
    async with registry.write("131002") as tx:
        [outcome] = await bulk.register_many(tx, registry.keyring, [second])
    assert outcome.refused is None


async def test_a_person_on_file_in_another_county_is_refused_too(registry, family):
    draft = family("甲一")
    async with registry.write("131002") as tx:
        await bulk.register_many(tx, registry.keyring, [draft])
    async with registry.write("131022") as tx:
        moved = replace(draft, region_key="131022100200")
        [outcome] = await bulk.register_many(tx, registry.keyring, [moved])
    assert outcome.refused == "person_on_file"


async def test_an_official_number_is_never_given_twice(registry, family):
    wanted = family("甲一", official_no="13100200000001")
    async with registry.write("131002") as tx:
        outcomes = await bulk.register_many(
            tx, registry.keyring, [wanted, family("乙一", official_no="13100200000001"), family("丙一")]
        )
    assert [one.official_no for one in outcomes] == ["13100200000001", None, "13100200000002"]
    assert outcomes[1].refused == "official_no_taken"


async def test_a_village_outside_the_scope_is_refused_by_the_policies(registry, family):
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with registry.write("131022") as tx:
            await bulk.register_many(tx, registry.keyring, [family("甲一")])


async def test_a_card_is_what_its_rows_say(registry, family):
    async with registry.write("131002") as tx:
        drafts = [family("曾守田", "曾小田"), family("王一", standing="applying", category=None)]
        await bulk.register_many(tx, registry.keyring, drafts)
    shown = ", ".join(column.name for column in household_card.columns if column.name != "j")
    for less, more in (("wanted", "household_card"), ("household_card", "wanted")):
        difference = await registry.behind(
            f"with wanted as ({CARD_ROWS}) select {shown} from {less} except select {shown} from {more}"
        )
        assert difference == []
    cards = await registry.behind("select sort_name from household_card order by sort_name")
    assert [card["sort_name"] for card in cards] == ["wang yi 王一", "zeng shou tian 曾守田"]
