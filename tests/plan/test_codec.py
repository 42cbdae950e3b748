"""The log is kept as plain JSON, and comes back as it was."""

from __future__ import annotations

import json
from datetime import date
from random import Random

import pytest

from tenfold.plan.basis import packaged_basis
from tenfold.plan.codec import KINDS, LogItem, from_dict, to_dict
from tenfold.plan.course import Course
from tenfold.plan.diary import (
    ActivityEntry,
    Entry,
    MorningEntry,
    Replaced,
    StruckOut,
    WeeklyEntry,
)
from tenfold.plan.diary_days import Diary
from tenfold.plan.simulation.life import Life
from tenfold.plan.simulation.people import PROFILES
from tenfold.plan.simulation.watch import Watch

BASIS = packaged_basis()
DAY = date(2026, 11, 23)
MORNING = MorningEntry("m", 1, DAY, pain=3, leg="no", flags=frozenset({"sharp", "knee"}))
BY_HAND: tuple[Entry, ...] = (
    MORNING,
    WeeklyEntry("w", 2, DAY, (1, None, 3), 4, "busy"),
    ActivityEntry("a", 3, DAY, (("Tie my shoes", 4), ("Stand in a queue", None))),
    Replaced("r", 4, "m", MorningEntry("m", 4, DAY, pain=4)),
    StruckOut("s", 5, "w"),
)


def again(item: LogItem) -> LogItem:
    return from_dict(json.loads(json.dumps(to_dict(item))))


@pytest.mark.parametrize("item", BY_HAND, ids=lambda one: type(one).__name__)
def test_what_was_told_comes_back_as_it_was(item: Entry) -> None:
    assert again(item) == item


@pytest.mark.parametrize("name", PROFILES)
def test_a_whole_course_comes_back_as_it_was(name: str) -> None:
    life = Life(BASIS, PROFILES[name], Random(7).random, Watch(), keep=True)
    life.live(40)
    read = [again(one) for one in life.log]
    assert read == list(life.log)
    course = Course.of(one for one in read if not isinstance(one, Entry))
    assert course == life.course
    assert Diary(one for one in read if isinstance(one, Entry)).days == life.diary.days


def test_sets_are_written_in_one_order() -> None:
    assert to_dict(MORNING)["flags"] == ["knee", "sharp"]


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len(set(KINDS.values())) == len(KINDS)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"kind": "dream"}, "log.kind"),
        ({"pain": "3"}, "morning.pain"),
        ({"pain": 11}, "pain"),
        ({"day": "yesterday"}, "morning.day"),
        ({"day": 3}, "morning.day"),
        ({"flags": ["cheerful"]}, "morning.flags"),
        ({"mood": 3}, "mood"),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, object], where: str) -> None:
    with pytest.raises(ValueError, match=where):
        from_dict({**to_dict(MORNING), **change})


def test_only_what_was_told_can_take_the_place_of_an_entry() -> None:
    plain = to_dict(BY_HAND[3])
    with pytest.raises(ValueError, match="only what was told"):
        from_dict({**plain, "by": to_dict(BY_HAND[4])})
    with pytest.raises(ValueError, match="object"):
        from_dict([])  # type: ignore[arg-type]
