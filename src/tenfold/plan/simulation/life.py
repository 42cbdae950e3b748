"""One imaginary person's weeks through the real engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from tenfold.plan.basis import Basis
from tenfold.plan.change import Change, PlanDecision, Refusal
from tenfold.plan.course import (
    AgeGiven,
    Answered,
    Checked,
    Cleared,
    Course,
    Decided,
    Event,
    Screened,
    Started,
    Wished,
)
from tenfold.plan.day import DayItem, DayPlan, day_plan
from tenfold.plan.day_record import NO_FLAGS
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
from tenfold.plan.safety import safety
from tenfold.plan.screen import ScreenResult, evaluate, evaluate_weekly
from tenfold.plan.simulation.people import Person, Roll
from tenfold.plan.simulation.watch import Watch
from tenfold.plan.start import StartFacts, begin
from tenfold.plan.wishes import Wish, answer, wish
from tenfold.plan.zones import Flag

FIRST_DAY: Final = date(2026, 1, 5)
_FLAGS: Final[tuple[Flag, ...]] = ("sharp", "leg_spread", "dizzy", "knee", "groin")


@dataclass
class Life:
    """A person, their log, and what it has come to."""

    basis: Basis
    person: Person
    roll: Roll
    watch: Watch
    course: Course = field(default_factory=Course)
    diary: Diary = field(default_factory=Diary)
    log: list[Event | Entry] = field(default_factory=list)
    told: list[tuple[date, PlanDecision]] = field(default_factory=list)
    """Every decision, also those that said nothing, where ``keep`` is set."""
    keep: bool = False
    practised: int = 0
    seen_on: int | None = None
    numb: bool = False
    seq: int = 0
    number: int = 0
    """The day, from 0."""

    def live(self, days: int) -> None:
        """All days, one after the other."""
        self.event(AgeGiven(self.next(), FIRST_DAY, self.person.age))
        for number in range(days):
            self.one_day(number, FIRST_DAY + timedelta(days=number))

    def next(self) -> int:
        self.seq += 1
        return self.seq

    def event(self, event: Event) -> None:
        before = self.course
        self.course = before.plus(event)
        self.log.append(event)
        self.watch.moved(before, self.course, event)

    def entry(self, entry: Entry) -> None:
        self.diary = self.diary.plus(entry)
        self.log.append(entry)
        self.watch.entered(entry)

    def one_day(self, number: int, today: date) -> None:
        roll, person = self.roll, self.person
        self.number = number
        if person.stops_after is not None and number >= person.stops_after:
            return
        if any(begin <= number < begin + days for begin, days in person.away):
            return
        pain = self.pain(number)
        numb = number == person.numb_on
        tells, practises = roll() < person.tells or numb, roll() < person.practises
        if not (tells or practises):
            return  # a day on which they do not look in
        if tells:
            self.numb = self.numb or numb
            leg = "further_down" if roll() < person.leg_chance else None
            self.entry(
                MorningEntry(
                    f"m{number}",
                    self.next(),
                    today,
                    _whole(pain + self.shake()),
                    leg=leg,  # type: ignore[arg-type]
                    flags=frozenset({"numb_weak"}) if numb else NO_FLAGS,
                )
            )
        if self.course.plan is not None:
            self.decide(today)
        if not self.questions(number, today):
            return
        if self.course.plan is None:
            self.start(today)
            if self.course.plan is None:
                return
        self.wishes(today)
        if practises:
            self.practise(number, today, pain)
            self.decide(today)

    def pain(self, number: int) -> float:
        person = self.person
        flare = sum(
            points for begin, days, points in person.flares if begin <= number < begin + days
        )
        return person.usual + person.trend * number + flare

    def shake(self) -> float:
        return (self.roll() + self.roll() - 1) * self.person.noise

    def start(self, today: date) -> None:
        usual = round(max(0, self.person.usual))
        facts = StartFacts(usual, self.person.inactive)
        plan = begin(self.basis, self.course, self.person.start, facts, today)
        if isinstance(plan, Refusal):
            plan = begin(self.basis, self.course, "ease_in", facts, today)
        if not isinstance(plan, Refusal):
            self.event(Started(self.next(), today, plan, usual))

    def decide(self, today: date) -> None:
        decision = decide(self.basis, self.course, self.diary, today, explain=self.keep)
        if self.keep:
            self.told.append((today, decision))
        if not decision.says_something:
            return
        self.event(Decided(self.next(), decision.day, decision))
        for change in decision.changes:
            self.answer(change, today)

    def answer(self, change: Change, today: date) -> None:
        if change.answer == "waits":
            accepted = self.roll() < self.person.accepts
        elif change.answer == "undo" and self.roll() < self.person.declines_easier:
            accepted = False
        else:
            return
        found = answer(self.basis, self.course, self.diary, today, change.id, accepted)
        if not isinstance(found, Refusal):
            self.event(Answered(self.next(), today, change.id, accepted))

    def wishes(self, today: date) -> None:
        roll, person = self.roll, self.person
        what: Wish
        if roll() < person.wants_harder:
            what = "harder" if roll() < 0.8 else "back"
        elif roll() < person.wants_easier:
            what = "easier" if roll() < 0.8 else "stop"
        else:
            return
        assert self.course.plan is not None
        names = tuple(self.course.plan.exercises)
        found = wish(
            self.basis, self.course, self.diary, today, names[int(roll() * len(names))], what
        )
        if isinstance(found, Change):
            self.event(Wished(self.next(), today, found))

    def questions(self, number: int, today: date) -> bool:
        """Answer what has to be answered. Whether practice is open then."""
        for _ in range(4):
            safe = safety(self.basis, self.course, self.diary, today)
            if safe.may_practise:
                return True
            if safe.status == "not_offered":
                return False
            if safe.status == "locked":
                if self.seen_on is None:
                    self.seen_on = number + self.person.seen_after
                if number < self.seen_on:
                    return False
                self.seen_on, self.numb = None, False
                self.event(Cleared(self.next(), today))
            elif safe.status == "questions_due":
                self.check(today)
            else:
                self.screen(today)
        return False

    def answers(self) -> dict[str, str | tuple[str, ...]]:
        given: dict[str, str | tuple[str, ...]] = {
            question.id: ("none",) if question.many else "no"
            for question in self.basis.screen.questions
        }
        given |= self.person.answers
        if self.person.later is not None and self.number >= self.person.later[0]:
            given |= self.person.later[1]
        if self.numb:
            given["weakness"] = "yes"
        elif "general" in given and any(
            key.startswith("general/") for key in self.course.ledger.cleared
        ):
            given["general"] = "no"  # it then asks what is new since
        return given

    def screen(self, today: date) -> None:
        result = evaluate(
            self.basis.screen,
            self.answers(),
            self.person.age,
            cleared=self.course.ledger.cleared,
        )
        assert isinstance(result, ScreenResult)
        self.event(Screened(self.next(), today, result))

    def check(self, today: date) -> None:
        result = evaluate_weekly(self.basis.screen, self.answers())
        assert isinstance(result, ScreenResult)
        self.event(Checked(self.next(), today, result))

    def practise(self, number: int, today: date, pain: float) -> None:
        roll, person = self.roll, self.person
        before = _whole(pain - 0.3 + self.shake())
        day = day_plan(self.basis, self.course, self.diary, today, before)
        self.watch.practising(self.basis, self.course, today, day)
        if not day.items:
            return
        reports = tuple(self.report(item, day, before) for item in day.items)
        told = before if roll() < person.tells else None
        self.entry(SittingEntry(f"s{number}", self.next(), today, f"s{number}", reports, told))
        self.practised += 1
        if roll() < person.leg_chance:
            self.entry(
                AfterEntry(f"a{number}", self.next(), today, f"s{number}", leg="over_half_hour")
            )

    def report(self, item: DayItem, day: DayPlan, before: int) -> ExerciseReport:
        roll, person = self.roll, self.person
        hard = item.place.level + 2
        if day.kind != "normal":
            hard = max(0, hard - 1)
        tender = person.tender + person.tender_to.get(item.exercise_id, 0.0)
        rise = (tender - person.gains * self.practised) * hard / 2
        worst = _whole(before + rise + self.shake()) if roll() < person.tells else None
        flags = NO_FLAGS
        if roll() < person.flag_chance:
            flags = frozenset({_FLAGS[int(roll() * len(_FLAGS))]})
        effort: Effort | None = None
        if roll() < person.tells:
            easy = 0.55 - 0.1 * hard + 0.006 * self.practised
            effort = "easy" if roll() < easy else "right" if roll() < 0.8 else "hard"
        stopped = self.basis.book.zones.stops(before, worst, flags)
        done = 0.5 if stopped else 1.0 if roll() < person.finishes else 0.6
        rounds = item.dose.times_per_day
        if rounds > 1 and roll() > person.finishes:
            rounds -= 1
        return ExerciseReport(
            item.exercise_id,
            item.place.level,
            (SideReport("both", worst, flags),),
            done,
            effort,
            rounds=rounds,
        )


def _whole(pain: float) -> int:
    return max(0, min(10, round(pain)))
