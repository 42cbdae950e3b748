"""The diary by day: entries of the same day put together, the more careful answer first.

Putting together does not depend on the order of arrival. Two devices that tell of one morning: the
higher number counts. Two that tell of one sitting: less done, more effort, every pain and flag.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple, TypeVar

from tenfold.plan.diary import (
    EFFORTS,
    ActivityEntry,
    AfterEntry,
    Effort,
    Entry,
    ExerciseReport,
    MorningEntry,
    SittingEntry,
    Told,
    WeeklyEntry,
    current,
)
from tenfold.plan.zones import Flag, Pair, Zone, Zones

_K = TypeVar("_K", WeeklyEntry, ActivityEntry)
NO_FLAGS: Final[frozenset[Flag]] = frozenset()
_EFFORT_OF_RPE: Final = (4, 6)
"""Up to 4 of 10 is easy, up to 6 right."""


class Session(NamedTuple):
    """A day on which an exercise was done, all its sittings and rounds together."""

    exercise_id: str
    level: int
    """The hardest that was done."""
    pairs: tuple[Pair, ...]
    """Pain before, and worst during, of every sitting and device."""
    flags: frozenset[Flag]
    done: float | None
    """Rounds done, whole ones: 1.0 where a day has one."""
    effort: Effort | None
    known: bool
    """Whether no pain number is missing."""
    seq: int
    sided: bool
    """Whether pain was told of for one side or both by themselves."""

    @property
    def rise(self) -> int | None:
        """The highest rise of pain, where both numbers are known."""
        rises = [worst - before for before, worst in self.pairs if None not in (before, worst)]  # type: ignore[operator]
        return max(rises, default=None)

    @property
    def worst(self) -> int | None:
        return max((worst for _, worst in self.pairs if worst is not None), default=None)


_Zoned = tuple[Zones, Mapping[str, Zone | None], tuple[tuple[str, Session, Zone], ...]]
"""A rule set, the zone of each session by it, and those that were amber or red."""


@dataclass(frozen=True, slots=True)
class DayRecord:
    """One day of the diary."""

    sessions: Mapping[str, Session]
    morning: int | None = None
    soreness: int | None = None
    leg: bool = False
    """A feeling in the leg went further down, or lasted."""
    asks: tuple[tuple[int, frozenset[Flag]], ...] = ()
    """All flags of the day with their ``seq``."""
    sittings: int = 0
    worst: int = -1
    """The highest pain during any exercise, -1 where none is known."""
    _zoned: dict[int, _Zoned] = field(default_factory=dict, compare=False, repr=False)

    def zones(self, zones: Zones) -> Mapping[str, Zone | None]:
        """The zone of each session. Worked out once for each rule set."""
        found = self._zoned.get(id(zones))
        return self._known(zones)[1] if found is None else found[1]

    def marked(self, zones: Zones) -> tuple[tuple[str, Session, Zone], ...]:
        """The sessions that were amber or red, with their exercises."""
        found = self._zoned.get(id(zones))
        return self._known(zones)[2] if found is None else found[2]

    def _known(self, zones: Zones) -> _Zoned:
        made = {name: zones.zone(one.pairs, one.flags) for name, one in self.sessions.items()}
        marked = tuple(
            (name, self.sessions[name], zone)
            for name, zone in made.items()
            if zone is not None and zone != "green"
        )
        # Kept with its rule set, so that no other can take over its identity.
        found = self._zoned[id(zones)] = zones, made, marked
        return found


class Diary:
    """All entries, and what they come to by day. A value: adding gives a new one.

    Parameters
    ----------
    entries
        In any order; ``seq`` says which came first.
    """

    __slots__ = ("_reds", "_told", "days", "entries", "last_day", "mornings")

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: tuple[Entry, ...] = tuple(entries)
        by_day: dict[int, tuple[Told, ...]] = {}
        for entry in current(self.entries):
            at = entry.day.toordinal()
            by_day[at] = (*by_day.get(at, ()), entry)
        self._told = by_day
        self._reds: tuple[Zones, tuple[tuple[int, int], ...]] | None = None
        self.days: dict[int, DayRecord] = {at: record(some) for at, some in by_day.items()}
        self._finish()

    def _finish(self) -> None:
        self.mornings: tuple[tuple[int, int], ...] = tuple(
            sorted((at, day.morning) for at, day in self.days.items() if day.morning is not None)
        )
        self.last_day: int = max(self.days, default=0)

    def plus(self, *entries: Entry) -> Diary:
        """With some entries more."""
        told: dict[int, tuple[Told, ...]] = {}
        for entry in entries:
            if not isinstance(entry, Told):
                return Diary((*self.entries, *entries))
            at = entry.day.toordinal()
            told[at] = (*(told.get(at) or self._told.get(at, ())), entry)
        made = object.__new__(Diary)
        made.entries = (*self.entries, *entries)
        made._told = {**self._told, **told}
        new = {at: record(some) for at, some in told.items()}
        made.days = {**self.days, **new}
        made._reds = self._reds
        if self._reds is not None:
            zones, reds = self._reds
            kept = tuple(red for red in reds if red[0] not in new)
            made._reds = zones, kept + _reds_of(new, zones)
        made.mornings, made.last_day = self.mornings, max(self.last_day, *new, 0)
        for at, day in new.items():
            if self._same_morning(at, day):
                continue
            if made.mornings and at <= made.mornings[-1][0]:
                made._finish()
                break
            if day.morning is not None:
                made.mornings = (*made.mornings, (at, day.morning))
        return made

    def _same_morning(self, at: int, day: DayRecord) -> bool:
        before = self.days.get(at)
        return day.morning == (before.morning if before is not None else None)

    def newest_red(self, zones: Zones) -> int:
        """The highest ``seq`` of a session in the red zone; 0 where there is none."""
        reds = self.reds(zones)
        return max(seq for _, seq in reds) if reds else 0

    def reds(self, zones: Zones) -> tuple[tuple[int, int], ...]:
        """Day and ``seq`` of every session in the red zone."""
        if self._reds is None or self._reds[0] is not zones:
            self._reds = zones, _reds_of(self.days, zones)
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


def _reds_of(days: Mapping[int, DayRecord], zones: Zones) -> tuple[tuple[int, int], ...]:
    return tuple(
        (at, day.sessions[name].seq)
        for at, day in days.items()
        for name, zone in day.zones(zones).items()
        if zone == "red"
    )


def record(entries: Iterable[Told]) -> DayRecord:
    """One day's entries together."""
    sittings: dict[str, list[SittingEntry]] = {}
    morning: int | None = None
    soreness: int | None = None
    leg = False
    asks: list[tuple[int, frozenset[Flag]]] = []
    for entry in entries:
        if isinstance(entry, SittingEntry):
            sittings.setdefault(entry.sitting_id, []).append(entry)
            flags = NO_FLAGS.union(*(s.flags for one in entry.exercises for s in one.sides))
            if flags:
                asks.append((entry.seq, flags))
        elif isinstance(entry, MorningEntry):
            morning, soreness = _most(morning, entry.pain), _most(soreness, entry.soreness)
            leg = leg or entry.leg not in (None, "no")
            if entry.flags:
                asks.append((entry.seq, entry.flags))
        elif isinstance(entry, AfterEntry):
            leg = leg or entry.leg not in (None, "no")
    sessions = _sessions(sittings)
    worst = -1
    for session in sessions.values():
        for _, during in session.pairs:
            if during is not None and during > worst:
                worst = during
    return DayRecord(sessions, morning, soreness, leg, tuple(asks), len(sittings), worst)


def _sessions(sittings: Mapping[str, list[SittingEntry]]) -> dict[str, Session]:
    """Sittings add up; reports of one and the same sitting do not."""
    sessions: dict[str, Session] = {}
    for told in sittings.values():
        once: dict[str, Session] = {}
        for entry in told:
            for report in entry.exercises:
                session = _session(entry, report)
                same = once.get(session.exercise_id)
                once[session.exercise_id] = (
                    _together(same, session, twice=True) if same else session
                )
        for exercise_id, session in once.items():
            other = sessions.get(exercise_id)
            sessions[exercise_id] = _together(other, session, twice=False) if other else session
    return sessions


def _session(entry: SittingEntry, report: ExerciseReport) -> Session:
    worst: int | None = None
    known = entry.pain_before is not None and bool(report.sides)
    flags = NO_FLAGS
    for side in report.sides:
        if side.pain_worst is None:
            known = False
        else:
            worst = _most(worst, side.pain_worst)
        if side.flags:
            flags |= side.flags
    effort = report.effort
    if effort is None and report.rpe is not None:
        easy, right = _EFFORT_OF_RPE
        effort = "easy" if report.rpe <= easy else "right" if report.rpe <= right else "hard"
    return Session(
        report.exercise_id,
        report.level,
        ((entry.pain_before, worst),),
        flags,
        None if report.done_fraction is None else report.done_fraction * report.rounds,
        effort,
        known,
        entry.seq,
        any(side.side != "both" for side in report.sides),
    )


def _together(one: Session, other: Session, *, twice: bool) -> Session:
    """``twice``: both tell of the same sitting."""
    if one.done is None or other.done is None:
        done = None
    else:
        done = min(one.done, other.done) if twice else one.done + other.done
    return Session(
        one.exercise_id,
        max(one.level, other.level),
        one.pairs + other.pairs,
        one.flags | other.flags,
        done,
        _hardest(one.effort, other.effort),
        one.known and other.known,
        max(one.seq, other.seq),
        one.sided or other.sided,
    )


def _most(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)


def _hardest(one: Effort | None, other: Effort | None) -> Effort | None:
    """None where one is missing: half an answer is no news of ease. But hard stays hard."""
    if one is None or other is None:
        return "hard" if "hard" in (one, other) else None
    return max(one, other, key=EFFORTS.index)
