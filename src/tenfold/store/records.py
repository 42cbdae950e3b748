"""What the store gives back: frozen values in the domain's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tenfold.session.commands import BlockEnded
from tenfold.session.sitting import Mode, Sitting

SittingStatus = Literal["open", "finished", "abandoned"]


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a record belongs to."""

    id: str
    name: str
    """Empty until the person gives one."""


@dataclass(frozen=True, slots=True)
class SittingSummary:
    """One line of the history."""

    id: str
    person_id: str
    began_at: datetime
    """UTC."""
    day: date
    """The person's own calendar day when it began."""
    utc_offset_min: int
    """How far the person's clock was ahead of UTC then, minutes."""
    mode: Mode
    status: SittingStatus
    ended_at: datetime | None
    """When it was finished or abandoned, UTC."""
    pain_before: int | None
    blocks: tuple[BlockEnded, ...]
    """Blocks that have ended, in order of block index."""


@dataclass(frozen=True, slots=True)
class SittingRecord(SittingSummary):
    """A whole sitting: the summary, and the sitting as it was planned."""

    sitting: Sitting
