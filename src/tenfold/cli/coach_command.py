"""``tenfold coach``: the camera coach on recordings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer
from rich.console import Console

from tenfold.cli.asking import (
    WRONG_USE,
    check_level,
    find_exercise,
    refuse,
    used_library,
    user_exercises,
)
from tenfold.cli.coach_told import print_many, print_one
from tenfold.exercises.model import Exercise

if TYPE_CHECKING:
    from tenfold.capture.crew import Failed
    from tenfold.capture.recognising import Choice
    from tenfold.capture.watching import Job, Seen, Wish
    from tenfold.exercises.library import Library

AUTO = "auto"
STOPPED = 130
"""Exit code after Ctrl-C."""


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("coach")(coach)


def coach(
    recordings: Annotated[
        list[Path],
        typer.Argument(
            metavar="RECORDING...",
            help="Videos, pictures, pose traces (.npz), or folders of them.",
        ),
    ],
    exercise: Annotated[
        str,
        typer.Option(
            "--exercise", "-e", metavar="ID", help="The exercise that is shown; auto: find out."
        ),
    ],
    level: Annotated[
        int | None,
        typer.Option(
            "--level",
            "-l",
            help="-2 (gentlest) to 2; 0 is as published, and meant where an exercise is named. "
            "With auto: any, where none is given.",
        ),
    ] = None,
    mirrored: Annotated[
        bool, typer.Option("--mirrored", help="The recording is a mirror image.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    overlay: Annotated[
        Path | None,
        typer.Option(
            "--overlay",
            help="Also write a video (.mp4) of what was seen; of several, a folder of them.",
        ),
    ] = None,
    save_trace: Annotated[
        Path | None,
        typer.Option(
            "--save-trace",
            help="Also write the pose trace (.npz), without pictures; of several, a folder.",
        ),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            "--plot",
            help="Also draw what was measured (.svg); of several, a folder.",
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option("--processes", "-p", min=1, help="How many recordings are watched at once."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="Let the Dask cluster of this scheduler watch them (tenfold[cluster]).",
        ),
    ] = None,
) -> None:
    """Count reps, time holds and check form in videos, pictures or pose traces."""
    try:
        from tenfold.capture.errors import CaptureError
        from tenfold.capture.folder import recordings as all_of
        from tenfold.capture.watching import Job, Wish, coached

        library = used_library()
        wanted = _wanted(library, exercise, level)
        many = len(recordings) > 1 or recordings[0].is_dir() or scheduler is not None
        try:
            if isinstance(wanted, Exercise):
                coached(wanted, level or 0)
            jobs = _jobs(all_of(recordings), Job(Path(), overlay, save_trace, plot), many=many)
        except CaptureError as error:
            refuse(_one_line(str(error)))
        wish = Wish(wanted, level or 0, mirrored)
        if many:
            try:
                watching = _watching(jobs, wish, processes, scheduler)
                _tell_many(library, jobs, watching, as_json=as_json)
            except CaptureError as error:
                refuse(_one_line(str(error)))
        else:
            _tell_one(library, jobs[0], wish, as_json=as_json)
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        raise typer.Exit(STOPPED) from None


def _wanted(library: Library, name: str, level: int | None) -> Exercise | Choice:
    """The exercise that is named, or all of them to choose from."""
    if name.strip().casefold() != AUTO:
        found = find_exercise(library, name)
        check_level(found, level or 0)
        return found
    from tenfold.capture.recognising import choice_of

    having = [one for one in library if level is None or level in one.levels]
    if not having:
        refuse(f"No exercise has level {level}.")
    return choice_of(having, (user_exercises(),), level)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _jobs(paths: list[Path], beside: Job, *, many: bool) -> list[Job]:
    """What is to be watched, and what is written ``beside`` it (of several: folders).

    CaptureError if two would be written to one place.
    """
    from tenfold.capture.errors import CaptureError
    from tenfold.capture.watching import Job

    if not many:
        return [replace(beside, path=paths[0])]
    jobs = []
    taken: set[Path] = set()
    for path in paths:
        job = Job(
            path,
            _within(beside.overlay, path, ".mp4"),
            _within(beside.save_trace, path, ".npz"),
            _within(beside.plot, path, ".svg"),
        )
        again = taken.intersection(job.written)
        if again:
            raise CaptureError(f"{again.pop()}: two recordings have this name, rename one")
        taken |= set(job.written)
        jobs.append(job)
    return jobs


def _within(folder: Path | None, path: Path, suffix: str) -> Path | None:
    """Where something about a recording is written; CaptureError if that is no folder."""
    from tenfold.capture.errors import CaptureError

    if folder is None:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaptureError(f"{folder}: of several recordings, name a folder here") from error
    return folder / (path.stem + suffix)


def _tell_one(library: Library, job: Job, wish: Wish, *, as_json: bool) -> None:
    from tenfold.capture.errors import CaptureError
    from tenfold.capture.quiet import native_noise_muted
    from tenfold.capture.watching import watch

    try:
        with native_noise_muted() as real_stderr, _progress(real_stderr) as show:
            seen = watch(job, wish, lambda t_s, end_s: show(t_s, end_s or None))
    except CaptureError as error:
        refuse(_one_line(str(error)))
    if as_json:
        typer.echo(json.dumps(seen.report, indent=2))
    else:
        print_one(Console(highlight=False), library, seen)


def _watching(
    jobs: list[Job], wish: Wish, processes: int | None, scheduler: str | None
) -> Callable[[Callable[[float], Any]], Iterator[Seen | Failed]]:
    """What watches the recordings: a cluster, or processes of our own."""
    if scheduler is not None:
        from tenfold.capture.cluster import watch_on

        return lambda progress: watch_on(scheduler, jobs, wish, progress)
    from tenfold.capture.crew import fitting_count, watch_all

    count = min(processes or fitting_count(len(jobs)), len(jobs))
    return lambda progress: watch_all(jobs, wish, count, progress)


def _tell_many(
    library: Library,
    jobs: list[Job],
    watching: Callable[[Callable[[float], Any]], Iterator[Seen | Failed]],
    *,
    as_json: bool,
) -> None:
    import sys

    from tenfold.capture.crew import Failed

    answers: dict[Path, Seen | Failed] = {}
    with _progress(sys.stderr) as show:
        show(0.0, len(jobs))
        for answer in watching(lambda done: show(done, len(jobs))):
            answers[answer.job.path if isinstance(answer, Failed) else answer.path] = answer
    in_order = [answers[job.path] for job in jobs]
    failed = [one for one in in_order if isinstance(one, Failed)]
    if as_json:
        typer.echo(json.dumps([_as_json(one) for one in in_order], indent=2))
    else:
        print_many(Console(highlight=False), library, in_order)
    for one in failed:
        typer.echo(one.why, err=True)
    if failed:
        raise typer.Exit(WRONG_USE)


def _as_json(answer: Seen | Failed) -> dict[str, Any]:
    from tenfold.capture.crew import Failed

    if isinstance(answer, Failed):
        return {"file": str(answer.job.path), "error": answer.why}
    return {"file": str(answer.path), **answer.report}


@contextmanager
def _progress(stderr: TextIO) -> Iterator[Callable[[float, float | None], Any]]:
    """A bar on the terminal; nothing where there is none."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    columns = ("Watching", BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    console = Console(file=stderr)
    with Progress(*columns, console=console, disable=not stderr.isatty(), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
