"""The JSON Schema of ``exercise.toml``, for editors and for other programs."""

from __future__ import annotations

import json
from typing import Any, Final

from tenfold.exercises.checks import ABOVE_ZERO, AMOUNT_OF_KIND, WHOLE_NUMBERS
from tenfold.exercises.model import Exercise

SCHEMA_FILE: Final = "exercise.schema.json"
_WHOLE: Final = {"multipleOf": 1, "minimum": 1}


def exercise_schema() -> dict[str, Any]:
    """The schema, made from the classes, with what can be said of more than one field added.

    What names other files or other tables (folder name, conditions, measures, levels) only
    ``tenfold check`` can tell.
    """
    schema: dict[str, Any] = _without_titles(Exercise.model_json_schema(by_alias=True))
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Tenfold exercise"
    definitions = schema["$defs"]
    _amounts(definitions["Dose"])
    _amounts(definitions["EaseIn"])
    definitions["Dose"]["allOf"] = [
        {"properties": {name: _each_number({"exclusiveMinimum": 0})}} for name in ABOVE_ZERO
    ]
    schema["allOf"] = [_needs_amount(kind) for kind in AMOUNT_OF_KIND]
    definitions["Level"]["allOf"] = [_needs_amount(kind) for kind in AMOUNT_OF_KIND]
    return schema


def _without_titles(schema: Any) -> Any:
    """Leave out the titles that Pydantic makes of field names ("Rest S")."""
    if isinstance(schema, dict):
        return {
            key: _without_titles(value)
            for key, value in schema.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [_without_titles(item) for item in schema] if isinstance(schema, list) else schema


def _amounts(definition: dict[str, Any]) -> None:
    names = [name for name in WHOLE_NUMBERS if name in definition["properties"]]
    for name in names:
        field = definition["properties"][name]
        definition["properties"][name] = {"allOf": [field, _each_number(_WHOLE)]}


def _each_number(rule: dict[str, Any]) -> dict[str, Any]:
    return {"properties": dict.fromkeys(("value", "min", "max"), rule)}


def _needs_amount(kind: str) -> dict[str, Any]:
    needed = [AMOUNT_OF_KIND[kind], *(["rep_s"] if kind == "reps" else [])]
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": {"properties": {"dose": {"required": needed}}},
    }


def schema_text() -> str:
    """The published file, byte for byte."""
    return json.dumps(exercise_schema(), indent=2, ensure_ascii=False) + "\n"
