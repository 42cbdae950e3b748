"""The rounds of the day as a page has them: what is done, what is due, when the next one comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from tenfold.exercises.model import Kind
from tenfold.plan.day import DayItem, DayPlan
from tenfold.plan.diary import SittingEntry
from tenfold.plan.round_times import Timetable, Wanted, timetable
from tenfold.store import SittingSummary
from tenfold.web import wording
from tenfold.web.pages import Visit
from tenfold.words import N_, Line

PUT_OFF: Final = timedelta(minutes=30)
PUT_OFF_KEY: Final = "rounds_put_off_to"
"""The setting that says until when rounds are put off."""
PRACTISING: Final = timedelta(minutes=45)
"""Whoever began a sitting that lately is not reminded of a round."""


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One exercise's rounds of today."""

    exercise_id: str
    name: Line
    amount: Line
    """Of one round."""
    planned: int
    done: int
    due: bool
    next_at: str | None
    """The clock's time of the next one, if one is still to come today."""
    next_min: int | None

    @property
    def state(self) -> Line:
        """Where it stands; never a reproach."""
        if self.done >= self.planned:
            return N_("{done} done. That is all for today.", done=self.done)
        if self.next_at is None:
            return N_("{done} of {planned} done. That is enough for today.", **self._numbers)
        if self.done == 0:
            return N_("None of {planned} done yet", planned=self.planned)
        return N_("{done} of {planned} done", **self._numbers)

    @property
    def _numbers(self) -> dict[str, int]:
        return {"done": self.done, "planned": self.planned}


@dataclass(frozen=True, slots=True)
class Rounds:
    """All exercises that are spread through today."""

    rows: tuple[RoundRow, ...]
    due: RoundRow | None
    next: RoundRow | None
    """Whose round comes next, where none is due."""
    practising: bool
    """Whether a sitting is going on: then nobody is reminded."""


def rounds_today(visit: Visit, day: DayPlan | None = None) -> Rounds | None:
    """The rounds of today. None while practice is closed, or where nothing is spread.

    Parameters
    ----------
    day
        What today holds, where that is known already.
    """
    if not visit.plan.safety.may_practise:
        return None
    day = day or visit.plan.today()
    items = [one for one in day.items if one.dose.times_per_day > 1]
    if not items:
        return None
    today = visit.plan.day
    sittings = visit.store.sittings_of_days(visit.person.id, today, today)
    done = rounds_done(visit, {one.id for one in sittings})
    wanted = [
        Wanted(one.exercise_id, one.dose.times_per_day, done.get(one.exercise_id, 0))
        for one in items
    ]
    midnight = local_midnight(today, visit.now)
    found = timetable(
        wanted,
        _done_min(visit, sittings, {one.exercise_id for one in items}, midnight),
        visit.preferences.waking,
        minute_of(visit.now, midnight),
        _put_off_to(visit, midnight),
    )
    rows = tuple(_row(visit, item, one, found) for item, one in zip(items, wanted, strict=True))
    coming = [one for one in rows if one.next_min is not None]
    first = min(coming, key=lambda one: one.next_min or 0, default=None)
    return Rounds(
        rows,
        first if found.due else None,
        None if found.due else first,
        any(one.status == "open" and visit.now - one.began_at < PRACTISING for one in sittings),
    )


def rounds_done(visit: Visit, known: set[str]) -> dict[str, int]:
    """Rounds done today by exercise: in sittings, and those the diary was told of besides.

    Parameters
    ----------
    known
        Today's sittings.
    """
    done = visit.store.rounds_done(visit.person.id, visit.plan.day)
    for entry in visit.plan.entries:
        if isinstance(entry, SittingEntry) and entry.day == visit.plan.day:
            if entry.sitting_id in known:
                continue
            for report in entry.exercises:
                if report.done_fraction is None or report.done_fraction > 0:
                    done[report.exercise_id] = done.get(report.exercise_id, 0) + report.rounds
    return done


def put_off(visit: Visit) -> None:
    """Half an hour without a round."""
    until = visit.now + PUT_OFF
    visit.store.save_setting(visit.person.id, PUT_OFF_KEY, until.isoformat())


def local_midnight(day: date, now: datetime) -> datetime:
    """Midnight before the day of practice, on the person's clock as it is ``now``."""
    return datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)


def minute_of(at: datetime, midnight: datetime) -> int:
    return int((at - midnight).total_seconds() // 60)


def _row(visit: Visit, item: DayItem, wanted: Wanted, found: Timetable) -> RoundRow:
    coming = found.next_of(item.exercise_id)
    due = found.due and found.rounds[0].exercise_id == item.exercise_id
    kind: Kind = item.dose.kind
    return RoundRow(
        item.exercise_id,
        Line(visit.library.get(item.exercise_id).name),
        wording.amount_in_words(kind, item.dose.amount, item.dose.amount),
        wanted.planned,
        wanted.done,
        due,
        None if coming is None else wording.clock_words(coming.at_min, visit.words),
        None if coming is None else coming.at_min,
    )


def _done_min(
    visit: Visit, sittings: list[SittingSummary], exercise_ids: set[str], midnight: datetime
) -> list[int]:
    """When rounds were done: at the end of their sittings, as nearly as that is known.

    Those that seem to be still to come, because the clock was set back since, are left out.
    """
    times = [
        one.ended_at or one.began_at
        for one in sittings
        for block in one.blocks
        if block.outcome == "done" and block.exercise_id in exercise_ids
    ]
    return [minute_of(at, midnight) for at in times if at <= visit.now]


def _put_off_to(visit: Visit, midnight: datetime) -> int | None:
    kept = visit.store.settings(visit.person.id).get(PUT_OFF_KEY, "")
    try:
        until = datetime.fromisoformat(kept)
        # A clock that was set back must not put rounds off for longer than was asked.
        return minute_of(until, midnight) if until <= visit.now + PUT_OFF else None
    except (ValueError, TypeError):
        return None
