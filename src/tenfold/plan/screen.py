"""The questions before the start, as data, and where the answers lead (``screen.toml``).

The worst answer wins. Nothing here names an illness or a chance: an outcome says only what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast, get_args

from tenfold.exercises.packaged import library_text
from tenfold.plan.reading import Table, read_table
from tenfold.words import Line

Outcome = Literal["go_ahead", "book", "see_clinician_first", "same_day", "emergency_now"]
AgeBand = Literal["under_18", "18_to_64", "65_and_over"]
OUTCOMES: Final = cast(tuple[Outcome, ...], get_args(Outcome))
"""Mildest first."""
NONE_OF_THESE: Final = "none"
Answers = Mapping[str, str | tuple[str, ...]]
"""By question id: the id of the answer, or of all that were ticked."""


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    label: Line
    say: Line
    locks: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer, and where it leads."""

    id: str
    label: Line
    outcome: Outcome
    cleared: Outcome
    """Where it leads once the person has been seen and cleared."""
    conditions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    number: int
    ask: Line
    means: Line
    ask_cleared: Line
    """How it is asked after the person was seen because of a lock."""
    many: bool
    """Whether several answers can be ticked."""
    weekly: bool
    choices: Mapping[str, Choice]

    def asked_of(self, cleared: frozenset[str]) -> Line:
        """Its wording for somebody cleared of these answers (``question/answer``)."""
        was_seen = any(key.startswith(f"{self.id}/") for key in cleared)
        return self.ask_cleared if was_seen else self.ask


@dataclass(frozen=True, slots=True)
class Screen:
    """All questions, and when they come back."""

    version: str
    questions: tuple[Question, ...]
    outcomes: Mapping[Outcome, OutcomeWords]
    after_days: int
    away_days: int
    weekly_days: int
    closes: frozenset[str]
    """What a lock closes."""
    leaves_open: frozenset[str]
    no_age: Line
    said_seen: Line
    anything_new: Line

    @property
    def weekly(self) -> tuple[Question, ...]:
        """The two questions that come back every week."""
        return tuple(question for question in self.questions if question.weekly)

    def locks(self, outcome: Outcome) -> bool:
        return self.outcomes[outcome].locks


@dataclass(frozen=True, slots=True)
class ScreenResult:
    """Where a set of answers leads."""

    outcome: Outcome
    because: tuple[str, ...]
    """The questions whose answers lead there; empty for ``go_ahead``."""
    locking: frozenset[str]
    """What has to be cleared: every answer that locks, as ``question/answer``."""
    conditions: frozenset[str]
    version: str
    whole: bool
    """Whether every question was answered. One that locks need not wait for the others."""


@dataclass(frozen=True, slots=True)
class ScreenRefusal:
    """Why there is no result."""

    kind: Literal["not_offered", "incomplete"]
    missing: tuple[str, ...] = ()
    """Ids of questions without an answer."""


def evaluate(
    screen: Screen, answers: Answers, age: AgeBand, *, cleared: frozenset[str] = frozenset()
) -> ScreenResult | ScreenRefusal:
    """Where ``answers`` lead.

    Parameters
    ----------
    cleared
        The answers (``question/answer``) with which the person was seen, and told that they may
        exercise.

    Raises
    ------
    ValueError
        If an answer is none of its question's.
    """
    if age == "under_18":
        return ScreenRefusal("not_offered")
    return _worst(screen, screen.questions, answers, cleared=cleared)


def evaluate_weekly(
    screen: Screen,
    answers: Answers,
    *,
    anything_new: bool = False,
    cleared: frozenset[str] = frozenset(),
) -> ScreenResult | ScreenRefusal | None:
    """Where the two weekly questions lead; None where all ten come next."""
    result = _worst(screen, screen.weekly, answers, cleared=cleared)
    if isinstance(result, ScreenRefusal) or screen.locks(result.outcome):
        return result
    return None if anything_new else result


def _worst(
    screen: Screen, questions: tuple[Question, ...], answers: Answers, *, cleared: frozenset[str]
) -> ScreenResult | ScreenRefusal:
    worst: Outcome = "go_ahead"
    because: list[str] = []
    conditions: set[str] = set()
    locking: set[str] = set()
    missing = []
    for question in questions:
        chosen = _chosen(question, answers.get(question.id))
        if not chosen:
            missing.append(question.id)
        for choice in chosen:
            key = f"{question.id}/{choice.id}"
            outcome = choice.cleared if key in cleared else choice.outcome
            if screen.locks(outcome):
                locking.add(key)
            conditions |= choice.conditions
            if OUTCOMES.index(outcome) > OUTCOMES.index(worst):
                worst, because = outcome, []
            if outcome == worst != "go_ahead" and question.id not in because:
                because.append(question.id)
    if missing and not screen.locks(worst):
        return ScreenRefusal("incomplete", tuple(missing))
    return ScreenResult(
        worst,
        tuple(because),
        frozenset(locking),
        frozenset(conditions),
        screen.version,
        not missing,
    )


def _chosen(question: Question, answer: str | tuple[str, ...] | None) -> list[Choice]:
    if not answer:
        return []
    ids = (answer,) if isinstance(answer, str) else answer
    if len(ids) > 1 and (not question.many or NONE_OF_THESE in ids):
        raise ValueError(f"{question.id} cannot have all of these answers: {', '.join(ids)}")
    for one in ids:
        if one not in question.choices:
            raise ValueError(f"{question.id} has no answer {one!r}")
    return [question.choices[one] for one in ids]


def read_screen(text: str, file: str = "screen.toml") -> Screen:
    """The file, checked. :class:`.reading.DataError` names what is wrong, and where."""
    data = read_table(text, file)
    outcomes: dict[Outcome, OutcomeWords] = {}
    for part in data.tables("outcome"):
        outcomes[_outcome(part, "id")] = OutcomeWords(
            Line(part.text("label")), Line(part.text("say")), part.truth("locks")
        )
        part.end()
    if set(outcomes) != set(OUTCOMES):
        raise data.wrong("outcome", f"must be each of {', '.join(OUTCOMES)} once")
    again, lock, notes = data.table("again"), data.table("lock"), data.table("notes")
    screen = Screen(
        version=data.text("version"),
        questions=tuple(
            _question(part, number) for number, part in enumerate(data.tables("question"), 1)
        ),
        outcomes=outcomes,
        after_days=again.whole("after_days"),
        away_days=again.whole("away_days"),
        weekly_days=again.whole("weekly_days"),
        closes=frozenset(lock.texts("closes")),
        leaves_open=frozenset(lock.texts("leaves_open")),
        no_age=Line(notes.table("no_age").text("say")),
        said_seen=Line(notes.table("said_seen").text("say")),
        anything_new=Line(notes.table("anything_new").text("ask")),
    )
    for each in (again, lock, notes, data):
        each.end()
    return screen


@cache
def packaged_screen() -> Screen:
    """The questions that Tenfold comes with."""
    return read_screen(library_text("screen.toml"))


def _question(part: Table, number: int) -> Question:
    choices = {}
    for one in part.tables("answer"):
        outcome = _outcome(one, "outcome")
        choice = Choice(
            one.text("id"),
            Line(one.text("label")),
            outcome,
            _outcome(one, "cleared") if one.has("cleared") else outcome,
            frozenset(one.texts("conditions")),
        )
        one.end()
        choices[choice.id] = choice
    ask = part.text("ask")
    more = [one.text("ask") for one in part.tables("more")]
    question = Question(
        id=part.text("id"),
        number=number,
        ask=Line(ask),
        means=Line(part.text("means")),
        ask_cleared=Line(more[0] if more else ask),
        many=part.truth("many"),
        weekly=part.truth("again"),
        choices=choices,
    )
    part.end()
    return question


def _outcome(part: Table, field: str) -> Outcome:
    name = part.text(field)
    if name not in OUTCOMES:
        raise part.wrong(field, f"must be one of {', '.join(OUTCOMES)}")
    return name
