"""The keeper: what is told is kept with what the rules make of it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tenfold.plan.change import Change, Refusal
from tenfold.plan.codec import LogItem
from tenfold.plan.course import Decided, Plan
from tenfold.plan.diary import AfterEntry, ExerciseReport, MorningEntry, SideReport, SittingEntry
from tenfold.plan.screen import ScreenRefusal, ScreenResult
from tenfold.plan.start import StartFacts
from tenfold.session.commands import BlockEnded
from tenfold.store import Keeper, LogCache, Store, StoreError
from tests.opened import NOON, all_no, ease_in_sitting, keeper_of, open_practice

PIGEON_DONE = ExerciseReport("lying_twist", 0, (SideReport("left", 2),), 1.0, "right")


def later(keeper: Keeper, store: Store, days: int = 1) -> Keeper:
    return keeper_of(store, keeper.now + timedelta(days=days))


def test_before_the_questions_practice_is_closed_and_there_is_no_plan(store: Store) -> None:
    keeper = keeper_of(store)
    assert keeper.safety.status == "unscreened"
    assert keeper.plan is None
    assert keeper.today().kind == "closed"
    assert keeper.start("ease_in", StartFacts()) == keeper.start("as_published", StartFacts())
    assert isinstance(keeper.start("ease_in", StartFacts()), Refusal)


def test_questions_then_a_start_make_a_plan_that_is_there_tomorrow(store: Store) -> None:
    keeper = open_practice(store)
    assert isinstance(keeper.plan, Plan)
    assert later(keeper, store).plan == keeper.plan
    assert 3 <= len(keeper.today().items) <= 5


def test_an_incomplete_screen_keeps_nothing(store: Store) -> None:
    keeper = keeper_of(store)
    answer = keeper.answer_screen({"saddle": "no"})
    assert isinstance(answer, ScreenRefusal) and answer.kind == "incomplete"
    assert keeper_of(store).safety.status == "unscreened"


def test_under_18_is_not_offered(store: Store) -> None:
    keeper = keeper_of(store)
    keeper.give_age("under_18")
    assert keeper.answer_screen(all_no()) == ScreenRefusal("not_offered")
    assert keeper.safety.status == "not_offered"


def test_a_lock_needs_the_persons_word_and_the_questions_anew(store: Store) -> None:
    keeper = open_practice(store)
    answer = keeper.answer_weekly_questions({"saddle": "yes", "weakness": "no"})
    assert isinstance(answer, ScreenResult) and answer.outcome == "emergency_now"
    assert keeper.safety.status == "locked"
    assert keeper.today().items == ()
    keeper.answer_screen(all_no())
    assert keeper.safety.status == "locked", "answering again opens nothing by itself"
    keeper.say_cleared()
    assert keeper.safety.status == "screen_again"
    keeper.answer_screen(all_no())
    assert keeper.safety.may_practise


def test_an_unfinished_check_keeps_nothing_and_something_new_asks_all_ten(store: Store) -> None:
    keeper = open_practice(store)
    assert isinstance(keeper.answer_weekly_questions({}), ScreenRefusal)
    assert keeper.safety.may_practise
    answers = {"saddle": "no", "weakness": "no"}
    assert keeper.answer_weekly_questions(answers, anything_new=True) is None
    assert keeper.safety.status == "screen_due"


def test_red_pain_is_decided_on_at_once_and_kept_with_its_reason(store: Store) -> None:
    keeper = open_practice(store)
    keeper.tell_sitting(
        "s1", [ExerciseReport("lying_twist", 0, (SideReport("left", 7),), 1.0)], pain_before=2
    )
    changes = [
        change
        for event in keeper.course.events
        if isinstance(event, Decided)
        for change in event.decision.changes
    ]
    assert [(one.rule, one.exercise_id, one.kind) for one in changes] == [
        ("1", "lying_twist", "easier")
    ]
    assert changes[0].version == keeper.basis.book.version
    assert later(keeper, store).course == keeper.course


def test_what_was_changed_can_be_taken_back_and_a_wish_is_met_or_named(store: Store) -> None:
    keeper = open_practice(store)
    made = keeper.wish("lying_twist", "easier")
    assert isinstance(made, Change)
    assert keeper.proposals == (made,)
    assert keeper.answer(made.id, accepted=False) == made
    refused = keeper.wish("lying_twist", "harder")
    assert isinstance(refused, Refusal)
    assert isinstance(keeper.answer("no such change", accepted=True), Refusal)


def test_telling_of_a_sitting_again_replaces_it(store: Store) -> None:
    keeper = open_practice(store)
    keeper.tell_sitting("s1", [PIGEON_DONE], pain_before=2)
    keeper.tell_sitting("s1", [PIGEON_DONE], pain_before=3)
    keeper.tell_after("s1", 4)
    keeper.tell_after("s1", 5, leg="no")
    told, after = keeper.of_sitting("s1")
    assert told is not None and told.pain_before == 3
    assert after is not None and (after.pain, after.leg) == (5, "no")
    kinds = [type(one) for one in keeper.entries]
    assert kinds == [SittingEntry, AfterEntry]


def test_a_forgotten_day_is_filled_in_and_tomorrow_is_not(store: Store) -> None:
    keeper = open_practice(store)
    told = keeper.tell_morning(3, day=keeper.day - timedelta(days=2))
    assert later(keeper, store).entries == (told,)
    with pytest.raises(ValueError, match="to come"):
        keeper.tell_morning(3, day=keeper.day + timedelta(days=1))


def test_an_entry_is_edited_and_struck_out(store: Store) -> None:
    keeper = open_practice(store)
    told = keeper.tell_morning(3)
    assert keeper.replace(told.id, MorningEntry("", 0, keeper.day, pain=5))
    assert [one.pain for one in keeper.entries if isinstance(one, MorningEntry)] == [5]
    assert keeper.strike(told.id)
    assert keeper.entries == ()
    assert not keeper.strike(told.id)
    assert not keeper.replace("nothing", told)


def test_weeks_and_activities_are_kept(store: Store) -> None:
    keeper = open_practice(store)
    week = keeper.tell_weekly((3, 4, None), 2, reason="busy")
    doings = keeper.tell_activities([("Tie my shoes", 4)])
    assert later(keeper, store).entries == (week, doings)


def block(
    exercise_id: str, done: float = 1.0, pain: int | None = None, index: int = 0, level: int = 0
) -> BlockEnded:
    return BlockEnded(
        index, exercise_id, level, "done" if done == 1 else "skipped", 1, (), (), (), done, pain
    )


def ended(store: Store, *blocks: BlockEnded, pain: int | None = 2) -> str:
    sitting_id = store.begin_sitting(store.person().id, ease_in_sitting(), NOON, pain)
    store.finish_sitting(sitting_id, NOON, blocks)
    return sitting_id


def test_the_end_of_a_sitting_is_told_once_and_what_was_said_of_it_stays(store: Store) -> None:
    keeper = open_practice(store)
    sitting_id = ended(store, block("lying_twist"), block("pigeon_pose", 0.0, index=1))
    told = keeper.end_sitting(store.sitting(sitting_id))
    assert told is not None and told.pain_before == 2
    assert told.exercises == (ExerciseReport("lying_twist", 0, (), 1.0),)
    seq = keeper.entries[-1].seq
    assert keeper.end_sitting(store.sitting(sitting_id)) == told
    assert keeper.entries[-1].seq == seq, "the same again adds nothing"
    keeper.tell_sitting(
        sitting_id, [ExerciseReport("lying_twist", 0, (), 1.0, "easy")], pain_before=2
    )
    store.record_block(sitting_id, block("lying_twist", 0.5, pain=4))
    again = keeper.end_sitting(store.sitting(sitting_id))
    assert again is not None
    assert again.exercises == (
        ExerciseReport("lying_twist", 0, (SideReport("both", 4),), 0.5, "easy"),
    )


def test_two_rounds_in_one_sitting_count_as_two(store: Store) -> None:
    keeper = open_practice(store)
    sitting_id = ended(
        store,
        block("standing_abdominal_hold"),
        block("standing_abdominal_hold", 0.5, index=1, level=-1),
    )
    told = keeper.end_sitting(store.sitting(sitting_id))
    assert told is not None
    (one,) = told.exercises
    assert (one.rounds, one.done_fraction, one.level) == (2, 0.5, 0)


def test_nothing_done_is_nothing_told_and_what_was_struck_out_stays_out(store: Store) -> None:
    keeper = open_practice(store)
    assert keeper.end_sitting(store.sitting(ended(store))) is None
    sitting_id = ended(store, block("lying_twist"))
    told = keeper.end_sitting(store.sitting(sitting_id))
    assert told is not None and keeper.strike(told.id)
    assert keeper.end_sitting(store.sitting(sitting_id)) is None
    assert keeper.entries == ()


def test_the_day_of_practice_begins_at_four(store: Store) -> None:
    berlin = timezone(timedelta(hours=2))
    assert keeper_of(store, datetime(2026, 7, 1, 3, 59, tzinfo=berlin)).day == date(2026, 6, 30)
    assert keeper_of(store, datetime(2026, 7, 1, 4, 0, tzinfo=berlin)).day == date(2026, 7, 1)
    with pytest.raises(ValueError, match="offset"):
        keeper_of(store, datetime(2026, 7, 1, 4, 0))  # noqa: DTZ001


def test_two_devices_at_the_same_moment_lose_nothing(store: Store) -> None:
    open_practice(store)
    cache = LogCache()
    keepers = [
        Keeper(store, store.person().id, keeper_of(store).basis, NOON, one)
        for one in (cache, cache, LogCache(), LogCache())
    ]
    threads = [
        threading.Thread(target=keeper.tell_morning, args=(number,))
        for number, keeper in enumerate(keepers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = [one for one in keeper_of(store).entries if isinstance(one, MorningEntry)]
    assert sorted(one.pain or 0 for one in told) == [0, 1, 2, 3]
    assert keeper_of(store).diary.days[keeper_of(store).day.toordinal()].morning == 3


def test_what_cannot_be_kept_is_said_and_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = open_practice(store)
    before = keeper.course

    def full(person_id: str, after: int, items: Sequence[LogItem], at: datetime) -> None:
        raise StoreError("full")

    monkeypatch.setattr(store, "keep", full)
    with pytest.raises(StoreError, match="disk is full"):
        keeper.wish("lying_twist", "easier")
    assert keeper.course is before


def test_someone_who_is_always_faster_is_given_up_on_in_the_end(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = open_practice(store)

    def taken(person_id: str, after: int, items: Sequence[LogItem], at: datetime) -> None:
        raise StoreError("conflict")

    monkeypatch.setattr(store, "keep", taken)
    with pytest.raises(StoreError):
        keeper.tell_morning(3)


def test_a_log_has_no_gaps_and_no_doubles(store: Store) -> None:
    me = store.person().id
    first = MorningEntry("m", 1, date(2026, 6, 30), 3)
    store.keep(me, 0, [first], NOON)
    assert store.plan_log(me) == [first]
    assert store.plan_log(me, 1) == []
    with pytest.raises(StoreError):
        store.keep(me, 0, [MorningEntry("n", 1, date(2026, 6, 30), 4)], NOON)
    with pytest.raises(ValueError, match="cannot stand"):
        store.keep(me, 1, [MorningEntry("n", 5, date(2026, 6, 30), 4)], NOON)
    assert store.plan_log(me) == [first]


def test_evaluating_says_something_once(store: Store) -> None:
    keeper = open_practice(store)
    assert keeper.evaluate() is None
    keeper.tell_sitting("s1", [PIGEON_DONE], pain_before=2)
    back = keeper_of(store, keeper.now.astimezone(UTC) + timedelta(days=9))
    decision = back.evaluate()
    assert decision is not None and decision.changes[0].rule == "6"
    assert back.evaluate() is None


def test_a_late_number_joins_what_was_told_of_each_side(store: Store) -> None:
    keeper = open_practice(store)
    sitting_id = ended(store, block("lying_twist", pain=7))
    keeper.end_sitting(store.sitting(sitting_id))
    sides = (SideReport("both", 6, frozenset({"sharp"})), SideReport("left", 5))
    keeper.tell_sitting(sitting_id, [ExerciseReport("lying_twist", 0, sides, 1.0)])
    store.record_block(sitting_id, block("lying_twist", pain=8))
    told = keeper.end_sitting(store.sitting(sitting_id))
    assert told is not None
    assert told.exercises[0].sides == (
        SideReport("both", 8, frozenset({"sharp"})),
        SideReport("left", 5),
    )
