"""The plan and its start: places, wishes, answers, decisions and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tenfold.exercises.load import packaged_library
from tenfold.plan import refusals
from tests.opened import all_no
from tests.web.pages_app import Site, running_site
from tests.web.plan_days import days_later, green_week, practised
from tests.web.test_pages import words


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path) as site:
        yield site


@pytest.fixture
def screened(tmp_path: Path) -> Iterator[Site]:
    """Someone whose answers say go ahead, without a plan."""
    with running_site(tmp_path, opened=False) as site:
        site.keeper.give_age("18_to_64")
        site.keeper.answer_screen(all_no())
        yield site


def row(html: str, exercise_id: str) -> str:
    """What the plan says of one exercise."""
    found = re.search(rf'<li id="{exercise_id}">(.*?)</li>', html, re.DOTALL)
    assert found, f"no row for {exercise_id}"
    return words(found[1])


def place(site: Site, exercise_id: str) -> tuple[str, int, int]:
    plan = site.keeper.plan
    assert plan is not None
    one = plan.exercises[exercise_id]
    return one.status, one.place.level, one.place.step


# ---------------------------------------------------------------- the start
def test_two_starts_with_easing_in_chosen_already(screened: Site) -> None:
    html = screened.get("/plan/start")
    assert '<input type="radio" name="start" value="ease_in" checked>' in html
    assert '<input type="radio" name="start" value="as_published">' in html
    assert "sore muscles are likely" in words(html), "one plain sentence before all in full"
    assert screened.post("/plan/start", start="ease_in", usual_pain="3") == "/"
    plan = screened.keeper.plan
    assert plan is not None
    assert plan.start == "ease_in"
    assert 3 <= len(plan.chosen) <= 5


def test_as_published_is_all_ten_in_full(screened: Site) -> None:
    screened.post("/plan/start", start="as_published", usual_pain="")
    plan = screened.keeper.plan
    assert plan is not None
    assert len(plan.chosen) == len(packaged_library())
    text = row(screened.get("/plan"), "reverse_lunge")
    assert "As published 3 sets of 10, each leg" in text


def test_as_published_is_not_offered_where_the_answers_say_gently(tmp_path: Path) -> None:
    with running_site(tmp_path, opened=False) as site:
        site.keeper.give_age("18_to_64")
        result = site.keeper.answer_screen(all_no(stiffness="yes"))
        assert getattr(result, "outcome", None) == "book"
        html = site.get("/plan/start")
        assert 'value="as_published"' not in html
        assert refusals.NOT_GO_AHEAD.say.msgid in words(html)
        answer = site.client.post("/plan/start", data={"start": "as_published"})
        assert answer.status_code == 400
        assert site.keeper.plan is None


@pytest.mark.parametrize(
    ("fields", "level"),
    [
        ({}, 0),
        ({"usual_pain": "4"}, 0),
        ({"usual_pain": "5"}, -1),
        ({"usual_pain": "7"}, -2),
        ({"inactive": "yes"}, -1),
        ({"wants_gentle": "yes"}, -1),
    ],
)
def test_the_first_level_answers_to_what_was_told(
    screened: Site, fields: dict[str, str], level: int
) -> None:
    screened.post("/plan/start", start="ease_in", **fields)
    assert place(screened, "lying_twist")[1] == level


@pytest.mark.parametrize(
    "fields", [{"start": "ease_in", "usual_pain": "11"}, {}, {"start": "fast"}]
)
def test_a_start_that_makes_no_sense_makes_no_plan(screened: Site, fields: dict[str, str]) -> None:
    assert screened.client.post("/plan/start", data=fields).status_code == 400
    assert screened.keeper.plan is None


def test_nobody_starts_past_the_questions(tmp_path: Path) -> None:
    with running_site(tmp_path, opened=False) as site:
        for address in ("/plan", "/plan/start"):
            answer = site.client.get(address, follow_redirects=False)
            assert (answer.status_code, answer.headers["location"]) == (303, "/screen")
        assert site.post("/plan/start", start="ease_in") == "/screen"
        assert site.keeper.plan is None


# ---------------------------------------------------------------- the plan
def test_every_exercise_stands_in_the_plan_with_its_place(site: Site) -> None:
    html = site.get("/plan")
    for exercise in packaged_library():
        text = row(html, exercise.id)
        if exercise.starter:
            assert "Easier Leave out Harder" in text
        else:
            assert "Later" in text
            assert "Add it" in text
    assert "20 seconds, 5 rounds a day" in row(html, "standing_abdominal_hold")


def test_what_is_left_out_for_a_condition_says_why_and_cannot_be_brought_back(site: Site) -> None:
    site.keeper.answer_screen(all_no(about_you=("pregnant",)))
    html = site.get("/plan")
    text = row(html, "lying_twist")
    assert "Left out for you" in text
    assert "You told us: " in text
    assert "Bring it back" not in text
    there = site.post("/plan/wishes", exercise_id="lying_twist", what="back", back="/plan")
    assert "note=left_out_for_you" in there
    assert refusals.LEFT_OUT.say.msgid in words(site.get(there))


@pytest.mark.parametrize("what", ["easier", "stop"])
def test_easier_and_stop_always_work_and_can_be_taken_back(site: Site, what: str) -> None:
    before = place(site, "lying_twist")
    there = site.post("/plan/wishes", exercise_id="lying_twist", what=what, back="/plan")
    assert place(site, "lying_twist") != before
    html = site.get(there)
    assert "as you wished (rule 10)." in words(html)
    change_id = re.search(r'name="change_id" value="([^"]+)"', html)
    assert change_id
    site.post("/plan/answers", change_id=change_id[1], accepted="no", back="/plan")
    assert place(site, "lying_twist") == before
    assert "You took it back" in words(site.get("/plan"))


def test_how_often_is_the_persons_own_choice(site: Site) -> None:
    assert "Every other day is enough for me" in site.get("/plan")
    html = site.get(site.post("/plan/days", what="alternate"))
    text = words(html)
    assert "Your plan is for every other day now, as you wished (rule 10)." in text
    assert "4 days a week are enough." in text
    html = site.get(site.post("/plan/days", what="daily"))
    assert "Days of rest stay fine." in words(html)
    assert "days a week are enough" not in words(html)
    there = site.post("/plan/days", what="daily")
    assert refusals.SO_ALREADY.say.msgid in words(site.get(there))
    assert site.client.post("/plan/days", data={"what": "never"}).status_code == 400


def test_a_wish_that_cannot_be_is_answered_in_its_own_sentence(site: Site) -> None:
    there = site.post("/plan/wishes", exercise_id="lying_twist", what="harder", back="/plan")
    assert there == "/plan?note=not_green#said"
    assert refusals.NOT_GREEN.say.msgid in words(site.get(there))
    assert place(site, "lying_twist") == ("in", 0, 0)


def test_harder_is_one_step_after_practice_that_felt_fine(site: Site) -> None:
    practised(site)
    site.post("/plan/wishes", exercise_id="lying_twist", what="harder", back="/plan")
    assert place(site, "lying_twist") == ("in", 0, 1)
    assert "40 seconds, each side" in row(site.get("/plan"), "lying_twist")


def test_a_later_exercise_is_added_by_wish(site: Site) -> None:
    site.post("/plan/wishes", exercise_id="pigeon_pose", what="back")
    assert place(site, "pigeon_pose")[0] == "in"
    assert "Pigeon pose" in words(site.get("/"))


def test_the_last_exercise_is_not_left_out(site: Site) -> None:
    plan = site.keeper.plan
    assert plan is not None
    chosen = [one.exercise_id for one in plan.chosen]
    *others, last = chosen
    for name in others:
        site.post("/plan/wishes", exercise_id=name, what="stop")
    there = site.post("/plan/wishes", exercise_id=last, what="stop")
    assert "note=last_exercise" in there
    assert "Rest as long as you like" in words(site.get(there))


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        ("/plan/wishes", {"exercise_id": "lying_twist", "what": "fly"}, 400),
        ("/plan/wishes", {"exercise_id": "handstand", "what": "easier"}, 404),
        ("/plan/answers", {"change_id": "x", "accepted": "perhaps"}, 400),
    ],
)
def test_forms_that_make_no_sense_change_nothing(
    site: Site, address: str, fields: dict[str, str], status: int
) -> None:
    events = site.keeper.course.events
    assert site.client.post(address, data=fields).status_code == status
    assert site.keeper.course.events == events


def test_an_answer_to_a_question_that_has_gone_says_so(site: Site) -> None:
    there = site.post("/plan/answers", change_id="x", accepted="yes", back="//elsewhere.example")
    assert there == "/plan?note=no_such_proposal#said", "and it leads nowhere else"
    assert "There is no such question any more." in words(site.get(there))


def test_decisions_stand_newest_first_with_rule_numbers_and_version(site: Site) -> None:
    practised(site, {"lying_twist": 5})
    days_later(site)
    practised(site, {"lying_twist": 5})
    days_later(site)
    site.post("/plan/wishes", exercise_id="reverse_lunge", what="easier")
    text = words(site.get("/plan")).split("What was decided, and why")[1]
    assert text.index("as you wished (rule 10)") < text.index("pain rose 3 points during it")
    assert "Rule 10: Your own wish" in text
    assert "Rule 2: Pain in the amber zone, twice Rise of pain during 3" in text
    assert "From your diary of Tuesday, June 30 ; Yesterday" in text
    assert "Before As published; 30 seconds, each side" in text
    assert "Now Easier: Knees down on a pillow; 30 seconds, each side" in text
    assert "rules version 1" in text


def test_many_decisions_have_pages(site: Site) -> None:
    plan = site.keeper.plan
    assert plan is not None
    names = [one.exercise_id for one in plan.chosen]
    for _ in range(3):
        for name in names:
            site.post("/plan/wishes", exercise_id=name, what="easier")
    for name in names[1:]:
        site.post("/plan/wishes", exercise_id=name, what="stop")
    made = sum("Wished" in type(one).__name__ for one in site.keeper.course.events)
    assert 10 < made < 20
    for _ in range(3):
        days_later(site, 7)
        for name in names[1:3]:  # two a week, and no more
            site.post("/plan/wishes", exercise_id=name, what="back")
            site.post("/plan/wishes", exercise_id=name, what="stop")
    html = site.get("/plan")
    decisions = html.partition('id="decisions"')[2].partition("What the plan advised")[0]
    assert decisions.count('class="small when"') == 20
    assert 'href="/plan?older=1#decisions"' in html
    assert 'href="/plan#decisions"' in site.get("/plan?older=1")
    for odd in ("0", "-1", "x", "99", "9" * 40):
        site.get(f"/plan?older={odd}")


def test_making_the_plan_anew_keeps_the_diary_and_old_offers_do_not_count(site: Site) -> None:
    green_week(site)
    entries = site.keeper.entries
    site.post("/plan/start", start="ease_in", usual_pain="2")
    assert site.keeper.entries == entries
    assert place(site, "lying_twist") == ("in", 0, 0)


def test_while_locked_the_plan_can_be_read_and_nothing_gets_harder(site: Site) -> None:
    practised(site)
    site.keeper.answer_screen(all_no(saddle="yes"))
    text = words(site.get("/plan"))
    assert "Practice is closed for now." in text
    there = site.post("/plan/wishes", exercise_id="lying_twist", what="harder")
    assert "note=locked" in there
