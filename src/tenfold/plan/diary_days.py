"""The diary by day: what the entries come to, and what the last days hold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeVar

from tenfold.plan.day_record import DayRecord, Session, record
from tenfold.plan.diary import (
    ActivityEntry,
    Entry,
    SittingEntry,
    Told,
    WeeklyEntry,
    current,
)
from tenfold.plan.zones import Flag, Zone, Zones

LOOK_BACK_DAYS: Final = 7
"""How many days before a day the rules look at, beside the day itself."""
_K = TypeVar("_K", WeeklyEntry, ActivityEntry)
_T = TypeVar("_T", bound=tuple[Any, ...])
_Finds = Callable[[int, DayRecord], tuple[_T, ...]]
"""What there is of something in a day."""


class Week(NamedTuple):
    """The last days as seen from one of them, newest first."""

    recent: tuple[tuple[int, DayRecord], ...]
    """Every day that there is of that day and the seven before it."""
    marks: Mapping[str, tuple[tuple[int, Session, Zone], ...]]
    """Sessions of these days that were amber or red, by exercise."""
    sittings: int
    """Days with practice in the last seven whole days."""
    last: int | None
    """The newest day with practice before the day itself."""


class Diary:
    """All entries, and what they come to by day. A value: adding gives a new one.

    Parameters
    ----------
    entries
        In any order; ``seq`` says which came first.
    """

    __slots__ = (
        "_reds",
        "_told",
        "_week",
        "asks",
        "days",
        "entries",
        "last_day",
        "mornings",
        "practised",
    )

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: tuple[Entry, ...] = tuple(entries)
        by_day: dict[int, tuple[Told, ...]] = {}
        for entry in current(self.entries):
            at = entry.day.toordinal()
            by_day[at] = (*by_day.get(at, ()), entry)
        self._told = by_day
        new = {at: record(some) for at, some in by_day.items()}
        self.days: Mapping[int, DayRecord] = new
        self.last_day: int = max(new, default=0)
        self.mornings: tuple[tuple[int, int], ...] = _listed(new, _mornings)
        """Day and pain of every morning that was told of, oldest first."""
        self.practised: tuple[tuple[int], ...] = _listed(new, _practised)
        """Every day with practice, oldest first."""
        self.asks: tuple[tuple[int, int, frozenset[Flag]], ...] = _listed(new, _asks)
        """Day, ``seq`` and flags of whatever was marked, oldest day first."""
        self._reds: tuple[Zones, tuple[tuple[int, int], ...]] | None = None
        self._week: tuple[int, Zones, Week] | None = None

    def plus(self, *entries: Entry) -> Diary:
        """With some entries more."""
        told: dict[int, tuple[Told, ...]] = {}
        for entry in entries:
            if not isinstance(entry, Told):
                return Diary((*self.entries, *entries))
            at = entry.day.toordinal()
            told[at] = (*(told.get(at) or self._told.get(at, ())), entry)
        if not told:
            return self
        new = {at: record(some) for at, some in told.items()}
        made = object.__new__(Diary)
        made.entries = (*self.entries, *entries)
        made._told = {**self._told, **told}
        made.days = {**self.days, **new}
        made.last_day = max(self.last_day, *new)
        made.mornings, made.practised, made.asks = self.mornings, self.practised, self.asks
        made._reds, made._week = self._reds, None
        for at, day in new.items():
            old = self.days.get(at)
            made.mornings = _renewed(made.mornings, at, old, day, _mornings)
            made.practised = _renewed(made.practised, at, old, day, _practised)
            made.asks = _renewed(made.asks, at, old, day, _asks)
            if made._reds is not None:
                zones, reds = made._reds
                made._reds = zones, _renewed(reds, at, old, day, _reds_by(zones))
        return made

    def week(self, at: int, zones: Zones) -> Week:
        """What the days up to ``at`` hold, for the rules. Worked out once for a day."""
        kept = self._week
        if kept is None or kept[0] != at or kept[1] is not zones:
            kept = self._week = at, zones, self._look_back(at, zones)
        return kept[2]

    def _look_back(self, at: int, zones: Zones) -> Week:
        days = self.days
        recent = [(one, days[one]) for one in range(at, at - LOOK_BACK_DAYS - 1, -1) if one in days]
        marks: dict[str, tuple[tuple[int, Session, Zone], ...]] = {}
        sittings = 0
        for one, day in recent:
            if day.sittings:
                if one < at:
                    sittings += 1
                for name, session, zone in day.marked(zones):
                    marks[name] = (*marks.get(name, ()), (one, session, zone))
        return Week(tuple(recent), marks, sittings, self.last_practice(at))

    def last_practice(self, before: int) -> int | None:
        """The newest day with practice before the day ``before``."""
        end = bisect_left(self.practised, (before,))
        return self.practised[end - 1][0] if end else None

    def newest_red(self, zones: Zones) -> int:
        """The highest ``seq`` of a session in the red zone; 0 where there is none."""
        reds = self.reds(zones)
        return max(seq for _, seq in reds) if reds else 0

    def reds(self, zones: Zones) -> tuple[tuple[int, int], ...]:
        """Day and ``seq`` of every session in the red zone."""
        if self._reds is None or self._reds[0] is not zones:
            self._reds = zones, _listed(self.days, _reds_by(zones))
        return self._reds[1]

    def until(self, seq: int) -> Diary:
        """As it stood when the log had come to ``seq``."""
        return Diary(entry for entry in self.entries if entry.seq <= seq)

    def record(self, day: date) -> DayRecord | None:
        return self.days.get(day.toordinal())

    def sides(self, at: int, exercise_id: str) -> dict[str, int]:
        """The worst pain of each side that was told of, on the day ``at``."""
        worst: dict[str, int] = {}
        for entry in self._told.get(at, ()):
            if isinstance(entry, SittingEntry):
                for report in entry.exercises:
                    for side in report.sides if report.exercise_id == exercise_id else ():
                        if side.pain_worst is not None:
                            worst[side.side] = max(worst.get(side.side, 0), side.pain_worst)
        return worst

    def weekly(self) -> tuple[WeeklyEntry, ...]:
        """By day; of two for one day the later."""
        return tuple(self._kind(WeeklyEntry).values())

    def activities(self) -> tuple[ActivityEntry, ...]:
        """By day; of two for one day the later."""
        return tuple(self._kind(ActivityEntry).values())

    def usual_before(self, at: int, of_last: int, needs: int) -> int | None:
        """The middle one of the last mornings before day ``at``; the lower of two.

        None where fewer than ``needs`` are known.
        """
        end = bisect_left(self.mornings, (at,))
        last = sorted([pain for _, pain in self.mornings[max(0, end - of_last) : end]])
        return last[(len(last) - 1) // 2] if len(last) >= needs else None

    def mean_of(self, begin: int, end: int, needs: int) -> float | None:
        """Mean morning of the days from ``begin`` up to ``end``; None where too few are known."""
        some = self.mornings[
            bisect_left(self.mornings, (begin,)) : bisect_left(self.mornings, (end,))
        ]
        return sum(pain for _, pain in some) / len(some) if len(some) >= needs else None

    def _kind(self, kind: type[_K]) -> dict[int, _K]:
        found: dict[int, _K] = {}
        for at in sorted(self._told):
            for entry in self._told[at]:
                if isinstance(entry, kind):
                    found[at] = entry
        return found


def _listed(days: Mapping[int, DayRecord], found: _Finds[_T]) -> tuple[_T, ...]:
    """What is ``found`` in each day, oldest day first."""
    return tuple([one for at in sorted(days) for one in found(at, days[at])])


def _renewed(
    kept: tuple[_T, ...], at: int, old: DayRecord | None, new: DayRecord, found: _Finds[_T]
) -> tuple[_T, ...]:
    """A list by day, oldest day first, after the day ``at`` has become ``new``."""
    before = found(at, old) if old is not None else ()
    after = found(at, new)
    if before == after:
        return kept
    if not before and (not kept or kept[-1][0] < at):
        return (*kept, *after)
    others = [one for one in kept if one[0] != at]
    return tuple(sorted([*others, *after], key=itemgetter(0)))


def _mornings(at: int, day: DayRecord) -> tuple[tuple[int, int], ...]:
    return () if day.morning is None else ((at, day.morning),)


def _practised(at: int, day: DayRecord) -> tuple[tuple[int], ...]:
    return ((at,),) if day.sittings else ()


def _asks(at: int, day: DayRecord) -> tuple[tuple[int, int, frozenset[Flag]], ...]:
    return tuple([(at, seq, flags) for seq, flags in day.asks]) if day.asks else ()


def _reds_by(zones: Zones) -> _Finds[tuple[int, int]]:
    def reds(at: int, day: DayRecord) -> tuple[tuple[int, int], ...]:
        marked = day.marked(zones)
        if not marked:
            return ()
        return tuple([(at, one.seq) for _, one, zone in marked if zone == "red"])

    return reds
