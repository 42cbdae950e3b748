"""Today: what comes first, what there is to do, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from tenfold.exercises.load import packaged_library
from tenfold.plan.refusals import NOTHING_FITS
from tenfold.plan.start import StartFacts
from tenfold.session.commands import BlockEnded
from tenfold.store import Keeper
from tests.opened import all_no
from tests.web.pages_app import Site, running_site
from tests.web.plan_days import days_later, green_week, practised
from tests.web.test_pages import data, spaced, words

LUNGED = BlockEnded(0, "reverse_lunge", 0, "done", 1, (("left", 10), ("right", 10)), (), (), 1.0)
STARTERS = [one.id for one in packaged_library() if one.starter]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path) as site:
        yield site


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Site]:
    """Someone who has told nothing yet."""
    with running_site(tmp_path, opened=False) as site:
        yield site


def primary(html: str) -> list[str]:
    """Where the main buttons of a page lead, or what they say."""
    found = re.findall(
        r'<(?:a|button) class="button primary[^"]*"(?: href="([^"]*)")?>([^<]*)', html
    )
    return [address or text for address, text in found]


def blocks(site: Site, sitting_id: str) -> list[tuple[str, int]]:
    return [(one.exercise_id, one.level) for one in site.store.sitting(sitting_id).sitting.blocks]


# ---------------------------------------------------------------- what comes first
def test_a_newcomer_sees_one_card_with_one_button(new: Site) -> None:
    html = new.get("/")
    assert primary(html) == ["/screen"]
    assert "Welcome" in words(html)
    assert "Start" not in words(html), "nothing to practise is offered"


def test_once_the_questions_are_answered_the_plan_is_next(new: Site) -> None:
    new.keeper.give_age("18_to_64")
    new.keeper.answer_screen(all_no())
    assert primary(new.get("/")) == ["/plan/start"]


def test_a_lock_leads_to_what_to_do_now(site: Site) -> None:
    site.keeper.answer_screen(all_no(saddle="yes"))
    html = site.get("/")
    assert primary(html) == ["/locked"]
    assert "Practice is closed for now" in words(html)


def test_after_a_week_two_questions_come_first_and_say_why(site: Site) -> None:
    days_later(site, 7)
    html = site.get("/")
    assert primary(html) == ["/questions"]
    assert "They come back once a week." in words(html)


def test_after_red_the_ten_questions_come_back_without_alarm(site: Site) -> None:
    practised(site, {"lying_twist": 8})
    days_later(site)
    html = site.get("/")
    assert primary(html) == ["/screen"]
    assert "Something hurt more than it should." in words(html)


def test_where_nothing_fits_the_plan_says_why(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    day = site.keeper.today()
    nothing = day._replace(kind="closed", items=(), notes=(NOTHING_FITS.say,))
    monkeypatch.setattr(Keeper, "today", lambda *_: nothing)
    html = site.get("/")
    assert primary(html) == ["/plan"]
    assert "Please ask a physiotherapist which movements suit you." in words(html)
    answer = site.client.post("/sittings", data={"mode": "plan"})
    assert answer.status_code == 400


def test_under_18_is_told_kindly_and_offered_nothing(new: Site) -> None:
    new.keeper.give_age("under_18")
    html = new.get("/")
    assert "Tenfold is for adults" in words(html)
    assert primary(html) == ["/locked"]


@pytest.mark.parametrize("mode", ["plan", "single"])
def test_no_sitting_begins_while_practice_is_closed(site: Site, mode: str) -> None:
    site.keeper.answer_screen(all_no(saddle="yes"))
    assert site.post("/sittings", mode=mode, exercise_id="lying_twist") == "/locked"
    assert site.store.sittings(site.person) == []


# ---------------------------------------------------------------- an open day
def test_an_ordinary_day_has_its_exercises_with_dose_and_time(site: Site) -> None:
    html = site.get("/")
    text = words(html)
    assert "Tuesday, June 30" in text
    assert re.search(r"Begin 5 exercises, about \d+ minutes", text)
    for exercise in packaged_library():
        assert (f'<a href="/exercises/{exercise.id}">' in html) == exercise.starter
    assert "Reverse lunge 10 times, each leg about 2 minutes" in text
    assert primary(html) == ["Start"]


def test_start_begins_the_days_set_at_the_days_doses(site: Site) -> None:
    sitting_id = site.begin(pain_before="4")
    record = site.store.sitting(sitting_id)
    assert (record.mode, record.pain_before) == ("plan", 4)
    assert blocks(site, sitting_id) == [(one, 0) for one in STARTERS]
    assert record.sitting.blocks[0].dose.sets == 1, "one set of lunges at first"
    exercises = data(site.get(f"/practice/{sitting_id}"), "exercises")
    levels = exercises["reverse_lunge"]["levels"]
    assert isinstance(levels, dict)
    assert set(levels) == {"-2", "-1", "0"}, "the planned level and the easier ones"


def test_the_sorer_side_of_the_settings_begins(site: Site) -> None:
    site.store.save_setting(site.person, "sorer_side", "right")
    sitting = site.store.sitting(site.begin()).sitting
    assert {one.dose.sides[0] for one in sitting.blocks} == {"right", "both"}


@pytest.mark.parametrize("pain", ["11", "-1", "7.5", "much", "٣"])
def test_a_pain_number_that_is_none_begins_nothing(site: Site, pain: str) -> None:
    answer = site.client.post("/sittings", data={"mode": "plan", "pain_before": pain})
    assert answer.status_code == 400
    assert site.store.sittings(site.person) == []


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"mode": "ease_in"},
        {"mode": "everything"},
        {"mode": "single", "exercise_id": "butterfly_pose", "level": "7"},
        {"mode": "single", "exercise_id": "butterfly_pose", "level": "x"},
    ],
)
def test_a_form_that_makes_no_sense_is_answered_kindly(site: Site, form: dict[str, str]) -> None:
    answer = site.client.post("/sittings", data=form)
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.text
    assert site.store.sittings(site.person) == []


def test_beginning_an_exercise_that_is_not_there_is_answered_kindly(site: Site) -> None:
    answer = site.client.post("/sittings", data={"mode": "single", "exercise_id": "handstand"})
    assert answer.status_code == 404
    assert "There is no such exercise" in answer.text


# ---------------------------------------------------------------- much pain before
def test_from_8_on_the_gentle_set_is_its_own_step(site: Site) -> None:
    assert site.post("/sittings", mode="plan", pain_before="8") == "/gentle?pain=8"
    assert site.store.sittings(site.person) == [], "nothing has begun yet"
    html = site.get("/gentle?pain=8")
    text = words(html)
    assert primary(html) == ["Start the gentle set"]
    assert "Pain is 8 before you start. Today the gentle set or rest." in text
    assert 'href="/questions"' in html
    assert "Rest today" in text
    sitting_id = site.begin(pain_before="8", gentle="yes")
    assert blocks(site, sitting_id) == [
        ("lying_twist", -2),
        ("seated_lunge", -2),
        ("standing_abdominal_hold", 0),
    ]


def test_below_8_nothing_stands_between(site: Site) -> None:
    assert site.post("/sittings", mode="plan", pain_before="7").startswith("/practice/")
    assert site.client.get("/gentle?pain=7", follow_redirects=False).headers["location"] == "/"
    assert site.client.get("/gentle?pain=x", follow_redirects=False).headers["location"] == "/"


# ---------------------------------------------------------------- what is different, and why
def test_what_changed_is_said_with_rule_numbers_days_and_can_be_taken_back(site: Site) -> None:
    practised(site, {"lying_twist": 5})
    days_later(site)
    practised(site, {"lying_twist": 5})
    days_later(site)
    html = site.get("/")
    text = words(html)
    assert "Lying twist goes one step easier: pain rose 3 points during it" in text
    assert "Rule 2: Pain in the amber zone, twice" in text
    assert "Rise of pain during 3" in text
    assert 'href="/diary/days/2026-06-30"' in html
    assert "rules version 1" in text
    change_id = re.search(r'name="change_id" value="([^"]+)"', html)
    assert change_id
    assert "Easier: Knees down on a pillow" in text
    there = site.post("/plan/answers", change_id=change_id[1], accepted="no", back="/")
    assert there.startswith("/?done=")
    text = words(site.get(there))
    assert "Taken back. It is as it was before." in text
    assert "Lying twist goes one step easier" not in text
    assert "Lying twist 30 seconds, each side" in text


def test_an_offer_is_accepted_or_declined_on_today(site: Site) -> None:
    green_week(site)
    site.keeper.tell_morning(2)
    html = site.get("/")
    sentence = r'<p class="sentence">([\w ]+?) (?:is ready|could join)'
    offer = sentence + r'.*?name="change_id" value="([^"]+)"'
    offered = dict(re.findall(offer, html, re.DOTALL))
    assert len(offered) >= 2
    names = list(offered)
    accepted = site.get(
        site.post("/plan/answers", change_id=offered[names[0]], accepted="yes", back="/")
    )
    assert f"Good. From now on: {names[0]}" in words(accepted)
    declined = site.get(
        site.post("/plan/answers", change_id=offered[names[1]], accepted="no", back="/")
    )
    assert "Not now. It stays as it is" in words(declined)
    assert f'<p class="sentence">{names[1]}' not in declined


def test_a_bad_morning_makes_an_easy_day_and_says_so_first(site: Site) -> None:
    practised(site)
    days_later(site)
    there = site.post("/diary/morning", pain="6", day=str(site.clock.now.date()), back="/")
    assert there == "/?saved=morning#said"
    text = words(site.get(there))
    assert "Saved. Thank you." in text
    assert "An easy day" in text
    assert "Today is an easy day, half as long: pain this morning is 6, and 2 is usual" in text
    assert "Reverse lunge Easier: Half depth, with a hand on a support 4 times, each leg" in text


def test_the_morning_is_asked_until_it_is_told(site: Site) -> None:
    days_later(site)
    assert "Pain on waking this morning" in words(site.get("/"))
    site.keeper.tell_morning(3)
    assert "Pain on waking this morning" not in words(site.get("/"))


def test_what_rests_today_says_why(site: Site) -> None:
    practised(site)
    days_later(site)
    site.keeper.tell_morning(2, soreness=7)
    html = site.get("/")
    assert "Rests today Reverse lunge rests for today: your muscles are sore, 7 of 10." in words(
        html
    )
    assert ("reverse_lunge", 0) not in blocks(site, site.begin())


def test_many_changes_are_folded_away(site: Site) -> None:
    practised(site)
    site.keeper.tell_after(str(site.clock.now.date()), 2)
    days_later(site, 9)
    site.keeper.answer_weekly_questions(all_no())
    html = site.get("/")
    assert "starts again one step easier, after 8 days without practice" in words(html)
    assert re.search(r"<summary>\d+ more changes?</summary>", html)


def test_looking_at_today_again_decides_nothing_anew(site: Site) -> None:
    practised(site, {"lying_twist": 5})
    days_later(site, 9)
    site.keeper.answer_weekly_questions(all_no())
    site.get("/")
    events = site.keeper.course.events
    site.get("/")
    assert site.keeper.course.events == events


def test_nothing_is_said_of_streaks_or_missed_days(site: Site) -> None:
    practised(site)
    days_later(site, 5)
    text = words(site.get("/")).casefold()
    for word in ("streak", "missed", "in a row", "behind"):
        assert word not in text


# ---------------------------------------------------------------- going on, and afterwards
def test_an_unfinished_sitting_comes_first_and_can_be_put_away(site: Site) -> None:
    sitting_id = site.begin()
    site.store.record_block(sitting_id, LUNGED)
    html = site.get("/")
    begun = "The day's exercises, begun at 9:40 PM. 1 of 5 exercises are behind you"
    assert begun.replace("'", "&#39;") in spaced(words(html))
    assert html.index("Go on where you were") < html.index("Begin anew")
    assert primary(html) == [f"/practice/{sitting_id}"], "going on is the one thing to do"
    assert site.post(f"/sittings/{sitting_id}/put-away") == "/"
    assert "Go on where you were" not in site.get("/")


def test_one_round_in_between_does_not_put_a_sitting_away(site: Site) -> None:
    long_one = site.begin()
    site.begin("single", exercise_id="standing_abdominal_hold")
    assert site.store.sitting(long_one).status == "open"
    site.begin()
    assert site.store.sitting(long_one).status == "abandoned"


def test_when_all_is_done_today_says_so_and_urges_nothing(site: Site) -> None:
    site.finish(site.begin(), LUNGED)
    html = site.get("/")
    assert "You have practised today" in html
    assert primary(html) == []


def test_a_sitting_in_which_all_was_skipped_is_no_practice(site: Site) -> None:
    site.finish(site.begin(), BlockEnded(0, "reverse_lunge", 0, "skipped", 0, (), (), (), 0.0))
    html = site.get("/")
    assert "You have practised today" not in html
    assert primary(html) == ["Start"]


def test_a_day_practised_without_the_app_counts_as_practised(site: Site) -> None:
    told = {f"part_{one}": "all" for one in STARTERS}
    site.post("/diary/without-app", sitting="a" * 32, **told)
    html = site.get("/")
    assert "You have practised today Without the app." in spaced(words(html))
    assert primary(html) == []
    days_later(site)
    assert "You have practised today" not in site.get("/")


def test_one_exercise_told_is_not_the_whole_day(site: Site) -> None:
    site.post("/diary/without-app", sitting="a" * 32, **{f"part_{STARTERS[0]}": "some"})
    assert "You have practised today" not in site.get("/")


def test_without_script_a_sitting_leads_on_to_the_diary(site: Site) -> None:
    sitting_id = site.begin()
    html = site.get(f"/practice/{sitting_id}")
    assert f'action="/sittings/{sitting_id}/put-away"' in html[html.index("<noscript>") :]
    assert site.post(f"/sittings/{sitting_id}/put-away", then="tell") == "/diary/without-app"
    assert "Go on where you were" not in site.get("/"), "nothing is left open behind them"


def test_the_first_day_asks_for_no_morning_as_there_was_no_practice_before_it(site: Site) -> None:
    assert "Pain on waking" not in site.get("/")
    days_later(site)
    assert "Pain on waking" in site.get("/")


def test_one_reason_for_many_changes_is_read_once(site: Site) -> None:
    practised(site)
    days_later(site, 9)
    site.keeper.answer_weekly_questions(all_no())
    html = site.get("/")
    assert "more changes" in html
    assert html[: html.index("rest-of-news")].count("without practice (rule 6)") == 1


def test_a_sitting_left_on_another_day_says_which(site: Site) -> None:
    site.begin("single", exercise_id="lying_twist")
    days_later(site)
    assert "Lying twist, begun yesterday at 9:40 PM." in spaced(words(site.get("/")))
    days_later(site)
    assert "begun on Tuesday, June 30 at 9:40 PM." in spaced(words(site.get("/")))


def test_a_day_ends_at_four_in_the_morning(site: Site) -> None:
    site.finish(site.begin(), LUNGED)
    site.clock.now += timedelta(hours=5)  # 2:40 at night
    assert "You have practised today" in site.get("/")
    site.clock.now += timedelta(hours=2)
    assert "You have practised today" not in site.get("/")


def test_every_other_day_rest_is_said_to_be_fine(site: Site) -> None:
    keeper = site.keeper
    keeper.start("as_published", StartFacts(2))
    practised(site)
    for number in range(1, 9):
        days_later(site)
        if site.keeper.safety.status == "questions_due":
            site.keeper.answer_weekly_questions(all_no())
        if number == 6:
            practised(site)
    html = site.get("/")
    found = [
        one for one in re.findall(r'name="change_id" value="([^"]+)"', html) if "alternate" in one
    ]
    assert found, unquote(html)
    site.post("/plan/answers", change_id=found[0], accepted="yes", back="/")
    practised(site)
    days_later(site)
    assert "today may be a day of rest" in words(site.get("/"))
