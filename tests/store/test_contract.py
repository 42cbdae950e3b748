"""What the store promises, on every database."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenfold.session.inputs import Input, Press, RepSeen, Tick
from tenfold.store import Store, StoreError
from tests.store.material import (
    BUTTERFLY,
    EVENING,
    INPUTS,
    LATER,
    LUNGED,
    SITTING,
    STOPPED,
)


def begun(store: Store, at: datetime = EVENING, pain: int | None = None) -> str:
    return store.begin_sitting(store.person().id, SITTING, at, pain)


def test_there_is_one_person_and_it_stays_the_same(store: Store, url: str) -> None:
    person = store.person()
    again = Store.open(url)
    assert store.person() == person == again.person()
    again.close()


def test_settings_are_kept_and_replaced(store: Store, url: str) -> None:
    me = store.person().id
    assert store.settings(me) == {}
    store.save_setting(me, "breath_s", "8")
    store.save_setting(me, "language", "de")
    store.save_setting(me, "breath_s", "6.5")
    again = Store.open(url)
    assert again.settings(me) == {"breath_s": "6.5", "language": "de"}
    assert again.settings("somebody else") == {}
    again.close()


def test_settings_of_nobody_are_refused(store: Store) -> None:
    with pytest.raises(StoreError):
        store.save_setting("nobody", "language", "de")


def test_a_sitting_comes_back_as_it_was_planned(store: Store) -> None:
    record = store.sitting(begun(store, pain=3))
    assert record.sitting == SITTING
    assert (record.mode, record.status, record.ended_at) == ("ease_in", "open", None)
    assert record.pain_before == 3 and record.blocks == ()


def test_the_day_is_the_persons_own_and_the_moment_is_utc(store: Store) -> None:
    record = store.sitting(begun(store, EVENING))
    assert record.day == date(2026, 6, 30)
    assert record.began_at == datetime(2026, 6, 30, 21, 40, tzinfo=UTC)
    assert record.began_at.tzinfo is UTC
    assert record.utc_offset_min == 120


def test_a_time_without_an_offset_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="offset"):
        begun(store, datetime(2026, 6, 30, 12, 0))  # noqa: DTZ001


def test_no_pain_said_is_not_zero_pain(store: Store) -> None:
    assert store.sitting(begun(store, pain=None)).pain_before is None
    assert store.sitting(begun(store, pain=0)).pain_before == 0


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(log=st.lists(INPUTS, max_size=12))
def test_the_log_comes_back_in_order_and_exact(store: Store, log: list[Input]) -> None:
    sitting_id = begun(store)
    for seq, entry in enumerate(log):
        store.append(sitting_id, seq, entry)
    assert store.inputs(sitting_id) == log


def test_an_input_is_there_for_another_program_as_soon_as_append_returns(
    store: Store, url: str
) -> None:
    other = Store.open(url)
    sitting_id = begun(store)
    for seq in range(5):
        store.append(sitting_id, seq, RepSeen(float(seq), "left"))
        assert other.inputs(sitting_id)[-1] == RepSeen(float(seq), "left")
    other.close()


def test_a_second_writer_of_the_same_place_is_refused(store: Store) -> None:
    sitting_id = begun(store)
    store.append(sitting_id, 0, Press(1.0, "start"))
    with pytest.raises(StoreError) as refused:
        store.append(sitting_id, 0, Press(2.0, "skip"))
    assert refused.value.trouble == "conflict"
    assert store.inputs(sitting_id) == [Press(1.0, "start")]


def test_what_never_began_or_has_ended_takes_no_more_inputs(store: Store) -> None:
    ended = begun(store)
    store.finish_sitting(ended, LATER, [])
    for sitting_id in ("0" * 32, ended):
        with pytest.raises(StoreError) as refused:
            store.append(sitting_id, 0, Tick(0.0))
        assert refused.value.trouble == "missing"


def test_finishing_drops_ticks_keeps_the_rest_and_the_very_last_input(store: Store) -> None:
    sitting_id, other = begun(store), begun(store)
    log: list[Input] = [Press(0.5, "start"), Tick(1.0), RepSeen(2.0, "left"), Tick(3.0), Tick(9.0)]
    for seq, entry in enumerate(log):
        store.append(sitting_id, seq, entry)
        store.append(other, seq, entry)
    store.finish_sitting(sitting_id, LATER, [LUNGED, STOPPED])
    assert store.inputs(sitting_id) == [Press(0.5, "start"), RepSeen(2.0, "left"), Tick(9.0)]
    assert store.inputs(other) == log
    record = store.sitting(sitting_id)
    assert (record.status, record.ended_at) == ("finished", LATER)
    assert list(record.blocks) == [LUNGED, STOPPED]


def test_finishing_twice_changes_nothing(store: Store) -> None:
    sitting_id = begun(store)
    store.finish_sitting(sitting_id, LATER, [LUNGED])
    store.finish_sitting(
        sitting_id, LATER + timedelta(days=1), [replace(LUNGED, outcome="skipped")]
    )
    store.abandon_sitting(sitting_id, LATER + timedelta(days=1))
    record = store.sitting(sitting_id)
    assert (record.status, record.ended_at) == ("finished", LATER)
    assert record.blocks[0] == LUNGED


def test_a_block_done_again_replaces_what_was_recorded(store: Store) -> None:
    sitting_id = begun(store)
    store.record_block(sitting_id, replace(LUNGED, outcome="skipped", done_fraction=0.2))
    store.record_block(sitting_id, LUNGED)
    assert store.sitting(sitting_id).blocks == (LUNGED,)


def test_a_pain_said_once_is_not_lost_when_the_block_is_recorded_again(store: Store) -> None:
    sitting_id = begun(store)
    store.record_block(sitting_id, STOPPED)
    store.record_block(sitting_id, replace(STOPPED, pain_nrs=None))
    assert store.sitting(sitting_id).blocks[0].pain_nrs == 6


def test_a_pain_number_may_come_after_the_end(store: Store) -> None:
    sitting_id = begun(store)
    store.finish_sitting(sitting_id, LATER, [replace(STOPPED, pain_nrs=None)])
    store.record_pain(sitting_id, 1, 7)
    store.record_pain(sitting_id, 1, 8)
    assert store.sitting(sitting_id).blocks[0].pain_nrs == 8


@pytest.mark.parametrize("number", [-1, 11])
def test_a_number_off_the_scale_is_refused_and_changes_nothing(store: Store, number: int) -> None:
    with pytest.raises(ValueError, match="from 0 to 10"):
        begun(store, pain=number)
    assert store.sittings(store.person().id) == []
    sitting_id = begun(store)
    store.record_block(sitting_id, STOPPED)
    with pytest.raises(ValueError, match="from 0 to 10"):
        store.record_pain(sitting_id, 1, number)
    assert store.sitting(sitting_id).blocks == (STOPPED,)


def test_nothing_is_recorded_of_a_sitting_that_is_not_there(store: Store) -> None:
    nowhere = "f" * 32
    for write in (
        lambda: store.record_block(nowhere, LUNGED),
        lambda: store.record_pain(nowhere, 0, 3),
        lambda: store.finish_sitting(nowhere, LATER, []),
        lambda: store.abandon_sitting(nowhere, LATER),
        lambda: store.sitting(nowhere),
    ):
        with pytest.raises(StoreError) as refused:
            write()
        assert refused.value.trouble == "missing"


def test_the_history_is_newest_first_in_pages(store: Store) -> None:
    ids = [begun(store, EVENING + timedelta(hours=hour)) for hour in (2, 0, 1)]
    ids.append(begun(store, EVENING))  # in the same second as the second one
    me = store.person().id
    newest_first = [ids[0], ids[2], ids[3], ids[1]]
    assert [one.id for one in store.sittings(me)] == newest_first
    assert [one.id for one in store.sittings(me, limit=2, offset=1)] == newest_first[1:3]
    assert store.sittings("somebody else") == []


def test_the_sittings_of_some_days_are_newest_first(store: Store) -> None:
    me = store.person().id
    ids = [begun(store, EVENING + timedelta(days=days)) for days in (0, 1, 1, 3)]
    day = store.sitting(ids[0]).day
    found = store.sittings_of_days(me, day + timedelta(days=1), day + timedelta(days=2))
    assert [one.id for one in found] == [ids[2], ids[1]]
    assert store.sittings_of_days("somebody else", day, day) == []


def test_a_line_of_the_history_says_the_same_as_the_whole_record(store: Store) -> None:
    sitting_id = begun(store, pain=2)
    store.finish_sitting(sitting_id, LATER, [LUNGED, STOPPED])
    (line,), record = store.sittings(store.person().id), store.sitting(sitting_id)
    for name in ("id", "began_at", "day", "status", "pain_before", "blocks"):
        assert getattr(line, name) == getattr(record, name)


def test_the_open_sitting_is_the_newest_that_has_not_ended(store: Store) -> None:
    me = store.person().id
    assert store.open_sitting(me) is None
    first = begun(store, EVENING)
    second = begun(store, EVENING + timedelta(minutes=1))
    third = begun(store, EVENING + timedelta(minutes=2))
    store.finish_sitting(third, LATER, [])
    found = store.open_sitting(me)
    assert found is not None and found.id == second and found.sitting == SITTING
    store.abandon_sitting(second, LATER)
    found = store.open_sitting(me)
    assert found is not None and found.id == first
    assert store.sitting(second).status == "abandoned"


def test_rounds_of_a_day_count_blocks_that_were_done(store: Store) -> None:
    me = store.person().id
    finished, still_open = begun(store), begun(store)
    yesterday = begun(store, EVENING - timedelta(days=1))
    store.finish_sitting(finished, LATER, [LUNGED, STOPPED])
    store.record_block(still_open, LUNGED)
    store.record_block(still_open, replace(STOPPED, outcome="done"))
    store.record_block(yesterday, LUNGED)
    assert store.rounds_done(me, EVENING.date()) == {
        "reverse_lunge": 2,
        BUTTERFLY.exercise_id: 1,
    }
    assert store.rounds_done(me, date(2020, 1, 1)) == {}
    assert store.rounds_done("somebody else", EVENING.date()) == {}


def test_many_threads_may_write_at_once(store: Store) -> None:
    ids = [begun(store) for _ in range(4)]
    failures: list[BaseException] = []

    def write(sitting_id: str) -> None:
        try:
            for seq in range(25):
                store.append(sitting_id, seq, Tick(float(seq)))
        except BaseException as error:  # noqa: BLE001 - told below
            failures.append(error)

    threads = [threading.Thread(target=write, args=(sitting_id,)) for sitting_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert all(len(store.inputs(sitting_id)) == 25 for sitting_id in ids)
