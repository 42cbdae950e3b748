"""A plan as a value: which exercises, at which place; with a change made, or taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from tenfold.plan.change import Change, ChangeKind
from tenfold.plan.ladder import Place

PlanStatus = Literal["in", "later", "by_rule", "by_wish", "by_caution"]
"""In the plan; not yet; left out by a rule, by the person, or because of a condition."""
StartKind = Literal["ease_in", "as_published"]
DAYS: Final[frozenset[ChangeKind]] = frozenset({"alternate", "daily"})
"""Changes of how many days a week the plan is for."""
_OUT_BY: Final[dict[str, PlanStatus]] = {"10": "by_wish", "caution": "by_caution"}


@dataclass(frozen=True, slots=True)
class Planned:
    """One exercise of a plan."""

    exercise_id: str
    status: PlanStatus
    place: Place


@dataclass(frozen=True, slots=True)
class Plan:
    """Which exercises, at which place, on how many days a week."""

    started: date
    start: StartKind
    exercises: Mapping[str, Planned]
    per_week: int = 7
    gentle_until: date | None = None
    easy_day: date | None = None
    shortened: bool = False

    @property
    def chosen(self) -> tuple[Planned, ...]:
        """Those that are in."""
        return tuple(one for one in self.exercises.values() if one.status == "in")

    def after(self, change: Change) -> Plan:
        """With ``change`` made."""
        if change.kind == "easy_day":
            return replace(self, easy_day=change.day)
        if change.kind == "gentle":
            return replace(self, gentle_until=change.until)
        if change.kind in DAYS:
            return replace(self, per_week=change.per_week)
        if change.kind == "shorter":
            kept = {
                name: replace(one, status="later")
                if one.status == "in" and name not in change.keep
                else one
                for name, one in self.exercises.items()
            }
            return replace(self, exercises=kept, shortened=True)
        return self._with(change)

    def before(self, change: Change) -> Plan:
        """With ``change`` taken back, as far as nothing has come after it."""
        if change.kind == "easy_day":
            return replace(self, easy_day=None) if self.easy_day == change.day else self
        if change.kind in DAYS:
            if self.per_week != change.per_week:
                return self
            return replace(self, per_week=int(dict(change.numbers)["before"]))
        assert change.exercise_id is not None
        here = self.exercises[change.exercise_id]
        if change.kind == "drop":
            status: PlanStatus = "in"
        elif change.kind == "add":
            status = "later"
        else:
            status = here.status
        place = change.before if change.before is not None else here.place
        return self._set(replace(here, status=status, place=place))

    def _with(self, change: Change) -> Plan:
        if change.kind == "stay" or change.exercise_id is None:
            return self
        if change.kind == "add" and change.after is not None:
            # Also one that was not there when the plan was made.
            return self._set(Planned(change.exercise_id, "in", change.after))
        here = self.exercises[change.exercise_id]
        place = change.after if change.after is not None else here.place
        if change.kind == "drop":
            return self._set(replace(here, status=_OUT_BY.get(change.rule, "by_rule")))
        return self._set(replace(here, place=place))

    def _set(self, one: Planned) -> Plan:
        return replace(self, exercises={**self.exercises, one.exercise_id: one})
