"""``tenfold diary``: telling the diary, and reading it."""

from __future__ import annotations

import sys
import uuid
from datetime import date, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from tenfold.cli.asking import refuse
from tenfold.cli.diary_options import (
    DayText,
    EffortText,
    FlagList,
    LegText,
    WorstText,
    done_without_app,
    flags_given,
    newest_sitting,
    said_of_all,
    said_of_one,
    sides_of,
)
from tenfold.cli.keeping import (
    WORDS,
    Open,
    day_given,
    name_given,
    number,
    opened,
    say,
    seen_so_far,
    tell_if_closed,
    tell_what_changed,
)
from tenfold.plan.diary import Told
from tenfold.plan.outcomes import CHANGE_QUESTION, CHANGE_WORDS, PEG_QUESTIONS, REASON_WORDS
from tenfold.web import diary_forms as forms
from tenfold.web.diary_days import DiaryBook, Item
from tenfold.web.diary_forms import LEGS, Asked, WhichExerciseError
from tenfold.web.diary_words import MOMENTS_ALONE, Words, told_words
from tenfold.web.wording import day_heading

app = typer.Typer(help="Tell the diary how it is, or read it.", no_args_is_help=True)


def register(main: typer.Typer) -> None:
    """Add this module's commands to ``main``."""
    main.add_typer(app, name="diary")


@app.command()
def morning(
    pain: Annotated[str | None, typer.Argument(help="Pain on waking, 0 to 10.")] = None,
    sore: Annotated[str | None, typer.Option("--sore", help="Sore muscles, 0 to 10.")] = None,
    leg: LegText = None,
    flag: FlagList = None,
    day: DayText = None,
) -> None:
    """Tell of a morning: tenfold diary morning 3"""
    with opened() as record:
        when = day_given(day, record.keeper.day)
        fields = {
            "pain": number(pain, "Pain on waking"),
            "soreness": number(sore, "Soreness"),
            "leg": name_given(leg, "--leg", tuple(LEGS)),
            **{f"flag_{one}": "yes" for one in flags_given(flag)},
        }
        told = forms.morning_told(fields)
        if told.empty:
            refuse("Nothing to keep. For instance: tenfold diary morning 3")
        seq = seen_so_far(record.keeper)
        entry = record.keeper.tell_morning(
            told.pain, soreness=told.soreness, leg=told.leg, flags=told.flags, day=when
        )
        _kept(record, entry, seq)


@app.command()
def after(
    pain: Annotated[str | None, typer.Argument(help="Pain five minutes after, 0 to 10.")] = None,
    worst: WorstText = None,
    effort: EffortText = None,
    leg: LegText = None,
    exercise: Annotated[
        str | None, typer.Option("--exercise", help="Only of this one: id, name or number.")
    ] = None,
    side: Annotated[
        str | None, typer.Option("--side", help="left or right, of --exercise.")
    ] = None,
    flag: FlagList = None,
    for_all: Annotated[
        bool, typer.Option("--all", help="High pain counts for all: you cannot tell which.")
    ] = False,
    day: DayText = None,
) -> None:
    """Tell how the last practice was: tenfold diary after 2 --worst 3 --effort easy"""
    with opened() as record:
        keeper = record.keeper
        entry = newest_sitting(record, day)
        asked = [Asked(one, sides_of(record, one)) for one in entry.exercises]
        _, before_this = keeper.of_sitting(entry.sitting_id)
        after_pain = before_this.pain if before_this else None
        fields = forms.filled_in(
            asked, entry.pain_before, after_pain, before_this.leg if before_this else None
        )
        given = {
            "pain_after": number(pain, "Pain"),
            "leg": name_given(leg, "--leg", tuple(LEGS)),
            "sure": "1" if for_all else "",
        }
        given |= (
            said_of_all(worst, effort, flag, side)
            if exercise is None
            else said_of_one(record, asked, exercise, side, worst, effort, flag)
        )
        if not any(given.values()):
            refuse("Nothing to keep. For instance: tenfold diary after 2 --worst 3 --effort easy")
        if given.get("all_worst") and all(one.report.sides for one in asked):
            refuse("All of it has been told. Change one exercise with --exercise NAME.")
        fields |= {name: value for name, value in given.items() if value}
        try:
            told = forms.how_it_was(fields, asked, entry.pain_before, keeper.basis.book.zones)
        except WhichExerciseError:
            refuse(
                "During which exercise was it that high? Say it with --exercise NAME, "
                "or with --all if you cannot tell: then it counts for all of them."
            )
        seq = seen_so_far(keeper)
        kept = keeper.tell_sitting(entry.sitting_id, told.exercises, pain_before=told.pain_before)
        if told.pain_after is not None or told.leg is not None or before_this is not None:
            keeper.tell_after(
                entry.sitting_id,
                told.pain_after,
                leg=told.leg,
                day=entry.day if before_this is None else None,
            )
        _kept(record, kept, seq)


@app.command()
def weekly(
    numbers: Annotated[
        list[str] | None, typer.Argument(help="Three numbers, 0 to 10; - leaves one out.")
    ] = None,
    change: Annotated[
        str | None, typer.Option("--change", help="Since the start: 1 much worse to 7 much better.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help=f"Few days: {', '.join(REASON_WORDS)}.")
    ] = None,
    day: DayText = None,
) -> None:
    """Tell of a week: tenfold diary weekly 4 3 2 --change 5"""
    with opened() as record:
        when = day_given(day, record.keeper.day)
        if not numbers and change is None and reason is None:
            numbers, change = _ask_week()
        given = [number(one, "Each answer") for one in numbers or ["-", "-", "-"]]
        if len(given) != len(PEG_QUESTIONS):
            refuse(f"There are three questions, so three numbers:\n{_questions()}")
        reasons = tuple(REASON_WORDS)
        fields = {f"peg_{index}": one for index, one in enumerate(given)}
        fields["reason"] = name_given(reason, "--reason", reasons)
        fields["change"] = (change or "").strip()
        if fields["change"] and fields["change"] not in {str(one) for one in range(1, 8)}:
            refuse(f"--change is from 1 to 7:\n{_changes()}")
        told = forms.weekly_told(fields)
        if told.empty:
            refuse("Nothing to keep.")
        seq = seen_so_far(record.keeper)
        entry = record.keeper.tell_weekly(told.peg, told.change, reason=told.reason, day=when)
        _kept(record, entry, seq)


@app.command()
def activities(
    scores: Annotated[list[str], typer.Argument(help='"Putting on socks=4", up to three.')],
    day: DayText = None,
) -> None:
    """Tell how well your own activities go, 0 not at all to 10 as well as ever."""
    with opened() as record:
        when = day_given(day, record.keeper.day)
        if len(scores) > forms.ACTIVITIES_MOST:
            refuse("Up to three activities.")
        fields = {}
        for index, one in enumerate(scores):
            name, sign, value = one.rpartition("=")
            if not sign or not name.strip():
                refuse(f'Each is a name and a number, like "Putting on socks=4", not {one!r}.')
            fields[f"name_{index}"] = name
            fields[f"score_{index}"] = number(value, name.strip())
        told = forms.activities_told(fields)
        seq = seen_so_far(record.keeper)
        _kept(record, record.keeper.tell_activities(told, day=when), seq)


@app.command()
def add(
    exercise: Annotated[
        list[str] | None,
        typer.Option("--exercise", "-e", help="What was done: id, name or number. Repeat it."),
    ] = None,
    part: Annotated[
        list[str] | None, typer.Option("--some", help="Done only in part: id, name or number.")
    ] = None,
    before: Annotated[str | None, typer.Option("--before", help="Pain before, 0 to 10.")] = None,
    worst: WorstText = None,
    pain: Annotated[str | None, typer.Option("--after", help="Pain after, 0 to 10.")] = None,
    effort: EffortText = None,
    day: DayText = None,
) -> None:
    """Tell of practice without the app: tenfold diary add --day yesterday -e pigeon"""
    with opened() as record:
        keeper = record.keeper
        when = day_given(day, keeper.day)
        done = [
            *(done_without_app(record, one, 1.0) for one in exercise or []),
            *(done_without_app(record, one, forms.PARTS["some"]) for one in part or []),
        ]
        if not done:
            refuse("Which exercises? For instance: tenfold diary add --exercise lying_twist")
        asked = [Asked(one, sides_of(record, one)) for one in done]
        fields = {
            "pain_before": number(before, "Pain before"),
            "pain_after": number(pain, "Pain after"),
            # Which of them it was can be said with "tenfold diary after --exercise".
            "sure": "1",
            **said_of_all(worst, effort, None, None),
        }
        told = forms.how_it_was(fields, asked, None, keeper.basis.book.zones)
        seq, sitting_id = seen_so_far(keeper), uuid.uuid4().hex
        entry = keeper.tell_sitting(
            sitting_id, told.exercises, pain_before=told.pain_before, day=when
        )
        if told.pain_after is not None:
            keeper.tell_after(sitting_id, told.pain_after, day=when)
        _kept(record, entry, seq)


@app.command("list")
def list_days(
    days: Annotated[int, typer.Option("--days", min=1, help="How many days back.")] = 14,
) -> None:
    """Show the diary by day, newest first."""
    console = Console(highlight=False)
    with opened() as record:
        keeper = record.keeper
        book = DiaryBook(keeper, record.store, record.person_id, WORDS)
        first, page, shown = keeper.day - timedelta(days=days - 1), 1, False
        while True:
            some, older = book.page(page)
            for day in some:
                if day.day >= first:
                    shown = True
                    console.print(f"[bold]{day_heading(day.day, keeper.day, WORDS)}[/]")
                    _print_items(console, day.items)
                    for one in day.plan:
                        note = f" [dim]({say(one.note)})[/]" if one.note else ""
                        line = escape(say(one.line))
                        console.print(f"  [dim]plan:[/] {line}{note}", soft_wrap=True)
            if not older or not some or some[-1].day < first:
                break
            page += 1
        if not shown:
            typer.echo("Nothing here yet. For instance: tenfold diary morning 3")
        tell_if_closed(keeper.safety)


@app.command()
def strike(
    entry: Annotated[str, typer.Argument(help="The entry's number, as 'list' shows it.")],
) -> None:
    """Strike an entry out: it no longer counts from then on."""
    with opened() as record:
        keeper, wanted = record.keeper, entry.strip().casefold()
        found = [one for one in keeper.entries if wanted and one.id.startswith(wanted)]
        if len(found) != 1:
            what = "more than one entry" if found else "no entry"
            refuse(f"There is {what} {entry!r}. See 'tenfold diary list'.")
        seq = seen_so_far(keeper)
        keeper.strike(found[0].id)
        typer.echo("Struck out.")
        tell_what_changed(keeper, seq)


# --- what is said --------------------------------------------------------------------------------


def _kept(record: Open, entry: Told, seq: int) -> None:
    words = told_words(entry, record.keeper.basis)
    typer.echo(f"Kept for {_day_words(entry.day, record)}: {_line(words)}")
    tell_what_changed(record.keeper, seq)


def _day_words(day: date, record: Open) -> str:
    heading = day_heading(day, record.keeper.day, WORDS)
    return heading.casefold() if day >= record.keeper.day - timedelta(days=1) else heading


def _line(words: Words) -> str:
    parts = [
        f"{say(MOMENTS_ALONE[moment]).casefold()} {value}"
        for moment, value in words.pains
        if value is not None
    ]
    parts += [say(fact) for fact in (*words.facts, *words.flags)]
    title = say(words.title)
    return f"{title}: {'; '.join(parts)}." if parts else f"{title}."


def _print_items(console: Console, items: tuple[Item, ...]) -> None:
    for item in items:
        for one in item.parts or (item,):
            time = f"{one.time} " if one.time else ""
            console.print(
                f"  {time}{escape(_line(one.words))} [dim]{one.entry_id[:8]}[/]", soft_wrap=True
            )


def _questions() -> str:
    return "\n".join(f"  {index}. {say(one)}" for index, one in enumerate(PEG_QUESTIONS, 1))


def _changes() -> str:
    return "\n".join(f"  {index} {say(one)}" for index, one in enumerate(CHANGE_WORDS, 1))


def _ask_week() -> tuple[list[str], str | None]:
    """The questions one by one, where somebody sits at the keyboard."""
    if not sys.stdin.isatty():
        refuse(f"Three numbers from 0 to 10, please:\n{_questions()}")
    answers = [
        typer.prompt(f"{say(one)} (0-10, Enter leaves it out)", default="-", show_default=False)
        for one in PEG_QUESTIONS
    ]
    typer.echo(f"{say(CHANGE_QUESTION)}\n{_changes()}")
    change = typer.prompt("1 to 7, Enter leaves it out", default="", show_default=False)
    return answers, change
