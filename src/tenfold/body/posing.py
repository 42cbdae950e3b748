"""Forward kinematics: joint angles in, places of segments and landmarks out, many at once.

A *posture* is where the pelvis is and all joint angles. Everything here works on stacks of
``T`` postures, so that a whole movement is computed in one go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tenfold.body.landmarks import NAMES
from tenfold.body.skeleton import (
    ANGLE_INDEX,
    ANGLES,
    LANDMARK_PLACES,
    REFERENCE,
    SEGMENT_INDEX,
    SEGMENTS,
    Array,
    Build,
)

_AXES: Final = {"x": 0, "y": 1, "z": 2}
# All turns of the skeleton in a row: (segment, axis, how the angles add up to its angle).
_TURNS: Final = tuple(
    (SEGMENT_INDEX[segment.name], _AXES[turn.axis], turn.angles)
    for segment in SEGMENTS
    for turn in segment.turns
)
_PARENTS: Final = tuple(
    -1 if segment.parent is None else SEGMENT_INDEX[segment.parent] for segment in SEGMENTS
)


def _mixing() -> Array:
    """(turns, angles): the factors by which joint angles make up each turn."""
    matrix = np.zeros((len(_TURNS), len(ANGLES)))
    for row, (_, _, angles) in enumerate(_TURNS):
        for name, by in angles:
            matrix[row, ANGLE_INDEX[name]] = by
    return matrix


MIXING: Final = _mixing()
TURN_SEGMENT: Final = np.array([segment for segment, _, _ in _TURNS])


def _moved_by() -> NDArray[np.bool_]:
    """(segments, turns): whether a turn moves a segment."""
    moved = np.zeros((len(SEGMENTS), len(_TURNS)), dtype=bool)
    for i, parent in enumerate(_PARENTS):
        if parent >= 0:
            moved[i] = moved[parent]
        moved[i] |= np.equal(TURN_SEGMENT, i)
    return moved


MOVED_BY: Final = _moved_by()


@dataclass(frozen=True)
class Posed:
    """A body in ``T`` postures.

    Attributes
    ----------
    joints_m : (T, segments, 3)
        Where each segment's joint is.
    rotations : (T, segments, 3, 3)
        Each segment's axes as columns.
    turn_axes : (T, turns, 3)
        The axis of each turn in the room; with ``joints_m`` this gives all derivatives.
    """

    build: Build
    joints_m: Array
    rotations: Array
    turn_axes: Array

    def place(self, segment: str, at: tuple[float, float, float]) -> Array:
        """(T, 3): a place on a segment (``at`` in body heights of the reference body)."""
        return self.of_local(SEGMENT_INDEX[segment], self.build.place_m(segment, at))

    def of_local(self, segment: int, local_m: Array) -> Array:
        """(T, 3): a place given in metres in the axes of a segment."""
        return self.joints_m[:, segment] + self.rotations[:, segment] @ local_m

    def landmarks_m(self) -> Array:
        """(T, 33, 3): the pose model's landmarks, metres in the room."""
        return np.stack([self.place(*LANDMARK_PLACES[name]) for name in NAMES], axis=1)


def _turned(angles_rad: Array, axis: int) -> Array:
    """(T, 3, 3): rotations by ``angles_rad`` about one of the main axes."""
    c, s = np.cos(angles_rad), np.sin(angles_rad)
    rotation = np.zeros((*angles_rad.shape, 3, 3))
    i, j = (axis + 1) % 3, (axis + 2) % 3
    rotation[..., axis, axis] = 1.0
    rotation[..., i, i] = rotation[..., j, j] = c
    rotation[..., i, j] = -s
    rotation[..., j, i] = s
    return rotation


def pose(pelvis_m: Array, angles_deg: Array, build: Build = REFERENCE) -> Posed:
    """Place the whole body.

    Parameters
    ----------
    pelvis_m : (T, 3)
        The middle between the hip joints, metres.
    angles_deg : (T, angles)
        All joint angles, in the order of ``ANGLES``.
    """
    count = len(angles_deg)
    turns_rad = np.radians(angles_deg) @ MIXING.T
    offsets = build.joints_m
    joints = np.empty((count, len(SEGMENTS), 3))
    rotations = np.empty((count, len(SEGMENTS), 3, 3))
    axes = np.empty((count, len(_TURNS), 3))
    turn = 0
    for i, (segment, parent) in enumerate(zip(SEGMENTS, _PARENTS, strict=True)):
        if parent < 0:
            joints[:, i] = pelvis_m
            rotation = np.broadcast_to(np.eye(3), (count, 3, 3))
        else:
            joints[:, i] = joints[:, parent] + rotations[:, parent] @ offsets[i]
            rotation = rotations[:, parent]
        for _ in segment.turns:
            axis = _TURNS[turn][1]
            axes[:, turn] = rotation[:, :, axis]
            rotation = rotation @ _turned(turns_rad[:, turn], axis)
            turn += 1
        rotations[:, i] = rotation
    return Posed(build, joints, rotations, axes)


def neutral(count: int = 1) -> Array:
    """(count, angles): standing, arms hanging."""
    return np.zeros((count, len(ANGLES)))


def angles_row(angles: dict[str, float]) -> Array:
    """(angles,): named joint angles in their order, 0 where not named.

    Raises
    ------
    KeyError
        If there is no such angle.
    """
    row = np.zeros(len(ANGLES))
    for name, value in angles.items():
        row[ANGLE_INDEX[name]] = value
    return row
