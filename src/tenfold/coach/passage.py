"""When a measure went from one level to another, though people start and stop gently.

The ends of a slow movement drown in the trembling of landmarks; its middle does not. So two
moments are taken, half of the way apart and as near to the wanted end as the trembling allows, and
the end is reckoned from them as that of a gentle movement. Near, because people make a long way in
stages: how its first half went says little of the last.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
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
HALF: Final = 0.5
"""The share of the way between the two moments."""
LEAST_CUT: Final = 0.1
MOST_CUT: Final = 0.25
"""The share of the way at an end that is left to reckoning."""
CUT_TREMBLES: Final = 4.0
"""How many times the trembling is cut off."""
TREMBLE_OF_BEND: Final = 1.4826 / math.sqrt(6.0)
"""The trembling (standard deviation) of values whose second differences have a median of 1; the
movement itself, slow beside it, leaves little in them."""


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
        made = [(t_s, (value - far) / (level - far)) for t_s, value, _ in recent]
        return _end_s(made, _cut(recent, abs(level - far)), _last_reached)

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
        # Backwards in time, a leaving is an arriving.
        left = [(-t_s, 1.0 - (value - far) / (level - far)) for t_s, value, _ in reversed(recent)]
        return max(since_s, -_end_s(left, _cut(recent, abs(level - far)), _first_reached))

    def _level(self, now_s: float) -> float:
        last = [value for t_s, value, _ in self._past if t_s >= now_s - LEVEL_S]
        return sum(last) / len(last)


Made = Sequence[tuple[float, float]]
"""The share of a way that was made at each time, in the order of time."""


def _end_s(made: Made, cut: float, reached: Callable[[Made, float], float]) -> float:
    """When a way ended."""
    late_s, early_s = reached(made, 1.0 - cut), reached(made, HALF - cut)
    late, early = _gentle(1.0 - cut), _gentle(HALF - cut)
    return late_s + max(0.0, late_s - early_s) * (1.0 - late) / (late - early)


def _first_reached(made: Made, share: float) -> float:
    """When so much of the way had been made first."""
    return next(_crossings(pairwise(made), share), made[-1][0])


def _last_reached(made: Made, share: float) -> float:
    """When so much of the way was made for good."""
    return next(_crossings(zip(made[-2::-1], made[:0:-1], strict=True), share), made[0][0])


def _crossings(
    pairs: Iterable[tuple[tuple[float, float], tuple[float, float]]], share: float
) -> Iterator[float]:
    """When the share was passed upwards, between two values that follow each other."""
    for (before_s, before), (after_s, after) in pairs:
        if before < share <= after:
            yield before_s + (after_s - before_s) * (share - before) / (after - before)


def _gentle(share: float) -> float:
    """The part of its time in which a gentle movement makes a share of its way."""
    return math.acos(1.0 - 2.0 * share) / math.pi


def _cut(recent: Sequence[tuple[float, float, int]], way: float) -> float:
    """The share of a way that drowns in the trembling of its values."""
    values = [value for _, value, _ in recent]
    bends = sorted(
        abs(a - 2.0 * b + c) for a, b, c in zip(values, values[1:], values[2:], strict=False)
    )
    tremble = bends[len(bends) // 2] * TREMBLE_OF_BEND
    return min(MOST_CUT, max(LEAST_CUT, CUT_TREMBLES * tremble / way))


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
