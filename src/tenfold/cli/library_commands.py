"""``tenfold exercises``, ``show``, ``check``, ``motions`` and ``schema``: the library on the
command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from tenfold.cli.asking import check_level, find_exercise, refuse, used_library, user_exercises
from tenfold.exercises import describe
from tenfold.exercises.library import Library
from tenfold.exercises.load import (
    EXERCISE_FILE,
    PACKAGED,
    Loaded,
    packaged_library,
    read_folder,
    read_one,
)
from tenfold.exercises.model import Exercise, Origin, variant
from tenfold.exercises.motion import MotionError
from tenfold.exercises.motion_problems import motion_problems
from tenfold.exercises.problems import LibraryError, Problem
from tenfold.exercises.schema import schema_text
from tenfold.exercises.tracks import TRACKS_FILE, compiled, motions, read_tracks, text_of
from tenfold.words import Translator

_words = Translator()
_say = _words.text

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("exercises")(exercises)
    app.command("show")(show)
    app.command("check")(check)
    app.command("motions")(compile_motions)
    app.command("schema")(schema)


def exercises(as_json: AsJson = False) -> None:
    """List the exercises: how one starts, how much, how often a day."""
    library = used_library()
    if as_json:
        typer.echo(json.dumps([_summary(exercise) for exercise in library], indent=2))
        return
    table = Table(box=box.SIMPLE_HEAD, leading=1, padding=(0, 1))
    table.add_column("#", justify="right")
    table.add_column("Exercise", no_wrap=True)
    for heading in ("Start", "Dose", "How often"):
        table.add_column(heading)
    for exercise in library:
        table.add_row(
            str(exercise.order),
            f"[bold]{escape(exercise.name)}[/]\n[dim]{exercise.id}[/]",
            _say(describe.START_WORDS[exercise.start]),
            _say(describe.dose_line(exercise)),
            _say(describe.per_day_line(exercise.dose)),
        )
    console = Console(highlight=False)
    console.print(table)
    console.print("[dim]More about one: tenfold show ID[/]")


def show(
    exercise_id: Annotated[str, typer.Argument(metavar="ID", help="Its id, name or number.")],
    level: Annotated[
        int, typer.Option("--level", "-l", help="-2 (gentlest) to 2; 0 is as published.")
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Show one exercise: steps, dose with its source, levels, cautions, readings."""
    library = used_library()
    exercise = find_exercise(library, exercise_id)
    check_level(exercise, level)
    if as_json:
        typer.echo(json.dumps(_whole(exercise, level, library), indent=2))
    else:
        _print_exercise(Console(highlight=False), exercise, level, library)


def check(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A library folder, or one exercise's. Default: all that is used."),
    ] = None,
) -> None:
    """Check exercise files. Names every problem with its file and field."""
    try:
        loaded = _check_all() if folder is None else _check_folder(folder)
    except LibraryError as error:
        loaded = Loaded(Library(), error.problems)
    problems = [*loaded.problems, *_motion_problems(loaded.library, folder)]
    for problem in problems:
        typer.echo(str(problem))
    faulty = {problem.file for problem in problems} - {p.file for p in loaded.problems}
    fine = len(loaded.library) - len(faulty)
    if problems:
        count = len(problems)
        typer.echo(f"{count} {'problem' if count == 1 else 'problems'}; {_many(fine)} fine.")
        raise typer.Exit(1)
    typer.echo(f"{_many(fine).capitalize()} fine.")


def _motion_problems(library: Library, folder: Path | None) -> list[Problem]:
    """What is wrong with movements. Solving takes seconds an exercise: a bar shows how far."""
    found: list[Problem] = []
    exercises = [exercise for exercise in library if motions(exercise)]
    for exercise in track(exercises, "Movements", console=Console(stderr=True), transient=True):
        found += motion_problems(exercise, _place(exercise.id, folder))
    return found


def _place(exercise_id: str, folder: Path | None) -> Path:
    """The folder of an exercise: in the checked folder, the person's own, or the packaged one."""
    if folder is not None:
        return folder if (folder / EXERCISE_FILE).is_file() else folder / exercise_id
    own = user_exercises() / exercise_id
    return own if (own / EXERCISE_FILE).is_file() else PACKAGED / exercise_id


def compile_motions(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A library folder, or one exercise's. Default: the packaged library."),
    ] = None,
) -> None:
    """Solve the movements of exercises into motion.json beside their files."""
    loaded = _check_folder(folder or PACKAGED)
    exercises = [exercise for exercise in loaded.library if motions(exercise)]
    made = 0
    for exercise in track(exercises, "Movements", console=Console(stderr=True), transient=True):
        place = _place(exercise.id, folder or PACKAGED)
        if read_tracks(place, exercise) is not None:
            continue
        try:
            text = text_of(compiled(exercise))
        except MotionError as error:
            refuse(f"{exercise.id}/{EXERCISE_FILE}: {error}")
        (place / TRACKS_FILE).write_text(text, encoding="utf-8")
        made += 1
    typer.echo(f"{_many(len(exercises)).capitalize()} up to date, {made} made now.")
    if loaded.problems:
        refuse("Some files have errors: tenfold check names them.")


def schema() -> None:
    """Print the JSON Schema of exercise.toml."""
    typer.echo(schema_text(), nl=False)


def _many(count: int) -> str:
    return "1 exercise is" if count == 1 else f"{count} exercises are"


def _check_all() -> Loaded:
    packaged = read_folder(PACKAGED)
    if packaged.problems:
        return packaged
    own = user_exercises()
    if not own.is_dir():
        return packaged
    return read_folder(own, packaged.library)


def _check_folder(folder: Path) -> Loaded:
    """The folder by itself: a copy of a packaged exercise clashes with nothing."""
    if not folder.is_dir():
        refuse(f"{folder} is not a folder.")
    base = Library((), packaged_library().conditions)
    if (folder / EXERCISE_FILE).is_file():
        return read_one(folder, base)
    loaded = read_folder(folder, base)
    if loaded.library.exercises or loaded.problems:
        return loaded
    nothing = Problem(str(folder), "", f"has no exercises (folders with {EXERCISE_FILE})")
    return Loaded(loaded.library, (nothing,))


def _summary(exercise: Exercise) -> dict[str, Any]:
    return {
        "order": exercise.order,
        "id": exercise.id,
        "name": exercise.name,
        "kind": exercise.kind,
        "start": exercise.start,
        "starter": exercise.starter,
        "dose_text": _say(describe.dose_line(exercise)),
        "per_day_text": _say(describe.per_day_line(exercise.dose)),
        "dose": exercise.dose.model_dump(mode="json", by_alias=True, exclude_none=True),
        "levels": list(exercise.levels),
        "camera_coach": exercise.coach is not None,
    }


def _whole(exercise: Exercise, level: int, library: Library) -> dict[str, Any]:
    """The exercise at one level, with all that holds at every level."""
    form = variant(exercise, level).model_dump(mode="json", by_alias=True, exclude_none=True)
    rest = exercise.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {
        "id": exercise.id,
        **{key: value for key, value in rest.items() if key not in ("id", "motion", "ladder")},
        **{key: value for key, value in form.items() if key not in ("exercise_id", "motion")},
        "dose_text": _say(describe.dose_line(exercise, level)),
        "per_day_text": _say(describe.per_day_line(variant(exercise, level).dose)),
        "levels": [
            {
                "level": one,
                "name": _say(describe.level_name(exercise, one)),
                "dose_text": _say(describe.dose_line(exercise, one)),
            }
            for one in exercise.levels
        ],
        "cautions": [
            {
                **caution.model_dump(mode="json", exclude_none=True),
                "label": library.condition(caution.condition).label,
            }
            for caution in exercise.cautions
        ],
    }


def _mark(origin: Origin) -> str:
    return f"[dim]({_say(describe.ORIGIN_WORDS[origin])})[/]"


def _print_exercise(console: Console, exercise: Exercise, level: int, library: Library) -> None:
    form = variant(exercise, level)
    name = _say(describe.level_name(exercise, level))
    console.print(f"\n[bold]{exercise.order}. {escape(exercise.name)}[/]  [dim]{exercise.id}[/]")
    console.print(escape(exercise.summary))
    start = _say(describe.START_WORDS[form.start])
    console.print(f"\nLevel {describe.signed(level)}: {escape(name)}. Begins {start}.")
    console.print(
        f"[bold]{_say(describe.dose_line(exercise, level))}[/], "
        f"{_say(describe.per_day_line(form.dose))}"
    )
    _print_dose(console, exercise, level)
    for item in form.equipment:
        need = "" if item.optional else " (needed)"
        console.print(f"  • {escape(item.name)}{need} {_mark(item.origin)}")
    _heading(console, "Steps")
    told_for = describe.told_for_line(exercise, level)
    if told_for is not None:
        console.print(f"[dim]{_say(told_for)}[/]")
    for number, step in enumerate(describe.step_lines(exercise, level), 1):
        console.print(f"  {number}. {escape(_say(step.line))} {_mark(step.origin)}")
    if exercise.side_means and told_for is not None:
        console.print(f"[dim]The side is {escape(exercise.side_means)}.[/]")
    if exercise.first_side_note:
        console.print(escape(exercise.first_side_note))
    if form.coach is None:
        console.print(f"[dim]{_say(describe.TIMED_NOTE)}[/]")
    _print_rest(console, exercise, library)


def _heading(console: Console, words: str) -> None:
    console.print(f"\n[bold]{words}[/]")


def _print_dose(console: Console, exercise: Exercise, level: int) -> None:
    table = Table(show_header=False, box=None, padding=(0, 2))
    for row in describe.dose_rows(exercise, level):
        note = escape(_say(row.note)) if row.note else ""
        table.add_row(_say(row.label), _say(row.value), _mark(row.origin), f"[dim]{note}[/]")
    console.print(table)


def _print_rest(console: Console, exercise: Exercise, library: Library) -> None:
    """What is the same at every level."""
    _heading(console, "Easier and harder")
    for level in exercise.levels:
        name, dose = describe.level_name(exercise, level), describe.dose_line(exercise, level)
        console.print(f"  {describe.signed(level):>2}  {escape(_say(name))}: {_say(dose)}")
    if exercise.cautions:
        _heading(console, "With a condition")
    for caution in exercise.cautions:
        label = library.condition(caution.condition).label
        words = [f"{_say(describe.caution_line(caution))}."]
        words += [caution.note] if caution.note else []
        avoid_if = describe.avoid_if_line(caution)
        words += [_say(avoid_if)] if avoid_if else []
        console.print(f"  [bold]{escape(label)}[/]: {escape(' '.join(words))}")
    if exercise.readings:
        _heading(console, "What the article leaves open, and how Tenfold reads it")
    for reading in exercise.readings:
        console.print(f"  [dim]{escape(reading.open)}[/]\n    {escape(reading.reading)}")
    for claim, names in describe.claim_lines(exercise):
        listed = ", ".join(_say(name) for name in names)
        console.print(f"\n[dim]{_say(claim)}: {escape(listed)}.[/]")
    console.print("\n[dim]Not reviewed by a clinician. Stop if something hurts sharply.[/]")
