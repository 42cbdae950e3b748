"""The live socket: ``/live/{sitting_id}``. What goes over it is in :mod:`tenfold.web.messages`.

The app that mounts :data:`router` gives it, on ``app.state``:

``store``
    The open :class:`tenfold.store.Store`.
``shelf``
    The :class:`tenfold.web.shelf.Shelf` of exercises in use.
``desk``
    The :class:`tenfold.web.plan_desk.PlanDesk`, which says whether practice is open.
``translator_for``
    ``translator_for(language: str) -> Translator``; called at each hello with the person's
    setting ``language`` (``"en"`` where none is saved).

When it shuts down it awaits ``close_all(app.state)``, so that what runs is paused and stored.
Run uvicorn with ``ws_max_size=WIRE_BYTES`` and one worker.

Close codes: 4403 the page is of another origin, 4404 no such sitting, 4409 another page took
over or the sitting ended elsewhere, 1000 all is over, 1013 the page takes nothing any more.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import ValidationError
from starlette.websockets import WebSocketState

from tenfold.exercises.model import Variant, variant
from tenfold.store import Store, StoreError
from tenfold.web import live_words
from tenfold.web.live_session import LiveSitting
from tenfold.web.live_words import Translator
from tenfold.web.messages import (
    CLIENT_MESSAGE,
    PROTOCOL_VERSION,
    ClientMessage,
    ErrorMessage,
    FinishedMessage,
    HelloMessage,
    ServerMessage,
    StateMessage,
)
from tenfold.web.plan_desk import PlanDesk
from tenfold.web.shelf import Shelf
from tenfold.words.line import Line

MESSAGE_CHARS: Final = 256_000
"""A longer message is refused: thirty frames take about half of it."""
WIRE_BYTES: Final = 1_000_000
"""A longer one is not even read: uvicorn closes the socket."""
WAITING_MESSAGES: Final = 400
"""A page that has not taken so many is frozen, and let go."""
LINGER_S: Final = 60.0
"""How long a sitting without a page is kept in memory."""
LANGUAGE: Final = "language"
"""The setting that names the person's language."""

log = logging.getLogger(__name__)
router = APIRouter()


class Refused(Exception):  # noqa: N818 - a message that is refused is no error of ours
    """A message that does not fit. ``answer`` says why."""

    def __init__(self, code: str, line: Line) -> None:
        super().__init__(code)
        self.code = code
        self.line = line


def read_message(text: str | None) -> ClientMessage:
    """The message that a page sent. Refused if it is none."""
    if text is None:
        raise Refused("bad_message", live_words.NOT_UNDERSTOOD)
    if len(text) > MESSAGE_CHARS:
        raise Refused("bad_message", live_words.TOO_LONG)
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("bad_message", live_words.NOT_UNDERSTOOD) from None
    if isinstance(raw, dict) and raw.get("v") != PROTOCOL_VERSION:
        raise Refused("wrong_version", live_words.OTHER_VERSION)
    try:
        return CLIENT_MESSAGE.validate_json(text)
    except ValidationError:
        raise Refused("bad_message", live_words.NOT_UNDERSTOOD) from None


def same_origin(websocket: WebSocket) -> bool:
    """Whether the page was served by this server. Browsers always say where it came from."""
    origin, host = websocket.headers.get("origin"), websocket.headers.get("host")
    if not origin or not host:
        return False
    try:
        page = urlsplit(origin)
    except ValueError:
        return False
    default = {"http": ":80", "https": ":443"}.get(page.scheme)
    if default is None:
        return False
    return page.netloc.lower().removesuffix(default) == host.lower().removesuffix(default)


class SocketPage:
    """A page at the other end of a socket. What it is told waits here until it takes it."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._waiting: list[ServerMessage] = []
        self._stir = asyncio.Event()
        self._code: int | None = None
        self._task = asyncio.create_task(self._run())

    def send(self, message: ServerMessage) -> None:
        if self._code is not None:
            return
        if self._waiting and type(self._waiting[-1]) is type(message):
            # A later picture replaces one that was not taken; one refusal is enough.
            if isinstance(message, StateMessage):
                self._waiting.pop()
            elif message == self._waiting[-1]:
                return
        self._waiting.append(message)
        if len(self._waiting) > WAITING_MESSAGES:
            self._waiting.clear()
            self.close(1013)
            self._task.cancel()  # it waits for a page that takes nothing
        self._stir.set()

    def close(self, code: int = 4409) -> None:
        """Send what waits, then close."""
        if self._code is None:
            self._code = code
            self._stir.set()

    @property
    def closing(self) -> bool:
        return self._code is not None

    async def _run(self) -> None:
        try:
            while self._waiting or self._code is None:
                if not self._waiting:
                    self._stir.clear()
                    await self._stir.wait()
                    continue
                message = self._waiting.pop(0)
                await self._websocket.send_text(message.model_dump_json())
            await self._websocket.close(self._code)
        except (WebSocketDisconnect, RuntimeError, OSError):
            self._code = self._code or 1006  # the reader notices too

    async def gone(self) -> None:
        """Let go of the socket; for the reader, when it has ended."""
        self.close(1000)
        _, late = await asyncio.wait({self._task}, timeout=1.0)
        if late:
            self._task.cancel()
            await asyncio.wait({self._task})


class LiveSittings:
    """The sittings that are being led by this server."""

    def __init__(self, store: Store, shelf: Shelf, desk: PlanDesk) -> None:
        self._store = store
        self._shelf = shelf
        self._desk = desk
        self._led: dict[str, LiveSitting] = {}
        self._lock = asyncio.Lock()
        self._leaving: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def get(self, sitting_id: str) -> LiveSitting:
        """The sitting, as it is led or as it was when it was last stored. StoreError if none."""
        async with self._lock:
            timer = self._leaving.pop(sitting_id, None)
            if timer is not None:
                timer.cancel()
            live = self._led.get(sitting_id)
            if live is not None and live.over:
                await live.close()
                live = None
            if live is None:
                live = await LiveSitting.open(
                    self._store, sitting_id, self._variant, self._desk.keeper
                )
                self._led[sitting_id] = live
            return live

    def left(self, sitting_id: str) -> None:
        """Its page is gone. If none comes soon, it is dropped from memory."""
        loop = asyncio.get_running_loop()
        earlier = self._leaving.pop(sitting_id, None)
        if earlier is not None:
            earlier.cancel()
        self._leaving[sitting_id] = loop.call_later(LINGER_S, self._drop_soon, sitting_id)

    async def close(self) -> None:
        async with self._lock:
            for timer in self._leaving.values():
                timer.cancel()
            for live in self._led.values():
                await live.close()
            self._led.clear()
            self._leaving.clear()

    def _drop_soon(self, sitting_id: str) -> None:
        task = asyncio.create_task(self._drop(sitting_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drop(self, sitting_id: str) -> None:
        async with self._lock:
            if self._leaving.pop(sitting_id, None) is None:
                return  # a page asked for it meanwhile
            live = self._led.pop(sitting_id, None)
            if live is not None:
                await live.close()

    def _variant(self, exercise_id: str, level: int) -> Variant | None:
        try:
            return variant(self._shelf.fresh().library.get(exercise_id), level)
        except KeyError:
            return None


def _sittings(state: Any) -> LiveSittings:
    """The app's live sittings, made at first need."""
    if not hasattr(state, "live_sittings"):
        state.live_sittings = LiveSittings(state.store, state.shelf, state.desk)
    found: LiveSittings = state.live_sittings
    return found


async def close_all(state: Any) -> None:
    """Pause and store whatever is being led; for the app's shutdown."""
    if hasattr(state, "live_sittings"):
        await state.live_sittings.close()


async def _words(state: Any, store: Store) -> Translator:
    translator_for: Callable[[str], Translator] = state.translator_for

    def language() -> str:
        return store.settings(store.person().id).get(LANGUAGE, "en")

    try:
        return translator_for(await asyncio.to_thread(language))
    except StoreError:
        return translator_for("en")


@router.websocket("/live/{sitting_id}")
async def live(websocket: WebSocket, sitting_id: str) -> None:
    """Lead a sitting on the page at the other end."""
    await websocket.accept()
    if not same_origin(websocket):
        await websocket.close(4403)
        return
    page = SocketPage(websocket)
    try:
        await _serve(websocket, page, sitting_id)
    except WebSocketDisconnect:
        pass
    finally:
        await page.gone()


async def _serve(websocket: WebSocket, page: SocketPage, sitting_id: str) -> None:
    state = websocket.app.state
    words = await _words(state, state.store)
    joined: LiveSitting | None = None
    try:
        while not page.closing:
            try:
                message = read_message(await _receive(websocket))
                if joined is not None:
                    await joined.receive(page, message)
                elif isinstance(message, HelloMessage):
                    joined = await _join(state, page, sitting_id, words)
                else:
                    raise Refused("bad_message", live_words.HELLO_FIRST)
            except Refused as refused:
                answer = {"code": refused.code, "text": words.text(refused.line)}
                page.send(ErrorMessage.model_validate(answer))
    finally:
        if joined is not None:
            await joined.leave(page)
            if not joined.has_page:
                _sittings(state).left(sitting_id)


async def _receive(websocket: WebSocket) -> str | None:
    """The next text; None for bytes, which nobody should send."""
    if websocket.application_state is not WebSocketState.CONNECTED:
        raise WebSocketDisconnect(1000)
    message = await websocket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1005))
    text: str | None = message.get("text")
    return text


def _may_practise(desk: PlanDesk) -> bool:
    return desk.keeper().safety.may_practise


async def _join(
    state: Any, page: SocketPage, sitting_id: str, words: Translator
) -> LiveSitting | None:
    """Put the page at the sitting's head; or say why not, and close."""
    try:
        record = await asyncio.to_thread(state.store.sitting, sitting_id)
        if record.status == "finished":
            page.send(FinishedMessage(url=f"/sittings/{sitting_id}/after"))
            page.close(1000)
        elif record.status == "abandoned":
            text = words.text(live_words.ALREADY_ENDED)
            page.send(ErrorMessage(code="already_finished", text=text))
            page.close(1000)
        elif not await asyncio.to_thread(_may_practise, state.desk):
            page.send(ErrorMessage(code="closed", text=words.text(live_words.CLOSED)))
            page.close(1000)
        else:
            found = await _sittings(state).get(sitting_id)
            await found.join(page, words)
            return found
    except StoreError as error:
        missing = error.trouble == "missing"
        line = live_words.NO_SUCH_SITTING if missing else error.line
        code = "no_such_sitting" if missing else "storage"
        page.send(ErrorMessage.model_validate({"code": code, "text": words.text(line)}))
        page.close(4404 if missing else 1011)
    return None
