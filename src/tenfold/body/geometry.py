"""Vectors as plain tuples: a frame is looked at too often to make arrays of its points."""

from __future__ import annotations

import math

from tenfold.body.frame import Point


def sub(a: Point, b: Point) -> Point:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def mid(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2)


def dot(u: Point, v: Point) -> float:
    return u[0] * v[0] + u[1] * v[1] + u[2] * v[2]


def cross(u: Point, v: Point) -> Point:
    return (
        u[1] * v[2] - u[2] * v[1],
        u[2] * v[0] - u[0] * v[2],
        u[0] * v[1] - u[1] * v[0],
    )


def length(v: Point) -> float:
    return math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2])


def angle_deg(u: Point, v: Point) -> float | None:
    """Angle between two vectors, 0-180 degrees; None when one has no length."""
    # Written out: this is asked for more often than anything else.
    (ux, uy, uz), (vx, vy, vz) = u, v
    lengths = math.sqrt(ux * ux + uy * uy + uz * uz) * math.sqrt(vx * vx + vy * vy + vz * vz)
    if lengths < 1e-9:
        return None
    cosine = (ux * vx + uy * vy + uz * vz) / lengths
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def turn_deg(axis: Point, start: Point, end: Point, least_m: float = 0.02) -> float | None:
    """From ``start`` to ``end`` about ``axis`` (right-handed), -180 to 180 degrees.

    What lies along the axis is left out. None where less than ``least_m`` of ``end`` (or 2 cm
    of ``start``) is left: it has no direction then.
    """
    long = length(axis)
    if long < 1e-6:
        return None
    axis = (axis[0] / long, axis[1] / long, axis[2] / long)
    u, v = _across(start, axis), _across(end, axis)
    if length(u) < 0.02 or length(v) < least_m:
        return None
    return math.degrees(math.atan2(dot(cross(u, v), axis), dot(u, v)))


def _across(v: Point, axis: Point) -> Point:
    along = dot(v, axis)
    return (v[0] - along * axis[0], v[1] - along * axis[1], v[2] - along * axis[2])
