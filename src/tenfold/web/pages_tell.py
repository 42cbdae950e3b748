"""Telling the diary of a morning, a week, and the person's own activities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final, TypeVar

from fastapi import APIRouter
from fastapi.responses import Response

from tenfold.plan.diary import ActivityEntry, MorningEntry, Told, WeeklyEntry
from tenfold.plan.outcomes import (
    ACTIVITIES_QUESTION,
    ACTIVITY_SCALE,
    CHANGE_QUESTION,
    CHANGE_WORDS,
    PEG_QUESTIONS,
    REASON_WORDS,
)
from tenfold.web import diary_forms as forms
from tenfold.web import wording
from tenfold.web.diary_forms import (
    ACTIVITIES_MOST,
    LEGS,
    NOTHING_TOLD,
    FormError,
    MorningTold,
    WeeklyTold,
    day_told,
)
from tenfold.web.pages import Answers, Visit, Visiting, see_other
from tenfold.web.pages_diary import (
    NO_SUCH_ENTRY,
    after_saving,
    asked_first,
    before_saving,
    entry_of,
)
from tenfold.words import N_, Line

router = APIRouter()

# TRANSLATORS: these too are the authors' own (PEG, Krebs 2009).
PEG_ENDS: Final = (
    (N_("No pain"), N_("Pain as bad as you can imagine")),
    (N_("Does not interfere"), N_("Completely interferes")),
    (N_("Does not interfere"), N_("Completely interferes")),
)
"""What 0 and 10 mean, as the authors of PEG have it (Krebs 2009)."""


def form_for_day(
    visit: Visit,
    template: str,
    told: Any,
    day: date | str,
    entry_id: str,
    wrong: Line | None = None,
    **more: Any,
) -> Response:
    """A form about a day, filled in with what is known."""
    known = day if isinstance(day, date) else visit.plan.day
    return visit.page(
        template,
        400 if wrong else 200,
        tab="diary",
        told=told,
        day=str(day),
        heading=wording.day_heading(known, visit.plan.day, visit.words),
        is_today=known == visit.plan.day,
        entry_id=entry_id,
        wrong=wrong,
        **more,
    )


_T = TypeVar("_T", MorningEntry, WeeklyEntry)


def _told_of(visit: Visit, kind: type[_T], entry_id: str, day: date) -> _T | None:
    """The entry of this kind with an id, or without one the newest of the day."""
    old = [one for one in visit.plan.entries if isinstance(one, kind)]
    return next(
        (one for one in reversed(old) if (one.id == entry_id if entry_id else one.day == day)), None
    )


def _keep(visit: Visit, new: Told, tell: Callable[[], object]) -> bool:
    """Put ``new`` in the place of the entry with its id, or ``tell`` it where it has none.

    False where that entry has gone. A button that was pressed twice adds nothing.
    """
    if new.id:
        old = entry_of(visit, new.id)
        return isinstance(old, type(new)) and visit.plan.replace(new.id, new)
    if not any(replace(one, id=new.id, seq=new.seq) == new for one in visit.plan.entries):
        tell()
    return True


# ---------------------------------------------------------------- a morning
@router.get("/diary/morning")
def morning(visit: Visiting, day: str = "", entry: str = "") -> Response:
    """Ask about a morning; one that was told is shown again, to change."""
    try:
        when = day_told(day, visit.plan.day)
    except FormError as error:
        return _morning_form(visit, MorningTold(), visit.plan.day, "", error.line)
    old = _told_of(visit, MorningEntry, entry, when)
    if old is not None:
        told = MorningTold(old.pain, old.soreness, old.leg, old.flags)
        return _morning_form(visit, told, old.day, old.id)
    return visit.missing(NO_SUCH_ENTRY) if entry else _morning_form(visit, MorningTold(), when, "")


@router.post("/diary/morning")
def save_morning(visit: Visiting, given: Answers) -> Response:
    """Keep a morning."""
    entry_id, told = given.get("entry", ""), MorningTold()
    try:
        told = forms.morning_told(given)
        day = day_told(given.get("day", ""), visit.plan.day)
        if told.empty and given.get("back") == "/":
            return see_other("/")
        if told.empty:
            raise FormError(NOTHING_TOLD)
    except FormError as error:
        return _morning_form(visit, told, day_of_form(given, visit), entry_id, error.line)
    seq = before_saving(visit)
    new = MorningEntry(entry_id, 0, day, told.pain, told.soreness, told.leg, told.flags)
    tell = partial(
        visit.plan.tell_morning,
        told.pain,
        soreness=told.soreness,
        leg=told.leg,
        flags=told.flags,
        day=day,
    )
    if not _keep(visit, new, tell):
        return visit.missing(NO_SUCH_ENTRY)
    if given.get("back") == "/":
        # Told on Today: there is what it changes.
        return asked_first(visit, told.flags) or see_other("/?saved=morning#said")
    return after_saving(visit, day, seq, told.flags)


def _morning_form(
    visit: Visit, told: MorningTold, day: date, entry_id: str, wrong: Line | None = None
) -> Response:
    zones = visit.plan.basis.book.zones
    return form_for_day(
        visit, "diary_morning.html", told, day, entry_id, wrong, legs=LEGS, flags=zones.flags
    )


def day_of_form(given: Mapping[str, str], visit: Visit) -> date:
    """The day of a form that was not taken: today where it made no sense."""
    try:
        return day_told(given.get("day", ""), visit.plan.day)
    except FormError:
        return visit.plan.day


# ---------------------------------------------------------------- a week
@router.get("/diary/weekly")
def weekly(visit: Visiting, day: str = "", entry: str = "") -> Response:
    """The three questions of a week."""
    try:
        when = day_told(day, visit.plan.day)
    except FormError as error:
        return _weekly_form(visit, WeeklyTold(), visit.plan.day, "", error.line)
    old = _told_of(visit, WeeklyEntry, entry, when)
    if old is not None:
        told = WeeklyTold(old.peg, old.change, old.reason)
        return _weekly_form(visit, told, old.day, old.id)
    return visit.missing(NO_SUCH_ENTRY) if entry else _weekly_form(visit, WeeklyTold(), when, "")


@router.post("/diary/weekly")
def save_weekly(visit: Visiting, given: Answers) -> Response:
    """Keep a week."""
    entry_id, told = given.get("entry", ""), WeeklyTold()
    try:
        told = forms.weekly_told(given)
        day = day_told(given.get("day", ""), visit.plan.day)
        if told.empty:
            raise FormError(NOTHING_TOLD)
    except FormError as error:
        return _weekly_form(visit, told, day_of_form(given, visit), entry_id, error.line)
    seq = before_saving(visit)
    new = WeeklyEntry(entry_id, 0, day, told.peg, told.change, told.reason)
    tell = partial(visit.plan.tell_weekly, told.peg, told.change, reason=told.reason, day=day)
    if not _keep(visit, new, tell):
        return visit.missing(NO_SUCH_ENTRY)
    return see_other(f"/diary/how-it-goes?saved={seq}")


def _weekly_form(
    visit: Visit, told: WeeklyTold, day: date, entry_id: str, wrong: Line | None = None
) -> Response:
    return form_for_day(
        visit,
        "diary_weekly.html",
        told,
        day,
        entry_id,
        wrong,
        questions=list(zip(PEG_QUESTIONS, PEG_ENDS, strict=True)),
        change_question=CHANGE_QUESTION,
        changes=CHANGE_WORDS,
        reasons=REASON_WORDS,
        few=told.reason is not None or few_days(visit, day),
    )


def few_days(visit: Visit, day: date) -> bool:
    """Whether less than half of the days that were planned for the week had practice."""
    plan = visit.plan.plan
    share, days = visit.plan.basis.book.n.share, visit.plan.basis.book.n.days
    if plan is None or (day - plan.started).days < days:
        return False
    at = day.toordinal()
    records = (visit.plan.diary.days.get(one) for one in range(at - days + 1, at + 1))
    done = sum(1 for record in records if record is not None and record.sittings)
    return done < share * plan.per_week


# ---------------------------------------------------------------- the person's own activities
@router.get("/diary/activities")
def activities(visit: Visiting, day: str = "", entry: str = "") -> Response:
    """Name up to three activities, or tell how well they go."""
    try:
        when = day_told(day, visit.plan.day)
    except FormError as error:
        return _activities_form(visit, (), visit.plan.day, "", error.line)
    known = visit.plan.diary.activities()
    every = [one for one in visit.plan.entries if isinstance(one, ActivityEntry)]
    old = [one for one in every if (one.id == entry if entry else one.day == when)]
    if old:
        return _activities_form(visit, old[-1].scores, old[-1].day, old[-1].id)
    if entry:
        return visit.missing(NO_SUCH_ENTRY)
    # The same things again, so that the numbers can be compared.
    scores = tuple((name, None) for name, _ in known[-1].scores) if known else ()
    return _activities_form(visit, scores, when, "")


@router.post("/diary/activities")
def save_activities(visit: Visiting, given: Answers) -> Response:
    """Keep how well the activities go."""
    entry_id = given.get("entry", "")
    scores: tuple[tuple[str, int | None], ...] = ()
    try:
        scores = forms.activities_told(given)
        day = day_told(given.get("day", ""), visit.plan.day)
        if not scores:
            raise FormError(NOTHING_TOLD)
    except FormError as error:
        shown = scores or tuple(
            (name, None)
            for number in range(ACTIVITIES_MOST)
            if (name := given.get(f"name_{number}"))
        )
        return _activities_form(visit, shown, day_of_form(given, visit), entry_id, error.line)
    seq = before_saving(visit)
    new = ActivityEntry(entry_id, 0, day, scores)
    if not _keep(visit, new, partial(visit.plan.tell_activities, scores, day=day)):
        return visit.missing(NO_SUCH_ENTRY)
    return see_other(f"/diary/how-it-goes?saved={seq}")


def _activities_form(
    visit: Visit,
    scores: tuple[tuple[str, int | None], ...],
    day: date,
    entry_id: str,
    wrong: Line | None = None,
) -> Response:
    empty = [("", None)] * (ACTIVITIES_MOST - len(scores))
    earlier = [one for one in visit.plan.diary.activities() if one.id != entry_id]
    return form_for_day(
        visit,
        "diary_activities.html",
        [*scores, *empty],
        day,
        entry_id,
        wrong,
        first=not earlier,
        # Names stay as they were the first time: another name is another activity.
        fixed={name for one in earlier for name, _ in one.scores},
        question=ACTIVITIES_QUESTION,
        scale=ACTIVITY_SCALE,
        longest=forms.NAME_LONGEST,
    )
