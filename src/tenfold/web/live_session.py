"""One sitting, led live: the player, the clock, the coach and the record, put together.

Nothing here knows of sockets: a page is whatever has ``send`` and ``close``. Every input is
stored before anything that follows from it is sent; what cannot be stored did not happen.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Final

from tenfold.session.commands import (
    BlockEnded,
    Chime,
    Command,
    Finished,
    Say,
    Show,
    Wake,
    WorkBegan,
)
from tenfold.session.inputs import (
    CameraChanged,
    CameraState,
    Disconnected,
    HintGiven,
    Input,
    PainSaid,
    PositionSeen,
    Press,
    RepSeen,
    StopForPain,
    Tick,
)
from tenfold.session.player import Player
from tenfold.store import Keeper, Store, StoreError
from tenfold.web import live_words
from tenfold.web.live_camera import FRAMES_AT_ONCE, LiveCamera
from tenfold.web.live_coach import Broke, Hint, InView, Position, Rep, Seen, VariantFor
from tenfold.web.live_page import Page, Teller
from tenfold.web.live_record import LiveRecord
from tenfold.web.live_replay import handle
from tenfold.web.live_words import Translator
from tenfold.web.messages import (
    CameraMessage,
    ChimeMessage,
    ClientMessage,
    ErrorMessage,
    FramesMessage,
    HelloMessage,
    PainMessage,
    PressMessage,
    StopForPainMessage,
    TakenOverMessage,
)
from tenfold.web.sitting_clock import SittingClock

HEARTBEAT_S: Final = 1.0
"""Time is stored at least this often while a sitting runs."""
ASLEEP_S: Final = 10.0
"""No heartbeat for so long: the machine slept, and nobody is waiting on the mat."""
HAIR_S: Final = 0.0004
"""So much too early is in time: sitting time is in whole milliseconds."""
RETRY_S: Final = 5.0
"""How long to wait before the end of a sitting is stored again, when it could not be."""

log = logging.getLogger(__name__)


def local_now() -> datetime:
    """The time now, in the machine's time zone."""
    return datetime.now().astimezone()


class LiveSitting:
    """Leads one sitting for one page at a time.

    Parameters
    ----------
    record : LiveRecord
        The sitting and its log so far; not abandoned.
    player : Player
        As the log leaves it.
    variant_for : callable
        Exercise id and level to the variant that the coach follows.
    monotonic : callable
        Seconds that never go back.
    """

    def __init__(
        self,
        record: LiveRecord,
        player: Player,
        variant_for: VariantFor,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._record = record
        self._player = player
        self._monotonic = monotonic
        self._clock = SittingClock(player.now_s, monotonic)
        self._camera = LiveCamera(record.sitting, record.inputs, variant_for, monotonic)
        self._teller = Teller(record.id, record.sitting)
        self._held = False
        """Stopped by the server because the record cannot be written."""
        self._over = False
        """Led elsewhere or ended elsewhere: it must be opened anew."""
        self._wake_s: float | None = None
        self._retry_at = 0.0
        self._lock = asyncio.Lock()
        self._stir = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @classmethod
    async def open(
        cls,
        store: Store,
        sitting_id: str,
        variant_for: VariantFor,
        keeper: Callable[[], Keeper],
        now: Callable[[], datetime] = local_now,
    ) -> LiveSitting:
        """The sitting as it was when its last input was stored. StoreError if it can't be read."""
        record = await LiveRecord.read(store, sitting_id, now, keeper)
        return cls(record, await record.catch_up(), variant_for)

    @property
    def over(self) -> bool:
        """Whether it must be opened anew before it can be led again."""
        return self._over

    @property
    def has_page(self) -> bool:
        return self._teller.page is not None

    # ------------------------------------------------------------ pages come and go
    async def join(self, page: Page, words: Translator) -> None:
        """``page`` said hello. It takes over from any other; what was going on is paused."""
        async with self._lock:
            if page is not self._teller.page:
                self._teller.turn_to(page, words)
                self._camera.told = False
                await self._halt()
            if self._over:
                return
            if self._task is None:
                self._task = asyncio.create_task(self._run())
            if not self._held and not self._record.closed:
                self._clock.run()
            self._show()
            self._tell_camera()
            if self._player.finished:
                await self._finish()
            self._stir.set()

    async def leave(self, page: Page) -> None:
        """``page`` went away: pause, lose nothing."""
        async with self._lock:
            if page is not self._teller.page:
                return
            self._teller.page = None
            self._camera.forget()
            await self._halt()
            self._clock.stop()

    async def close(self) -> None:
        """Stop leading: pause, and let the page go."""
        page = self._teller.page
        if page is not None:
            await self.leave(page)
            page.close()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _halt(self) -> None:
        """Nobody leads just now: pause, and the camera sees nobody."""
        if self._running:
            await self._take(Disconnected(self._clock.now_s))
        await self._take_camera(self._camera.without_page)

    @property
    def _running(self) -> bool:
        view = self._player.view()
        return not view.paused and view.stage not in ("ready", "done")

    # ------------------------------------------------------------ messages
    async def receive(self, page: Page, message: ClientMessage) -> None:
        """Take a page's message. Frames are put aside, the rest is done when this returns."""
        if isinstance(message, FramesMessage):
            if page is self._teller.page:
                self._collect(message)
            return
        async with self._lock:
            if page is self._teller.page:
                await self._do(message)

    async def _do(self, message: ClientMessage) -> None:
        if isinstance(message, HelloMessage):
            self._show()
            return
        if isinstance(message, PainMessage):
            if message.block_index >= len(self._record.sitting.blocks):
                self._teller.refuse()
                return
            if self._record.closed:
                await self._late_pain(message)
                return
        if self._held and not await self._release():
            return
        match message:
            case PressMessage(button=button):
                if button in ("start", "resume") and not self._camera.told:
                    # This page has not said a word of a camera: it has none.
                    await self._take_camera("off")
                await self._take(Press(self._clock.now_s, button))
            case StopForPainMessage(nrs=nrs):
                await self._take(StopForPain(self._clock.now_s, nrs))
            case PainMessage(block_index=block_index, nrs=nrs):
                await self._take(PainSaid(self._clock.now_s, block_index, nrs))
            case CameraMessage():
                await self._take_camera(self._camera.switched(message))

    async def _late_pain(self, message: PainMessage) -> None:
        """A pain number after the end goes straight to the record."""
        try:
            await self._record.late_pain(message.block_index, message.nrs)
        except StoreError as error:
            self._teller.trouble(error)

    # ------------------------------------------------------------ inputs
    async def _take(self, given: Input) -> bool:
        """Store an input, then let it happen. Whether it did."""
        if self._over or self._record.closed:
            return False
        given = self._player.stamp(given)
        try:
            await self._record.append(given)
        except StoreError as error:
            self._not_stored(error)
            return False
        if isinstance(given, CameraChanged):
            self._camera.changed(given.state)
        await self._carry_out(handle(self._player, given))
        return True

    async def _take_camera(self, state: CameraState) -> None:
        if state != self._camera.state:
            await self._take(CameraChanged(self._clock.now_s, state))
        self._tell_camera()

    def _not_stored(self, error: StoreError) -> None:
        """It could not be stored, so it did not happen: stand still and say so."""
        log.warning("sitting %s: %s", self._record.id, error)
        self._clock.stop(self._player.now_s)
        if error.trouble == "conflict":
            # Another server leads this sitting. It is theirs.
            self._over = True
            self._teller.let_go(TakenOverMessage(text=self._teller.text(error.line)))
        elif error.trouble == "missing":
            self._over = True
            ended = self._teller.text(live_words.ALREADY_ENDED)
            self._teller.let_go(ErrorMessage(code="already_finished", text=ended))
        else:
            self._held = True
            self._teller.trouble(error)
            self._show()

    async def _release(self) -> bool:
        """The person wants to go on after trouble: first store the pause they saw."""
        self._held = False
        if self._running and not await self._take(Disconnected(self._clock.now_s)):
            return False
        self._clock.run()
        self._stir.set()
        return True

    # ------------------------------------------------------------ what follows
    async def _carry_out(self, commands: tuple[Command, ...]) -> None:
        self._wake_s = None
        work_began = False
        for command in commands:
            match command:
                case Show():
                    self._show()
                case Say(line=line, urgent=urgent):
                    self._teller.lead(line, urgent)
                case Chime(kind=kind):
                    self._teller.send(ChimeMessage(kind=kind))
                case Wake(at_s=at_s):
                    self._wake_s = at_s
                case WorkBegan():
                    work_began = True
                case BlockEnded():
                    await self._record.block(command)
                case Finished():
                    await self._finish()
        if work_began:
            await self._begin_work()
        self._stir.set()

    async def _begin_work(self) -> None:
        """Tell the coach; one that failed on another exercise may try again on this."""
        may_try_again = self._camera.attend(self._player.view())
        self._camera.begin_set()
        if may_try_again:
            await self._take_camera("looking")

    async def _finish(self) -> None:
        """All over: close the record, then send the page on."""
        try:
            await self._record.finish(self._player)
        except StoreError as error:
            self._retry_at = self._monotonic() + RETRY_S
            self._teller.trouble(error)
            return
        self._clock.stop()
        self._teller.finished()

    # ------------------------------------------------------------ time
    async def _run(self) -> None:
        """Wake the player when it is due, keep the heartbeat, look at frames."""
        seen_at = self._monotonic()
        while True:
            self._stir.clear()
            pause_s = 0.0 if self._camera.waiting else self._until_due()
            with suppress(TimeoutError):
                async with asyncio.timeout(max(pause_s, 0.0)):
                    await self._stir.wait()
            try:
                async with self._lock:
                    await self._turn(asleep=self._monotonic() - seen_at > ASLEEP_S)
            except Exception:
                log.exception("sitting %s", self._record.id)
                await asyncio.sleep(HEARTBEAT_S)
            seen_at = self._monotonic()

    def _until_due(self) -> float:
        """How long there is nothing to do but wait, seconds."""
        if not self._clock.running or self._wake_s is None:
            return HEARTBEAT_S
        return min(self._wake_s - self._clock.now_s, HEARTBEAT_S)

    async def _turn(self, asleep: bool) -> None:
        """What is due now, once."""
        if self._teller.page is None or self._player.finished:
            self._camera.forget()  # nobody will look at what still comes
            retry = self._player.finished and not self._record.closed
            if retry and self._teller.page is not None and self._monotonic() >= self._retry_at:
                await self._finish()
            return
        if asleep and self._clock.running:
            self._clock.stop(self._player.now_s)
            await self._halt()
            if not (self._held or self._over):
                self._clock.run()
        await self._look()
        now_s = self._clock.now_s
        late = self._running and now_s - self._player.now_s >= HEARTBEAT_S
        due = self._wake_s is not None and now_s >= self._wake_s - HAIR_S
        if self._clock.running and (late or due):
            await self._take(Tick(now_s))

    # ------------------------------------------------------------ camera
    def _collect(self, message: FramesMessage) -> None:
        try:
            self._camera.collect(message)
        except ValueError:
            self._teller.refuse()
        self._stir.set()

    async def _look(self) -> None:
        """Look at some of the waiting frames."""
        if not self._camera.on or self._held:
            self._camera.forget()
            return
        if self._camera.silent:
            self._camera.forget()
            if self._camera.state == "seeing":
                await self._take_camera("lost")
        for _ in range(FRAMES_AT_ONCE):
            if not self._camera.waiting:
                return
            for seen in self._camera.look(self._player.view()):
                await self._mean(seen)
            self._tell_camera()

    async def _mean(self, seen: Seen) -> None:
        at_s = self._clock.now_s
        match seen:
            case Rep(side=side):
                await self._take(RepSeen(at_s, side))
            case Position(inside=inside, side=side):
                await self._take(PositionSeen(at_s, inside, side))
            case InView(seen=True):
                await self._take_camera("seeing")
            case InView() if self._camera.state == "seeing":
                await self._take_camera("lost")
            case Hint(line=line, rule_id=None):
                self._teller.hint(line)
            case Hint(line=line, rule_id=str(rule_id), side=side):
                block_index = self._player.view().block_index
                if await self._take(HintGiven(at_s, block_index, rule_id, side)):
                    self._teller.hint(line)
            case Broke():
                await self._take_camera("off")

    # ------------------------------------------------------------ telling the page
    def _show(self) -> None:
        self._teller.show(self._player.view(), self._held)

    def _tell_camera(self) -> None:
        self._teller.note(*self._camera.note(self._player.view()))
