"""A stage for live sittings: virtual time, a page that remembers, a store that can fail."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

import pytest

from tenfold.exercises.load import packaged_library
from tenfold.exercises.model import Variant, variant
from tenfold.session.inputs import Input
from tenfold.session.sitting import Block, Dose, Sitting
from tenfold.store import Store, StoreError
from tenfold.store.errors import Trouble
from tenfold.web.live_coach import VariantFor
from tenfold.web.live_record import LiveRecord
from tenfold.web.live_session import LiveSitting
from tenfold.web.messages import (
    CameraNoteMessage,
    ChimeMessage,
    ClientMessage,
    ErrorMessage,
    SayMessage,
    ServerMessage,
    StateMessage,
)
from tenfold.words import Translator
from tests.opened import keeper_of

T = TypeVar("T")
M = TypeVar("M", bound=ServerMessage)
NOON = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
ENGLISH = Translator("en")


def reps(
    exercise_id: str = "reverse_lunge", sides: int = 2, count: int = 3, camera: bool = False
) -> Block:
    """A short block of reps, a second each."""
    return Block(
        exercise_id=exercise_id,
        level=0,
        title=exercise_id,
        kind="reps",
        start="standing",
        dose=Dose(
            sets=1,
            sides=("left", "right") if sides == 2 else ("both",),
            reps=count,
            rep_s=1.0,
            rest_s=5.0,
        ),
        steps=(),
        camera=camera,
    )


def hold(exercise_id: str = "deep_squat_rest", hold_s: float = 8.0, camera: bool = False) -> Block:
    return Block(
        exercise_id=exercise_id,
        level=0,
        title=exercise_id,
        kind="hold",
        start="standing",
        dose=Dose(sets=1, sides=("both",), hold_s=hold_s, rest_s=5.0),
        steps=(),
        camera=camera,
    )


def plan(*blocks: Block) -> Sitting:
    return Sitting("single", blocks, prepare_s=1.0, switch_s=1.0)


SHORT = plan(reps(), hold())


@cache
def _library() -> Any:
    return packaged_library()


def real_variant(exercise_id: str, level: int) -> Variant | None:
    # What a rule may say is measured elsewhere; here every rule may say all it knows.
    return variant(_library().get(exercise_id), level, measured_only=False)


def no_variant(exercise_id: str, level: int) -> Variant | None:
    return None


# ------------------------------------------------------------------ virtual time
class _Selector(selectors.DefaultSelector):
    """Instead of waiting, time passes."""

    def __init__(self) -> None:
        super().__init__()
        self.now_s = 100.0

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready:
            assert timeout is not None, "everything waits for something that never comes"
            self.now_s += max(timeout, 0.0)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.selector = _Selector()
        super().__init__(self.selector)

    def time(self) -> float:
        return self.selector.now_s

    def jump(self, seconds: float) -> None:
        """Time passes in which nothing ran: the machine slept."""
        self.selector.now_s += seconds


def in_virtual_time(story: Callable[[], Awaitable[T]], monkeypatch: pytest.MonkeyPatch) -> T:
    """Run a story in which waiting takes no time. Threads would: their work is done inline."""

    async def inline(work: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        await asyncio.sleep(0)
        return work(*args, **kwargs)

    monkeypatch.setattr(asyncio, "to_thread", inline)
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:

        async def main() -> T:
            return await story()

        return runner.run(main())


def monotonic() -> float:
    return asyncio.get_running_loop().time()


# ------------------------------------------------------------------ page and store
class FakePage:
    """Remembers what it was told, and what the store held at that moment."""

    def __init__(self, held: Callable[[], float] | None = None) -> None:
        self.told: list[ServerMessage] = []
        self.closed = False
        self.too_early: list[tuple[StateMessage, float]] = []
        self._held = held

    def send(self, message: ServerMessage) -> None:
        assert not self.closed, "told after it was closed"
        self.told.append(message)
        if self._held is not None and isinstance(message, StateMessage):
            stored_s = self._held()
            if message.at_s > stored_s:
                self.too_early.append((message, stored_s))

    def close(self) -> None:
        self.closed = True

    def all(self, kind: type[M]) -> list[M]:
        return [message for message in self.told if isinstance(message, kind)]

    def state(self) -> StateMessage:
        return self.all(StateMessage)[-1]

    @property
    def said(self) -> list[str]:
        return [message.text for message in self.all(SayMessage)]

    @property
    def cues(self) -> list[str]:
        return [message.text for message in self.all(SayMessage) if message.kind == "cue"]

    @property
    def chimes(self) -> list[str]:
        return [message.kind for message in self.all(ChimeMessage)]

    @property
    def notes(self) -> list[tuple[str, str]]:
        return [(message.state, message.text) for message in self.all(CameraNoteMessage)]

    @property
    def errors(self) -> list[ErrorMessage]:
        return self.all(ErrorMessage)


class FussyStore(Store):
    """A store whose disk can be made to fail."""

    trouble: Trouble | None = None

    def _check(self) -> None:
        if self.trouble is not None:
            raise StoreError(self.trouble)

    def append(self, sitting_id: str, seq: int, given: Input) -> None:
        self._check()
        super().append(sitting_id, seq, given)

    def finish_sitting(self, *args: Any) -> None:
        self._check()
        super().finish_sitting(*args)

    def keep(self, *args: Any) -> None:
        self._check()
        super().keep(*args)


class Scene:
    """One sitting in a store, and whoever leads it just now."""

    def __init__(
        self, store: FussyStore, sitting: Sitting, variant_for: VariantFor = no_variant
    ) -> None:
        self.store = store
        self.id = store.begin_sitting(store.person().id, sitting, NOON)
        self.variant_for = variant_for

    def log(self) -> list[Input]:
        return self.store.inputs(self.id)

    def stored_s(self) -> float:
        log = self.log()
        return log[-1].at_s if log else 0.0

    async def lead(self) -> LiveSitting:
        """A server takes the sitting from the store."""
        record = await LiveRecord.read(
            self.store, self.id, lambda: NOON, lambda: keeper_of(self.store, NOON)
        )
        return LiveSitting(record, await record.catch_up(), self.variant_for, monotonic)

    async def join(self, live: LiveSitting) -> FakePage:
        page = FakePage(self.stored_s)
        await live.join(page, ENGLISH)
        return page

    async def begin(self) -> tuple[LiveSitting, FakePage]:
        live = await self.lead()
        return live, await self.join(live)


async def until(page: FakePage, come: Callable[[StateMessage], bool], most_s: float = 600) -> None:
    """Wait for a picture."""
    ends = monotonic() + most_s
    while not come(page.state()):
        assert monotonic() < ends, f"never came; at last {page.state()}"
        await asyncio.sleep(0.05)


async def send(live: LiveSitting, page: FakePage, *messages: ClientMessage) -> None:
    for message in messages:
        await live.receive(page, message)
