"""Today: what there is to do, why it differs from the last time, and the ways into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form
from fastapi.responses import Response

from tenfold.exercises.model import Exercise
from tenfold.plan.compose import estimate_s
from tenfold.plan.course import Plan
from tenfold.plan.day import DayItem, DayPlan
from tenfold.plan.diary import SittingEntry
from tenfold.session.sitting import Mode
from tenfold.store import SittingRecord, SittingSummary
from tenfold.web import plan_words, wording
from tenfold.web.day_sittings import NotToday, day_sitting, single_sitting
from tenfold.web.diary_days import due
from tenfold.web.live_replay import abandon
from tenfold.web.pages import WHAT_COMES_FIRST, Visit, Visiting, see_other
from tenfold.web.plan_notes import note_of, plan_context
from tenfold.web.plan_story import Deed, said_lately, since_last_practice, story
from tenfold.web.rounds import rounds_today
from tenfold.words import N_, Line

router = APIRouter()

MODES: Final[dict[str, Mode]] = {"plan": "plan", "single": "single"}
RECENT: Final = 100
"""How many sittings are looked through for open ones and today's."""
NO_SUCH_EXERCISE: Final = N_("There is no such exercise. It may have been renamed or removed.")
REST_TODAY: Final = N_(
    "Your plan is for every other day, and you practised yesterday: today may be a day of rest."
)
MORNING: Final = "/diary/morning"
MORNING_SAVED: Final = N_("Saved. Thank you.")
DAY_CHANGES: Final = ("easy_day", "gentle")
"""Changes of a whole day: said first."""
NEWS_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One exercise of the day."""

    exercise: Exercise
    level: int
    level_name: Line | None
    """None at the published form."""
    dose: Line
    length: Line
    spread: Line | None
    """How often a day, where that is more than once."""
    side: str
    """The side that its picture shows."""


@router.get("/")
def today(visit: Visiting, note: str = "", done: str = "", saved: str = "") -> Response:
    """The day at a glance; while practice is closed, the one thing that comes first."""
    keeper = visit.plan
    keeper.evaluate()
    plan = keeper.plan
    if WHAT_COMES_FIRST.get(keeper.safety.status) or plan is None:
        return _first(visit)
    day = keeper.today()
    if not day.items:
        return visit.page("today_nothing.html", tab="today", notes=day.notes)
    deeds = story(keeper.basis, keeper.course, keeper.diary, keeper.day)
    news = since_last_practice(deeds, keeper.diary, keeper.day)
    dues = due(keeper)
    return visit.page(
        "today.html",
        tab="today",
        day=day,
        day_words=plan_words.DAY_WORDS[day.kind],
        day_means=plan_words.DAY_MEANS[day.kind],
        note=MORNING_SAVED if saved == "morning" else note_of(deeds, note, done),
        open_sitting=open_sitting(visit),
        done_today=done_today(visit),
        done_elsewhere=done_elsewhere(visit, day),
        length=wording.minutes_line(estimate_s(day_sitting(visit, day))),
        asks_morning=any(one.address == MORNING for one in dues),
        dues=[one for one in dues if one.address != MORNING],
        proposals=[deed for deed in deeds if deed.open],
        **split(news),
        said=said_lately(keeper.course, keeper.diary, keeper.day),
        rest_today=may_rest(visit, plan),
        later=rounds_today(visit, day),
        back="/",
        **plan_context(visit),
        **rows_of(visit, day),
    )


def split(news: tuple[Deed, ...]) -> dict[str, Any]:
    """News of the whole day; what is said of single exercises; and what is folded away.

    Where the whole day is another, it goes without saying that exercises are easier for a while.
    """
    whole = [deed for deed in news if deed.change.kind in DAY_CHANGES]
    single = [deed for deed in news if deed.change.kind not in DAY_CHANGES]
    first = [deed for deed in single if deed.change.kind == "drop"]
    others = [deed for deed in single if deed.change.kind != "drop"]
    if len(others) > NEWS_SHOWN:
        # The same reason is not read out five times: what is like the first of it goes behind.
        firsts = {deed.change.rule: deed for deed in reversed(others)}.values()
        brief = [deed for deed in others if deed in firsts]
    else:
        brief = others
    brief = [] if whole else brief[: max(0, NEWS_SHOWN - len(first))]
    return {
        "day_news": whole,
        "news": first + brief,
        "more_news": [deed for deed in others if deed not in brief],
    }


def _first(visit: Visit) -> Response:
    """What comes before practice: one card, one button."""
    safe = visit.plan.safety
    address = WHAT_COMES_FIRST.get(safe.status)
    if address is None:
        title, button = N_("Now make your plan"), N_("Make my plan")
        sentences: tuple[Line, ...] = (
            N_("The questions are answered. Two or three more, and your exercises are here."),
        )
    else:
        title, sentences, button = plan_words.first_line(safe)
    return visit.page(
        "today_first.html",
        tab="today",
        title=title,
        sentences=sentences,
        button=button,
        address=address or "/plan/start",
        began=visit.plan.plan is not None,
    )


def rows_of(visit: Visit, day: DayPlan) -> dict[str, Any]:
    """The day's exercises, and the pictures of them at their levels."""
    figures = {
        one.exercise_id: visit.figures([one.exercise_id], one.place.level)[one.exercise_id]
        for one in day.items
    }
    return {"rows": [today_row(visit, day, item) for item in day.items], "figures": figures}


def today_row(visit: Visit, day: DayPlan, item: DayItem) -> TodayRow:
    exercise = visit.library.get(item.exercise_id)
    level, times = item.place.level, item.dose.times_per_day
    alone = single_sitting(visit, day, item.exercise_id)
    assert not isinstance(alone, NotToday), "it is in the day"
    return TodayRow(
        exercise,
        level,
        plan_words.level_line(exercise, level) if level else None,
        plan_words.dose_line(exercise, level, item.dose),
        wording.minutes_line(estimate_s(alone)),
        wording.per_day_words(times, times) if times > 1 else None,
        alone.blocks[0].dose.sides[0],
    )


def open_sitting(visit: Visit) -> SittingRecord | None:
    """The sitting to go on with, if one was left unfinished."""
    return visit.store.open_sitting(visit.person.id)


def done_today(visit: Visit) -> SittingSummary | None:
    """The day's sitting, once it is finished and something was done in it."""
    day = visit.plan.day
    for one in visit.store.sittings_of_days(visit.person.id, day, day):
        if one.status == "finished" and one.mode != "single" and visit.plan.of_sitting(one.id)[0]:
            return one
    return None


def done_elsewhere(visit: Visit, day: DayPlan) -> str | None:
    """The sitting in which most of the day was done without the app, by its id."""
    planned = {one.exercise_id for one in day.items}
    at = visit.plan.day
    with_app = {one.id for one in visit.store.sittings_of_days(visit.person.id, at, at)}
    for entry in reversed(visit.plan.entries):
        if not isinstance(entry, SittingEntry) or entry.day != at or entry.sitting_id in with_app:
            continue
        if 2 * len(planned.intersection(one.exercise_id for one in entry.exercises)) >= len(
            planned
        ):
            return entry.sitting_id
    return None


def may_rest(visit: Visit, plan: Plan) -> Line | None:
    """Said on the day after practice, where the plan is for fewer days than seven."""
    at = visit.plan.day.toordinal()
    if plan.per_week < 7 and visit.plan.diary.last_practice(at) == at - 1:
        return REST_TODAY
    return None


# ------------------------------------------------------------------------------- beginning
@router.get("/gentle")
def gentle(visit: Visiting, pain: str = "") -> Response:
    """A step of its own where there is much pain before the start: the gentle set, or rest."""
    closed = visit.open_or_refusal()
    if closed is not None:
        return closed
    try:
        before = nrs(pain)
    except ValueError:
        before = None
    if before is None or before < visit.plan.basis.book.zones.gentle_only_from:
        return see_other("/")
    day = visit.plan.today(before)
    if not day.items:
        return see_other("/")
    return visit.page(
        "today_gentle.html",
        tab="today",
        day=day,
        before=before,
        length=wording.minutes_line(estimate_s(day_sitting(visit, day))),
        **plan_context(visit),
        **rows_of(visit, day),
    )


@router.post("/sittings")
def begin(
    visit: Visiting,
    mode: Annotated[str, Form()] = "",
    exercise_id: Annotated[str, Form()] = "",
    level: Annotated[str, Form()] = "",
    pain_before: Annotated[str, Form()] = "",
    gentle: Annotated[str, Form()] = "",
    at_once: Annotated[str, Form()] = "",
) -> Response:
    """Begin a sitting, and go to it. While practice is closed, go to what comes first.

    ``at_once`` is said where that press is the only one: the page then does not wait for Start.
    """
    chosen = MODES.get(mode)
    if chosen is None:
        return visit.refused(N_("Please choose how to begin: from Today, or from an exercise."))
    if chosen == "single" and exercise_id not in visit.library:
        return visit.missing(NO_SUCH_EXERCISE)
    closed = visit.open_or_refusal()
    if closed is not None:
        return closed
    try:
        pain = nrs(pain_before)
        day = visit.plan.today(pain)
        if chosen == "plan":
            if pain is not None and gentle != "yes" and _much(visit, pain):
                return see_other(f"/gentle?pain={pain}")
            planned = day_sitting(visit, day)
        else:
            found = single_sitting(visit, day, exercise_id, int(level) if level else None)
            if isinstance(found, NotToday):
                return visit.refused(found.line)
            planned = found
    except ValueError:
        return visit.refused(N_("That could not be begun. Please go back and choose again."))
    _put_away(visit, singles_only=chosen == "single")
    sitting_id = visit.store.begin_sitting(visit.person.id, planned, visit.now, pain)
    return see_other(f"/practice/{sitting_id}{'#at-once' if at_once == 'yes' else ''}")


def _much(visit: Visit, pain: int) -> bool:
    return pain >= visit.plan.basis.book.zones.gentle_only_from


def nrs(text: str) -> int | None:
    """A pain number from a form: 0-10, or None when it was skipped. ValueError otherwise."""
    text = text.strip()
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or int(text) > 10:
        raise ValueError("a pain number is a whole number from 0 to 10")
    return int(text)


def _put_away(visit: Visit, singles_only: bool) -> None:
    """A new sitting takes the place of an unfinished one. One round in between does not."""
    for left in _open_sittings(visit):
        if left.mode == "single" or not singles_only:
            abandon(visit.store, visit.plan, left.id)


def _open_sittings(visit: Visit) -> list[SittingSummary]:
    recent = visit.store.sittings(visit.person.id, RECENT)
    return [one for one in recent if one.status == "open"]


@router.post("/sittings/{sitting_id}/put-away")
def put_away(sitting_id: str, visit: Visiting, then: Annotated[str, Form()] = "") -> Response:
    """The person will not go on with it; what was done stays recorded.

    ``then`` is ``tell`` where they practised without it, and say next what they did.
    """
    abandon(visit.store, visit.plan, sitting_id)
    return see_other("/diary/without-app" if then == "tell" else "/")
