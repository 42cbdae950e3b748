"""The calendar's page and its feed, asked for as a calendar program does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from tenfold.web import calendar_entries
from tests.opened import all_no, keeper_of
from tests.web.pages_app import EVENING, Site, running_site

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_entries, "machine_zone", lambda now: BERLIN)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path) as site:
        site.clock.now = EVENING.replace(hour=7)
        yield site


def address(site: Site) -> str:
    found = re.search(r"http://127\.0\.0\.1:8710(/calendar/[^<]+\.ics)", site.get("/calendar"))
    assert found, "the page shows the address"
    return found[1]


def made(site: Site) -> str:
    site.post("/calendar/address")
    return address(site)


def events(site: Site, where: str) -> dict[str, Event]:
    calendar = IcsCalendarStream.calendar_from_ics(site.get(where))
    assert isinstance(calendar, Calendar)
    return {str(one.uid): one for one in calendar.events}


def summaries(site: Site, where: str) -> set[str]:
    return {str(one.summary) for one in events(site, where).values()}


def lock(site: Site) -> None:
    keeper_of(site.store, site.clock.now).answer_screen(all_no(saddle="yes"))


# ---------------------------------------------------------------- the address
def test_there_is_no_feed_before_somebody_makes_its_address(site: Site) -> None:
    assert ".ics" not in site.get("/calendar")
    for guess in ("", "x", "None"):
        assert site.client.get(f"/calendar/{guess}.ics").status_code == 404


def test_the_feed_is_at_its_secret_address_and_at_no_other(site: Site) -> None:
    where = made(site)
    secret = where.removeprefix("/calendar/").removesuffix(".ics")
    assert len(secret) >= 32
    answer = site.client.get(where)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert site.client.head(where).status_code == 200
    for wrong in (secret[:-1], secret + "x", secret.swapcase(), "ü" * len(secret)):
        assert site.client.get(f"/calendar/{wrong}.ics").status_code == 404


def test_a_new_address_ends_the_old_one_and_doing_without_ends_both(site: Site) -> None:
    first = made(site)
    before = events(site, first)
    second = made(site)
    assert site.client.get(first).status_code == 404
    assert set(events(site, second)) == set(before), "the entries are the same"
    site.post("/calendar/address/remove")
    assert site.client.get(second).status_code == 404


def test_the_feed_answers_only_to_names_of_this_computer(site: Site) -> None:
    where = made(site)
    assert site.client.get(where, headers={"Host": "elsewhere.example"}).status_code == 400


def test_nobody_elses_page_makes_or_ends_an_address(site: Site) -> None:
    where = made(site)
    for place in ("/calendar/address", "/calendar/address/remove"):
        answer = site.client.post(place, headers={"Origin": "http://elsewhere.example"})
        assert answer.status_code == 403
    assert site.client.get(where).status_code == 200


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    where = made(site)
    tag = site.client.get(where).headers["etag"]
    assert site.client.get(where, headers={"If-None-Match": tag}).status_code == 304
    site.post("/calendar", practice_at="10:00")
    assert site.client.get(where, headers={"If-None-Match": tag}).status_code == 200


# ---------------------------------------------------------------- what it holds
def test_it_holds_the_sitting_the_rounds_and_the_questions(site: Site) -> None:
    found = summaries(site, made(site))
    assert {
        "Tenfold: today's exercises",
        "A round of Standing abdominal hold",
        "Tenfold: the questions of the week",
        "Tenfold: the ten questions again",
        "Tenfold: a look back",
    } <= found


def test_a_chosen_time_is_in_it_and_names_stay(site: Site) -> None:
    where = made(site)
    before = events(site, where)
    site.post("/calendar", practice_at="18:30", calendar_alarms="yes")
    after = events(site, where)
    (uid,) = (one for one in after if one.startswith("sitting"))
    begins = after[uid].dtstart
    assert str(begins) == "2026-06-30 18:30:00+02:00"
    assert after[uid].sequence == (before[uid].sequence or 0) + 1
    assert "A round of Standing abdominal hold" not in summaries(site, where), "not ticked"


def test_rounds_are_as_many_as_the_plan_has_beside_the_sitting(site: Site) -> None:
    found = [one for one in events(site, made(site)) if one.startswith("round-standing")]
    (planned,) = (
        one
        for one in keeper_of(site.store, site.clock.now).today().items
        if one.exercise_id == "standing_abdominal_hold"
    )
    assert len(found) == planned.dose.times_per_day - 1


def test_the_questions_come_a_week_and_four_weeks_after_they_were_answered(site: Site) -> None:
    found = events(site, made(site))
    days = {str(one.uid).split("-")[0]: one.dtstart for one in found.values()}
    screened = EVENING.date()
    weekly, ten = days["weekly"], days["all"]
    assert weekly is not None
    assert ten is not None
    assert str(weekly)[:10] == str(screened + timedelta(days=7))
    assert str(ten)[:10] == str(screened + timedelta(days=28))


def test_without_alarms_there_are_none(site: Site) -> None:
    where = made(site)
    site.post("/calendar", practice_at="09:00", calendar_rounds="yes")
    assert "VALARM" not in site.get(where)
    assert "A round of" in site.get(where)


@pytest.mark.parametrize("text", ["", "soon", "25:00"])
def test_a_time_that_is_none_is_said_and_nothing_is_saved(site: Site, text: str) -> None:
    answer = site.client.post("/calendar", data={"practice_at": text, "calendar_rounds": "yes"})
    assert answer.status_code == 422
    assert "Please give a time" in answer.text
    assert 'value="09:00"' in site.get("/calendar")


# ---------------------------------------------------------------- while practice is closed
def test_a_lock_empties_the_feed_and_says_nothing_of_why(site: Site) -> None:
    where = made(site)
    lock(site)
    for place in (where, "/calendar/file"):
        assert summaries(site, place) == {"Tenfold: a few questions first"}
        assert "VALARM" not in site.get(place)
    page = site.get("/calendar")
    assert "Practice is closed for now." in page and "a few questions" not in page


def test_when_only_questions_are_due_it_says_so_at_the_time_of_practice(site: Site) -> None:
    where = made(site)
    site.clock.now += timedelta(days=7)
    (event,) = events(site, where).values()
    assert event.summary == "Tenfold: a few questions first"
    assert str(event.dtstart) == "2026-07-07 09:00:00+02:00"
    assert len(event.alarm) == 1


def test_before_there_is_a_plan_there_is_no_practice_in_it(tmp_path: Path) -> None:
    with running_site(tmp_path, opened=False) as site:
        assert summaries(site, made(site)) == {"Tenfold: a few questions first"}
        assert "Practice waits for a few questions." in site.get("/calendar")


def test_after_a_lock_the_same_entries_come_back(site: Site) -> None:
    where = made(site)
    before = set(events(site, where))
    lock(site)
    assert not before & set(events(site, where))
    keeper = keeper_of(site.store, site.clock.now)
    keeper.say_cleared()
    keeper.answer_screen(all_no())
    assert before <= set(events(site, where))


# ---------------------------------------------------------------- the page and the file
def test_the_page_says_who_can_read_the_address(site: Site) -> None:
    made(site)
    assert "So only a calendar program on this computer can read the address" in site.get(
        "/calendar"
    )
    assert 'href="webcal://127.0.0.1:8710/calendar/' in site.get("/calendar")


def test_the_file_is_the_feed_as_it_is_now(site: Site) -> None:
    where = made(site)
    answer = site.client.get("/calendar/file")
    assert answer.headers["content-disposition"] == 'attachment; filename="tenfold.ics"'
    assert answer.text == site.get(where)


def test_asking_again_and_again_changes_nothing(site: Site) -> None:
    where = made(site)
    text = site.get(where)
    kept = site.store.settings(site.person)
    site.clock.now += timedelta(hours=2)
    assert site.get(where) == text
    assert site.store.settings(site.person) == kept


def test_entries_begin_when_the_feed_was_made(site: Site) -> None:
    where = made(site)
    site.clock.now += timedelta(days=3)
    (uid,) = (one for one in events(site, where) if one.startswith("sitting"))
    assert str(events(site, where)[uid].dtstart)[:10] == str(date(2026, 6, 30))
