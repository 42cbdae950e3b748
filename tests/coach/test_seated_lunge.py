"""The seated lunge: on which side the leg is back, how long it is held, and what it is not."""

from __future__ import annotations

import pytest

from tenfold.body.landmarks import BodySide
from tenfold.exercises.model import variant
from tests.coach.filmed import (
    done,
    entered,
    every_rule,
    film,
    filmed,
    follow,
    in_a_row,
    in_posture,
    kept,
    left,
    shot,
    shown,
    the,
    walking,
)

ID = "seated_lunge"
LEVELS = (-2, -1, 0, 1, 2)
SIDES: tuple[BodySide, BodySide] = ("left", "right")
VIEWS = [(8.0, 15.0), (-8.0, 10.0), (-90.0, 10.0)]
"""From the front (as advised) and from the side; frames a second."""


@pytest.mark.parametrize(("azimuth_deg", "fps"), VIEWS)
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("level", LEVELS)
def test_the_leg_that_is_back_is_told_and_that_it_came_forward_again(
    level: int, side: BodySide, azimuth_deg: float, fps: float
) -> None:
    events = follow(every_rule(ID, level), filmed(ID, level, side, azimuth_deg, 6, fps))
    assert [event.side for event in entered(events)] == [side]
    assert [event.side for event in left(events)] == [side]
    assert not shown(events), "good form is met with silence"


@pytest.mark.parametrize(
    ("level", "azimuth_deg", "fps"),
    [
        (-2, 90.0, 15.0),
        (-2, -90.0, 10.0),
        (-1, 8.0, 15.0),
        (-1, 90.0, 15.0),
        (0, 8.0, 30.0),
        (0, -8.0, 10.0),
        (0, 90.0, 15.0),
    ],
)
def test_both_ends_of_the_hold_are_timed_within_six_tenths_of_a_second(
    level: int, azimuth_deg: float, fps: float
) -> None:
    whole = film(ID, level, "left", azimuth_deg, 6, fps)
    events = follow(every_rule(ID, level), whole.frames)
    (since_s, until_s) = whole.held[0]
    began_s = entered(events)[0].start_s
    assert began_s == pytest.approx(since_s, abs=0.6)
    assert began_s + left(events)[0].held_s == pytest.approx(until_s, abs=0.6)


def test_half_kneeling_is_timed_from_when_somebody_kneels() -> None:
    # That the hips then come forward is too little to be seen.
    whole = film(ID, 2, "left", 90, 6, 15)
    events = follow(every_rule(ID, 2), whole.frames)
    assert entered(events)[0].start_s < whole.held[0][0]
    assert left(events)[0].t_s > whole.held[0][1]


@pytest.mark.parametrize("level", LEVELS)
def test_a_mirrored_film_gives_the_other_side(level: int) -> None:
    frames = filmed(ID, level, "left", 90, 6, 10)
    events = follow(every_rule(ID, level), [each.mirrored() for each in frames])
    assert [event.side for event in entered(events)] == ["right"]


def test_two_rounds_are_two_holds() -> None:
    events = follow(every_rule(ID), filmed(ID, 0, "left", 90, 6, 10, times=2))
    assert [event.side for event in entered(events)] == ["left", "left"]


def test_someone_who_has_the_leg_back_when_the_coach_begins_is_in_the_hold() -> None:
    whole = film(ID, 0, "right", 90, 6, 15)
    frames = [each for each in whole.frames if each.t_s > whole.held[0][0] + 1]
    assert [event.side for event in entered(follow(every_rule(ID), frames))] == ["right"]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("azimuth_deg", [90.0, 45.0, 0.0])
def test_walking_and_standing_are_nothing(azimuth_deg: float, level: int) -> None:
    coached = every_rule(ID, level)
    assert not entered(follow(coached, walking(azimuth_deg)))
    assert not entered(follow(coached, in_posture({}, azimuth_deg)))
    wide = {"left_hip_abduction_deg": 15.0, "right_hip_abduction_deg": 15.0}
    assert not entered(follow(coached, in_posture(wide, azimuth_deg)))


@pytest.mark.parametrize("level", LEVELS)
def test_other_exercises_are_nothing(level: int) -> None:
    coached = every_rule(ID, level)
    for other in ("standing_abdominal_hold", "deep_squat_rest", "butterfly_pose", "lying_twist"):
        assert not entered(follow(coached, filmed(other, 0, "left", 90, 6, 10))), other


def test_lunges_in_a_split_stance_are_no_stretch_that_is_held() -> None:
    # At the bottom the legs are where they are in the seated lunge, but nobody stays there.
    split = done("reverse_lunge", 0, "left", 10.0, hold_s=0.6)
    for level in (-1, 0, 1):
        rows = in_a_row(split, split, split, fps=10.0, between_s=0.3)
        assert not entered(follow(every_rule(ID, level), shot(rows, 10.0, 90, 6)))


def test_sitting_with_both_feet_in_front_is_not_the_hold() -> None:
    whole = film(ID, 0, "left", 90, 6, 15)
    sits = [each for each in whole.frames if each.t_s < 5.0]
    assert not entered(follow(every_rule(ID), sits))


# ------------------------------------------------------------------------ form
LEAN = {"pelvis_tilt_deg": 25.0, "left_hip_flexion_deg": 25.0, "right_hip_flexion_deg": 25.0}


@pytest.mark.parametrize("level", [-2, -1, 0, 1])
def test_a_lean_of_25_degrees_is_noticed_from_the_side_and_mending_it_ends_it(level: int) -> None:
    frames = filmed(ID, level, "left", 90, 6, 15, hold_s=10, bent=LEAN)
    assert "trunk_tall" in shown(follow(every_rule(ID, level), frames))


def test_a_knee_that_stays_bent_is_noticed_after_five_seconds() -> None:
    # Level -1 slides back without straightening: at level 0 that is half of it.
    frames = filmed(ID, -1, "left", 90, 6, 15, hold_s=2)
    assert "knee_straightening" not in shown(follow(every_rule(ID), frames))
    frames = filmed(ID, -1, "left", 90, 6, 15, hold_s=8)
    assert "knee_straightening" in shown(follow(every_rule(ID), frames))


def test_half_way_nobody_is_asked_to_straighten_the_knee() -> None:
    assert "knee_straightening" not in {rule.id for rule in every_rule(ID, -1).form}


@pytest.mark.parametrize("level", LEVELS)
def test_what_no_camera_can_see_is_asked(level: int) -> None:
    asked = {rule.id for rule in variant(the(ID), level).form if rule.when is None and rule.ask}
    assert {"hand_on_support", "support_foot_flat", "no_arch"} <= asked


def test_a_step_back_with_feet_together_again_ends_the_short_stance() -> None:
    stands = kept({}, 10.0, 2.0)
    rows = in_a_row(stands, done(ID, -2, "right", 10.0, hold_s=3.0), stands, fps=10.0)
    events = follow(every_rule(ID, -2), shot(rows, 10.0, -90, 6))
    assert [event.side for event in left(events)] == ["right"]
