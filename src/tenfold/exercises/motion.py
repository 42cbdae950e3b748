"""From key poses to a movement: contacts settled, frames filled in, the way back added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from tenfold.body.posing import angles_row, pose
from tenfold.body.settling import LIMITS_DEG, Touch, settle
from tenfold.body.skeleton import (
    ANGLE_INDEX,
    REFERENCE,
    REFERENCE_HEIGHT_M,
    SEGMENT_INDEX,
    SITES,
    WHOLE_SITES,
    Array,
    Build,
)
from tenfold.body.track import Key, Track
from tenfold.exercises.motion_model import KeyPose, Motion, Rest
from tenfold.exercises.props import FLOOR, Surface, name_of, surface_of

FPS: Final = 10.0
_JUMP_DEG: Final = 60.0
"""All joint angles together that change by more than this from one frame to the next, jump."""
_STANDING_PELVIS: Final = 0.53 * REFERENCE_HEIGHT_M


class MotionError(ValueError):
    """A motion that names what is not there. ``field`` says where."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field, self.message = field, message


@dataclass(frozen=True)
class HeldPose:
    """A settled key pose: its row (3 + angles), what it rests on, where each site is, and how
    far the worst contact still is from where it should be."""

    pose: KeyPose
    row: Array
    rests: Mapping[str, Rest]
    sites_m: Mapping[str, Array]
    off_m: float


def angle_names(name: str) -> tuple[str, ...]:
    """The joint angles that a file's name stands for: itself, or both sides'.

    Raises
    ------
    KeyError
        If there is no such angle.
    """
    if name in ANGLE_INDEX:
        return (name,)
    both = (f"left_{name}", f"right_{name}")
    if both[0] in ANGLE_INDEX:
        return both
    raise KeyError(name)


def site_names(name: str) -> tuple[str, ...]:
    """The sites that a file's name stands for: ``left_foot`` is heel and ball.

    Raises
    ------
    KeyError
        If there is no such part.
    """
    if name in WHOLE_SITES:
        return WHOLE_SITES[name]
    if name in SITES:
        return (name,)
    both = (f"left_{name}", f"right_{name}")
    return site_names(both[0]) + site_names(both[1]) if _known(both[0]) else _no_such(name)


def one_sided(rests: Mapping[str, Rest]) -> dict[str, Rest]:
    """Rests with a part for each side where the file names both at once (``foot``)."""
    found: dict[str, Rest] = {}
    for part, rest in rests.items():
        both = (f"left_{part}", f"right_{part}")
        names = both if not _known(part) and _known(both[0]) else (part,)
        found |= dict.fromkeys(names, rest)
    return found


def _known(name: str) -> bool:
    return name in SITES or name in WHOLE_SITES


def _no_such(name: str) -> tuple[str, ...]:
    raise KeyError(name)


def compile_motion(motion: Motion, build: Build = REFERENCE, fps: float = FPS) -> Track:
    """The whole movement of a body: every key pose in turn and back to the first.

    Where no pose is a ``return``, the way back is the way there, backwards.

    Raises
    ------
    MotionError
        If a pose names an angle, a part of the body or a thing that there is not.
    """
    return filled_in(motion, settled_keys(motion, build), build, fps)


def filled_in(
    motion: Motion, held: Sequence[HeldPose], build: Build = REFERENCE, fps: float = FPS
) -> Track:
    """The movement through key poses that are settled already."""
    surfaces = _surfaces(motion, build)
    returns = comes_back(motion)
    loop = [*held, held[0]] if returns else held
    frames: list[Array] = [held[0].row[None]]
    keys = [Key(0, held[0].pose.phase, not held[0].pose.pass_by)]
    slopes = _slopes(loop)
    for i, (start, end) in enumerate(pairwise(loop)):
        count = max(1, round(end.pose.move_s * fps))
        wanted = _between(start.row, end.row, slopes[i], slopes[i + 1], count, end.pose.move_s)
        frames.append(_filled(start, end, wanted, surfaces, build))
        if i + 1 < len(held):
            keys.append(Key(sum(map(len, frames)) - 1, end.pose.phase, not end.pose.pass_by))
    if not returns:
        frames.append(np.concatenate(frames)[-2::-1])
    return Track(fps, tuple(keys), np.concatenate(frames))


def comes_back(motion: Motion) -> bool:
    """Whether a motion has a way back of its own."""
    return any(key.phase == "return" for key in motion.poses)


def settled_keys(motion: Motion, build: Build = REFERENCE) -> list[HeldPose]:
    """Every key pose, settled onto what it rests on. MotionError as ``compile_motion``."""
    scale = build.height_m / REFERENCE_HEIGHT_M
    surfaces = _surfaces(motion, build)
    wanted = angles_row({})
    pelvis = np.array([0.0, _STANDING_PELVIS, 0.0]) * scale
    rests: Mapping[str, Rest] = {}
    before: HeldPose | None = None
    held: list[HeldPose] = []
    for i, key in enumerate(motion.poses):
        field = f"motion.poses[{i}]"
        wanted = wanted.copy()
        for name, value in key.angles.items():
            try:
                for angle in angle_names(name):
                    wanted[ANGLE_INDEX[angle]] = value
            except KeyError:
                raise MotionError(f"{field}.angles.{name}", "is no joint angle") from None
        if key.pelvis is not None:
            pelvis = np.array(key.pelvis) * scale
        rests = rests if key.resting is None else one_sided(key.resting)
        touches = list(_touches(field, rests, before, surfaces, scale))
        inside = np.clip(wanted, LIMITS_DEG[:, 0], LIMITS_DEG[:, 1])
        row, off_m = _settled_key(
            np.concatenate([pelvis, inside]), before, touches, key.pelvis is not None, build
        )
        before = HeldPose(key, row, rests, _sites(row, build), off_m)
        held.append(before)
        pelvis = row[:3]
    return held


def _settled_key(
    wanted: Array,
    before: HeldPose | None,
    touches: Sequence[Touch],
    pelvis_wanted: bool,
    build: Build,
) -> tuple[Array, float]:
    """A key pose's row and how far off its contacts are: the best of several searches, one from
    what is wanted, others from the pose before, so that a limb ends on the right side."""
    starts = [wanted]
    if before is not None:
        starts += [before.row, (before.row + wanted) / 2, wanted * 0.8 + before.row * 0.2]
    count = len(starts)
    settled = settle(
        np.repeat(wanted[None, :3], count, axis=0),
        np.repeat(wanted[None, 3:], count, axis=0),
        touches,
        build,
        pelvis_wanted=pelvis_wanted,
        standing=_standing(touches),
        start=np.stack(starts),
    )
    best = int(np.argmin(settled.cost))
    row = np.concatenate([settled.pelvis_m[best], settled.angles_deg[best]])
    return row, float(settled.off_m[best])


_FEET: Final = ("heel", "ball", "toe_tip")


def _standing(touches: Sequence[Touch]) -> bool:
    """Whether nothing but feet carries the body."""
    return bool(touches) and all(
        touch.on_site is not None or touch.site.endswith(_FEET) for touch in touches
    )


def _stands(held: HeldPose) -> bool:
    sites = [
        site
        for part, rest in held.rests.items()
        if rest.on not in SITES
        for site in site_names(part)
    ]
    return all(site.endswith(_FEET) for site in sites)


def _surfaces(motion: Motion, build: Build) -> dict[str, Surface | None]:
    scale = build.height_m / REFERENCE_HEIGHT_M
    # In the air: a place on the way, without anything to rest on.
    found: dict[str, Surface | None] = {"floor": FLOOR, "air": None}
    for prop in motion.props:
        found[name_of(prop)] = surface_of(prop, scale)
        if prop.kind == "chair":
            # The backrest is held at a place, it is no surface to rest on.
            found[f"{name_of(prop)}_back"] = None
    return found


def _sites(row: Array, build: Build) -> dict[str, Array]:
    """Where every site is in a posture, metres."""
    posed = pose(row[None, :3], row[None, 3:], build)
    return {
        name: posed.of_local(SEGMENT_INDEX[site.segment], build.place_m(site.segment, site.at))[0]
        for name, site in SITES.items()
    }


def _touches(
    field: str,
    rests: Mapping[str, Rest],
    before: HeldPose | None,
    surfaces: Mapping[str, Surface | None],
    scale: float,
) -> Iterator[Touch]:
    for part, rest in rests.items():
        try:
            sites = site_names(part)
        except KeyError:
            raise MotionError(f"{field}.rests.{part}", "is no part of the body") from None
        planted = (
            before is not None
            and not rest.slides
            and part in before.rests
            and before.rests[part].on == rest.on
            and rest.at is None
        )
        for site in sites:
            place = None
            if rest.at is not None and site == sites[0]:
                place = np.array(rest.at) * scale
            elif planted and before is not None:
                place = before.sites_m[site]
            if rest.on in surfaces:
                surface = surfaces[rest.on]
                if surface is None and place is None:
                    raise MotionError(f"{field}.rests.{part}", "needs at: it has no surface")
                yield _on_surface(site, surface, place)
            elif rest.on in SITES:
                if site == sites[0]:
                    yield Touch(site, on_site=rest.on)
            else:
                raise MotionError(f"{field}.rests.{part}.on", f"there is no {rest.on!r} to rest on")


def _on_surface(site: str, surface: Surface | None, place: Array | None) -> Touch:
    spot = None if place is None else (float(place[0]), float(place[1]), float(place[2]))
    if surface is None:
        return Touch(site, place_m=spot)
    return Touch(site, surface.normal, surface.offset_m, spot)


def _slopes(loop: Sequence[HeldPose]) -> list[Array]:
    """The speed at each key pose: none where it stops, else the mean speed around it."""
    size = len(loop[0].row)
    slopes = [np.zeros(size) for _ in loop]
    for i in range(1, len(loop) - 1):
        if loop[i].pose.pass_by:
            span_s = loop[i].pose.move_s + loop[i + 1].pose.move_s
            slopes[i] = (loop[i + 1].row - loop[i - 1].row) / span_s
            # An angle that turns round here has no speed, so that it does not swing beyond.
            ahead, behind = loop[i + 1].row - loop[i].row, loop[i].row - loop[i - 1].row
            slopes[i][ahead * behind <= 0] = 0.0
    return slopes


def _between(
    start: Array, end: Array, leave: Array, arrive: Array, count: int, span_s: float
) -> Array:
    """(count, ...): cubic steps from one row to another, the last of them ``end`` itself."""
    t = (np.arange(1, count + 1) / count)[:, None]
    h00, h10 = 2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t
    h01, h11 = -2 * t**3 + 3 * t**2, t**3 - t**2
    rows: Array = h00 * start + h10 * span_s * leave + h01 * end + h11 * span_s * arrive
    return rows


def _filled(
    start: HeldPose,
    end: HeldPose,
    wanted: Array,
    surfaces: Mapping[str, Surface | None],
    build: Build,
) -> Array:
    """The frames after ``start`` up to ``end``: what rests in both poses rests all the way."""
    between = wanted[:-1]
    if len(between) == 0:
        return wanted
    touches: list[Touch] = []
    for part, rest in end.rests.items():
        before = start.rests.get(part)
        if before is None or before.on != rest.on:
            continue
        sites = site_names(part)
        if rest.on in surfaces:
            surface = surfaces[rest.on]
            for site in sites:
                moved = np.linalg.norm(end.sites_m[site] - start.sites_m[site])
                stays = moved < 0.01
                if surface is None and not stays:
                    continue
                touches.append(_on_surface(site, surface, end.sites_m[site] if stays else None))
        else:
            touches.append(Touch(sites[0], on_site=rest.on))
    # A step is a controlled fall: balance is kept while the feet stay.
    standing = _stands(end) and start.rests.keys() == end.rests.keys()
    rows = _settled_rows(between, between, touches, build, standing)[0]
    # Each frame was settled on its own, and may have got stuck where its neighbours did not.
    rows = _best_of_neighbours(rows, between, touches, build, standing)
    even = _evened(np.concatenate([start.row[None], rows, end.row[None]]))
    rows = _settled_rows(even, even, touches, build, standing=False)[0]
    return np.concatenate([rows, wanted[-1:]])


def _settled_rows(
    wanted: Array, start: Array, touches: Sequence[Touch], build: Build, standing: bool
) -> tuple[Array, Array]:
    """Settled rows, and what each cost."""
    settled = settle(
        wanted[:, :3],
        wanted[:, 3:],
        touches,
        build,
        pelvis_wanted=True,
        standing=standing,
        start=start,
    )
    return np.concatenate([settled.pelvis_m, settled.angles_deg], axis=1), settled.cost


def _best_of_neighbours(
    rows: Array, wanted: Array, touches: Sequence[Touch], build: Build, standing: bool
) -> Array:
    """Search again from where earlier and later frames came out, and keep what costs least."""
    steps = np.linalg.norm(np.diff(rows[:, 3:], axis=0), axis=1)
    if len(rows) < 3 or steps.max() < _JUMP_DEG:
        return rows
    count = len(rows)
    found, costs = [], []
    for shift in (0, -6, -3, 3, 6):
        from_there = rows[np.clip(np.arange(count) + shift, 0, count - 1)]
        again, cost = _settled_rows(wanted, from_there, touches, build, standing)
        found.append(again)
        costs.append(cost)
    best = np.argmin(np.stack(costs), axis=0)
    chosen: Array = np.stack(found)[best, np.arange(count)]
    return chosen


def _evened(rows: Array) -> Array:
    """The rows between the first and the last, each nearer to the mean of its neighbours."""
    for _ in range(2):
        rows = np.concatenate([rows[:1], (rows[:-2] + 2 * rows[1:-1] + rows[2:]) / 4, rows[-1:]])
    inner: Array = rows[1:-1]
    return inner
