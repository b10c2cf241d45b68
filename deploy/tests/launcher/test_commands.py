"""What the operator is told who asks for something that there is not: one sentence, whatever was typed."""

import argparse
import io
import sys
from pathlib import Path

import pytest

from launcher import __main__ as commands
from launcher import demonstration, users
from launcher.errors import LauncherError
from launcher.installation import Installation

ID_NUMBER = "11010519491231002X"  # the standard's own example


def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *typed: str) -> str:
    """What a command that must fail writes."""
    monkeypatch.setattr(sys, "argv", ["launcher", *typed])
    assert commands.main() == 1
    out, told = capsys.readouterr()
    assert out == ""
    return told


@pytest.fixture(autouse=True)
def _nothing_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BANGFU_DATA", str(tmp_path))
    monkeypatch.setenv("BANGFU_PORT", "1")


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (("run", "--mode", "both"), "MODE=both is none of: one, split."),
        (("run", "--demo", "geese"), "DEMO=geese is none of: roster, none."),
        (("figures", "--day", "2018-02-30"), "DAY=2018-02-30 is no day"),
        (("figures", "--level", "province"), "LEVEL=province is none of: city"),
        (("show", "--case", "all"), "CASE=all is none of"),
        (("show", "--case", "main-job", "--seed", "x"), "SEED=x is no whole number."),
        (("user", "delete"), "DO=delete is none of: create"),
        (("user", "create"), "ACCOUNT="),
        (("user", "reset", "--account", "zhaomin"), "make run"),
        (("token", "--post"), "make help"),
        (("dance",), "make help"),
    ],
)
def test_what_there_is_not_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], named: str
) -> None:
    told = said(monkeypatch, capsys, *typed)
    assert told.startswith("Bangfu: ")
    assert named in told
    assert told.count("\n") == 1
    assert not {"usage", "Traceback"} & set(told.split())


def test_a_platform_that_does_not_run_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "accounts.json").write_text(
        '[{"name": "liu", "password": "x", "post": "city-leader", "region": "1310", '
        '"department": null, "person": "刘", "title": ""}]'
    )
    told = said(monkeypatch, capsys, "token", "--post", "city-leader")
    assert told == "Bangfu: nothing answers at http://127.0.0.1:1: start it with `make run`.\n"


def test_what_an_installation_is_stays(tmp_path: Path) -> None:
    installation = Installation(root=tmp_path, port=1)
    assert not demonstration.identify(installation, "none").demonstration
    assert not demonstration.identify(installation, None).demonstration
    with pytest.raises(LauncherError, match="stays one"):
        demonstration.identify(installation, "roster")


def test_a_first_start_is_a_demonstration_unless_told_otherwise(tmp_path: Path) -> None:
    installation = Installation(root=tmp_path, port=1)
    assert demonstration.identify(installation, None).demonstration
    with pytest.raises(LauncherError, match="stays one"):
        demonstration.identify(installation, "none")


@pytest.mark.parametrize(
    ("answer", "known"),
    [
        (f"{ID_NUMBER}\n", (ID_NUMBER, None)),
        (f" {ID_NUMBER.lower()}", (ID_NUMBER, None)),
        ("0316-2311234\n", (None, "03162311234")),
    ],
)
def test_a_person_is_known_by_whichever_number_was_given(answer: str, known: tuple[str, str]) -> None:
    def form(given: str | None) -> str | None:
        return given and given.replace("-", "")

    assert tuple(map(form, users._known_by(answer))) == known


@pytest.mark.parametrize("answer", ["", "\n", ID_NUMBER[:-1] + "0", "131002580315121", "12345"])
def test_a_number_that_is_none_is_not_repeated(answer: str) -> None:
    with pytest.raises(LauncherError) as refused:
        users._known_by(answer)
    assert not answer.strip() or answer not in str(refused.value)


def test_a_post_is_judged_before_its_holder_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    told = argparse.Namespace(account="zhaomin", name="赵敏", post="county-officer", region="1310")
    told.department, told.namesake = None, "no"
    with pytest.raises(users.AdministrationRefused, match="stands at a county"):
        users.asyncio.run(users._create(None, told))
