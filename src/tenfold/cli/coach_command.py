"""``tenfold coach``: the camera coach on a recording."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tenfold.cli.asking import check_level, find_exercise, refuse, used_library
from tenfold.exercises.model import Exercise, variant
from tenfold.words import Line, Translator

if TYPE_CHECKING:
    from tenfold.capture.report import Report
    from tenfold.capture.telling import Teller
    from tenfold.coach.engine import Coach
    from tenfold.coach.events import CoachEvent

STOPPED = 130
"""Exit code after Ctrl-C."""

_words = Translator()
_SEEN = {
    "good": "Seen well",
    "fair": "Seen most of the time: some of it may be missed",
    "poor": "Seen too little of the time to be relied on",
    "none": "Nobody was seen well enough to follow",
}


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("coach")(coach)


def coach(
    recording: Annotated[
        Path, typer.Argument(metavar="VIDEO_OR_TRACE", help="A video, or a pose trace (.npz).")
    ],
    exercise: Annotated[
        str, typer.Option("--exercise", "-e", metavar="ID", help="The exercise that it shows.")
    ],
    level: Annotated[
        int, typer.Option("--level", "-l", help="-2 (gentlest) to 2; 0 is as published.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    overlay: Annotated[
        Path | None, typer.Option("--overlay", help="Also write a video (.mp4) of what was seen.")
    ] = None,
    save_trace: Annotated[
        Path | None,
        typer.Option("--save-trace", help="Also write the pose trace (.npz): no pictures in it."),
    ] = None,
) -> None:
    """Count reps, time holds and check form in a video or a pose trace."""
    from tenfold.capture.errors import CaptureError
    from tenfold.capture.quiet import native_noise_muted
    from tenfold.capture.telling import Teller
    from tenfold.coach.engine import Coach

    found = find_exercise(used_library(), exercise)
    check_level(found, level)
    form = variant(found, level)
    if form.coach is None:
        refuse(f"{found.id} at level {level} has no camera coach yet: it goes by time.")
    teller = Teller(form, _words)
    try:
        _keep_apart(recording, overlay, save_trace)
        with native_noise_muted() as real_stderr:
            report = _follow(recording, Coach(form), teller, overlay, save_trace, real_stderr)
    except CaptureError as error:
        refuse(_one_line(str(error)))
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        raise typer.Exit(STOPPED) from None
    if as_json:
        typer.echo(json.dumps(report.as_json(), indent=2))
    else:
        _print(Console(highlight=False), found, report, teller)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _keep_apart(*files: Path | None) -> None:
    """A recording is never written over, and no two files share a name."""
    from tenfold.capture.errors import CaptureError

    named = [path for path in files if path is not None]
    for one, other in combinations(named, 2):
        if _same(one, other):
            raise CaptureError(f"{other}: choose another name, this file is in use here")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


def _follow(
    recording: Path,
    one: Coach,
    teller: Teller,
    overlay: Path | None,
    save_trace: Path | None,
    stderr: TextIO,
) -> Report:
    from tenfold.capture.overlay import Overlay
    from tenfold.capture.report import Report
    from tenfold.capture.source import open_source
    from tenfold.capture.trace import TraceWriter

    report = Report(one)
    with ExitStack() as stack:
        source = stack.enter_context(open_source(recording))
        size = (source.width, source.height)
        film = kept = None
        if overlay is not None:
            film = stack.enter_context(Overlay(overlay, *size, source.fps, teller))
        if save_trace is not None:
            kept = stack.enter_context(TraceWriter(save_trace, *size))
        show = stack.enter_context(_progress(source.end_s, stderr))
        for moment in source.moments:
            events = report.advance(moment.frame)
            if film is not None:
                film.write(moment.frame, moment.picture, one, events)
            if kept is not None:
                kept.add(moment.frame)
            show(moment.frame.t_s)
    return report


@contextmanager
def _progress(end_s: float, stderr: TextIO) -> Iterator[Callable[[float], Any]]:
    """A bar on the terminal; nothing where there is none."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    columns = ("Watching", BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    console = Console(file=stderr)
    with Progress(*columns, console=console, disable=not stderr.isatty(), transient=True) as bar:
        task = bar.add_task("", total=end_s or None)
        yield lambda t_s: bar.update(task, completed=t_s)


def _print(console: Console, exercise: Exercise, report: Report, teller: Teller) -> None:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column("Time", justify="right", no_wrap=True)
    table.add_column("What")
    table.add_column("Figures")
    for event in report.events:
        table.add_row(
            f"{event.t_s:.2f} s", escape(teller.event(event)), f"[dim]{_figures(event)}[/]"
        )
    if report.events:
        console.print(table)
    summary = report.summary()
    console.print(f"[bold]{escape(exercise.name)}[/]: {_counts(summary, teller)}", soft_wrap=True)
    for fault in summary["faults"]:
        times = "once" if fault["count"] == 1 else f"{fault['count']} times"
        cue = escape(_words.text(Line(fault["cue"])))
        console.print(f"  {cue} [dim]({times}, first at {fault['first_s']:.1f} s)[/]")
    share = f"{summary['tracked_fraction']:.0%} of {summary['duration_s']:.1f} s"
    console.print(f"[dim]{_SEEN[summary['tracking']]} ({share}).[/]", soft_wrap=True)


def _counts(summary: dict[str, Any], teller: Teller) -> str:
    number = summary["reps"]
    parts = [f"[bold]{number}[/] {'rep' if number == 1 else 'reps'}"]
    parts += [
        f"{teller.side(side)} {count}"
        for side, count in summary["reps_by_side"].items()
        if teller.side(side)
    ]
    if summary["holds"]:
        held_s = sum(hold["end_s"] - hold["start_s"] for hold in summary["holds"])
        parts.append(f"[bold]{held_s:.1f} s[/] in position")
    return ", ".join(parts)


def _figures(event: CoachEvent) -> str:
    from tenfold.coach.events import FaultShown, RepCompleted

    match event:
        case RepCompleted(t_s=t_s, start_s=start_s, depth_deg=depth_deg):
            return f"{t_s - start_s:.1f} s, depth {depth_deg:.0f}°"
        case FaultShown(rule_id=rule_id, value=value):
            return f"{rule_id} {value:.2f}"
        case _:
            return ""
