"""When a measure went from one level to another, though people start and stop gently.

The ends of a slow movement drown in the trembling of landmarks; its middle does not. So the
moments are taken at which a quarter and three quarters of the way were made, and its beginning
and end are reckoned from them: a gentle movement makes its middle half in a third of its time.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from tenfold.body.landmarks import BodySide
from tenfold.body.measures import Sight
from tenfold.coach.conditions import BOTH_SIDES, one_value
from tenfold.exercises.coach_model import CoachSpec

HISTORY_S: Final = 8.0
STEP_S: Final = 0.1
"""Values closer in time than this are taken together: that steadies them."""
BACK_S: Final = 6.0
"""How far back the beginning and the end of a way are looked for."""
LEVEL_S: Final = 0.4
"""Over which the level is taken that a measure has come to."""


@dataclass(slots=True)
class Passage:
    """Follows one measure. ``least`` is the least change that is a passage, in its unit."""

    least: float
    _past: deque[tuple[float, float, int]] = field(default_factory=deque)
    """Time, mean value and how many values that is the mean of."""

    def forget(self) -> None:
        self._past.clear()

    def note(self, value: float, t_s: float) -> None:
        past = self._past
        if past and t_s - past[-1][0] < STEP_S - 1e-6:
            since_s, mean, count = past[-1]
            past[-1] = (since_s, mean + (value - mean) / (count + 1), count + 1)
            return
        past.append((t_s, value, 1))
        while past[0][0] < t_s - HISTORY_S:
            past.popleft()

    def arrived_s(self, since_s: float) -> float | None:
        """When it came to its present level; None if it has been there since ``since_s``."""
        recent = [one for one in self._past if one[0] >= since_s]
        if len(recent) < 3:
            return None
        level = self._level(recent[-1][0])
        far = _farthest(recent, level)
        if abs(far - level) < self.least:
            return None
        quarter_s = three_s = recent[0][0]
        for t_s, value, _ in recent:
            made = (value - far) / (level - far)
            if made < 0.25:
                quarter_s = t_s
            if made < 0.75:
                three_s = t_s
        return three_s + max(0.0, three_s - quarter_s)

    def leaving_s(self, since_s: float) -> float | None:
        """When it began to go to its present level, not before ``since_s``; None if it has not
        gone anywhere."""
        recent = [one for one in self._past if one[0] >= since_s]
        if len(recent) < 5:
            return None
        level = self._level(recent[-1][0])
        far = _farthest(recent, level)
        if abs(far - level) < self.least:
            return None
        gone = [(t_s, (value - far) / (level - far)) for t_s, value, _ in recent]
        quarter_s = max((t_s for t_s, made in gone if made < 0.25), default=since_s)
        three_s = next(
            (t_s for t_s, made in gone if t_s > quarter_s and made >= 0.75), recent[-1][0]
        )
        return max(since_s, quarter_s - (three_s - quarter_s))

    def _level(self, now_s: float) -> float:
        last = [value for t_s, value, _ in self._past if t_s >= now_s - LEVEL_S]
        return sum(last) / len(last)


def _farthest(recent: list[tuple[float, float, int]], level: float) -> float:
    """The value farthest from ``level``; of two as far, the earlier."""
    values = [value for _, value, _ in recent]
    low, high = min(values), max(values)
    if level - low == high - level:
        return values[min(values.index(low), values.index(high))]
    return low if level - low > high - level else high


class RangePassage:
    """How an exercise's range measure goes.

    Only where the hold is timed by it. Which side works is not known till somebody is in
    position: where the measure is a side's, both are followed.
    """

    def __init__(self, spec: CoachSpec) -> None:
        self._range = spec.range
        sides: tuple[BodySide, ...] = BOTH_SIDES if spec.sided else ("left",)
        followed = (
            sides if spec.hold_phase is not None and spec.range.times_hold is not None else ()
        )
        self._sides = {side: Passage(spec.range.rest_within) for side in followed}

    def note(self, sight: Sight, t_s: float) -> None:
        for side, passage in self._sides.items():
            value = one_value(sight, self._range.measure, self._range.of, side)
            if value is not None:
                passage.note(value, t_s)

    def forget(self) -> None:
        for passage in self._sides.values():
            passage.forget()

    def arrived_s(self, working: BodySide | None, now_s: float) -> float:
        """As :meth:`Passage.arrived_s`; 0 where it has been there since."""
        passage = self._sides.get(working or "left")
        return 0.0 if passage is None else passage.arrived_s(now_s - BACK_S) or 0.0

    def leaving_s(
        self, working: BodySide | None, held_since_s: float, gone_s: float
    ) -> float | None:
        """As :meth:`Passage.leaving_s`: from where it was held."""
        passage = self._sides.get(working or "left")
        return None if passage is None else passage.leaving_s(max(held_since_s, gone_s - BACK_S))
