"""How it goes: pain, the weekly questions and the person's own activities over the weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter
from fastapi.responses import Response

from tenfold.plan.course import Started
from tenfold.plan.diary import ActivityEntry
from tenfold.plan.outcomes import (
    CHANGE_QUESTION,
    CHANGE_WORDS,
    MeasuredChange,
    activity_changes,
    changed,
    peg_score,
)
from tenfold.store import Keeper
from tenfold.web import wording
from tenfold.web.diary_words import shown
from tenfold.web.line_chart import Chart, Point, line_chart
from tenfold.web.pages import Visit, Visiting
from tenfold.web.pages_diary import said_since
from tenfold.web.summary import summary
from tenfold.words import N_, Line

router = APIRouter()

MORNINGS_NEEDED = 3
"""Mornings that a week needs to have a mean."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One thing over the weeks."""

    id: str
    title: Line
    note: Line
    """What 0 and 10 mean."""
    says: tuple[tuple[str, Line], ...]
    """The change in words, with the name of what it is of where there are several."""
    noticed: bool
    """Whether there is a change as great as people notice."""
    chart: Chart | None
    names: tuple[str, ...]
    """Of each line; empty where there is but one."""
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    """Newest first: when, and the numbers."""


@router.get("/diary/how-it-goes")
def how_it_goes(visit: Visiting, saved: str = "") -> Response:
    """Pain, the week and the activities, each with what its change means."""
    some = [mornings(visit), weeks(visit), activities(visit)]
    measured = [one for one in some if one is not None]
    return visit.page(
        "diary_outcomes.html",
        tab="diary",
        saved=bool(saved),
        news=said_since(visit, saved),
        measured=measured,
        changes=_changes(visit),
        summary=summary(visit.plan),
        change_question=CHANGE_QUESTION,
        early=_early(visit.plan) and not any(one.noticed for one in measured),
    )


def began(keeper: Keeper) -> date:
    """The day from which weeks are counted: the first start, or the first entry."""
    starts = [event.day for event in keeper.course.events if isinstance(event, Started)]
    days = [entry.day for entry in keeper.entries]
    return min((*starts[:1], *days), default=keeper.day)


def mornings(visit: Visit) -> Measured | None:
    """Mean pain on waking, week by week."""
    keeper, start = visit.plan, began(visit.plan)
    told = keeper.diary.mornings
    if not told:
        return None
    points: list[Point] = []
    begin = start.toordinal()
    for week in range(begin, keeper.day.toordinal() + 1, 7):
        mean = keeper.diary.mean_of(week, week + 7, MORNINGS_NEEDED)
        if mean is not None:
            points.append((date.fromordinal(week), round(mean, 1)))
    at = keeper.day.toordinal()
    now = keeper.diary.mean_of(at - 6, at + 1, MORNINGS_NEEDED)
    before = keeper.course.ledger.usual_pain
    change = changed("pain", before, now) if before is not None else None
    if change is None and len(points) > 1 and now is not None:
        change = changed("pain", points[0][1], now)
    return Measured(
        "mornings",
        N_("Pain on waking"),
        N_("Mean of each week. 0 is no pain, 10 the worst you can imagine."),
        *_says([("", change)]),
        line_chart([points], start),
        (),
        (visit.say(N_("Week from")), visit.say(N_("Pain"))),
        tuple((_short(day, visit), (f"{shown(value)}",)) for day, value in reversed(points)),
    )


def weeks(visit: Visit) -> Measured | None:
    """The three questions of the week, their mean."""
    told = [(one.day, peg_score(one)) for one in visit.plan.diary.weekly()]
    points = [(day, score) for day, score in told if score is not None]
    if not points:
        return None
    change = changed("peg", points[0][1], points[-1][1]) if len(points) > 1 else None
    return Measured(
        "weeks",
        N_("Pain and everyday life"),
        N_("The three questions of the week, their mean. 0 is best, 10 worst."),
        *_says([("", change)]),
        line_chart([points], began(visit.plan)),
        (),
        (visit.say(N_("Day")), visit.say(N_("Mean of three"))),
        tuple((_short(day, visit), (f"{shown(score)}",)) for day, score in reversed(points)),
    )


def activities(visit: Visit) -> Measured | None:
    """The person's own activities, each its own line."""
    told = visit.plan.diary.activities()
    if not told:
        return None
    names = tuple(dict.fromkeys(name for one in told for name, _ in one.scores))[:3]
    series = [_of_activity(told, name) for name in names]
    changes = dict(activity_changes(told))
    rows = []
    for one in reversed(told):
        scores = dict(one.scores)
        numbers = tuple("–" if scores.get(name) is None else str(scores[name]) for name in names)
        rows.append((_short(one.day, visit), numbers))
    return Measured(
        "activities",
        N_("Your activities"),
        N_("0 is not at all, 10 as well as ever."),
        *_says([(name, changes.get(name)) for name in names]),
        line_chart(series, began(visit.plan)),
        names,
        (visit.say(N_("Day")), *names),
        tuple(rows),
    )


def _of_activity(told: Sequence[ActivityEntry], name: str) -> list[Point]:
    return [
        (one.day, float(score))
        for one in told
        for known, score in one.scores
        if known == name and score is not None
    ]


def _says(
    changes: Sequence[tuple[str, MeasuredChange | None]],
) -> tuple[tuple[tuple[str, Line], ...], bool]:
    known = [(name, change) for name, change in changes if change is not None]
    return tuple((name, one.say) for name, one in known), any(one.noticed for _, one in known)


def _changes(visit: Visit) -> list[tuple[str, Line]]:
    """Answers to the question of change, newest first."""
    return [
        (_short(one.day, visit), CHANGE_WORDS[one.change - 1])
        for one in reversed(visit.plan.diary.weekly())
        if one.change is not None
    ]


def _early(keeper: Keeper) -> bool:
    """Whether it is too early to look for a change: people need six weeks or more."""
    return keeper.day - began(keeper) < timedelta(weeks=6)


def _short(day: date, visit: Visit) -> str:
    return wording.day_heading(day, visit.plan.day, visit.words)
