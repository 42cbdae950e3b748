"""One timetable for the rounds of all exercises that are spread through the day.

:func:`tenfold.plan.rounds.spread` places a number of rounds; here they are shared out among the
exercises, so that at most one round is due at a time and any two are half an hour apart. Times are
minutes of local time since midnight of the day of practice, as there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tenfold.plan.rounds import DAY_BEGINS_MIN, LEAST_APART_MIN, WakingDay, spread

EVEN_MIN: Final = 5
"""Rounds to come are on the clock's even minutes: 14:30, not 14:27."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An exercise's rounds of one day."""

    exercise_id: str
    planned: int
    done: int = 0

    @property
    def left(self) -> int:
        return max(self.planned - self.done, 0)


@dataclass(frozen=True, slots=True)
class RoundAt:
    """When one round of an exercise comes."""

    exercise_id: str
    at_min: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """The rounds that are left, in order."""

    rounds: tuple[RoundAt, ...] = ()
    unfit: int = 0
    """Rounds for which the day has no room any more. They are let go."""
    due: bool = False
    """Whether the first of them is due now."""

    def next_of(self, exercise_id: str) -> RoundAt | None:
        return next((one for one in self.rounds if one.exercise_id == exercise_id), None)


def timetable(
    wanted: Sequence[Wanted],
    done_min: Iterable[int],
    day: WakingDay,
    now_min: int,
    snoozed_to_min: int | None = None,
) -> Timetable:
    """When the rounds that are left come.

    They stay where they are while the day goes on, until one is done, put off or overdue: then
    those behind it are spread anew. An overdue one is due now; nobody has to catch up faster.

    Parameters
    ----------
    done_min
        When rounds were done today, of whichever exercise.
    snoozed_to_min
        Not before this, if nothing was done since it was said.
    """
    left = sum(one.left for one in wanted)
    if not left:
        return Timetable()
    day = _on_even_minutes(day)
    begin = max([DAY_BEGINS_MIN, *(at + LEAST_APART_MIN for at in done_min)])
    times = _evenly(left, day, begin)
    put_off = snoozed_to_min is not None and snoozed_to_min > begin
    if put_off or not times or times[0] < now_min:
        begin = max(begin, now_min, snoozed_to_min if put_off and snoozed_to_min else 0)
        first = next((at for at, _ in day.open_times(begin)), None)
        times = () if first is None else (first, *_evenly(left - 1, day, first + LEAST_APART_MIN))
    rounds = tuple(map(RoundAt, _in_turn(wanted, len(times)), times))
    return Timetable(rounds, left - len(rounds), bool(times) and times[0] <= now_min)


def _on_even_minutes(day: WakingDay) -> WakingDay:
    """With its open times a little narrower, so that an even minute never leaves them."""
    wakes, sleeps = _up(day.wakes_min), _down(day.sleeps_min)
    if wakes >= sleeps:
        return day
    quiet = tuple((_down(begin), _up(end)) for begin, end in day.quiet)
    return WakingDay(wakes, sleeps, quiet)


def _evenly(count: int, day: WakingDay, begin: int) -> tuple[int, ...]:
    """``count`` times from ``begin`` on, or as many as fit, not on the stroke of either end."""
    spans = day.open_times(begin)
    total = sum(end - at for at, end in spans)
    if not count or not total:
        return ()
    margin = total // (2 * count)
    first, last = _open_minute(spans, margin), _open_minute(spans, total - margin)
    # Wide open at its beginning: the margins are here already.
    trimmed = replace(day, wakes_min=DAY_BEGINS_MIN, sleeps_min=max(last, DAY_BEGINS_MIN + 1))
    return tuple(_up(at) for at in spread(count, (), trimmed, first).at_min)


def _open_minute(spans: Sequence[tuple[int, int]], minute: int) -> int:
    """The wall clock at the ``minute``-th minute of the open times."""
    for begin, end in spans:
        if minute <= end - begin:
            return begin + minute
        minute -= end - begin
    return spans[-1][1]


def _in_turn(wanted: Sequence[Wanted], slots: int) -> list[str]:
    """Whose round it is at each of ``slots`` times: each exercise's own evenly among them."""
    left = {one.exercise_id: one.left for one in wanted}
    while sum(left.values()) > slots:
        most = max(left, key=lambda name: left[name])
        left[most] -= 1
    places = [
        ((turn + 0.5) / count, count, name) for name, count in left.items() for turn in range(count)
    ]
    return [name for *_, name in sorted(places)]


def _up(at_min: int) -> int:
    return -(-at_min // EVEN_MIN) * EVEN_MIN


def _down(at_min: int) -> int:
    return at_min // EVEN_MIN * EVEN_MIN
