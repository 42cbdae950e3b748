"""The person's diary and plan on the command line: opening them, and saying what was kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import typer

from tenfold.cli.asking import refuse, used_library
from tenfold.plan.basis import basis_of
from tenfold.plan.change import Safety, Status
from tenfold.plan.course import Decided
from tenfold.plan.rulebook import packaged_rulebook
from tenfold.plan.screen import packaged_screen
from tenfold.store import Keeper, Store, StoreError
from tenfold.web.diary_forms import FormError, day_told
from tenfold.words import N_, Line, Translator

WORDS: Final = Translator()
say = WORDS.text
CLOSED: Final[dict[Status, Line]] = {
    "unscreened": N_("Practice is closed until ten short questions are answered."),
    "screen_due": N_("Practice is closed until the ten questions are answered again."),
    "screen_again": N_("Practice is closed until the ten questions are answered again."),
    "questions_due": N_("Practice is closed until two short questions are answered."),
    "locked": N_("Practice is closed for now."),
    "not_offered": N_("Practice is not offered here."),
}
ANSWER_THEM: Final = N_("They are on the pages: tenfold serve")


@dataclass(frozen=True)
class Open:
    """The record, and the keeper of plan and diary, as of now."""

    store: Store
    keeper: Keeper
    person_id: str


def now() -> datetime:
    """The moment, in the machine's own time zone."""
    return datetime.now().astimezone()


@contextmanager
def opened() -> Iterator[Open]:
    """The person's record. What goes wrong with it is said in a line, and ends the program."""
    library = used_library()
    try:
        store = Store.open()
    except StoreError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    try:
        person_id = store.person().id
        basis = basis_of(library, packaged_rulebook(), packaged_screen())
        yield Open(store, Keeper(store, person_id, basis, now()), person_id)
    except StoreError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except FormError as error:
        refuse(say(error.line))
    finally:
        store.close()


def day_given(text: str | None, today: date) -> date:
    """``today``, ``yesterday`` or a date; today where none is given."""
    known = {"today": today, "yesterday": today - timedelta(days=1)}
    found = known.get((text or "today").strip().casefold())
    return day_told(text or "", today) if found is None else found


def number(text: str | None, what: str) -> str:
    """A number from 0 to 10 as a form has it; ``-`` leaves it out."""
    given = (text or "").strip()
    if given in ("", "-"):
        return ""
    if not given.isascii() or not given.isdigit() or int(given[:6]) > 10:
        refuse(f"{what} is a whole number from 0 to 10, not {text!r}. Use - to leave it out.")
    return given


def name_given(text: str | None, what: str, allowed: tuple[str, ...]) -> str:
    """One of some names, as a form has it: ``further-down`` is ``further_down``."""
    given = (text or "").strip().casefold().replace("-", "_").replace(" ", "_")
    if given and given not in allowed:
        known = ", ".join(one.replace("_", "-") for one in allowed)
        refuse(f"{what} is one of {known}, not {text!r}.")
    return given


def seen_so_far(keeper: Keeper) -> int:
    """Where the plan's history is, to say afterwards what was decided."""
    return max((event.seq for event in keeper.course.events), default=0)


def tell_what_changed(keeper: Keeper, seq: int) -> None:
    """What the plan has decided since, and whether practice is closed."""
    for event in keeper.course.events:
        if isinstance(event, Decided) and event.seq > seq:
            for change in event.decision.changes:
                typer.echo(f"- {say(change.why)}")
                if change.answer == "waits":
                    typer.echo("  It waits for your yes or no, on the page of your plan.")
            for advice in event.decision.advice:
                typer.echo(f"- {say(advice.say)}")
    tell_if_closed(keeper.safety)


def tell_if_closed(safe: Safety) -> None:
    if safe.status == "open":
        return
    typer.echo(say(CLOSED[safe.status]))
    typer.echo(say(safe.say) if safe.say is not None else say(ANSWER_THEM))
