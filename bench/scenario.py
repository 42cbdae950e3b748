"""What one clip shows: who, in which clothes and room, seen from where, doing what.

Everything is drawn from a seed by ``random.Random``: the same seed gives the same clip.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from random import Random
from typing import Final, Literal

from tenfold.body.landmarks import BodySide
from tenfold.body.skeleton import Build

View = Literal[
    "front",
    "oblique",
    "side",
    "low_side",
    "raised_front",
    "raised_oblique",
    "raised_side",
    "feet_end",
    "head_end",
]
FaultKind = Literal[
    "knee_in",
    "trunk_lean",
    "shallow",
    "rounded_back",
    "fast_descent",
    "lifted_heel",
    "bent_knee",
    "hold_ends_early",
    "wrong_side_twice",
    "hurried",
    "leans_on_the_way",
    "feet_apart",
    "rear_knee_bent",
    "rear_knee_straight",
    "hands_off",
    "pelvis_rolled_back",
    "slumped",
    "turned_away",
    "arms_not_level",
    "head_not_turned",
    "shoulder_lifts",
]
Color = str


@dataclass(frozen=True)
class _Range:
    azimuth_deg: tuple[float, float]
    elevation_deg: tuple[float, float]


VIEWS: Final[dict[View, _Range]] = {
    "front": _Range((0, 14), (1, 10)),
    "oblique": _Range((32, 58), (1, 10)),
    "side": _Range((80, 100), (4, 12)),
    "low_side": _Range((80, 100), (2, 6)),
    "raised_front": _Range((0, 14), (26, 40)),
    "raised_oblique": _Range((32, 58), (26, 42)),
    "raised_side": _Range((78, 102), (26, 42)),
    "feet_end": _Range((0, 10), (8, 20)),
    "head_end": _Range((170, 180), (8, 20)),
}
"""For each view from where the camera looks: azimuth from the front (0) to behind (180), at
either hand; elevation above level."""

STANDING_VIEWS: Final[tuple[View, ...]] = ("front", "oblique", "side", "raised_oblique")
SITTING_VIEWS: Final[tuple[View, ...]] = (
    "front", "oblique", "side", "raised_front", "raised_oblique", "raised_side",
)  # fmt: skip
LYING_VIEWS: Final[tuple[View, ...]] = (
    "low_side", "raised_side", "raised_oblique", "feet_end", "head_end",
)  # fmt: skip


def views_for(start: str) -> tuple[View, ...]:
    """The views that make sense for an exercise that begins standing, sitting, lying ..."""
    if start in ("standing", "chair"):
        return STANDING_VIEWS
    return LYING_VIEWS if start == "supine" else SITTING_VIEWS


@dataclass(frozen=True)
class Look:
    """Skin, hair and clothes; ``sleeve`` and ``leg`` say how far they reach, 0 to 1."""

    skin: Color
    hair: Color
    shirt: Color
    trousers: Color
    shoes: Color
    sleeve: float
    leg: float


@dataclass(frozen=True)
class Room:
    """Colours, furniture and light of the room."""

    floor: Color
    wall: Color
    mat: Color | None
    furniture_seed: int
    furniture: int
    light: float
    """Strength of the main light, 1 ordinary."""
    warmth: float
    """0 bluish daylight to 1 a yellow lamp."""
    light_azimuth_deg: float
    light_elevation_deg: float
    noise: float
    """Sensor noise, share of full brightness."""


@dataclass(frozen=True)
class Camera:
    """A pinhole camera that looks at the middle of what the person does.

    ``azimuth_deg`` 0 is before the person, 90 at their left; ``fill`` is how much of the
    picture the person takes at most, from which the distance follows.
    """

    view: View
    azimuth_deg: float
    elevation_deg: float
    fill: float
    fov_deg: float
    """From the top of the picture to its bottom."""
    roll_deg: float
    off_centre: tuple[float, float]
    """How far the person's middle is beside the picture's, as shares of its size."""
    width: int = 480
    height: int = 360


@dataclass(frozen=True)
class Occluder:
    """A piece of furniture between camera and person, in front of the feet or lower legs.

    ``height_m`` above the floor; ``towards`` 0 at the person to 1 at the camera.
    """

    width_m: float
    height_m: float
    towards: float
    along_m: float
    color: Color


@dataclass(frozen=True)
class Fault:
    """Something done otherwise than it should be, in the repetitions or holds named."""

    kind: FaultKind
    amount: float
    """Degrees for joint angles; a factor for depth, time and speed."""
    at: tuple[int, ...] = ()
    """Numbers of the repetitions or holds, from 0; none: all."""
    share: float = 1.0
    """How much of the amount: joint angles between those of good form and the whole fault."""
    slips_for_s: float = 0.0
    """Above 0: slipped into while a well-begun hold lasts, for so long."""


@dataclass(frozen=True)
class Doing:
    """How the exercise is gone through."""

    side: BodySide = "left"
    both_sides: bool = False
    reps: int = 3
    """Repetitions or holds on each side."""
    hold_s: float = 4.0
    rest_s: float = 0.6
    tempo: float = 1.0
    """Above 1 is slower."""
    half_reps: tuple[int, ...] = ()
    """Before which repetition the person goes half-way and turns back."""
    pauses: tuple[int, ...] = ()
    """In which repetition the person stops for a moment on the way."""
    wobble_deg: float = 0.5
    comes_out: bool = True
    """Whether the way back is shown too."""
    walks_in: bool = False
    walks_out: bool = False


@dataclass(frozen=True)
class Scenario:
    """Everything about one clip."""

    seed: int
    exercise: str
    level: int
    build: Build
    look: Look
    room: Room
    camera: Camera
    doing: Doing
    fps: int = 10
    blur: bool = False
    occluder: Occluder | None = None
    faults: tuple[Fault, ...] = field(default=())

    @property
    def name(self) -> str:
        return f"{self.exercise}.{self.level}.{self.camera.view}.{self.seed}"

    def digest(self) -> str:
        """A checksum of all of it."""
        text = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


_SKINS: Final = ("#f1d3bd", "#e3b596", "#c98f66", "#a06a42", "#774a2c", "#4d2f1f")
_HAIRS: Final = ("#17120e", "#3b2718", "#6a4526", "#a97c46", "#8a8681", "#d9d6d1")
_SHIRTS: Final = ("#b8423a", "#2f5d8a", "#dfe2e4", "#24292d", "#58754c", "#d29a3a", "#7c5a86")
_TROUSERS: Final = ("#23282e", "#3c4a63", "#6f6a63", "#8b3f4c", "#2f4f46", "#a9a49a")
_SHOES: Final = ("#e8e6e1", "#222222", "#7a3030", "#5b6a77")
_FLOORS: Final = ("#9a7350", "#b99b78", "#6e5138", "#a8a49c", "#7d8790", "#c9bda9")
_WALLS: Final = ("#e9e4da", "#d5dcd8", "#c9d3de", "#e6d6c2", "#9fada6", "#b7a99a")
_MATS: Final = ("#3f7d78", "#6b4f86", "#41607e", "#8c4a4a", None)


def draw(
    seed: int, exercise: str, level: int, view: View, *, side: BodySide | None = None
) -> Scenario:
    """The scenario of a seed, within what exercise, level and view leave open."""
    rng = Random(f"{exercise}/{level}/{view}/{seed}")  # noqa: S311 - no secret
    sides: tuple[BodySide, BodySide] = ("left", "right")
    chosen = side if side is not None else rng.choice(sides)
    return Scenario(
        seed=seed,
        exercise=exercise,
        level=level,
        build=_build(rng),
        look=_look(rng),
        room=_room(rng),
        camera=_camera(rng, view),
        doing=_doing(rng, chosen),
        fps=rng.choice((10, 10, 10, 15, 30)),
        blur=rng.random() < 0.2,
        occluder=_occluder(rng) if view in ("front", "oblique") and rng.random() < 0.15 else None,
    )


def _build(rng: Random) -> Build:
    def about(spread: float) -> float:
        return round(rng.uniform(1 - spread, 1 + spread), 3)

    return Build(
        height_m=round(rng.uniform(1.50, 1.92), 3),
        legs=about(0.05),
        arms=about(0.05),
        shoulders=about(0.08),
        hips=about(0.08),
        girth=round(rng.uniform(0.9, 1.22), 3),
        name="drawn",
    )


def _look(rng: Random) -> Look:
    return Look(
        skin=rng.choice(_SKINS),
        hair=rng.choice(_HAIRS),
        shirt=rng.choice(_SHIRTS),
        trousers=rng.choice(_TROUSERS),
        shoes=rng.choice(_SHOES),
        sleeve=rng.choice((0.0, 0.35, 0.4, 1.0)),
        leg=rng.choice((0.35, 0.6, 1.0, 1.0)),
    )


def _room(rng: Random) -> Room:
    return Room(
        floor=rng.choice(_FLOORS),
        wall=rng.choice(_WALLS),
        mat=rng.choice(_MATS),
        furniture_seed=rng.randrange(1_000_000),
        furniture=rng.randrange(2, 6),
        light=round(rng.uniform(0.55, 1.25), 3),
        warmth=round(rng.random(), 3),
        light_azimuth_deg=round(rng.uniform(-180, 180), 1),
        light_elevation_deg=round(rng.uniform(35, 75), 1),
        noise=round(rng.uniform(0.0, 0.05), 4),
    )


def _camera(rng: Random, view: View) -> Camera:
    at = VIEWS[view]
    hand = rng.choice((-1, 1))
    return Camera(
        view=view,
        azimuth_deg=round(hand * rng.uniform(*at.azimuth_deg), 2),
        elevation_deg=round(rng.uniform(*at.elevation_deg), 2),
        fill=round(rng.uniform(0.66, 0.88), 3),
        fov_deg=round(rng.uniform(38, 52), 2),
        roll_deg=round(rng.uniform(-2, 2), 2),
        off_centre=(round(rng.uniform(-0.05, 0.05), 3), round(rng.uniform(-0.03, 0.03), 3)),
    )


def _doing(rng: Random, side: BodySide) -> Doing:
    return Doing(
        side=side,
        tempo=round(rng.uniform(0.85, 1.25), 3),
        wobble_deg=round(rng.uniform(0.2, 1.4), 3),
    )


def _occluder(rng: Random) -> Occluder:
    return Occluder(
        width_m=round(rng.uniform(0.5, 1.2), 3),
        height_m=round(rng.uniform(0.25, 0.55), 3),
        towards=round(rng.uniform(0.15, 0.3), 3),
        along_m=round(rng.uniform(-0.2, 0.2), 3),
        color=rng.choice(_FLOORS),
    )
