"""Clocks, travel, two devices, changed entries, and new rules in mid-plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenfold.plan.basis import basis_of, packaged_basis
from tenfold.plan.course import Course
from tenfold.plan.days import days_line, local_day, local_time, plan_day
from tenfold.plan.decide import decide
from tenfold.plan.diary import (
    ActivityEntry,
    Entry,
    ExerciseReport,
    MorningEntry,
    Replaced,
    SideReport,
    SittingEntry,
    StruckOut,
    WeeklyEntry,
)
from tenfold.plan.diary_days import Diary
from tests.plan.course_made import Days, day, english, kinds, only

BASIS = packaged_basis()
TWIST = {"lying_twist": 0, "butterfly_pose": 0}


# --- days and clocks ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wall", "belongs_to"),
    [
        (datetime.fromisoformat("2026-03-03T03:59"), date(2026, 3, 2)),
        (datetime.fromisoformat("2026-03-03T04:00"), date(2026, 3, 3)),
        (datetime.fromisoformat("2026-03-03T23:59"), date(2026, 3, 3)),
        (datetime.fromisoformat("2026-03-01T00:30"), date(2026, 2, 28)),
    ],
)
def test_a_day_begins_at_four_in_the_morning(wall: datetime, belongs_to: date) -> None:
    assert local_day(wall) == belongs_to


def test_the_same_moment_is_another_day_elsewhere() -> None:
    moment = datetime(2026, 3, 3, 5, 0, tzinfo=UTC)
    assert plan_day(moment, 0) == date(2026, 3, 3)
    assert plan_day(moment, -5 * 60) == date(2026, 3, 2)
    assert plan_day(moment, 9 * 60) == date(2026, 3, 3)


def test_a_moment_may_come_in_any_zone() -> None:
    moment = datetime(2026, 3, 3, 5, 0, tzinfo=UTC)
    same = moment.astimezone(timezone(timedelta(hours=9)))
    assert (
        local_time(same, 60) == local_time(moment, 60) == datetime.fromisoformat("2026-03-03T06:00")
    )
    with pytest.raises(ValueError, match="time zone"):
        local_time(datetime.fromisoformat("2026-03-03T05:00"), 0)


def test_clocks_that_change_in_the_night_leave_the_day_alone() -> None:
    """In Berlin, 2026-03-29, two o'clock becomes three."""
    before, after = datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 3, 29, 2, tzinfo=UTC)
    assert plan_day(before, 60) == date(2026, 3, 28)
    assert plan_day(after, 120) == date(2026, 3, 29)


def test_travel_west_over_the_date_line_gives_one_day_twice_and_the_worse_morning_counts() -> None:
    days = Days.with_plan(TWIST)
    days.sitting(1, {"lying_twist": 3, "butterfly_pose": 2})
    days.morning(2, 2)
    found = days.morning(2, 5)
    assert ("3", "easy_day", None) in kinds(found)


def test_a_clock_set_back_raises_nothing_and_says_so_once() -> None:
    days = Days.with_plan({"lying_twist": 0}, shortened=True)
    for number in (1, 2, 3):
        days.morning(number, 2)
        days.sitting(number, {"lying_twist": 2}, effort="easy")
    days.morning(4, 2)
    days.keep = False
    ready = days.sitting(4, {"lying_twist": 2}, effort="easy")
    assert kinds(ready) == [("5", "harder", "lying_twist")]
    days.keep = True
    back = days.decide(2)
    assert back.day == day(4), "the newest entry's day counts"
    assert back.changes == ()
    assert [one.kind for one in back.advice] == ["clock"]
    assert back.effects.exercises[0].not_up == "clock_behind"
    assert days.decide(2).advice == ()


def test_a_clock_set_back_still_makes_easier() -> None:
    days = Days.with_plan(TWIST)
    days.morning(5, 2)
    found = days.sitting(3, {"lying_twist": 7, "butterfly_pose": 2})
    assert ("1", "easier", "lying_twist") in kinds(found)


# --- two devices ---------------------------------------------------------------------------------

ENTRIES: list[Entry] = [
    MorningEntry("a", 1, day(2), 3),
    MorningEntry("b", 2, day(2), 5, soreness=2),
    MorningEntry("c", 3, day(2), None, leg="further_down"),
    SittingEntry(
        "d",
        4,
        day(2),
        "s",
        (ExerciseReport("lying_twist", 0, (SideReport("left", 4),), 1.0, "easy"),),
        3,
    ),
    SittingEntry(
        "e",
        5,
        day(2),
        "s",
        (
            ExerciseReport(
                "lying_twist", 0, (SideReport("left", 2, frozenset({"knee"})),), 0.5, "hard"
            ),
        ),
        2,
    ),
]


@given(st.permutations(ENTRIES))
def test_two_devices_come_to_the_same_in_any_order(entries: list[Entry]) -> None:
    found, usual = Diary(entries).days, Diary(ENTRIES).days
    assert found.keys() == usual.keys()
    one, other = found[day(2).toordinal()], usual[day(2).toordinal()]
    assert (one.morning, one.soreness, one.leg, one.sittings) == (5, 2, True, 1)
    assert one.sessions["lying_twist"].flags == other.sessions["lying_twist"].flags == {"knee"}
    assert one.sessions["lying_twist"].done == 0.5, "less done"
    assert one.sessions["lying_twist"].effort == "hard"
    assert one.sessions["lying_twist"].worst == 4


def test_adding_one_by_one_is_the_same_as_all_at_once() -> None:
    grown = Diary()
    for entry in ENTRIES:
        grown = grown.plus(entry)
    assert grown.days == Diary(ENTRIES).days
    assert grown.mornings == Diary(ENTRIES).mornings == ((day(2).toordinal(), 5),)


def test_mornings_may_be_filled_in_later() -> None:
    diary = Diary().plus(MorningEntry("b", 1, day(3), 4)).plus(MorningEntry("a", 2, day(1), 2))
    assert diary.mornings == ((day(1).toordinal(), 2), (day(3).toordinal(), 4))


def test_rounds_of_one_day_add_up() -> None:
    days = Days.with_plan({"standing_abdominal_hold": 0})
    for number in range(3):
        days.sitting(
            1, {"standing_abdominal_hold": {"worst": 1, "rounds": 1}}, sitting_id=f"r{number}"
        )
    session = days.diary.days[day(1).toordinal()].sessions["standing_abdominal_hold"]
    assert session.done == 3.0


def test_half_told_effort_is_not_ease() -> None:
    days = Days.with_plan({"lying_twist": 0})
    days.sitting(1, {"lying_twist": 2}, effort="easy", sitting_id="one")
    days.sitting(1, {"lying_twist": 2}, effort=None, done=None, sitting_id="two")
    session = days.diary.days[day(1).toordinal()].sessions["lying_twist"]
    assert (session.effort, session.done) == (None, None)


# --- edited and deleted -----------------------------------------------------------------------


def test_an_entry_that_is_taken_back_no_longer_counts() -> None:
    days = Days.with_plan(TWIST)
    days.morning(2, 7)
    assert days.diary.record(day(2)) is not None
    entry = days.diary.entries[0]
    days.enter(StruckOut("x", days.next(), entry.id))
    assert days.diary.record(day(2)) is None
    assert len(days.diary.entries) == 2, "but it is still in the log"


def test_the_newest_word_on_an_entry_counts() -> None:
    first = MorningEntry("a", 1, day(2), 7)
    edits: list[Entry] = [
        Replaced("b", 2, "a", MorningEntry("a", 2, day(2), 3)),
        StruckOut("c", 3, "a"),
        Replaced("d", 4, "a", MorningEntry("a", 4, day(2), 4)),
    ]
    values = []
    for number in range(4):
        record = Diary([*edits[:number], first]).record(day(2))
        values.append(record.morning if record else None)
    assert values == [7, 3, None, 4]


def test_words_about_an_unknown_entry_change_nothing() -> None:
    other: list[Entry] = [
        Replaced("b", 2, "nobody", MorningEntry("nobody", 2, day(2), 3)),
        StruckOut("c", 3, "nobody"),
    ]
    assert Diary(other).days == {}


def test_an_edit_may_move_an_entry_to_another_day() -> None:
    diary = Diary([MorningEntry("a", 1, day(2), 7)])
    moved = diary.plus(Replaced("b", 2, "a", MorningEntry("a", 2, day(1), 7)))
    assert moved.record(day(2)) is None
    assert moved.record(day(1)) is not None
    assert moved.until(1).record(day(2)) is not None, "as it stood before"


def test_a_decision_stands_though_its_entry_is_taken_back() -> None:
    days = Days.with_plan(TWIST)
    made = only(days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2}), "1")
    days.enter(StruckOut("x", days.next(), days.diary.entries[0].id))
    again = days.decide(1)
    assert again.changes == ()
    assert days.place("lying_twist").level == -1
    assert made.evidence == (day(1),)


def test_an_entry_made_worse_afterwards_is_decided_on() -> None:
    days = Days.with_plan(TWIST)
    assert days.sitting(1, {"lying_twist": 2, "butterfly_pose": 2}).changes == ()
    entry = days.diary.entries[0]
    assert isinstance(entry, SittingEntry)
    report = replace(entry.exercises[0], sides=(SideReport("both", 7),))
    seq = days.next()
    days.enter(
        Replaced(
            "x", seq, entry.id, replace(entry, seq=seq, exercises=(report, *entry.exercises[1:]))
        )
    )
    assert kinds(days.decide(2)) == [("1", "easier", "lying_twist")]


def test_a_forgotten_day_filled_in_later_is_decided_on() -> None:
    days = Days.with_plan(TWIST)
    days.morning(4, 2)
    found = days.sitting(2, {"lying_twist": 7, "butterfly_pose": 2})
    assert found.day == day(4)
    assert only(found, "1").evidence == (day(2),)


# --- rules that change in mid-plan --------------------------------------------------------------


def test_decisions_keep_the_version_that_made_them() -> None:
    days = Days.with_plan(TWIST)
    days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2})
    newer = replace(BASIS.book, version="2", n=replace(BASIS.book.n, amber_needed=1))
    days.basis = basis_of(BASIS.library, newer, BASIS.screen)
    found = days.sitting(2, {"lying_twist": 2, "butterfly_pose": 5})
    assert only(found, "2").version == "2"
    kept = [one.decision for one in days.course.events if hasattr(one, "decision")]
    assert [one.version for one in kept] == ["1", "2"]
    replayed = Course.of(reversed(days.course.events))
    assert replayed.plan == days.course.plan, "the plan is what was decided, not decided anew"


def test_an_exercise_that_is_gone_from_the_library_is_passed_over() -> None:
    from tenfold.exercises.library import Library

    days = Days.with_plan(TWIST)
    fewer = tuple(one for one in BASIS.library if one.id != "butterfly_pose")
    days.basis = basis_of(Library(fewer, BASIS.library.conditions), BASIS.book, BASIS.screen)
    found = days.sitting(1, {"lying_twist": 7})
    assert kinds(found) == [("1", "easier", "lying_twist")]


# --- the same again ------------------------------------------------------------------------------


def test_deciding_twice_gives_the_same_and_keeping_says_nothing_twice() -> None:
    days = Days.with_plan(TWIST)
    days.keep = False
    one = days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2})
    assert one == decide(days.basis, days.course, days.diary, day(1))
    days.keep = True
    assert days.decide(1) == one
    assert days.decide(1).changes == ()


def test_without_a_plan_there_is_nothing_to_decide() -> None:
    with pytest.raises(ValueError, match="no plan"):
        decide(BASIS, Course(), Diary(), day(1))


def test_events_about_a_plan_that_is_not_there_change_nothing() -> None:
    from tenfold.plan.course import Answered, Wished

    days = Days.with_plan(TWIST)
    change = only(days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2}), "1")
    course = Course().plus(Wished(1, day(1), change)).plus(Answered(2, day(1), "x", True))
    assert course.plan is None


# --- numbers that cannot be -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        lambda: SideReport("left", 11),
        lambda: SideReport("left", 2, frozenset({"itchy"})),  # type: ignore[arg-type]
        lambda: ExerciseReport("x", 0, done_fraction=1.5),
        lambda: ExerciseReport("x", 0, rpe=-1),
        lambda: ExerciseReport("x", 0, rounds=0),
        lambda: MorningEntry("a", 1, day(1), 12),
        lambda: WeeklyEntry("a", 1, day(1), (1, 2, 30)),
        lambda: WeeklyEntry("a", 1, day(1), change=8),
        lambda: ActivityEntry("a", 1, day(1), (("Walking", 11),)),
    ],
)
def test_numbers_outside_their_scale_are_refused(make: object) -> None:
    with pytest.raises(ValueError, match=r"must be|no such"):
        make()  # type: ignore[operator]


@pytest.mark.parametrize(("rpe", "effort"), [(0, "easy"), (4, "easy"), (6, "right"), (7, "hard")])
def test_effort_from_0_to_10_is_easy_up_to_4(rpe: int, effort: str) -> None:
    report = ExerciseReport("reverse_lunge", 0, (SideReport("both", 1),), 1.0, rpe=rpe)
    diary = Diary([SittingEntry("a", 1, day(1), "s", (report,), 1)])
    assert diary.days[day(1).toordinal()].sessions["reverse_lunge"].effort == effort


def test_days_in_words() -> None:
    assert english(days_line([day(2)])) == "Tuesday"
    assert english(days_line([day(4), day(2)])) == "Tuesday and Thursday"
    assert english(days_line([day(1), day(2), day(3)])) == "3 days"
