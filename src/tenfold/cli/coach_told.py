"""What ``tenfold coach`` prints: one recording in full, or many in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tenfold.words import Line, Translator

if TYPE_CHECKING:
    from tenfold.capture.crew import Failed
    from tenfold.capture.telling import Teller
    from tenfold.capture.watching import Seen
    from tenfold.coach.events import CoachEvent
    from tenfold.exercises.library import Library

_words = Translator()
_SEEN: Final = {
    "good": "Seen well",
    "fair": "Seen most of the time: some of it may be missed",
    "poor": "Seen too little of the time to be relied on",
    "none": "Nobody was seen well enough to follow",
}
_SEEN_ENOUGH: Final = "Seen well enough to count, but not all of the body"
_SEEN_IN_PICTURE: Final = "A single picture: nothing in it to count."
_HIDDEN_FROM: Final = 0.1
"""Share of the frames from which it is said that a part was not seen."""
_NONE: Final = "None of the exercises"
_IN_POSITION: Final = {
    "yes": "In position: yes",
    "no": "In position: no",
    "cannot_tell": "In position: cannot be told from this picture",
}


def teller_of(library: Library, seen: Seen) -> Teller:
    """Says this recording's events in words."""
    assert seen.exercise_id is not None  # there is nothing to say of no exercise
    from tenfold.capture.telling import Teller
    from tenfold.exercises.model import variant

    return Teller(variant(library.get(seen.exercise_id), seen.level), _words)


def print_one(console: Console, library: Library, seen: Seen) -> None:
    """Every event with its time, and how it went."""
    if seen.exercise_id is None:
        console.print(f"[bold]{_NONE}[/].")
        alike = seen.report["recognised"]["looks_like"]
        if alike is not None:
            name = escape(library.get(alike).name)
            console.print(f"[dim]{name} comes nearest, but nothing in it could be counted.[/]")
        console.print("[dim]To have it coached all the same, name it with --exercise.[/]")
        return
    teller = teller_of(library, seen)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column("Time", justify="right", no_wrap=True)
    table.add_column("What")
    table.add_column("Figures")
    for event in seen.events:
        table.add_row(
            f"{event.t_s:.2f} s", escape(teller.event(event)), f"[dim]{_figures(event)}[/]"
        )
    if seen.events:
        console.print(table)
    summary = seen.summary
    name = escape(library.get(seen.exercise_id).name)
    sure = f" [dim](recognised, {_sure(seen)})[/]" if "recognised" in seen.report else ""
    console.print(f"[bold]{name}[/]{sure}: {_counts(summary, teller)}", soft_wrap=True)
    if "in_position" in summary:
        console.print(f"  {_IN_POSITION[summary['in_position']]}")
    for fault in summary["faults"]:
        times = "once" if fault["count"] == 1 else f"{fault['count']} times"
        cue = escape(_words.text(Line(fault["cue"])))
        console.print(f"  {cue} [dim]({times}, first at {fault['first_s']:.1f} s)[/]")
    console.print(f"[dim]{_how_seen(summary, teller)}[/]", soft_wrap=True)


def print_many(console: Console, library: Library, answers: list[Seen | Failed]) -> None:
    """A line for each recording that could be watched."""
    from tenfold.capture.watching import Seen

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    for heading in ("Recording", "Exercise", "What", "Hints", "Seen"):
        table.add_column(heading, overflow="fold")
    rows = [one for one in answers if isinstance(one, Seen)]
    for seen in rows:
        if seen.exercise_id is None:
            table.add_row(escape(str(seen.path)), _NONE, "", "", "")
            continue
        summary = seen.summary
        teller = teller_of(library, seen)
        hints = (escape(_words.text(Line(fault["cue"]))) for fault in summary["faults"])
        table.add_row(
            escape(str(seen.path)),
            escape(library.get(seen.exercise_id).name)
            + (f", {_sure(seen)}" if "recognised" in seen.report else ""),
            _counts(summary, teller),
            "\n".join(hints),
            f"{summary['tracked_fraction']:.0%}",
        )
    if rows:
        console.print(table)
    failed = len(answers) - len(rows)
    trouble = f", {failed} could not be watched" if failed else ""
    console.print(f"[bold]{len(rows)}[/] of {len(answers)} recordings watched{trouble}.")


def _sure(seen: Seen) -> str:
    level = f"level {seen.level}, " if seen.level else ""
    return f"{level}{seen.report['recognised']['sure']:.0%} sure"


def _how_seen(summary: dict[str, Any], teller: Teller) -> str:
    """How much of the time, and what was out of view or not to be made out the while."""
    if "in_position" in summary:
        return _SEEN_IN_PICTURE if summary["tracked_fraction"] > 0 else _SEEN["none"] + "."
    share = f"{summary['tracked_fraction']:.0%} of {summary['duration_s']:.1f} s"
    hidden = [part for part, unseen in summary["parts_unseen"].items() if unseen > _HIDDEN_FROM]
    if not hidden or summary["tracking"] == "none":
        return f"{_SEEN[summary['tracking']]} ({share})."
    # What is not needed for counting may still be needed for a hint.
    well = _SEEN_ENOUGH if summary["tracking"] == "good" else _SEEN[summary["tracking"]]
    return f"{well} ({share}). {teller.missing(tuple(hidden))}."


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
    if summary.get("breaths"):
        number = summary["breaths"]
        parts.append(f"time for {number} {'breath' if number == 1 else 'breaths'}")
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
