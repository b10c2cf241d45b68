"""The whole way of a roster over HTTP: sent, read by the worker, looked at, written, sent again."""

import asyncio
import io
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
import pytest_asyncio
from openpyxl import load_workbook

from kit import parameters
from kit.clock import FixedClock
from kit.crypto import Keyring
from kit.db import Database, Scope
from kit.files import XLSX, FileMissing, Store
from kit.ids import uuid7
from kit.jobs.runner import JobRunner
from kit.journal import JournalEntry
from kit.settings import Settings
from registry_api import app as registry_app
from registry_api.claims.service import ANSWERS_A_DAY
from registry_api.imports import reading, writing
from registry_api.imports.expiry import clear_expired
from registry_api.imports.handlers import HANDLERS
from registry_api.imports.jobs import Tools
from tests.plugins.callers import ApiClient, StartApp, TestGateway
from tests.plugins.cluster import FreshDatabase
from tests.plugins.settings import SettingsFor

COUNTY, SIBLING = "131002", "131022"
DAY = date(2018, 1, 1)
IMPORTS = "/api/registry/v1/imports"


@dataclass(frozen=True)
class Platform:
    """The app with the import's router, and the worker's database beside it."""

    app: Any
    settings: Settings
    dsns: FreshDatabase
    worker: Database
    tools: Tools
    client: ApiClient
    person: Any

    def officer(self, region: str = COUNTY, **claims: Any) -> httpx.AsyncClient:
        return self.client(
            self.app, role="county-officer", region=region, **{"person": self.person, **claims}
        )

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """The worker's job queue runs while the block lasts."""
        runner = JobRunner(self.dsns.worker, self.worker, HANDLERS, self.tools)
        task = asyncio.create_task(runner.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def behind(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        admin = await asyncpg.connect(self.dsns.admin)
        try:
            return list(await admin.fetch(sql, *values))
        finally:
            await admin.close()


@pytest_asyncio.fixture
async def platform(
    dsns: FreshDatabase,
    settings_for: SettingsFor,
    test_gateway: TestGateway,
    start_app: StartApp,
    api_client: ApiClient,
) -> AsyncIterator[Platform]:
    settings = settings_for("registry", dsns, day=DAY)
    app = registry_app.create(settings, test_gateway.peers)
    await start_app(app)
    keyring = Keyring.load_or_create(settings.keyring)
    worker = await Database.open(dsns.worker, clock=settings.clock())
    tools = Tools(keyring, Store(settings.files_dir, keyring))
    yield Platform(app, settings, dsns, worker, tools, api_client, uuid7())
    await worker.close()


def family(rosters, number: int, size: int = 2, **changes: Any) -> list[dict[str, Any]]:
    """A household of the village 甲村."""
    rows = rosters.families(number, size)[-size:]
    rows[0] |= {"乡镇": "落垡镇", "行政村": "甲村"} | changes
    return rows


async def send(
    client: httpx.AsyncClient, data: bytes, name: str = "名册.xlsx", **form: str
) -> httpx.Response:
    return await client.post(IMPORTS, files={"file": (name, data, XLSX)}, data=form)


async def settled(client: httpx.AsyncClient, import_id: str) -> dict[str, Any]:
    for _ in range(300):
        shown: dict[str, Any] = (await client.get(f"{IMPORTS}/{import_id}")).json()
        if shown["status"] not in ("reading", "committing"):
            return shown
        await asyncio.sleep(0.05)
    raise AssertionError(shown)


async def previewed(client: httpx.AsyncClient, data: bytes, **form: str) -> dict[str, Any]:
    answer = await send(client, data, **form)
    assert answer.status_code == 202, answer.text
    return await settled(client, answer.json()["id"])


async def written(client: httpx.AsyncClient, data: bytes) -> dict[str, Any]:
    shown = await previewed(client, data)
    assert shown["status"] == "preview", shown
    answer = await client.post(f"{IMPORTS}/{shown['id']}/commit")
    assert answer.status_code == 202, answer.text
    return await settled(client, shown["id"])


async def rows_of(client: httpx.AsyncClient, import_id: str, **params: Any) -> list[dict[str, Any]]:
    answer = await client.get(f"{IMPORTS}/{import_id}/rows", params=params)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


Count = Callable[[], Awaitable[tuple[int, int]]]


@pytest.fixture
def on_file(platform: Platform) -> Count:
    """(households, persons) on file in the whole database."""

    async def count() -> tuple[int, int]:
        rows = await platform.behind("select (select count(*) from household), (select count(*) from member)")
        return rows[0][0], rows[0][1]

    return count


async def test_a_roster_is_previewed_and_written(platform, rosters, on_file):
    data = rosters.workbook(family(rosters, 1) + family(rosters, 2))
    client = platform.officer()
    async with platform.working():
        shown = await previewed(client, data, document="名册 2018-01")
        assert (shown["status"], shown["sheet"], shown["document"]) == ("preview", "贫困户", "名册 2018-01")
        assert [column["key"] for column in shown["columns"]][:3] == ["serial", "township", "village"]
        assert (shown["counts"]["create"], shown["counts"]["create_persons"]) == (2, 4)
        assert await on_file() == (0, 0)
        rows = await rows_of(client, shown["id"])
        assert [row["state"] for row in rows] == ["create"] * 4
        assert [row["first"] for row in rows] == [True, False, True, False]
        keys = [column["key"] for column in shown["columns"]]
        assert rows[0]["cells"][keys.index("id_number")].startswith("****************")
        assert rows[0]["cells"][keys.index("birth_date")] == "1958-03"
        done = await written(client, data)
    assert done["status"] == "done"
    assert (done["counts"]["written"], done["counts"]["create"], done["counts"]["errors"]) == (2, 0, 0)
    assert await on_file() == (2, 4)
    marks = await platform.behind("select distinct origin, document from household")
    assert [tuple(row) for row in marks] == [("migration", "名册.xlsx")]


async def test_the_same_file_twice_changes_nothing(platform, rosters, on_file):
    data = rosters.workbook(family(rosters, 1) + family(rosters, 2))
    client = platform.officer()
    async with platform.working():
        await written(client, data)
        again = await previewed(client, data)
        assert (again["counts"]["unchanged"], again["counts"]["create"]) == (2, 0)
        refused = await client.post(f"{IMPORTS}/{again['id']}/commit")
    assert refused.status_code == 409
    assert refused.json()["type"].endswith("nothing-to-write")
    assert await on_file() == (2, 4)


async def test_a_bad_household_stays_out_whole_and_comes_in_when_corrected(platform, rosters, on_file):
    bad = family(rosters, 2)
    good_number = bad[1]["证件号码"]
    bad[1]["证件号码"] = good_number[:-1] + ("0" if good_number[-1] != "0" else "1")
    client = platform.officer()
    async with platform.working():
        done = await written(client, rosters.workbook(family(rosters, 1) + bad + family(rosters, 3)))
        assert (done["counts"]["written"], done["counts"]["errors"], done["counts"]["error_cells"]) == (
            2,
            1,
            1,
        )
        assert await on_file() == (2, 4)
        failed = await rows_of(client, done["id"], state="error")
        assert [row["row"] for row in failed] == [4, 5]
        [finding] = failed[1]["findings"]
        assert (finding["column"], finding["letter"], finding["code"]) == ("id_number", "H", "id-check_digit")
        keys = [column["key"] for column in done["columns"]]
        assert failed[1]["cells"][keys.index("id_number")] == bad[1]["证件号码"]
        assert failed[0]["cells"][keys.index("id_number")].startswith("****")
        fetched = await client.get(f"{IMPORTS}/{done['id']}/errors.xlsx")
        assert fetched.status_code == 200
        book = load_workbook(io.BytesIO(fetched.content))
        sheet = book.worksheets[0]
        header = [cell.value for cell in sheet[1]]
        assert header[-1] == "错误说明"
        assert sheet.max_row == 3
        assert "校验位" in sheet.cell(3, len(header)).value
        sheet.cell(3, header.index("证件号码") + 1).value = good_number
        corrected = io.BytesIO()
        book.save(corrected)
        again = await written(client, corrected.getvalue())
    assert (again["status"], again["counts"]["written"]) == ("done", 1)
    assert await on_file() == (3, 6)


async def test_what_differs_is_shown_and_not_written(platform, rosters):
    client = platform.officer()
    household = family(rosters, 1)
    async with platform.working():
        await written(client, rosters.workbook(household))
        household[0] |= {"主要致贫原因": "02"}
        household[1] |= {"劳动技能": "05"}
        shown = await previewed(client, rosters.workbook(household))
    assert (shown["counts"]["differs"], shown["counts"]["differs_cells"]) == (1, 2)
    rows = await rows_of(client, shown["id"], state="differs")
    assert rows[0]["differences"] == [{"column": "primary_cause", "old": "01 因病", "new": "02 因残"}]
    assert rows[1]["differences"] == [
        {"column": "labour_skill", "old": "01 普通劳动力", "new": "05 弱劳动力或半劳动力"}
    ]
    assert [row["changed"] for row in rows] == [True, True]
    causes = await platform.behind("select primary_cause from household_state")
    assert [row[0] for row in causes] == ["01"]


async def test_a_person_of_another_county_is_told_by_yes_alone(platform, rosters):
    rows = family(rosters, 1)
    async with platform.working():
        await written(platform.officer(), rosters.workbook(rows))
        rows[0] |= {"乡镇": "固安镇", "行政村": "丁村"}
        other = platform.officer(SIBLING)
        shown = await previewed(other, rosters.workbook(rows))
        answer = await other.get(f"{IMPORTS}/{shown['id']}/rows")
    assert shown["counts"]["errors"] == 1
    assert [finding["code"] for row in answer.json()["items"] for finding in row["findings"]] == [
        "person-elsewhere", "person-elsewhere",
    ]  # fmt: skip
    assert "131002" not in answer.text
    assert "甲村" not in answer.text


async def test_a_village_of_another_county_is_an_error(platform, rosters):
    async with platform.working():
        shown = await previewed(
            platform.officer(), rosters.workbook(family(rosters, 1, 乡镇=None, 行政村="131022100200"))
        )
        rows = await rows_of(platform.officer(), shown["id"])
    assert [finding["code"] for finding in rows[0]["findings"]] == ["village-elsewhere"]


async def test_others_do_not_see_an_upload(platform, rosters):
    async with platform.working():
        shown = await previewed(platform.officer(), rosters.workbook(family(rosters, 1)))
    for client in (platform.officer(person=uuid7()), platform.officer(SIBLING)):
        assert (await client.get(IMPORTS)).json()["items"] == []
        for path in ("", "/rows", "/errors.xlsx"):
            assert (await client.get(f"{IMPORTS}/{shown['id']}{path}")).status_code == 404
        for path in ("/commit", "/cancel"):
            assert (await client.post(f"{IMPORTS}/{shown['id']}{path}")).status_code == 404
    assert len((await platform.officer().get(IMPORTS)).json()["items"]) == 1


@pytest.mark.parametrize(("role", "region"), [("township-reviewer", "131002100"), ("city-officer", "1310")])
async def test_only_a_county_imports(platform, rosters, role, region):
    client = platform.client(platform.app, role=role, region=region)
    assert (await send(client, rosters.workbook(family(rosters, 1)))).status_code == 403


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "roster-old-excel"),
        (b"", "roster-empty"),
        (b"PK\x03\x04 broken", "roster-unreadable"),
    ],
)
async def test_a_file_that_is_no_roster_is_refused_at_once(platform, data, slug):
    answer = await send(platform.officer(), data)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith(slug)
    assert answer.json()["todo"]


async def test_a_workbook_without_a_roster_is_refused_with_words(platform, rosters):
    data = rosters.workbook(family(rosters, 1), ["姓名", "备注"])
    async with platform.working():
        shown = await previewed(platform.officer(), data)
    assert shown["status"] == "refused"
    assert shown["refusal"]["code"] == "no-roster"
    assert "证件号码" in shown["refusal"]["todo"]


async def test_csv_in_gb18030_is_read(platform, rosters):
    rows = family(rosters, 1)
    lines = [",".join(rosters.header)]
    lines += [",".join(str(row.get(name) or "") for name in rosters.header) for row in rows]
    async with platform.working():
        shown = await previewed(platform.officer(), "\r\n".join(lines).encode("gb18030"))
    assert (shown["status"], shown["counts"]["create"]) == ("preview", 1)


async def test_a_doubled_send_and_a_doubled_commit_are_one(platform, rosters, on_file):
    client = platform.officer()
    data = rosters.workbook(family(rosters, 1))
    keys = {"Idempotency-Key": "the-same-send"}
    answers = [
        await client.post(IMPORTS, files={"file": ("名册.xlsx", data, XLSX)}, headers=keys) for _ in range(2)
    ]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    async with platform.working():
        shown = await settled(client, answers[0].json()["id"])
        keys = {"Idempotency-Key": "the-same-commit"}
        for _ in range(2):
            answer = await client.post(f"{IMPORTS}/{shown['id']}/commit", headers=keys)
            assert answer.status_code == 202
        await settled(client, shown["id"])
    assert await on_file() == (1, 2)


async def test_a_discarded_preview_writes_nothing(platform, rosters, on_file):
    client = platform.officer()
    async with platform.working():
        shown = await previewed(client, rosters.workbook(family(rosters, 1)))
        answer = await client.post(f"{IMPORTS}/{shown['id']}/cancel")
        assert answer.json()["status"] == "cancelled"
        assert (await client.post(f"{IMPORTS}/{shown['id']}/commit")).status_code == 409
    assert await on_file() == (0, 0)


async def test_a_household_taken_between_preview_and_commit_fails_alone(platform, rosters, on_file):
    client = platform.officer()
    taken, free = family(rosters, 1), family(rosters, 2)
    async with platform.working():
        first = await previewed(client, rosters.workbook(taken + free))
        await written(client, rosters.workbook(taken))
        await client.post(f"{IMPORTS}/{first['id']}/commit")
        done = await settled(client, first["id"])
        rows = await rows_of(client, first["id"], state="error")
    assert (done["counts"]["written"], done["counts"]["errors"]) == (1, 1)
    assert await on_file() == (2, 4)
    assert {finding["code"] for row in rows for finding in row["findings"]} == {"person-elsewhere"}


async def test_nothing_protected_lies_in_clear(platform, rosters):
    bad = family(rosters, 2, 联系电话="13800001111")
    bad[1]["姓名"] = bad[1]["证件号码"]
    header = [*rosters.header, "联系电话"]
    rows = family(rosters, 1, 联系电话="13800002222") + bad
    async with platform.working():
        await written(platform.officer(), rosters.workbook(rows, header))
    kept = await platform.behind(
        "select (select string_agg(r::text, '') from roster_row r)"
        " || (select string_agg(h::text, '') from roster_household h)"
        " || (select string_agg(i::text, '') from roster_import i)"
        " || (select string_agg(j::text, '') from journal j)"
        " || (select string_agg(o::text, '') from outbox o)"
        " || (select string_agg(b::text, '') from job b)"
    )
    for row in rows:
        assert row["证件号码"] not in kept[0][0]
        assert row["出生日期"] not in kept[0][0]
    assert "13800001111" not in kept[0][0]
    assert "13800002222" not in kept[0][0]


async def begun(client: httpx.AsyncClient, import_id: str) -> dict[str, Any]:
    """The import as soon as part of it is written."""
    for _ in range(500):
        shown: dict[str, Any] = (await client.get(f"{IMPORTS}/{import_id}")).json()
        if shown["status"] != "committing" or shown["counts"]["written"]:
            return shown
        await asyncio.sleep(0.01)
    raise AssertionError(shown)


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(writing, "BATCH", 5)


WORKER = """
import asyncio, sys
from pathlib import Path
from kit import worker
from kit.peers import Peers
from kit.settings import Settings
from registry_api.imports import writing
from registry_api.worker import worker as registry
writing.BATCH = 5
asyncio.run(worker.run([registry(Settings.load(Path(sys.argv[1])), Peers.network("http://127.0.0.1:9"))]))
"""


@contextmanager
def worker_process(platform: Platform, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The registry's worker as a process of its own, to be killed."""
    platform.settings.save(folder / "registry.json")
    process = subprocess.Popen([sys.executable, "-c", WORKER, str(folder / "registry.json")])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def many(rosters, count: int) -> bytes:
    return rosters.workbook([row for number in range(1, count + 1) for row in family(rosters, number)])


async def test_a_worker_killed_half_way_goes_on_and_doubles_nothing(platform, rosters, on_file, tmp_path):
    client = platform.officer()
    with worker_process(platform, tmp_path) as process:
        shown = await previewed(client, many(rosters, 120))
        await client.post(f"{IMPORTS}/{shown['id']}/commit")
        half = await begun(client, shown["id"])
        process.kill()
        process.wait()
    assert half["status"] == "committing"
    households, persons = await on_file()
    assert 0 < households < 120
    assert (households % 5, persons) == (0, households * 2)
    with worker_process(platform, tmp_path):
        done = await settled(client, shown["id"])
    assert (done["status"], done["counts"]["written"], done["counts"]["errors"]) == ("done", 120, 0)
    assert await on_file() == (120, 240)


@pytest.mark.usefixtures("small_batches")
async def test_stopped_half_way_the_written_stays_and_the_rest_comes_with_the_file_again(
    platform, rosters, on_file
):
    client = platform.officer()
    data = many(rosters, 120)
    async with platform.working():
        shown = await previewed(client, data)
        await client.post(f"{IMPORTS}/{shown['id']}/commit")
        await begun(client, shown["id"])
        answer = await client.post(f"{IMPORTS}/{shown['id']}/cancel")
        assert answer.status_code == 202, answer.text
        stopped = await settled(client, shown["id"])
        assert stopped["status"] == "cancelled"
        households, persons = await on_file()
        assert 0 < households < 120
        assert (persons, stopped["counts"]["written"]) == (households * 2, households)
        again = await previewed(client, data)
        assert (again["counts"]["unchanged"], again["counts"]["create"]) == (households, 120 - households)
        await client.post(f"{IMPORTS}/{again['id']}/commit")
        await settled(client, again["id"])
    assert await on_file() == (120, 240)


async def test_one_household_that_the_database_refuses_does_not_block_the_others(
    platform, rosters, on_file, monkeypatch
):
    register = writing.bulk.register_many

    async def refusing(tx, keyring, drafts):
        if any(draft.members[0].name == "王坏" for draft in drafts):
            raise asyncpg.NumericValueOutOfRangeError
        return await register(tx, keyring, drafts)

    monkeypatch.setattr(writing.bulk, "register_many", refusing)
    bad = family(rosters, 3)
    bad[0]["姓名"] = "王坏"
    rows = family(rosters, 1) + family(rosters, 2) + bad + family(rosters, 4)
    client = platform.officer()
    async with platform.working():
        done = await written(client, rosters.workbook(rows))
        failed = await rows_of(client, done["id"], state="error")
    assert (done["status"], done["counts"]["written"], done["counts"]["errors"]) == ("done", 3, 1)
    assert [finding["code"] for row in failed for finding in row["findings"]] == ["not-written"]
    assert await on_file() == (3, 6)


async def test_a_fault_while_reading_leaves_nothing_hanging(platform, rosters, monkeypatch):
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "judge_file", broken)
    async with platform.working():
        shown = await previewed(platform.officer(), rosters.workbook(family(rosters, 1)))
    assert (shown["status"], shown["refusal"]["code"]) == ("refused", "interrupted")


async def test_uploads_go_after_thirty_days(platform, rosters):
    client = platform.officer()
    data = rosters.workbook(family(rosters, 1))
    async with platform.working():
        first = await previewed(client, data)
    assert first["expires_on"] == "2018-01-31"
    files, worker = platform.tools.files, platform.worker
    address = (await platform.behind("select file_address from roster_import"))[0][0]
    assert await clear_expired(worker, files, FixedClock(date(2018, 1, 30))) == 0
    assert files.get(address) == data
    assert await clear_expired(worker, files, FixedClock(date(2018, 1, 31))) == 1
    assert (await client.get(f"{IMPORTS}/{first['id']}")).status_code == 404
    left = await platform.behind(
        "select (select count(*) from roster_row), (select count(*) from roster_household)"
    )
    assert tuple(left[0]) == (0, 0)
    with pytest.raises(FileMissing):
        files.get(address)


async def test_the_official_number_decides_which_household_is_meant(platform, rosters):
    client = platform.officer()
    first, second = family(rosters, 1), family(rosters, 2)
    header = ["户编号", *rosters.header]
    async with platform.working():
        done = await written(client, rosters.workbook(first + second))
        rows = await rows_of(client, done["id"], state="written")
        number, other = rows[0]["official_no"], rows[2]["official_no"]
        first[0]["户编号"] = number
        same = await previewed(client, rosters.workbook(first, header))
        assert same["counts"]["unchanged"] == 1
        first[0]["户编号"] = other
        crossed = await previewed(client, rosters.workbook(first, header))
        findings = [
            finding["code"] for row in await rows_of(client, crossed["id"]) for finding in row["findings"]
        ]
    assert findings == ["official-no-other"]


async def test_a_member_of_another_household_of_the_county_is_named_by_its_number(platform, rosters):
    client = platform.officer()
    first, second = family(rosters, 1), family(rosters, 2)
    async with platform.working():
        done = await written(client, rosters.workbook(first + second))
        number = (await rows_of(client, done["id"]))[2]["official_no"]
        mixed = [first[0], {**second[1], "户序号": first[0]["户序号"]}]
        shown = await previewed(client, rosters.workbook(mixed))
        rows = await rows_of(client, shown["id"])
    [finding] = rows[1]["findings"]
    assert finding["code"] == "person-here"
    assert number in finding["title"]


async def test_words_come_in_the_callers_language(platform, rosters):
    client = platform.officer()
    client.headers["Accept-Language"] = "en"
    async with platform.working():
        shown = await previewed(client, rosters.workbook(family(rosters, 1, 行政村="没有这个村")))
        rows = await rows_of(client, shown["id"])
    assert rows[0]["findings"][0]["title"] == "There is no such village in this county: 没有这个村"


@pytest_asyncio.fixture
async def three_a_day(platform):
    """Three times a day somebody is told that a person is on file elsewhere."""
    city = Scope.of_region("1310")
    async with platform.worker.write(city, JournalEntry(operation="parameter.put")) as tx:
        await parameters.put(tx, ANSWERS_A_DAY, "1310", DAY, 3, "试验")


async def next_day(platform: Platform) -> None:
    await platform.behind("update claim_answer set day = day - 1")


@pytest.mark.usefixtures("three_a_day")
async def test_a_file_past_the_days_limit_is_refused_whole_and_tells_nothing(platform, rosters):
    abroad = [family(rosters, number, 乡镇="固安镇", 行政村="丁村") for number in (1, 2)]
    here = [family(rosters, number) for number in (1, 2)]
    client = platform.officer()
    async with platform.working():
        await written(platform.officer(SIBLING, person=uuid7()), rosters.workbook(abroad[0] + abroad[1]))
        refused = await previewed(client, rosters.workbook(here[0] + here[1]))
        assert (refused["status"], refused["refusal"]["code"]) == ("refused", "claims-exhausted")
        assert "明天" in refused["refusal"]["todo"]
        assert await rows_of(client, refused["id"]) == []
        # The day is over for this person, for a file of strangers too.
        again = await previewed(client, rosters.workbook(family(rosters, 3)))
        assert again["refusal"]["code"] == "claims-exhausted"
        await next_day(platform)
        shown = await previewed(client, rosters.workbook(here[0]))
    assert (shown["status"], shown["counts"]["errors"]) == ("preview", 1)


@pytest.mark.usefixtures("three_a_day", "small_batches")
async def test_a_writing_past_the_days_limit_pauses_and_goes_on_the_next_day(platform, rosters, on_file):
    client = platform.officer()
    async with platform.working():
        shown = await previewed(client, many(rosters, 12))
    assert (await client.post(f"{IMPORTS}/{shown['id']}/commit")).status_code == 202
    await platform.behind(
        "insert into claim_answer select $1, (now() at time zone interval '8 hours')::date, 3, true",
        platform.person,
    )
    async with platform.working():
        paused = await settled(client, shown["id"])
        assert (paused["status"], paused["refusal"]["code"]) == ("preview", "claims-exhausted")
        assert (paused["counts"]["create"], await on_file()) == (12, (0, 0))
        refused = await client.post(f"{IMPORTS}/{shown['id']}/commit")
        assert refused.status_code == 429
        await next_day(platform)
        await client.post(f"{IMPORTS}/{shown['id']}/commit")
        done = await settled(client, shown["id"])
    assert (done["status"], done["refusal"], done["counts"]["written"]) == ("done", None, 12)
    assert (await on_file())[0] == 12


@pytest.mark.usefixtures("three_a_day")
async def test_households_taken_meanwhile_are_not_told_past_the_limit(platform, rosters, on_file):
    client = platform.officer()
    taken, free = family(rosters, 1) + family(rosters, 2), family(rosters, 3)
    async with platform.working():
        first = await previewed(client, rosters.workbook(taken + free))
        await written(platform.officer(person=uuid7()), rosters.workbook(taken))
        await client.post(f"{IMPORTS}/{first['id']}/commit")
        done = await settled(client, first["id"])
        rows = await rows_of(client, first["id"], state="error")
    assert (done["counts"]["written"], done["counts"]["errors"]) == (1, 2)
    assert {finding["code"] for row in rows for finding in row["findings"]} == {"claims-exhausted"}
    assert (await on_file())[0] == 3
