"""The published JSON Schema: up to date, and true of every packaged file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import jsonschema
import pytest

from tenfold.exercises.load import PACKAGED
from tenfold.exercises.schema import SCHEMA_FILE, exercise_schema, schema_text

FILES = sorted(PACKAGED.glob("*/exercise.toml"))


def test_the_published_schema_is_up_to_date() -> None:
    published = (PACKAGED / SCHEMA_FILE).read_text(encoding="utf-8")
    assert published == schema_text(), f"run: tenfold schema > src/tenfold/library/{SCHEMA_FILE}"


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(exercise_schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_packaged_file_is_valid(path: Path) -> None:
    with path.open("rb") as file:
        tables = tomllib.load(file)
    jsonschema.Draft202012Validator(exercise_schema()).validate(tables)


def test_the_schema_explains_fields_to_an_editor() -> None:
    caution = exercise_schema()["$defs"]["Caution"]["properties"]
    assert "modify" in caution["level"]["description"]
