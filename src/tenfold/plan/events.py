"""What happens to a plan: questions answered, decisions, answers and wishes, as frozen events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenfold.plan.change import Change, PlanDecision
from tenfold.plan.planned import Plan
from tenfold.plan.screen import AgeBand, ScreenResult


@dataclass(frozen=True, slots=True)
class Started:
    """The plan was made."""

    seq: int
    day: date
    plan: Plan
    usual_pain: int | None
    """The person's own answer; the usual morning of the first week."""


@dataclass(frozen=True, slots=True)
class AgeGiven:
    seq: int
    day: date
    age: AgeBand


@dataclass(frozen=True, slots=True)
class Screened:
    """The ten questions were answered."""

    seq: int
    day: date
    result: ScreenResult


@dataclass(frozen=True, slots=True)
class Checked:
    """The two questions were answered; ``result`` None: something else is new, so all ten."""

    seq: int
    day: date
    result: ScreenResult | None


@dataclass(frozen=True, slots=True)
class Cleared:
    """The person says: I was seen because of this, and told that I may exercise."""

    seq: int
    day: date


@dataclass(frozen=True, slots=True)
class Slipped:
    """The person says that the answer which locked was a slip: all ten come again."""

    seq: int
    day: date


@dataclass(frozen=True, slots=True)
class ToldAboutYou:
    """Which cautions fit the person more than most, and which a clinician cleared."""

    seq: int
    day: date
    worse_if: frozenset[tuple[str, str]] = frozenset()
    cleared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision was made and kept."""

    seq: int
    day: date
    decision: PlanDecision


@dataclass(frozen=True, slots=True)
class Wished:
    """The person changed something themselves (rule 10)."""

    seq: int
    day: date
    change: Change


@dataclass(frozen=True, slots=True)
class Answered:
    """A proposal was accepted or declined."""

    seq: int
    day: date
    change_id: str
    accepted: bool


Event = (
    Started
    | AgeGiven
    | Screened
    | Checked
    | Cleared
    | Slipped
    | ToldAboutYou
    | Decided
    | Wished
    | Answered
)
