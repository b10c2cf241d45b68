"""Protected values are planted through the API, in every way that they come in; then everything is searched.

All that is kept: every table of every database with its bytes, every file of the installation. All that is
said: logs, and every answer. Found in clear is what is listed here by name, and nothing else.
"""

import base64

import pytest

from tests.examples.planted import words_of
from tests.plugins import acts
from tests.plugins.city import City
from tests.privacy.planting import BANK_ACCOUNT, BORN, INK, PHONES, Spoken
from tests.privacy.search import dump, found_in

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("service", ["gateway", "registry", "assistance", "supervision"])
async def test_no_table_holds_a_protected_value(city: City, spoken: Spoken, service: str) -> None:
    sizes = {}
    async for table, content in dump(city, service):
        assert found_in(content, spoken.marks) == [], table
        assert INK not in content, table
        assert INK.hex().encode() not in content, table
        sizes[table] = len(content)
    assert sizes[f"{service}.region"]  # the search has something to search
    if service == "registry":
        assert all(sizes[f"registry.{table}"] for table in ("roster_row", "idempotency", "outbox", "job"))


async def test_no_file_of_the_installation_holds_a_protected_value(city: City, spoken: Spoken) -> None:
    files = [path for path in city.folder.rglob("*") if path.is_file()]
    assert any("files" in path.parts for path in files)
    for path in files:
        content = path.read_bytes()
        assert found_in(content, spoken.marks) == [], path
        assert INK not in content, path
        assert not content.startswith((b"\x89PNG", b"PK")), path


async def test_no_log_line_holds_a_protected_value(spoken: Spoken) -> None:
    assert spoken.logs
    assert [line for line in spoken.logs if found_in(line.encode(), spoken.marks)] == []


# Who may see what in clear: the answer of a reveal shows the one value it was asked for (of a certificate
# number the ID number is a part, and of that the birth date); an uploader sees in the preview the cells that
# are in error, and in the error workbook the failed households whole, to correct and send them again.
SHOWN_IN_CLEAR = {
    "phone revealed", "bank_account revealed", "id_number revealed", "birth_date revealed",
    "member_phone revealed", "certificate_no revealed", "error workbook", "preview",
}  # fmt: skip


async def test_no_other_answer_holds_a_protected_value(spoken: Spoken) -> None:
    shown = {
        name
        for name, answer in spoken.answers.items()
        if found_in(words_of(answer).encode(), spoken.marks) or INK in answer.content
    }
    assert shown == SHOWN_IN_CLEAR | {"signature revealed"}


async def test_a_preview_shows_the_cell_in_error_and_masks_the_others(spoken: Spoken) -> None:
    found = found_in(words_of(spoken.answers["preview"]).encode(), spoken.marks)
    # The number stands where the name should: that cell is in error. The birth date is part of it.
    assert set(found) == {spoken.numbers[5], "19610723"}
    rows = acts.done(spoken.answers["preview"])["items"]
    keys = [column["key"] for column in acts.done(spoken.answers["import"])["columns"]]
    for row in rows:
        cells = dict(zip(keys, row["cells"], strict=True))
        assert cells["id_number"].startswith("*" * 16)
        assert cells["birth_date"] in ("1961-07", "")


async def test_lists_and_exports_show_two_digits_and_the_age(spoken: Spoken) -> None:
    number = spoken.numbers[0]
    [row] = acts.done(spoken.answers["listed"])["items"]
    assert row["id_number_masked"] == "*" * 16 + number[-2:]
    assert row["head_age"] == 57
    assert not any("birth" in name for name in row)
    for name in ("exported as csv", "exported as xlsx"):
        words = words_of(spoken.answers[name])
        assert "*" * 16 + number[-2:] in words, name
        assert number[:6] not in words, name
        assert number[-4:] not in words, name


async def test_a_reveal_shows_the_one_value_asked_for(spoken: Spoken) -> None:
    wanted = {
        "phone": PHONES[2], "bank_account": BANK_ACCOUNT, "id_number": spoken.numbers[0],
        "birth_date": BORN.isoformat(), "member_phone": PHONES[1], "certificate_no": spoken.numbers[0] + "43",
    }  # fmt: skip
    revealed = {name: acts.done(spoken.answers[f"{name} revealed"])["value"] for name in wanted}
    assert revealed == wanted
    assert INK in spoken.answers["signature revealed"].content


async def test_whoever_looked_stands_in_the_history(spoken: Spoken) -> None:
    entries = acts.done(spoken.answers["history"])["items"]
    looked = [entry["details"]["field"] for entry in entries if entry["operation"] == "household.reveal"]
    assert sorted(looked) == [
        "bank_account", "birth_date", "certificate_no", "id_number", "member_phone", "phone",
    ]  # fmt: skip
    changed = [change for entry in entries for change in entry["changes"] if change["protected"]]
    assert changed
    assert {(change["before"], change["after"]) for change in changed} == {(None, None)}


async def test_the_search_finds_what_lies_in_clear() -> None:
    """The search itself: a value in a text, in a bytea of a dump, in base64, and none where there is none."""
    for content in (b"a\t13977770001\tb", b"\\\\x3133393737373730303031", base64.b64encode(b"13977770001")):
        assert found_in(content, PHONES) == [PHONES[0]]
    assert found_in(b"139****0001", PHONES) == []
