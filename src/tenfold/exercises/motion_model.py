"""The ``[motion]`` table of an exercise file: key poses in joint angles, and what rests on what.

Lengths are metres on the reference body (1.70 m); for another body, places grow with its height.
Angles are degrees in the words of ``tenfold.body.skeleton``. An angle named without a side
(``knee_flexion_deg``) is that of both sides.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

PhaseName = Literal["start", "move", "hold", "return"]
PropKind = Literal[
    "mat", "chair", "wall", "pillow", "table", "door_frame", "block", "bolster", "wedge"
]
TintRegion = Literal[
    "left_buttock",
    "right_buttock",
    "left_hip_outside",
    "right_hip_outside",
    "left_front_thigh",
    "right_front_thigh",
    "left_back_thigh",
    "right_back_thigh",
    "left_inner_thigh",
    "right_inner_thigh",
    "left_groin",
    "right_groin",
    "low_back",
    "abdomen",
    "chest_back",
]
Place = tuple[float, float, float]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]


class _Model(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
    )


class Rest(_Model):
    """What a part of the body rests on. ``"floor"`` alone is short for ``{ on = "floor" }``."""

    on: Name
    """``floor``, the name of a thing, another part of the body (``right_knee_outside``), or
    ``air``: held at a place on the way."""
    at: Place | None = None
    """Where: a place in the room. On a surface its height counts for nothing."""
    slides: bool = False
    """Whether it may move along the surface on the way here. Otherwise it is planted."""


class KeyPose(_Model):
    """A key pose. What it does not say is as in the pose before it.

    The first begins standing with hanging arms. Poses are written for the left side; the right
    side is the mirror image.
    """

    phase: PhaseName
    pass_by: bool = False
    """Passed on the way to the next pose, without a stop."""
    move_s: float = Field(default=1.5, gt=0, le=20)
    """How long it takes to get here from the pose before; in the first pose: from the last
    ``return`` pose."""
    pelvis: Place | None = None
    """Where the middle between the hip joints should be. Left out, the contacts decide."""
    angles: dict[str, float] = {}
    """Joint angles, degrees."""
    rests: dict[str, Rest | Name] | None = None
    """Everything that rests on something, whole: part of the body to what it rests on."""

    @property
    def resting(self) -> dict[str, Rest] | None:
        """``rests`` without the short form."""
        if self.rests is None:
            return None
        return {
            part: Rest(on=rest) if isinstance(rest, str) else rest
            for part, rest in self.rests.items()
        }


class Prop(_Model):
    """A thing that the person lies, sits or leans on."""

    kind: PropKind
    name: Name | None = None
    """What poses call it; its kind by default."""
    at: Place = (0.0, 0.0, 0.0)
    """The middle of its foot on the floor."""
    turn_deg: float = 0.0
    """Round to the left; 0 faces as the person does."""
    size: Place | None = None
    """Length, height and width, where they are not the usual ones."""


class Arrow(_Model):
    """An arrow where the direction of a movement is not clear from the movement."""

    start: Place
    end: Place
    phase: PhaseName = "move"


class Motion(_Model):
    """How an exercise is done: the one source of figure, pictures and synthetic camera."""

    poses: tuple[KeyPose, ...] = Field(min_length=1)
    props: tuple[Prop, ...] = ()
    holds: Literal["weights"] | None = None
    """What is in each hand."""
    tint: tuple[TintRegion, ...] = ()
    """Where it is felt: the stretched or working region."""
    arrows: tuple[Arrow, ...] = ()
    azimuth_deg: float = Field(default=60.0, ge=-180, le=180)
    """From where one looks: 0 is before the person, 90 at their left."""
    elevation_deg: float = Field(default=10.0, ge=0, le=90)
    """How high one looks from: 0 is level, 90 from above."""

    @model_validator(mode="after")
    def _first_pose_says_what_it_rests_on(self) -> Motion:
        if not self.poses[0].rests:
            raise ValueError("the first pose must say what the body rests on")
        return self
