"""A movement as postures at equal times, and how to read it between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

import numpy as np

from tenfold.body.skeleton import ANGLE_INDEX, ANGLES, Array, side_of, twin

PhaseName = Literal["start", "move", "hold", "return"]

_TWINS: Final = np.array([ANGLE_INDEX[twin(name)] for name in ANGLES])
_SIGNS: Final = np.array(
    [-1.0 if side_of(name) is None and name.endswith("_left_deg") else 1.0 for name in ANGLES]
)


@dataclass(frozen=True)
class Key:
    """A named moment of a track: the frame where a key pose is reached."""

    frame: int
    phase: PhaseName
    stop: bool = True
    """Whether the movement rests here (otherwise it passes by)."""


@dataclass(frozen=True)
class Track:
    """A movement from its first key pose through all others and back to the first.

    Attributes
    ----------
    fps : float
        Frames a second.
    keys : tuple of Key
        In order; the first at frame 0. The last frame is the first key pose again.
    frames : (F, 3 + angles)
        The pelvis' place in metres and all joint angles in degrees.
    """

    fps: float
    keys: tuple[Key, ...]
    frames: Array

    def at(self, times_s: Array) -> tuple[Array, Array]:
        """(T, 3) pelvis and (T, angles) at any times; before and after it stands still."""
        place = np.clip(np.asarray(times_s, dtype=float) * self.fps, 0, len(self.frames) - 1)
        below = np.floor(place).astype(int)
        above = np.minimum(below + 1, len(self.frames) - 1)
        share = (place - below)[:, None]
        rows = self.frames[below] * (1 - share) + self.frames[above] * share
        return rows[:, :3], rows[:, 3:]

    @cached_property
    def duration_s(self) -> float:
        return (len(self.frames) - 1) / self.fps

    def key_time_s(self, index: int) -> float:
        """When key pose ``index`` is reached."""
        return self.keys[index].frame / self.fps

    def mirrored(self) -> Track:
        """The same movement with left and right exchanged."""
        frames = self.frames.copy()
        frames[:, 2] *= -1.0
        frames[:, 3:] = frames[:, 3:][:, _TWINS] * _SIGNS
        return replace(self, frames=frames)
