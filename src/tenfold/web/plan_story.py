"""What the plan has decided, as a story: each change with what became of it, newest first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from tenfold.plan.basis import Basis
from tenfold.plan.change import Advice, Change, Refusal
from tenfold.plan.course import Answered, Course, Decided, Started, Wished
from tenfold.plan.diary_days import Diary
from tenfold.plan.planned import DAYS
from tenfold.plan.wishes import answer
from tenfold.words import N_, Line

State = Literal["open", "counts", "accepted", "declined", "taken_back", "lapsed"]
"""Waits for an answer; counts by itself; was answered; was not answered in its time."""
STATE_WORDS: Final[dict[State, Line]] = {
    "open": N_("Waits for your answer"),
    "counts": N_("Counts"),
    "accepted": N_("You accepted it"),
    "declined": N_("You said not now"),
    "taken_back": N_("You took it back"),
    "lapsed": N_("Not answered, and gone by now"),
}


AGAIN_DAYS: Final = 7
"""Advice that was given in the days before is not given loudly."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One change, and what became of it."""

    change: Change
    state: State
    by_you: bool
    """Whether the person wished it."""
    can_undo: bool = False
    """Whether it can still be taken back."""
    superseded: bool = False
    """Whether something newer has been decided about the same exercise."""

    @property
    def open(self) -> bool:
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class Said:
    """Advice that was given."""

    day: date
    advice: Advice
    again: bool = False
    """Whether it was said in the week before too: then it need not be loud."""


def story(basis: Basis, course: Course, diary: Diary, today: date) -> tuple[Deed, ...]:
    """Every change since the plan was begun last, newest first."""
    deeds: list[Deed] = []
    newest: dict[str, int] = {}
    for event in course.events:
        if isinstance(event, Started):
            deeds, newest = [], {}
        elif isinstance(event, Decided):
            for change in event.decision.changes:
                newest[change.id] = len(deeds)
                deeds.append(
                    Deed(change, "lapsed" if change.answer == "waits" else "counts", False)
                )
        elif isinstance(event, Wished):
            newest[event.change.id] = len(deeds)
            deeds.append(Deed(event.change, "counts", True))
        elif isinstance(event, Answered) and event.change_id in newest:
            at = newest[event.change_id]
            deeds[at] = replace(deeds[at], state=_answered(deeds[at].change, event.accepted))
    for change_id, change in course.ledger.open.items():
        if change_id not in newest:
            continue
        at = newest[change_id]
        if change.answer == "waits":
            deeds[at] = replace(deeds[at], state="open")
        else:
            back = answer(basis, course, diary, today, change_id, False)
            deeds[at] = replace(deeds[at], can_undo=not isinstance(back, Refusal))
    return tuple(_marked(_once(reversed(deeds))))


def _answered(change: Change, accepted: bool) -> State:
    if change.answer == "waits":
        return "accepted" if accepted else "declined"
    return "counts" if accepted else "taken_back"


def _once(deeds: Iterable[Deed]) -> Iterator[Deed]:
    """Newest first; without offers that lapsed and were made again later."""
    offered: set[tuple[object, ...]] = set()
    for deed in deeds:
        change = deed.change
        offer = (change.rule, change.kind, change.exercise_id, change.before, change.after)
        if deed.state == "lapsed" and offer in offered:
            continue
        if change.answer == "waits":
            offered.add(offer)
        yield deed


def _marked(deeds: Iterable[Deed]) -> Iterator[Deed]:
    """Newest first; with those marked that something newer stands for."""
    seen: set[str] = set()
    for deed in deeds:
        kind = deed.change.kind
        name = deed.change.exercise_id or ("days" if kind in DAYS else kind)
        yield replace(deed, superseded=True) if name in seen else deed
        if deed.state in ("counts", "accepted"):
            seen.add(name)


def since_last_practice(deeds: Iterable[Deed], diary: Diary, today: date) -> tuple[Deed, ...]:
    """Changes that are news today: what counts since the last day with practice, and is the newest
    of its exercise; of changes of a day only today's."""
    last = diary.last_practice(today.toordinal()) or 0
    return tuple(
        deed
        for deed in deeds
        if deed.state in ("counts", "accepted")
        and not deed.superseded
        and deed.change.day.toordinal() >= last
        and not _is_over(deed.change, today)
    )


def _is_over(change: Change, today: date) -> bool:
    """Whether a change was for some days that are over."""
    if change.kind in ("easy_day", "stay"):
        return change.day != today
    return change.kind == "gentle" and change.until is not None and change.until < today


def said_lately(course: Course, diary: Diary, today: date) -> tuple[Said, ...]:
    """Advice since the last day with practice, each once, newest first."""
    last = diary.last_practice(today.toordinal()) or 0
    found: dict[str, Said] = {}
    for one in all_said(course):
        newer = found.get(one.advice.kind)
        if newer is None:
            if one.day.toordinal() >= last:
                found[one.advice.kind] = one
        elif one.day < newer.day and (newer.day - one.day).days < AGAIN_DAYS:
            found[one.advice.kind] = replace(newer, again=True)
    return tuple(found.values())


def all_said(course: Course) -> tuple[Said, ...]:
    """All advice since the plan was begun last, newest first."""
    found: list[Said] = []
    for event in course.events:
        if isinstance(event, Started):
            found = []
        elif isinstance(event, Decided):
            found += [Said(event.day, advice) for advice in event.decision.advice]
    return tuple(reversed(found))
