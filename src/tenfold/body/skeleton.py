"""A person of a given build as a chain of segments: joints, their limits, sizes and surfaces.

Axes are those of the ISB: x to where the person faces, y up, z to the person's right, in metres.
Every segment's own axes lie along these in the *neutral pose*: standing, arms hanging, palms
to the thighs, thumbs forward.

A joint angle is named by its positive direction (``left_hip_flexion_deg``). A joint is a
sequence of turns about the axes of the segment before it; the order is the one in ``JOINTS``
(for the hip flexion, abduction, rotation: Grood and Suntay's, which the ISB took over).

The right side is written down; the left is derived from it by mirroring, so that the two
can never disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Axis = Literal["x", "y", "z"]
Array = NDArray[np.float64]

REFERENCE_HEIGHT_M: Final = 1.70


@dataclass(frozen=True)
class Turn:
    """One turn of a joint: about ``axis`` by the sum of angles times their factors."""

    axis: Axis
    angles: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Segment:
    """A part of the body that does not bend, and the joint at its near end.

    ``joint`` is where it joins its parent, from the parent's own joint, in body heights.
    """

    name: str
    parent: str | None
    joint: tuple[float, float, float]
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Capsule:
    """Part of the body's surface: all points within a radius of a line, in body heights."""

    segment: str
    start: tuple[float, float, float]
    end: tuple[float, float, float]
    radius: float
    end_radius: float | None = None
    root: bool = False
    """Where a limb grows out of the trunk: it lies against the trunk and its twin anyhow."""


@dataclass(frozen=True)
class Site:
    """A named place on a segment, which can rest on something or have something rest on it.

    ``at`` is measured from the segment's joint in body heights. The skin is ``radius`` further:
    towards whatever it rests on, or along ``out`` when another part of the body rests on it.
    """

    name: str
    segment: str
    at: tuple[float, float, float]
    radius: float = 0.0
    out: tuple[float, float, float] = (0.0, 0.0, 0.0)


# The limits are the outer edge of what healthy adults reach, a little beyond the usual clinical
# tables (AAOS 1965; Norkin and White 2016), because sitting on the floor goes beyond them: hip and
# knee in a full squat (Hemmerich 2006: 95 +/- 27 and 157 +/- 6 degrees), rotation of the lumbar
# spine 5-15 degrees each way (docs/figure.md has the whole list).
_LIMITS: Final[dict[str, tuple[float, float]]] = {
    "pelvis_tilt_deg": (-180, 180),
    "pelvis_list_left_deg": (-90, 90),
    "pelvis_turn_left_deg": (-180, 180),
    "lumbar_flexion_deg": (-25, 55),
    "lumbar_bend_left_deg": (-25, 25),
    "lumbar_turn_left_deg": (-15, 15),
    "chest_flexion_deg": (-20, 40),
    "chest_bend_left_deg": (-25, 25),
    "chest_turn_left_deg": (-40, 40),
    "neck_flexion_deg": (-65, 60),
    "neck_bend_left_deg": (-45, 45),
    "neck_turn_left_deg": (-85, 85),
    "hip_flexion_deg": (-25, 140),
    "hip_abduction_deg": (-40, 65),
    "hip_external_rotation_deg": (-45, 80),
    "knee_flexion_deg": (0, 160),
    "ankle_dorsiflexion_deg": (-60, 45),
    "ankle_inversion_deg": (-25, 45),
    "toe_extension_deg": (-25, 85),
    "shoulder_plane_deg": (-110, 140),
    "shoulder_elevation_deg": (0, 175),
    "shoulder_internal_rotation_deg": (-95, 95),
    "elbow_flexion_deg": (0, 150),
    "forearm_pronation_deg": (-90, 90),
    "wrist_flexion_deg": (-85, 85),
    "wrist_radial_deviation_deg": (-40, 30),
}


def _one(axis: Axis, angle: str, sign: float = 1.0) -> Turn:
    return Turn(axis, ((angle, sign),))


def _trunk(name: str) -> tuple[Turn, ...]:
    return (
        _one("z", f"{name}_flexion_deg", -1),
        _one("x", f"{name}_bend_left_deg", -1),
        _one("y", f"{name}_turn_left_deg"),
    )


_MIDDLE: Final = (
    Segment(
        "pelvis",
        None,
        (0.0, 0.0, 0.0),
        (
            _one("z", "pelvis_tilt_deg", -1),
            _one("x", "pelvis_list_left_deg", -1),
            _one("y", "pelvis_turn_left_deg"),
        ),
    ),
    Segment("abdomen", "pelvis", (-0.008, 0.058, 0.0), _trunk("lumbar")),
    Segment("chest", "abdomen", (-0.002, 0.072, 0.0), _trunk("chest")),
    Segment("head", "chest", (0.0, 0.176, 0.0), _trunk("neck")),
)
# Lengths as shares of body height: Drillis and Contini (1966) as given by Winter (2009); hip and
# shoulder joint centres lie further in than the skin marks that these tables measure.
_RIGHT: Final = (
    Segment(
        "thigh",
        "pelvis",
        (0.0, 0.0, 0.051),
        (
            _one("z", "hip_flexion_deg"),
            _one("x", "hip_abduction_deg", -1),
            _one("y", "hip_external_rotation_deg", -1),
        ),
    ),
    Segment("shank", "thigh", (0.0, -0.245, 0.0), (_one("z", "knee_flexion_deg", -1),)),
    Segment(
        "foot",
        "shank",
        (0.0, -0.246, 0.0),
        (_one("z", "ankle_dorsiflexion_deg"), _one("x", "ankle_inversion_deg")),
    ),
    Segment("toes", "foot", (0.076, -0.03, 0.0), (_one("z", "toe_extension_deg"),)),
    Segment(
        "upper_arm",
        "chest",
        (0.004, 0.15, 0.108),
        (
            _one("y", "shoulder_plane_deg"),
            _one("x", "shoulder_elevation_deg", -1),
            # The third turn takes the first one back, so that an arm that is swung up has not
            # been spun: internal rotation is then what it looks like.
            Turn("y", (("shoulder_internal_rotation_deg", 1.0), ("shoulder_plane_deg", -1.0))),
        ),
    ),
    Segment("forearm", "upper_arm", (0.0, -0.172, 0.0), (_one("z", "elbow_flexion_deg"),)),
    Segment(
        "hand",
        "forearm",
        (0.0, -0.148, 0.0),
        (
            _one("y", "forearm_pronation_deg"),
            _one("x", "wrist_flexion_deg"),
            _one("z", "wrist_radial_deviation_deg"),
        ),
    ),
)

_RIGHT_CAPSULES: Final = (
    Capsule("pelvis", (-0.012, 0.0, 0.034), (-0.014, -0.022, 0.044), 0.056),
    Capsule("thigh", (0.0, -0.01, 0.004), (0.0, -0.10, 0.003), 0.049, 0.044, root=True),
    Capsule("thigh", (0.0, -0.10, 0.003), (0.0, -0.235, 0.0), 0.044, 0.031),
    Capsule("shank", (0.0, 0.0, 0.0), (-0.006, -0.08, 0.0), 0.031, 0.031),
    Capsule("shank", (-0.006, -0.08, 0.0), (0.0, -0.235, 0.0), 0.031, 0.021),
    Capsule("foot", (-0.018, -0.021, 0.0), (0.072, -0.026, 0.003), 0.018, 0.013),
    Capsule("toes", (0.0, 0.004, 0.003), (0.034, 0.001, 0.003), 0.013, 0.010),
    Capsule("upper_arm", (0.0, -0.005, 0.0), (0.0, -0.165, 0.0), 0.030, 0.022),
    Capsule("forearm", (0.0, -0.008, 0.0), (0.0, -0.14, 0.0), 0.023, 0.016),
    Capsule("hand", (0.002, -0.02, 0.0), (0.002, -0.088, 0.0), 0.014, 0.009),
)
_MIDDLE_CAPSULES: Final = (
    Capsule("pelvis", (0.004, 0.03, -0.026), (0.004, 0.03, 0.026), 0.064),
    Capsule("abdomen", (-0.002, 0.005, -0.026), (-0.002, 0.005, 0.026), 0.054),
    Capsule("abdomen", (0.0, 0.05, -0.028), (0.0, 0.05, 0.028), 0.055),
    Capsule("chest", (0.008, 0.05, -0.03), (0.008, 0.05, 0.03), 0.064),
    Capsule("chest", (-0.002, 0.125, -0.05), (-0.002, 0.125, 0.05), 0.052),
    Capsule("head", (-0.004, -0.012, 0.0), (0.006, 0.045, 0.0), 0.034),
    Capsule("head", (0.014, 0.075, 0.0), (0.006, 0.108, 0.0), 0.050, 0.054),
)

_RIGHT_SITES: Final = (
    Site("buttock", "pelvis", (-0.022, -0.03, 0.04), 0.048),
    Site("hip_outside", "pelvis", (-0.006, -0.012, 0.05), 0.05, (0.0, 0.0, 1.0)),
    Site("waist", "pelvis", (0.0, 0.05, 0.04), 0.05, (0.0, 0.0, 1.0)),
    Site("waist_back", "abdomen", (-0.002, 0.035, 0.03), 0.060, (-1.0, 0.0, 0.0)),
    Site("knee", "thigh", (0.0, -0.245, 0.0), 0.031, (1.0, 0.0, 0.0)),
    Site("knee_outside", "thigh", (0.0, -0.24, 0.0), 0.031, (0.0, 0.0, 1.0)),
    Site("knee_inside", "thigh", (0.0, -0.24, 0.0), 0.031, (0.0, 0.0, -1.0)),
    Site("knee_back", "thigh", (0.0, -0.235, 0.0), 0.031, (-1.0, 0.0, 0.0)),
    Site("thigh_top", "thigh", (0.0, -0.13, 0.003), 0.041, (1.0, 0.0, 0.0)),
    Site("thigh_low", "thigh", (0.0, -0.20, 0.002), 0.035, (1.0, 0.0, 0.0)),
    Site("thigh_back", "thigh", (0.0, -0.11, 0.003), 0.043, (-1.0, 0.0, 0.0)),
    Site("thigh_inside", "thigh", (0.0, -0.17, 0.003), 0.038, (0.0, 0.0, -1.0)),
    Site("thigh_outside", "thigh", (0.0, -0.12, 0.004), 0.042, (0.0, 0.0, 1.0)),
    Site("shin", "shank", (0.0, -0.10, 0.0), 0.031, (1.0, 0.0, 0.0)),
    Site("ankle_front", "shank", (0.0, -0.225, 0.0), 0.022, (1.0, 0.0, 0.0)),
    Site("ankle_outside", "shank", (0.0, -0.235, 0.0), 0.022, (0.0, 0.0, 1.0)),
    Site("heel", "foot", (-0.026, -0.039, 0.0)),
    Site("ball", "foot", (0.07, -0.039, 0.004)),
    Site("sole", "foot", (0.03, -0.039, 0.0), 0.0, (0.0, -1.0, 0.0)),
    Site("instep", "foot", (0.055, -0.02, 0.002), 0.014, (0.7, 0.7, 0.0)),
    Site("foot_outside", "foot", (0.03, -0.027, 0.012), 0.012, (0.0, 0.0, 1.0)),
    Site("toe_tip", "toes", (0.04, -0.009, 0.004)),
    Site("toe_top", "toes", (0.03, 0.001, 0.003), 0.010),
    Site("shoulder_blade", "chest", (-0.026, 0.10, 0.055), 0.026),
    Site("shoulder", "upper_arm", (0.0, -0.01, 0.0), 0.030, (0.0, 0.0, 1.0)),
    Site("upper_arm", "upper_arm", (0.0, -0.13, 0.0), 0.024, (-1.0, 0.0, 0.0)),
    Site("elbow", "upper_arm", (0.0, -0.172, 0.0), 0.022, (-1.0, 0.0, 0.0)),
    Site("forearm", "forearm", (0.0, -0.10, 0.0), 0.018, (1.0, 0.0, 0.0)),
    Site("wrist", "forearm", (0.0, -0.148, 0.0), 0.015),
    Site("palm", "hand", (0.004, -0.03, -0.014), 0.0, (0.0, 0.0, -1.0)),
    Site("palm_thumb_side", "hand", (0.024, -0.055, -0.011)),
    Site("palm_little_side", "hand", (-0.018, -0.055, -0.011)),
    Site("back_of_hand", "hand", (0.004, -0.045, 0.0), 0.014, (0.0, 0.0, 1.0)),
    Site("fingers", "hand", (0.004, -0.085, -0.010)),
)
_MIDDLE_SITES: Final = (
    Site("sacrum", "pelvis", (-0.02, 0.03, 0.0), 0.04),
    Site("belly", "abdomen", (0.0, 0.02, 0.0), 0.054, (1.0, 0.0, 0.0)),
    Site("back_of_head", "head", (0.006, 0.095, 0.0), 0.056),
    Site("forehead", "head", (0.03, 0.115, 0.0), 0.04, (1.0, 0.0, 0.0)),
)
WHOLE_SITES: Final[dict[str, tuple[str, ...]]] = {
    **{
        f"{side}_{name}": tuple(f"{side}_{part}" for part in parts)
        for side in ("left", "right")
        for name, parts in {
            "foot": ("heel", "ball"),
            "forefoot": ("ball", "toe_tip"),
            "foot_top": ("instep", "toe_top"),
            "hand": ("palm", "palm_thumb_side", "palm_little_side"),
            "lower_arm": ("elbow", "wrist"),
        }.items()
    },
    "seat": ("left_buttock", "right_buttock"),
    "back": ("sacrum", "left_shoulder_blade", "right_shoulder_blade"),
    "head": ("back_of_head",),
}
"""Parts of the body that rest on several sites at once: a whole sole, the seat, the back."""

# Shares of body weight and where along the segment it lies: Dempster's, as given by Winter (2009);
# the trunk's 0.497 is shared out over its three parts by their size (ours).
_RIGHT_MASSES: Final[dict[str, tuple[float, tuple[float, float, float]]]] = {
    "thigh": (0.100, (0.0, -0.106, 0.0)),
    "shank": (0.0465, (0.0, -0.107, 0.0)),
    "foot": (0.0145, (0.03, -0.025, 0.0)),
    "upper_arm": (0.028, (0.0, -0.075, 0.0)),
    "forearm": (0.016, (0.0, -0.064, 0.0)),
    "hand": (0.006, (0.0, -0.045, 0.0)),
}
_MIDDLE_MASSES: Final[dict[str, tuple[float, tuple[float, float, float]]]] = {
    "pelvis": (0.142, (-0.005, 0.01, 0.0)),
    "abdomen": (0.139, (0.0, 0.035, 0.0)),
    "chest": (0.216, (0.0, 0.085, 0.0)),
    "head": (0.081, (0.008, 0.07, 0.0)),
}

# Where the pose model puts its points, on the segments; the joint centres are joints themselves.
_RIGHT_LANDMARKS: Final[dict[str, tuple[str, tuple[float, float, float]]]] = {
    "eye_inner": ("head", (0.062, 0.090, 0.010)),
    "eye": ("head", (0.061, 0.090, 0.019)),
    "eye_outer": ("head", (0.056, 0.090, 0.028)),
    "ear": ("head", (0.004, 0.082, 0.047)),
    "mouth": ("head", (0.060, 0.046, 0.014)),
    "shoulder": ("upper_arm", (0.0, 0.0, 0.0)),
    "elbow": ("forearm", (0.0, 0.0, 0.0)),
    "wrist": ("hand", (0.0, 0.0, 0.0)),
    "pinky": ("hand", (-0.022, -0.052, 0.0)),
    "index": ("hand", (0.020, -0.058, 0.0)),
    "thumb": ("hand", (0.034, -0.038, -0.006)),
    "hip": ("thigh", (0.0, 0.0, 0.0)),
    "knee": ("shank", (0.0, 0.0, 0.0)),
    "ankle": ("foot", (0.0, 0.0, 0.0)),
    "heel": ("foot", (-0.032, -0.03, 0.0)),
    "foot_index": ("toes", (0.026, 0.0, 0.0)),
}
_NOSE: Final = ("head", (0.076, 0.070, 0.0))


def _mirrored_turn(turn: Turn) -> Turn:
    """The same turn on the left: a mirror across the middle turns x and y turns round."""
    sign = 1.0 if turn.axis == "z" else -1.0
    return Turn(turn.axis, tuple((f"left_{name}", sign * by) for name, by in turn.angles))


def _sided(turn: Turn) -> Turn:
    return Turn(turn.axis, tuple((f"right_{name}", by) for name, by in turn.angles))


def _on_left(at: tuple[float, float, float]) -> tuple[float, float, float]:
    return (at[0], at[1], -at[2])


_SIDED_SEGMENTS: Final = frozenset(segment.name for segment in _RIGHT)


def _of_side(segment: str, side: str) -> str:
    return f"{side}_{segment}" if segment in _SIDED_SEGMENTS else segment


def _both(segment: Segment) -> tuple[Segment, Segment]:
    def one(side: str) -> Segment:
        parent = segment.parent or "pelvis"
        left = side == "left"
        return Segment(
            f"{side}_{segment.name}",
            _of_side(parent, side),
            _on_left(segment.joint) if left else segment.joint,
            tuple((_mirrored_turn if left else _sided)(turn) for turn in segment.turns),
        )

    return one("left"), one("right")


SEGMENTS: Final[tuple[Segment, ...]] = (
    *_MIDDLE,
    *(_both(segment)[0] for segment in _RIGHT),
    *(_both(segment)[1] for segment in _RIGHT),
)
"""All segments, each after its parent."""
SEGMENT_INDEX: Final = {segment.name: i for i, segment in enumerate(SEGMENTS)}

CAPSULES: Final[tuple[Capsule, ...]] = (
    *_MIDDLE_CAPSULES,
    *(
        Capsule(
            _of_side(c.segment, side),
            _on_left(c.start) if side == "left" else c.start,
            _on_left(c.end) if side == "left" else c.end,
            c.radius,
            c.end_radius,
            c.root,
        )
        for side in ("left", "right")
        for c in _RIGHT_CAPSULES
    ),
)
SITES: Final[dict[str, Site]] = {
    site.name: site
    for site in (
        *_MIDDLE_SITES,
        *(
            Site(
                f"{side}_{s.name}",
                _of_side(s.segment, side),
                _on_left(s.at) if side == "left" else s.at,
                s.radius,
                _on_left(s.out) if side == "left" else s.out,
            )
            for side in ("left", "right")
            for s in _RIGHT_SITES
        ),
    )
}
"""Places that can touch floor, chair, wall or the body itself, by name."""


def _angle_names() -> tuple[str, ...]:
    names: dict[str, None] = {}
    for segment in SEGMENTS:
        for turn in segment.turns:
            for name, _ in turn.angles:
                names.setdefault(name)
    return tuple(names)


ANGLES: Final[tuple[str, ...]] = _angle_names()
"""The names of all joint angles."""
ANGLE_INDEX: Final = {name: i for i, name in enumerate(ANGLES)}


def side_of(name: str) -> Literal["left", "right"] | None:
    """The side that an angle, site or segment belongs to; None for the middle of the body."""
    for side in ("left", "right"):
        if name.startswith(f"{side}_"):
            return "left" if side == "left" else "right"
    return None


def twin(name: str) -> str:
    """The same angle, site or segment on the other side (itself for the middle)."""
    side = side_of(name)
    if side is None:
        return name
    return ("right" if side == "left" else "left") + name.removeprefix(side)


def mirrored(angles: dict[str, float]) -> dict[str, float]:
    """The angles of the mirror image: sides exchanged, turns to the left become to the right."""
    return {
        twin(name): -value if side_of(name) is None and name.endswith("_left_deg") else value
        for name, value in angles.items()
    }


def limits_deg(name: str) -> tuple[float, float]:
    """The lowest and highest value of a joint angle, degrees. KeyError if there is none."""
    side = side_of(name)
    return _LIMITS[name.removeprefix(f"{side}_") if side else name]


MASSES: Final[dict[str, tuple[float, tuple[float, float, float]]]] = {
    **_MIDDLE_MASSES,
    **{
        f"{side}_{name}": (share, _on_left(at) if side == "left" else at)
        for side in ("left", "right")
        for name, (share, at) in _RIGHT_MASSES.items()
    },
}
"""Each segment's share of the body's weight, and its middle in body heights."""

LANDMARK_PLACES: Final[dict[str, tuple[str, tuple[float, float, float]]]] = {
    "nose": _NOSE,
    **{
        (f"mouth_{side}" if part == "mouth" else f"{side}_{part}"): (
            _of_side(segment, side),
            _on_left(at) if side == "left" else at,
        )
        for side in ("left", "right")
        for part, (segment, at) in _RIGHT_LANDMARKS.items()
    },
}
"""For each landmark the segment it lies on, and where, in body heights."""


@dataclass(frozen=True)
class Build:
    """A person's size and shape. The default is the reference body.

    Factors are 1 for the reference body; lengths and girths scale with the height.
    """

    height_m: float = REFERENCE_HEIGHT_M
    legs: float = 1.0
    arms: float = 1.0
    shoulders: float = 1.0
    hips: float = 1.0
    girth: float = 1.0
    """Thickness of trunk and limbs."""
    name: str = field(default="reference", compare=False)

    def __post_init__(self) -> None:
        if not 1.2 <= self.height_m <= 2.2:
            raise ValueError(f"height_m must be 1.2 to 2.2, not {self.height_m}")
        for factor in ("legs", "arms", "shoulders", "hips", "girth"):
            if not 0.7 <= getattr(self, factor) <= 1.5:
                raise ValueError(f"{factor} must be 0.7 to 1.5, not {getattr(self, factor)}")

    def place_m(self, segment: str, at: tuple[float, float, float]) -> Array:
        """A place on a segment in metres, from its place on the reference body."""
        x, y, z = at
        part = segment.removeprefix("left_").removeprefix("right_")
        if part in ("thigh", "shank"):
            y *= self.legs
        elif part in ("upper_arm", "forearm"):
            y *= self.arms
        if part in ("pelvis", "abdomen", "chest"):
            x *= self.girth
            z *= self.girth if part == "abdomen" else self._width(part)
        elif part in ("thigh", "shank", "upper_arm", "forearm"):
            x *= self.girth
            z *= self.girth
        return np.array([x, y, z]) * self.height_m

    def joint_m(self, segment: Segment) -> Array:
        """Where a segment's joint is, from its parent's joint, metres."""
        x, y, z = segment.joint
        parent = (segment.parent or "").removeprefix("left_").removeprefix("right_")
        if parent in ("thigh", "shank"):
            y *= self.legs
        elif parent in ("upper_arm", "forearm"):
            y *= self.arms
        if parent in ("pelvis", "chest"):
            z *= self._width(parent)
        return np.array([x, y, z]) * self.height_m

    def radius_m(self, radius: float, segment: str) -> float:
        """A radius on ``segment`` in metres. Hands, feet and head do not grow with girth."""
        part = segment.removeprefix("left_").removeprefix("right_")
        thick = 1.0 if part in ("hand", "foot", "toes", "head") else self.girth
        return radius * thick * self.height_m

    def _width(self, part: str) -> float:
        return self.hips if part == "pelvis" else self.shoulders

    @cached_property
    def joints_m(self) -> Array:
        """(segments, 3): each segment's joint from its parent's, metres."""
        return np.array([self.joint_m(segment) for segment in SEGMENTS])


REFERENCE: Final = Build()
