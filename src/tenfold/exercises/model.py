"""The exercise format: one file says everything about one exercise.

Every class here is a frozen value read from ``exercise.toml``. The JSON Schema
in ``library/exercise.schema.json`` is made from these classes. Rules that need
more than one field live beside the field they protect.

Names carry their units: ``_s`` seconds, ``_deg`` degrees, ``_m`` metres. A measure's limit is in
the measure's own unit (degrees or leg lengths). How an exercise moves is in ``motion_model``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from tenfold.exercises.motion_model import Motion

Origin = Literal["article", "ours"]
Kind = Literal["reps", "hold", "breaths"]
Start = Literal["standing", "chair", "sitting", "kneeling", "supine"]
Sides = Literal["each", "both_together"]
StepPhase = Literal["start", "move", "hold", "return"]
View = Literal["front", "side", "oblique", "raised_side", "raised_oblique", "top"]
BodyPart = Literal["head", "shoulders", "elbows", "hands", "hips", "knees", "ankles", "feet"]
LEVELS: tuple[int, ...] = (-2, -1, 0, 1, 2)

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=400)]


class Model(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        allow_inf_nan=False,
        use_attribute_docstrings=True,  # the schema then explains each field in an editor
    )


class Exact(Model):
    """One number and where it comes from: ``{ value = 3, from = "article" }``."""

    value: float = Field(ge=0)
    origin: Origin = Field(alias="from")
    note: Text | None = None

    @property
    def low(self) -> float:
        return self.value

    @property
    def high(self) -> float:
        return self.value


class Range(Model):
    """A range and where it comes from: ``{ min = 30, max = 60, from = "article" }``."""

    min: float = Field(ge=0)
    max: float = Field(ge=0)
    origin: Origin = Field(alias="from")
    note: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Range:
        if self.min >= self.max:
            raise ValueError("min must be below max (for one number write value = ...)")
        return self

    @property
    def low(self) -> float:
        return self.min

    @property
    def high(self) -> float:
        return self.max


def _amount_tag(raw: Any) -> str:
    if isinstance(raw, Range):
        return "range"
    return "range" if isinstance(raw, dict) and ("min" in raw or "max" in raw) else "exact"


Amount = Annotated[
    Annotated[Exact, Tag("exact")] | Annotated[Range, Tag("range")], Discriminator(_amount_tag)
]


class SidesField(Model):
    """Whether each side is done in turn, and where that comes from."""

    value: Sides
    origin: Origin = Field(alias="from")
    note: Text | None = None


class Dose(Model):
    """How much of an exercise, every field with its origin.

    Which of ``reps``, ``hold_s`` and ``breaths`` is the working amount is said
    by the exercise's (or the level's) ``kind``.
    """

    sets: Amount
    sides: SidesField
    reps: Amount | None = None
    hold_s: Amount | None = None
    breaths: Amount | None = None
    pause_s: Amount | None = None
    """Pause at the bottom of each rep, seconds."""
    rep_s: Amount | None = None
    """One whole rep at the described tempo, seconds."""
    rest_s: Amount
    """Rest between sets, seconds."""
    times_per_day: Amount

    def amount(self, kind: Kind) -> Amount | None:
        """The working amount for ``kind``."""
        return {"reps": self.reps, "hold": self.hold_s, "breaths": self.breaths}[kind]


class Step(Model):
    """One short sentence, tied to a phase. ``{side}`` and ``{other}`` are left and right."""

    phase: StepPhase
    say: Text
    print: Text | None = None
    """The printed form where it differs from the spoken one."""
    origin: Origin = Field(alias="from")


class Equipment(Model):
    name: Text
    optional: bool = True
    origin: Origin = Field(alias="from")


class Target(Model):
    """What the exercise is said to work on. A claim of its origin, not a finding."""

    name: Text
    origin: Origin = Field(alias="from")


class Reading(Model):
    """Something the article leaves open, and how Tenfold reads it."""

    open: Text
    reading: Text


class Caution(Model):
    """What a condition means for this exercise."""

    condition: Id
    action: Literal["modify", "avoid", "clearance"]
    level: Literal[-2, -1] | None = None
    """The level to use instead, for ``modify``."""
    note: Text | None = None
    avoid_if: Text | None = None
    """When ``modify`` becomes ``avoid`` (for example "early after surgery")."""

    @model_validator(mode="after")
    def _level_goes_with_modify(self) -> Caution:
        if self.level is not None and self.action != "modify":
            raise ValueError("level goes with action = 'modify'")
        return self


class CameraAdvice(Model):
    """Where the camera should stand, and what it must see."""

    view: View
    height_m: float = Field(gt=0, le=3)
    distance_m: float = Field(gt=0, le=6)
    say: Text
    needs: tuple[BodyPart, ...]


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
    if_seen: bool = False
    """A guard: where it cannot be seen (the far leg in a side view) it is taken to hold."""

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


class RangeMeasure(Model):
    """The measure whose largest value in a rep or hold is the person's own range."""

    measure: Id
    of: Literal["working", "other", "mean", "body"] = "mean"
    rest_within: float = Field(default=10.0, gt=0)
    """How near its resting value it must be for the person to count as not having begun."""


class CoachSpec(Model):
    """How the camera coach follows an exercise: a cycle of phases.

    The first phase is where a rep begins and ends. A rep (or descent) is one
    trip through all phases in order and back to the first.
    """

    phases: tuple[CoachPhase, ...] = Field(min_length=2)
    hold_phase: Id | None = None
    """The phase in which the hold clock runs."""
    sided: bool = False
    """Whether left and right are told apart (the cycle is then run once per side)."""
    needs: tuple[BodyPart, ...] = ()
    """Parts of which at least one side must be seen for the coach to count at all."""
    range: RangeMeasure
    hold_settle_s: float = Field(default=0.7, ge=0)
    """How long the hold phase must last before it is called a hold, seconds."""
    rep_min_s: float = Field(default=0.6, ge=0)
    rep_max_s: float = Field(default=30.0, gt=0)
    """A trip that is shorter or longer is no rep."""

    @model_validator(mode="after")
    def _hold_phase_exists(self) -> CoachSpec:
        names = [phase.name for phase in self.phases]
        if len(set(names)) != len(names):
            raise ValueError("two phases have the same name")
        if self.hold_phase is not None and self.hold_phase not in names:
            raise ValueError(f"hold_phase {self.hold_phase!r} is none of the phases")
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
    """The camera views in which the rule may speak. Empty: none is known yet, so it is silent."""
    ask: Text | None = None

    @model_validator(mode="after")
    def _measured_or_asked(self) -> FormRule:
        if self.when is None and self.ask is None:
            raise ValueError("give when (measured) or ask (a self-check)")
        return self


class Level(Model):
    """One rung of the ladder. What it does not say, it takes from the exercise."""

    level: Literal[-2, -1, 1, 2]
    name: Text
    origin: Origin = Field(alias="from")
    kind: Kind | None = None
    start: Start | None = None
    dose: Dose
    steps: tuple[Step, ...] | None = None
    equipment: tuple[Equipment, ...] | None = None
    motion: Motion | None = None
    """How it is done, where that differs from level 0."""
    coach: Literal["same", "none"] = "none"
    """``same``: the exercise's own camera coach fits this level too."""


class EaseIn(Model):
    """The gentler first dose (the low end of each range unless said here)."""

    sets: Exact | None = None
    reps: Exact | None = None


class HealthCondition(Model):
    """A condition that cautions name, in plain words."""

    id: Id
    label: Text
    """Short form, for a list."""
    ask: Text
    """The question a person is asked ("Does this fit you?")."""
    means: Text
    """What it changes in general."""


class ConditionList(Model):
    """The file ``conditions.toml``."""

    conditions: tuple[HealthCondition, ...] = ()


class Exercise(Model):
    """One exercise, whole."""

    id: Id
    order: int = Field(ge=1, le=999)
    name: Text
    kind: Kind
    start: Start
    summary: Text
    starter: bool = False
    """Whether it is in the short "ease in" sitting."""
    side_means: Text | None = None
    """What "left side" means here, for example "the leg that steps back"."""
    first_side: Literal["left", "right"] = "left"
    """The side to begin with, unless the person names one (the sorer one, for instance)."""
    first_side_note: Text | None = None
    each: Literal["side", "leg"] = "side"
    """What is counted one after the other: "10 each leg", "30 s each side"."""
    equipment: tuple[Equipment, ...] = ()
    targets: tuple[Target, ...] = ()
    readings: tuple[Reading, ...] = ()
    dose: Dose
    ease_in: EaseIn = EaseIn()
    steps: tuple[Step, ...] = Field(min_length=1)
    ladder: tuple[Level, ...] = ()
    cautions: tuple[Caution, ...] = ()
    camera: CameraAdvice
    coach: CoachSpec | None = None
    form: tuple[FormRule, ...] = ()
    motion: Motion | None = None

    def level(self, level: int) -> Level | None:
        """The rung ``level``; None for 0 (the exercise itself). KeyError if there is none."""
        if level == 0:
            return None
        for rung in self.ladder:
            if rung.level == level:
                return rung
        raise KeyError(level)

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels that exist, gentlest first."""
        return tuple(sorted({0, *(rung.level for rung in self.ladder)}))


class Variant(Model):
    """An exercise at one level, with nothing left to look up."""

    exercise_id: Id
    level: int
    name: Text
    """The exercise's name."""
    level_name: Text | None
    """The rung's own name; None at level 0."""
    kind: Kind
    start: Start
    dose: Dose
    steps: tuple[Step, ...]
    equipment: tuple[Equipment, ...]
    motion: Motion | None
    coach: CoachSpec | None
    form: tuple[FormRule, ...]
    camera: CameraAdvice


def variant(exercise: Exercise, level: int = 0) -> Variant:
    """``exercise`` at ``level`` (-2 easiest .. +2 hardest).

    Raises
    ------
    KeyError
        If the ladder has no such rung.
    """
    rung = exercise.level(level)
    same_coach = rung is None or rung.coach == "same"
    return Variant(
        exercise_id=exercise.id,
        level=level,
        name=exercise.name,
        level_name=rung.name if rung else None,
        kind=(rung.kind if rung else None) or exercise.kind,
        start=(rung.start if rung else None) or exercise.start,
        dose=rung.dose if rung else exercise.dose,
        steps=(rung.steps if rung else None) or exercise.steps,
        equipment=exercise.equipment if rung is None or rung.equipment is None else rung.equipment,
        motion=(rung.motion if rung else None) or exercise.motion,
        coach=exercise.coach if same_coach else None,
        form=exercise.form if same_coach else (),
        camera=exercise.camera,
    )
