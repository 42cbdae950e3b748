"""The diary: the list by day, one day, adding for a day, and striking out."""

from __future__ import annotations

from datetime import date
from typing import Final

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from tenfold.plan.course import Decided
from tenfold.plan.diary import (
    ActivityEntry,
    AfterEntry,
    MorningEntry,
    SittingEntry,
    Told,
    WeeklyEntry,
)
from tenfold.plan.zones import Flag
from tenfold.web import wording
from tenfold.web.diary_days import DiaryBook, due
from tenfold.web.diary_forms import FormError, day_told
from tenfold.web.diary_words import MOMENTS, proposals_count, told_words
from tenfold.web.pages import WHAT_COMES_FIRST, Visit, Visiting, see_other
from tenfold.words import N_, Line

router = APIRouter()

KINDS: Final[dict[str, tuple[str, Line, Line]]] = {
    "morning": ("/diary/morning", N_("A morning"), N_("Pain on waking, sore muscles, the leg.")),
    "practice": (
        "/diary/without-app",
        N_("Practice without the app"),
        N_("What you did on your own, and how it was."),
    ),
    "weekly": ("/diary/weekly", N_("A week"), N_("The three questions of the week.")),
    "activities": (
        "/diary/activities",
        N_("Your activities"),
        N_("How well the things go that you chose yourself."),
    ),
}
NO_SUCH_ENTRY: Final = N_("There is no such entry. It may have been struck out already.")


@router.get("/diary")
def diary(visit: Visiting, page: str = "1") -> Response:
    """By day, newest first."""
    number = int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1
    number = max(number, 1)
    days, older = _book(visit).page(number)
    return visit.page(
        "diary.html",
        tab="diary",
        days=days,
        moments=MOMENTS,
        due=due(visit.plan) if number == 1 else [],
        open_sitting=visit.store.open_sitting(visit.person.id) if number == 1 else None,
        newer=number - 1,
        older=number + 1 if older else 0,
    )


@router.get("/diary/days/{text}")
def one_day(text: str, visit: Visiting, saved: str = "") -> Response:
    """One day; after something was saved, with what it means."""
    try:
        day = day_told(text, visit.plan.day)
    except FormError as error:
        return visit.missing(error.line)
    return visit.page(
        "diary_day.html",
        tab="diary",
        day=_book(visit).day(day),
        heading=wording.day_heading(day, visit.plan.day, visit.words),
        moments=MOMENTS,
        saved=bool(saved),
        news=said_since(visit, saved),
        proposals=proposals_count(visit.plan.course),
    )


def _book(visit: Visit) -> DiaryBook:
    return DiaryBook(visit.plan, visit.store, visit.person.id, visit.words)


# ---------------------------------------------------------------- after saving
def before_saving(visit: Visit) -> int:
    """Where the plan's history is now, to see afterwards what a telling has changed."""
    events = visit.plan.course.events
    return max((event.seq for event in events), default=0)


def said_since(visit: Visit, saved: str) -> list[Line]:
    """What the plan has said since the number that an address carries."""
    if not (saved.isascii() and saved.isdigit() and len(saved) < 10):
        return []
    lines: list[Line] = []
    for event in visit.plan.course.events:
        if isinstance(event, Decided) and event.seq > int(saved):
            lines += [change.why for change in event.decision.changes]
            lines += [advice.say for advice in event.decision.advice]
    return lines


def after_saving(
    visit: Visit, day: date, seq: int, flags: frozenset[Flag] = frozenset()
) -> RedirectResponse:
    """To the day; first to the questions, where something was marked that asks them."""
    return asked_first(visit, flags) or see_other(f"/diary/days/{day}?saved={seq}")


def asked_first(visit: Visit, flags: frozenset[Flag]) -> RedirectResponse | None:
    """Where a flag leads before anything else."""
    if visit.plan.basis.book.zones.asks(flags):
        address = WHAT_COMES_FIRST.get(visit.plan.safety.status)
        return None if address is None else see_other(address)
    return None


# ---------------------------------------------------------------- adding for a day
@router.get("/diary/add")
def add(visit: Visiting, day: str = "", kind: str = "") -> Response:
    """Choose a day and what to tell of it."""
    wrong = None
    if kind:
        try:
            if kind not in KINDS:
                raise FormError(N_("Please choose what to add."))
            chosen = day_told(day, visit.plan.day)
            return see_other(f"{KINDS[kind][0]}?day={chosen}")
        except FormError as error:
            wrong = error.line
    return visit.page(
        "diary_add.html",
        400 if wrong else 200,
        tab="diary",
        kinds=KINDS,
        chosen_day=day or str(visit.plan.day),
        chosen_kind=kind,
        wrong=wrong,
    )


# ---------------------------------------------------------------- one entry
def entry_of(visit: Visit, entry_id: str) -> Told | None:
    return next((one for one in visit.plan.entries if one.id == entry_id), None)


@router.get("/diary/entries/{entry_id}")
def edit(entry_id: str, visit: Visiting) -> Response:
    """On to the form that an entry is changed with."""
    entry = entry_of(visit, entry_id)
    if entry is None:
        return visit.missing(NO_SUCH_ENTRY)
    if isinstance(entry, SittingEntry | AfterEntry):
        return see_other(f"/diary/sittings/{entry.sitting_id}")
    forms: dict[type[Told], str] = {
        MorningEntry: "morning",
        WeeklyEntry: "weekly",
        ActivityEntry: "activities",
    }
    return see_other(f"/diary/{forms[type(entry)]}?entry={entry_id}")


@router.get("/diary/entries/{entry_id}/strike")
def ask_strike(entry_id: str, visit: Visiting) -> Response:
    """Ask before an entry is struck out."""
    entry = entry_of(visit, entry_id)
    if entry is None:
        return visit.missing(NO_SUCH_ENTRY)
    return strike_page(visit, [entry], f"/diary/entries/{entry_id}/strike")


@router.post("/diary/entries/{entry_id}/strike")
def strike(entry_id: str, visit: Visiting) -> Response:
    """Strike an entry out."""
    entry = entry_of(visit, entry_id)
    if entry is None:
        return visit.missing(NO_SUCH_ENTRY)
    seq = before_saving(visit)
    visit.plan.strike(entry_id)
    return after_saving(visit, entry.day, seq)


@router.get("/diary/sittings/{sitting_id}/strike")
def ask_strike_sitting(sitting_id: str, visit: Visiting) -> Response:
    """Ask before a sitting, and how it was, is struck out."""
    told = [one for one in visit.plan.of_sitting(sitting_id) if one is not None]
    if not told:
        return visit.missing(NO_SUCH_ENTRY)
    return strike_page(visit, list(told), f"/diary/sittings/{sitting_id}/strike")


@router.post("/diary/sittings/{sitting_id}/strike")
def strike_sitting(sitting_id: str, visit: Visiting) -> Response:
    """Strike out a sitting and how it was."""
    told = [one for one in visit.plan.of_sitting(sitting_id) if one is not None]
    if not told:
        return visit.missing(NO_SUCH_ENTRY)
    seq = before_saving(visit)
    for entry in told:
        visit.plan.strike(entry.id)
    return after_saving(visit, told[0].day, seq)


def strike_page(visit: Visit, entries: list[Told], address: str) -> Response:
    shown = [told_words(entry, visit.plan.basis) for entry in entries]
    return visit.page(
        "diary_strike.html",
        tab="diary",
        shown=shown,
        moments=MOMENTS,
        heading=wording.day_heading(entries[0].day, visit.plan.day, visit.words),
        address=address,
        back=f"/diary/days/{entries[0].day}",
    )
