"""Courses and diaries made by hand, for tests that read as a person's days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from tenfold.plan.basis import Basis, packaged_basis
from tenfold.plan.change import Change, PlanDecision, Refusal
from tenfold.plan.course import (
    AgeGiven,
    Course,
    Decided,
    Event,
    Plan,
    Planned,
    Screened,
    Started,
    StartKind,
)
from tenfold.plan.decide import decide
from tenfold.plan.diary import (
    AfterEntry,
    Effort,
    Entry,
    ExerciseReport,
    MorningEntry,
    SideReport,
    SittingEntry,
)
from tenfold.plan.diary_days import Diary
from tenfold.plan.ladder import Place
from tenfold.plan.safety import safety
from tenfold.plan.screen import Answers, ScreenResult, evaluate
from tenfold.plan.start import StartFacts, begin
from tenfold.words import Line, Translator

MONDAY = date(2026, 3, 2)
english = Translator().text


def day(number: int) -> date:
    """Day 1 is a Monday."""
    return MONDAY + timedelta(days=number - 1)


def all_no(**answers: str | tuple[str, ...]) -> dict[str, Any]:
    """Every question answered with no, but for ``answers``."""
    questions = packaged_basis().screen.questions
    return {one.id: ("none",) if one.many else "no" for one in questions} | answers


def screened(seq: int, when: date, *conditions: str, answers: Answers | None = None) -> Screened:
    basis = packaged_basis()
    result = evaluate(basis.screen, answers or all_no(), "18_to_64")
    assert isinstance(result, ScreenResult)
    return Screened(
        seq, when, replace(result, conditions=result.conditions | frozenset(conditions))
    )


def started(
    start: StartKind = "ease_in",
    conditions: Iterable[str] = (),
    facts: StartFacts | None = None,
    when: date = MONDAY,
    age: Any = "18_to_64",
) -> Course:
    """Somebody screened, and a plan begun."""
    basis, facts = packaged_basis(), facts or StartFacts(usual_pain=2)
    course = Course().plus(AgeGiven(1, when, age)).plus(screened(2, when, *conditions))
    plan = begin(basis, course, start, facts, when)
    assert isinstance(plan, Plan), plan
    return course.plus(Started(3, when, plan, facts.usual_pain))


@dataclass
class Days:
    """Someone's days: what is entered is decided on, and what is decided is kept."""

    course: Course
    diary: Diary = field(default_factory=Diary)
    basis: Basis = field(default_factory=packaged_basis)
    seq: int = 100
    keep: bool = True

    @classmethod
    def with_plan(
        cls,
        levels: Mapping[str, int | tuple[int, int]],
        usual: int | None = 2,
        shortened: bool = False,
        **how: Any,
    ) -> Days:
        """A plan of just these exercises, at these levels (or level and step)."""
        course = started(facts=StartFacts(usual_pain=usual), **how)
        assert course.plan is not None
        exercises = {
            name: replace(one, status="later") if one.status == "in" else one
            for name, one in course.plan.exercises.items()
        }
        ladders = packaged_basis().ladders
        for name, level in levels.items():
            place = Place(*level) if isinstance(level, tuple) else ladders[name].start(level)
            exercises[name] = Planned(name, "in", place)
        plan = replace(course.plan, exercises=exercises, shortened=shortened)
        before = Course.of(one for one in course.events if not isinstance(one, Started))
        return cls(before.plus(Started(4, plan.started, plan, usual)))

    def next(self) -> int:
        self.seq += 1
        return self.seq

    def event(self, event: Event) -> None:
        self.course = self.course.plus(event)

    def enter(self, entry: Entry) -> None:
        self.diary = self.diary.plus(entry)

    def decide(self, number: int) -> PlanDecision:
        decision = decide(self.basis, self.course, self.diary, day(number))
        if self.keep and decision.says_something:
            self.event(Decided(self.next(), decision.day, decision))
        return decision

    def morning(self, number: int, pain: int | None, **more: Any) -> PlanDecision:
        self.enter(MorningEntry(f"m{self.next()}", self.seq, day(number), pain, **more))
        return self.decide(number)

    def sitting(
        self,
        number: int,
        during: Mapping[str, Any],
        before: int | None = 2,
        effort: Effort | None = "right",
        done: float | None = 1.0,
        sitting_id: str | None = None,
    ) -> PlanDecision:
        """``during`` gives pain by exercise: a number, None, or {worst, flags, effort, ...}."""
        seq = self.next()
        reports = tuple(self._report(name, told, effort, done) for name, told in during.items())
        name = sitting_id or f"s{number}"
        self.enter(SittingEntry(f"e{seq}", seq, day(number), name, reports, before))
        return self.decide(number)

    def after(self, number: int, **told: Any) -> PlanDecision:
        self.enter(AfterEntry(f"a{self.next()}", self.seq, day(number), f"s{number}", **told))
        return self.decide(number)

    def _report(
        self, name: str, told: Any, effort: Effort | None, done: float | None
    ) -> ExerciseReport:
        more = told if isinstance(told, dict) else {"worst": told}
        assert self.course.plan is not None
        planned = self.course.plan.exercises[name]
        flags = frozenset(more.get("flags", ()))
        sides = more.get("sides") or {"both": more.get("worst")}
        return ExerciseReport(
            name,
            more.get("level", planned.place.level),
            tuple(SideReport(side, worst, flags) for side, worst in sides.items()),
            more.get("done", done),
            more.get("effort", effort),
            rounds=more.get("rounds", self.basis.ladders[name].dose(planned.place).times_per_day),
        )

    def place(self, name: str) -> Place:
        assert self.course.plan is not None
        return self.course.plan.exercises[name].place

    @property
    def chosen(self) -> list[str]:
        assert self.course.plan is not None
        return [one.exercise_id for one in self.course.plan.chosen]

    def status(self, number: int) -> str:
        return safety(self.basis, self.course, self.diary, day(number)).status


def only(decision: PlanDecision, rule: str) -> Change:
    """The one change of ``rule``."""
    found = [one for one in decision.changes if one.rule == rule]
    assert len(found) == 1, [(one.rule, one.kind, one.exercise_id) for one in decision.changes]
    return found[0]


def kinds(decision: PlanDecision) -> list[tuple[str, str, str | None]]:
    return [(one.rule, one.kind, one.exercise_id) for one in decision.changes]


def refused(found: object) -> str:
    assert isinstance(found, Refusal), found
    return found.kind


def words(line: Line) -> str:
    return english(line)
