"""One exercise's way through the plan: its days, and the small chart drawn of them. Pure.

The chart is a set of numbers in its own units (a viewBox); the template writes it as SVG, and what
it looks like is in the style sheet. Whatever it shows is in the table beside it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from tenfold.plan.basis import Basis
from tenfold.plan.course import Answered, Course, Decided, Plan, Planned, Started, Wished
from tenfold.plan.day_record import Session
from tenfold.plan.diary_days import Diary
from tenfold.plan.ladder import Ladder, Place
from tenfold.plan.zones import Zone
from tenfold.web.plan_story import Deed
from tenfold.web.plan_words import LEVEL_WORDS
from tenfold.words import Line

SHOWN_DAYS: Final = 84
"""The most that one chart holds: twelve weeks."""
LEAST_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """One day of an exercise. ``planned`` is as the day ended; None before there was a plan."""

    day: date
    planned: Planned | None
    session: Session | None = None
    zone: Zone | None = None
    deeds: tuple[Deed, ...] = ()

    @property
    def place(self) -> Place | None:
        """Where it was on its ladder; None while it was not in the plan."""
        if self.planned is None or self.planned.status != "in":
            return None
        return self.planned.place

    @property
    def before(self) -> int | None:
        """Pain before, of the sitting in which it rose most."""
        if self.session is None:
            return None
        pairs = [pair for pair in self.session.pairs if pair[1] is not None]
        return max(pairs, key=lambda pair: pair[1] or 0)[0] if pairs else None


def history_days(
    basis: Basis,
    course: Course,
    diary: Diary,
    exercise_id: str,
    deeds: Iterable[Deed],
    today: date,
) -> tuple[HistoryDay, ...]:
    """The days since the plan was begun first, oldest first; of the last twelve weeks."""
    plans = _plan_by_day(course)
    of_days: dict[date, tuple[Deed, ...]] = {}
    for deed in deeds:
        if deed.change.exercise_id == exercise_id:
            of_days[deed.change.day] = (deed, *of_days.get(deed.change.day, ()))
    practised = [
        date.fromordinal(at)
        for at, record in diary.days.items()
        if exercise_id in record.sessions and at <= today.toordinal()
    ]
    begin = min((*plans, *practised), default=None)
    if begin is None:
        return ()
    first = max(begin, today - timedelta(days=SHOWN_DAYS - 1))
    found: list[HistoryDay] = []
    plan = next((plans[day] for day in sorted(plans, reverse=True) if day < first), None)
    for at in range(first.toordinal(), today.toordinal() + 1):
        day = date.fromordinal(at)
        plan = plans.get(day, plan)
        record = diary.days.get(at)
        session = record.sessions.get(exercise_id) if record is not None else None
        zone = record.zones(basis.book.zones)[exercise_id] if record and session else None
        planned = plan.exercises.get(exercise_id) if plan is not None else None
        found.append(HistoryDay(day, planned, session, zone, of_days.get(day, ())))
    return tuple(found)


def _plan_by_day(course: Course) -> dict[date, Plan]:
    """The plan as it was when each day that changed it ended."""
    found: dict[date, Plan] = {}
    made = Course()
    for event in course.events:
        made = made.plus(event)
        if made.plan is not None and isinstance(event, Started | Decided | Wished | Answered):
            found[event.day] = made.plan
    return found


def told_of(days: Iterable[HistoryDay]) -> tuple[HistoryDay, ...]:
    """The days on which something happened, newest first: the table's rows."""
    return tuple(one for one in reversed(tuple(days)) if one.session is not None or one.deeds)


# ------------------------------------------------------------------------------- the chart
@dataclass(frozen=True, slots=True)
class Mark:
    """Worst pain of one day."""

    x: float
    y: float
    zone: Zone
    points: str = ""
    """Of a triangle or square: not told apart by colour alone."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything to draw, in units of the viewBox."""

    level_rows: tuple[tuple[float, Line], ...]
    pain_rows: tuple[tuple[float, int], ...]
    paths: tuple[str, ...]
    """The level over the days; a gap where it was not in the plan."""
    dots: tuple[tuple[float, float], ...]
    """Ends of a level line that lasts a single day: else they could not be seen."""
    pain_path: str
    marks: tuple[Mark, ...]
    changes: tuple[float, ...]
    first: date
    last: date
    width: int = 400
    height: int = 270
    left: int = 92
    right: int = 390
    label_y: int = 264
    level_title_y: int = 14
    pain_title_y: int = 150
    top: int = 24
    pain_bottom: int = 244
    zones: frozenset[Zone] = field(default_factory=frozenset)
    """Those that occur, for the key."""


_LEVELS_TOP: Final = 32.0
_LEVEL_GAP: Final = 22.0
_PAIN_TOP: Final = 166.0
_PAIN_BOTTOM: Final = 240.0
_LEFT: Final = 98.0
_RIGHT: Final = 384.0
_SIZE: Final = 4.6


def chart(days: Sequence[HistoryDay], ladder: Ladder) -> Chart | None:
    """The chart of some days; None where there is nothing to see yet."""
    if not any(one.session is not None or one.deeds for one in days):
        return None
    last = days[-1].day
    first = min(days[0].day, last - timedelta(days=LEAST_DAYS - 1))
    span = (last - first).days

    def x(day: date) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (day - first).days / span, 1)

    hardest_first = ladder.levels[::-1]
    rows = {level: _LEVELS_TOP + _LEVEL_GAP * index for index, level in enumerate(hardest_first)}

    def y(place: Place) -> float:
        steps = len(ladder.doses.get(place.level, ())) or 1
        # Steps of dose within a level rise a little, but never as far as the next level.
        return round(rows[place.level] - _LEVEL_GAP * 0.7 * place.step / steps, 1)

    paths, dots = _level_paths(
        [
            (x(one.day), y(one.place) if one.place and one.place.level in rows else None)
            for one in days
        ]
    )
    marks = []
    for one in days:
        worst = one.session.worst if one.session is not None else None
        if worst is not None and one.zone is not None:
            at_y = round(_PAIN_BOTTOM - (_PAIN_BOTTOM - _PAIN_TOP) * worst / 10, 1)
            marks.append(Mark(x(one.day), at_y, one.zone, _points(one.zone, x(one.day), at_y)))
    return Chart(
        level_rows=tuple((rows[level], LEVEL_WORDS[level]) for level in hardest_first),
        pain_rows=tuple(
            (round(_PAIN_BOTTOM - (_PAIN_BOTTOM - _PAIN_TOP) * value / 10, 1), value)
            for value in (0, 5, 10)
        ),
        paths=tuple(paths),
        dots=tuple(dots),
        pain_path=" ".join(
            f"{'L' if index else 'M'}{mark.x:g} {mark.y:g}" for index, mark in enumerate(marks)
        ),
        marks=tuple(marks),
        changes=tuple(x(one.day) for one in days if one.deeds),
        first=first,
        last=last,
        zones=frozenset(mark.zone for mark in marks),
    )


def _level_paths(
    points: Sequence[tuple[float, float | None]],
) -> tuple[list[str], list[tuple[float, float]]]:
    """Step lines, one for each stretch of days in the plan."""
    stretches: list[list[tuple[float, float]]] = [[]]
    for x, y in points:
        if y is None:
            stretches.append([])
        else:
            stretches[-1].append((x, y))
    paths, dots = [], []
    for stretch in stretches:
        if len(stretch) == 1:
            dots.append(stretch[0])
        elif stretch:
            parts, here = [f"M{stretch[0][0]:g} {stretch[0][1]:g}"], stretch[0][1]
            for x, y in stretch[1:]:
                if y != here:
                    parts.append(f"H{x:g}V{y:g}")
                    here = y
            paths.append("".join((*parts, f"H{stretch[-1][0]:g}")))
    return paths, dots


def _points(zone: Zone, x: float, y: float) -> str:
    s = _SIZE
    corners: tuple[tuple[float, float], ...]
    if zone == "green":
        return ""
    if zone == "amber":
        corners = ((x, y - s - 1), (x + s + 0.6, y + s - 0.6), (x - s - 0.6, y + s - 0.6))
    else:
        corners = ((x, y - s - 1.4), (x + s + 1.4, y), (x, y + s + 1.4), (x - s - 1.4, y))
    return " ".join(f"{round(a, 1):g},{round(b, 1):g}" for a, b in corners)
