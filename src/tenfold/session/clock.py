"""Time inside the player: whole milliseconds, so that sums are exact and replays equal."""

from __future__ import annotations


def ms(seconds: float) -> int:
    """Seconds as whole milliseconds."""
    return round(seconds * 1000)


def whole_seconds_up(left_ms: int) -> int:
    """What a countdown shows: 2001 ms left is "3", 2000 ms left is "2"."""
    return -(-max(left_ms, 0) // 1000)


def next_mark(total_ms: int, after_ms: int) -> int:
    """The next offset after ``after_ms`` at which a whole number of seconds is left."""
    return total_ms - (total_ms - after_ms - 1) // 1000 * 1000


class Stopwatch:
    """Counts while it runs. ``now`` is given, never asked for."""

    def __init__(self) -> None:
        self._banked_ms = 0
        self._since: int | None = None

    @property
    def running(self) -> bool:
        return self._since is not None

    def start(self, now: int) -> None:
        if self._since is None:
            self._since = now

    def stop(self, now: int) -> None:
        self._banked_ms = self.read(now)
        self._since = None

    def read(self, now: int) -> int:
        """Milliseconds run so far."""
        return self._banked_ms + (0 if self._since is None else now - self._since)

    def when(self, reading_ms: int) -> int | None:
        """The time at which it will show ``reading_ms``; None while it stands."""
        return None if self._since is None else self._since + reading_ms - self._banked_ms
