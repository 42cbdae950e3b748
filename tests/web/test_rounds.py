"""The rounds of the day on Today, and what a page that is open asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tenfold.plan.diary import ExerciseReport
from tenfold.session.commands import BlockEnded
from tests.opened import all_no, keeper_of
from tests.web.pages_app import EVENING, Site, running_site

HOLD = "standing_abdominal_hold"
MORNING = EVENING.replace(hour=8, minute=0)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path) as site:
        site.clock.now = MORNING
        yield site


def words(html: str) -> str:
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    return re.sub(r"[\s\u202f]+", " ", text)


def part(site: Site) -> str:
    """The part of Today about rounds."""
    found = re.search(r'<section class="later".*?</section>', site.get("/"), re.DOTALL)
    return found[0] if found else ""


def ask(site: Site) -> dict[str, Any]:
    answer = site.client.get("/rounds/next")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    found: dict[str, Any] = answer.json()
    return found


def planned(site: Site) -> int:
    return next(
        one.dose.times_per_day
        for one in keeper_of(site.store, site.clock.now).today().items
        if one.exercise_id == HOLD
    )


def do_round(site: Site) -> str:
    """One press, and the round is done."""
    sitting_id = site.begin("single", exercise_id=HOLD)
    done = BlockEnded(0, HOLD, 0, "done", 1, (), (("both", 20.0),), (), 1.0)
    site.store.finish_sitting(sitting_id, site.clock.now, [done])
    return sitting_id


def until_due(site: Site) -> dict[str, Any]:
    """Let time go by until a round is due."""
    for _ in range(200):
        found = ask(site)
        if found["state"] == "due":
            return found
        site.clock.now += timedelta(seconds=found["ask_again_s"])
    raise AssertionError("no round comes")


# ---------------------------------------------------------------- Today
def test_in_the_morning_today_says_when_the_next_round_comes(site: Site) -> None:
    text = words(part(site))
    assert re.search(r"Standing abdominal hold None of 5 done yet Next at 9:\d\d AM", text)
    assert "Time for" not in text


def test_a_round_that_is_due_takes_one_press_with_the_plans_own_dose(site: Site) -> None:
    until_due(site)
    html = part(site)
    assert "Time for a round of Standing abdominal hold" in words(html)
    assert f'name="exercise_id" value="{HOLD}"' in html
    assert 'name="at_once" value="yes"' in html
    led = site.post("/sittings", mode="single", exercise_id=HOLD, at_once="yes")
    assert led.endswith("#at-once")
    sitting = site.store.sitting(site.begin("single", exercise_id=HOLD)).sitting
    (item,) = (
        one
        for one in keeper_of(site.store, site.clock.now).today().items
        if one.exercise_id == HOLD
    )
    (block,) = sitting.blocks
    assert (block.level, block.dose.hold_s) == (item.place.level, item.dose.amount)


def test_done_rounds_fill_up(site: Site) -> None:
    for done in range(1, planned(site) + 1):
        site.clock.now += timedelta(minutes=40)
        do_round(site)
        assert part(site).count('<i class="full">') == done
    assert "That is all for today" in words(part(site))
    assert "No more rounds today" in words(part(site))
    assert "Do one round" not in part(site)


def test_a_round_done_without_the_app_counts(site: Site) -> None:
    keeper_of(site.store, site.clock.now).tell_sitting(
        "by-hand", [ExerciseReport(HOLD, 0, done_fraction=1.0, rounds=2)]
    )
    assert "2 of 5 done" in words(part(site))


def test_after_a_round_the_next_is_half_an_hour_away_at_least(site: Site) -> None:
    until_due(site)
    do_round(site)
    begun = site.clock.now
    until_due(site)
    assert site.clock.now - begun >= timedelta(minutes=30)


def test_late_in_the_evening_there_is_nothing_to_catch_up_on(site: Site) -> None:
    site.clock.now = EVENING
    text = words(part(site))
    assert "No more rounds today. Tomorrow is another day." in text
    assert "Time for" not in text


def test_after_midnight_it_is_still_the_same_evening(site: Site) -> None:
    site.clock.now = MORNING + timedelta(hours=2)
    do_round(site)
    site.clock.now = MORNING.replace(hour=1) + timedelta(days=1)
    assert "1 of 5 done" in words(part(site))
    site.clock.now = MORNING.replace(hour=5) + timedelta(days=1)
    assert "None of 5 done yet" in words(part(site))


# ---------------------------------------------------------------- later
def test_later_is_half_an_hour_later(site: Site) -> None:
    key = until_due(site)["key"]
    begun = site.clock.now
    assert site.post("/rounds/later") == "/"
    assert ask(site)["state"] == "wait"
    assert "Time for" not in words(part(site))
    again = until_due(site)
    assert site.clock.now - begun == timedelta(minutes=30)
    assert again["key"] == key, "it is the same round"


@pytest.mark.parametrize("back", ["//elsewhere.example", "https://elsewhere.example", "/\\x.y"])
def test_later_leads_to_no_other_site(site: Site, back: str) -> None:
    assert site.post("/rounds/later", back=back) == "/"
    assert site.post("/rounds/later", back="/diary") == "/diary"


def test_what_was_put_off_before_the_clock_was_set_back_is_forgotten(site: Site) -> None:
    site.clock.now = MORNING + timedelta(hours=9)
    site.post("/rounds/later")
    site.clock.now = MORNING + timedelta(hours=3)
    assert ask(site)["state"] == "due"


def test_a_round_done_before_the_clock_was_set_back_does_not_put_off_the_others(site: Site) -> None:
    site.clock.now = MORNING + timedelta(hours=9)
    do_round(site)
    site.clock.now = begun = MORNING + timedelta(hours=2)
    until_due(site)
    assert site.clock.now - begun <= timedelta(hours=3)


# ---------------------------------------------------------------- what a page asks for
def test_a_page_hears_what_is_due_and_nothing_of_the_person(site: Site) -> None:
    found = until_due(site)
    assert found["say"] == "Time for a round of Standing abdominal hold"
    assert found["how"] == "page"
    assert set(found) == {
        "state",
        "ask_again_s",
        "key",
        "how",
        "exercise_id",
        "say",
        "do",
        "later",
        "allow",
    }
    assert set(ask(site)) == set(found)


def test_while_one_practises_nothing_is_due(site: Site) -> None:
    until_due(site)
    site.begin("plan")
    assert ask(site)["state"] == "wait"
    site.clock.now += timedelta(minutes=50)
    assert ask(site)["state"] == "due", "it was left lying"


def test_in_a_quiet_time_nothing_is_due(site: Site) -> None:
    until_due(site)
    save(site, quiet_from_1="09:00", quiet_to_1="12:00")
    assert ask(site)["state"] == "wait"
    until_due(site)
    assert site.clock.now >= MORNING.replace(hour=12)


def test_outside_waking_hours_nothing_is_due(site: Site) -> None:
    save(site, wakes="11:00", sleeps="18:00")
    until_due(site)
    assert MORNING.replace(hour=11) < site.clock.now < MORNING.replace(hour=18)


def test_without_reminders_a_page_need_not_ask_again(site: Site) -> None:
    save(site, reminders="no")
    until = MORNING.replace(hour=20)
    site.clock.now = until
    assert ask(site) == {"state": "off"}


def test_all_done_is_silence(site: Site) -> None:
    for _ in range(planned(site)):
        do_round(site)
    site.clock.now = MORNING.replace(hour=18)
    assert ask(site)["state"] == "wait"


def test_while_practice_is_closed_nothing_is_due_and_nothing_can_be_done(site: Site) -> None:
    until_due(site)
    keeper_of(site.store, site.clock.now).answer_screen(all_no(saddle="yes"))
    assert ask(site)["state"] == "wait"
    assert "exercise_id" not in ask(site)
    assert part(site) == ""
    assert site.post("/sittings", mode="single", exercise_id=HOLD) == "/locked"
    assert site.post("/rounds/later") == "/locked"


def test_before_there_is_a_plan_a_page_hears_nothing(tmp_path: Path) -> None:
    with running_site(tmp_path, opened=False) as site:
        assert ask(site)["state"] == "wait"


def test_another_sites_page_hears_nothing(site: Site) -> None:
    until_due(site)
    answer = site.client.get("/rounds/next", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert answer.json() == {"state": "off"}


# ---------------------------------------------------------------- settings
def save(site: Site, **changes: str) -> None:
    """The settings form as the page has it, with some fields changed."""
    html = site.get("/settings")
    fields = {"wakes": "08:00", "sleeps": "21:00", "reminders": "page"}
    for name, value in re.findall(r'name="(\w+)" value="([^"]*)" checked', html):
        fields.setdefault(name, value)
    found = re.search(r'name="breath_s"[^>]* value="([^"]*)"', html)
    assert found
    fields["breath_s"] = found[1]
    assert site.post("/settings", **fields | changes) == "/settings?saved=1"


def test_hours_and_quiet_times_are_shown_as_they_were_saved(site: Site) -> None:
    save(site, wakes="06:30", sleeps="00:30", quiet_from_2="12:00", quiet_to_2="13:30")
    html = site.get("/settings")
    for name, value in {"wakes": "06:30", "sleeps": "00:30", "quiet_from_1": "12:00"}.items():
        assert f'name="{name}" value="{value}"' in html


def test_hours_that_make_no_sense_are_said_and_nothing_is_saved(site: Site) -> None:
    given = {"wakes": "10:00", "sleeps": "09:00", "quiet_from_1": "12:00", "reminders": "loud"}
    answer = site.client.post("/settings", data=given)
    assert answer.status_code == 422
    assert "at least two hours after you get up" in answer.text
    assert "Please give both" in answer.text
    assert 'name="wakes" value="10:00"' in answer.text, "what was written is still there"
    assert "wakes" not in site.store.settings(site.person)
