"""The camera in a live sitting: what is seen counts, and nothing of it is a gate."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tenfold.body.frame import Frame
from tenfold.coach.engine import Coach
from tenfold.exercises.model import Variant
from tenfold.session.inputs import CameraChanged, PositionSeen, RepSeen
from tenfold.web.live_camera import NO_FRAME_S, WAITING_FRAMES
from tenfold.web.live_session import LiveSitting
from tenfold.web.messages import (
    CameraMessage,
    FramesMessage,
    LandmarkFrame,
    PressMessage,
    StateMessage,
)
from tests.puppet import Move, frame, lunges, squat, squats
from tests.web.stage import (
    FakePage,
    FussyStore,
    Scene,
    hold,
    in_virtual_time,
    no_variant,
    plan,
    real_variant,
    reps,
    send,
    until,
)

START, RESUME, PAUSE = (PressMessage(button=name) for name in ("start", "resume", "pause"))
ON = CameraMessage(state="on")
LUNGES = plan(reps("reverse_lunge", count=3, camera=True), reps(count=2))
SQUAT = plan(hold("deep_squat_rest", hold_s=8.0, camera=True))
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


def message(frames: Iterable[Frame]) -> FramesMessage:
    return FramesMessage(
        aspect=1.0,
        frames=[
            LandmarkFrame(
                t_s=one.t_s,
                image=list(one.image),
                world=list(one.world),
                visibility=list(one.visibility),
            )
            for one in frames
        ],
    )


async def play(live: LiveSitting, page: FakePage, film: list[Frame], fps: float = 30.0) -> None:
    """Send a film at its own speed, three frames a message."""
    for at in range(0, len(film), 3):
        await live.receive(page, message(film[at : at + 3]))
        await asyncio.sleep(3 / fps)


async def stand(live: LiveSitting, page: FakePage, come: Callable[[StateMessage], bool]) -> None:
    """Stand there until a picture comes."""
    t_s = 0.0
    while not come(page.state()):
        assert t_s < 300, f"never came; at last {page.state()}"
        await play(live, page, [frame(squat(0.0), t_s + number / 30) for number in range(6)])
        t_s += 0.2


def standing(seconds: int, t_s: float = 0.0) -> list[Frame]:
    return [frame(squat(0.0), t_s + number / 30) for number in range(30 * seconds)]


def later(film: list[Frame], t_s: float) -> list[Frame]:
    return [replace(one, t_s=one.t_s + t_s) for one in film]


def working(state: StateMessage) -> bool:
    return state.stage == "work"


def done(state: StateMessage) -> bool:
    return state.stage == "done"


async def ready(scene: Scene) -> tuple[LiveSitting, FakePage]:
    """The camera sees the person and work has begun."""
    live, page = await scene.begin()
    await send(live, page, ON, START)
    await stand(live, page, working)
    return live, page


def test_reps_that_the_camera_sees_are_counted_and_stored(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, LUNGES, real_variant)
        live, page = await ready(scene)
        assert page.state().pace_label == "Counted by camera"
        await play(live, page, later(lunges([Move(1.0)] * 3 + [Move(1.0, back="right")] * 3), 100))
        seen = [given.side for given in scene.log() if isinstance(given, RepSeen)]
        assert seen == ["left"] * 3 + ["right"] * 3
        assert store.sitting(scene.id).blocks[0].reps == (("left", 3), ("right", 3))
        await live.close()

    run(story)


def test_the_hold_clock_runs_only_in_position(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SQUAT, real_variant)
        live, page = await ready(scene)
        await play(live, page, standing(10, 50))
        assert page.state().number == 8  # standing is no squat
        await play(live, page, later(squats([Move(110, stay_s=3.0)]), 100))
        number = page.state().number
        assert number is not None and 3 <= number <= 6
        await play(live, page, later(squats([Move(110, stay_s=10.0)]), 200))
        assert done(page.state())
        (block,) = store.sitting(scene.id).blocks
        assert block.held_s == (("both", 8.0),)
        await live.close()

    run(story)


def test_who_is_in_position_before_the_clock_starts_is_held_from_its_start(
    run: Run, store: FussyStore
) -> None:
    async def story() -> None:
        scene = Scene(store, SQUAT, real_variant)
        live, page = await scene.begin()
        await send(live, page, ON, START)
        film = squats([Move(110, stay_s=40.0)])
        task = asyncio.create_task(play(live, page, film))
        await until(page, working)
        began_s = page.state().at_s
        await until(page, done)
        assert page.state().at_s - began_s < 9.5
        assert [given for given in scene.log() if isinstance(given, PositionSeen)]
        task.cancel()
        await live.close()

    run(story)


def test_who_left_the_position_in_a_pause_is_not_held_after_it(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SQUAT, real_variant)
        live, page = await ready(scene)
        down = later(squats([Move(110, down_s=1.0, stay_s=30.0)]), 100)[: 30 * 5]
        await play(live, page, down)
        await send(live, page, PAUSE)
        await play(live, page, standing(2, 110))
        number = page.state().number
        await send(live, page, RESUME)
        await play(live, page, standing(10, 120))
        after = page.state().number
        # The clock waits a second before it believes that somebody got up.
        assert number is not None and after is not None and number - 1 <= after <= number
        await live.close()

    run(story)


def test_reps_between_the_work_do_not_count(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, LUNGES, real_variant)
        live, page = await ready(scene)
        await send(live, page, PAUSE)
        await play(live, page, later(lunges([Move(1.0)] * 2), 100))
        assert not [given for given in scene.log() if isinstance(given, RepSeen)]
        assert page.state().number == 0
        await live.close()

    run(story)


def test_a_form_cue_is_said_as_a_cue(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, plan(hold("deep_squat_rest", hold_s=20.0, camera=True)), real_variant)
        live, page = await ready(scene)
        hasty = squats([Move(110, down_s=0.7, stay_s=4.0)])
        await send(live, page, PAUSE)
        await play(live, page, later(hasty, 50))
        assert page.cues == []  # nobody is corrected in a pause
        await send(live, page, RESUME)
        await play(live, page, standing(4, 80))
        await play(live, page, later(hasty, 100))
        assert page.cues == ["Slower on the way down next time."]
        await live.close()

    run(story)


def test_the_panel_says_what_the_camera_sees(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SQUAT, real_variant)
        live, page = await scene.begin()
        assert page.notes == [("off", "The camera is off")]
        await send(live, page, ON)
        assert page.notes[-1] == ("looking", "Looking for you")
        still = standing(1)
        await play(live, page, still)
        assert page.notes[-1] == ("seeing", "I can see you")
        nobody = [Frame.nobody(2 + number / 30) for number in range(60)]
        await play(live, page, nobody)
        assert page.notes[-1] == ("lost", "I can't see you")
        too_near = [
            replace(
                one,
                t_s=5 + one.t_s,
                visibility=tuple(0.0 if index >= 27 else 1.0 for index in range(33)),
            )
            for one in still
        ]
        await play(live, page, too_near)
        assert page.notes[-1][1] in ("I can't see your feet", "I can't see your ankles")
        await play(live, page, later(still, 8))
        assert page.notes[-1] == ("seeing", "I can see you")
        await asyncio.sleep(NO_FRAME_S + 1.5)
        assert page.notes[-1] == ("lost", "No picture from the camera")
        await send(live, page, CameraMessage(state="refused"))
        assert page.notes[-1] == ("off", "The camera could not be used")
        length = len(page.notes)
        await play(live, page, later(still, 20))  # nobody looks at these
        assert len(page.notes) == length
        await live.close()

    run(story)


def test_without_pictures_the_sitting_goes_on_by_time(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, LUNGES, real_variant)
        live, page = await ready(scene)
        await until(page, done, most_s=120)
        states = [given.state for given in scene.log() if isinstance(given, CameraChanged)]
        assert states == ["looking", "seeing", "lost"]
        assert "I can't see you, so I'll count by time" in page.said
        await live.close()

    run(story)


def test_a_fault_of_the_coach_does_not_end_the_sitting(
    run: Run, store: FussyStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(self: Coach, frame: Frame) -> Any:
        raise RuntimeError("in the coach")

    monkeypatch.setattr(Coach, "advance", fail)

    async def story() -> None:
        camera_twice = plan(
            reps("reverse_lunge", count=2, camera=True), reps("reverse_lunge", 1, 2, camera=True)
        )
        scene = Scene(store, camera_twice, real_variant)
        live, page = await scene.begin()
        await send(live, page, ON, START)
        await stand(live, page, lambda state: state.block_index == 1 and working(state))
        assert "There is no camera now, so I'll count by time" in page.said
        assert ("off", "The camera coach stopped. I'll count by time.") in page.notes
        assert page.notes[-1][0] == "looking"  # it may try again on another exercise
        await stand(live, page, done)
        assert store.sitting(scene.id).status == "finished"
        await live.close()

    run(story)
    assert "in the coach" in caplog.text


@pytest.mark.parametrize("found", [no_variant, lambda *_: 1 / 0])
def test_an_exercise_that_left_the_library_goes_by_time(
    run: Run, store: FussyStore, found: Callable[[str, int], Variant | None]
) -> None:
    async def story() -> None:
        scene = Scene(store, LUNGES, found)
        live, page = await scene.begin()
        await send(live, page, ON, START)
        await stand(live, page, done)
        assert store.sitting(scene.id).blocks[0].outcome == "done"
        await live.close()

    run(story)


def test_a_reloaded_page_counts_its_time_from_zero_and_is_coached_on(
    run: Run, store: FussyStore
) -> None:
    async def story() -> None:
        scene = Scene(store, LUNGES, real_variant)
        live, page = await ready(scene)
        await play(live, page, later(lunges([Move(1.0)]), 1000))
        await live.leave(page)
        page = await scene.join(live)
        await send(live, page, ON, RESUME)
        await play(live, page, lunges([Move(1.0)], begin_s=5.0))
        seen = [given.side for given in scene.log() if isinstance(given, RepSeen)]
        assert seen == ["left", "left"]
        assert page.state().number == 2
        await live.close()

    run(story)


def test_who_stays_in_position_through_a_reload_is_held_on(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SQUAT, real_variant)
        live, page = await ready(scene)
        await play(live, page, later(squats([Move(110, stay_s=60.0)]), 100)[: 30 * 6])
        left = page.state().number
        assert left is not None and 3 < left < 8
        await live.leave(page)
        page = await scene.join(live)
        await send(live, page, ON, RESUME)
        await play(live, page, [frame(squat(110), number / 30) for number in range(30 * 15)])
        assert done(page.state())
        assert "I can't tell whether you're in position, so I'll run the clock" not in page.said
        await live.close()

    run(story)


def test_a_clock_that_leaps_does_not_blind_the_coach(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, LUNGES, real_variant)
        live, page = await ready(scene)
        await live.receive(page, message([frame(squat(0.0), 999_999.0)]))
        await play(live, page, later(lunges([Move(1.0)]), 50))
        assert len([given for given in scene.log() if isinstance(given, RepSeen)]) == 1
        await live.close()

    run(story)


def test_frames_faster_than_the_coach_are_dropped_oldest_first(run: Run, store: FussyStore) -> None:
    async def story() -> None:
        scene = Scene(store, SQUAT, real_variant)
        live, page = await scene.begin()
        await send(live, page, ON)
        film = standing(10)
        for at in range(0, 300, 30):
            await live.receive(page, message(film[at : at + 30]))
        waiting = list(live._camera._frames)
        assert len(waiting) == WAITING_FRAMES and waiting[-1].t_s == film[-1].t_s
        await asyncio.sleep(1)
        assert not live._camera.waiting
        await live.close()

    run(story)


@pytest.mark.parametrize("points", [1, 32])
def test_a_frame_with_missing_points_is_refused_and_harms_nothing(
    run: Run, store: FussyStore, points: int
) -> None:
    async def story() -> None:
        scene = Scene(store, SQUAT, real_variant)
        live, page = await scene.begin()
        await send(live, page, ON)
        whole = message([frame(squat(0.0), 1.0)])
        torn = whole.frames[0].model_copy(update={"image": whole.frames[0].image[:points]})
        await live.receive(page, whole.model_copy(update={"frames": [torn]}))
        assert page.errors[-1].code == "bad_message"
        await live.receive(page, whole)
        assert len(page.errors) == 1
        await live.close()

    run(story)


def test_landmarks_are_never_stored(run: Run, store: FussyStore, tmp_path: Path) -> None:
    async def story() -> None:
        scene = Scene(store, LUNGES, real_variant)
        live, page = await ready(scene)
        await play(live, page, later(lunges([Move(1.0)]), 100))
        await live.close()
        engine = create_engine(f"sqlite:///{tmp_path / 'tenfold.db'}")
        with engine.connect() as connection:
            longest = connection.execute(
                text("SELECT max(length(body)) FROM sitting_input WHERE sitting_id = :id"),
                {"id": scene.id},
            ).scalar_one()
        engine.dispose()
        assert longest < 60

    run(story)
