"""Where the player's words and sounds are collected, and which line of words stays on screen."""

from __future__ import annotations

from tenfold.session import phrases
from tenfold.session.commands import Chime, ChimeKind, Command, Say
from tenfold.session.tempo import CAPTION_MS, speech_ms
from tenfold.words.line import Line


class Voice:
    """Commands in the order they came about."""

    def __init__(self) -> None:
        self._commands: list[Command] = []
        self.caption: Line | None = None
        self.caption_ends: int | None = None
        """When a passing remark leaves the screen; None: it stays."""

    def take(self) -> list[Command]:
        """All commands since the last time."""
        commands, self._commands = self._commands, []
        return commands

    def do(self, command: Command) -> None:
        self._commands.append(command)

    def say(self, line: Line, *, urgent: bool = False) -> None:
        """Say it and leave it on the screen."""
        self.do(Say(line, urgent))
        self.caption, self.caption_ends = line, None

    def remark(self, line: Line, now: int) -> None:
        """Say it and show it for a few seconds."""
        self.say(line)
        self.caption_ends = now + max(CAPTION_MS, speech_ms(line))

    def count(self, line: Line, *, urgent: bool = False) -> None:
        """Say a number; the screen has its own."""
        self.do(Say(line, urgent))

    def countdown(self, seconds_s: int) -> None:
        self.do(Chime("tick"))
        self.count(phrases.number(seconds_s), urgent=True)

    def chime(self, kind: ChimeKind) -> None:
        self.do(Chime(kind))

    def expire(self, now: int) -> None:
        """A passing remark leaves the screen."""
        if self.caption_ends is not None and self.caption_ends <= now:
            self.clear_caption()

    def clear_caption(self) -> None:
        self.caption = self.caption_ends = None
