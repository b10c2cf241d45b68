"""Bad rosters, through the door: each mistake by row and column in the user's words, and nothing lost."""

import asyncio
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import httpx
import pytest
import pytest_asyncio
from openpyxl import load_workbook

from tests.badinput.rosters import GOOD, MISTAKES, Mistake, workbook
from tests.plugins import acts
from tests.plugins.acts import REGISTRY, Answer
from tests.plugins.city import HOME, City, Official

pytestmark = pytest.mark.asyncio(loop_scope="session")

Pair = tuple[str, str]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Sent:
    """The roster with all mistakes, written as far as it can be, and its preview in both languages."""

    by: Official
    shown: Answer
    first_rows: dict[str, int]
    rows: dict[str, list[Answer]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def _sent(standing_city: City) -> Sent:
    await standing_city.ready()
    by = acts.officer(standing_city, HOME)
    data, first_rows = workbook()
    shown = await acts.write_roster(by, data, "名册.xlsx")
    url = f"{REGISTRY}/imports/{shown['id']}/rows"
    english = Official(by.http, by.token, by.person, "en")
    rows = {one.language: acts.done(await one.get(url))["items"] for one in (by, english)}
    return Sent(by, shown, first_rows, rows)


@pytest.fixture
def sent(city: City, _sent: Sent) -> Sent:
    """That roster."""
    return _sent


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
async def test_each_mistake_is_told_where_it_stands_and_what_to_do(
    sent: Sent, mistake: Mistake, language: str
) -> None:
    first = sent.first_rows[mistake.name]
    place = {"first": first, "second": first + 1, "row": first + mistake.row}
    title, todo = (mistake.zh, mistake.todo_zh) if language == "zh" else (mistake.en, mistake.todo_en)
    [row] = [row for row in sent.rows[language] if row["row"] == place["row"]]
    told = [(one["letter"], one["title"], one["todo"]) for one in row["findings"]]
    wanted = (mistake.letter, title.format(**place))
    assert [one[:2] for one in told if one[1] == wanted[1]] == [wanted], told
    assert any(todo in one[2] for one in told), told


async def test_a_bad_household_never_blocks_a_good_one_and_stays_out_whole(city: City, sent: Sent) -> None:
    counts = sent.shown["counts"]
    assert (counts["written"], counts["errors"]) == (1, len(MISTAKES))
    assert sent.shown["sheet"] == "贫困户"
    listed = acts.done(await sent.by.get(f"{REGISTRY}/households", params={"q": GOOD}))
    assert len(listed["items"]) == 1
    failed = [row["row"] for row in sent.rows["zh"] if row["state"] == "error"]
    assert len(failed) == 2 * len(MISTAKES) + 1
    answer = await sent.by.get(f"{REGISTRY}/imports/{sent.shown['id']}/errors.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    # Nothing is lost: every row of every failed household comes back to be corrected.
    assert book.worksheets[0].max_row == 1 + len(failed)


@cache
def bomb() -> bytes:
    """A workbook of 300 KB that unpacks to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(300):
                sheet.write(bytes(1 << 20))
    return out.getvalue()


FILES = [
    pytest.param(
        bomb, "roster-bomb",
        ("文件展开后太大", "The file unpacks to more than"),
        ("只把名册的行粘贴进去", "Paste only the roster's rows"),
        id="a bomb",
    ),
    pytest.param(
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "roster-old-excel",
        ("旧版 Excel（.xls）", "an old Excel file (.xls)"),
        ("另存为", "Save as"),
        id="an .xls renamed",
    ),
]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("data", "slug", "title", "todo"), FILES)
async def test_a_file_that_is_no_roster_is_refused_in_words(
    city: City,
    data: Callable[[], bytes],
    slug: str,
    title: tuple[str, str],
    todo: tuple[str, str],
    language: str,
) -> None:
    content = await asyncio.to_thread(data)  # the services share this loop
    by = acts.officer(city, HOME, language=language)
    answer = await by.post(f"{REGISTRY}/imports", files={"file": ("名册.xlsx", content, XLSX)})
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    problem, place = answer.json(), ("zh", "en").index(language)
    assert problem["type"].endswith(slug)
    assert title[place] in problem["title"]
    assert todo[place] in problem["todo"]
    assert acts.done(await by.get(f"{REGISTRY}/imports"))["items"] == []
