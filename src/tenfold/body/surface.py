"""How near the parts of a body are to the floor and to each other."""

from __future__ import annotations

from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tenfold.body.posing import Posed
from tenfold.body.skeleton import CAPSULES, SEGMENT_INDEX, SEGMENTS, Array, Capsule

CAPSULE_SEGMENT: Final = np.array([SEGMENT_INDEX[c.segment] for c in CAPSULES])
# Neighbours overlap by nature; so do the parts that always lie against each other.
_GROWN_TOGETHER: Final = frozenset({("pelvis", "chest"), ("shank", "toes")})


_TRUNK: Final = frozenset({"pelvis", "abdomen", "chest"})


def _bare(segment: str) -> str:
    return segment.removeprefix("left_").removeprefix("right_")


def _neighbours(a: Capsule, b: Capsule) -> bool:
    if a.segment == b.segment or (a.root and b.root):
        return True
    if (a.root and b.segment in _TRUNK) or (b.root and a.segment in _TRUNK):
        return True
    parents = {segment.name: segment.parent for segment in SEGMENTS}
    if parents[a.segment] == b.segment or parents[b.segment] == a.segment:
        return True
    return (_bare(a.segment), _bare(b.segment)) in _GROWN_TOGETHER or (
        _bare(b.segment),
        _bare(a.segment),
    ) in _GROWN_TOGETHER


PAIRS: Final[tuple[tuple[int, int], ...]] = tuple(
    (i, j)
    for i, j in combinations(range(len(CAPSULES)), 2)
    if not _neighbours(CAPSULES[i], CAPSULES[j])
)
"""Capsules that must not pass through each other."""
_FIRST: Final = np.array([i for i, _ in PAIRS])
_SECOND: Final = np.array([j for _, j in PAIRS])


class Lines(NamedTuple):
    """The middle lines of all capsules, (T, capsules, 3), and their radii (capsules,)."""

    start_m: Array
    end_m: Array
    start_radius_m: Array
    end_radius_m: Array


class Gaps(NamedTuple):
    """Per pair of capsules the gap between their surfaces (negative: overlap), and where.

    ``gap_m`` (T, pairs); ``on_first_m``, ``on_second_m`` (T, pairs, 3) the nearest points of
    the middle lines.
    """

    gap_m: Array
    on_first_m: Array
    on_second_m: Array


def lines(posed: Posed) -> Lines:
    build = posed.build
    starts = [posed.of_local(s, build.place_m(c.segment, c.start)) for s, c in _capsules()]
    ends = [posed.of_local(s, build.place_m(c.segment, c.end)) for s, c in _capsules()]
    return Lines(
        np.stack(starts, axis=1),
        np.stack(ends, axis=1),
        np.array([build.radius_m(c.radius, c.segment) for c in CAPSULES]),
        np.array([build.radius_m(c.end_radius or c.radius, c.segment) for c in CAPSULES]),
    )


def _capsules() -> list[tuple[int, Capsule]]:
    return list(zip(CAPSULE_SEGMENT.tolist(), CAPSULES, strict=True))


def floor_gaps_m(line: Lines) -> tuple[Array, Array]:
    """(T, capsules): how far each capsule's two ends are above the floor."""
    return (
        line.start_m[..., 1] - line.start_radius_m,
        line.end_m[..., 1] - line.end_radius_m,
    )


def body_gaps(line: Lines, pairs: NDArray[np.intp] | None = None) -> Gaps:
    """The gaps between parts of the body, for all ``PAIRS`` or those with these indices."""
    first, second = (_FIRST, _SECOND) if pairs is None else (_FIRST[pairs], _SECOND[pairs])
    p, q = line.start_m[:, first], line.start_m[:, second]
    u, v = line.end_m[:, first] - p, line.end_m[:, second] - q
    s, t = _nearest(p, u, q, v)
    on_first, on_second = p + s[..., None] * u, q + t[..., None] * v
    r1 = line.start_radius_m[first] * (1 - s) + line.end_radius_m[first] * s
    r2 = line.start_radius_m[second] * (1 - t) + line.end_radius_m[second] * t
    return Gaps(np.linalg.norm(on_first - on_second, axis=-1) - r1 - r2, on_first, on_second)


def _nearest(p: Array, u: Array, q: Array, v: Array) -> tuple[Array, Array]:
    """Where on the lines p + s u and q + t v (0 <= s, t <= 1) they are nearest to each other."""
    w = p - q
    a, b, c = _dot(u, u), _dot(u, v), _dot(v, v)
    d, e = _dot(u, w), _dot(v, w)
    det = a * c - b * b
    parallel = det < 1e-9
    s = np.clip(np.where(parallel, 0.0, (b * e - c * d) / np.where(parallel, 1.0, det)), 0, 1)
    t = np.clip((b * s + e) / np.maximum(c, 1e-12), 0, 1)
    s = np.clip((b * t - d) / np.maximum(a, 1e-12), 0, 1)
    return s, t


def _dot(a: Array, b: Array) -> Array:
    product: Array = np.einsum("...i,...i->...", a, b)
    return product
