"""A puppet made of straight lines: exact frames with known angles, for tests.

It stands on the floor, faces the camera at ``turn_deg`` 0 and shows its left side at 90.
Angles are given per leg as (thigh, shank) inclinations against the vertical, degrees:
the thigh's positive forward, the shank's positive backward, so knee flexion is their sum.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from tenfold.body.frame import LANDMARK_COUNT, Frame, Point
from tenfold.body.landmarks import INDEX

THIGH_M, SHANK_M, TRUNK_M = 0.42, 0.42, 0.5
HIP_HALF_M, SHOULDER_HALF_M, FOOT_M = 0.13, 0.18, 0.2


@dataclass(frozen=True)
class Pose:
    """Angles of one moment. ``knee_in_m`` moves a knee towards the other one."""

    left: tuple[float, float] = (0.0, 0.0)
    right: tuple[float, float] = (0.0, 0.0)
    trunk_deg: float = 0.0
    knee_in_m: tuple[float, float] = (0.0, 0.0)
    heel_deg: tuple[float, float] = (0.0, 0.0)


def squat(knee_deg: float, trunk_deg: float = 20.0) -> Pose:
    """A squat with this knee flexion: the thigh takes seven tenths of it."""
    leg = (0.7 * knee_deg, 0.3 * knee_deg)
    return Pose(leg, leg, trunk_deg * knee_deg / 110.0)


def lunge(depth: float, back: str = "left", trunk_deg: float = 5.0) -> Pose:
    """A reverse lunge, ``depth`` 0 standing to 1 at the bottom, ``back`` leg behind."""
    front, rear = (85.0 * depth, 10.0 * depth), (5.0 * depth, 85.0 * depth)
    legs = {"left": rear, "right": front} if back == "left" else {"left": front, "right": rear}
    return Pose(legs["left"], legs["right"], trunk_deg * depth)


def frame(
    pose: Pose,
    t_s: float = 0.0,
    turn_deg: float = 90.0,
    visibility: float = 1.0,
    distance_m: float = 3.0,
) -> Frame:
    """The puppet in ``pose``, seen from ``turn_deg``."""
    body: dict[str, Point] = {}  # x to its left, y down, z forward
    for side, sign, leg, inward, heel in (
        ("left", 1.0, pose.left, pose.knee_in_m[0], pose.heel_deg[0]),
        ("right", -1.0, pose.right, pose.knee_in_m[1], pose.heel_deg[1]),
    ):
        thigh, shank = math.radians(leg[0]), math.radians(leg[1])
        hip = (sign * HIP_HALF_M, 0.0, 0.0)
        knee = (
            hip[0] - sign * inward,
            hip[1] + THIGH_M * math.cos(thigh),
            hip[2] + THIGH_M * math.sin(thigh),
        )
        ankle = (hip[0], knee[1] + SHANK_M * math.cos(shank), knee[2] - SHANK_M * math.sin(shank))
        toe = (
            ankle[0],
            ankle[1] + 0.05 + FOOT_M * math.sin(math.radians(heel)),
            ankle[2] + FOOT_M * math.cos(math.radians(heel)),
        )
        body |= {
            f"{side}_hip": hip,
            f"{side}_knee": knee,
            f"{side}_ankle": ankle,
            f"{side}_heel": (ankle[0], ankle[1] + 0.05, ankle[2]),
            f"{side}_foot_index": toe,
        }
        lean = math.radians(pose.trunk_deg)
        shoulder = (sign * SHOULDER_HALF_M, -TRUNK_M * math.cos(lean), TRUNK_M * math.sin(lean))
        body |= {f"{side}_shoulder": shoulder}
    world: list[Point] = [(0.0, -0.7, 0.0)] * LANDMARK_COUNT
    turn = math.radians(turn_deg)
    for name, (x, y, z) in body.items():
        # Facing the camera, its left is to the right of the picture and forward is nearer.
        across = x * math.cos(turn) + z * math.sin(turn)
        away = x * math.sin(turn) - z * math.cos(turn)
        world[INDEX[name]] = (across, y, away)
    image: list[Point] = [(0.5 + x / distance_m, 0.5 + y / distance_m, z) for x, y, z in world]
    return Frame(t_s, tuple(image), tuple(world), (visibility,) * LANDMARK_COUNT, 1.0)


@dataclass(frozen=True)
class Move:
    """Go down to ``depth`` (or knee angle), stay, come up, stand."""

    depth: float
    down_s: float = 2.0
    stay_s: float = 1.0
    up_s: float = 1.5
    stand_s: float = 1.0
    back: str = "left"


def _ease(share: float) -> float:
    return 0.5 - 0.5 * math.cos(math.pi * min(1.0, max(0.0, share)))


def _depth_at(move: Move, t_s: float) -> float:
    if t_s < move.down_s:
        return move.depth * _ease(t_s / move.down_s)
    t_s -= move.down_s + move.stay_s
    return move.depth * (1.0 - _ease(t_s / move.up_s)) if t_s > 0 else move.depth


def film(
    moves: Iterable[Move],
    pose_of: Callable[[float, Move], Pose],
    fps: float = 30.0,
    turn_deg: float = 90.0,
    begin_s: float = 1.0,
) -> list[Frame]:
    """Frames of the moves one after another, after ``begin_s`` of standing."""
    frames: list[Frame] = []
    start_s = begin_s
    still = Move(0.0)
    for number in range(round(begin_s * fps)):
        frames.append(frame(pose_of(0.0, still), number / fps, turn_deg))
    for move in moves:
        length_s = move.down_s + move.stay_s + move.up_s + move.stand_s
        for number in range(round(length_s * fps)):
            t_s = number / fps
            frames.append(frame(pose_of(_depth_at(move, t_s), move), start_s + t_s, turn_deg))
        start_s += length_s
    return frames


def squats(moves: Iterable[Move], **how: float) -> list[Frame]:
    return film(moves, lambda depth, _move: squat(depth), **how)


def lunges(moves: Iterable[Move], **how: float) -> list[Frame]:
    return film(moves, lambda depth, move: lunge(depth, move.back), **how)


def at_times(frames: Iterable[Frame], shift_s: float = 0.0, speed: float = 1.0) -> Iterator[Frame]:
    """The same frames, later and faster."""
    return (replace(each, t_s=each.t_s / speed + shift_s) for each in frames)
