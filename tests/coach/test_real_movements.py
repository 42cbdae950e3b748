"""Real people's movements by motion capture: what counts, and what must not."""

from __future__ import annotations

import pytest
from bench.skeletons import FOLDER, Movement, read, seen_from

from tenfold.body.frame import Frame
from tenfold.coach.engine import Coach
from tenfold.coach.events import HoldEntered, RepCompleted
from tenfold.exercises.model import Variant
from tests.coach.variants import deep_squat_rest, reverse_lunge
from tests.shared_material import shared_file

PEOPLE = ("s01", "s02", "s03", "s04", "s05")
HOW = ("ok", "inc")
IN_LINE_LUNGES = {
    ("s02", "inc"): 9,  # the tenth part of the recording is standing up
    ("s04", "inc"): 9,  # one is made with the back leg straight
}


def frames(movement: Movement, who: str, how: str, camera: str = "oblique") -> list[Frame]:
    shared_file("skeletons", "uiprmd", f"{movement}_s01_ok.npz")
    return seen_from(read(FOLDER / f"{movement}_{who}_{how}.npz"), camera).frames()


def heard(coached: Variant, seen: list[Frame]) -> tuple[int, int]:
    """Reps and holds."""
    coach = Coach(coached)
    events = [event for frame in seen for event in coach.advance(frame)]
    reps = sum(isinstance(event, RepCompleted) for event in events)
    return reps, sum(isinstance(event, HoldEntered) for event in events)


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("who", PEOPLE)
def test_ten_squats_are_ten_however_deep_and_no_lunges(who: str, how: str) -> None:
    seen = frames("m01", who, how)
    assert heard(deep_squat_rest(), seen)[0] == 10
    assert heard(reverse_lunge(), seen)[0] == 0


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("who", PEOPLE)
def test_stepping_over_a_hurdle_is_neither_a_lunge_nor_a_squat(who: str, how: str) -> None:
    seen = frames("m02", who, how)
    assert heard(reverse_lunge(), seen)[0] == 0
    assert heard(deep_squat_rest(), seen)[0] == 0


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "s03"])
def test_lunges_on_the_spot_count_too(who: str, how: str) -> None:
    reps, _ = heard(reverse_lunge(), frames("m03", who, how))
    assert reps == IN_LINE_LUNGES.get((who, how), 10)


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("who", PEOPLE)
def test_standing_up_from_a_chair_is_the_easier_level_and_never_a_rest(who: str, how: str) -> None:
    seen = frames("m05", who, how)
    assert heard(reverse_lunge(-2), seen)[0] == 10
    assert heard(reverse_lunge(), seen)[0] == 0
    assert heard(deep_squat_rest(), seen)[1] == 0


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("who", ["s01", "s03", "s04", "s05"])  # s02 never rests on the chair
def test_sitting_down_is_no_squat(who: str, how: str) -> None:
    assert heard(deep_squat_rest(), frames("m05", who, how, "side"))[0] == 0
