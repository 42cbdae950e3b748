"""The lying twist: knees over to a side, told by where shanks and knees lie in the picture."""

from __future__ import annotations

import pytest

from tenfold.body.landmarks import OTHER, BodySide
from tenfold.coach.events import RepCompleted
from tests.coach.filmed import entered, every_rule, film, filmed, follow, left, shown, walking

SIDES: tuple[BodySide, BodySide] = ("left", "right")
HEAD_LEFT, HEAD_RIGHT = 90.0, -90.0
"""The camera at either side of the mat: the head lies to the left, or to the right."""


@pytest.mark.parametrize("level", [-1, 0, 1, 2])
@pytest.mark.parametrize("azimuth_deg", [HEAD_LEFT, HEAD_RIGHT])
@pytest.mark.parametrize("side", SIDES)
def test_the_twist_is_held_on_its_side_and_timed(
    level: int, azimuth_deg: float, side: BodySide
) -> None:
    one = film("lying_twist", level, side, azimuth_deg, 32.0, 15.0, hold_s=6.0)
    events = follow(every_rule("lying_twist", level), one.frames)
    (held,) = left(events)
    ((since_s, until_s),) = one.held
    assert held.side == side
    assert held.held_s == pytest.approx(until_s - since_s, abs=0.7)


@pytest.mark.parametrize("fps", [8.0, 30.0])
@pytest.mark.parametrize("elevation_deg", [22.0, 45.0])
def test_it_is_held_however_high_the_camera_and_however_quick(
    fps: float, elevation_deg: float
) -> None:
    for side in SIDES:
        one = film("lying_twist", 0, side, 80.0, elevation_deg, fps, hold_s=6.0)
        (held,) = left(follow(every_rule("lying_twist"), one.frames))
        assert held.side == side and held.held_s == pytest.approx(6.0, abs=0.8)


@pytest.mark.parametrize("azimuth_deg", [60.0, -60.0, 120.0])
def test_it_is_held_half_from_the_side_too(azimuth_deg: float) -> None:
    for side in SIDES:
        frames = filmed("lying_twist", 0, side, azimuth_deg, 32.0, 10.0)
        assert [one.side for one in entered(follow(every_rule("lying_twist"), frames))] == [side]


def test_a_mirror_image_has_the_other_side() -> None:
    frames = [one.mirrored() for one in filmed("lying_twist", 0, "left", 90.0, 32.0, 10.0)]
    assert [one.side for one in entered(follow(every_rule("lying_twist"), frames))] == [
        OTHER["left"]
    ]


def test_small_rocks_are_counted_to_and_fro() -> None:
    for azimuth_deg in (HEAD_LEFT, HEAD_RIGHT):
        frames = filmed("lying_twist", -2, "left", azimuth_deg, 32.0, 15.0, times=4)
        reps = [
            one
            for one in follow(every_rule("lying_twist", -2), frames)
            if isinstance(one, RepCompleted)
        ]
        assert len(reps) == 4


@pytest.mark.parametrize(
    "exercise_id",
    ["reverse_lunge", "deep_squat_rest", "butterfly_pose", "pigeon_pose", "seated_twist"],
)
def test_other_exercises_are_no_lying_twist(exercise_id: str) -> None:
    frames = filmed(exercise_id, 0, "left", 80.0, 25.0, 10.0)
    assert entered(follow(every_rule("lying_twist"), frames)) == []


def test_walking_is_no_lying_twist() -> None:
    assert entered(follow(every_rule("lying_twist"), walking(azimuth_deg=80.0))) == []


def test_good_form_is_left_in_peace() -> None:
    for side in SIDES:
        frames = filmed("lying_twist", 0, side, 90.0, 32.0, 10.0, hold_s=20.0)
        assert shown(follow(every_rule("lying_twist"), frames)) == []


def test_arms_by_the_sides_are_mentioned() -> None:
    low = {
        f"{side}_{name}": by for side in SIDES for name, by in (("shoulder_elevation_deg", -60.0),)
    }
    frames = filmed("lying_twist", 0, "left", 90.0, 32.0, 10.0, hold_s=8.0, bent=low)
    assert set(shown(follow(every_rule("lying_twist"), frames))) == {"arms_level"}
