"""``tenfold plan``: what the day holds and why, or why practice is closed."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.markup import escape

from tenfold.cli.keeping import ANSWER_THEM, WORDS, opened, say
from tenfold.plan.day import DayKind
from tenfold.web import wording
from tenfold.web.plan_words import DAY_MEANS, DAY_WORDS, first_line, level_line, whole_dose_line


def register(app: typer.Typer) -> None:
    """Add this module's command to ``app``."""
    app.command("plan")(plan)


def plan() -> None:
    """Show today's exercises and why, or why practice is closed."""
    console = Console(highlight=False)
    with opened() as record:
        keeper = record.keeper
        keeper.evaluate()
        safe = keeper.safety
        if not safe.may_practise:
            title, sentences, _ = first_line(safe)
            console.print(f"[bold]{escape(say(title))}[/]")
            for sentence in sentences:
                console.print(escape(say(sentence)), soft_wrap=True)
            console.print(escape(say(safe.say or ANSWER_THEM)), soft_wrap=True)
            raise typer.Exit
        if keeper.plan is None:
            typer.echo("There is no plan yet. Begin one on the pages: tenfold serve")
            raise typer.Exit
        day = keeper.today()
        kind: DayKind = day.kind
        heading = wording.day_heading(day.day, keeper.day, WORDS)
        console.print(f"[bold]{heading}[/]: {say(DAY_WORDS[kind])}")
        means = DAY_MEANS[kind]
        if means is not None:
            console.print(escape(say(means)))
        for note in day.notes:
            console.print(escape(say(note)))
        for item in day.items:
            exercise = keeper.basis.library.get(item.exercise_id)
            dose = whole_dose_line(exercise, item.place.level, item.dose)
            form = say(level_line(exercise, item.place.level))
            console.print(
                f"  {escape(exercise.name)}: {escape(say(dose))} [dim]({escape(form)})[/]",
                soft_wrap=True,
            )
        for rest in day.resting:
            console.print(f"  [dim]{escape(say(rest.why))}[/]", soft_wrap=True)
        news = {one.id: one for one in day.news if one.answer != "waits"}
        if news:
            console.print("\n[bold]What has changed, and why[/]")
        for change in news.values():
            console.print(f"  {escape(say(change.why))}", soft_wrap=True)
        waiting = [one for one in keeper.proposals if one.answer == "waits"]
        if waiting:
            console.print("\n[bold]Waits for your yes or no[/] (on the pages: tenfold serve)")
        for change in waiting:
            console.print(f"  {escape(say(change.why))}", soft_wrap=True)
