"""The diary by day: what the list shows, put together from entries, sittings and decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from tenfold.plan.basis import Basis
from tenfold.plan.diary import (
    ActivityEntry,
    AfterEntry,
    MorningEntry,
    SittingEntry,
    Told,
    WeeklyEntry,
)
from tenfold.plan.outcomes import activities_due
from tenfold.store import Keeper, SittingSummary, Store
from tenfold.web import wording
from tenfold.web.diary_words import (
    WITHOUT_APP,
    Happening,
    Words,
    happenings,
    name_of,
    sitting_words,
    told_words,
)
from tenfold.words import N_, NN_, Line, Translator

PAGE_DAYS: Final = 10
"""Days with something in them on one page."""
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a day."""

    words: Words
    address: str
    """Where it can be looked at or changed."""
    strike: str
    """Where it can be struck out."""
    entry_id: str = ""
    time: str = ""
    names: tuple[Line, ...] = ()
    """The exercises of a sitting."""
    parts: tuple[Item, ...] = ()
    """The rounds of one exercise, where there was more than one."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day."""

    day: date
    items: tuple[Item, ...]
    plan: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """Something that may be told now."""

    title: Line
    note: Line
    address: str


@dataclass
class _Found:
    entries: list[Told] = field(default_factory=list)
    plan: list[Happening] = field(default_factory=list)


class DiaryBook:
    """All days of a diary that have something in them."""

    def __init__(self, keeper: Keeper, store: Store, person_id: str, words: Translator) -> None:
        self._keeper, self._store, self._person = keeper, store, person_id
        self._words = words
        self._days: dict[date, _Found] = {}
        for entry in keeper.entries:
            self._days.setdefault(entry.day, _Found()).entries.append(entry)
        for day, happening in happenings(keeper.basis, keeper.course):
            self._days.setdefault(day, _Found()).plan.append(happening)

    def page(self, number: int) -> tuple[list[Day], bool]:
        """Some days, newest first, and whether there are older ones."""
        all_days = sorted(self._days, reverse=True)
        begin = (number - 1) * PAGE_DAYS
        chosen = all_days[begin : begin + PAGE_DAYS]
        if not chosen:
            return [], False
        records = self._records(chosen[-1], chosen[0])
        return [self._day(day, records) for day in chosen], len(all_days) > begin + PAGE_DAYS

    def day(self, day: date) -> Day:
        """One day, even if it is empty."""
        return self._day(day, self._records(day, day))

    def _records(self, first: date, last: date) -> dict[str, SittingSummary]:
        # A sitting's entry may be about another day than the one on which it began.
        found = self._store.sittings_of_days(self._person, first - _WEEK, last + _WEEK)
        return {one.id: one for one in found}

    def _day(self, day: date, records: Mapping[str, SittingSummary]) -> Day:
        found = self._days.get(day, _Found())
        basis = self._keeper.basis
        mornings = [_item(one, basis) for one in found.entries if isinstance(one, MorningEntry)]
        weeks = [
            _item(one, basis)
            for one in found.entries
            if isinstance(one, WeeklyEntry | ActivityEntry)
        ]
        sittings = self._sittings(found.entries, records)
        return Day(day, (*mornings, *sittings, *weeks), tuple(found.plan))

    def _sittings(
        self, entries: Sequence[Told], records: Mapping[str, SittingSummary]
    ) -> list[Item]:
        during: dict[str, SittingEntry] = {}
        after: dict[str, AfterEntry] = {}
        for entry in entries:
            if isinstance(entry, SittingEntry):
                during[entry.sitting_id] = entry
            elif isinstance(entry, AfterEntry):
                after[entry.sitting_id] = entry
        items: list[Item] = []
        rounds: dict[str, list[Item]] = {}
        for sitting_id in dict.fromkeys((*during, *after)):
            record, told = records.get(sitting_id), during.get(sitting_id)
            item = self._sitting(sitting_id, record, told, after.get(sitting_id))
            if record is not None and record.mode == "single" and told and told.exercises:
                rounds.setdefault(told.exercises[0].exercise_id, []).append(item)
            else:
                items.append(item)
        return items + [_together(some) for some in rounds.values()]

    def _sitting(
        self,
        sitting_id: str,
        record: SittingSummary | None,
        told: SittingEntry | None,
        after: AfterEntry | None,
    ) -> Item:
        basis = self._keeper.basis
        exercises = told.exercises if told is not None else ()
        names = tuple(name_of(one.exercise_id, basis) for one in exercises)
        felt = all(one.effort is not None or one.rpe is not None for one in exercises)
        time = ""
        if record is None:
            title = WITHOUT_APP
        elif record.mode == "single" and names:
            title, names = names[0], ()
        else:
            title = wording.MODES[record.mode]
        if record is not None:
            time = wording.time_words(record.began_at, record.utc_offset_min, self._words)
        return Item(
            sitting_words(told, after, basis, title),
            f"/diary/sittings/{sitting_id}/told",
            f"/diary/sittings/{sitting_id}/strike",
            told.id if told is not None else after.id if after is not None else "",
            time,
            () if felt else names,  # how they felt names them already
        )


def _item(entry: Told, basis: Basis) -> Item:
    address = f"/diary/entries/{entry.id}"
    return Item(told_words(entry, basis), address, f"{address}/strike", entry.id)


def _together(rounds: Sequence[Item]) -> Item:
    """Rounds of one exercise as one line that opens."""
    if len(rounds) == 1:
        return rounds[0]
    count = len(rounds)
    done = NN_("{count} round", "{count} rounds", count, count=count)
    flags = tuple(flag for one in rounds for flag in one.words.flags)
    words = Words(rounds[0].words.title, facts=(done,), flags=flags)
    return Item(words, "", "", parts=tuple(rounds))


def due(keeper: Keeper) -> list[Due]:
    """What may be told now, the most pressing first. Nothing of it has to be."""
    today, found = keeper.day, list[Due]()
    asked: set[str] = set()
    newest: SittingEntry | None = None
    told_morning = practised = False
    for entry in keeper.entries:
        if isinstance(entry, SittingEntry):
            practised = practised or entry.day < today
            # A single one was asked about right after it: that is enough.
            if (today - entry.day).days <= 1 and len(entry.exercises) != 1:
                newest = entry
        elif isinstance(entry, AfterEntry):
            asked.add(entry.sitting_id)
        elif isinstance(entry, MorningEntry) and entry.day == today:
            told_morning = True
    if newest is not None and newest.sitting_id not in asked:
        found.append(
            Due(
                N_("How was it?"),
                N_("Your last practice: pain during and after, and how hard it felt."),
                f"/diary/sittings/{newest.sitting_id}",
            )
        )
    # On the very first day there is nothing yet that the morning could tell of.
    first_day = not practised and keeper.plan is not None and keeper.plan.started == today
    if not told_morning and not first_day:
        found.append(
            Due(
                N_("This morning"),
                N_("Pain on waking. It says how yesterday was for your body."),
                "/diary/morning",
            )
        )
    return found + _due_by_week(keeper)


def _due_by_week(keeper: Keeper) -> list[Due]:
    if keeper.plan is None:
        return []
    found, started, today = list[Due](), keeper.plan.started, keeper.day
    weeks = keeper.diary.weekly()
    last = weeks[-1].day if weeks else started
    if (today - last).days >= 7:
        found.append(
            Due(N_("The week"), N_("Three short questions, once a week."), "/diary/weekly")
        )
    activities = keeper.diary.activities()
    week = activities_due(started.toordinal(), today.toordinal(), activities)
    if week is not None:
        note = (
            N_("Up to three things you would like to do more easily.")
            if not activities
            else N_("How well do they go now, after {weeks} weeks?", weeks=week)
        )
        found.append(Due(N_("Your activities"), note, "/diary/activities"))
    return found
