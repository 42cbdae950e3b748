"""Checks over a whole exercise file that no single field can make.

They read the file's plain tables, not the typed exercise, so that they also
find something in a file that has other errors: a person then mends all at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from string import Formatter
from typing import Any, Final, TypeGuard

from tenfold.body.measures import MEASURES, REP_MEASURES
from tenfold.exercises.problems import did_you_mean

Table = Mapping[str, Any]
Found = Iterator[tuple[str, str]]
"""Field path and what is wrong there."""

AMOUNT_OF_KIND: Final = {"reps": "reps", "hold": "hold_s", "breaths": "breaths"}
WHOLE_NUMBERS: Final = ("sets", "reps", "breaths", "times_per_day")
ABOVE_ZERO: Final = ("hold_s", "rep_s")
STEP_PHASES: Final = ("start", "move", "hold", "return")
SIDE_WORDS: Final = ("side", "other")


def check_exercise(raw: Table, folder_name: str, conditions: Collection[str]) -> Found:
    """Everything that is wrong in ``raw`` beyond single fields."""
    yield from _id_is_folder(raw, folder_name)
    for path, level in _forms(raw):
        yield from _dose(path, level, raw)
    yield from _whole("ease_in", _table(raw, "ease_in"))
    yield from _ladder(raw)
    yield from _words(raw)
    yield from _cautions(raw, conditions)
    for path, form in _forms(raw):
        yield from _coach(f"{path}coach", _table(form, "coach"))
    yield from _form_rules(raw)


def _table(raw: Table, key: str) -> Table:
    value = raw.get(key)
    return value if isinstance(value, dict) else {}


def _tables(raw: Table, key: str, path: str = "") -> list[tuple[str, Table]]:
    """The tables of a list, each with its path."""
    value = raw.get(key)
    if not isinstance(value, list):
        return []
    return [(f"{path}{key}[{i}]", item) for i, item in enumerate(value) if isinstance(item, dict)]


def _forms(raw: Table) -> list[tuple[str, Table]]:
    """The exercise itself and each level, with the path before their fields."""
    return [("", raw), *((f"{path}.", rung) for path, rung in _tables(raw, "ladder"))]


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _id_is_folder(raw: Table, folder_name: str) -> Found:
    name = raw.get("id")
    if isinstance(name, str) and name != folder_name:
        yield "id", f"is {name!r}, but the folder is called {folder_name!r}: make them the same"


def _dose(path: str, form: Table, raw: Table) -> Found:
    dose = form.get("dose")
    if not isinstance(dose, dict):
        return
    kind = form.get("kind", raw.get("kind"))
    amount = AMOUNT_OF_KIND.get(kind) if isinstance(kind, str) else None
    if amount is not None and amount not in dose:
        yield f"{path}dose.{amount}", f"is missing: an exercise of kind {kind!r} needs it"
    if kind == "reps" and "rep_s" not in dose:
        yield f"{path}dose.rep_s", "is missing: the voice counts reps by it (seconds for one rep)"
    yield from _whole(f"{path}dose", dose)


def _whole(path: str, amounts: Table) -> Found:
    for name in (*WHOLE_NUMBERS, *ABOVE_ZERO):
        for key in ("value", "min", "max"):
            number = _table(amounts, name).get(key)
            if not _is_number(number):
                continue
            if name in ABOVE_ZERO and number == 0:
                yield f"{path}.{name}.{key}", "must be more than 0"
            elif name in WHOLE_NUMBERS and (number != number // 1 or number == 0):
                yield (
                    f"{path}.{name}.{key}",
                    f"must be a whole number from 1, not {number!r}",
                )


def _ladder(raw: Table) -> Found:
    seen: set[object] = set()
    for path, rung in _tables(raw, "ladder"):
        level = rung.get("level")
        if _is_number(level) and level in seen:
            yield f"{path}.level", f"level {level} is there twice"
        if _is_number(level):
            seen.add(level)


def _levels(raw: Table) -> set[object]:
    return {
        rung.get("level") for _, rung in _tables(raw, "ladder") if _is_number(rung.get("level"))
    }


def _placeholders(text: str) -> tuple[set[str], str | None]:
    """Placeholder names in ``text``, and what is wrong with its braces (None: nothing)."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return set(), "has a brace without its partner"
    names = {name for _, name, _, _ in parts if name is not None}
    for _, name, spec, conversion in parts:
        if name is not None and (spec or conversion):
            return names, f"write {{{name}}} without anything else in the braces"
    return names, None


def _texts(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(f"{path}.{key}" if path else key, inner)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _texts(f"{path}[{i}]", inner)


def _words(raw: Table) -> Found:
    """Braces stand only in steps, and only as {side} and {other} where there are sides."""
    own = _tables(raw, "steps")
    steps = set()
    for path, form in _forms(raw):
        sides = _table(_table(form, "dose"), "sides").get("value")
        mine = _tables(form, "steps", path)
        steps |= {f"{step}.{key}" for step, _ in mine for key in ("say", "print")}
        for step, table in mine:
            yield from _step_words(step, table, sides)
        if path and "steps" not in form and sides == "both_together" and _sided(own):
            yield (
                f"{path}dose.sides",
                "both sides are done together, but the steps it takes over speak of {side}",
            )
    for place, text in _texts("", raw):
        if place in steps or not ("{" in text or "}" in text):
            continue
        yield place, "braces stand only in steps, as {side} and {other}"


def _sided(steps: list[tuple[str, Table]]) -> bool:
    return any(
        _placeholders(text)[0] & set(SIDE_WORDS)
        for _, step in steps
        for text in (step.get("say"), step.get("print"))
        if isinstance(text, str)
    )


def _step_words(path: str, step: Table, sides: object) -> Found:
    for key in ("say", "print"):
        text = step.get(key)
        if not isinstance(text, str):
            continue
        names, wrong = _placeholders(text)
        if wrong is not None:
            yield f"{path}.{key}", wrong
        for name in sorted(names - set(SIDE_WORDS)):
            yield f"{path}.{key}", f"{{{name}}} is none of {{side}} and {{other}}"
        if names & set(SIDE_WORDS) and sides == "both_together":
            yield f"{path}.{key}", "speaks of {side}, but both sides are done together"


def _cautions(raw: Table, conditions: Collection[str]) -> Found:
    seen: set[str] = set()
    levels = _levels(raw)
    for path, caution in _tables(raw, "cautions"):
        name, level = caution.get("condition"), caution.get("level")
        if isinstance(name, str):
            if name not in conditions:
                near = did_you_mean(name, conditions)
                yield f"{path}.condition", f"{name!r} is not a known condition{near}"
            elif name in seen:
                yield f"{path}.condition", f"{name!r} is there twice"
            seen.add(name)
        if _is_number(level) and level not in levels:
            yield f"{path}.level", f"the ladder has no level {level}"


def _coach(at: str, coach: Table) -> Found:
    for path, phase in _tables(coach, "phases", f"{at}."):
        for key in ("enter", "stay"):
            for place, condition in _tables(phase, key, f"{path}."):
                yield from _measure(place, condition, "body", per_rep=False)
    for path, never in _tables(coach, "never", f"{at}."):
        for place, condition in _tables(never, "when", f"{path}."):
            yield from _measure(place, condition, "body", per_rep=False)
    if isinstance(coach.get("range"), dict):
        yield from _measure(f"{at}.range", coach["range"], "mean", per_rep=False)


def _measure(path: str, condition: Table, default_of: str, *, per_rep: bool) -> Found:
    if isinstance(condition.get("otherwise"), dict):
        inner = condition["otherwise"]
        yield from _measure(f"{path}.otherwise", inner, default_of, per_rep=per_rep)
    name = condition.get("measure")
    if not isinstance(name, str):
        return
    known = {*MEASURES, *REP_MEASURES} if per_rep else set(MEASURES)
    if name not in known:
        if name in REP_MEASURES:
            yield f"{path}.measure", f"{name!r} is about a whole rep: it needs per = 'rep'"
        else:
            near = did_you_mean(name, known)
            yield f"{path}.measure", f"{name!r} is not a known measure{near}"
        return
    of = condition.get("of", default_of)
    sided = name in MEASURES and MEASURES[name].sided
    if sided and of == "body":
        yield (
            f"{path}.of",
            f"{name!r} is measured on a side: say whose (working, other, both, either or mean)",
        )
    if not sided and of != "body":
        yield f"{path}.of", f"{name!r} has no sides: write of = 'body'"


def _form_rules(raw: Table) -> Found:
    names = [
        phase["name"]
        for _, form in _forms(raw)
        for _, phase in _tables(_table(form, "coach"), "phases")
        if isinstance(phase.get("name"), str)
    ]
    known = {*STEP_PHASES, *names, *(f"to_{name}" for name in names)}
    seen: set[str] = set()
    for path, rule in _tables(raw, "form"):
        rule_id, phases = rule.get("id"), rule.get("phases")
        if isinstance(rule_id, str):
            if rule_id in seen:
                yield f"{path}.id", f"{rule_id!r} is there twice"
            seen.add(rule_id)
        for i, phase in enumerate(phases if isinstance(phases, list) else []):
            if isinstance(phase, str) and phase not in known:
                near = did_you_mean(phase, known)
                yield (
                    f"{path}.phases[{i}]",
                    f"{phase!r} is no phase of the coach, nor start, move, hold or return{near}",
                )
        if isinstance(rule.get("when"), dict):
            per_rep = rule.get("per") == "rep"
            yield from _measure(f"{path}.when", rule["when"], "body", per_rep=per_rep)
