"""What a decision looks at: the last days, once, so that the rules need not search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tenfold.plan.basis import Basis
from tenfold.plan.change import (
    Advice,
    AdviceKind,
    Change,
    ChangeKind,
    NotUp,
    Numbers,
    Safety,
)
from tenfold.plan.course import Ledger, Plan, Planned
from tenfold.plan.day_record import Session
from tenfold.plan.diary_days import Diary
from tenfold.plan.ladder import Ladder, Place
from tenfold.plan.rulebook import RuleId
from tenfold.plan.zones import Zone
from tenfold.words import Line
from tenfold.words.line import Param


class Look:
    """One decision in the making.

    Parameters
    ----------
    at
        The day decided for, as an ordinal.
    behind
        Whether the calendar is behind the newest entry: the clock was set back.
    """

    __slots__ = (
        "_settled",
        "advice",
        "at",
        "basis",
        "behind",
        "changes",
        "counted_to",
        "diary",
        "known",
        "last",
        "ledger",
        "marks",
        "missed",
        "morning",
        "not_up",
        "plan",
        "practised",
        "recent",
        "safety",
        "settled",
        "sittings",
        "today",
        "touched",
        "usual",
    )

    def __init__(
        self,
        basis: Basis,
        plan: Plan,
        ledger: Ledger,
        diary: Diary,
        at: int,
        behind: bool,
        safety: Safety,
    ) -> None:
        self.basis, self.plan, self.ledger, self.diary = basis, plan, ledger, diary
        self.at, self.behind, self.safety = at, behind, safety
        self.today = date.fromordinal(at)
        self.known = basis.allowances(ledger.you)
        """What each exercise may be for this person."""
        ladders = basis.ladders
        self.practised: list[Planned] = [
            one
            for one in plan.exercises.values()
            if one.status == "in" and one.exercise_id in ladders
        ]
        """What is in the plan and there is an exercise for."""
        self.recent, self.marks, self.sittings, self.last = diary.week(at, basis.book.zones)
        today = diary.days.get(at)
        self.counted_to = at if today is not None and today.sittings else at - 1
        """The last day of a week of sessions: today once there was practice today."""
        self.missed = None if self.last is None else at - self.last - 1
        self.usual = self.usual_at(at)
        self._settled: dict[int, bool | None] = {}
        self.morning = today.morning if today is not None else None
        self.settled = self.settled_at(at)
        self.changes: list[Change] = []
        self.advice: list[Advice] = []
        self.touched: set[str] = set()
        """Exercises that this decision has changed already: one change each."""
        self.not_up: dict[str, NotUp] = {}

    @property
    def in_gentle_time(self) -> bool:
        """Whether today belongs to a gentle time, one that begins today included."""
        until = self.plan.gentle_until
        return (until is not None and self.at <= until.toordinal()) or any(
            change.kind == "gentle" for change in self.changes
        )

    @property
    def left_over(self) -> int:
        """How many exercises the plan has after what this decision drops."""
        dropped = sum(change.kind == "drop" for change in self.changes)
        return len(self.practised) - dropped

    def usual_at(self, at: int) -> int | None:
        """The usual morning, as seen on the day ``at``."""
        zones = self.basis.book.zones
        if at - self.plan.started.toordinal() < zones.first_days:
            return self.ledger.usual_pain
        found = self.diary.usual_before(at, zones.usual_of_last, zones.usual_needs)
        return self.ledger.usual_pain if found is None else found

    def settled_at(self, at: int) -> bool | None:
        """Whether the morning of ``at`` was as usual; None where it is not known."""
        if at not in self._settled:
            record = self.diary.days.get(at)
            found: bool | None = None
            if record is not None and record.morning is not None:
                usual = self.usual if at == self.at else self.usual_at(at)
                if usual is not None:
                    found = record.morning <= usual + self.basis.book.zones.settled_rise
            self._settled[at] = found
        return self._settled[at]

    def unsettled_at(self, at: int) -> bool:
        """Whether the morning of ``at`` is known and was clearly above the usual."""
        record = self.diary.days.get(at)
        if record is None or record.morning is None:
            return False
        usual = self.usual_at(at)
        return usual is not None and (
            record.morning >= usual + self.basis.book.zones.unsettled_rise
        )

    def zone(self, at: int, exercise_id: str) -> Zone | None:
        """Of a session that there was."""
        return self.diary.days[at].zones(self.basis.book.zones)[exercise_id]

    def sessions(self, exercise_id: str) -> list[tuple[int, Session]]:
        """Of the last days, newest first."""
        return [
            (at, day.sessions[exercise_id])
            for at, day in self.recent
            if exercise_id in day.sessions
        ]

    def older(self, exercise_id: str, days: int) -> Iterator[tuple[int, Session, Zone | None]]:
        """Like :meth:`sessions` with their zones, going back ``days``."""
        zones = self.basis.book.zones
        for at in range(self.at, self.at - days, -1):
            day = self.diary.days.get(at)
            if day is not None and exercise_id in day.sessions:
                yield at, day.sessions[exercise_id], day.zones(zones)[exercise_id]

    def reds(self, days: int) -> list[tuple[int, str]]:
        """Red events of the last ``days`` days: day and exercise."""
        return [
            (at, name)
            for name, marks in self.marks.items()
            for at, _, zone in marks
            if zone == "red" and at > self.at - days
        ]

    def since_change(self, exercise_id: str, at: int, session: Session) -> bool:
        """Whether a session came after the last change of its exercise."""
        changed = self.ledger.changed.get(exercise_id)
        return changed is None or (at, session.seq) > changed

    def spoke(self, rule: RuleId, exercise_id: str, at: int) -> bool:
        """Whether ``rule`` has used the day ``at`` already."""
        return at in self.ledger.spoke.get((rule, exercise_id), ())

    def spoke_within(self, rule: RuleId, exercise_id: str, days: int) -> bool:
        """Whether ``rule`` spoke in the last ``days`` days."""
        return self.at - self.ledger.spoke_at.get((rule, exercise_id), -1000) < days

    def ladder(self, exercise_id: str) -> Ladder:
        return self.basis.ladders[exercise_id]

    def change(
        self,
        rule: RuleId,
        kind: ChangeKind,
        occasion: str,
        planned: Planned | None = None,
        after: Place | None = None,
        *,
        evidence: tuple[int, ...] = (),
        until: int | None = None,
        keep: tuple[str, ...] = (),
        per_week: int = 0,
        **params: Param | Line,
    ) -> None:
        """Propose or make a change, with its sentence."""
        exercise_id = planned.exercise_id if planned else None
        change = made(
            self.basis,
            self.today,
            rule,
            kind,
            occasion,
            planned,
            after,
            evidence=tuple(date.fromordinal(one) for one in evidence),
            until=None if until is None else date.fromordinal(until),
            keep=keep,
            per_week=per_week,
            **params,
        )
        self.changes.append(change)
        if exercise_id is not None:
            self.touched.add(exercise_id)

    def say(
        self,
        rule: RuleId,
        kind: AdviceKind,
        *,
        evidence: tuple[int, ...] = (),
        **params: Param | Line,
    ) -> None:
        """Advise, without changing anything."""
        self.advice.append(
            Advice(
                rule,
                kind,
                self.basis.book.advise(kind, **params),
                _plain(params),
                tuple(date.fromordinal(one) for one in evidence),
            )
        )


def made(
    basis: Basis,
    today: date,
    rule: RuleId,
    kind: ChangeKind,
    occasion: str,
    planned: Planned | None,
    after: Place | None,
    *,
    evidence: tuple[date, ...] = (),
    until: date | None = None,
    keep: tuple[str, ...] = (),
    per_week: int = 0,
    **params: Param | Line,
) -> Change:
    """A change as a value. ``exercise`` in its sentence is the exercise's name."""
    book = basis.book
    exercise_id = planned.exercise_id if planned else None
    if exercise_id is not None:
        params = {"exercise": basis.ladders[exercise_id].name, **params}
    return Change(
        id=f"{today.isoformat()}/{rule}/{kind}/{exercise_id or 'plan'}",
        day=today,
        rule=rule,
        kind=kind,
        exercise_id=exercise_id,
        before=planned.place if planned else None,
        after=after,
        why=book.rules[rule].line(occasion, **params),
        numbers=_plain(params),
        evidence=tuple(sorted(evidence)),
        answer=book.rules[rule].answer,
        version=book.version,
        until=until,
        keep=keep,
        per_week=per_week,
        occasion=occasion,
    )


def _plain(params: dict[str, Param | Line]) -> Numbers:
    return tuple(
        sorted((name, value) for name, value in params.items() if not isinstance(value, Line))
    )
