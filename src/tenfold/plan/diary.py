"""The diary: what a person told, as frozen entries, in the order in which they came in.

Nothing in it is required. A number that is missing is None, and never counts as good news.
``seq`` is the place of an entry in the person's one log, which entries and history share; ``day``
is the day of practice that it is about (see :mod:`.days`), settled when it was given.

Two devices may tell of the same thing: then the more careful answer counts (:mod:`.diary_days`).
An entry is never changed: it is replaced by a later one, or struck out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from tenfold.plan.zones import FLAGS, Flag
from tenfold.session.sitting import Side

Effort = Literal["easy", "right", "hard"]
Leg = Literal["no", "further_down", "over_half_hour"]
"""After a sitting: did a feeling in the leg move further down, or last?"""
Reason = Literal["busy", "pain", "ill", "away", "forgot", "too_long", "no_wish"]
"""Why fewer days than planned had practice."""
EFFORTS: Final[tuple[Effort, ...]] = ("easy", "right", "hard")


def _nrs(name: str, value: int | None) -> None:
    if value is not None and not 0 <= value <= 10:
        raise ValueError(f"{name} must be from 0 to 10, not {value}")


@dataclass(frozen=True, slots=True)
class SideReport:
    """How one side of an exercise was."""

    side: Side
    pain_worst: int | None = None
    flags: frozenset[Flag] = frozenset()

    def __post_init__(self) -> None:
        _nrs("pain_worst", self.pain_worst)
        if self.flags and not self.flags <= frozenset(FLAGS):
            raise ValueError(f"no such flag: {', '.join(sorted(self.flags - frozenset(FLAGS)))}")


@dataclass(frozen=True, slots=True)
class ExerciseReport:
    """What was done of one exercise in one sitting, and how it was."""

    exercise_id: str
    level: int
    sides: tuple[SideReport, ...] = ()
    done_fraction: float | None = None
    effort: Effort | None = None
    rpe: int | None = None
    """Effort from 0 to 10, where it is asked so."""
    rounds: int = 1
    """Rounds of the day told of at once; ``done_fraction`` is of each."""

    def __post_init__(self) -> None:
        _nrs("rpe", self.rpe)
        if self.rounds < 1:
            raise ValueError(f"rounds must be at least 1, not {self.rounds}")
        if self.done_fraction is not None and not 0 <= self.done_fraction <= 1:
            raise ValueError(f"done_fraction must be from 0 to 1, not {self.done_fraction}")


@dataclass(frozen=True, slots=True)
class SittingEntry:
    """One sitting, or one round of the day."""

    id: str
    seq: int
    day: date
    sitting_id: str
    exercises: tuple[ExerciseReport, ...]
    pain_before: int | None = None

    def __post_init__(self) -> None:
        _nrs("pain_before", self.pain_before)


@dataclass(frozen=True, slots=True)
class AfterEntry:
    """Five minutes after a sitting."""

    id: str
    seq: int
    day: date
    sitting_id: str
    pain: int | None = None
    leg: Leg | None = None

    def __post_init__(self) -> None:
        _nrs("pain", self.pain)


@dataclass(frozen=True, slots=True)
class MorningEntry:
    """On waking, or at the first look in of the day."""

    id: str
    seq: int
    day: date
    pain: int | None = None
    soreness: int | None = None
    """Sore muscles, 0 to 10."""
    leg: Leg | None = None
    flags: frozenset[Flag] = frozenset()
    """Flags are not only for exercises: one may wake up numb."""

    def __post_init__(self) -> None:
        _nrs("pain", self.pain)
        _nrs("soreness", self.soreness)


@dataclass(frozen=True, slots=True)
class WeeklyEntry:
    """The three questions of a week (PEG), and how much has changed since the start (1 to 7)."""

    id: str
    seq: int
    day: date
    peg: tuple[int | None, int | None, int | None] = (None, None, None)
    change: int | None = None
    reason: Reason | None = None

    def __post_init__(self) -> None:
        for value in self.peg:
            _nrs("peg", value)
        if self.change is not None and not 1 <= self.change <= 7:
            raise ValueError(f"change must be from 1 to 7, not {self.change}")


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """The person's own activities, at the start and after 4, 8 and 12 weeks: 10 is able."""

    id: str
    seq: int
    day: date
    scores: tuple[tuple[str, int | None], ...]
    """Name of the activity as the person gave it, and 0 to 10."""

    def __post_init__(self) -> None:
        for _, value in self.scores:
            _nrs("score", value)


Told = SittingEntry | AfterEntry | MorningEntry | WeeklyEntry | ActivityEntry


@dataclass(frozen=True, slots=True)
class Replaced:
    """An entry that takes the place of an older one."""

    id: str
    seq: int
    of: str
    """Id of the entry that it replaces: the original's, however often it was replaced."""
    by: Told


@dataclass(frozen=True, slots=True)
class StruckOut:
    """An entry that is taken back."""

    id: str
    seq: int
    of: str


Entry = Told | Replaced | StruckOut


def current(entries: tuple[Entry, ...]) -> tuple[Told, ...]:
    """What stands: each entry as it was last replaced, without those struck out, by ``seq``.

    The newest word on an entry counts, be it a replacement or a deletion. What names no known
    entry changes nothing. The order in which entries are handed over does not matter.
    """
    standing: dict[str, Told] = {}
    for entry in sorted(entries, key=lambda one: (one.seq, one.id)):
        if isinstance(entry, Replaced):
            if entry.of in standing or any(
                isinstance(one, Told) and one.id == entry.of for one in entries
            ):
                standing[entry.of] = entry.by
        elif isinstance(entry, StruckOut):
            standing.pop(entry.of, None)
        else:
            standing[entry.id] = entry
    return tuple(standing.values())
