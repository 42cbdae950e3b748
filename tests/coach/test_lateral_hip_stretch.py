"""The lateral hip stretch: one knee over the other, and both drawn over."""

from __future__ import annotations

import pytest

from tenfold.body.landmarks import BodySide
from tests.coach.filmed import entered, every_rule, film, filmed, follow, left, the, walking

SIDES: tuple[BodySide, BodySide] = ("left", "right")


@pytest.mark.parametrize("level", [-1, 0, 1, 2])
@pytest.mark.parametrize("azimuth_deg", [50.0, -50.0, 90.0])
@pytest.mark.parametrize("side", SIDES)
def test_the_stretch_is_held_on_its_side_and_timed(
    level: int, azimuth_deg: float, side: BodySide
) -> None:
    one = film("lateral_hip_stretch", level, side, azimuth_deg, 35.0, 15.0, hold_s=6.0)
    (held,) = left(follow(every_rule("lateral_hip_stretch", level), one.frames))
    ((since_s, until_s),) = one.held
    assert held.side == side
    assert held.held_s == pytest.approx(until_s - since_s, abs=0.7)


def test_a_mirror_image_has_the_other_side() -> None:
    frames = [one.mirrored() for one in filmed("lateral_hip_stretch", 0, "left", 50.0, 35.0)]
    sides = [one.side for one in entered(follow(every_rule("lateral_hip_stretch"), frames))]
    assert sides == ["right"]


def test_rocking_by_a_few_centimetres_is_not_counted_by_camera() -> None:
    rung = the("lateral_hip_stretch").level(-2)
    assert rung is not None and rung.coach == "none"
    assert every_rule("lateral_hip_stretch", -2).coach is None


@pytest.mark.parametrize(
    "exercise_id",
    ["reverse_lunge", "deep_squat_rest", "butterfly_pose", "lying_twist", "seated_twist"],
)
def test_other_exercises_are_no_lateral_hip_stretch(exercise_id: str) -> None:
    frames = filmed(exercise_id, 0, "left", 60.0, 25.0, 10.0)
    assert entered(follow(every_rule("lateral_hip_stretch"), frames)) == []


def test_walking_is_no_lateral_hip_stretch() -> None:
    assert entered(follow(every_rule("lateral_hip_stretch"), walking(azimuth_deg=60.0))) == []
