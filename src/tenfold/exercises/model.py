"""The exercise format: one file says everything about one exercise.

Every class here is a frozen value read from ``exercise.toml``. The JSON Schema
in ``library/exercise.schema.json`` is made from these classes. Rules that need
more than one field live beside the field they protect.

Names carry their units: ``_s`` seconds, ``_deg`` degrees, ``_m`` metres. How an exercise moves is
in ``motion_model``, how the camera follows it in ``coach_model``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic.json_schema import SkipJsonSchema

from tenfold.exercises.base_model import Id, Model, Origin, Text
from tenfold.exercises.coach_model import (
    VIEW_CLASS,
    BodyPart,
    CoachPhase,
    CoachSpec,
    Condition,
    FormRule,
    RangeMeasure,
    View,
)
from tenfold.exercises.motion_model import Motion
from tenfold.exercises.rights import Rights

__all__ = [
    "BodyPart",
    "CoachPhase",
    "CoachSpec",
    "Condition",
    "FormRule",
    "Id",
    "Model",
    "Origin",
    "RangeMeasure",
    "Text",
    "View",
]

Kind = Literal["reps", "hold", "breaths"]
Start = Literal["standing", "chair", "sitting", "kneeling", "supine"]
Sides = Literal["each", "both_together"]
StepPhase = Literal["start", "move", "hold", "return"]
LEVELS: tuple[int, ...] = (-2, -1, 0, 1, 2)


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
    beside: Literal["working", "other"] | None = None
    """Which side of the body must be towards the camera, where the other one is not well seen."""
    other_side: Text | None = None
    """Said at a change of sides when the camera is on: how to turn for it."""


def _coach_tag(raw: Any) -> str:
    return "word" if isinstance(raw, str) else "table"


LevelCoach = Annotated[
    Annotated[Literal["same", "none"], Tag("word")] | Annotated[CoachSpec, Tag("table")],
    Discriminator(_coach_tag),
]


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
    camera: CameraAdvice | None = None
    """Where the camera stands, where that differs from level 0."""
    coach: LevelCoach = "none"
    """``same``: the exercise's own camera coach fits this level too; or a coach of its own."""


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
    rights: SkipJsonSchema[Rights | None] = None
    """What was measured of the form rules: read from ``rights.json`` beside the file."""

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


def variant(exercise: Exercise, level: int = 0, *, measured_only: bool = True) -> Variant:
    """``exercise`` at ``level`` (-2 easiest .. +2 hardest).

    Parameters
    ----------
    measured_only : bool
        Leave each form rule only the views in which it has earned its right to speak. False
        leaves all views in which it might: for measuring just that.

    Raises
    ------
    KeyError
        If the ladder has no such rung.
    """
    rung = exercise.level(level)
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
        coach=_coach_of(exercise, rung),
        form=_form_of(exercise, rung, measured_only=measured_only),
        camera=(rung.camera if rung else None) or exercise.camera,
    )


def _coach_of(exercise: Exercise, rung: Level | None) -> CoachSpec | None:
    if rung is None or rung.coach == "same":
        return exercise.coach
    return None if rung.coach == "none" else rung.coach


def _form_of(
    exercise: Exercise, rung: Level | None, *, measured_only: bool
) -> tuple[FormRule, ...]:
    level = 0 if rung is None else rung.level
    same_coach = rung is None or rung.coach == "same"
    rules = [
        rule for rule in exercise.form if (level in rule.levels if rule.levels else same_coach)
    ]
    if not measured_only:
        return tuple(rules)
    moves_like = level if rung is not None and rung.motion is not None else 0
    return tuple(_as_earned(rule, exercise.rights, moves_like) for rule in rules)


def _as_earned(rule: FormRule, rights: Rights | None, level: int) -> FormRule:
    def may_speak(view: View) -> bool:
        right = None if rights is None else rights.of(rule.id, level, VIEW_CLASS[view])
        return right is not None and right.earned

    earned = tuple(view for view in rule.views if may_speak(view))
    return rule if earned == rule.views else rule.model_copy(update={"views": earned})
