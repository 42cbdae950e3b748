"""An exercise's page: its part in the plan, how it went, and when it can be practised alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.opened import all_no
from tests.web.pages_app import Site, running_site
from tests.web.plan_days import days_later, practised
from tests.web.test_pages import words

ALONE = "Practise just this"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path) as site:
        yield site


def blocks(site: Site, sitting_id: str) -> list[tuple[str, int, float]]:
    return [
        (one.exercise_id, one.level, one.dose.hold_s or one.dose.reps or one.dose.breaths)
        for one in site.store.sitting(sitting_id).sitting.blocks
    ]


def main(html: str) -> str:
    return words(html.split("<main", 1)[1])


# ---------------------------------------------------------------- practising it alone
def test_it_is_practised_alone_at_its_planned_place_or_easier(site: Site) -> None:
    assert ALONE in site.get("/exercises/lying_twist")
    sitting_id = site.begin("single", exercise_id="lying_twist")
    assert blocks(site, sitting_id) == [("lying_twist", 0, 30)]
    easier = site.begin("single", exercise_id="lying_twist", level="-2")
    assert blocks(site, easier) == [("lying_twist", -2, 10)]


def test_it_is_not_practised_harder_than_planned(site: Site) -> None:
    html = site.get("/exercises/lying_twist?level=1")
    assert ALONE not in html
    assert "It gets harder step by step." in main(html)
    assert 'href="/exercises/lying_twist?level=0">To today&#39;s form' in html
    form = {"mode": "single", "exercise_id": "lying_twist", "level": "1"}
    assert site.client.post("/sittings", data=form).status_code == 400
    assert site.store.sittings(site.person) == []


def test_never_above_what_a_condition_allows(site: Site) -> None:
    site.keeper.answer_screen(all_no(about_you=("neck_shoulder",)))
    allowed = site.keeper.basis.allowances(site.keeper.course.ledger.you)
    eased = {name: one.ceiling for name, one in allowed.items() if one.standing == "eased"}
    inside = [one.exercise_id for one in site.keeper.today().items if one.exercise_id in eased]
    assert inside, "something in the plan is eased"
    for name in inside:
        sitting = site.store.sitting(site.begin("single", exercise_id=name)).sitting
        ceiling = eased[name]
        assert ceiling is not None
        assert sitting.blocks[0].level <= ceiling
        form = {"mode": "single", "exercise_id": name, "level": str(ceiling + 1)}
        assert site.client.post("/sittings", data=form).status_code == 400


@pytest.mark.parametrize(
    ("exercise_id", "why"),
    [("pigeon_pose", "It is not in your plan yet. You can add it.")],
)
def test_what_is_not_in_the_plan_is_not_begun_and_says_why(
    site: Site, exercise_id: str, why: str
) -> None:
    html = site.get(f"/exercises/{exercise_id}")
    assert ALONE not in html
    assert why in main(html)
    assert "Add it to my plan" in main(html)
    site.post(
        "/plan/wishes", exercise_id=exercise_id, what="back", back=f"/exercises/{exercise_id}"
    )
    assert ALONE in site.get(f"/exercises/{exercise_id}")


def test_what_a_condition_leaves_out_says_so_on_its_page(site: Site) -> None:
    site.keeper.answer_screen(all_no(about_you=("pregnant",)))
    text = main(site.get("/exercises/lying_twist"))
    assert ALONE not in text
    assert "Left out for you You told us: " in text
    assert "Bring it back" not in text


def test_while_practice_is_closed_nothing_is_begun_and_the_way_on_is_shown(site: Site) -> None:
    days_later(site, 7)
    html = site.get("/exercises/lying_twist")
    assert ALONE not in html
    assert "Before practice, two short questions come first." in main(html)
    assert '<a class="button" href="/questions">' in html


def test_what_hurt_too_much_today_rests_today(site: Site) -> None:
    practised(site, {"lying_twist": 5, "reverse_lunge": 2})
    practised(site, {"lying_twist": 6}, sitting_id="again")
    site.keeper.answer_screen(all_no())
    text = main(site.get("/exercises/lying_twist"))
    assert "Lying twist rests for today: it hurt too much." in text
    assert ALONE not in text
    assert ALONE in site.get("/exercises/reverse_lunge")


# ---------------------------------------------------------------- why this today
def test_why_this_today_gives_the_newest_reason(site: Site) -> None:
    text = main(site.get("/exercises/lying_twist"))
    assert "Why this today As published 30 seconds, each side It is where your plan began." in text
    for _ in range(2):
        practised(site, {"lying_twist": 5})
        days_later(site)
    html = site.get("/exercises/lying_twist")
    text = main(html)
    assert "Why this today Easier: Knees down on a pillow" in text
    assert "pain rose 3 points during it" in text
    assert "Take it back" in text
    assert 'level=-1" aria-current="true"' in html, "the page opens at today's form"


def test_an_easy_day_shows_its_own_dose_beside_the_plans(site: Site) -> None:
    practised(site)
    days_later(site)
    site.keeper.tell_morning(6)
    text = main(site.get("/exercises/lying_twist"))
    assert "Today: Easier: Knees down on a pillow; 15 seconds, each side" in text


def test_wishes_come_back_to_the_exercise(site: Site) -> None:
    there = site.post(
        "/plan/wishes", exercise_id="lying_twist", what="easier", back="/exercises/lying_twist"
    )
    assert there.startswith("/exercises/lying_twist?done=")
    assert "Lying twist goes one step easier, as you wished (rule 10)." in main(site.get(there))


# ---------------------------------------------------------------- how it went
def test_nothing_is_drawn_before_there_is_something_to_see(site: Site) -> None:
    html = site.get("/exercises/lying_twist")
    assert "How it went" not in html
    assert "<figure" not in html


def test_how_it_went_is_a_chart_and_the_same_as_a_table(site: Site) -> None:
    for worst in (2, 5, 5):
        practised(site, {"lying_twist": worst})
        days_later(site)
    html = site.get("/exercises/lying_twist")
    chart, table = re.findall(
        r"(<figure.*?</figure>).*?(<table class=\"history.*?</table>)", html, re.DOTALL
    )[0]
    assert chart.count('class="mark green"') == 2, "one day, and its key"
    assert chart.count('class="mark amber"') == 3, "two days, and their key"
    assert 'role="img" aria-label="Level and worst pain' in chart
    assert " style=" not in chart, "its look is in the style sheet"
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]
    assert len(rows) == 3
    newest = words(rows[0])
    assert newest.startswith("Jul 2 Easier: Knees down on a pillow; 30 seconds, each side")
    assert "pain rose 3 points during it" in newest
    assert newest.endswith("2 5 Careful")
    assert words(rows[2]).endswith("2 2 Fine")
