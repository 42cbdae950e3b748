"""The exercises as their motion model does them, filmed exactly: true landmarks, no pose model.

The reference body comes, stands, does the exercise from pose to pose, holds, goes back and
stands again. What a coach makes of that is what it would make of a camera that never errs.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

import tenfold
from tenfold.body.frame import Frame
from tenfold.body.landmarks import NAMES, BodySide
from tenfold.body.posing import pose
from tenfold.body.skeleton import ANGLE_INDEX, ANGLES, Array
from tenfold.body.surface import floor_gaps_m, lines
from tenfold.body.track import Track
from tenfold.coach.engine import Coach
from tenfold.coach.events import CoachEvent, FaultShown, HoldEntered, HoldLeft
from tenfold.exercises.model import Exercise, Variant, variant
from tenfold.exercises.tracks import read_tracks, track_of

LIBRARY: Final = Path(tenfold.__file__).parent / "library"
ASPECT: Final = 4 / 3
_DISTANCE_M: Final = 4.0
_FILL: Final = 0.42
"""How far from the middle of the picture the body reaches at most."""
_HIPS: Final = [NAMES.index("left_hip"), NAMES.index("right_hip")]
_SITS_DOWN_S: Final = 2.0


@dataclass(frozen=True)
class Film:
    """Frames, and when the hold's pose was reached and left, seconds, once for each time."""

    frames: list[Frame]
    held: tuple[tuple[float, float], ...]


# ------------------------------------------------------------------- exercises
@cache
def the(exercise_id: str) -> Exercise:
    """An exercise of the library."""
    with (LIBRARY / exercise_id / "exercise.toml").open("rb") as file:
        return Exercise.model_validate(tomllib.load(file))


def every_rule(exercise_id: str, level: int = 0) -> Variant:
    """A variant whose measured rules may all speak: what they may say is measured elsewhere."""
    return variant(the(exercise_id), level, measured_only=False)


@cache
def track(exercise_id: str, level: int = 0) -> Track:
    """The compiled movement of the side ``left``. A level without its own moves like level 0."""
    kept = read_tracks(LIBRARY / exercise_id, the(exercise_id))
    assert kept is not None, f"motion.json of {exercise_id} is out of date: tenfold motions"
    levels = kept["levels"]
    return track_of(levels.get(str(level), levels["0"]))


# --------------------------------------------------------------------- filming
def filmed(
    exercise_id: str,
    level: int = 0,
    side: BodySide = "left",
    azimuth_deg: float = 90.0,
    elevation_deg: float = 6.0,
    fps: float = 15.0,
    *,
    times: int = 1,
    hold_s: float = 6.0,
    stands: bool = True,
    bent: dict[str, float] | None = None,
) -> list[Frame]:
    """The frames of :func:`film`."""
    return film(
        exercise_id, level, side, azimuth_deg, elevation_deg, fps,
        times=times, hold_s=hold_s, stands=stands, bent=bent,
    ).frames  # fmt: skip


def film(
    exercise_id: str,
    level: int = 0,
    side: BodySide = "left",
    azimuth_deg: float = 90.0,
    elevation_deg: float = 6.0,
    fps: float = 15.0,
    *,
    times: int = 1,
    hold_s: float = 6.0,
    stands: bool = True,
    bent: dict[str, float] | None = None,
) -> Film:
    """An exercise done ``times`` times on a side.

    Parameters
    ----------
    azimuth_deg, elevation_deg : float
        From where the camera looks: 0 from the front, 90 from the person's left; above level.
    hold_s : float
        How long the last pose of the hold is held; poses of the hold before it, half of that.
    stands : bool
        Whether the person stands before and after, and gets down and up.
    bent : dict, optional
        Joint angles (names of the motion model) added while in the hold: a fault.
    """
    whole = track(exercise_id, level)
    if side == "right":
        whole = whole.mirrored()
    rows, held = _rows(whole, fps, times, hold_s, stands, bent or {})
    return Film(shot(rows, fps, azimuth_deg, elevation_deg), held)


def _rows(
    whole: Track, fps: float, times: int, hold_s: float, stands: bool, bent: dict[str, float]
) -> tuple[Array, tuple[tuple[float, float], ...]]:
    pieces: list[Array] = []
    held: list[tuple[float, float]] = []
    keys = [*(whole.key_time_s(i) for i in range(len(whole.keys))), whole.duration_s]
    holds = [i for i, key in enumerate(whole.keys) if key.phase == "hold"]
    start = _row(whole, 0.0)

    def now_s() -> float:
        return sum(len(piece) for piece in pieces) / fps

    def stay(row: Array, length_s: float) -> None:
        pieces.append(np.repeat(row[None], round(length_s * fps), axis=0))

    if stands:
        stay(_standing(start), 1.5)
        pieces.append(_blend(_standing(start), start, _SITS_DOWN_S, fps))
    stay(start, 1.5)
    for _ in range(times):
        since_s = 0.0
        for i in range(len(whole.keys)):
            count = max(1, round((keys[i + 1] - keys[i]) * fps))
            at = keys[i] + (keys[i + 1] - keys[i]) * np.arange(1, count + 1) / count
            row = _row(whole, keys[i])
            if i in holds:
                if i == holds[0]:
                    since_s = now_s()
                stay(row, hold_s if i == holds[-1] else hold_s / 2)
                if i == holds[-1]:
                    held.append((since_s, now_s()))
            elif i and whole.keys[i].stop:
                stay(row, 0.3)
            pieces.append(np.hstack(whole.at(at)))
        stay(start, 1.5)
    if stands:
        pieces.append(_blend(start, _standing(start), _SITS_DOWN_S, fps))
        stay(_standing(start), 1.5)
    rows = np.vstack(pieces)
    times_s = np.arange(len(rows)) / fps
    for from_s, to_s in held if bent else ():
        # In and out of the fault within half a second, as nothing jumps.
        share = np.clip(np.minimum(times_s - from_s, to_s - times_s) / 0.5, 0.0, 1.0)
        for name, by_deg in bent.items():
            rows[:, 3 + ANGLE_INDEX[name]] += by_deg * share
    return rows, tuple(held)


def _row(whole: Track, time_s: float) -> Array:
    row: Array = np.hstack(whole.at(np.array([time_s])))[0]
    return row


def _standing(row: Array) -> Array:
    """Standing upright where a posture is, facing the same way."""
    upright = np.zeros_like(row)
    turn = 3 + ANGLE_INDEX["pelvis_turn_left_deg"]
    upright[[0, 2, turn]] = row[[0, 2, turn]]
    lifted: Array = _lifted(upright[None], np.zeros(1))[0]
    return lifted


def _lowest_m(rows: Array) -> Array:
    start, end = floor_gaps_m(lines(pose(rows[:, :3], rows[:, 3:])))
    lowest: Array = np.minimum(start.min(axis=1), end.min(axis=1))
    return lowest


def _lifted(rows: Array, height_m: Array) -> Array:
    """Rows with their lowest part so high above the floor."""
    rows = rows.copy()
    rows[:, 1] += height_m - _lowest_m(rows)
    return rows


def _blend(start: Array, end: Array, length_s: float, fps: float) -> Array:
    """From one posture to another, on the floor all the while."""
    count = round(length_s * fps)
    share = (0.5 - 0.5 * np.cos(np.pi * np.arange(1, count + 1) / count))[:, None]
    low = _lowest_m(np.stack([start, end]))
    return _lifted(start * (1 - share) + end * share, (low[0] + (low[1] - low[0]) * share)[:, 0])


def shot(rows: Array, fps: float, azimuth_deg: float, elevation_deg: float) -> list[Frame]:
    """Postures (T, 43) seen from somewhere: the camera looks at the middle of all of them."""
    azimuth, elevation = math.radians(azimuth_deg), math.radians(elevation_deg)
    away = -np.array(
        [
            math.cos(elevation) * math.cos(azimuth),
            math.sin(elevation),
            -math.cos(elevation) * math.sin(azimuth),
        ]
    )
    right = np.cross(away, [0.0, 1.0, 0.0])
    right /= np.linalg.norm(right)
    axes = np.array([right, np.cross(away, right), away])
    seen = pose(rows[:, :3], rows[:, 3:]).landmarks_m() @ axes.T
    flat = seen.reshape(-1, 3)
    seen = seen - (flat.min(axis=0) + flat.max(axis=0)) / 2 + [0.0, 0.0, _DISTANCE_M]
    in_picture = seen[..., :2] / seen[..., 2:]
    focal = _FILL / np.abs(in_picture / [ASPECT, 1.0]).max()
    hips = seen[:, _HIPS].mean(axis=1, keepdims=True)
    image = np.concatenate(
        [
            0.5 + focal * in_picture / [ASPECT, 1.0],
            focal * (seen[..., 2:] - hips[..., 2:]) / hips[..., 2:] / ASPECT,
        ],
        axis=-1,
    )
    return [
        Frame(
            i / fps,
            tuple((x, y, z) for x, y, z in flat_points),
            tuple((x, y, z) for x, y, z in points),
            (1.0,) * len(NAMES),
            ASPECT,
        )
        for i, (flat_points, points) in enumerate(
            zip(image.tolist(), (seen - hips).tolist(), strict=True)
        )
    ]


# ------------------------------------------------------ what nobody is to count
def walking(
    azimuth_deg: float = 90.0, elevation_deg: float = 6.0, fps: float = 15.0, length_s: float = 10.0
) -> list[Frame]:
    """Walking on the spot, as on a treadmill: two steps in 1.1 seconds."""
    return shot(walked(fps, length_s), fps, azimuth_deg, elevation_deg)


def in_posture(
    angles: dict[str, float],
    azimuth_deg: float = 90.0,
    elevation_deg: float = 6.0,
    fps: float = 15.0,
    length_s: float = 5.0,
) -> list[Frame]:
    """Somebody quite still, on the floor, with these joint angles; the others are 0."""
    return shot(kept(angles, fps, length_s), fps, azimuth_deg, elevation_deg)


# ------------------------------------------------- postures (T, 43), to be put in a row
def done(
    exercise_id: str,
    level: int = 0,
    side: BodySide = "left",
    fps: float = 15.0,
    hold_s: float = 6.0,
) -> Array:
    """An exercise from its first pose to its first pose."""
    whole = track(exercise_id, level)
    return _rows(whole if side == "left" else whole.mirrored(), fps, 1, hold_s, False, {})[0]


def kept(angles: dict[str, float], fps: float = 15.0, length_s: float = 5.0) -> Array:
    """One posture, on the floor."""
    row = np.zeros(3 + len(ANGLES))
    for name, value in angles.items():
        row[3 + ANGLE_INDEX[name]] = value
    rows = _lifted(row[None], np.zeros(1))
    return np.repeat(rows, round(length_s * fps), axis=0)


def walked(fps: float = 15.0, length_s: float = 5.0) -> Array:
    """Walking on the spot."""
    times_s = np.arange(round(length_s * fps)) / fps
    rows = np.zeros((len(times_s), 3 + len(ANGLES)))
    for side, shift in (("left", 0.0), ("right", math.pi)):
        swing = 2 * math.pi * 0.9 * times_s + shift
        rows[:, 3 + ANGLE_INDEX[f"{side}_hip_flexion_deg"]] = 22 * np.sin(swing)
        rows[:, 3 + ANGLE_INDEX[f"{side}_knee_flexion_deg"]] = 8 + 32 * np.maximum(
            0.0, np.cos(swing)
        )
    return _lifted(rows, np.zeros(len(rows)))


def in_a_row(*pieces: Array, fps: float = 15.0, between_s: float = 1.0) -> Array:
    """One after the other, each from where the one before ended."""
    rows = [pieces[0]]
    for piece in pieces[1:]:
        rows += [_blend(rows[-1][-1], piece[0], between_s, fps), piece]
    return np.vstack(rows)


# ------------------------------------------------------------- what was made of it
def follow(coached: Variant, frames: Iterable[Frame]) -> list[CoachEvent]:
    """The coach's events for these frames."""
    coach = Coach(coached)
    return [event for each in frames for event in coach.advance(each)]


def entered(events: Iterable[CoachEvent]) -> list[HoldEntered]:
    return [event for event in events if isinstance(event, HoldEntered)]


def left(events: Iterable[CoachEvent]) -> list[HoldLeft]:
    return [event for event in events if isinstance(event, HoldLeft)]


def shown(events: Iterable[CoachEvent]) -> list[str]:
    """The rules that were broken, in order."""
    return [event.rule_id for event in events if isinstance(event, FaultShown)]
