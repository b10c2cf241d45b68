"""What every writing request leaves behind, and how many statements it takes."""

from contextlib import asynccontextmanager

import pytest
import pytest_asyncio

from registry_api.households.ddl import TABLES

BASE = "/api/registry/v1/households"


@pytest_asyncio.fixture
async def officer(api, api_client):
    return api_client(api, role="county-officer", region="131002")


@pytest.fixture
def form(id_number):
    return {
        "region_key": "131002100200",
        "standing": "unregistered",
        "members": [
            {"name": "李一", "id_number": id_number(), "relation": "01"},
            {"name": "李二", "id_number": id_number(), "relation": "22"},
            {"name": "李三", "id_number": id_number(), "relation": "23"},
        ],
    }


async def test_each_write_is_one_journal_row_that_its_rows_carry(officer, form, registry, id_number):
    async def wrote(operation):
        """The newest journal row is of this operation, and all rows written since the last carry its id."""
        nonlocal before
        entries = await registry.behind("select id, operation from journal where id > $1 order by id", before)
        assert [entry["operation"] for entry in entries] == [operation]
        newest = entries[0]["id"]
        touched = 0
        for table in TABLES:
            rows = await registry.behind(f"select j from {table.name} where j > $1", before)
            assert {row["j"] for row in rows} <= {newest}, table.name
            touched += len(rows)
        assert touched or operation in {"household.reveal", "household.export"}
        before = newest

    # The service found its parameters when it started.
    [(before,)] = await registry.behind("select max(id) from journal")
    made = await officer.post(BASE, json=form)
    await wrote("household.create")
    url = f"{BASE}/{made.json()['id']}"
    head, second, third = made.json()["members"]

    async def write(method, path, body, operation):
        tag = (await officer.get(url)).headers["ETag"]
        answer = await officer.request(method, url + path, json=body, headers={"If-Match": tag})
        assert answer.status_code in (200, 201), answer.text
        await wrote(operation)

    await write("PATCH", "", {"group_name": "二组", "category": "05"}, "household.update")
    await write("PUT", "/incomes/2018", {"wage": "1.00"}, "income.write")
    await write("PUT", "/living/2018", {"farmland": "1.00"}, "living.write")
    await write("PATCH", f"/members/{second['id']}", {"dibao": True}, "member.update")
    joiner = {
        "name": "李四",
        "id_number": id_number(),
        "relation": "24",
        "joined_on": "2018-09-01",
        "join_reason": "registration",
    }
    await write("POST", "/members", joiner, "member.join")
    fourth = (await officer.get(url)).json()["members"][-1]
    relations = [
        {"member_id": head["id"], "relation": "51"},
        {"member_id": third["id"], "relation": "73"},
        {"member_id": fourth["id"], "relation": "73"},
    ]
    await write(
        "PUT",
        "/head",
        {"member_id": second["id"], "relations": relations, "reason": "年老"},
        "household.change-head",
    )
    await write(
        "POST",
        "/reveal",
        {"field": "id_number", "member_id": head["id"], "reason": "核对"},
        "household.reveal",
    )
    await officer.get(f"{BASE}/export")
    await wrote("household.export")
    await write("POST", "/void", {"reason": "重复登记"}, "household.void")


async def test_asking_for_a_person_on_file_leaves_a_trace_without_the_number(officer, form, registry):
    await officer.post(BASE, json=form)
    assert (await officer.post(BASE, json=form)).status_code == 409
    [entry] = await registry.behind("select * from journal where operation = 'claim.person-on-file'")
    assert form["members"][0]["id_number"] not in str(dict(entry))


async def test_statements_of_a_request_are_counted(officer, form, api, id_number, monkeypatch):
    """A statement more in one of these is a decision, not an accident."""
    seen: list[str] = []
    db = api.state.runtime.db

    def logged(open_transaction):
        @asynccontextmanager
        async def counted(*args, **kwargs):
            async with open_transaction(*args, **kwargs) as tx:
                with tx.conn.query_logger(lambda record: seen.append(record.query)):
                    yield tx

        return counted

    monkeypatch.setattr(db, "read", logged(db.read))
    monkeypatch.setattr(db, "write", logged(db.write))

    async def statements(send):
        seen.clear()
        answer = await send
        assert answer.status_code < 300, answer.text
        # Without begin, scope, position and commit: those are the kit's.
        return sum(not one.startswith("select feed_") for one in seen), answer

    # Once a connection asyncpg asks for types that it does not know yet.
    await officer.post(BASE, json={**form, "members": [{**form["members"][0], "id_number": id_number()}]})
    created, answer = await statements(officer.post(BASE, json=form))
    read, _ = await statements(officer.get(f"{BASE}/{answer.json()['id']}"))
    page, _ = await statements(officer.get(BASE))
    first_of_two, _ = await statements(officer.get(BASE, params={"limit": 1}))
    name, _ = await statements(officer.get(BASE, params={"q": "李一"}))
    assert (created, read, page, first_of_two, name) == (19, 7, 1, 1, 1)
