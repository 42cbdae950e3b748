"""Who is being coached: the person who was set up, and nobody else.

A pose model that follows one person may jump to somebody who walks by, or to a poster. Such a
jump shows as a body that is suddenly elsewhere, or of another size, and in another posture: when
the camera is knocked, the body goes on with what it was doing. The frames of somebody else are
kept back until the person is there again, and are then forgotten; or until the newcomer has
stayed so long that they must be the person, and are then caught up with.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Final

from tenfold.body.frame import Frame
from tenfold.body.geometry import angle_deg, sub
from tenfold.body.landmarks import INDEX

FREE_UNITS: Final = 0.6
"""How far the middle of a body may be from where it was, whatever the time between, in body
units: the longest limb or trunk in the picture, about 45 cm."""
FREE_UNITS_PER_S: Final = 4.0
"""And how much farther for each second: 1.8 m/s is a quick jump."""
MOST_CHANGE: Final = 1.7
"""Factor by which the unit may change at once."""
CHANGE_PER_S: Final = 1.0
SAME_POSTURE_DEG: Final = 15.0
"""By how much knees and hips may differ between two pictures of one body a moment apart."""
STAYS_S: Final = 1.5
"""After so long a newcomer of the person's size is the person: they moved, or the camera did."""
OTHER_SIZE: Final = 1.4
OTHER_STAYS_S: Final = 4.0
"""One who is larger or smaller by that factor (somebody farther off, a poster) must stay longer."""
SET_UP_S: Final = 3.0
"""Who has been there for less has not been set up: whoever comes next is as good."""
GONE_S: Final = 1.0
"""After so long without anybody, whoever comes is the person."""

_LIMBS: Final = tuple(
    (INDEX[f"{side}_{a}"], INDEX[f"{side}_{b}"])
    for a, b in (("shoulder", "hip"), ("hip", "knee"), ("knee", "ankle"))
    for side in ("left", "right")
)
_JOINTS: Final = tuple(
    (INDEX[f"{side}_{a}"], INDEX[f"{side}_{b}"], INDEX[f"{side}_{c}"])
    for a, b, c in (("shoulder", "hip", "knee"), ("hip", "knee", "ankle"))
    for side in ("left", "right")
)
_MIDDLE: Final = tuple(
    INDEX[f"{side}_{part}"] for part in ("shoulder", "hip") for side in ("left", "right")
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a body is and how large, in picture heights."""

    t_s: float
    x: float
    y: float
    unit: float

    def follows(self, other: _Place, unseen_s: float) -> bool:
        """Whether this can be the same body as ``other``, unwatched for ``unseen_s``."""
        unit = max(self.unit, other.unit)
        way = math.hypot(self.x - other.x, self.y - other.y) / unit
        if way > FREE_UNITS + FREE_UNITS_PER_S * unseen_s:
            return False
        change = max(self.unit / other.unit, other.unit / self.unit)
        return change <= MOST_CHANGE + CHANGE_PER_S * unseen_s


def _bends(frame: Frame) -> tuple[float | None, ...]:
    """Of both hips and both knees, degrees: the same wherever the camera stands."""
    world = frame.world
    return tuple(angle_deg(sub(world[a], world[b]), sub(world[c], world[b])) for a, b, c in _JOINTS)


def _same_posture(a: Frame, b: Frame) -> bool:
    return all(
        one is not None and other is not None and abs(one - other) <= SAME_POSTURE_DEG
        for one, other in zip(_bends(a), _bends(b), strict=True)
    )


def _place(frame: Frame) -> _Place | None:
    image, aspect = frame.image, frame.aspect
    x = sum([image[i][0] for i in _MIDDLE]) * aspect / len(_MIDDLE)
    y = sum([image[i][1] for i in _MIDDLE]) / len(_MIDDLE)
    ways = [
        math.hypot((image[a][0] - image[b][0]) * aspect, image[a][1] - image[b][1])
        for a, b in _LIMBS
    ]
    unit = max(ways)
    return _Place(frame.t_s, x, y, unit) if unit > 0.01 else None


@dataclass(slots=True)
class Subject:
    """Lets the frames of one person through."""

    _person: _Place | None = None
    """Where the person last was."""
    _frame: Frame | None = None
    """And in which posture."""
    _known_s: float = 0.0
    """Since when they are followed."""
    _other: _Place | None = None
    """Where somebody else is now."""
    _kept: list[Frame] = field(default_factory=list)
    """What was seen of somebody else."""

    def let_through(self, frame: Frame) -> tuple[Frame, ...]:
        """The frames that are to be looked at now: this one, none, or also those kept back."""
        here = None if frame.empty else _place(frame)
        if here is None:
            return (frame,)
        person, other = self._person, self._other
        if person is None:
            return self._begin(here, frame)
        # While somebody else is followed, the person is where they were: time gives no leave.
        unseen_s = here.t_s - (person if other is None else other).t_s
        if here.follows(person, unseen_s) or self._knocked(here, frame, unseen_s):
            return self._accept(here, frame)
        if other is None and (unseen_s >= GONE_S or person.t_s - self._known_s < SET_UP_S):
            return self._begin(here, frame)
        if other is None or not here.follows(other, unseen_s):
            self._kept.clear()
        self._other = here
        self._kept.append(frame)
        change = max(here.unit / person.unit, person.unit / here.unit)
        stays_s = STAYS_S if change < OTHER_SIZE else OTHER_STAYS_S
        if frame.t_s - self._kept[0].t_s < stays_s:
            return ()
        missed = tuple(self._kept)
        self._begin(here, frame)
        return missed

    def _knocked(self, here: _Place, frame: Frame, unseen_s: float) -> bool:
        """Whether the picture jumped and the body did not."""
        if self._frame is None or self._person is None or self._other is not None:
            return False
        change = max(here.unit / self._person.unit, self._person.unit / here.unit)
        return unseen_s < GONE_S and change <= MOST_CHANGE and _same_posture(frame, self._frame)

    def _begin(self, here: _Place, frame: Frame) -> tuple[Frame, ...]:
        self._known_s = here.t_s
        return self._accept(here, frame)

    def _accept(self, here: _Place, frame: Frame) -> tuple[Frame, ...]:
        self._person, self._frame, self._other = here, frame, None
        self._kept.clear()
        return (frame,)
