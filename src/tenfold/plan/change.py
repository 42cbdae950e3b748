"""Decisions as values: each change with its rule, numbers, sentence and rule-set version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from tenfold.plan.ladder import Place
from tenfold.plan.rulebook import Answer, RuleId
from tenfold.plan.zones import Zone
from tenfold.words import Line
from tenfold.words.line import Param

ChangeKind = Literal[
    "easier",  # to an easier place on its ladder
    "harder",  # one step up
    "add",  # joins the plan, or comes back
    "drop",  # is left out
    "stay",  # would get easier, but is at its gentlest
    "easy_day",  # today is half as long
    "gentle",  # only the gentle set, until a day
    "shorter",  # fewer exercises
    "alternate",  # every other day
    "daily",  # every day again
]
UPWARD: Final[frozenset[ChangeKind]] = frozenset({"harder", "add"})
"""What asks more of the body: these are counted, spaced, and wait to be accepted."""
Numbers = tuple[tuple[str, Param], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that gets different, and why."""

    id: str
    """The same for the same change of the same day."""
    day: date
    rule: RuleId
    kind: ChangeKind
    exercise_id: str | None
    before: Place | None
    after: Place | None
    why: Line
    """One sentence for the person."""
    numbers: Numbers
    """What the rule was given, by name."""
    evidence: tuple[date, ...]
    """The days whose entries led to it."""
    answer: Answer
    version: str
    """The rule set that made it."""
    until: date | None = None
    """The last day of a gentle time."""
    keep: tuple[str, ...] = ()
    """The exercises of a shorter plan."""
    per_week: int = 0
    """Days a week, where that changes."""
    occasion: str = ""
    """Which of the rule's occasions it is: why it was left out, for instance."""


AdviceKind = Literal[
    "clinician", "walking", "leg_clinician", "few_days", "review", "weeks_up", "clock"
]


@dataclass(frozen=True, slots=True)
class Advice:
    """Something said without changing anything."""

    rule: RuleId
    kind: AdviceKind
    say: Line
    numbers: Numbers = ()
    evidence: tuple[date, ...] = ()


Status = Literal[
    "not_offered",  # under 18
    "unscreened",  # the ten questions have not been answered
    "locked",  # until the person says that they were seen and may exercise
    "screen_again",  # said so; the ten questions come next
    "questions_due",  # the two questions come next
    "screen_due",  # the ten questions come next
    "open",
]
DueBecause = Literal["", "28_days", "away", "red", "numb_weak", "weekly", "anything_new"]


@dataclass(frozen=True, slots=True)
class Safety:
    """Whether practice is open, and what has to happen if it is not."""

    status: Status
    because: DueBecause = ""
    questions: tuple[str, ...] = ()
    """The questions whose answers locked."""
    since: date | None = None
    say: Line | None = None
    """What to do now, for a lock."""

    @property
    def may_practise(self) -> bool:
        return self.status == "open"

    @property
    def locked(self) -> bool:
        """Whether it takes more than answering questions."""
        return self.status in ("locked", "screen_again", "not_offered")


NotUp = Literal[
    "",  # it is proposed
    "locked",
    "clock_behind",
    "gentle_time",
    "changed_this_week",
    "trouble_this_week",
    "red_this_week",
    "too_few_days",
    "first_week",  # a set more can wait until the second
    "too_few_sessions",
    "numbers_missing",
    "not_all_green",
    "not_full",
    "not_easy",
    "morning_missing",
    "morning_not_settled",
    "at_the_top",
    "two_this_week",
    "declined_this_week",
    "moved",  # it is somewhere else by now
]


class ExerciseEffect(NamedTuple):
    """What was seen of one exercise: the steps on the way to the decision."""

    exercise_id: str
    place: Place
    sessions: int
    """In the rule's window."""
    full: int
    zone: Zone | None
    """Of the newest session."""
    not_up: NotUp
    """The first thing that keeps it from going up."""


class Effects(NamedTuple):
    """Everything that the rules looked at."""

    day: date
    """The day decided for; not the calendar's where that has gone back."""
    usual: int | None
    morning: int | None
    settled: bool | None
    sittings: int
    """Days with practice in the last seven."""
    missed: int | None
    """Days without, up to yesterday; None before the first."""
    exercises: tuple[ExerciseEffect, ...]


class PlanDecision(NamedTuple):
    """What ``decide`` comes to. Deciding twice on the same gives the same."""

    day: date
    version: str
    safety: Safety
    changes: tuple[Change, ...]
    advice: tuple[Advice, ...]
    effects: Effects

    @property
    def says_something(self) -> bool:
        """Whether there is anything to keep and to show."""
        return bool(self.changes or self.advice)


RefusalKind = Literal[
    "locked",
    "unknown_exercise",
    "not_in_plan",
    "so_already",
    "already_in_plan",
    "left_out_for_you",
    "too_soon_after_leaving",
    "gentlest",
    "last_exercise",
    "top",
    "ceiling",
    "not_green",
    "red_this_week",
    "trouble_this_week",
    "first_week",
    "changed_this_week",
    "two_this_week",
    "gentle_time",
    "clock_behind",
    "no_such_proposal",
    "stands",
    "practised_since",
    "no_longer",
    "screen_not_go_ahead",
    "nothing_fits",
]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A wish that cannot be met, by name and in a sentence."""

    kind: RefusalKind
    say: Line
