"""The page that a sitting is shown on, and what it is told."""

from __future__ import annotations

from typing import Protocol

from tenfold.session.commands import View
from tenfold.session.inputs import CameraState
from tenfold.session.sitting import Sitting
from tenfold.store import StoreError
from tenfold.web import live_words
from tenfold.web.live_words import SetUp, Translator
from tenfold.web.messages import (
    CameraNoteMessage,
    ErrorMessage,
    FinishedMessage,
    SayMessage,
    ServerMessage,
    TakenOverMessage,
)
from tenfold.words.line import Line


class Page(Protocol):
    """The practice page, as far as a sitting knows it."""

    def send(self, message: ServerMessage) -> None:
        """Pass a message on, now or soon; never waits."""

    def close(self) -> None:
        """Nothing more will come."""


class Teller:
    """Tells one page at a time, in its language. Without a page it is silent."""

    def __init__(self, sitting_id: str, sitting: Sitting) -> None:
        self._id = sitting_id
        self._sitting = sitting
        self.page: Page | None = None
        self._words: Translator | None = None
        self._note: CameraNoteMessage | None = None

    def turn_to(self, page: Page, words: Translator) -> None:
        """From now on tell this page; the one before is told so and let go."""
        if self.page is not None and self.page is not page:
            self.let_go(TakenOverMessage(text=words.text(live_words.TAKEN_OVER)))
        self.page, self._words, self._note = page, words, None

    def let_go(self, last: ServerMessage | None = None) -> None:
        """Tell the page nothing more, after ``last``."""
        if self.page is not None:
            if last is not None:
                self.page.send(last)
            self.page.close()
            self.page = None

    def text(self, line: Line) -> str:
        return self._words.text(line) if self._words is not None else line.msgid

    def send(self, message: ServerMessage) -> None:
        if self.page is not None:
            self.page.send(message)

    def show(self, view: View, held: bool) -> None:
        if self.page is not None and self._words is not None:
            self.send(live_words.state_message(view, self._sitting, self._words, held))

    def lead(self, line: Line, urgent: bool) -> None:
        self.send(SayMessage(text=self.text(line), urgent=urgent, kind="lead"))

    def hint(self, line: Line) -> None:
        self.send(SayMessage(text=self.text(line), urgent=False, kind="cue"))

    def note(self, state: CameraState, because: Line | None, set_up: SetUp) -> None:
        """The camera panel's line, if it is another than before."""
        if self.page is None or self._words is None:
            return
        note = live_words.camera_note(state, self._words, because, set_up)
        if note != self._note:
            self._note = note
            self.send(note)

    def finished(self) -> None:
        self.send(FinishedMessage(url=f"/sittings/{self._id}/after"))

    def trouble(self, error: StoreError) -> None:
        self.send(ErrorMessage(code="storage", text=self.text(error.line)))

    def refuse(self) -> None:
        self.send(ErrorMessage(code="bad_message", text=self.text(live_words.NOT_UNDERSTOOD)))
