"""What is wrong with a movement: limits of joints, parts inside each other, slips and jumps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from tenfold.body.landmarks import NAMES
from tenfold.body.posing import Posed, pose
from tenfold.body.settling import LIMITS_DEG
from tenfold.body.skeleton import (
    ANGLE_INDEX,
    ANGLES,
    CAPSULES,
    REFERENCE,
    SEGMENT_INDEX,
    SITES,
    Array,
    Build,
)
from tenfold.body.surface import PAIRS, body_gaps, floor_gaps_m, lines
from tenfold.body.track import Track
from tenfold.exercises.motion import angle_names, comes_back, one_sided, site_names
from tenfold.exercises.motion_model import Motion, Rest

CHECK_FPS: Final = 30.0
INSIDE_M: Final = 0.02
"""How far a part may be inside the floor or another part: flesh gives way."""
SLIP_M: Final = 0.015
"""How far a planted foot or hand may move between two key poses."""
JUMP_M: Final = 0.08
"""How far any landmark may move from frame to frame, 30 a second."""
OFF_M: Final = 0.03
"""How far something may be from what it is said to rest on."""
_LIMIT_ROOM_DEG: Final = 0.05

Found = Iterator[tuple[str, str]]
"""Field path and what is wrong there."""


def check_angles(motion: Motion) -> Found:
    """Joint angles of key poses that are past the joint's limit, or no joint's."""
    for i, key in enumerate(motion.poses):
        for name, value in key.angles.items():
            field = f"poses[{i}].angles.{name}"
            try:
                low, high = LIMITS_DEG[ANGLE_INDEX[angle_names(name)[0]]]
            except KeyError:
                yield field, "is no joint angle"
                continue
            if not low <= value <= high:
                yield field, f"{value:g} is past the joint's limit ({low:g} to {high:g} degrees)"


def check_reach(off_m: Sequence[float]) -> Found:
    """Key poses in which something cannot reach what it is said to rest on.

    ``off_m``: for each key pose how far its worst contact is from where it should be.
    """
    for i, left_m in enumerate(off_m):
        if left_m > OFF_M:
            yield f"poses[{i}].rests", f"cannot all be reached: {left_m * 100:.0f} cm are left"


def check_track(motion: Motion, track: Track, build: Build = REFERENCE) -> Found:
    """Everything impossible in a movement, looked at 30 times a second."""
    yield from _limits(track)
    stretches = _stretches(motion, track)
    times = np.arange(0, stretches[-1][0] + 1e-9, 1 / CHECK_FPS)
    posed = pose(*track.at(times), build)
    yield from _inside(posed, times, stretches)
    yield from _jumps(posed, times, stretches)
    yield from _contacts(motion, track, build)


def _stretches(motion: Motion, track: Track) -> list[tuple[float, str]]:
    """When each pose is reached, and its field: a moment belongs to the pose it leads to."""
    ends = [(key.frame / track.fps, f"poses[{i}]") for i, key in enumerate(track.keys)]
    # A way back that is the way there, backwards, has no faults of its own.
    return [*ends, (track.duration_s, "poses[0]")] if comes_back(motion) else ends


def _field_at(time_s: float, stretches: Sequence[tuple[float, str]]) -> str:
    return next((field for end, field in stretches if time_s <= end + 1e-6), stretches[-1][1])


def _limits(track: Track) -> Found:
    angles = track.frames[:, 3:]
    past = (angles < LIMITS_DEG[:, 0] - _LIMIT_ROOM_DEG) | (
        angles > LIMITS_DEG[:, 1] + _LIMIT_ROOM_DEG
    )
    for k in np.flatnonzero(past.any(axis=0)):
        worst = float(angles[:, k][past[:, k]][0])
        low, high = LIMITS_DEG[k]
        yield "", f"{ANGLES[k]} goes to {worst:.0f}, past its limit ({low:g} to {high:g} degrees)"


def _worst(
    gaps: Array, times: Array, stretches: Sequence[tuple[float, str]]
) -> Iterator[tuple[str, int, float]]:
    """Per column that is too far inside: the field, the column, and how far."""
    for k in np.flatnonzero((gaps < -INSIDE_M).any(axis=0)):
        at = int(np.argmin(gaps[:, k]))
        yield _field_at(float(times[at]), stretches), int(k), -float(gaps[at, k])


def _words(segment: str) -> str:
    return segment.replace("_", " ")


def _inside(posed: Posed, times: Array, stretches: Sequence[tuple[float, str]]) -> Found:
    line = lines(posed)
    told: set[tuple[str, str]] = set()
    floor = np.minimum(*floor_gaps_m(line))
    for field, k, deep in _worst(floor, times, stretches):
        what = f"the {_words(CAPSULES[k].segment)} goes {deep * 100:.0f} cm through the floor"
        if (field, CAPSULES[k].segment) not in told:
            yield field, what
        told.add((field, CAPSULES[k].segment))
    for field, k, deep in _worst(body_gaps(line).gap_m, times, stretches):
        a, b = (CAPSULES[i].segment for i in PAIRS[k])
        if (field, a + b) not in told:
            yield field, f"{_words(a)} and {_words(b)} are {deep * 100:.0f} cm inside each other"
        told.add((field, a + b))


def _jumps(posed: Posed, times: Array, stretches: Sequence[tuple[float, str]]) -> Found:
    marks = posed.landmarks_m()
    moved = np.linalg.norm(np.diff(marks, axis=0), axis=-1)
    if moved.size and moved.max() > JUMP_M:
        at, which = np.unravel_index(int(moved.argmax()), moved.shape)
        text = (
            f"the {_words(NAMES[int(which)])} jumps {moved.max() * 100:.0f} cm between frames: "
            "give it more time (move_s)"
        )
        yield _field_at(float(times[int(at) + 1]), stretches), text


def _contacts(motion: Motion, track: Track, build: Build) -> Found:
    """Planted parts that slide."""
    poses = _with_rests(motion)
    ends = [key.frame for key in track.keys] + [len(track.frames) - 1]
    loop = [*poses, poses[0]] if comes_back(motion) else poses
    for i, (before, now) in enumerate(pairwise(loop)):
        field = f"poses[{(i + 1) % len(poses)}].rests"
        frames = track.frames[ends[i] : ends[i + 1] + 1]
        posed = pose(frames[:, :3], frames[:, 3:], build)
        for part, rest in now.items():
            if part not in before or before[part].on != rest.on or rest.slides:
                continue
            if rest.on in SITES or rest.on == "air":
                continue
            for site in site_names(part):
                places = _site_m(posed, site)
                slip = float(np.linalg.norm(places - places[0], axis=1).max())
                if slip > SLIP_M:
                    yield (
                        f"{field}.{part}",
                        (
                            f"slides {slip * 100:.0f} cm while it is planted"
                            " (slides = true where it should)"
                        ),
                    )
                    break


def _with_rests(motion: Motion) -> list[dict[str, Rest]]:
    """What rests on what in each pose, also where it leaves that to the one before."""
    now: dict[str, Rest] = {}
    found = []
    for key in motion.poses:
        now = now if key.resting is None else one_sided(key.resting)
        found.append(now)
    return found


def _site_m(posed: Posed, name: str) -> Array:
    site = SITES[name]
    return posed.of_local(SEGMENT_INDEX[site.segment], posed.build.place_m(site.segment, site.at))
