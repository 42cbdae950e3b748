"""Time zones: the machine's own, and their rules in a file."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest

from tenfold.exchange.zone import machine_zone
from tenfold.exchange.zone_rules import RULE_YEARS, clock_changes, yearly_rule, zone_rules
from tests.exchange.calendars import at, read, written

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def without_a_name(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "XYZ-3")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_berlin")
def test_the_machines_zone_is_known_by_its_name() -> None:
    assert machine_zone(NOW) == ZoneInfo("Europe/Berlin")


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize("name", ["America/New_York", "Africa/Lagos"])
def test_a_name_that_the_clock_does_not_agree_with_is_none(name: str) -> None:
    # Lagos is as far ahead as Berlin, in winter only.
    assert machine_zone(NOW, lambda: ZoneInfo(name)) is None


@pytest.mark.usefixtures("without_a_name")
def test_a_machine_without_a_zones_name_has_none() -> None:
    assert machine_zone(NOW) is None


@pytest.mark.parametrize("name", ["UTC", "Etc/UTC", "Etc/GMT+3", "CET"])
def test_a_zone_that_is_no_place_says_nothing_of_where_one_is(name: str) -> None:
    assert machine_zone(NOW, lambda: ZoneInfo(name)) is None


def test_trouble_in_finding_out_is_no_trouble() -> None:
    def lost() -> tzinfo:
        raise LookupError("no configuration")

    assert machine_zone(NOW, lost) is None


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Berlin",
        "Europe/Dublin",
        "America/New_York",
        "America/Santiago",
        "Africa/Casablanca",
        "Asia/Kolkata",
        "Asia/Jerusalem",
        "Australia/Lord_Howe",
    ],
)
def test_the_files_own_rules_are_the_zones(name: str) -> None:
    """Read under a name that no list of zones has, so that only the file's rules can help."""
    text, _ = written(zone=name)
    begins = at(read(text.replace(name, "Some/Where")).events[0]).tzinfo
    assert begins is not None
    assert not isinstance(begins, ZoneInfo)
    zone = ZoneInfo(name)
    wall = datetime(2026, 12, 1, 9)  # noqa: DTZ001 - a wall clock's time
    for day in range(0, 3 * 365, 2):
        there = wall + timedelta(days=day)
        assert begins.utcoffset(there) == zone.utcoffset(there), there


def test_a_rule_has_to_hold_for_a_whole_round_of_weekdays() -> None:
    def spring(name: str) -> list[str]:
        found = [one for one in clock_changes(ZoneInfo(name), 2026, RULE_YEARS) if one.summer]
        rule = yearly_rule(found)
        return [] if rule is None else [str(one) for [one] in rule.recurrence().values()]

    assert spring("Europe/Berlin") == ["YEARLY", "3", "-1SU"]
    assert spring("America/New_York") == ["YEARLY", "3", "2SU"]
    assert spring("America/Santiago") == [], "the first Sunday after the first"
    assert yearly_rule(clock_changes(ZoneInfo("Europe/Berlin"), 2026, 3)) is None


def test_a_zone_without_changes_has_one_offset() -> None:
    text = zone_rules(ZoneInfo("Asia/Kolkata"), date(2026, 1, 1)).to_ical().decode()
    assert text.count("BEGIN:STANDARD") == 1
    assert "DAYLIGHT" not in text
