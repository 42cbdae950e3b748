"""The shape of the mannequin's parts as signed distances, in metres of the reference body.

Every part is measured in the axes of its own segment, right side only. Sizes stay near those of
the capsules with which contacts are computed (``tenfold.body.skeleton``). What a person is made of
here is a choice of ours, drawn by hand: no scan and nobody's likeness.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Point = tuple[float, float, float]

CROTCH_M: Final = -0.105


def blend(a: Array, b: Array, width: float) -> Array:
    """The union of two distances, rounded where they are within ``width`` of each other."""
    near = np.maximum(width - np.abs(a - b), 0.0)
    return np.minimum(a, b) - near**2 / (4 * width)


def cut(a: Array, b: Array, width: float) -> Array:
    """What is inside both, rounded."""
    return -blend(-a, -b, width)


def ball(p: Array, at: Point, size: Point) -> Array:
    """An ellipsoid with half axes ``size``; near its surface as good as a distance."""
    q = (p - np.array(at)) / np.array(size)
    k0 = np.linalg.norm(q, axis=-1)
    k1 = np.linalg.norm(q / np.array(size), axis=-1)
    result: Array = k0 * (k0 - 1.0) / np.maximum(k1, 1e-6)
    return result


def egg(p: Array, at: Point, size: Point, power: float) -> Array:
    """Like ``ball``, squarer the higher the power."""
    away = p - np.array(at)
    reach = ((np.abs(away) / np.array(size)) ** power).sum(-1) ** (1 / power) + 1e-9
    result: Array = np.linalg.norm(away, axis=-1) * (1 - 1 / reach) - 1e-6
    return result


def cone(p: Array, start: Point, end: Point, radius: float, end_radius: float) -> Array:
    """A line with a thickness that changes along it."""
    a, line = np.array(start), np.array(end) - np.array(start)
    share = np.clip(((p - a) @ line) / (line @ line), 0.0, 1.0)
    away = np.linalg.norm(p - a - share[..., None] * line, axis=-1)
    result: Array = away - (radius + (end_radius - radius) * share)
    return result


def bump(p: Array, at: Point, reach: float) -> Array:
    """1 at a place, 0 well beyond ``reach``: to push the surface in or out a little."""
    result: Array = np.exp(-((p - np.array(at)) ** 2).sum(-1) / reach**2)
    return result


def smoothstep(low: float, high: float, value: Array) -> Array:
    share = np.clip((value - low) / (high - low), 0.0, 1.0)
    result: Array = share * share * (3 - 2 * share)
    return result


class Loft:
    """A shape by its cross sections along an axis.

    Each section: where along, then how far it reaches to the front (x), to the back, outwards
    (z) and inwards, all from the axis, in metres. ``power`` 2 is an ellipse, more is squarer.
    """

    def __init__(
        self,
        sections: Sequence[tuple[float, float, float, float, float]],
        power: float = 2.0,
        start_cap: float = 1.0,
        end_cap: float = 1.0,
    ) -> None:
        table = np.array(sections)
        self._power = power
        self._caps = (start_cap, end_cap)
        self._t = np.linspace(table[0, 0], table[-1, 0], 400)
        self._reach = np.stack([_curve(table[:, 0], column, self._t) for column in table.T[1:]])

    def distance(self, along: Array, x: Array, z: Array) -> Array:
        front, back, outer, inner = (np.interp(along, self._t, row) for row in self._reach)
        mid_x, mid_z = (front - back) / 2, (outer - inner) / 2
        half_x, half_z = (front + back) / 2, (outer + inner) / 2
        u, v = x - mid_x, z - mid_z
        beyond = np.maximum(self._t[0] - along, 0.0) * self._caps[0] + (
            np.maximum(along - self._t[-1], 0.0) * self._caps[1]
        )
        flat = np.hypot(u, v) + 1e-9
        ratio = (np.abs(u / flat) / half_x) ** self._power + (
            np.abs(v / flat) / half_z
        ) ** self._power
        radius = ratio ** (-1 / self._power)
        # Through the middle the direction means nothing: the smaller half is the safe guess.
        radius = np.where(flat < 1e-6, np.minimum(half_x, half_z), radius)
        result: Array = np.hypot(flat, beyond) - radius
        return result


def _curve(at: Array, value: Array, wanted: Array) -> Array:
    """Through all values, smooth, without overshoot (Fritsch and Carlson 1980)."""
    step = np.diff(at)
    slope = np.diff(value) / step
    tangent = np.zeros_like(value)
    tangent[0], tangent[-1] = slope[0], slope[-1]
    for i in range(1, len(at) - 1):
        if slope[i - 1] * slope[i] > 0:
            one, two = 2 * step[i] + step[i - 1], step[i] + 2 * step[i - 1]
            tangent[i] = (one + two) / (one / slope[i - 1] + two / slope[i])
    k = np.clip(np.searchsorted(at, wanted) - 1, 0, len(step) - 1)
    u = (wanted - at[k]) / step[k]
    result: Array = (
        (2 * u**3 - 3 * u**2 + 1) * value[k]
        + (u**3 - 2 * u**2 + u) * step[k] * tangent[k]
        + (3 * u**2 - 2 * u**3) * value[k + 1]
        + (u**3 - u**2) * step[k] * tangent[k + 1]
    )
    return result


# Along: height above the hip joints. Front and back are measured from the middle of the hips.
_TRUNK: Final = Loft(
    [
        (-0.085, 0.056, 0.066, 0.100, 0.100),
        (-0.035, 0.087, 0.098, 0.158, 0.158),
        (0.010, 0.092, 0.106, 0.165, 0.165),
        (0.060, 0.094, 0.104, 0.158, 0.158),
        (0.110, 0.086, 0.100, 0.144, 0.144),
        (0.165, 0.080, 0.098, 0.135, 0.135),
        (0.220, 0.087, 0.104, 0.141, 0.141),
        (0.290, 0.097, 0.113, 0.154, 0.154),
        (0.350, 0.096, 0.118, 0.163, 0.163),
        (0.410, 0.080, 0.113, 0.163, 0.163),
        (0.460, 0.055, 0.096, 0.140, 0.140),
        (0.500, 0.035, 0.078, 0.085, 0.085),
    ],
    power=2.35,
    start_cap=3.0,
    end_cap=1.5,
)
# Along: down from the hip joint to the ankle (knee at 0.4165).
_LEG: Final = Loft(
    [
        (0.000, 0.080, 0.082, 0.082, 0.074),
        (0.080, 0.087, 0.083, 0.085, 0.083),
        (0.160, 0.083, 0.079, 0.079, 0.082),
        (0.250, 0.073, 0.069, 0.068, 0.070),
        (0.330, 0.058, 0.056, 0.055, 0.056),
        (0.385, 0.052, 0.051, 0.051, 0.052),
        (0.425, 0.049, 0.050, 0.050, 0.051),
        (0.475, 0.043, 0.057, 0.049, 0.049),
        (0.535, 0.040, 0.066, 0.052, 0.052),
        (0.590, 0.038, 0.062, 0.048, 0.049),
        (0.660, 0.036, 0.049, 0.040, 0.040),
        (0.730, 0.034, 0.039, 0.033, 0.033),
        (0.785, 0.033, 0.036, 0.030, 0.030),
        (0.834, 0.035, 0.038, 0.033, 0.033),
    ],
    start_cap=1.2,
)
# Along: down from the shoulder joint to the wrist (elbow at 0.2924).
_ARM: Final = Loft(
    [
        (0.004, 0.047, 0.047, 0.042, 0.044),
        (0.050, 0.050, 0.049, 0.048, 0.043),
        (0.110, 0.046, 0.045, 0.043, 0.040),
        (0.180, 0.044, 0.043, 0.037, 0.038),
        (0.240, 0.039, 0.039, 0.036, 0.037),
        (0.290, 0.037, 0.037, 0.040, 0.039),
        (0.335, 0.040, 0.038, 0.041, 0.037),
        (0.390, 0.037, 0.035, 0.037, 0.034),
        (0.450, 0.031, 0.030, 0.029, 0.028),
        (0.510, 0.028, 0.027, 0.022, 0.021),
        (0.544, 0.029, 0.028, 0.020, 0.019),
    ],
    start_cap=1.4,
)
_PALM: Final = Loft(
    [
        (-0.010, 0.027, 0.027, 0.018, 0.018),
        (0.020, 0.030, 0.031, 0.016, 0.020),
        (0.055, 0.038, 0.038, 0.014, 0.020),
        (0.088, 0.041, 0.040, 0.011, 0.018),
        (0.100, 0.037, 0.036, 0.009, 0.016),
    ],
    power=2.6,
    end_cap=1.6,
)
_FINGERS: Final[tuple[tuple[Point, Point, Point, float], ...]] = (
    ((0.030, -0.092, -0.004), (0.036, -0.132, -0.006), (0.038, -0.164, -0.010), 0.0092),
    ((0.010, -0.096, -0.003), (0.013, -0.142, -0.005), (0.013, -0.176, -0.010), 0.0094),
    ((-0.010, -0.094, -0.004), (-0.011, -0.136, -0.006), (-0.012, -0.168, -0.010), 0.0090),
    ((-0.029, -0.088, -0.005), (-0.035, -0.120, -0.007), (-0.038, -0.145, -0.010), 0.0082),
)


def trunk(p: Array) -> Array:
    """Pelvis to shoulders, from the middle of the hips; ``p`` (N, 3) with z to the outside."""
    x, y, z = p[:, 0], p[:, 1], np.abs(p[:, 2])
    side = np.stack([x, y, z], axis=1)
    body = _TRUNK.distance(y, x, z)
    body = blend(body, ball(side, (-0.040, -0.046, 0.072), (0.082, 0.084, 0.074)), 0.03)
    body = blend(body, ball(side, (0.030, -0.055, 0.0), (0.050, 0.058, 0.065)), 0.05)
    # The slope from neck to shoulder, and the shoulder's own breadth.
    body = blend(
        body, cone(side, (-0.030, 0.530, 0.030), (-0.024, 0.490, 0.150), 0.042, 0.028), 0.05
    )
    # Chest: soft, the same for everybody.
    body = blend(body, ball(side, (0.030, 0.350, 0.070), (0.060, 0.080, 0.082)), 0.06)
    # The groove of the spine, the blades beside it, and the cleft between the buttocks.
    behind = smoothstep(0.0, -0.06, x)
    groove = np.exp(-((z / 0.020) ** 2)) * behind
    body = body + 0.007 * groove * smoothstep(0.02, 0.10, y) * smoothstep(0.50, 0.40, y)
    body = body + 0.020 * np.exp(-((z / 0.012) ** 2)) * behind * smoothstep(0.03, -0.05, y)
    return body - 0.004 * bump(side, (-0.115, 0.400, 0.085), 0.055)


def leg(p: Array) -> Array:
    """Thigh and shank, straight, from the hip joint; y up, z outside."""
    x, y, z = p[:, 0], p[:, 1], p[:, 2]
    d = _LEG.distance(-y, x, z)
    d = d - 0.005 * bump(p, (0.050, -0.408, 0.0), 0.026)  # kneecap
    d = d - 0.004 * bump(p, (0.045, -0.470, 0.0), 0.020)  # where the shin begins
    d = d - 0.005 * bump(p, (-0.004, -0.830, 0.034), 0.014)  # ankle bones
    return d - 0.005 * bump(p, (0.004, -0.822, -0.034), 0.014)


def foot(p: Array) -> Array:
    """From the ankle joint; the sole is at -0.0663."""
    d = cone(p, (-0.002, 0.010, 0.0), (0.000, -0.020, 0.0), 0.034, 0.034)
    d = blend(d, ball(p, (-0.028, -0.040, 0.0), (0.034, 0.036, 0.031)), 0.03)
    d = blend(d, cone(p, (0.010, -0.026, -0.002), (0.120, -0.052, 0.002), 0.034, 0.022), 0.03)
    d = blend(d, ball(p, (0.112, -0.056, 0.003), (0.050, 0.022, 0.041)), 0.03)
    d = blend(d, cone(p, (0.010, -0.052, 0.012), (0.100, -0.056, 0.018), 0.024, 0.020), 0.03)
    d = blend(d, ball(p, (0.160, -0.055, 0.002), (0.046, 0.017, 0.037)), 0.025)
    d = d + 0.006 * bump(p, (0.050, -0.060, -0.034), 0.026)  # the arch
    return cut(d, -0.0663 - p[:, 1], 0.012)


def arm(p: Array) -> Array:
    """Upper arm and forearm, straight, from the shoulder joint; z outside, x to the thumb."""
    x, y, z = p[:, 0], p[:, 1], p[:, 2]
    d = _ARM.distance(-y, x, z)
    return d - 0.003 * bump(p, (-0.040, -0.292, 0.0), 0.018)


def hand(p: Array) -> Array:
    """From the wrist; palm to the inside, thumb forward, fingers straight and a little apart."""
    x, y, z = p[:, 0], p[:, 1], p[:, 2]
    d = _PALM.distance(-y, x, z)
    for knuckle, middle, tip, radius in _FINGERS:
        finger = np.minimum(
            cone(p, knuckle, middle, radius, radius * 0.92),
            cone(p, middle, tip, radius * 0.92, radius * 0.78),
        )
        d = blend(d, finger, 0.006)
    thumb = blend(
        cone(p, (0.016, -0.022, -0.010), (0.040, -0.060, -0.014), 0.017, 0.0125),
        cone(p, (0.040, -0.060, -0.014), (0.052, -0.096, -0.014), 0.0125, 0.0088),
        0.004,
    )
    return blend(d, thumb, 0.012)


_FACE: Final = Loft(
    # Along: height above the neck's joint. Front and back from that joint.
    [
        (0.062, 0.096, 0.002, 0.038, 0.038),
        (0.080, 0.098, 0.028, 0.051, 0.051),
        (0.105, 0.100, 0.045, 0.058, 0.058),
        (0.140, 0.101, 0.060, 0.064, 0.064),
        (0.175, 0.104, 0.070, 0.068, 0.068),
        (0.205, 0.098, 0.065, 0.066, 0.066),
        (0.225, 0.085, 0.055, 0.056, 0.056),
    ],
    power=2.2,
    start_cap=1.7,
    end_cap=3.0,
)


def hairline(p: Array) -> Array:
    """How far above the edge of the hair a place of the head is; the page has the same line."""
    x = p[:, 0]
    line = 0.098 + 0.030 * smoothstep(-0.050, -0.015, x)
    line = line + 0.046 * smoothstep(0.016, 0.034, x)
    line = line + 0.042 * smoothstep(0.048, 0.088, x)
    result: Array = p[:, 1] - line
    return result


def head(p: Array) -> Array:
    """Neck and head, from the joint at the neck's foot."""
    side = np.stack([p[:, 0], p[:, 1], np.abs(p[:, 2])], axis=1)
    skull = egg(side, (0.009, 0.178, 0.0), (0.091, 0.087, 0.0725), 2.35)
    skull = blend(skull, _FACE.distance(side[:, 1], side[:, 0], side[:, 2]), 0.03)
    # Hair has a thickness, and thins out towards its edge.
    skull = skull - 0.007 * smoothstep(-0.004, 0.022, hairline(side))
    nose = cone(side, (0.097, 0.150, 0.0), (0.1135, 0.113, 0.0), 0.0055, 0.0095)
    nose = blend(nose, ball(side, (0.105, 0.110, 0.010), (0.011, 0.007, 0.007)), 0.008)
    d = blend(skull, nose, 0.014)
    d = d + 0.006 * bump(side, (0.104, 0.150, 0.031), 0.018)  # eye sockets
    d = d - 0.003 * bump(side, (0.101, 0.167, 0.028), 0.018)  # brows
    d = d - 0.004 * bump(side, (0.086, 0.124, 0.044), 0.024)  # cheeks
    d = d + 0.0025 * bump(side, (0.102, 0.068, 0.0), 0.013)  # under the lip
    d = d - 0.004 * bump(side, (0.102, 0.0815, 0.0), 0.013)  # lips
    d = d - 0.003 * bump(side, (0.098, 0.052, 0.0), 0.018)  # chin
    lobe = side - np.array([-0.001, 0.141, 0.0])
    tilted = np.stack([lobe[:, 0] + 0.25 * lobe[:, 1], lobe[:, 1], lobe[:, 2]], axis=1)
    ear = ball(tilted, (0.0, 0.002, 0.0745), (0.0165, 0.030, 0.0085))
    ear = ear + 0.004 * bump(tilted, (0.002, 0.004, 0.084), 0.013)
    d = blend(d, ear, 0.007)
    neck = cone(side, (-0.016, -0.030, 0.0), (0.000, 0.095, 0.0), 0.058, 0.052)
    return blend(d, neck, 0.050)
