"""How the camera follows an exercise: phases told by measures, and rules of form.

A measure's limit is in the measure's own unit (degrees, leg lengths or trunk lengths).
"""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field, model_validator

from tenfold.exercises.base_model import Id, Model, Origin, Text

View = Literal["front", "side", "oblique", "raised_side", "raised_oblique", "raised_front", "top"]
ViewClass = Literal["front", "oblique", "side"]
"""What the coach can tell of a view: it does not know how high the camera stands."""
VIEW_CLASS: Final[dict[View, ViewClass | None]] = {
    "front": "front",
    "oblique": "oblique",
    "side": "side",
    "raised_front": "front",
    "raised_side": "side",
    "raised_oblique": "oblique",
    "top": None,
}
BodyPart = Literal["head", "shoulders", "elbows", "hands", "hips", "knees", "ankles", "feet"]


class Condition(Model):
    """A measure on one side of a limit. Exactly one of ``above`` and ``below`` is given."""

    measure: Id
    of: Literal["working", "other", "both", "either", "mean", "body"] = "body"
    """Which side's measure: of the working or the other side, both, either, the mean; or a
    measure of the whole body that has no side."""
    above: float | None = None
    below: float | None = None
    personal: float | None = Field(default=None, gt=0, le=1)
    """A fraction of the person's own range (from the first rep or settled hold) that may
    lower ``above``, so that a smaller range is coached as that person's range."""
    least: float | None = None
    """``personal`` never lowers ``above`` further than this."""
    against: Literal["way"] | None = None
    """``way``: the limit is against the measure's largest value since the first phase was left,
    not a value of its own (``below = -8``: eight less than it was on the way). In ``never``."""
    if_seen: bool = False
    """A guard: where it cannot be seen (the far leg in a side view) it is taken to hold."""
    otherwise: Condition | None = None
    """Other evidence for the same: where the condition does not hold, this one may."""

    @model_validator(mode="after")
    def _one_limit(self) -> Condition:
        if (self.above is None) == (self.below is None):
            raise ValueError("give either above or below")
        if self.personal is not None and (self.above is None or self.least is None):
            raise ValueError("personal goes with above and least")
        return self


class CoachPhase(Model):
    """A named part of a rep or hold that the camera coach can recognise."""

    name: Id
    enter: tuple[Condition, ...] = Field(min_length=1)
    """All must hold, for ``enter_s`` on end, to come into the phase."""
    stay: tuple[Condition, ...] = ()
    """All must hold to remain; looser than ``enter``. Empty: remain until the next phase."""
    enter_s: float = Field(default=0.1, ge=0)
    leave_s: float = Field(default=0.3, ge=0)
    """How long ``stay`` may be broken before the phase is left, seconds."""
    mend_s: float = Field(default=0.0, ge=0)
    """How long ``stay`` must hold again for a break to be over, seconds: somebody who walks has
    their feet together for a moment in every step."""


class Never(Model):
    """What is none of this exercise, however much the rest of it looks so: sitting down."""

    name: Id
    when: tuple[Condition, ...] = Field(min_length=1)
    """All hold."""
    min_s: float = Field(default=0.2, ge=0)
    """For so long on end, seconds. No rep and no hold comes of it until the first phase again."""


class RangeMeasure(Model):
    """The measure whose largest value in a rep or hold is the person's own range."""

    measure: Id
    of: Literal["working", "other", "mean", "body"] = "mean"
    rest_within: float = Field(default=10.0, gt=0)
    """How near its resting value it must be for the person to count as not having begun."""
    times_hold: Literal["also", "alone", "end"] | None = None
    """Whether a hold begins when this measure has come to rest and ends when it begins to go:
    for ways in and out that are too slow to be seen as movement (``also``); or where people
    move on within the position, so that rest says little (``alone``). ``end``: it tells only the
    way out, and the hold begins with the position. ``rest_within`` is then the least change
    that counts as a way."""


class CoachSpec(Model):
    """How the camera coach follows an exercise: a cycle of phases.

    The first phase is where a rep begins and ends. A rep (or descent) is one
    trip through all phases in order and back to the first.
    """

    phases: tuple[CoachPhase, ...] = Field(min_length=2)
    hold_phase: Id | None = None
    """The phase in which the hold clock runs."""
    begins_in: Id | None = None
    """A phase in which people may be at first sight (on the chair): a rep comes of it."""
    sided: bool = False
    """Whether left and right are told apart (the cycle is then run once per side)."""
    needs: tuple[BodyPart, ...] = ()
    """Parts of which at least one side must be seen for the coach to count at all."""
    range: RangeMeasure
    hold_settle_s: float = Field(default=1.0, ge=0)
    """How long the hold phase must last before it is called a hold, seconds."""
    never: tuple[Never, ...] = ()
    """Other movements that pass through the same phases."""
    rep_min_s: float = Field(default=0.6, ge=0)
    rep_max_s: float = Field(default=30.0, gt=0)
    """A trip that is shorter or longer is no rep."""

    @model_validator(mode="after")
    def _hold_phase_exists(self) -> CoachSpec:
        names = [phase.name for phase in self.phases]
        if len(set(names)) != len(names):
            raise ValueError("two phases have the same name")
        plain = (one for phase in self.phases for one in (*phase.enter, *phase.stay))
        if any(one.against is not None for one in plain):
            raise ValueError("against goes with never")
        if self.hold_phase is not None and self.hold_phase not in names:
            raise ValueError(f"hold_phase {self.hold_phase!r} is none of the phases")
        if self.begins_in is not None and self.begins_in not in names:
            raise ValueError(f"begins_in {self.begins_in!r} is none of the phases")
        return self


class FormRule(Model):
    """A hint about form: measured by the camera, or asked as a self-check.

    A rule with ``when`` is checked by the camera while the coach is in one of
    ``phases``. A rule with only ``ask`` is a question the person answers alone.
    """

    id: Id
    cue: Text
    """What the person is told, short and kind."""
    why: Text
    origin: Origin = Field(alias="from")
    priority: int = Field(default=5, ge=1, le=9)
    """1 speaks before 9."""
    phases: tuple[Id, ...] = ()
    """Coach phases in which it is checked: a phase's name, or ``to_NAME`` for the way there."""
    when: Condition | None = None
    """The fault: the measure beyond its limit."""
    clear: float | None = None
    """The limit at which the fault is over (hysteresis); the fault's own limit by default."""
    min_s: float = Field(default=0.3, ge=0)
    """How long the fault must last before it counts, seconds."""
    per: Literal["moment", "rep"] = "moment"
    """``rep``: ``when`` is judged once per finished rep (for example its duration)."""
    views: tuple[View, ...] = ()
    """The camera views in which it could be seen. It speaks only in those of them in which it
    was measured to be right (``rights.json``); elsewhere ``ask`` is asked, if it is there."""
    levels: tuple[Literal[-2, -1, 0, 1, 2], ...] = ()
    """The levels it is for. None named: level 0 and every level with the same coach."""
    ask: Text | None = None
    """The question a person answers alone, where the camera may not speak."""

    @model_validator(mode="after")
    def _measured_or_asked(self) -> FormRule:
        if self.when is None and self.ask is None:
            raise ValueError("give when (measured) or ask (a self-check)")
        return self
