"""Clock, settings, ids, region keys, migrations: the small things that all else stands on."""

import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import migrate, region_keys
from kit.clock import StandingClock, SystemClock, stand_on
from kit.db import Scope
from kit.ids import uuid7
from kit.settings import Settings
from tests.plugins.cluster import MIGRATIONS, DatabaseMaker

KEYS = st.sampled_from(sorted(region_keys.LEVELS)).flatmap(
    lambda length: st.text("0123456789", min_size=length, max_size=length)
)


@given(KEYS, KEYS)
def test_span_holds_a_region_and_all_below_it_and_nothing_else(upper: str, key: str) -> None:
    lo, hi = region_keys.span(upper)
    # Compared byte by byte, as the database does under COLLATE "C".
    inside = lo.encode() <= key.encode() < hi.encode()
    assert inside == key.startswith(upper) == region_keys.contains(upper, key)


@given(KEYS)
def test_ancestors_are_the_prefixes_that_are_keys(key: str) -> None:
    above = region_keys.ancestors(key)
    assert all(key.startswith(one) and region_keys.is_key(one) for one in above)
    assert region_keys.parent(key) == (above[-1] if above else None)
    assert Scope.of_region(key).up == above


@pytest.mark.parametrize("text", ["", "1", "131", "13a0", "１３１０", "1310251022361", "1310 "])
def test_what_is_no_key(text: str) -> None:
    assert not region_keys.is_key(text)


def test_ids_are_in_the_order_they_were_made() -> None:
    made = [uuid7() for _ in range(200)]
    assert made == sorted(made)
    assert {one.version for one in made} == {7}


def test_clock_stands_until_it_is_moved_and_recorded_time_is_real(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    clock = StandingClock(path)
    assert clock.today() == SystemClock().today()
    for day in (date(2018, 1, 1), date(2018, 9, 27)):
        stand_on(path, day)
        assert clock.today() == day
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def settings_of(folder: Path) -> Settings:
    return Settings(
        service="example", app_dsn="postgresql://a", worker_dsn="postgresql://w", issuer="https://i",
        gateway_url="http://g", keyring=folder / "k", files_dir=folder, client_id="c",
        client_key=folder / "c.pem", installation_name="测试市", installation_region="1310",
        clock_file=folder / "clock.json",
    )  # fmt: skip


def test_settings_are_read_as_written_and_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "example.json"
    written = settings_of(tmp_path)
    written.save(path)
    assert Settings.load(path) == written
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("content", "named"), [('{"service": "x"}', "app_dsn"), ('{"service": "x", "colour": 1}', "colour")]
)
def test_settings_name_what_is_wrong(tmp_path: Path, content: str, named: str) -> None:
    path = tmp_path / "example.json"
    path.write_text(content)
    with pytest.raises(ValueError, match=named):
        Settings.load(path)


async def test_migrations_run_once_and_are_seen_to_be_current(fresh_database: DatabaseMaker) -> None:
    owner = fresh_database("gateway").owner
    assert await migrate.check(owner, MIGRATIONS["gateway"])
    await migrate.upgrade(owner, MIGRATIONS["gateway"])
    assert await migrate.check(owner, MIGRATIONS["gateway"])
