"""From a library to a sitting."""

from __future__ import annotations

from typing import Any

import pytest

from tenfold.plan.compose import Settings, block, compose, estimate_s
from tenfold.session.player import Player
from tests.plan.made import BELLY, BREATHS, LIBRARY, LUNGE, STRETCH, dose, exercise
from tests.session.led import lead


def test_as_published_is_every_exercise_in_its_order() -> None:
    sitting = compose(LIBRARY, "as_published")
    assert [one.exercise_id for one in sitting.blocks] == ["lunge", "stretch", "breaths", "belly"]
    assert sitting.mode == "as_published"


def test_as_published_is_the_high_end_of_each_range() -> None:
    lunge, stretch, breaths, belly = compose(LIBRARY, "as_published").blocks
    assert (lunge.dose.sets, lunge.dose.reps, lunge.dose.sides) == (3, 10, ("left", "right"))
    assert stretch.dose.hold_s == 60
    assert (breaths.dose.breaths, breaths.dose.sides) == (5, ("both",))
    assert (belly.dose.sets, belly.dose.hold_s) == (1, 20), "one of the day's rounds"


def test_ease_in_is_the_starters_at_the_low_end_or_below() -> None:
    lunge, breaths = compose(LIBRARY, "ease_in").blocks
    assert (lunge.dose.sets, lunge.dose.reps) == (1, 6)
    assert breaths.dose.breaths == 4


def test_ease_in_never_makes_an_easier_level_harder() -> None:
    lunge = compose(LIBRARY, "ease_in").blocks[0]
    assert lunge.easier is not None
    assert lunge.easier.easier is not None
    assert lunge.easier.dose.sets == 1
    assert lunge.easier.easier.dose.reps == 5


def test_one_exercise_alone_is_its_whole_dose() -> None:
    (only,) = compose(LIBRARY, "single", only="lunge", levels={"lunge": 1}).blocks
    assert (only.level, only.level_title, only.dose.sets) == (1, "Slower", 3)
    assert only.steps[0].text == "Step the {side} foot back."


def test_rest_and_tempo_are_the_middle_of_their_range_in_every_mode() -> None:
    for mode in ("as_published", "ease_in"):
        lunge = compose(LIBRARY, mode).blocks[0]
        assert (lunge.dose.rest_s, lunge.dose.rep_s) == (45, 4.5)


def test_the_easier_forms_hang_below_in_order() -> None:
    lunge = block(LUNGE, "as_published", level=1)
    chain = []
    here: Any = lunge
    while here is not None:
        chain.append((here.level, here.level_title, here.camera))
        here = here.easier
    assert chain == [
        (1, "Slower", False),
        (0, None, True),
        (-1, "Holding on", True),
        (-2, "From a chair", False),
    ]


def test_one_begins_with_the_sorer_side() -> None:
    sitting = compose(LIBRARY, "as_published", first_sides={"stretch": "right"})
    assert sitting.blocks[0].dose.sides == ("left", "right")
    assert sitting.blocks[1].dose.sides == ("right", "left")
    person = lead(compose(LIBRARY, "single", only="stretch", first_sides={"stretch": "right"}))
    person.to_the_end()
    assert "Right side first." in person.words()
    assert "Swap sides. Now the left." in person.words()


def test_what_a_person_has_set_is_in_the_sitting() -> None:
    sitting = compose(LIBRARY, "ease_in", settings=Settings(10.0, 20.0, 8.0))
    assert (sitting.breath_s, sitting.prepare_s, sitting.switch_s) == (10.0, 20.0, 8.0)


def test_an_eleventh_exercise_of_ones_own_is_just_there() -> None:
    mine = exercise("mine", 11, "reps", dose(reps=5), starter=True)
    sitting = compose((*LIBRARY, mine), "ease_in")
    assert [one.exercise_id for one in sitting.blocks] == ["lunge", "breaths", "mine"]
    lead(sitting).to_the_end()


def test_a_level_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValueError, match="stretch has no level -1"):
        compose(LIBRARY, "as_published", levels={"stretch": -1})


@pytest.mark.parametrize(("mode", "only"), [("single", "nothing"), ("single", None)])
def test_no_exercise_is_no_sitting(mode: Any, only: str | None) -> None:
    with pytest.raises(ValueError, match="no exercise for"):
        compose(LIBRARY, mode, only=only)
    with pytest.raises(ValueError, match="no exercise for ease_in"):
        compose([STRETCH, BELLY], "ease_in")


def test_a_dose_without_an_amount_is_refused() -> None:
    broken = BREATHS.model_copy(update={"kind": "reps"})
    with pytest.raises(ValueError, match="breaths level 0 does not say how many reps"):
        block(broken, "as_published")


def test_the_estimate_is_the_time_that_the_player_takes() -> None:
    sitting = compose(LIBRARY, "as_published")
    assert Player(sitting).view().left_s == estimate_s(sitting)
    assert lead(sitting).to_the_end() == pytest.approx(estimate_s(sitting))
