"""Help with the picture: before the first rep, and when something goes out of view."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tenfold.body.frame import Frame
from tenfold.body.landmarks import GROUPS, INDEX
from tenfold.session.inputs import HintGiven, RepSeen
from tenfold.web.messages import CameraNoteMessage
from tests.puppet import Move, frame, lunges, squat, squats
from tests.web.stage import FakePage, FussyStore, Scene, in_virtual_time, plan, real_variant, send
from tests.web.stage import hold as a_hold
from tests.web.test_live_camera import LUNGES, ON, START, later, message, play, ready, standing

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


def without(film: list[Frame], *parts: str) -> list[Frame]:
    hidden = {INDEX[name] for part in parts for name in GROUPS[part]}
    return [
        replace(one, visibility=tuple(0.0 if i in hidden else 1.0 for i in range(33)))
        for one in film
    ]


def last_note(page: FakePage) -> CameraNoteMessage:
    return page.all(CameraNoteMessage)[-1]


def unseen(page: FakePage) -> list[str]:
    return [cue for cue in page.cues if cue.startswith("I can't see")]


FEET = "I can't see your feet: step back or tilt the camera."


def test_feet_out_of_view_are_mentioned_within_three_seconds_and_not_again_soon(
    run: Run, store: FussyStore
) -> None:
    async def story() -> None:
        scene = Scene(store, LUNGES, real_variant)
        live, page = await ready(scene)
        gone = without(standing(10, 200), "ankles", "feet")
        await play(live, page, gone[: 3 * 30])
        assert unseen(page) == [FEET]
        await play(live, page, gone[3 * 30 :])
        assert unseen(page) == [FEET]
        assert last_note(page).missing == ["ankles"]
        await live.close()

    run(story)


def test_a_glimpse_out_of_view_is_passed_over(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, LUNGES, real_variant)
        live, page = await ready(scene)
        for second in range(4):
            film = standing(1, 200 + second)
            await play(live, page, without(film[:24], "ankles") + film[24:])
        assert unseen(page) == []
        await live.close()

    run(story)


def test_while_setting_up_an_outline_is_shown_and_the_turn_that_is_wanted_said_once(
    run: Run, store: FussyStore
) -> None:
    async def story() -> None:
        scene = Scene(
            store, plan(a_hold("deep_squat_rest", hold_s=20.0, camera=True)), real_variant
        )
        live, page = await scene.begin()
        await send(live, page, ON, START)
        view = real_variant("deep_squat_rest", 0)
        assert view is not None
        turn = 0.0 if view.camera.view == "side" else 90.0
        turned = [frame(squat(0.0), n / 30, turn) for n in range(30 * 6)]
        await play(live, page, turned)
        wanted = [cue for cue in page.cues if cue.startswith("Turn ")]
        assert len(wanted) == 1
        notes = page.all(CameraNoteMessage)
        assert ("upright", wanted[0]) in [(note.outline, note.text) for note in notes]
        assert notes[-1].outline == "none", "not while at work"
        await live.close()

    run(story)


def test_hints_are_on_record(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(
            store, plan(a_hold("deep_squat_rest", hold_s=20.0, camera=True)), real_variant
        )
        live, page = await ready(scene)
        await play(live, page, later(squats([Move(110, down_s=0.7, stay_s=4.0)]), 100))
        hints = [given for given in scene.log() if isinstance(given, HintGiven)]
        assert [(one.block_index, one.rule_id) for one in hints] == [(0, "slow_descent")]
        assert len(page.cues) == 1
        await live.close()

    run(story)


def test_a_mirror_image_is_put_right(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, LUNGES, real_variant)
        live, page = await ready(scene)
        film = [one.mirrored() for one in later(lunges([Move(1.0, back="left")]), 100)]
        for at in range(0, len(film), 3):
            mirrored = message(film[at : at + 3]).model_copy(update={"mirrored": True})
            await live.receive(page, mirrored)
            await asyncio.sleep(0.1)
        sides = [given.side for given in scene.log() if isinstance(given, RepSeen)]
        assert sides == ["left"]
        await live.close()

    run(story)
