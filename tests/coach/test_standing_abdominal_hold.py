"""The standing hold: the coach times the standing; the tightening is not to be seen."""

from __future__ import annotations

import pytest

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
    walked,
    walking,
)

ID = "standing_abdominal_hold"
LEVELS = (-2, -1, 0, 1, 2)
UPRIGHT = (-1, 0, 1, 2)
VIEWS = [(45.0, 15.0), (-45.0, 30.0), (0.0, 10.0), (90.0, 15.0)]
"""From the front and one side (as advised), from the front, from the side; frames a second."""
WIDE = {"left_hip_abduction_deg": 15.0, "right_hip_abduction_deg": 15.0}


@pytest.mark.parametrize(("azimuth_deg", "fps"), VIEWS)
@pytest.mark.parametrize("level", UPRIGHT)
def test_standing_still_with_feet_together_is_timed_until_somebody_walks(
    level: int, azimuth_deg: float, fps: float
) -> None:
    apart, hold, walk = kept(WIDE, fps, 2.0), done(ID, level, "left", fps), walked(fps, 5.0)
    rows = in_a_row(apart, hold, walk, fps=fps)
    events = follow(every_rule(ID, level), shot(rows, fps, azimuth_deg, 6))
    (since,), (until,) = entered(events), left(events)
    # Two seconds apart, one to bring the feet together; one more to begin to walk.
    stood_s = len(hold) / fps
    assert since.start_s == pytest.approx(3.0, abs=0.7)
    assert until.held_s == pytest.approx(stood_s, abs=1.2)
    assert since.side == until.side == "both"
    assert not shown(events), "good form is met with silence"


@pytest.mark.parametrize(("azimuth_deg", "elevation_deg"), [(90.0, 30.0), (-75.0, 35.0)])
def test_lying_with_bent_knees_is_timed_until_somebody_sits_up(
    azimuth_deg: float, elevation_deg: float
) -> None:
    whole = film(ID, -2, "left", azimuth_deg, elevation_deg, 15)
    events = follow(every_rule(ID, -2), whole.frames)
    (since,), (until,) = entered(events), left(events)
    assert since.start_s < whole.held[0][0] and until.t_s > whole.held[0][1]


@pytest.mark.parametrize("level", UPRIGHT)
def test_walking_is_nothing(level: int) -> None:
    for azimuth_deg in (0.0, 45.0, 90.0):
        assert not entered(follow(every_rule(ID, level), walking(azimuth_deg)))


@pytest.mark.parametrize("level", UPRIGHT)
@pytest.mark.parametrize("azimuth_deg", [0.0, 45.0])
def test_feet_apart_bending_over_or_knees_bent_are_not_the_position(
    azimuth_deg: float, level: int
) -> None:
    bent_over = {"left_hip_flexion_deg": 80.0, "right_hip_flexion_deg": 80.0}
    bent_over |= {"pelvis_tilt_deg": 80.0}
    half_squat = {f"{side}_hip_flexion_deg": 60.0 for side in ("left", "right")}
    half_squat |= {f"{side}_knee_flexion_deg": 80.0 for side in ("left", "right")}
    half_squat |= {f"{side}_ankle_dorsiflexion_deg": 20.0 for side in ("left", "right")}
    for angles in (WIDE, bent_over, half_squat):
        frames = in_posture(angles, azimuth_deg)
        assert not entered(follow(every_rule(ID, level), frames)), angles


@pytest.mark.parametrize("level", UPRIGHT)
def test_other_exercises_are_nothing_once_they_have_begun(level: int) -> None:
    for other in ("seated_lunge", "deep_squat_rest", "butterfly_pose", "pigeon_pose"):
        frames = filmed(other, 0, "left", 45, 6, 10, stands=other == "deep_squat_rest")
        held = film(other, 0, "left", 45, 6, 10, stands=other == "deep_squat_rest").held
        during = [each for each in frames if held[0][0] < each.t_s < held[0][1]]
        assert not entered(follow(every_rule(ID, level), during)), other


def test_lying_straight_is_not_lying_with_bent_knees() -> None:
    flat = {"pelvis_tilt_deg": -90.0, "neck_flexion_deg": 4.0}
    assert not entered(follow(every_rule(ID, -2), in_posture(flat, 90, 30)))
    assert not entered(follow(every_rule(ID, -2), in_posture({}, 90, 30)))


def test_an_arm_raise_does_not_end_the_hold() -> None:
    frames = filmed(ID, 1, "left", 45, 6, 15, stands=False)
    assert not left(follow(every_rule(ID, 1), frames))


def test_marching_on_the_spot_does_not_end_the_hold_of_the_hardest_level() -> None:
    frames = filmed(ID, 2, "left", 45, 6, 15, stands=False)
    events = follow(every_rule(ID, 2), frames)
    assert len(entered(events)) == 1 and not left(events)


# ------------------------------------------------------------------------ form
LEAN = {"pelvis_tilt_deg": 25.0, "left_hip_flexion_deg": 25.0, "right_hip_flexion_deg": 25.0}
BENT = {
    f"{side}_{joint}_deg": by
    for side in ("left", "right")
    for joint, by in (("knee_flexion", 30.0), ("hip_flexion", 15.0), ("ankle_dorsiflexion", 15.0))
}
APART = {"left_hip_abduction_deg": 12.0, "right_hip_abduction_deg": 12.0}


@pytest.mark.parametrize(
    ("rule_id", "bent", "azimuth_deg"),
    [
        ("trunk_tall", LEAN, 90.0),
        ("trunk_tall", LEAN, -60.0),
        ("knees_straight", BENT, 45.0),
        ("knees_straight", BENT, 90.0),
        ("feet_together", APART, 0.0),
        ("feet_together", APART, 45.0),
    ],
)
def test_what_takes_over_from_the_belly_is_noticed(
    rule_id: str, bent: dict[str, float], azimuth_deg: float
) -> None:
    frames = filmed(ID, 0, "left", azimuth_deg, 6, 15, bent=bent, stands=False)
    assert set(shown(follow(every_rule(ID), frames))) == {rule_id}


def test_bent_knees_are_as_they_should_be_against_the_wall() -> None:
    assert "knees_straight" not in {rule.id for rule in every_rule(ID, -1).form}


@pytest.mark.parametrize("level", LEVELS)
def test_what_no_camera_can_see_is_asked(level: int) -> None:
    asked = {rule.id for rule in variant(the(ID), level).form if rule.when is None and rule.ask}
    assert {"back_hollow_flatter", "keep_breathing"} <= asked
