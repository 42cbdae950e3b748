"""The ten exercises, led from beginning to end."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tenfold.exercises.load import packaged_library
from tenfold.plan.basis import packaged_basis
from tenfold.plan.compose import block, compose, estimate_s
from tenfold.session.codec import sitting_from_dict, sitting_to_dict
from tests.session.led import lead, sitting

LIBRARY = packaged_library()
TEN = [
    "reverse_lunge",
    "lying_twist",
    "shoelace_stretch",
    "seated_twist",
    "seated_lunge",
    "pigeon_pose",
    "butterfly_pose",
    "lateral_hip_stretch",
    "standing_abdominal_hold",
    "deep_squat_rest",
]


def test_as_published_is_all_ten_in_eighteen_to_twenty_seven_minutes() -> None:
    plan = compose(LIBRARY, "as_published")
    assert [one.exercise_id for one in plan.blocks] == TEN
    assert all(one.level == 0 for one in plan.blocks)
    assert 18 * 60 <= estimate_s(plan) <= 27 * 60


def test_ease_in_is_short() -> None:
    plan = compose(LIBRARY, "ease_in")
    assert 3 <= len(plan.blocks) <= 5
    assert estimate_s(plan) <= 10 * 60


@pytest.mark.parametrize("mode", ["as_published", "ease_in"])
def test_a_sitting_can_be_led_and_stored(mode: Any) -> None:
    plan = compose(LIBRARY, mode)
    assert sitting_from_dict(sitting_to_dict(plan)) == plan
    person = lead(plan)
    assert person.to_the_end() == pytest.approx(estimate_s(plan))
    assert [one.outcome for one in person.records()] == ["done"] * len(plan.blocks)
    assert all(one.done_fraction == 1.0 for one in person.records())


def test_as_published_does_what_the_article_says() -> None:
    person = lead(compose(LIBRARY, "as_published"))
    person.to_the_end()
    done = {one.exercise_id: one for one in person.records()}
    assert done["reverse_lunge"].reps == (("left", 30), ("right", 30))
    assert done["reverse_lunge"].sets_done == 3
    assert done["lying_twist"].held_s == (("left", 60.0), ("right", 60.0))
    assert done["pigeon_pose"].held_s == (("left", 30.0), ("right", 30.0))
    assert done["butterfly_pose"].breaths == (("both", 5),)
    assert done["standing_abdominal_hold"].held_s == (("both", 20.0),)
    assert done["deep_squat_rest"].held_s == (("both", 60.0),)


def test_no_words_are_left_unfilled_and_none_is_said_on_top_of_another() -> None:
    person = lead(compose(LIBRARY, "as_published"))
    person.to_the_end()
    assert not any("{" in text or "}" in text for text in person.words())
    spoken = [(at, text) for at, text in person.heard if not text.isdigit()]
    for (at, text), (next_at, next_text) in pairwise(spoken[:-1]):
        assert next_at - at >= len(text.split()) / 2.5, (text, next_text)
    # Only the very last words come at once after others, with nothing to follow them.
    assert spoken[-1][1] == "That's all for today. Well done."


@pytest.mark.parametrize("exercise", LIBRARY, ids=lambda one: one.id)
def test_every_level_can_be_led(exercise: Any) -> None:
    for level in exercise.levels:
        for mode in ("as_published", "ease_in"):
            one = block(exercise, mode, level)
            person = lead(sitting(one))
            person.to_the_end()
            assert person.record().outcome == "done"
            assert person.record().level == level
            assert not any("{" in text for text in person.words())


def test_the_abdominal_hold_and_the_squat_rest_go_through_the_day() -> None:
    for name, fewest, most in (("standing_abdominal_hold", 5, 10), ("deep_squat_rest", 2, 3)):
        ladder = packaged_basis().ladders[name]
        assert ladder.dose(ladder.start(0)).times_per_day == fewest
        assert ladder.dose(ladder.full(0)).times_per_day == most
