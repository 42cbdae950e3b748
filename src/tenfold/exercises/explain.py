"""Pydantic's errors in plain words, with the place as it stands in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tenfold.exercises.problems import Problem, did_you_mean

AMOUNT_FIELDS: Final = frozenset(
    {"sets", "reps", "hold_s", "breaths", "pause_s", "rep_s", "rest_s", "times_per_day"}
)
_UNION_TAGS: Final = frozenset({"exact", "range", "word", "table"})
_UNION_FIELDS: Final = AMOUNT_FIELDS | {"coach"}
_ONE_AMOUNT: Final = (
    'write a number and where it comes from: { value = 3, from = "article" }, '
    'or a range: { min = 30, max = 60, from = "ours" }'
)


def dotted(parts: Iterable[int | str]) -> str:
    """``("steps", 2, "say")`` as ``steps[2].say``."""
    path = ""
    for part in parts:
        if isinstance(part, int):
            path += f"[{part}]"
        else:
            path += f".{part}" if path else part
    return path


def _in_file(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Leave out the tags that Pydantic puts where a field may be one thing or another."""
    return tuple(
        part
        for i, part in enumerate(location)
        if not (i > 0 and part in _UNION_TAGS and location[i - 1] in _UNION_FIELDS)
    )


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _kind_of(value: object) -> str:
    names: dict[type, str] = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "text",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), "something else")


def _always(words: str) -> Callable[[ErrorDetails], str]:
    return lambda _error: words


def _expected(what: str) -> Callable[[ErrorDetails], str]:
    return lambda error: f"must be {what}, not {_kind_of(error['input'])}"


def _limit(words: str, key: str) -> Callable[[ErrorDetails], str]:
    return lambda error: f"must be {words} {error['ctx'][key]}, not {_shown(error['input'])}"


_EXPLAIN: Final[Mapping[str, Callable[[ErrorDetails], str]]] = {
    "missing": _always("is missing"),
    "literal_error": lambda error: (
        f"must be {error['ctx']['expected']}, not {_shown(error['input'])}"
    ),
    "string_type": _expected("text"),
    "float_type": _expected("a number"),
    "int_type": _expected("a whole number"),
    "int_from_float": lambda error: f"must be a whole number, not {_shown(error['input'])}",
    "bool_type": _expected("true or false"),
    "tuple_type": _expected("a list"),
    "dict_type": _expected("a table"),
    "model_type": _expected("a table"),
    "finite_number": _always("must be an ordinary number"),
    "greater_than": _limit("more than", "gt"),
    "greater_than_equal": _limit("at least", "ge"),
    "less_than_equal": _limit("at most", "le"),
    "string_too_short": _always("must not be empty"),
    "string_too_long": lambda error: (
        f"is too long: at most {error['ctx']['max_length']} characters"
    ),
    "string_pattern_mismatch": lambda error: (
        "must be small letters, digits and underscores, beginning with a letter, "
        f"not {_shown(error['input'])}"
    ),
    "too_short": lambda error: f"needs at least {error['ctx']['min_length']}",
    "value_error": lambda error: str(error["ctx"]["error"]),
}


def _known_fields(model: type[BaseModel], location: tuple[int | str, ...]) -> set[str]:
    """Names of the fields that may stand where ``location``'s last part stands."""
    here: set[type[BaseModel]] = {model}
    for part in location[:-1]:
        if isinstance(part, int) or part in _UNION_TAGS - _names(here):
            continue
        here = {
            found
            for one in here
            for name, field in one.model_fields.items()
            if part in (name, field.alias)
            for found in _models_in(field.annotation)
        }
    return _names(here)


def _names(models: set[type[BaseModel]]) -> set[str]:
    return {field.alias or name for model in models for name, field in model.model_fields.items()}


def _models_in(annotation: Any) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {model for inner in get_args(annotation) for model in _models_in(inner)}


def problems_of(file: str, error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """Every error that Pydantic found in ``file``."""
    found = []
    for detail in error.errors(include_url=False):
        location = detail["loc"]
        place = _in_file(location)
        if detail["type"] == "extra_forbidden":
            near = did_you_mean(str(location[-1]), _known_fields(model, location))
            text = f"is not a field that exists here{near}"
        elif place and place[-1] in AMOUNT_FIELDS and detail["type"] == "model_type":
            text = _ONE_AMOUNT
        else:
            explain = _EXPLAIN.get(detail["type"])
            text = explain(detail) if explain else detail["msg"]
        found.append(Problem(file, dotted(place), text))
    return found
