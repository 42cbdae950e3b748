"""One day of the diary: its entries put together, the more careful answer first.

Putting together does not depend on the order of arrival. Two devices that tell of one morning: the
higher number counts. Two that tell of one sitting: less done, more effort, every pain and flag.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from tenfold.plan.diary import (
    EFFORTS,
    AfterEntry,
    Effort,
    ExerciseReport,
    MorningEntry,
    SittingEntry,
    Told,
)
from tenfold.plan.zones import Flag, Pair, Zone, Zones

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


Marked = tuple[str, Session, Zone]
"""A session that was amber or red, with its exercise and zone."""


class _Zoned(NamedTuple):
    """What a rule set makes of a day's sessions."""

    by: Zones
    zones: Mapping[str, Zone | None]
    marked: tuple[Marked, ...]


@dataclass(slots=True)
class DayRecord:
    """One day of the diary. A value: nothing of it is changed once it is made."""

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
    _zoned: _Zoned | None = field(default=None, compare=False, repr=False)

    def zones(self, zones: Zones) -> Mapping[str, Zone | None]:
        """The zone of each session."""
        return self._by(zones).zones

    def marked(self, zones: Zones) -> tuple[Marked, ...]:
        """The sessions that were amber or red."""
        return self._by(zones).marked

    def _by(self, zones: Zones) -> _Zoned:
        found = self._zoned
        if found is None or found.by is not zones:  # worked out once for a rule set
            made = {name: zones.zone(one.pairs, one.flags) for name, one in self.sessions.items()}
            marked = [
                (name, self.sessions[name], zone)
                for name, zone in made.items()
                if zone is not None and zone != "green"
            ]
            found = self._zoned = _Zoned(zones, made, tuple(marked))
        return found


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
        elif isinstance(entry, MorningEntry):
            morning, soreness = _most(morning, entry.pain), _most(soreness, entry.soreness)
            leg = leg or entry.leg not in (None, "no")
            if entry.flags:
                asks.append((entry.seq, entry.flags))
        elif isinstance(entry, AfterEntry):
            leg = leg or entry.leg not in (None, "no")
    sessions: dict[str, Session] = {}
    for told in sittings.values():
        _add_sitting(sessions, told, asks)
    worst = -1
    for session in sessions.values():
        for _, during in session.pairs:
            if during is not None and during > worst:
                worst = during
    asks.sort(key=_seq_of)
    return DayRecord(sessions, morning, soreness, leg, tuple(asks), len(sittings), worst)


def _seq_of(asked: tuple[int, frozenset[Flag]]) -> int:
    return asked[0]


def _add_sitting(
    sessions: dict[str, Session],
    told: list[SittingEntry],
    asks: list[tuple[int, frozenset[Flag]]],
) -> None:
    """Sittings add up; reports of one and the same sitting do not."""
    once: dict[str, Session] = {}
    for entry in told:
        flags = NO_FLAGS
        for report in entry.exercises:
            session = _session(entry, report)
            flags |= session.flags
            same = once.get(session.exercise_id)
            once[session.exercise_id] = _together(same, session, twice=True) if same else session
        if flags:
            asks.append((entry.seq, flags))
    for exercise_id, session in once.items():
        other = sessions.get(exercise_id)
        sessions[exercise_id] = _together(other, session, twice=False) if other else session


def _session(entry: SittingEntry, report: ExerciseReport) -> Session:
    before, worst = entry.pain_before, None
    known = before is not None and bool(report.sides)
    flags, sided = NO_FLAGS, False
    for side in report.sides:
        pain = side.pain_worst
        if pain is None:
            known = False
        elif worst is None or pain > worst:
            worst = pain
        if side.flags:
            flags |= side.flags
        sided = sided or side.side != "both"
    effort = report.effort
    if effort is None and report.rpe is not None:
        easy, right = _EFFORT_OF_RPE
        effort = "easy" if report.rpe <= easy else "right" if report.rpe <= right else "hard"
    return Session(
        report.exercise_id,
        report.level,
        ((before, worst),),
        flags,
        None if report.done_fraction is None else report.done_fraction * report.rounds,
        effort,
        known,
        entry.seq,
        sided,
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
