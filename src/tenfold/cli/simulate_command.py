"""``tenfold simulate``: imaginary people through the real plan, to see what its rules do."""

from __future__ import annotations

import gc
import json
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from datetime import date
from os import cpu_count
from random import Random
from typing import Annotated, Any, Final

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.table import Table

from tenfold.cli.asking import refuse
from tenfold.plan.basis import Basis, packaged_basis
from tenfold.plan.change import Change
from tenfold.plan.course import Answered, Checked, Cleared, Decided, Event, Screened, Wished
from tenfold.plan.simulation.life import Life
from tenfold.plan.simulation.people import PROFILES, Person, anybody
from tenfold.plan.simulation.watch import PROPERTIES, Watch, replay
from tenfold.words import Translator

CHUNK: Final = 50
"""People whom one process takes at a time."""
_say = Translator().text


def register(app: typer.Typer) -> None:
    """Add this module's command to ``app``."""
    app.command("simulate")(simulate)


def simulate(
    profile: Annotated[
        str | None,
        typer.Argument(help=f"Who: {', '.join(PROFILES)}. None with --population."),
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=730, help="How many days.")] = 84,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same life.")] = 1,
    population: Annotated[
        int, typer.Option("--population", min=0, help="So many people, and what held for all.")
    ] = 0,
    processes: Annotated[
        int, typer.Option("--processes", min=0, help="Default: one for each core.")
    ] = 0,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON, for other programs.")
    ] = False,
) -> None:
    """Lead imaginary people through the plan, and print its decisions.

    With --population, check on many people what must hold for every one.
    """
    if population:
        if profile is not None:
            refuse("Either a profile or --population.")
        _population(population, days, seed, processes or cpu_count() or 1, as_json=as_json)
        return
    if profile is None:
        refuse(f"Which profile? One of {', '.join(PROFILES)}, or --population 1000.")
    name = profile.strip().casefold().replace("-", "_").replace(" ", "_")
    if name not in PROFILES:
        refuse(f"There is no profile {profile!r}. Known: {', '.join(PROFILES)}.")
    _one(name, days, seed, as_json=as_json)


def lived(basis: Basis, person: Person | None, days: int, seed: int) -> Life:
    """One life, replayed and watched. ``person`` None: anybody."""
    roll = Random(seed).random  # noqa: S311 - imaginary people, no secrets
    life = Life(basis, person or anybody(roll), roll, Watch())
    life.live(days)
    differs = replay(basis, life.log, life.course)
    if differs is not None:
        life.watch.broken.append(differs)
    return life


# --- one person --------------------------------------------------------------------------------


def _one(name: str, days: int, seed: int, *, as_json: bool) -> None:
    person = PROFILES[name]
    life = lived(packaged_basis(), person, days, seed)
    if as_json:
        _print_json(_life_as_json(life, name, days, seed))
        raise typer.Exit(1 if life.watch.broken else 0)
    console = Console(highlight=False)
    console.print(f"[bold]{person.name}[/], {days} days, seed {seed} [dim](imaginary)[/]\n")
    last: date | None = None
    for event in life.course.events:
        for line in _lines(life.basis, event):
            shown = "" if event.day == last else f"{event.day:%a %d %b}"
            console.print(f"{shown:<11} {line}", soft_wrap=True)
            last = event.day
    console.print(f"\n{life.practised} of {days} days with practice.")
    _print_plan(console, life)
    for which, day, what in life.watch.broken:
        console.print(f"[bold red]Broken on {day}: {PROPERTIES[which]} ({escape(what)})[/]")
    if life.watch.broken:
        raise typer.Exit(1)


def _lines(basis: Basis, event: Event) -> Iterator[str]:
    if isinstance(event, Decided):
        for change in event.decision.changes:
            mark = {"harder": "+", "add": "+", "stay": "="}.get(change.kind, "-")
            offer = " [dim](offered)[/]" if change.answer == "waits" else ""
            yield f"{mark} {escape(_say(change.why))}{offer}"
        for advice in event.decision.advice:
            yield f"! {escape(_say(advice.say))}"
    elif isinstance(event, Wished):
        yield f"* {escape(_say(event.change.why))}"
    elif isinstance(event, Answered):
        what = "accepted" if event.accepted else "declined"
        yield f"  [dim]{what}: {event.change_id.partition('/')[2]}[/]"
    elif isinstance(event, Screened | Checked):
        asked = "ten questions" if isinstance(event, Screened) else "two questions"
        words = basis.screen.outcomes[event.result.outcome].label if event.result else None
        yield f"? {asked}: {escape(_say(words)) if words else 'something is new'}"
    elif isinstance(event, Cleared):
        yield "? seen by a clinician, and may exercise"


def _print_json(found: dict[str, Any]) -> None:
    typer.echo(json.dumps(found, indent=2, ensure_ascii=False))


def _life_as_json(life: Life, name: str, days: int, seed: int) -> dict[str, Any]:
    diary = []
    for event in life.course.events:
        told: dict[str, Any] = {"day": event.day.isoformat(), "what": type(event).__name__.lower()}
        if isinstance(event, Decided):
            told["version"] = event.decision.version
            told["changes"] = [_change_as_json(one) for one in event.decision.changes]
            told["advice"] = [
                {"rule": one.rule, "kind": one.kind, "say": _say(one.say)}
                for one in event.decision.advice
            ]
        elif isinstance(event, Wished):
            told["changes"] = [_change_as_json(event.change)]
        elif isinstance(event, Answered):
            told |= {"change": event.change_id, "accepted": event.accepted}
        elif isinstance(event, Screened | Checked):
            told["outcome"] = event.result.outcome if event.result else None
        diary.append(told)
    plan = life.course.plan.exercises.values() if life.course.plan else ()
    return {
        "profile": name,
        "days": days,
        "seed": seed,
        "days_with_practice": life.practised,
        "diary": diary,
        "plan": [
            {
                "exercise": one.exercise_id,
                "status": one.status,
                "level": one.place.level,
                "dose": life.basis.ladders[one.exercise_id].dose(one.place)._asdict(),
            }
            for one in plan
        ],
        "broken": [
            {"property": which, "day": day.isoformat(), "what": what}
            for which, day, what in life.watch.broken
        ],
    }


def _change_as_json(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "rule": change.rule,
        "kind": change.kind,
        "exercise": change.exercise_id,
        "from_level": change.before.level if change.before else None,
        "to_level": change.after.level if change.after else None,
        "why": _say(change.why),
        "numbers": dict(change.numbers),
        "evidence": [day.isoformat() for day in change.evidence],
        "answer": change.answer,
    }


def _print_plan(console: Console, life: Life) -> None:
    if life.course.plan is None:
        console.print("There is no plan.")
        return
    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("Exercise", "Now", "Level", "Sets", "Each", "A day"):
        table.add_column(heading, justify="left" if heading in ("Exercise", "Now") else "right")
    states = {"in": "in the plan", "later": "later", "by_caution": "left out for a condition"}
    for name, one in life.course.plan.exercises.items():
        ladder = life.basis.ladders[name]
        dose = ladder.dose(one.place)
        unit = {"hold": " s", "reps": "", "breaths": " breaths"}[dose.kind]
        cells = (str(one.place.level), str(dose.sets), f"{dose.amount:g}{unit}")
        shown = (*cells, str(dose.times_per_day)) if one.status == "in" else ("", "", "", "")
        state = states.get(one.status, "left out")
        table.add_row(escape(_say(ladder.name)), state, *shown)
    console.print(table)


# --- many people -------------------------------------------------------------------------------


@dataclass
class Tally:
    """What came of a number of lives."""

    people: int = 0
    days: int = 0
    decisions: int = 0
    never_began: int = 0
    changes: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By rule and kind."""
    broken: list[tuple[str, str]] = field(default_factory=list)
    """Property, and whom it happened to."""

    def add(self, other: Tally) -> None:
        self.people += other.people
        self.days += other.days
        self.decisions += other.decisions
        self.never_began += other.never_began
        self.changes += other.changes
        self.broken += other.broken


def tally(first: int, count: int, days: int) -> Tally:
    """``count`` lives, seeds from ``first`` on. Runs in a process of its own."""
    basis = packaged_basis()
    total = Tally()
    gc.disable()  # lives are short and hold no cycles
    for seed in range(first, first + count):
        life = lived(basis, None, days, seed)
        total.people += 1
        total.days += life.practised
        total.never_began += life.course.plan is None
        for event in life.course.events:
            if isinstance(event, Decided):
                total.decisions += 1
                total.changes.update((one.rule, one.kind) for one in event.decision.changes)
        total.broken += [
            (which, f"seed {seed}, {life.person.name}, {day}: {what}")
            for which, day, what in life.watch.broken
        ]
    gc.enable()
    return total


def _population(people: int, days: int, seed: int, processes: int, *, as_json: bool) -> None:
    console = Console(highlight=False)
    total = Tally()
    bar = Progress(
        "[progress.description]{task.description}",
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    first = seed * 10_000_000  # another seed is other people
    pool = ProcessPoolExecutor(min(processes, -(-people // CHUNK)), initializer=_leave_ctrl_c)
    try:
        with bar:
            task = bar.add_task("Imaginary people", total=people)
            waiting = [
                pool.submit(tally, first + begin, min(CHUNK, people - begin), days)
                for begin in range(0, people, CHUNK)
            ]
            for done in as_completed(waiting):
                total.add(done.result())
                bar.update(task, completed=total.people)
    except KeyboardInterrupt:
        typer.echo(f"Stopped after {total.people} of {people} people.", err=True)
        raise typer.Exit(130) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    if as_json:
        _print_json(_tally_as_json(total, days, seed))
    else:
        _report(console, total, days)
    if total.broken:
        raise typer.Exit(1)


def _leave_ctrl_c() -> None:
    """Ctrl-C is for whoever waits; those who work end when there is no more to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _tally_as_json(total: Tally, days: int, seed: int) -> dict[str, Any]:
    found = asdict(total)
    counts = Counter(which for which, _ in total.broken)
    found["changes"] = {f"{rule}/{kind}": n for (rule, kind), n in sorted(total.changes.items())}
    found["broken"] = [{"property": which, "who": who} for which, who in total.broken]
    found["properties"] = {which: counts[which] for which in PROPERTIES}
    return {"days": days, "seed": seed, **found}


def _report(console: Console, total: Tally, days: int) -> None:
    never = f" {total.never_began} were sent to a clinician first, and never began."
    console.print(
        f"{total.people} imaginary people, {days} days: {total.days} days with practice, "
        f"{total.decisions} decisions.{never if total.never_began else ''}\n"
    )
    counts = Counter(which for which, _ in total.broken)
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("For every one")
    table.add_column("Broken", justify="right")
    for which, words in PROPERTIES.items():
        count = counts[which]
        table.add_row(words, f"[bold red]{count}[/]" if count else "0")
    console.print(table)
    kinds = Table(box=box.SIMPLE_HEAD)
    for heading in ("Rule", "Change", "Times"):
        kinds.add_column(heading, justify="right" if heading == "Times" else "left")
    for (rule, kind), times in sorted(total.changes.items()):
        kinds.add_row(rule, kind.replace("_", " "), str(times))
    console.print(kinds)
    for which, who in total.broken[:20]:
        console.print(f"[bold red]{PROPERTIES[which]}[/]: {escape(who)}")
