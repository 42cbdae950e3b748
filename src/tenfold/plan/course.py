"""A plan and its history: a fold over the events of a person's log.

The plan is never stored by itself. It is what the events come to, so that the same log always gives
the same plan, whatever rule set made the decisions in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from operator import attrgetter
from typing import Any, Final

from tenfold.plan.cautions import AboutYou
from tenfold.plan.change import UPWARD, Change
from tenfold.plan.events import (
    AgeGiven,
    Answered,
    Checked,
    Cleared,
    Decided,
    Event,
    Screened,
    Slipped,
    Started,
    ToldAboutYou,
    Wished,
)
from tenfold.plan.ladder import Place
from tenfold.plan.planned import Plan, Planned, PlanStatus, StartKind
from tenfold.plan.screen import OUTCOMES, AgeBand, ScreenResult

__all__ = [
    "AgeGiven",
    "Answered",
    "Checked",
    "Cleared",
    "Course",
    "Decided",
    "Event",
    "Ledger",
    "Lock",
    "Plan",
    "PlanStatus",
    "Planned",
    "Screened",
    "Slipped",
    "StartKind",
    "Started",
    "ToldAboutYou",
    "Wished",
]
_REMEMBER_DAYS: Final = 60
"""How long the days on which a rule spoke are kept: longer than any rule looks back."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Practice is closed."""

    day: date
    result: ScreenResult
    seen: bool = False
    """Whether the person has since said that they were seen and may exercise."""


@dataclass(slots=True)
class Ledger:
    """What the rules need to know of all that has happened. Days are ordinals.

    A value like all others here; not frozen only because freezing makes a copy so slow.
    """

    age: AgeBand | None = None
    usual_pain: int | None = None
    lock: Lock | None = None
    screened: Screened | None = None
    cleared: frozenset[str] = frozenset()
    """Answers (``question/answer``) with which the person was seen and cleared."""
    checked_at: int = 0
    checked_seq: int = 0
    all_ten_due: bool = False
    unlocked_at: int = 0
    """When a lock was last opened."""
    you: AboutYou = field(default_factory=AboutYou)
    changed: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By exercise: day and seq of its last change."""
    added: Mapping[str, int] = field(default_factory=dict)
    """By exercise: the day it last came into the plan."""
    ups: tuple[tuple[int, str], ...] = ()
    """Day and exercise of every step up that counts."""
    spoke: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    """By rule and exercise ("" for the plan): the days of evidence it has used."""
    spoke_at: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By rule and exercise: the day it last spoke."""
    declined: Mapping[str, int] = field(default_factory=dict)
    """By exercise: the day on which a step up was declined."""
    red_seq: int = 0
    """Where in the log a red event was last decided on."""
    first: Mapping[str, Place] = field(default_factory=dict)
    """By exercise: where it began, with ease in."""
    open: Mapping[str, Change] = field(default_factory=dict)
    """Changes that may still be answered, by id."""
    last_day: int = 0

    def but(self, **changes: Any) -> Ledger:
        """A copy with some fields changed: ``replace``, only many times faster."""
        made = Ledger(*_all_fields(self))
        for name, value in changes.items():
            setattr(made, name, value)
        return made


_all_fields: Final = attrgetter(*(one.name for one in fields(Ledger)))


@dataclass(frozen=True, slots=True)
class Course:
    """A plan, and the history that made it. A value: adding an event gives a new one."""

    plan: Plan | None = None
    ledger: Ledger = field(default_factory=Ledger)
    events: tuple[Event, ...] = ()

    @classmethod
    def of(cls, events: Iterable[Event]) -> Course:
        """From a log, in whatever order it is handed over."""
        course = cls()
        for event in sorted(events, key=lambda one: one.seq):
            course = course.plus(event)
        return course

    def plus(self, event: Event) -> Course:
        """With one event more."""
        plan, ledger = self.plan, self.ledger
        if isinstance(event, Started):
            again = plan is not None
            plan = event.plan
            at_seq = event.day.toordinal(), event.seq
            first = {name: one.place for name, one in plan.exercises.items()}
            ledger = ledger.but(
                usual_pain=event.usual_pain,
                first=first if plan.start == "ease_in" else {},
                # Made anew, everything has just changed: a week before anything rises.
                changed=dict.fromkeys(plan.exercises, at_seq) if again else {},
                added={},
                open={},
            )
        elif isinstance(event, Decided):
            plan, ledger = _decided(plan, ledger, event)
        elif isinstance(event, Wished):
            plan, ledger = _made(plan, ledger, event.change, event.seq)
        elif isinstance(event, Answered):
            plan, ledger = _answered(plan, ledger, event)
        else:
            ledger = _about_the_person(ledger, event)
        if event.day.toordinal() > ledger.last_day:
            ledger = ledger.but(last_day=event.day.toordinal())
        return Course(plan, ledger, (*self.events, event))


def _about_the_person(
    ledger: Ledger, event: AgeGiven | Screened | Checked | Cleared | Slipped | ToldAboutYou
) -> Ledger:
    if isinstance(event, AgeGiven):
        return ledger.but(age=event.age)
    if isinstance(event, ToldAboutYou):
        you = replace(ledger.you, worse_if=event.worse_if, cleared=event.cleared)
        return ledger.but(you=you)
    if isinstance(event, Slipped):
        if ledger.lock is None or ledger.lock.seen:
            return ledger
        return ledger.but(lock=None, all_ten_due=True)
    if isinstance(event, Cleared):
        if ledger.lock is None:
            return ledger
        return ledger.but(
            lock=replace(ledger.lock, seen=True),
            cleared=ledger.cleared | ledger.lock.result.locking,
        )
    at = event.day.toordinal()
    ledger = ledger.but(checked_at=at, checked_seq=event.seq)
    result = event.result
    if result is not None and result.locking:
        return ledger.but(lock=_worse(ledger.lock, Lock(event.day, result)))
    if isinstance(event, Checked):
        return ledger.but(all_ten_due=ledger.all_ten_due or result is None)
    assert result is not None
    lock = ledger.lock
    if lock is not None and not lock.seen:
        return ledger  # answering again opens nothing: somebody has to have looked
    return ledger.but(
        lock=None,
        unlocked_at=ledger.unlocked_at if lock is None else at,
        screened=event,
        all_ten_due=False,
        you=replace(ledger.you, conditions=event.result.conditions),
    )


def _worse(old: Lock | None, new: Lock) -> Lock:
    """A lock that comes on top of one: the worse answer says what to do, and both are cleared."""
    if old is None or old.seen:
        return new
    ranks = [OUTCOMES.index(one.result.outcome) for one in (old, new)]
    worse, other = (new, old) if ranks[1] >= ranks[0] else (old, new)
    locking = worse.result.locking | other.result.locking
    return replace(worse, result=replace(worse.result, locking=locking))


def _decided(plan: Plan | None, ledger: Ledger, event: Decided) -> tuple[Plan | None, Ledger]:
    # Proposals that were not answered lapse with the next decision.
    # So does an easy day that is over.
    at = event.day.toordinal()
    still = {
        key: one
        for key, one in ledger.open.items()
        if one.answer != "waits" and (one.exercise_id is not None or one.day == event.day)
    }
    ledger = ledger.but(open=still)
    spoke, spoke_at = dict(ledger.spoke), dict(ledger.spoke_at)
    for advice in event.decision.advice:
        for kind in (advice.kind, ""):
            _remember(spoke, spoke_at, (advice.rule, kind), advice.evidence, at)
    for change in event.decision.changes:
        key = (change.rule, change.exercise_id or "")
        _remember(spoke, spoke_at, key, change.evidence, at)
        if change.exercise_id is not None:
            _remember(spoke, spoke_at, (change.rule, ""), change.evidence, at)
        if change.answer == "waits":
            ledger = ledger.but(open={**ledger.open, change.id: change})
        else:
            plan, ledger = _made(plan, ledger, change, event.seq)
    red = any(change.rule == "1" for change in event.decision.changes)
    red_seq = event.seq if red else ledger.red_seq
    return plan, ledger.but(spoke=spoke, spoke_at=spoke_at, red_seq=red_seq)


def _remember(
    spoke: dict[tuple[str, str], tuple[int, ...]],
    spoke_at: dict[tuple[str, str], int],
    key: tuple[str, str],
    evidence: tuple[date, ...],
    at: int,
) -> None:
    kept = {one for one in spoke.get(key, ()) if one >= at - _REMEMBER_DAYS}
    spoke[key] = tuple(sorted(kept | {day.toordinal() for day in evidence}))
    spoke_at[key] = at


def _made(
    plan: Plan | None, ledger: Ledger, change: Change, seq: int
) -> tuple[Plan | None, Ledger]:
    """``change`` takes effect."""
    if plan is None:
        return plan, ledger
    plan = plan.after(change)
    at = change.day.toordinal()
    # What came before can no longer be answered: the newest change of an exercise counts.
    left = {
        key: one
        for key, one in ledger.open.items()
        if one.exercise_id != change.exercise_id or one.exercise_id is None
    }
    if change.answer == "undo":
        left[change.id] = change
    new: dict[str, Any] = {"open": left}
    if change.exercise_id is not None and change.kind != "stay":
        new["changed"] = {**ledger.changed, change.exercise_id: (at, seq)}
        if change.kind in UPWARD:
            ups = tuple(up for up in ledger.ups if up[0] >= at - _REMEMBER_DAYS)
            new["ups"] = (*ups, (at, change.exercise_id))
        if change.kind == "add":
            new["added"] = {**ledger.added, change.exercise_id: at}
    return plan, ledger.but(**new)


def _answered(plan: Plan | None, ledger: Ledger, event: Answered) -> tuple[Plan | None, Ledger]:
    change = ledger.open.get(event.change_id)
    if change is None or plan is None:
        return plan, ledger
    left = {key: one for key, one in ledger.open.items() if key != event.change_id}
    ledger = ledger.but(open=left)
    if change.answer == "waits" and event.accepted:
        # It counts from the day on which it was accepted.
        plan, ledger = _made(plan, ledger, replace(change, day=event.day), event.seq)
    elif change.answer == "waits" and change.exercise_id is not None:
        at = event.day.toordinal()
        ledger = ledger.but(declined={**ledger.declined, change.exercise_id: at})
    elif change.answer == "undo" and not event.accepted:
        plan = plan.before(change)
    return plan, ledger
