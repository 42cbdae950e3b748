"""How the mannequin's surface follows the bones, and where its clothes and regions are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from bench.mannequin_mesh import Faces, smoothed
from bench.mannequin_shape import CROTCH_M, Array, bump, smoothstep
from tenfold.body.skeleton import SEGMENTS, twin

if TYPE_CHECKING:
    from bench.mannequin import Body

THIGH_M: Final = 0.4165
UPPER_ARM_M: Final = 0.2924
ARM_M: Final = 0.5440

REGIONS: Final = (
    "buttock",
    "hip_outside",
    "front_thigh",
    "back_thigh",
    "inner_thigh",
    "groin",
    "low_back",
    "abdomen",
    "chest_back",
)
_MIDDLE_REGIONS: Final = frozenset({"low_back", "abdomen", "chest_back"})


@dataclass(frozen=True)
class Helper:
    """A bone at ``segment``'s joint that takes a share of its turn out of the bind posture.

    The turn is split in a swing of the segment's long axis and a twist about it.
    """

    name: str
    segment: str
    swing: float
    twist: float

    def as_json(self) -> dict[str, Any]:
        return vars(self)


_SIDED_HELPERS: Final = (
    Helper("hip_half", "thigh", 0.5, 0.0),
    Helper("thigh_still", "thigh", 1.0, 0.0),
    Helper("thigh_part", "thigh", 1.0, 0.5),
    Helper("knee_half", "shank", 0.5, 0.5),
    Helper("shoulder_half", "upper_arm", 0.5, 0.0),
    Helper("upper_arm_still", "upper_arm", 1.0, 0.0),
    Helper("upper_arm_part", "upper_arm", 1.0, 0.5),
    Helper("elbow_half", "forearm", 0.5, 0.5),
    Helper("forearm_part", "hand", 0.0, 0.5),
    Helper("forearm_turned", "hand", 0.0, 1.0),
    Helper("wrist_half", "hand", 0.5, 1.0),
)
HELPERS: Final = (
    Helper("neck_half", "head", 0.5, 0.5),
    *(
        Helper(f"{side}_{h.name}", f"{side}_{h.segment}", h.swing, h.twist)
        for side in ("left", "right")
        for h in _SIDED_HELPERS
    ),
)
BONES: Final = (*(segment.name for segment in SEGMENTS), *(helper.name for helper in HELPERS))
"""All bones a vertex can follow, in the order of their indices."""
_INDEX: Final = {name: i for i, name in enumerate(BONES)}
_TWIN: Final = np.array([_INDEX[twin(name)] for name in BONES])

Knots = tuple[tuple[float, str], ...]
# Which bone rules where along a limb; between two knots they take over from each other.
_LEG_KNOTS: Final[Knots] = (
    (0.06, "thigh_still"),
    (0.20, "thigh_part"),
    (0.33, "thigh"),
    (0.365, "thigh"),
    (THIGH_M, "knee_half"),
    (0.468, "shank"),
    (0.785, "shank"),
    (0.855, "foot"),
)
_ARM_KNOTS: Final[Knots] = (
    (0.05, "upper_arm_still"),
    (0.14, "upper_arm_part"),
    (0.23, "upper_arm"),
    (0.250, "upper_arm"),
    (UPPER_ARM_M, "elbow_half"),
    (0.335, "forearm"),
    (0.345, "forearm"),
    (0.43, "forearm_part"),
    (0.515, "forearm_turned"),
    (ARM_M, "wrist_half"),
    (0.570, "hand"),
)
_TRUNK_KNOTS: Final[Knots] = (
    (0.035, "pelvis"),
    (0.160, "abdomen"),
    (0.285, "chest"),
    (0.500, "chest"),
    (0.550, "neck_half"),
    (0.605, "head"),
)


def follow(
    body: Body, places_m: Array, normals: Array, quads: Faces
) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
    """Bones, weights and zones (V, 4) and tints (V, regions) of places on the surface."""
    right = places_m[:, 2] >= 0
    mirror = np.array([1.0, 1.0, -1.0])
    p = np.where(right[:, None], places_m, places_m * mirror)
    out = np.where(right[:, None], normals, normals * mirror)
    d_trunk, _, d_arm = body.parts(p)
    in_trunk = body.in_trunk(p)
    in_arm, in_leg = body.local(p, "right_upper_arm"), body.local(p, "right_thigh")
    in_foot = body.local(p, "right_foot")

    on_arm = smoothstep(-0.060, 0.040, d_trunk - d_arm)
    shares = np.zeros((len(p), len(BONES)))
    whole = np.ones(len(p))

    down_arm = -in_arm[:, 1]
    inside = np.clip(-in_arm[:, 2] / 0.045, 0.0, 1.0)
    arm = (
        smoothstep(-1.0, 1.0, (down_arm - 0.030 - 0.020 * inside) / (0.085 + 0.05 * inside))
        * on_arm
    )
    down_leg = -in_leg[:, 1]
    leg = _leg_share(in_trunk) * (1 - on_arm)

    sides = np.where(right, 1, 0)
    rest = whole
    for share, half, knots, along in (
        (arm, "shoulder_half", _ARM_KNOTS, down_arm),
        (leg, "hip_half", _LEG_KNOTS, down_leg),
    ):
        own, middle = np.clip(2 * share - 1, 0, 1), 1 - np.abs(2 * share - 1)
        rest = rest - own - middle
        _add(shares, middle, f"{{}}_{half}", sides)
        _spread(shares, own, along, knots, sides)
    # The feet: what lies before the ankle bends with the foot, however high it reaches.
    _toes(shares, in_foot, down_leg, sides)
    # The throat: the jaw is all head, however low it hangs before the neck.
    height = in_trunk[:, 1] + 0.8 * np.maximum(in_trunk[:, 0] - 0.012, 0) * smoothstep(
        0.500, 0.550, in_trunk[:, 1]
    )
    _spread(shares, np.maximum(rest, 0.0), height, _TRUNK_KNOTS, None)

    # The midline belongs to both sides.
    middle = np.abs(places_m[:, 2]) < 1e-6
    shares[middle] = (shares[middle] + shares[middle][:, _TWIN]) / 2
    # Where two transitions meet they make steps: even them out over the surface.
    for _ in range(5):
        shares = smoothed(shares, quads, 0.5)
    bones, weights = _four(shares)
    zones = np.zeros((len(p), 4), dtype=np.uint8)
    shoe = np.clip(0.5 + (in_foot[:, 1] + 0.004 - 0.15 * in_foot[:, 0]) / 0.2, 0, 1)
    zones[:, 0] = np.round(255 * smoothstep(-0.015, 0.015, d_trunk - d_arm))
    zones[:, 1] = np.round(255 * (1 - on_arm) * smoothstep(0.10, 0.06, in_trunk[:, 1]))
    zones[:, 2] = np.round(np.where(down_leg > 0.6, shoe, 1.0) * 255)
    tints = _tints(in_trunk, in_leg, out, 1 - on_arm)
    return bones, weights, zones, np.round(tints * 255).astype(np.uint8)


def _leg_share(p: Array) -> Array:
    """(V,): how far a place goes with the thigh: 0 on the pelvis, 1 below groin and buttock."""
    x, y, z = p.T
    border = np.interp(x, [-0.11, -0.02, 0.09], [-0.100, -0.030, 0.015])
    border = border - 0.055 * (1 - np.clip(z / 0.07, 0, 1)) * smoothstep(-0.02, 0.06, x)
    half = np.interp(x, [-0.11, 0.09], [0.085, 0.055])
    share = smoothstep(-1.0, 1.0, (border - y) / half)
    between = np.maximum(smoothstep(0.0, 0.070, z), smoothstep(CROTCH_M, CROTCH_M - 0.05, y))
    result: Array = share * between
    return result


def _add(shares: Array, by: Array, name: str, sides: NDArray[np.int64]) -> None:
    both = np.array([_INDEX[name.format("left")], _INDEX[name.format("right")]])
    np.add.at(shares, (np.arange(len(by)), both[sides]), by)


def _spread(
    shares: Array, by: Array, along: Array, knots: Knots, sides: NDArray[np.int64] | None
) -> None:
    """Share ``by`` out between the two bones between which each place lies."""
    at = np.array([place for place, _ in knots])
    for i, (_, name) in enumerate(knots):
        here = np.ones(len(by))
        if i > 0:
            here = here * smoothstep(at[i - 1], at[i], along)
        if i < len(knots) - 1:
            here = here * (1 - smoothstep(at[i], at[i + 1], along))
        if sides is None:
            shares[:, _INDEX[name]] += by * here
        else:
            _add(shares, by * here, f"{{}}_{name}", sides)


def _toes(shares: Array, in_foot: Array, down_leg: Array, sides: NDArray[np.int64]) -> None:
    """Give the front of the foot to the toes."""
    toes = smoothstep(0.104, 0.150, in_foot[:, 0]) * (down_leg > 0.75)
    for side in (0, 1):
        foot = _INDEX[("left_foot", "right_foot")[side]]
        moved = shares[:, foot] * toes * (sides == side)
        shares[:, foot] -= moved
        shares[:, _INDEX[("left_toes", "right_toes")[side]]] += moved


def _four(shares: Array) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The four strongest bones of each place, in bytes that add up to 255."""
    order = np.argsort(-shares, axis=1, kind="stable")[:, :4]
    best = np.take_along_axis(shares, order, axis=1)
    best = best / best.sum(1)[:, None] * 255
    weights = np.round(best)
    weights[:, 0] += 255 - weights.sum(1)
    order[weights == 0] = 0
    return order.astype(np.uint8), weights.astype(np.uint8)


def _tints(p: Array, q: Array, out: Array, body: Array) -> Array:
    """(V, regions): ``p`` in the trunk's axes, ``q`` in the thigh's, ``out`` the normals."""
    down = -q[:, 1]
    front = smoothstep(0.25, 0.75, out[:, 0])
    back = smoothstep(0.25, 0.75, -out[:, 0])
    outer, inner = smoothstep(0.25, 0.80, out[:, 2]), smoothstep(0.20, 0.75, -out[:, 2])
    shaft = smoothstep(0.06, 0.14, down) * smoothstep(0.40, 0.33, down)
    height = p[:, 1]
    groin = np.maximum(
        bump(p, (0.085, 0.000, 0.100), 0.050), bump(p, (0.075, -0.050, 0.060), 0.045)
    )
    flat = np.abs(p[:, 2])
    # Round patches: how far from the middle of each, in its own size.
    low = _patch(height, 0.105, 0.105, flat, 0.155)
    belly = _patch(height, 0.125, 0.150, flat, 0.150)
    upper = _patch(height, 0.350, 0.155, flat, 0.175)
    columns = {
        "buttock": bump(p, (-0.105, -0.045, 0.085), 0.080) * smoothstep(0.3, -0.4, out[:, 0]),
        "hip_outside": bump(p, (-0.010, -0.010, 0.165), 0.085) * outer,
        "front_thigh": shaft * front,
        "back_thigh": shaft * back,
        "inner_thigh": smoothstep(0.05, 0.12, down) * smoothstep(0.38, 0.28, down) * inner,
        "groin": groin,
        "low_back": low * smoothstep(-0.05, 0.45, -out[:, 0]),
        "abdomen": belly * smoothstep(-0.05, 0.45, out[:, 0]),
        "chest_back": upper * smoothstep(0.0, 0.6, -out[:, 0]),
    }
    stacked = np.stack([columns[name] for name in REGIONS], axis=1)
    result: Array = np.clip(stacked * 1.15, 0, 1) * body[:, None]
    return result


def _patch(
    height: Array, middle_m: float, half_m: float, aside: Array, half_width_m: float
) -> Array:
    far = np.hypot((height - middle_m) / half_m, aside / half_width_m)
    return smoothstep(1.0, 0.55, far)
