"""What a person's log comes to, read once and then only what is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from tenfold.plan.codec import LogItem
from tenfold.plan.course import Course, Event
from tenfold.plan.diary import Entry
from tenfold.plan.diary_days import Diary
from tenfold.store.store import Store


@dataclass(frozen=True)
class LogState:
    """What a log comes to, up to its ``seq``-th item."""

    seq: int = 0
    course: Course = field(default_factory=Course)
    diary: Diary = field(default_factory=Diary)

    def plus(self, items: Iterable[LogItem]) -> LogState:
        """With some items more."""
        seq, course, entries = self.seq, self.course, list[Entry]()
        for item in items:
            seq = item.seq
            if isinstance(item, Event):
                course = course.plus(item)
            else:
                entries.append(item)
        return LogState(seq, course, self.diary.plus(*entries) if entries else self.diary)


class LogCache:
    """The logs that were read last, so that each is read once and then only what is new."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._states: dict[str, LogState] = {}

    def state(self, store: Store, person_id: str) -> LogState:
        """The log as it is now. StoreError when it cannot be read."""
        with self._lock:
            known = self._states.get(person_id, LogState())
        new = store.plan_log(person_id, known.seq)
        state = known.plus(new) if new else known
        with self._lock:
            self._states[person_id] = state
        return state
