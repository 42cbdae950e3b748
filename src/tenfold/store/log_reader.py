"""One person's plan and diary at one moment: reading, and how anything is added."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final, TypeVar

from tenfold.plan import safety as gate
from tenfold.plan.basis import Basis
from tenfold.plan.change import Change, Safety
from tenfold.plan.codec import LogItem
from tenfold.plan.course import Course, Decided, Plan
from tenfold.plan.day import DayPlan, day_plan
from tenfold.plan.days import plan_day
from tenfold.plan.decide import decide
from tenfold.plan.diary import AfterEntry, SittingEntry, Told, current
from tenfold.plan.diary_days import Diary
from tenfold.store.errors import StoreError
from tenfold.store.log_state import LogCache, LogState
from tenfold.store.store import Store

T = TypeVar("T")
TRIES: Final = 5
"""How often something is told anew because somebody else told something at the same moment."""
Makes = Callable[[LogState, int], tuple[list[LogItem], T]]
"""From the log as it is and the next number: what to add, and what to answer."""


class LogReader:
    """One person's plan and diary at one moment.

    Parameters
    ----------
    basis
        Rules, questions and exercises.
    now
        The moment, in the person's own time zone.
    """

    def __init__(
        self,
        store: Store,
        person_id: str,
        basis: Basis,
        now: datetime,
        cache: LogCache | None = None,
    ) -> None:
        offset = now.utcoffset()
        if offset is None:
            raise ValueError("a time must know its offset from UTC")
        self.basis = basis
        self.now = now
        self.day: date = plan_day(now, round(offset.total_seconds() / 60))
        """The day of practice: it begins at four in the morning."""
        self._store = store
        self._person_id = person_id
        self._cache = cache or LogCache()
        self._state = self._cache.state(store, person_id)

    # ------------------------------------------------------------ reading
    @property
    def course(self) -> Course:
        return self._state.course

    @property
    def diary(self) -> Diary:
        return self._state.diary

    @property
    def plan(self) -> Plan | None:
        """The plan as it stands; None before the start."""
        return self.course.plan

    @property
    def safety(self) -> Safety:
        """Whether practice is open, and what comes first if it is not."""
        return gate.safety(self.basis, self.course, self.diary, self.day)

    def today(self, before: int | None = None) -> DayPlan:
        """What the day holds; ``before`` is pain before the start, once it is known."""
        return day_plan(self.basis, self.course, self.diary, self.day, before)

    @property
    def entries(self) -> tuple[Told, ...]:
        """What was told and stands, in the order in which it was first told."""
        return current(self.diary.entries)

    @property
    def proposals(self) -> tuple[Change, ...]:
        """Changes that can still be answered, newest first."""
        return tuple(self.course.ledger.open.values())[::-1]

    def of_sitting(self, sitting_id: str) -> tuple[SittingEntry | None, AfterEntry | None]:
        """What the diary says of a sitting, and of the time after it."""
        during, after = None, None
        for entry in self.entries:
            if isinstance(entry, SittingEntry) and entry.sitting_id == sitting_id:
                during = entry
            elif isinstance(entry, AfterEntry) and entry.sitting_id == sitting_id:
                after = entry
        return during, after

    def knows_sitting(self, sitting_id: str) -> bool:
        """Whether the diary was ever told of it, even if that was struck out since."""
        return ever_told(self._state, sitting_id)

    # ------------------------------------------------------------ adding
    def _tell(self, make: Makes[T]) -> T:
        """Add to the log what ``make`` makes of it, with what the rules say then."""
        for last in range(TRIES - 1, -1, -1):
            state = self._cache.state(self._store, self._person_id)
            items, answer = make(state, state.seq + 1)
            items += self._decided(state.plus(items))
            if not items:
                self._state = state
                return answer
            try:
                self._store.keep(self._person_id, state.seq, items, self.now)
            except StoreError as error:
                # Somebody told something at the same moment: see what it comes to now.
                if error.trouble != "conflict" or not last:
                    raise
                continue
            self._state = self._cache.state(self._store, self._person_id)
            return answer
        raise AssertionError("the last try returns or raises")

    def _decided(self, state: LogState) -> list[LogItem]:
        if state.course.plan is None:
            return []
        decision = decide(self.basis, state.course, state.diary, self.day)
        return [Decided(state.seq + 1, decision.day, decision)] if decision.says_something else []

    def _past(self, day: date | None) -> date:
        """The day that something is told of."""
        if day is None:
            return self.day
        if day > self.day:
            raise ValueError("a day that is still to come cannot be told of")
        return day


def ever_told(state: LogState, sitting_id: str) -> bool:
    """Whether the log has anything of a sitting."""
    return any(
        isinstance(one, SittingEntry) and one.sitting_id == sitting_id
        for one in state.diary.entries
    )
