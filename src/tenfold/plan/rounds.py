"""The rounds of a day: when the next one is due, on the person's own wall clock.

Times are minutes of local time since midnight of the day of practice. That day ends at four in the
morning, so 1500 is one o'clock at night. Nothing here knows of time zones: whoever turns wall clock
times into moments does that, and after a change of the clocks the wall clock is right again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

LEAST_APART_MIN: Final = 30
DAY_BEGINS_MIN: Final = 4 * 60
DAY_ENDS_MIN: Final = 28 * 60


@dataclass(frozen=True, slots=True)
class WakingDay:
    """When rounds are welcome."""

    wakes_min: int = 8 * 60
    sleeps_min: int = 21 * 60
    quiet: tuple[tuple[int, int], ...] = ()
    """Quiet times within the day, (from, to)."""

    def __post_init__(self) -> None:
        if not DAY_BEGINS_MIN <= self.wakes_min < self.sleeps_min <= DAY_ENDS_MIN:
            raise ValueError("a waking day begins after four and ends before four the next morning")
        if any(begin >= end for begin, end in self.quiet):
            raise ValueError("a quiet time ends after it begins")

    def open_times(self, begin_min: int) -> list[tuple[int, int]]:
        """What is left of the day from ``begin_min`` on, without quiet times: (from, to)."""
        spans = [(max(begin_min, self.wakes_min), self.sleeps_min)]
        for quiet_begin, quiet_end in self.quiet:
            spans = [
                piece
                for begin, end in spans
                for piece in ((begin, min(end, quiet_begin)), (max(begin, quiet_end), end))
            ]
        return [(begin, end) for begin, end in spans if begin <= end]


@dataclass(frozen=True, slots=True)
class Rounds:
    """When the rounds that are left are due."""

    at_min: tuple[int, ...]
    unfit: int
    """Rounds that have no room left today. Nobody has to catch up on them."""


def spread(
    planned: int,
    done_min: Iterable[int],
    day: WakingDay,
    now_min: int,
    *,
    snoozed_to_min: int | None = None,
    least_apart_min: int = LEAST_APART_MIN,
) -> Rounds:
    """The rounds that are still to come, spread evenly over what is left of the waking day.

    Ask again after each round, snooze or minute: what is done is not asked for again.

    Parameters
    ----------
    planned
        Rounds of the whole day.
    done_min
        When rounds were done today, the sitting's among them.
    snoozed_to_min
        Not before this.
    """
    done = sorted(done_min)
    left = planned - len(done)
    if left <= 0:
        return Rounds((), 0)
    begin = max(now_min, snoozed_to_min or 0)
    if done:
        begin = max(begin, done[-1] + least_apart_min)
    spans = day.open_times(begin)
    if not done and spans and begin <= day.wakes_min:
        # The first of a day is not on the stroke of waking, nor the last on that of sleeping.
        spans = _inset(spans, left)
    times = _evenly(left, spans, least_apart_min)
    return Rounds(times, left - len(times))


def due(rounds: Rounds, now_min: int) -> bool:
    """Whether a round is due now."""
    return bool(rounds.at_min) and rounds.at_min[0] <= now_min


def _inset(spans: Sequence[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    total = sum(end - begin for begin, end in spans)
    margin = total // (2 * count)
    (first, first_end), (last_begin, last) = spans[0], spans[-1]
    if first_end - first <= margin or last - last_begin <= margin or len(spans) == 1:
        if len(spans) == 1 and last - first > 2 * margin:
            return [(first + margin, last - margin)]
        return list(spans)
    return [(first + margin, first_end), *spans[1:-1], (last_begin, last - margin)]


def _evenly(count: int, spans: Sequence[tuple[int, int]], apart: int) -> tuple[int, ...]:
    """``count`` times or as many as fit: on an even grid of open minutes, ``apart`` at least."""
    for wanted in range(count, 0, -1):
        times = _grid(wanted, spans)
        times = _pushed(times, spans, apart)
        if len(times) == wanted:
            return tuple(times)
    return ()


def _grid(count: int, spans: Sequence[tuple[int, int]]) -> list[int]:
    total = sum(end - begin for begin, end in spans)
    if not spans:
        return []
    step = total / (count - 1) if count > 1 else 0
    return [_at(round(step * index), spans) for index in range(count)]


def _at(minute: int, spans: Sequence[tuple[int, int]]) -> int:
    """The wall clock at the ``minute``-th open minute."""
    for begin, end in spans:
        if minute <= end - begin:
            return begin + minute
        minute -= end - begin
    return spans[-1][1]


def _pushed(times: Sequence[int], spans: Sequence[tuple[int, int]], apart: int) -> list[int]:
    """Each at least ``apart`` after the one before, within the open times; as many as fit."""
    found: list[int] = []
    for wanted in times:
        at = max(wanted, found[-1] + apart) if found else wanted
        later = next((max(at, begin) for begin, end in spans if max(at, begin) <= end), None)
        if later is None:
            break
        found.append(later)
    return found
