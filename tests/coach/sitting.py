"""What the tests of the four sitting exercises share."""

from __future__ import annotations

from functools import cache

import numpy as np

from tenfold.body.frame import Frame
from tenfold.body.landmarks import BodySide
from tests.coach.filmed import (
    entered,
    every_rule,
    film,
    filmed,
    follow,
    in_posture,
    left,
    walking,
)
from tests.shared_material import shared_file

SIDES: tuple[BodySide, BodySide] = ("left", "right")
FPS = 10.0
OTHERS = ("reverse_lunge", "deep_squat_rest", "standing", "walking", "lying")


def holds_of(
    exercise_id: str, level: int, side: BodySide, azimuth_deg: float, elevation_deg: float
) -> tuple[list[tuple[float, float]], list[str], tuple[float, float]]:
    """Holds as the coach times them (from, to), their sides, and the true one."""
    scene = film(exercise_id, level, side, azimuth_deg, elevation_deg, FPS)
    events = follow(every_rule(exercise_id, level), scene.frames)
    begun, ended = entered(events), left(events)
    assert len(begun) == len(ended), "somebody who stands up has come out"
    times = [(a.start_s, a.start_s + b.held_s) for a, b in zip(begun, ended, strict=True)]
    return times, [one.side for one in begun], scene.held[0]


def assert_one_hold(
    exercise_id: str,
    level: int,
    side: BodySide,
    view: tuple[float, float],
    *,
    early_s: float,
    late_s: float,
) -> str:
    """One hold, begun and ended no earlier and no later than so; gives the side told."""
    times, sides, (from_s, to_s) = holds_of(exercise_id, level, side, *view)
    assert len(times) == 1
    assert from_s - early_s <= times[0][0] <= from_s + 0.5
    assert to_s - 0.7 <= times[0][1] <= to_s + late_s
    return sides[0]


@cache
def others(name: str, view: tuple[float, float]) -> tuple[Frame, ...]:
    """Somebody who does something else."""
    if name == "walking":
        return tuple(walking(*view, FPS, 6.0))
    if name == "standing":
        return tuple(in_posture({}, *view, FPS, 4.0))
    if name == "lying":
        flat = {"pelvis_tilt_deg": -90.0}
        flat |= {f"{side}_hip_flexion_deg": 5.0 for side in SIDES}
        return tuple(in_posture(flat, *view, FPS, 4.0))
    return tuple(filmed(name, 0, "left", *view, FPS, hold_s=3.0))


def assert_nothing_held(exercise_id: str, level: int, name: str, view: tuple[float, float]) -> None:
    assert not entered(follow(every_rule(exercise_id, level), others(name, view)))


def mirrored(frames: list[Frame]) -> list[Frame]:
    return [each.mirrored() for each in frames]


def butterfly_photographs() -> list[Frame]:
    """Of people in the pose, as the pose model sees them; skips where they are not at hand."""
    with np.load(shared_file("traces", "butterfly_photos.npz")) as kept:
        rows = zip(kept["image"], kept["world"], kept["vis"], kept["size"], strict=True)
        return [
            Frame(
                0.0,
                tuple((float(x), float(y), float(z)) for x, y, z in image),
                tuple((float(x), float(y), float(z)) for x, y, z in world),
                tuple(float(v) for v in vis),
                float(size[0] / size[1]),
            )
            for image, world, vis, size in rows
        ]
