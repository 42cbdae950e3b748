"""What must hold for every imaginary person, watched from outside the rules.

It knows the zones by its own formula, and the steps up by comparing plans before and after: a
mistake in the rules cannot hide itself here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from tenfold.exercises.model import variant
from tenfold.plan.basis import Basis
from tenfold.plan.course import (
    Answered,
    Checked,
    Cleared,
    Course,
    Decided,
    Event,
    Screened,
    Started,
)
from tenfold.plan.day import DayPlan
from tenfold.plan.decide import decide
from tenfold.plan.diary import Entry, SittingEntry
from tenfold.plan.diary_days import Diary

PROPERTIES: Final = {
    "caution": "never above the person's caution level",
    "two_steps": "never two steps up of an exercise within a week",
    "two_exercises": "never more than two exercises up within a week",
    "after_red": "never up within 7 days of the red zone",
    "locked": "never practice while locked",
    "something": "always at least one exercise when practice is open",
    "dose": "never a dose above the published or the level's most",
    "replay": "decisions are the same when replayed",
}
WEEK: Final = 7


@dataclass
class Watch:
    """Watches one life."""

    broken: list[tuple[str, date, str]] = field(default_factory=list)
    """Property, day, and what happened."""
    ups: list[tuple[int, str]] = field(default_factory=list)
    red_at: int = -1000
    locked: bool = True
    seen: bool = False

    def fail(self, which: str, day: date, what: str) -> None:
        self.broken.append((which, day, what))

    def moved(self, before: Course, after: Course, event: Event) -> None:
        """A plan before and after an event."""
        self._lock(before, event)
        if before.plan is after.plan or before.plan is None or after.plan is None:
            return
        if isinstance(event, Started) or (isinstance(event, Answered) and not event.accepted):
            return  # declining to go down is not going up
        at = event.day.toordinal()
        for name, now in after.plan.exercises.items():
            then = before.plan.exercises[name]
            if now is then or now.status != "in":
                continue
            higher = then.status != "in" or now.place > then.place
            if higher and not _instead(event, name):
                self._up(at, name, event.day)

    def _up(self, at: int, name: str, day: date) -> None:
        if any(one == name and at - when < WEEK for when, one in self.ups):
            self.fail("two_steps", day, name)
        self.ups.append((at, name))
        week = {one for when, one in self.ups if at - when < WEEK}
        if len(week) > 2:
            self.fail("two_exercises", day, ", ".join(sorted(week)))
        if at - self.red_at <= WEEK:
            self.fail("after_red", day, name)

    def _lock(self, before: Course, event: Event) -> None:
        if isinstance(event, Cleared):
            self.seen = True
        elif isinstance(event, Screened | Checked) and event.result is not None:
            if event.result.locking:
                self.locked, self.seen = True, False
            elif isinstance(event, Screened) and (self.seen or before.ledger.lock is None):
                self.locked, self.seen = False, False

    def entered(self, entry: Entry) -> None:
        """An entry: was it red?"""
        if not isinstance(entry, SittingEntry):
            return
        for report in entry.exercises:
            for side in report.sides:
                if side.flags or _red(entry.pain_before, side.pain_worst):
                    self.red_at = max(self.red_at, entry.day.toordinal())

    def practising(self, basis: Basis, course: Course, today: date, day: DayPlan) -> None:
        """Just before practice."""
        if self.locked:
            self.fail("locked", today, day.kind)
        if not day.items:
            self.fail("something", today, day.kind)
        known = basis.allowances(course.ledger.you)
        for item in day.items:
            ceiling = known[item.exercise_id].ceiling
            if ceiling is None or item.place.level > ceiling:
                self.fail("caution", today, item.exercise_id)
            sets, amount, times = most(basis, item.exercise_id, item.place.level)
            dose = item.dose
            if dose.sets > sets or dose.amount > amount or dose.times_per_day > times:
                self.fail("dose", today, item.exercise_id)


_MOST: dict[tuple[int, str, int], tuple[float, float, float]] = {}


def most(basis: Basis, exercise_id: str, level: int) -> tuple[float, float, float]:
    """The most sets, work and times a day that the exercise's file has for a level."""
    key = (id(basis), exercise_id, level)
    if key not in _MOST:
        form = variant(basis.library.get(exercise_id), level)
        amount = form.dose.amount(form.kind)
        assert amount is not None
        _MOST[key] = (form.dose.sets.high, amount.high, form.dose.times_per_day.high)
    return _MOST[key]


def _instead(event: Event, name: str) -> bool:
    """Whether an exercise came in at its gentlest because all others had to go."""
    return isinstance(event, Decided) and any(
        one.rule == "caution" and one.exercise_id == name for one in event.decision.changes
    )


def _red(before: int | None, worst: int | None) -> bool:
    if worst is None:
        return False
    if before is None or before <= 3:
        return worst >= 6
    return worst - before >= 3 or worst >= 8


def replay(
    basis: Basis, log: Iterable[Event | Entry], final: Course
) -> tuple[str, date, str] | None:
    """Whether the same log, put together anew, comes to the same decisions and the same plan."""
    course, diary = Course(), Diary()
    new: list[Entry] = []
    for one in sorted(log, key=lambda item: item.seq):
        if isinstance(one, Entry):
            new.append(one)
            continue
        if isinstance(one, Decided):
            diary, new = diary.plus(*new), []
            seen = one.decision.effects.exercises
            # Whatever date a clock showed that had been set back, it was one before the log's.
            behind = any(effect.not_up == "clock_behind" for effect in seen)
            today = one.day - timedelta(days=1) if behind else one.day
            again = decide(basis, course, diary, today, explain=bool(seen))
            if again != one.decision:
                return "replay", one.day, "a decision differs"
        course = course.plus(one)
    if course.plan != final.plan or course.ledger != final.ledger:
        return "replay", date.fromordinal(max(1, course.ledger.last_day)), "the plan differs"
    return None
