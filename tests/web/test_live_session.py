"""A sitting led live: stored first, shown after, and never lost."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tenfold.session.inputs import CameraChanged, Disconnected, Press, Tick
from tenfold.session.player import Player
from tenfold.store import StoreError
from tenfold.web import live_replay
from tenfold.web.live_session import ASLEEP_S, HEARTBEAT_S
from tenfold.web.messages import (
    ErrorMessage,
    FinishedMessage,
    PainMessage,
    PressMessage,
    StateMessage,
    StopForPainMessage,
    TakenOverMessage,
)
from tests.opened import keeper_of
from tests.web.stage import (
    ENGLISH,
    NOON,
    SHORT,
    FakePage,
    FussyStore,
    Scene,
    VirtualLoop,
    hold,
    in_virtual_time,
    plan,
    reps,
    send,
    until,
)

START, RESUME, SKIP = (PressMessage(button=name) for name in ("start", "resume", "skip"))
Run = Callable[[Callable[[], Awaitable[None]]], None]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    return lambda story: in_virtual_time(story, monkeypatch)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FussyStore]:
    store = FussyStore.open(f"sqlite:///{tmp_path / 'tenfold.db'}")
    assert isinstance(store, FussyStore)
    yield store
    store.close()


def working(state: StateMessage) -> bool:
    return state.stage == "work"


def done(state: StateMessage) -> bool:
    return state.stage == "done"


def counted(number: int) -> Callable[[StateMessage], bool]:
    return lambda state: state.number_means == "reps_done" and (state.number or 0) >= number


def test_a_sitting_leads_itself_to_its_end_and_the_record_is_closed(
    run: Run, store: FussyStore
) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        assert (page.state().stage, page.state().buttons) == ("ready", ["start"])
        await send(live, page, START)
        await until(page, done)
        assert page.all(FinishedMessage)[-1].url == f"/sittings/{scene.id}/after"
        assert page.chimes[-1] == "finished" and "Swap sides. Now the right." in page.said
        record = store.sitting(scene.id)
        assert (record.status, record.ended_at) == ("finished", NOON)
        assert [block.outcome for block in record.blocks] == ["done", "done"]
        assert record.blocks[0].reps == (("left", 3), ("right", 3))
        ticks = [given for given in scene.log() if isinstance(given, Tick)]
        assert len(ticks) <= 1  # at most the very last
        await live.close()

    run(story)


def test_nothing_is_shown_before_it_is_stored(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        await send(live, page, START)
        await until(page, done)
        assert len(page.all(StateMessage)) > 30
        # The last pictures are told when the log is already without its ticks.
        early = [one for one, _ in page.too_early if one.stage != "done"]
        assert early == []
        await live.close()

    run(story)


@pytest.mark.parametrize("when", ["ready", "prepare", "work", "switch", "rest"])
def test_another_server_goes_on_where_this_one_died(run: Run, store: FussyStore, when: str) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        dead, page = await scene.begin()
        if when != "ready":
            await send(dead, page, START)
            await until(page, lambda state: state.stage == when)
        before = page.state()
        dead._task.cancel()  # type: ignore[union-attr]  # no goodbye: it is dead
        live, page = await scene.begin()
        after = page.state()
        assert (after.stage, after.block_index, after.side) == (
            before.stage,
            before.block_index,
            before.side,
        )
        assert after.number == before.number and after.rail == before.rail
        assert 0 <= after.at_s - before.at_s <= HEARTBEAT_S
        assert after.paused == (when != "ready")
        assert ("resume" if after.paused else "start") in after.buttons
        await asyncio.sleep(60)
        assert page.state().at_s == after.at_s  # it waits for the person
        await send(live, page, RESUME if after.paused else START)
        await until(page, done)
        await live.close()

    run(story)


def test_a_crash_resumes_to_the_second_even_in_a_long_silence(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, plan(hold(hold_s=100)))
        dead, page = await scene.begin()
        await send(dead, page, START)
        await until(page, working)
        began_s = page.state().at_s
        await asyncio.sleep(60.5)
        dead._task.cancel()  # type: ignore[union-attr]
        live, page = await scene.begin()
        assert 60 - HEARTBEAT_S <= page.state().at_s - began_s <= 61
        await live.close()

    run(story)


def test_a_dropped_socket_pauses_and_loses_nothing(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        await send(live, page, START)
        await until(page, counted(2))
        before = page.state()
        await live.leave(page)
        assert isinstance(scene.log()[-1], Disconnected)
        await asyncio.sleep(3600)
        page = await scene.join(live)
        assert page.state().paused and page.state().number == before.number
        assert page.state().at_s - before.at_s < 2 * HEARTBEAT_S
        await live.close()

    run(story)


def test_while_paused_nothing_is_written(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        await send(live, page, START, PressMessage(button="pause"))
        length = len(scene.log())
        await asyncio.sleep(1000)
        assert len(scene.log()) == length
        await live.close()

    run(story)


def test_a_second_page_takes_over_and_the_first_goes_quiet(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, first = await scene.begin()
        await send(live, first, START)
        await until(first, counted(1))
        second = await scene.join(live)
        assert isinstance(first.told[-1], TakenOverMessage) and first.closed
        assert second.state().paused and "resume" in second.state().buttons
        length = len(scene.log())
        await send(live, first, RESUME)  # too late
        await live.leave(first)
        assert len(scene.log()) == length
        await send(live, second, RESUME)
        await until(second, done)
        await live.close()

    run(story)


def test_the_same_page_may_say_hello_twice(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        await send(live, page, START)
        await live.join(page, ENGLISH)
        assert not page.closed and not page.state().paused
        await live.close()

    run(story)


def test_what_cannot_be_stored_does_not_happen_and_the_person_is_told(
    run: Run, store: FussyStore
) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        await send(live, page, START)
        await until(page, counted(1))
        shown, log = page.state(), scene.log()
        told = len(page.told)
        store.trouble = "full"
        await asyncio.sleep(30)
        after = page.told[told:]
        (error,) = [message for message in after if isinstance(message, ErrorMessage)]
        assert error.code == "storage" and "disk is full" in error.text
        assert page.state().paused and page.state().number == shown.number
        assert page.state().line == "Paused" and "resume" in page.state().buttons
        assert "pause" not in page.state().buttons
        assert not [one for one in after if not isinstance(one, ErrorMessage | StateMessage)]
        await send(live, page, RESUME)  # still full: said again, still paused
        assert len(page.errors) == 2 and page.state().paused and scene.log() == log
        store.trouble = None
        await send(live, page, RESUME)
        assert not page.state().paused and page.state().line == "Going on"  # after a 3-2-1
        assert isinstance(scene.log()[-2], Disconnected)  # the pause that was seen, on record
        await until(page, done)
        assert store.sitting(scene.id).blocks[0].reps == (("left", 3), ("right", 3))
        await live.close()

    run(story)


def test_a_start_that_cannot_be_stored_leaves_the_start_button(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        store.trouble = "locked"
        await send(live, page, START)
        assert page.errors and page.state().stage == "ready" and page.state().buttons == ["start"]
        store.trouble = None
        await send(live, page, START)
        assert page.state().stage == "prepare" and not page.state().paused
        await live.close()

    run(story)


def test_a_page_that_leaves_while_the_disk_is_full_finds_it_paused(
    run: Run, store: FussyStore
) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        await send(live, page, START)
        await until(page, counted(1))
        store.trouble = "full"
        await live.leave(page)
        page = await scene.join(live)
        assert page.state().paused and page.errors
        store.trouble = None
        await send(live, page, RESUME)
        await until(page, done)
        await live.close()

    run(story)


def test_an_end_that_cannot_be_stored_is_tried_again(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, plan(reps()))
        live, page = await scene.begin()
        await send(live, page, START)
        fails = iter([True, True])
        finish = store.finish_sitting

        def full_twice(*args: Any) -> None:
            if next(fails, False):
                raise StoreError("full")
            finish(*args)

        store.finish_sitting = full_twice  # type: ignore[method-assign]
        await until(page, done)
        assert not page.all(FinishedMessage) and page.errors[-1].code == "storage"
        await asyncio.sleep(20)
        assert len(page.errors) == 2 and len(page.all(FinishedMessage)) == 1
        assert store.sitting(scene.id).status == "finished"
        await live.close()

    run(story)


def test_a_server_that_died_before_closing_the_record_closes_it_next_time(
    run: Run, store: FussyStore
) -> None:
    async def story() -> None:
        scene = Scene(store, plan(reps()))
        live, page = await scene.begin()
        store.finish_sitting = lambda *_: (_ for _ in ()).throw(StoreError("full"))  # type: ignore[method-assign]
        await send(live, page, START)
        await until(page, done)
        await live.close()
        del store.finish_sitting
        live, page = await scene.begin()
        assert page.all(FinishedMessage) and store.sitting(scene.id).status == "finished"
        await live.close()

    run(story)


def test_blocks_that_ended_but_were_not_recorded_are_recorded_next_time(
    run: Run, store: FussyStore
) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        store.record_block = lambda *_: (_ for _ in ()).throw(StoreError("full"))  # type: ignore[method-assign]
        live, page = await scene.begin()
        await send(live, page, START)
        await until(page, lambda state: state.stage == "rest")
        await live.close()
        assert store.sitting(scene.id).blocks == ()
        del store.record_block
        live, page = await scene.begin()
        assert [block.outcome for block in store.sitting(scene.id).blocks] == ["done"]
        await live.close()

    run(story)


def test_two_servers_on_one_sitting_do_not_mix(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        first, page = await scene.begin()
        await send(first, page, START)
        await until(page, counted(1))
        second, other = await scene.begin()
        await asyncio.sleep(3)
        assert isinstance(page.told[-1], TakenOverMessage) and page.closed and first.over
        assert "somewhere else" in page.told[-1].text
        await send(second, other, RESUME)
        await until(other, done)
        await first.close()
        await second.close()

    run(story)


def test_a_sitting_ended_elsewhere_says_so_and_lets_the_page_go(
    run: Run, store: FussyStore
) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        await send(live, page, START)
        store.abandon_sitting(scene.id, NOON)
        await asyncio.sleep(5)
        assert page.errors[-1].code == "already_finished" and page.closed and live.over
        await live.close()

    run(story)


def test_a_machine_that_slept_comes_back_paused(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, plan(hold(hold_s=100)))
        live, page = await scene.begin()
        await send(live, page, START)
        await until(page, working)
        before = page.state()
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualLoop)
        loop.jump(ASLEEP_S + 5 * 3600)
        await asyncio.sleep(5)
        assert page.state().paused and page.state().at_s - before.at_s <= 2 * HEARTBEAT_S
        await send(live, page, RESUME)
        await asyncio.sleep(5)
        assert not page.state().paused
        await live.close()

    run(story)


def test_pain_is_kept_with_its_exercise(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, plan(reps(), reps(), hold()))
        live, page = await scene.begin()
        await send(live, page, START)
        await until(page, working)
        await send(live, page, StopForPainMessage(nrs=7))
        await until(page, lambda state: state.block_index == 1 and state.stage == "work")
        await send(live, page, StopForPainMessage())
        await send(live, page, PainMessage(block_index=1, nrs=4))
        await until(page, lambda state: state.block_index == 2 and state.stage == "work")
        await send(live, page, StopForPainMessage())
        assert page.all(FinishedMessage)
        await send(live, page, PainMessage(block_index=2, nrs=9))  # the log is closed by now
        record = store.sitting(scene.id)
        assert [block.outcome for block in record.blocks] == ["stopped_for_pain"] * 3
        assert [block.pain_nrs for block in record.blocks] == [7, 4, 9]
        assert page.errors == []
        told, _ = keeper_of(store).of_sitting(scene.id)
        assert told is not None
        # Both rounds of the lunge are one exercise to the diary.
        assert [[side.pain_worst for side in one.sides] for one in told.exercises] == [[7, 4], [9]]
        store.trouble = "full"
        await send(live, page, PainMessage(block_index=2, nrs=8))
        assert page.errors[-1].code == "storage"
        await live.close()

    run(story)


def test_an_answer_about_an_exercise_that_is_not_there_is_refused(
    run: Run, store: FussyStore
) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        await send(live, page, PainMessage(block_index=10**30, nrs=3))
        await send(live, page, PainMessage(block_index=2, nrs=3))
        assert [error.code for error in page.errors] == ["bad_message", "bad_message"]
        await live.close()

    run(story)


def test_a_fault_of_the_player_does_not_lock_the_person_out(
    run: Run, store: FussyStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    handle = Player.handle

    def faulty(self: Player, given: Any) -> Any:
        if isinstance(given, Press) and given.button == "more_time":
            raise RuntimeError("boom")
        return handle(self, given)

    monkeypatch.setattr(Player, "handle", faulty)

    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        await send(live, page, START, PressMessage(button="more_time"))
        await until(page, working)
        await live.close()
        live, page = await scene.begin()
        await send(live, page, RESUME)
        await until(page, done)
        await live.close()

    run(story)
    assert "boom" in caplog.text


def test_a_page_without_a_camera_is_not_waited_for(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        store.append(scene.id, 0, CameraChanged(0.0, "seeing"))  # the page before this one
        live, page = await scene.begin()
        await send(live, page, START)
        states = [given.state for given in scene.log() if isinstance(given, CameraChanged)]
        assert states == ["seeing", "looking", "off"]
        await live.close()

    run(story)


def test_replay_of_the_log_is_the_sitting_that_was_led(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        await send(live, page, START)
        await until(page, counted(2))
        await live.leave(page)
        record = store.sitting(scene.id)
        player, _ = live_replay.replay(record.sitting, scene.log())
        ticking = Player(record.sitting)
        for given in scene.log():
            ticking.handle(given)
        assert player.view() == ticking.view()
        await live.close()

    run(story)


def test_a_sitting_given_up_keeps_what_was_done(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        await send(live, page, START)
        await until(page, counted(2))
        await live.close()
        live_replay.abandon(store, keeper_of(store), scene.id)
        live_replay.abandon(store, keeper_of(store, NOON + timedelta(days=1)), scene.id)
        record = store.sitting(scene.id)
        assert (record.status, record.ended_at) == ("abandoned", NOON)
        assert record.blocks[0].reps == (("left", 2),)
        assert record.blocks[0].outcome == "skipped"
        told, _ = keeper_of(store).of_sitting(scene.id)
        assert told is not None and told.day == record.day

    run(story)


def test_a_page_is_told_what_it_needs_in_words(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, plan(reps(camera=True), hold()))
        live, page = await scene.begin()
        await send(live, page, START)
        await until(page, working)
        state = page.state()
        assert (state.side_label, state.number_label) == ("Left side", "of 3")
        assert state.pace_label == "Counted by time" and state.camera
        await send(live, page, SKIP)
        await until(page, lambda state: state.block_index == 1 and state.stage == "work")
        state = page.state()
        assert (state.side_label, state.set_label, state.number_label) == ("", "", "seconds")
        assert "can't follow" in state.pace_label and not state.camera
        await live.close()

    run(story)


def test_closing_the_server_pauses_and_lets_the_page_go(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        await send(live, page, START)
        await until(page, working)
        await live.close()
        assert page.closed and isinstance(scene.log()[-1], Disconnected)

    run(story)


def test_a_closed_page_is_told_nothing(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SHORT)
        live, page = await scene.begin()
        await live.leave(page)
        length = len(page.told)
        stranger = FakePage()
        await send(live, stranger, START)
        assert len(page.told) == length and stranger.told == [] and scene.log() == []
        await live.close()

    run(story)
