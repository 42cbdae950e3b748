"""Sitting time from a monotonic clock."""

from __future__ import annotations

from collections.abc import Callable


class SittingClock:
    """Seconds of sitting time. Stands still until :meth:`run`, and again after :meth:`stop`.

    Parameters
    ----------
    start_s : float
        Where it stands at first: the last stored time of the sitting.
    monotonic : callable
        Seconds that never go back.
    """

    def __init__(self, start_s: float, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._reading_s = start_s
        self._since: float | None = None

    @property
    def running(self) -> bool:
        return self._since is not None

    @property
    def now_s(self) -> float:
        if self._since is None:
            return self._reading_s
        return self._reading_s + max(self._monotonic() - self._since, 0.0)

    def run(self) -> None:
        if self._since is None:
            self._since = self._monotonic()

    def stop(self, at_s: float | None = None) -> None:
        """Stand still: now, or back at ``at_s``."""
        self._reading_s = self.now_s if at_s is None else at_s
        self._since = None
