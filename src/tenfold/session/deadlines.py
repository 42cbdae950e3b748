"""Things that will happen at a time unless something else comes first."""

from __future__ import annotations

from typing import Generic, TypeVar

Name = TypeVar("Name", bound=str)


class Deadlines(Generic[Name]):
    """Named times; setting a name again moves it."""

    def __init__(self) -> None:
        self._times: dict[Name, int] = {}

    def __contains__(self, name: Name) -> bool:
        return name in self._times

    def set(self, name: Name, at: int) -> None:
        self._times[name] = at

    def drop(self, *names: Name) -> None:
        for name in names:
            self._times.pop(name, None)

    def next(self) -> int | None:
        return min(self._times.values(), default=None)

    def pop_due(self, now: int) -> list[Name]:
        """The names whose time has come, in order of time and then of name."""
        due = sorted((at, name) for name, at in self._times.items() if at <= now)
        self.drop(*(name for _, name in due))
        return [name for _, name in due]
