"""Whether a person is moving, from where their joints are in the picture.

A hold begins when somebody who is in position has come to rest, and ends when they begin to
leave it; conditions on the position alone say so too late, or too early. Arms are left out:
scratching one's nose is no way out of a stretch.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from tenfold.body.landmarks import INDEX
from tenfold.body.sight import Points

WINDOW_S: Final = 0.4
"""Over which a joint's way is measured: long enough for the trembling of landmarks to drop out."""
MOVING_FROM: Final = 0.25
"""Body units a second from which a joint moves for certain. A unit is the longest limb or trunk
in the picture, about 45 cm: 11 cm a second. In good views landmarks of somebody at rest wander
by less than 0.1."""
EDGE_FROM: Final = 0.12
"""Where a movement begins and ends: people start and stop gently."""
EDGE_S: Final = 1.0
"""An edge is no longer than this; what trembles on is not movement."""
STILL_AFTER_S: Final = 0.25
"""A movement that stops for less goes on."""
_JOINTS: Final = tuple(
    INDEX[f"{side}_{part}"]
    for part in ("shoulder", "hip", "knee", "ankle")
    for side in ("left", "right")
)
_LIMBS: Final = tuple((i, i + 2) for i in range(len(_JOINTS) - 2))
"""Shoulder to hip, hip to knee and knee to ankle of each side, as places in ``_JOINTS``."""

_TRUNK: Final = 4
"""The first of ``_JOINTS`` are the trunk's."""

Place = tuple[float, float] | None


@dataclass(slots=True)
class Stillness:
    """Follows when the person moves. Times are ``None`` before any movement."""

    moving_since_s: float | None = None
    """When the latest movement began; it may be over."""
    moved_s: float | None = None
    """When the person last moved."""
    body_moved_s: float | None = None
    """When the trunk as a whole last moved, shoulders and hips: that is no fidgeting, and no
    trembling of landmarks of a leg that is half hidden."""
    _edge_since_s: float | None = None
    _surely_s: float | None = None
    _past: deque[tuple[float, tuple[Place, ...]]] = field(default_factory=deque)

    def forget(self) -> None:
        """The person was out of view."""
        self._past.clear()
        self.moving_since_s = self.moved_s = self.body_moved_s = None
        self._edge_since_s = self._surely_s = None

    def moves(self, t_s: float) -> bool:
        """Whether a movement is going on."""
        return self.moved_s is not None and t_s - self.moved_s < STILL_AFTER_S

    def advance(self, sight: Points, t_s: float) -> None:
        """One frame."""
        hidden, at = sight.hidden, sight.in_picture
        now = tuple([None if joint in hidden else at(joint) for joint in _JOINTS])
        past = self._past
        while len(past) > 1 and past[1][0] <= t_s - WINDOW_S:
            past.popleft()
        if past:
            before_s, before = past[0]
            # The way was made somewhere in the window: half of it is the best guess.
            at_s = max(before_s, t_s - WINDOW_S / 2)
            speeds = _speeds(before, now, t_s - before_s)
            # Of the second fastest joint: one wild landmark is no movement.
            self._judge(sorted(speeds)[-2], at_s)
            if min(speeds[:_TRUNK]) > MOVING_FROM:
                self.body_moved_s = at_s
        past.append((t_s, now))

    def _judge(self, speed: float, at_s: float) -> None:
        if speed <= EDGE_FROM:
            self._edge_since_s = None
            return
        if self._edge_since_s is None:
            self._edge_since_s = at_s
        if speed > MOVING_FROM:
            if self.moved_s is None or at_s - self.moved_s > STILL_AFTER_S:
                self.moving_since_s = max(self._edge_since_s, at_s - EDGE_S)
            self.moved_s = self._surely_s = at_s
        elif self._surely_s is not None and at_s - self._surely_s <= EDGE_S:
            self.moved_s = at_s


def _speeds(before: tuple[Place, ...], now: tuple[Place, ...], dt_s: float) -> list[float]:
    """Of each joint, body units a second; 0 for those that are not seen."""
    unit = max([_way(now[a], now[b]) for a, b in _LIMBS])
    if unit < 0.02 or dt_s < 1e-6:
        return [0.0] * len(now)
    return [_way(a, b) / unit / dt_s for a, b in zip(before, now, strict=True)]


def _way(a: Place, b: Place) -> float:
    return 0.0 if a is None or b is None else math.hypot(a[0] - b[0], a[1] - b[1])
