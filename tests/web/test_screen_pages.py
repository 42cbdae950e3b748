"""The questions before practice as pages: one at a time, nothing lost, and a lock that locks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenfold.plan.screen import packaged_screen
from tenfold.store import Keeper
from tenfold.web.screen_draft import Draft, known, read_draft
from tests.opened import all_no
from tests.web.pages_app import Site, running_site

SCREEN = packaged_screen()
NUMBER = {one.id: one.number for one in SCREEN.questions}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Somebody who has never been here."""
    with running_site(tmp_path, opened=False) as site:
        yield site


@pytest.fixture
def practising(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path) as site:
        yield site


def keeper(site: Site) -> Keeper:
    made: Keeper = site.app.state.desk.keeper()
    return made


def reply(site: Site, question: str, *ids: str) -> str:
    """Answer one question; where it leads."""
    answer = site.client.post(
        f"/screen/{NUMBER[question]}", data={"answer": list(ids)}, follow_redirects=False
    )
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def reply_after_no(site: Site, question: str, *ids: str) -> str:
    """Answer with no up to a question, then that one; where it leads."""
    for one in SCREEN.questions[: NUMBER[question] - 1]:
        reply(site, one.id, "no")
    return reply(site, question, *ids)


def answer_all(site: Site, **but: str | tuple[str, ...]) -> str:
    """The ten, all with no but for those given; where the last one leads."""
    leads = ""
    for name, given_ids in all_no(**but).items():
        ids = (given_ids,) if isinstance(given_ids, str) else given_ids
        leads = reply(site, name, *ids)
    return leads


def test_ten_pages_lead_from_the_age_to_a_plan(site: Site) -> None:
    assert "Ten short questions first" in site.get("/screen")
    assert site.post("/screen", age="18_to_64") == "/screen/1"
    page = site.get("/screen/1")
    assert "Question 1 of 10" in page and "between your legs" in page
    assert reply(site, "saddle", "no") == "/screen/2"
    assert answer_all(site) == "/screen/result"
    page = site.get("/screen/result")
    assert "You can begin" in page and "/plan/start" in page
    assert keeper(site).safety.may_practise


def test_going_back_and_loading_anew_lose_nothing(site: Site) -> None:
    site.post("/screen", age="18_to_64")
    reply(site, "saddle", "no")
    assert 'value="no" checked' in site.get("/screen/1")
    assert "checked" not in site.get("/screen/2")
    assert keeper(site).safety.status == "unscreened", "half the answers mean nothing yet"


def test_an_answer_is_needed_and_not_sure_is_one(site: Site) -> None:
    site.post("/screen", age="18_to_64")
    answer = site.client.post("/screen/1", data={})
    assert answer.status_code == 400 and "If you are not sure" in answer.text
    assert site.client.post("/screen/1", data={"answer": "perhaps"}).status_code == 400
    assert reply(site, "saddle", "not_sure") == "/locked"
    assert "Get advice today" in site.get("/locked")


def test_whoever_leaves_one_out_is_led_to_it(site: Site) -> None:
    site.post("/screen", age="18_to_64")
    answer_all_but = [one for one in SCREEN.questions if one.id != "bones"]
    leads = [reply(site, one.id, "none" if one.many else "no") for one in answer_all_but]
    assert leads[-1] == f"/screen/{NUMBER['bones']}"


def test_without_an_age_the_questions_wait(site: Site) -> None:
    assert site.client.get("/screen/1", follow_redirects=False).headers["location"] == "/screen"
    assert site.client.post("/screen", data={"age": "old"}).status_code == 400
    assert site.client.get("/screen/11", follow_redirects=False).status_code == 303


def test_under_18_it_is_not_offered_and_a_slip_can_be_mended(site: Site) -> None:
    assert site.post("/screen", age="under_18") == "/locked"
    page = site.get("/locked")
    assert "Tenfold is for adults" in page and 'href="/screen"' in page
    assert site.client.get("/screen/1", follow_redirects=False).headers["location"] == "/locked"
    assert site.post("/screen", age="18_to_64") == "/screen/1"


def test_an_answer_that_locks_does_not_wait_for_the_others(practising: Site) -> None:
    site = practising
    sitting_id = site.begin("plan")
    assert reply_after_no(site, "circulation", "yes") == "/locked"
    page = site.get("/locked")
    assert page.index("Call your emergency number") < page.index("chest pain")
    assert "does not say what you have" in page
    # Everything that practises is closed, and every page says so with a way on.
    assert (
        site.client.post("/sittings", data={"mode": "plan"}, follow_redirects=False).headers[
            "location"
        ]
        == "/locked"
    )
    leads = site.client.get(f"/practice/{sitting_id}", follow_redirects=False)
    assert leads.headers["location"] == "/locked"
    for address in ("/settings", "/exercises", "/diary", "/plan"):
        assert "Practice is closed for now" in site.get(address)
    assert site.client.get("/screen", follow_redirects=False).headers["location"] == "/locked"


def test_while_locked_what_got_worse_can_be_told_and_nothing_gets_milder(practising: Site) -> None:
    site = practising
    assert answer_all(site, general="yes") == "/locked"
    assert "in the next days" in site.get("/locked")
    assert site.post("/questions", saddle="no", weakness="no", anything_new="no") == "/locked"
    assert "in the next days" in site.get("/locked")
    assert site.post("/questions", saddle="yes", weakness="no", anything_new="no") == "/locked"
    assert "Call your emergency number" in site.get("/locked")
    assert site.post("/questions", saddle="not_sure", weakness="no", anything_new="no") == "/locked"
    assert "Call your emergency number" in site.get("/locked")
    assert site.post("/cleared", seen="yes") == "/screen"
    assert answer_all(site) == "/screen/result"


def test_the_urgent_questions_come_first_whatever_address_is_opened(practising: Site) -> None:
    site = practising
    assert site.client.get("/screen/6", follow_redirects=False).headers["location"] == "/screen/1"
    answer = site.client.post("/screen/6", data={"answer": "yes"}, follow_redirects=False)
    assert answer.headers["location"] == "/screen/1"
    assert keeper(site).safety.may_practise


def test_a_lock_opens_by_the_persons_word_and_the_questions_anew(practising: Site) -> None:
    site = practising
    assert answer_all(site, general="yes") == "/locked", "it waits for the more urgent ones"
    assert site.post("/cleared") == "/locked?wrong=1#after"
    assert "Please tick the sentence" in site.get("/locked?wrong=1")
    assert site.post("/cleared", seen="yes") == "/screen"
    assert "Good that you were seen" in site.get("/screen")
    for one in SCREEN.questions[: NUMBER["general"] - 1]:
        reply(site, one.id, "no")
    assert "Since you were seen" in site.get(f"/screen/{NUMBER['general']}")
    assert keeper(site).safety.status == "screen_again"
    assert site.client.get("/questions", follow_redirects=False).headers["location"] == "/screen"
    assert answer_all(site) == "/screen/result"
    assert keeper(site).safety.may_practise
    assert site.client.get("/locked", follow_redirects=False).headers["location"] == "/"


def test_a_slip_of_the_finger_brings_all_ten_again(practising: Site) -> None:
    site = practising
    reply(site, "saddle", "yes")
    assert site.post("/slip") == "/screen"
    assert keeper(site).safety.status == "screen_due", "open it is not yet"
    assert "Since you were seen" not in site.get("/screen/1"), "nobody was"
    assert answer_all(site) == "/screen/result"
    assert keeper(site).safety.may_practise
    assert site.post("/slip") == "/" and site.post("/cleared", seen="yes") == "/"


def test_the_two_questions_are_one_press_from_new_symptoms(practising: Site) -> None:
    site = practising
    assert 'href="/questions"' in site.get("/safety")
    page = site.get("/questions")
    assert page.count("<fieldset") == 3
    answer = site.client.post("/questions", data={"saddle": "no"})
    assert answer.status_code == 400 and 'value="no" checked' in answer.text
    assert site.post("/questions", saddle="no", weakness="no", anything_new="no") == "/"
    assert keeper(site).safety.may_practise
    assert site.post("/questions", saddle="no", weakness="no", anything_new="yes") == "/screen"
    assert "something is new or worse" in site.get("/screen")
    leads = site.client.get("/screen/result", follow_redirects=False)
    assert leads.headers["location"] == "/screen", "the old result does not hold any more"
    assert site.post("/questions", saddle="no", weakness="yes", anything_new="no") == "/locked"
    assert keeper(site).safety.locked


def test_why_the_questions_come_back_is_said(practising: Site) -> None:
    site = practising
    site.clock.now += timedelta(days=8)
    assert "once a week" in site.get("/questions")
    site.clock.now += timedelta(days=30)
    assert "four weeks" in site.get("/screen")
    assert site.client.get("/questions").status_code == 200


def test_what_conditions_mean_is_shown_exercise_by_exercise(site: Site) -> None:
    assert site.client.get("/about-you", follow_redirects=False).headers["location"] == "/screen"
    assert site.post("/about-you") == "/screen"
    site.post("/screen", age="18_to_64")
    assert answer_all(site, about_you=("hip_operation", "knee")) == "/screen/result"
    assert 'href="/about-you"' in site.get("/screen/result")
    page = site.get("/about-you")
    assert "Left out" in page and "In an easier form" in page
    assert "You told us: Hip replacement or hip operation" in page
    assert "Next: make your plan" not in page, "what is ticked must be saved first"
    before = page.count("Left out</span>")
    ticks = {"worse:deep_squat_rest:knee_trouble": "yes", "cleared:lying_twist": "yes"}
    assert site.post("/about-you", **ticks) == "/about-you?saved=1"
    page = site.get("/about-you?saved=1")
    assert "Saved." in page and "At its gentlest" in page
    assert "Next: make your plan" in page
    assert page.count("Left out</span>") == before - 1
    you = keeper(site).course.ledger.you
    assert you.cleared == {"lying_twist"}
    assert you.worse_if == {("deep_squat_rest", "knee_trouble")}


@pytest.mark.parametrize(
    ("ticked", "shown"),
    [
        (("knee",), '<p class="small">Only to chair depth, or less.</p>'),
        (("knee", "neck_shoulder"), "<dd>Only to chair depth, or less.</dd>"),
    ],
)
def test_what_was_told_is_said_once_and_not_with_every_exercise(
    site: Site, ticked: tuple[str, ...], shown: str
) -> None:
    site.post("/screen", age="18_to_64")
    answer_all(site, about_you=ticked)
    page = site.get("/about-you")
    assert page.count("You told us") == 1
    assert shown in page


def test_with_nothing_to_tell_there_is_nothing_to_tick(practising: Site) -> None:
    page = practising.get("/about-you")
    assert "Nothing you told us" in page and "To today" in page
    assert "checkbox" not in page


def test_a_draft_is_of_its_day() -> None:
    today = date(2026, 6, 30)
    draft = Draft(today).with_answer(SCREEN.questions[0], "no")
    assert read_draft(draft.text(), today, SCREEN.questions) == draft
    assert read_draft(draft.text(), today + timedelta(days=1), SCREEN.questions).answers == {}


@given(st.text() | st.sampled_from(["[]", "3", '{"day": "2026-06-30"}', "null"]))
def test_a_draft_that_makes_no_sense_is_none(text: str) -> None:
    assert read_draft(text, date(2026, 6, 30), SCREEN.questions).answers == {}


def test_none_of_these_beside_others_is_a_slip_and_the_others_count() -> None:
    about = next(one for one in SCREEN.questions if one.many)
    assert known(about, ("none", "knee", "dragon")) == ("knee",)
    assert known(about, ("none",)) == ("none",)
    assert known(about, ()) == ()
    assert known(SCREEN.questions[0], ("no", "yes")) == ""
