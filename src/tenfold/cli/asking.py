"""What every command asks for in the same way: the library in use, an exercise, a level."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Final, NoReturn

import typer

from tenfold.exercises.library import Library
from tenfold.exercises.load import load_library
from tenfold.exercises.model import Exercise
from tenfold.exercises.problems import LibraryError
from tenfold.store import paths

WRONG_USE: Final = 2
"""Exit code for a wrong name, level, folder or file."""


def refuse(text: str) -> NoReturn:
    """Say in one line what is wrong with what was asked, and end."""
    typer.echo(text, err=True)
    raise typer.Exit(WRONG_USE)


def user_exercises() -> Path:
    """The folder of a person's own exercises."""
    return paths.home() / "exercises"


def used_library() -> Library:
    """The packaged exercises and the person's own."""
    try:
        loaded = load_library(user_exercises())
    except LibraryError as error:
        typer.echo(f"The exercise library is damaged: {error}", err=True)
        raise typer.Exit(1) from None
    if loaded.problems:
        count = len(loaded.problems)
        problems = "1 problem" if count == 1 else f"{count} problems"
        typer.echo(f"{problems} in your own exercises: see 'tenfold check'.", err=True)
    return loaded.library


def find_exercise(library: Library, wanted: str) -> Exercise:
    """By id, name, a word of it or number, whatever the case."""
    name = wanted.strip().casefold().replace("-", "_").replace(" ", "_")
    for exercise in library:
        if name in (exercise.id, exercise.name.casefold().replace(" ", "_"), str(exercise.order)):
            return exercise
    # A word of its name is enough where only one has it: "pigeon".
    of_word = [one for one in library if name in one.id.split("_")]
    if len(of_word) == 1:
        return of_word[0]
    near = get_close_matches(name, library.ids, n=3, cutoff=0.4)
    hint = f"Did you mean {' or '.join(near)}?" if near else "See 'tenfold exercises'."
    refuse(f"There is no exercise {wanted!r}. {hint}")


def check_level(exercise: Exercise, level: int) -> None:
    """Refuse a level that the exercise does not have."""
    if level not in exercise.levels:
        known = ", ".join(str(one) for one in exercise.levels)
        refuse(f"{exercise.id} has no level {level}. Its levels are {known}.")
