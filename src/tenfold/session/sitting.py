"""What one visit to the mat consists of: blocks of work, in order. Plain values, JSON-able."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tenfold.exercises.model import Kind, Start

Side = Literal["left", "right", "both"]
Mode = Literal["plan", "as_published", "ease_in", "single"]
"""``plan`` is the day's own; the next two are sittings from before there was a plan."""


@dataclass(frozen=True, slots=True)
class BlockStep:
    """A step as spoken; ``text`` is a message id with ``{side}``/``{other}`` placeholders."""

    phase: Literal["start", "move", "hold", "return"]
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """A question about form that the person answers alone."""

    text: str
    """Message id, with ``{side}``/``{other}`` placeholders."""
    by_camera: bool = False
    """The camera may speak of this itself: it is asked only where the camera does not follow."""


@dataclass(frozen=True, slots=True)
class Dose:
    """The amounts of one block, resolved to single numbers."""

    sets: int
    sides: tuple[Side, ...]
    """In the order they are worked: ``("left", "right")`` or ``("both",)``."""
    reps: int = 0
    hold_s: float = 0.0
    breaths: int = 0
    rep_s: float = 0.0
    """Length of one rep when counted by time, seconds."""
    rest_s: float = 30.0


@dataclass(frozen=True, slots=True)
class Block:
    """One exercise at one level, dosed, with its easier form ready to swap in."""

    exercise_id: str
    level: int
    title: str
    """Message id of the exercise's name."""
    kind: Kind
    start: Start
    dose: Dose
    steps: tuple[BlockStep, ...]
    camera: bool
    """Whether the camera coach can follow this block."""
    easier: Block | None = None
    """The next rung down, dosed; None at the bottom of the ladder."""
    level_title: str | None = None
    """Message id of the level's own name; None at level 0."""
    checks: tuple[Check, ...] = ()
    """The most important first."""
    turn: str | None = None
    """Message id: how to turn for the camera at a change of sides; None where nobody need."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One visit to the mat, as planned when it began."""

    mode: Mode
    blocks: tuple[Block, ...]
    breath_s: float = 8.0
    """One breath, in and out, seconds."""
    prepare_s: float = 10.0
    """Time to read and get into position before each exercise, seconds."""
    switch_s: float = 5.0
    """Time to change sides, seconds."""
