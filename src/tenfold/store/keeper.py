"""The keeper of a person's plan and diary: everything that can be told, and is kept.

Pages, the live server and the command line all go through it. After whatever is told, the rules
are asked (:func:`tenfold.plan.decide.decide`) and what they say is kept in the same step, so that
the log never holds one without the other.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import TypeVar

from tenfold.plan import screen as questions
from tenfold.plan import wishes
from tenfold.plan.change import Change, PlanDecision, Refusal
from tenfold.plan.codec import LogItem
from tenfold.plan.course import (
    AgeGiven,
    Answered,
    Checked,
    Cleared,
    Decided,
    Event,
    Plan,
    Screened,
    Slipped,
    Started,
    StartKind,
    ToldAboutYou,
    Wished,
)
from tenfold.plan.diary import (
    ActivityEntry,
    AfterEntry,
    ExerciseReport,
    Leg,
    MorningEntry,
    Reason,
    Replaced,
    SittingEntry,
    StruckOut,
    Told,
    WeeklyEntry,
    current,
)
from tenfold.plan.screen import AgeBand, Answers, ScreenRefusal, ScreenResult
from tenfold.plan.start import StartFacts, begin
from tenfold.plan.zones import Flag
from tenfold.store.log_reader import LogReader, ever_told
from tenfold.store.log_state import LogState
from tenfold.store.records import SittingSummary
from tenfold.store.sitting_told import reports

T = TypeVar("T")


class Keeper(LogReader):
    """What can be told. See :class:`.log_reader.LogReader` for how it is made and read.

    Every verb has committed when it returns, and has changed nothing when it raises:
    :class:`~tenfold.store.errors.StoreError` where the record cannot be written, ValueError for
    numbers out of their range and days that are still to come. ``day`` is the day it is about;
    today where it is not given.
    """

    # ------------------------------------------------------------ questions before the start
    def give_age(self, band: AgeBand) -> None:
        self._just(AgeGiven(0, self.day, band))

    def answer_screen(self, answers: Answers) -> ScreenResult | ScreenRefusal:
        """All ten questions. A refusal (under 18, or some are missing) keeps nothing."""

        def make(state: LogState, seq: int) -> tuple[list[LogItem], ScreenResult | ScreenRefusal]:
            ledger = state.course.ledger
            result = questions.evaluate(
                self.basis.screen, answers, ledger.age or "18_to_64", cleared=_cleared(state)
            )
            if isinstance(result, ScreenRefusal):
                return [], result
            return [Screened(seq, self.day, result)], result

        return self._tell(make)

    def answer_weekly_questions(
        self, answers: Answers, *, anything_new: bool = False
    ) -> ScreenResult | ScreenRefusal | None:
        """The two questions that come back. None: something else is new, so all ten are due."""

        def make(
            state: LogState, seq: int
        ) -> tuple[list[LogItem], ScreenResult | ScreenRefusal | None]:
            result = questions.evaluate_weekly(
                self.basis.screen, answers, anything_new=anything_new, cleared=_cleared(state)
            )
            if isinstance(result, ScreenRefusal):
                return [], result
            return [Checked(seq, self.day, result)], result

        return self._tell(make)

    def say_cleared(self) -> None:
        """The person says: I was seen because of this, and told that I may exercise."""
        self._just(Cleared(0, self.day))

    def say_slip(self) -> None:
        """The answer that locked was a slip. All ten questions come again."""
        self._just(Slipped(0, self.day))

    def tell_about_you(
        self, worse_if: Collection[tuple[str, str]], cleared: Collection[str]
    ) -> None:
        """Which cautions fit more than most, and which exercises a clinician said yes to."""
        self._just(ToldAboutYou(0, self.day, frozenset(worse_if), frozenset(cleared)))

    def start(self, kind: StartKind, facts: StartFacts) -> Plan | Refusal:
        """Make the plan, or make it anew."""

        def make(state: LogState, seq: int) -> tuple[list[LogItem], Plan | Refusal]:
            not_now = wishes.begin_anew(self.basis, state.course, state.diary, self.day)
            made = not_now or begin(self.basis, state.course, kind, facts, self.day)
            if isinstance(made, Refusal):
                return [], made
            return [Started(seq, self.day, made, facts.usual_pain)], made

        return self._tell(make)

    # ------------------------------------------------------------ the diary
    def tell_morning(
        self,
        pain: int | None,
        *,
        soreness: int | None = None,
        leg: Leg | None = None,
        flags: frozenset[Flag] = frozenset(),
        day: date | None = None,
    ) -> MorningEntry:
        return self._told(MorningEntry(_new_id(), 0, self._past(day), pain, soreness, leg, flags))

    def tell_sitting(
        self,
        sitting_id: str,
        exercises: Collection[ExerciseReport],
        *,
        pain_before: int | None = None,
        day: date | None = None,
    ) -> SittingEntry:
        """How a sitting was. What was told of it before is replaced."""
        when = self._past(day)

        def make(state: LogState, seq: int) -> tuple[list[LogItem], SittingEntry]:
            entry = SittingEntry(
                _new_id(), seq, when, sitting_id, tuple(exercises), pain_before=pain_before
            )
            old = _sitting_entry(state, sitting_id)
            if old is None:
                return [entry], entry
            if day is None:
                entry = replace(entry, day=old.day)
            return [Replaced(_new_id(), seq, old.id, replace(entry, id=old.id))], entry

        return self._tell(make)

    def end_sitting(self, record: SittingSummary) -> SittingEntry | None:
        """A sitting has ended: the diary says what was done. None where that was nothing.

        What the person has told of it already stays. Saying the same again adds nothing, and what
        the person struck out stays out.
        """

        def make(state: LogState, seq: int) -> tuple[list[LogItem], SittingEntry | None]:
            old = _sitting_entry(state, record.id)
            done = reports(record.blocks, old.exercises if old else ())
            struck = old is None and ever_told(state, record.id)
            if not done or struck or (old is not None and old.exercises == done):
                return [], old
            if old is not None:
                new = replace(old, seq=seq, exercises=done)
                return [Replaced(_new_id(), seq, old.id, new)], new
            entry = SittingEntry(
                _new_id(), seq, record.day, record.id, done, pain_before=record.pain_before
            )
            return [entry], entry

        return self._tell(make)

    def tell_after(
        self,
        sitting_id: str,
        pain: int | None,
        *,
        leg: Leg | None = None,
        day: date | None = None,
    ) -> AfterEntry:
        """Five minutes after a sitting. What was told of that before is replaced."""
        when = self._past(day)

        def make(state: LogState, seq: int) -> tuple[list[LogItem], AfterEntry]:
            entry = AfterEntry(_new_id(), seq, when, sitting_id, pain, leg)
            for old in current(state.diary.entries):
                if isinstance(old, AfterEntry) and old.sitting_id == sitting_id:
                    entry = replace(entry, id=old.id, day=old.day if day is None else when)
                    return [Replaced(_new_id(), seq, old.id, entry)], entry
            return [entry], entry

        return self._tell(make)

    def tell_weekly(
        self,
        peg: tuple[int | None, int | None, int | None],
        change: int | None,
        *,
        reason: Reason | None = None,
        day: date | None = None,
    ) -> WeeklyEntry:
        return self._told(WeeklyEntry(_new_id(), 0, self._past(day), peg, change, reason))

    def tell_activities(
        self, scores: Collection[tuple[str, int | None]], *, day: date | None = None
    ) -> ActivityEntry:
        return self._told(ActivityEntry(_new_id(), 0, self._past(day), tuple(scores)))

    def replace(self, entry_id: str, by: Told) -> bool:
        """Put ``by`` in the place of an entry. False where there is no such entry."""
        self._past(by.day)

        def make(state: LogState, seq: int) -> tuple[list[LogItem], bool]:
            if entry_id not in {one.id for one in current(state.diary.entries)}:
                return [], False
            new = replace(by, id=entry_id, seq=seq)
            return [Replaced(_new_id(), seq, entry_id, new)], True

        return self._tell(make)

    def strike(self, entry_id: str) -> bool:
        """Take an entry back. False where there is no such entry."""

        def make(state: LogState, seq: int) -> tuple[list[LogItem], bool]:
            if entry_id not in {one.id for one in current(state.diary.entries)}:
                return [], False
            return [StruckOut(_new_id(), seq, entry_id)], True

        return self._tell(make)

    # ------------------------------------------------------------ the plan
    def wish(self, exercise_id: str, what: wishes.Wish) -> Change | Refusal:
        """Easier, harder, stop or back, as the person wants it."""

        def make(state: LogState, seq: int) -> tuple[list[LogItem], Change | Refusal]:
            made = wishes.wish(self.basis, state.course, state.diary, self.day, exercise_id, what)
            if isinstance(made, Refusal):
                return [], made
            return [Wished(seq, self.day, made)], made

        return self._tell(make)

    def wish_days(self, what: wishes.Days) -> Change | Refusal:
        """Every day or every other day, as the person wants it."""

        def make(state: LogState, seq: int) -> tuple[list[LogItem], Change | Refusal]:
            made = wishes.days_wish(self.basis, state.course, state.diary, self.day, what)
            if isinstance(made, Refusal):
                return [], made
            return [Wished(seq, self.day, made)], made

        return self._tell(make)

    def answer(self, change_id: str, accepted: bool) -> Change | Refusal:
        """Accept or decline a proposal, or take back a change that counts already."""

        def make(state: LogState, seq: int) -> tuple[list[LogItem], Change | Refusal]:
            made = wishes.answer(
                self.basis, state.course, state.diary, self.day, change_id, accepted
            )
            if isinstance(made, Refusal):
                return [], made
            return [Answered(seq, self.day, change_id, accepted)], made

        return self._tell(make)

    def evaluate(self) -> PlanDecision | None:
        """Ask the rules, as at the first look of a day. None where they have nothing new to say."""
        seq = self._state.seq
        self._tell(lambda *_: ([], None))
        newest = self.course.events[-1] if self.course.events else None
        if self._state.seq == seq or not isinstance(newest, Decided):
            return None
        return newest.decision

    def _told(self, entry: T) -> T:
        def make(_: LogState, seq: int) -> tuple[list[LogItem], T]:
            made = replace(entry, seq=seq)  # type: ignore[type-var]
            return [made], made  # type: ignore[list-item]

        return self._tell(make)

    def _just(self, event: Event) -> None:
        """Add an event that depends on nothing."""
        self._tell(lambda _, seq: ([replace(event, seq=seq)], None))


def _new_id() -> str:
    return uuid.uuid4().hex


def _cleared(state: LogState) -> frozenset[str]:
    return state.course.ledger.cleared


def _sitting_entry(state: LogState, sitting_id: str) -> SittingEntry | None:
    found = [
        one
        for one in current(state.diary.entries)
        if isinstance(one, SittingEntry) and one.sitting_id == sitting_id
    ]
    return found[-1] if found else None
