"""Settle postures onto what they rest on: contacts hold, nothing sinks in, joints stay in range.

A damped least-squares search over the pelvis' place and all joint angles, for ``T`` postures at
once (each on its own). It looks for the posture nearest to the wanted angles in which

- every site that touches a surface lies on it, at its place if it is planted,
- a hand or foot that rests on another part of the body touches it there,
- nothing is below the floor, and no part of the body is inside another,
- no joint is past its limit,
- who stands has the weight over the feet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tenfold.body.posing import MIXING, MOVED_BY, TURN_SEGMENT, Posed, pose
from tenfold.body.skeleton import (
    ANGLES,
    MASSES,
    SEGMENT_INDEX,
    SITES,
    Array,
    Build,
    limits_deg,
)
from tenfold.body.surface import (
    CAPSULE_SEGMENT,
    PAIRS,
    body_gaps,
    floor_gaps_m,
    lines,
)

# Weights: 1 rad of a joint angle weighs as much as 1 / weight metres.
_CONTACT_PER_M: Final = 150.0
_PLACE_PER_M: Final = 100.0
_INSIDE_PER_M: Final = 100.0
_LIMIT_PER_RAD: Final = 30.0
_WANTED_PELVIS_PER_M: Final = 10.0
_ANY_PELVIS_PER_M: Final = 0.2
_BALANCE_PER_M: Final = 8.0
_SOFT_M: Final = 0.010
"""Flesh gives way: parts of the body may overlap by this much before they push apart."""
_FLOOR_SOFT_M: Final = 0.003
_STEPS: Final = 60
_LARGEST_STEP_RAD: Final = 0.35
# The trunk should stay as it is asked for; hands may turn freely.
_STIFFNESS: Final = {
    "pelvis": 4.0,
    "lumbar": 3.0,
    "chest": 3.0,
    "neck": 1.5,
    "wrist": 0.6,
    "forearm": 0.6,
}

LIMITS_DEG: Final = np.array([limits_deg(name) for name in ANGLES])


def _stiffness() -> Array:
    def of(name: str) -> float:
        return next((by for part, by in _STIFFNESS.items() if part in name), 1.0)

    return np.array([of(name) for name in ANGLES])


_ANGLE_WEIGHT: Final = _stiffness()


@dataclass(frozen=True)
class Touch:
    """A site that rests on something.

    Attributes
    ----------
    normal, offset_m
        A surface: the site's skin is where ``normal . p = offset_m``. No normal: a place
        (``place_m``) without a surface, or a part of the body (``on_site``).
    place_m : (3,) or None
        Where on the surface it is planted (or the place itself); None: anywhere on it.
    on_site
        The site of the body on which it rests.
    """

    site: str
    normal: tuple[float, float, float] | None = None
    offset_m: float = 0.0
    place_m: tuple[float, float, float] | None = None
    on_site: str | None = None


@dataclass(frozen=True)
class Settled:
    """``T`` postures that hold: (T, 3) metres, (T, angles) degrees, how far off contacts
    still are, metres (T,), and what it cost to come from the wanted postures (T,)."""

    pelvis_m: Array
    angles_deg: Array
    off_m: Array
    cost: Array


class _Rows:
    """Collects residuals and their derivatives by pelvis place and joint angles."""

    def __init__(self, posed: Posed) -> None:
        self.posed = posed
        self.count = len(posed.joints_m)
        self._values: list[Array] = []
        self._slopes: list[Array] = []
        self._origins = posed.joints_m[:, TURN_SEGMENT]

    def moved(self, segment: int, at_m: Array) -> Array:
        """(T, 3, 3 + angles): how a point of a segment moves."""
        arms = at_m[:, None, :] - self._origins
        by_turn = np.cross(self.posed.turn_axes, arms) * MOVED_BY[segment][None, :, None]
        by_angle = np.einsum("tki,ka->tia", by_turn, MIXING)
        here = np.broadcast_to(np.eye(3), (self.count, 3, 3))
        return np.concatenate([here, by_angle], axis=2)

    def add(self, values: Array, slopes: Array) -> None:
        """(T, n) residuals with (T, n, 3 + angles) derivatives."""
        self._values.append(values)
        self._slopes.append(slopes)

    def stacked(self) -> tuple[Array, Array]:
        return np.concatenate(self._values, axis=1), np.concatenate(self._slopes, axis=1)


def _site_m(posed: Posed, name: str, out_m: float = 0.0) -> tuple[int, Array, float]:
    """A site's segment, its place in the room (``out_m`` beyond the skin), its radius."""
    site = SITES[name]
    build = posed.build
    local = build.place_m(site.segment, site.at)
    radius = build.radius_m(site.radius, site.segment)
    if any(site.out):
        out = np.array(site.out) / np.linalg.norm(site.out)
        local = local + out * out_m
    segment = SEGMENT_INDEX[site.segment]
    return segment, posed.of_local(segment, local), radius


def _touch_rows(rows: _Rows, touch: Touch) -> Array:
    """Add one contact; returns (T,) how far off it is, metres."""
    posed = rows.posed
    segment, at, radius = _site_m(posed, touch.site)
    moved = rows.moved(segment, at)
    if touch.on_site is not None:
        other = SITES[touch.on_site]
        skin = posed.build.radius_m(other.radius, other.segment) + radius
        other_segment, there, _ = _site_m(posed, touch.on_site, skin)
        gap = at - there
        slopes = moved - rows.moved(other_segment, there)
        rows.add(gap * _PLACE_PER_M, slopes * _PLACE_PER_M)
        return np.asarray(np.linalg.norm(gap, axis=1))
    if touch.normal is None:
        gap = at - np.asarray(touch.place_m)
        rows.add(gap * _PLACE_PER_M, moved * _PLACE_PER_M)
        return np.asarray(np.linalg.norm(gap, axis=1))
    normal = np.asarray(touch.normal)
    height: Array = at @ normal - radius - touch.offset_m
    rows.add(height[:, None] * _CONTACT_PER_M, (normal @ moved)[:, None, :] * _CONTACT_PER_M)
    if touch.place_m is None:
        return np.asarray(np.abs(height))
    along = np.eye(3) - np.outer(normal, normal)
    slip = (at - np.asarray(touch.place_m)) @ along
    rows.add(slip * _PLACE_PER_M, (along @ moved) * _PLACE_PER_M)
    return np.asarray(np.maximum(np.abs(height), np.linalg.norm(slip, axis=1)))


def _balance_rows(rows: _Rows, touches: Sequence[Touch]) -> None:
    """The middle of the body's weight is above the middle of what it stands on."""
    posed, build = rows.posed, rows.posed.build
    size = 3 + len(ANGLES)
    middle, moved = np.zeros((rows.count, 3)), np.zeros((rows.count, 3, size))
    for name, (share, at) in MASSES.items():
        segment = SEGMENT_INDEX[name]
        here = posed.of_local(segment, build.place_m(name, at))
        middle += share * here
        moved += share * rows.moved(segment, here)
    for touch in touches:
        segment, at_m, _ = _site_m(posed, touch.site)
        middle -= at_m / len(touches)
        moved -= rows.moved(segment, at_m) / len(touches)
    level = [0, 2]
    rows.add(middle[:, level] * _BALANCE_PER_M, moved[:, level] * _BALANCE_PER_M)


def _inside_rows(rows: _Rows) -> None:
    """What is below the floor or inside the body pushes out."""
    line = lines(rows.posed)
    up = np.array([0.0, 1.0, 0.0])
    for gaps, points in zip(floor_gaps_m(line), (line.start_m, line.end_m), strict=True):
        for i in np.flatnonzero((gaps < -_FLOOR_SOFT_M).any(axis=0)).tolist():
            deep = np.minimum(gaps[:, i] + _FLOOR_SOFT_M, 0.0)
            moved = rows.moved(int(CAPSULE_SEGMENT[i]), points[:, i])
            slopes = (up @ moved) * (deep < 0)[:, None]
            rows.add(deep[:, None] * _INSIDE_PER_M, slopes[:, None, :] * _INSIDE_PER_M)
    gap, on_first, on_second = body_gaps(line)
    for k in np.flatnonzero((gap < -_SOFT_M).any(axis=0)).tolist():
        i, j = PAIRS[k]
        deep = np.minimum(gap[:, k] + _SOFT_M, 0.0)
        apart = on_first[:, k] - on_second[:, k]
        away = apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-6)
        moved = rows.moved(int(CAPSULE_SEGMENT[i]), on_first[:, k]) - rows.moved(
            int(CAPSULE_SEGMENT[j]), on_second[:, k]
        )
        slopes = np.einsum("ti,tia->ta", away, moved) * (deep < 0)[:, None]
        rows.add(deep[:, None] * _INSIDE_PER_M, slopes[:, None, :] * _INSIDE_PER_M)


def _rows(
    state: Array,
    wanted: Array,
    weights: Array,
    touches: Sequence[Touch],
    build: Build,
    standing: bool,
) -> tuple[Array, Array, Array]:
    """All residuals (T, n), their derivatives (T, n, 3 + angles), contacts' errors (T,)."""
    posed = pose(state[:, :3], np.degrees(state[:, 3:]), build)
    rows = _Rows(posed)
    size = state.shape[1]
    rows.add(
        (state - wanted) * weights, np.broadcast_to(np.diag(weights), (len(state), size, size))
    )
    low, high = np.radians(LIMITS_DEG[:, 0]), np.radians(LIMITS_DEG[:, 1])
    angles = state[:, 3:]
    past = np.minimum(angles - low, 0.0) + np.maximum(angles - high, 0.0)
    by_limit = np.zeros((len(state), size - 3, size))
    at = np.arange(size - 3)
    by_limit[:, at, at + 3] = (past != 0) * _LIMIT_PER_RAD
    rows.add(past * _LIMIT_PER_RAD, by_limit)
    off = np.zeros(len(state))
    for touch in touches:
        off = np.maximum(off, _touch_rows(rows, touch))
    if standing:
        _balance_rows(rows, [touch for touch in touches if touch.on_site is None])
    _inside_rows(rows)
    values, slopes = rows.stacked()
    return values, slopes, off


def settle(
    pelvis_m: Array,
    angles_deg: Array,
    touches: Sequence[Touch],
    build: Build,
    *,
    pelvis_wanted: bool = False,
    standing: bool = False,
    start: Array | None = None,
    steps: int = _STEPS,
) -> Settled:
    """The nearest postures to the wanted ones that hold.

    Parameters
    ----------
    pelvis_m : (T, 3)
        Where the pelvis is about (with ``pelvis_wanted``: should be), metres.
    angles_deg : (T, angles)
        The wanted joint angles.
    touches
        What rests on what, in all T postures.
    standing
        Whether the weight must be above what is touched.
    start : (T, 3 + angles)
        Where to search from, metres and degrees; the wanted postures by default.
    """
    wanted = np.concatenate([pelvis_m, np.radians(angles_deg)], axis=1)
    pelvis_weight = _WANTED_PELVIS_PER_M if pelvis_wanted else _ANY_PELVIS_PER_M
    weights = np.concatenate([np.full(3, pelvis_weight), _ANGLE_WEIGHT])
    state = wanted.copy()
    if start is not None:
        state = np.concatenate([start[:, :3], np.radians(start[:, 3:])], axis=1)
    damping = np.full(len(state), 1e-2)
    values, slopes, off = _rows(state, wanted, weights, touches, build, standing)
    cost = np.einsum("tn,tn->t", values, values)
    for _ in range(steps):
        square = np.einsum("tna,tnb->tab", slopes, slopes)
        pull = np.einsum("tna,tn->ta", slopes, values)
        size = state.shape[1]
        square[:, np.arange(size), np.arange(size)] += damping[:, None]
        step = -np.linalg.solve(square, pull[..., None])[..., 0]
        largest = np.max(np.abs(step), axis=1, keepdims=True)
        step *= np.minimum(1.0, _LARGEST_STEP_RAD / np.maximum(largest, 1e-9))
        tried = state + step
        new_values, new_slopes, new_off = _rows(tried, wanted, weights, touches, build, standing)
        new_cost = np.einsum("tn,tn->t", new_values, new_values)
        better = new_cost < cost
        damping = np.where(better, np.maximum(damping * 0.4, 1e-4), np.minimum(damping * 4, 1e3))
        gained = np.where(better, cost - new_cost, 0.0)
        state = np.where(better[:, None], tried, state)
        if better.all():
            values, slopes, off = new_values, new_slopes, new_off
        elif better.any():
            values, slopes, off = _rows(state, wanted, weights, touches, build, standing)
        cost = np.where(better, new_cost, cost)
        if (gained < 1e-7 * (1 + cost)).all() and better.any():
            break
    angles = np.clip(np.degrees(state[:, 3:]), LIMITS_DEG[:, 0], LIMITS_DEG[:, 1])
    return Settled(state[:, :3], angles, off, cost)
