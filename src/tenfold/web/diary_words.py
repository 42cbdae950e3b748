"""The diary in words: each entry, and each thing that happened to the plan, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from tenfold.exercises.describe import number
from tenfold.plan.basis import Basis
from tenfold.plan.change import Change
from tenfold.plan.course import (
    Answered,
    Checked,
    Cleared,
    Course,
    Decided,
    Event,
    Screened,
    Started,
    StartKind,
    Wished,
)
from tenfold.plan.diary import (
    ActivityEntry,
    AfterEntry,
    Effort,
    ExerciseReport,
    Leg,
    MorningEntry,
    SittingEntry,
    Told,
    WeeklyEntry,
)
from tenfold.plan.outcomes import CHANGE_WORDS, REASON_WORDS, peg_score
from tenfold.plan.rulebook import RuleId
from tenfold.plan.zones import Flag, Zones
from tenfold.session.sitting import Side
from tenfold.words import N_, NN_, Line

EFFORTS: Final[dict[Effort, Line]] = {
    "easy": N_("Easy"),
    "right": N_("About right"),
    "hard": N_("Hard"),
}
SIDES: Final[dict[Side, Line]] = {
    "left": N_("Left side"),
    "right": N_("Right side"),
    "both": N_("While doing it"),
}
LEG_FACTS: Final[dict[Leg, Line | None]] = {
    "no": None,
    "further_down": N_("A feeling went further down the leg"),
    "over_half_hour": N_("A feeling in the leg lasted more than half an hour"),
}
_OF_ONE_EXERCISE: Final[frozenset[RuleId]] = frozenset({"1", "2", "5"})
"""Rules that rest on what one exercise was like in a sitting."""
_OF_A_SITTING: Final[frozenset[RuleId]] = frozenset({"0", "4", "8", "more"})
"""Rules that rest on a sitting as a whole."""
WITHOUT_APP: Final = N_("Practice without the app")
_STARTS: Final[dict[StartKind, Line]] = {
    "ease_in": N_("Your plan began: ease in."),
    "as_published": N_("Your plan began: as published."),
}
PainMoment = Literal["waking", "before", "worst", "after"]
MOMENTS: Final[dict[PainMoment, Line]] = {
    "waking": N_("Pain on waking"),
    "before": N_("Pain before"),
    "worst": N_("worst"),
    "after": N_("after"),
}
MOMENTS_ALONE: Final[dict[PainMoment, Line]] = {
    "waking": N_("Pain on waking"),
    "before": N_("Pain before"),
    "worst": N_("Worst pain"),
    "after": N_("Pain after"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What an entry says."""

    title: Line
    pains: tuple[tuple[PainMoment, int | None], ...] = ()
    facts: tuple[Line, ...] = ()
    flags: tuple[Line, ...] = ()
    """What was marked as not right."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to the plan."""

    line: Line
    note: Line | None = None
    """What became of it."""
    exercise_id: str | None = None


# ------------------------------------------------------------------------------- entries
def morning_words(entry: MorningEntry, zones: Zones) -> Words:
    facts = []
    if entry.soreness is not None:
        facts.append(N_("Sore muscles: {number} of 10", number=entry.soreness))
    leg = LEG_FACTS[entry.leg] if entry.leg else None
    flags = tuple(zones.flags[flag].label for flag in zones.flags if flag in entry.flags)
    return Words(N_("Morning"), (("waking", entry.pain),), tuple(facts), (*_some(leg), *flags))


def sitting_words(
    entry: SittingEntry | None, after: AfterEntry | None, basis: Basis, title: Line
) -> Words:
    """A sitting, and how it was five minutes after."""
    pains: list[tuple[PainMoment, int | None]] = []
    facts: list[Line] = []
    flags: list[Line] = []
    if entry is not None:
        pains += [("before", entry.pain_before), ("worst", worst(entry.exercises))]
        facts += _effort_facts(entry.exercises, basis)
        flags += _exercise_flags(entry.exercises, basis)
    pains.append(("after", after.pain if after else None))
    leg = LEG_FACTS[after.leg] if after and after.leg else None
    return Words(title, tuple(pains), tuple(facts), (*flags, *_some(leg)))


def weekly_words(entry: WeeklyEntry) -> Words:
    facts = []
    score = peg_score(entry)
    if score is not None:
        facts.append(N_("The three questions: {number} of 10", number=shown(score)))
    elif any(value is not None for value in entry.peg):
        parts = [str(value) if value is not None else "–" for value in entry.peg]
        facts.append(N_("The three questions: {numbers}", numbers=", ".join(parts)))
    if entry.change is not None:
        now = CHANGE_WORDS[entry.change - 1]
        facts.append(N_("Compared with the beginning: {change}", change=now))
    if entry.reason is not None:
        facts.append(N_("Fewer days: {reason}", reason=REASON_WORDS[entry.reason]))
    return Words(N_("The week"), facts=tuple(facts))


def activity_words(entry: ActivityEntry) -> Words:
    facts = tuple(
        N_("{activity}: {number} of 10", activity=name, number=value)
        if value is not None
        else N_("{activity}: left out", activity=name)
        for name, value in entry.scores
    )
    return Words(N_("Your activities"), facts=facts)


def told_words(entry: Told, basis: Basis) -> Words:
    """Any entry by itself."""
    if isinstance(entry, MorningEntry):
        return morning_words(entry, basis.book.zones)
    if isinstance(entry, WeeklyEntry):
        return weekly_words(entry)
    if isinstance(entry, ActivityEntry):
        return activity_words(entry)
    if isinstance(entry, AfterEntry):
        return sitting_words(None, entry, basis, N_("Five minutes after"))
    words = sitting_words(entry, None, basis, N_("Practice"))
    names = [name_of(one.exercise_id, basis) for one in entry.exercises]
    if names and any(effort_of(one) is None for one in entry.exercises):
        return replace(words, facts=(listed(names), *words.facts))
    return words


def name_of(exercise_id: str, basis: Basis) -> Line:
    """An exercise's name; its id where its file has gone."""
    known = exercise_id in basis.ladders
    return basis.ladders[exercise_id].name if known else Line(exercise_id)


def worst(reports: Iterable[ExerciseReport]) -> int | None:
    """The highest pain during any of them."""
    numbers = [
        side.pain_worst for one in reports for side in one.sides if side.pain_worst is not None
    ]
    return max(numbers, default=None)


def effort_of(report: ExerciseReport) -> Line | None:
    if report.effort is not None:
        return EFFORTS[report.effort]
    if report.rpe is not None:
        return N_("{number} of 10", number=report.rpe)
    return None


def side_words(side: Side, flag: Flag, zones: Zones) -> Line:
    """``Left side: Knee pain``."""
    label = zones.flags[flag].label
    return label if side == "both" else N_("{side}: {what}", side=SIDES[side], what=label)


def shown(value: float) -> float | int:
    """One place after the point at most."""
    return number(round(value, 1))


def _effort_facts(reports: Sequence[ExerciseReport], basis: Basis) -> Iterator[Line]:
    felt: dict[tuple[Effort | None, int | None], tuple[Line, list[Line]]] = {}
    for one in reports:
        line = effort_of(one)
        if line is not None:
            names = felt.setdefault((one.effort, one.rpe), (line, []))[1]
            names.append(name_of(one.exercise_id, basis))
    for line, names in felt.values():
        yield N_("{effort}: {exercises}", effort=line, exercises=listed(names))


def _exercise_flags(reports: Sequence[ExerciseReport], basis: Basis) -> Iterator[Line]:
    zones = basis.book.zones
    for one in reports:
        for side in one.sides:
            for flag in zones.flags:
                if flag in side.flags:
                    yield N_(
                        "{exercise}: {what}",
                        exercise=name_of(one.exercise_id, basis),
                        what=side_words(side.side, flag, zones),
                    )


def listed(lines: Sequence[Line]) -> Line:
    """One after the other, with commas."""
    if len(lines) == 1:
        return lines[0]
    return N_("{first}, {rest}", first=lines[0], rest=listed(lines[1:]))


def _some(line: Line | None) -> tuple[Line, ...]:
    return () if line is None else (line,)


# ------------------------------------------------------------------------------- the plan
def happenings(basis: Basis, course: Course) -> Iterator[tuple[date, Happening]]:
    """What happened to the plan, oldest first, with its day; each change once."""
    answered = {one.change_id: one for one in course.events if isinstance(one, Answered)}
    said: set[str] = set()
    for event in course.events:
        if isinstance(event, Decided):
            for change in event.decision.changes:
                if change.id not in said:
                    said.add(change.id)
                    note = _became(change, answered.get(change.id), course)
                    yield event.day, Happening(change.why, note, change.exercise_id)
            for advice in event.decision.advice:
                yield event.day, Happening(advice.say)
        elif isinstance(event, Wished):
            note = _became(event.change, answered.get(event.change.id), course)
            yield event.day, Happening(event.change.why, note, event.change.exercise_id)
        else:
            line = _event_line(basis, event)
            if line is not None:
                yield event.day, Happening(line)


def _became(change: Change, answer: Answered | None, course: Course) -> Line | None:
    """What became of a change: nothing is said of one that simply counts."""
    if answer is not None and change.answer == "waits":
        return N_("You said yes") if answer.accepted else N_("You said not now")
    if answer is not None and not answer.accepted:
        return N_("You took it back")
    if change.answer == "waits":
        waits = change.id in course.ledger.open
        return N_("Waits for your answer") if waits else N_("Was offered")
    return None


def _event_line(basis: Basis, event: Event) -> Line | None:
    if isinstance(event, Started):
        return _STARTS[event.plan.start]
    if isinstance(event, Screened):
        outcome = basis.screen.outcomes[event.result.outcome].label
        return N_("You answered the ten questions: {outcome}", outcome=outcome)
    if isinstance(event, Checked):
        if event.result is None:
            return N_("You said that something else is new.")
        if not event.result.locking:
            return N_("You answered the two questions: nothing new.")
        outcome = basis.screen.outcomes[event.result.outcome].label
        return N_("You answered the two questions: {outcome}", outcome=outcome)
    if isinstance(event, Cleared):
        return N_("You said that you were seen, and may exercise.")
    return None


def meaning(course: Course, entry: SittingEntry) -> tuple[Line, ...]:
    """What was decided because of a sitting: sentences of changes and advice that rest on it.

    Of what rests on one exercise's own pain only that of its own exercises: another sitting of the
    same day has its own.
    """
    names = {one.exercise_id for one in entry.exercises}
    found: dict[str, Line] = {}
    for event in course.events:
        if not isinstance(event, Decided):
            continue
        for change in event.decision.changes:
            own = change.rule in _OF_ONE_EXERCISE and change.exercise_id in names
            if entry.day in change.evidence and (own or change.rule in _OF_A_SITTING):
                found[change.id] = change.why
        for advice in event.decision.advice:
            if entry.day in advice.evidence and advice.rule in _OF_A_SITTING:
                found[advice.kind] = advice.say
    return tuple(found.values())


def proposals_count(course: Course) -> Line | None:
    """How many proposals wait for an answer."""
    count = sum(one.answer == "waits" for one in course.ledger.open.values())
    if not count:
        return None
    return NN_(
        "{count} proposal waits for your answer.",
        "{count} proposals wait for your answer.",
        count,
        count=count,
    )
