"""The caution matrix: a file for each condition, checked against what the plan makes of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tenfold.plan.basis import packaged_basis
from tenfold.plan.cautions import AboutYou, allowance, allowances, questions_if
from tests.plan.course_made import english, started

MATRIX = sorted((Path(__file__).parent / "scenarios" / "matrix").glob("*.toml"))
BASIS = packaged_basis()


def row(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_there_is_a_row_for_each_condition() -> None:
    assert [path.stem for path in MATRIX] == sorted(one.id for one in BASIS.library.conditions)


@pytest.mark.parametrize("path", MATRIX, ids=lambda path: path.stem)
def test_a_condition_means_for_each_exercise_what_its_row_says(path: Path) -> None:
    wanted = row(path)
    found = allowances(BASIS.library, AboutYou(frozenset({wanted["condition"]})))
    assert len(found) == 10
    standings = {
        "left_out": "left_out",
        "ask_first": "ask_first",
        "easier": "eased",
        "usually_fine": "free",
    }
    for heading, standing in standings.items():
        have = [name for name, one in found.items() if one.standing == standing]
        assert have == wanted[heading], heading
    for name in wanted["left_out"] + wanted["ask_first"]:
        assert found[name].ceiling is None
    for name in wanted["easier"]:
        assert found[name].ceiling in (-1, -2)
        assert found[name].why, "says why"


@pytest.mark.parametrize("path", MATRIX, ids=lambda path: path.stem)
def test_worse_with_this_person_leaves_it_out(path: Path) -> None:
    wanted = row(path)
    condition = wanted["condition"]
    asked = questions_if(BASIS.library, {condition})
    assert set(wanted["left_out_if_worse"]) <= {name for name, _, _ in asked}
    for name, _, when in asked:
        you = AboutYou(frozenset({condition}), worse_if=frozenset({(name, condition)}))
        found = allowance(BASIS.library.get(name), you, BASIS.library)
        assert found.standing == "left_out"
        assert english(when) in english(found.why[0])


@pytest.mark.parametrize("path", MATRIX, ids=lambda path: path.stem)
def test_the_first_plan_keeps_to_the_row(path: Path) -> None:
    """Both starts: nothing that is left out is in, and nothing is above its level."""
    condition = row(path)["condition"]
    known = allowances(BASIS.library, AboutYou(frozenset({condition})))
    for start in ("ease_in", "as_published"):
        plan = started(start=start, conditions=(condition,)).plan
        assert plan is not None
        assert plan.chosen
        for one in plan.chosen:
            ceiling = known[one.exercise_id].ceiling
            assert ceiling is not None
            assert one.place.level <= ceiling


def test_a_clinicians_yes_brings_an_exercise_back_at_its_gentlest() -> None:
    you = AboutYou(frozenset({"fragile_bones"}), cleared=frozenset({"lying_twist"}))
    found = allowances(BASIS.library, you)
    assert (found["lying_twist"].standing, found["lying_twist"].ceiling) == ("cleared", -2)
    assert "cleared" in english(found["lying_twist"].why[0])
    assert found["seated_twist"].ceiling is None, "the yes was for one exercise"


def test_a_clinicians_yes_to_what_had_to_be_asked_first() -> None:
    you = AboutYou(frozenset({"recent_surgery"}), cleared=frozenset({"reverse_lunge"}))
    found = allowances(BASIS.library, you)
    assert found["reverse_lunge"].ceiling == -1
    assert "Ask your clinician" in english(found["deep_squat_rest"].why[0])


def test_of_two_conditions_the_gentler_counts_and_both_say_why() -> None:
    you = AboutYou(frozenset({"knee_trouble", "leg_nerve_pain"}))
    found = allowances(BASIS.library, you)
    assert found["seated_twist"].ceiling == -2
    assert len(found["seated_twist"].why) == 2
    assert found["pigeon_pose"].standing == "left_out", "one leaves it out, one eases it"
