"""The rules as data: numbers, sentences and the version that decisions keep (``rules.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Final, Literal, cast, get_args

from tenfold.exercises.packaged import library_text
from tenfold.plan.reading import Table, read_table
from tenfold.plan.zones import Zones, read_zones
from tenfold.words import Line
from tenfold.words.line import Param

RuleId = Literal["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "more", "caution"]
Answer = Literal["binding", "undo", "waits"]
RULE_IDS: Final = cast(tuple[RuleId, ...], get_args(RuleId))
ANSWERS: Final = cast(tuple[Answer, ...], get_args(Answer))


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every number of every rule, by its name in the file."""

    amber_needed: int
    amber_of_last: int
    easy_share: float
    easy_level: int
    rise_at_least: int
    mornings: int
    red_events: int
    red_days: int
    red_at_gentlest: int
    red_at_gentlest_days: int
    gentle_days: int
    again_days: int
    window_days: int
    sessions: int
    easy_last: int
    full_from: float
    per_exercise_days: int
    exercises_per_week: int
    clear_of_red_days: int
    easier_from_days: int
    restart_from_days: int
    share: float
    days: int
    shorter_to: int
    alternate_per_week: int
    better_within_days: int
    quiet_leg_days: int
    points: int
    gain_share: float
    activity_gain: int
    week_rise: int
    week_needs: int
    more_sittings: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name for people, what can be answered, its sentences."""

    id: RuleId
    label: Line
    answer: Answer
    because: Mapping[str, str]
    """Message ids by occasion."""

    def line(self, occasion: str, **params: Param | Line) -> Line:
        """The sentence for ``occasion``, filled."""
        return Line(self.because[occasion], params)


@dataclass(frozen=True, slots=True)
class StartNumbers:
    """The first dose."""

    easier_from_usual: int
    gentlest_from_usual: int
    fewest: int
    most: int


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All that the plan goes by. Another version may stand beside it."""

    version: str
    zones: Zones
    rules: Mapping[RuleId, Rule]
    n: Numbers
    sessions_of: Mapping[str, int]
    """Sessions a week that are enough for rule 5, where they are fewer than for the others."""
    review_days: tuple[int, ...]
    gentle: tuple[tuple[str, int], ...]
    """Exercise and level of the two quiet days."""
    nerve_safe: Mapping[str, int | None]
    """What rule 8 leaves out (None), or keeps at a level."""
    start: StartNumbers
    step: Mapping[str, int]
    """One step of dose by kind."""
    sore_above: int
    sore_exercises: frozenset[str]
    advice: Mapping[str, str]
    """Message ids."""

    def advise(self, which: str, **params: Param | Line) -> Line:
        return Line(self.advice[which], params)


# Names that two rules share get their own field.
_NUMBER_NAMES: Final = {("9", "share"): "gain_share"}


def read_rulebook(rules_text: str, zones_text: str) -> Rulebook:
    """Both files, checked. :class:`.reading.DataError` names what is wrong, and where."""
    data = read_table(rules_text, "rules.toml")
    numbers: dict[str, float] = {}
    rules: dict[RuleId, Rule] = {}
    sessions_of: dict[str, int] = {}
    review_days: tuple[int, ...] = ()
    for part in data.tables("rule"):
        name = part.text("id")
        if name not in RULE_IDS or name in rules:
            raise part.wrong("id", f"must be each of {', '.join(RULE_IDS)} once")
        rule_id: RuleId = name
        rules[rule_id] = _rule(part, rule_id)
        table = part.table("numbers")
        for field in table.fields():
            numbers[_NUMBER_NAMES.get((rule_id, field), field)] = table.number(field)
        extra = part.table("sessions_of")
        sessions_of |= {field: extra.whole(field) for field in extra.fields()}
        review_days += part.wholes("review_days")
        part.end()
    if len(rules) != len(RULE_IDS):
        raise data.wrong("rule", f"must be each of {', '.join(RULE_IDS)} once")
    start, soreness = data.table("start"), data.table("soreness")
    step = data.table("step")
    advice = data.table("advice")
    book = Rulebook(
        version=data.text("version"),
        zones=read_zones(zones_text),
        rules=rules,
        n=_numbers(numbers, data),
        sessions_of=sessions_of,
        review_days=review_days,
        gentle=tuple((one.text("exercise"), one.whole("level")) for one in data.tables("gentle")),
        nerve_safe={
            one.text("exercise"): one.whole("level") if one.has("level") else None
            for one in data.tables("nerve_safe")
        },
        start=StartNumbers(*(start.whole(field.name) for field in fields(StartNumbers))),
        step={kind: step.whole(kind) for kind in ("hold_s", "breaths", "reps")},
        sore_above=soreness.whole("above"),
        sore_exercises=frozenset(soreness.texts("exercises")),
        advice={name: advice.table(name).text("say") for name in advice.fields()},
    )
    for each in (start, soreness, step, data):
        each.end()
    return book


@cache
def packaged_rulebook() -> Rulebook:
    """The rules that Tenfold comes with."""
    return read_rulebook(library_text("rules.toml"), library_text("zones.toml"))


def _rule(part: Table, rule_id: RuleId) -> Rule:
    answer = part.text("answer")
    if answer not in ANSWERS:
        raise part.wrong("answer", f"must be one of {', '.join(ANSWERS)}")
    because = {one.text("id"): one.text("why") for one in part.tables("because")}
    return Rule(rule_id, Line(part.text("label")), answer, because)


def _numbers(found: Mapping[str, float], data: Table) -> Numbers:
    known = {field.name: field.type for field in fields(Numbers)}
    for name in sorted(set(found) ^ set(known)):
        raise data.wrong(name, "is not known here" if name in found else "is missing")
    whole = {
        name: value if known[name] == "float" else round(value) for name, value in found.items()
    }
    return Numbers(**whole)  # type: ignore[arg-type]
