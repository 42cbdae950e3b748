"""Read library folders into typed exercises, with every error of every file.

A library folder holds one folder for each exercise (``<id>/exercise.toml``) and
``conditions.toml``. Nothing here knows where a person's own folder is: the
caller says so.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

import tenfold
from tenfold.exercises.checks import check_exercise
from tenfold.exercises.explain import problems_of
from tenfold.exercises.library import Library
from tenfold.exercises.model import ConditionList, Exercise, HealthCondition
from tenfold.exercises.problems import LibraryError, Problem
from tenfold.exercises.rights import RIGHTS_FILE, Rights

EXERCISE_FILE: Final = "exercise.toml"
CONDITIONS_FILE: Final = "conditions.toml"
PACKAGED: Final = Path(tenfold.__file__).parent / "library"
_EMPTY: Final = Library()
_BESIDE: Final = "in the library beside this folder"
_M = TypeVar("_M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read, and what could not."""

    library: Library
    problems: tuple[Problem, ...]


def load_library(*user_folders: Path) -> Loaded:
    """The packaged library and, beside it, the exercises of each of ``user_folders``.

    A faulty exercise of the user's is left out and told in ``problems``. A folder that does
    not exist adds nothing.

    Raises
    ------
    LibraryError
        If the packaged library itself has an error.
    """
    library = packaged_library()
    problems: list[Problem] = []
    for folder in user_folders:
        if folder.is_dir():
            loaded = read_folder(folder, library)
            library = loaded.library
            problems += loaded.problems
    return Loaded(library, tuple(problems))


@cache
def packaged_library() -> Library:
    """The ten exercises. LibraryError if the installation is damaged."""
    loaded = read_folder(PACKAGED)
    problems = list(loaded.problems)
    if not (PACKAGED / CONDITIONS_FILE).is_file():
        problems.insert(0, Problem(CONDITIONS_FILE, "", "is missing"))
    if not loaded.library.exercises:
        problems.append(Problem(PACKAGED.name, "", "has no exercises"))
    if problems:
        raise LibraryError(tuple(problems))
    return loaded.library


def read_folder(folder: Path, base: Library = _EMPTY) -> Loaded:
    """``base`` and, added to it, the exercises and conditions of ``folder``.

    An id or order that ``base`` has already is a problem. A condition that ``base`` has
    already is reworded.
    """
    conditions, problems = _read_conditions(folder, base.conditions)
    names = {condition.id for condition in conditions}
    exercises = list(base.exercises)
    taken = _Taken(
        {exercise.id: _BESIDE for exercise in exercises},
        {exercise.order: exercise.id for exercise in exercises},
    )
    for place in sorted(folder.iterdir()):
        if not place.is_dir() or place.name.startswith((".", "_")):
            continue
        file = f"{place.name}/{EXERCISE_FILE}"
        exercise, found = _read_exercise(place, file, names, taken)
        problems += found
        if exercise is not None and not found:
            exercises.append(exercise)
    exercises.sort(key=lambda exercise: exercise.order)
    return Loaded(Library(tuple(exercises), conditions), tuple(problems))


def read_one(place: Path, base: Library = _EMPTY) -> Loaded:
    """Like :func:`read_folder` for the folder of a single exercise."""
    names = {condition.id for condition in base.conditions}
    exercise, problems = _read_exercise(place, EXERCISE_FILE, names, _Taken({}, {}))
    if exercise is None or problems:
        return Loaded(base, tuple(problems))
    ordered = sorted((*base.exercises, exercise), key=lambda one: one.order)
    return Loaded(Library(tuple(ordered), base.conditions), ())


@dataclass(frozen=True, slots=True)
class _Taken:
    """Ids and orders seen so far, also in files with other errors."""

    ids: dict[str, str]
    """Where an id stands."""
    orders: dict[int, str]
    """Whose an order is."""

    def clashes(self, raw: Mapping[str, Any], file: str) -> list[Problem]:
        """What ``raw`` takes that is taken; the rest is taken from now on."""
        found = []
        name, order = raw.get("id"), raw.get("order")
        if isinstance(name, str):
            if name in self.ids:
                found.append(Problem(file, "id", f"{name!r} is there already, {self.ids[name]}"))
            self.ids.setdefault(name, f"in {file}")
        if isinstance(order, int):
            if order in self.orders:
                free = max(self.orders) + 1
                text = f"{order} is the order of {self.orders[order]!r} already; {free} is free"
                found.append(Problem(file, "order", text))
            self.orders.setdefault(order, str(name))
        return found


def _read_conditions(
    folder: Path, base: tuple[HealthCondition, ...]
) -> tuple[tuple[HealthCondition, ...], list[Problem]]:
    if not (folder / CONDITIONS_FILE).is_file():
        return base, []
    raw, problems = _read_toml(folder / CONDITIONS_FILE, CONDITIONS_FILE)
    listed, found = _parse(ConditionList, raw, CONDITIONS_FILE)
    problems += found
    merged = {condition.id: condition for condition in base}
    seen: set[str] = set()
    for i, condition in enumerate(listed.conditions if listed else ()):
        if condition.id in seen:
            field = f"conditions[{i}].id"
            problems.append(Problem(CONDITIONS_FILE, field, f"{condition.id!r} is there twice"))
        seen.add(condition.id)
        merged[condition.id] = condition
    return tuple(merged.values()), problems


def _read_exercise(
    place: Path, file: str, conditions: set[str], taken: _Taken
) -> tuple[Exercise | None, list[Problem]]:
    raw, problems = _read_toml(place / EXERCISE_FILE, file)
    exercise, found = _parse(Exercise, raw, file)
    problems += found
    if exercise is not None and (place / RIGHTS_FILE).is_file():
        rights, wrong = _read_rights(place, file)
        problems += wrong
        exercise = exercise.model_copy(update={"rights": rights})
    known = {problem.field for problem in problems}
    problems += [
        Problem(file, field, text)
        for field, text in check_exercise(raw or {}, place.resolve().name, conditions)
        if field not in known
    ]
    return exercise, problems + taken.clashes(raw or {}, file)


def _read_rights(place: Path, file: str) -> tuple[Rights | None, list[Problem]]:
    shown = str(Path(file).with_name(RIGHTS_FILE))
    try:
        text = (place / RIGHTS_FILE).read_text(encoding="utf-8")
        return Rights.model_validate_json(text), []
    except OSError as error:
        return None, [Problem(shown, "", f"cannot be read: {error.strerror}")]
    except UnicodeDecodeError:
        return None, [Problem(shown, "", "is not UTF-8 text")]
    except ValidationError as error:
        return None, problems_of(shown, error, Rights)


def _read_toml(path: Path, shown: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except FileNotFoundError:
        return None, [Problem(shown, "", "is missing")]
    except OSError as error:
        return None, [Problem(shown, "", f"cannot be read: {error.strerror}")]
    except UnicodeDecodeError:
        return None, [Problem(shown, "", "is not UTF-8 text")]
    except tomllib.TOMLDecodeError as error:
        return None, [Problem(shown, "", f"is not valid TOML: {error}")]


def _parse(
    model: type[_M], raw: dict[str, Any] | None, file: str
) -> tuple[_M | None, list[Problem]]:
    if raw is None:
        return None, []
    try:
        # By way of JSON: lists become tuples, and a number in quotes stays an error.
        return model.model_validate_json(json.dumps(raw, default=_no_such_value), strict=True), []
    except ValidationError as error:
        return None, problems_of(file, error, model)


def _no_such_value(value: object) -> object:
    """Dates and times, which TOML has and exercises have not: an error wherever they stand."""
    return [str(value)]
