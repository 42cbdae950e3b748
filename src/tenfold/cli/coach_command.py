"""``tenfold coach``: the camera coach on a recording."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer
from rich.console import Console
from rich.table import Table

from tenfold.cli.asking import check_level, find_exercise, refuse, used_library
from tenfold.exercises.model import variant
from tenfold.words import Line, Translator

if TYPE_CHECKING:
    from tenfold.capture.report import Report
    from tenfold.coach.engine import Coach

STOPPED = 130
"""Exit code after Ctrl-C."""

_words = Translator()


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("coach")(coach)


def coach(
    recording: Annotated[Path, typer.Argument(metavar="VIDEO_OR_TRACE", help="A recording.")],
    exercise: Annotated[str, typer.Option("--exercise", "-e", help="Which exercise it shows.")],
    level: Annotated[int, typer.Option("--level", "-l", help="-2 (gentlest) to 2.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    overlay: Annotated[
        Path | None, typer.Option("--overlay", help="Also write a video with what was seen.")
    ] = None,
) -> None:
    """Count, time and check the form in a video or a pose trace."""
    from tenfold.capture.errors import CaptureError
    from tenfold.capture.quiet import native_noise_muted
    from tenfold.coach.engine import Coach

    found = find_exercise(used_library(), exercise)
    check_level(found, level)
    form = variant(found, level)
    if form.coach is None:
        refuse(f"{found.id} at level {level} has no camera coach yet: it goes by time.")
    try:
        with native_noise_muted() as real_stderr:
            report = _follow(recording, Coach(form), overlay, real_stderr)
    except CaptureError as error:
        refuse(str(error))
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        raise typer.Exit(STOPPED) from None
    if as_json:
        typer.echo(json.dumps(report.as_json(), indent=2))
    else:
        _print(report)


def _follow(recording: Path, one: Coach, overlay: Path | None, stderr: TextIO) -> Report:
    from tenfold.capture.overlay import Overlay
    from tenfold.capture.report import Report
    from tenfold.capture.source import open_source

    report = Report(one)
    with ExitStack() as stack:
        source = stack.enter_context(open_source(recording))
        film = None
        if overlay is not None:
            film = stack.enter_context(Overlay(overlay, source.width, source.height, source.fps))
        step = stack.enter_context(_progress(source.count, stderr))
        for moment in source.moments:
            events = report.advance(moment.frame)
            if film is not None:
                film.write(moment.frame, moment.picture, one, events)
            step()
    return report


@contextmanager
def _progress(count: int, stderr: TextIO) -> Iterator[Any]:
    """A bar on the terminal; nothing where there is none."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    columns = ("Watching", BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    console = Console(file=stderr)
    with Progress(*columns, console=console, disable=not stderr.isatty(), transient=True) as bar:
        task = bar.add_task("", total=count or None)
        yield lambda: bar.advance(task)


def _print(report: Report) -> None:
    from tenfold.capture.report import event_json

    console = Console(highlight=False)
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("Time", justify="right")
    table.add_column("What")
    table.add_column("Details")
    for event in report.events:
        fields = event_json(event)
        kind, t_s = fields.pop("type"), fields.pop("t_s")
        if "cue" in fields:
            fields["cue"] = _words.text(Line(fields["cue"]))
        details = "  ".join(f"{name} {value}" for name, value in fields.items() if value != "both")
        table.add_row(f"{t_s:.2f}", kind, details)
    console.print(table)
    summary = report.summary()
    held_s = sum(hold["end_s"] - hold["start_s"] for hold in summary["holds"])
    console.print(f"\n[bold]{summary['reps']}[/] reps in {summary['duration_s']:.1f} s", end="")
    for side, number in summary["reps_by_side"].items():
        if side != "both":
            console.print(f", {side} {number}", end="")
    console.print(f", held {held_s:.1f} s" if summary["holds"] else "")
    for fault in summary["faults"]:
        console.print(f"{_words.text(Line(fault['cue']))} ({fault['count']} times)")
    if not summary["person_found"]:
        console.print("Nobody was seen well enough to count.")
    sys.stdout.flush()
