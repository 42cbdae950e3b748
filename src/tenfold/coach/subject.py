"""Who is being coached: the person who was set up, and nobody else.

A pose model that follows one person may jump to somebody who walks by, or to a poster. Such a
jump shows as a body that is suddenly elsewhere, or of another size. Its frames are passed over
until the person is back, or until the newcomer has stayed so long that they must be the person
(who moved the camera, or came back to another place).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from tenfold.body.frame import Frame
from tenfold.body.landmarks import INDEX

FREE_UNITS: Final = 0.6
"""How far the middle of a body may be from where it was, whatever the time between, in body
units: the longest limb or trunk in the picture, about 45 cm."""
FREE_UNITS_PER_S: Final = 4.0
"""And how much farther for each second: 1.8 m/s is a quick jump."""
MOST_CHANGE: Final = 1.7
"""Factor by which the unit may change at once."""
CHANGE_PER_S: Final = 1.0
STAYS_S: Final = 2.0
"""After so long the newcomer is the person."""
GONE_S: Final = 1.0
"""After so long without anybody, whoever comes is the person."""

_LIMBS: Final = tuple(
    (INDEX[f"{side}_{a}"], INDEX[f"{side}_{b}"])
    for a, b in (("shoulder", "hip"), ("hip", "knee"), ("knee", "ankle"))
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


def _place(frame: Frame) -> _Place | None:
    image, aspect = frame.image, frame.aspect
    x = sum(image[i][0] for i in _MIDDLE) * aspect / len(_MIDDLE)
    y = sum(image[i][1] for i in _MIDDLE) / len(_MIDDLE)
    unit = max(
        math.hypot((image[a][0] - image[b][0]) * aspect, image[a][1] - image[b][1])
        for a, b in _LIMBS
    )
    return _Place(frame.t_s, x, y, unit) if unit > 0.01 else None


@dataclass(slots=True)
class Subject:
    """Tells frame by frame whether it is the person."""

    _person: _Place | None = None
    """Where the person last was."""
    _other: _Place | None = None
    """Where somebody else is now."""
    _other_since_s: float = 0.0

    def is_in(self, frame: Frame) -> bool:
        """Whether the frame shows the person. An empty one does not."""
        here = None if frame.empty else _place(frame)
        if here is None:
            return False
        person, other = self._person, self._other
        if person is None:
            return self._accept(here)
        # While somebody else is followed, the person is where they were: time gives no leave.
        unseen_s = here.t_s - (person if other is None else other).t_s
        if here.follows(person, unseen_s):
            return self._accept(here)
        if other is None or not here.follows(other, unseen_s):
            # Nobody for a while, and then somebody: they came back, or the camera was moved.
            if unseen_s >= GONE_S and other is None:
                return self._accept(here)
            self._other_since_s = here.t_s
        self._other = here
        return here.t_s - self._other_since_s >= STAYS_S and self._accept(here)

    def _accept(self, here: _Place) -> bool:
        self._person, self._other = here, None
        return True
