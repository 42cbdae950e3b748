"""From a scenario to its truth: the exercise's movement, solved for the body that does it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from bench.faults import far_pose_of, in_angles, with_fault
from bench.performance import Tracks, perform
from bench.scenario import Fault, Scenario
from bench.truth import Truth, camera_axes, make_truth
from tenfold.body import skeleton
from tenfold.body.skeleton import REFERENCE, REFERENCE_HEIGHT_M, Build
from tenfold.body.track import Key, Track
from tenfold.exercises.load import packaged_library
from tenfold.exercises.model import Exercise, variant
from tenfold.exercises.motion import compile_motion
from tenfold.exercises.motion_model import Motion
from tenfold.exercises.props import size_m
from tenfold.exercises.tracks import SOLVER_VERSION, motions

ROOT: Final = Path(__file__).resolve().parents[1]
KEPT: Final = ROOT / "build" / "bench" / "tracks"
_OUT_OF_PICTURE_M: Final = 3.4


@dataclass(frozen=True)
class Clip:
    """What is to be filmed, and the truth about it."""

    truth: Truth
    props: list[dict[str, Any]]


@cache
def exercise(exercise_id: str) -> Exercise:
    """An exercise of the packaged library. KeyError if there is none."""
    return packaged_library().get(exercise_id)


def motion_of(exercise_id: str, level: int) -> Motion:
    """How a level moves; a level without its own movement moves like level 0."""
    found = motions(exercise(exercise_id))
    return found[level] if level in found else found[0]


def counted(exercise_id: str, level: int) -> Literal["reps", "hold"]:
    """Whether repetitions or holds are counted."""
    return "reps" if variant(exercise(exercise_id), level).kind == "reps" else "hold"


def sided(exercise_id: str, level: int) -> bool:
    """Whether it is done on each side in turn."""
    return variant(exercise(exercise_id), level).dose.sides.value == "each"


def solved(motion: Motion, build: Build) -> Track:
    """The movement for a body; kept on disk, because solving takes seconds."""
    parts = [
        str(SOLVER_VERSION),
        motion.model_dump_json(),
        repr(build),
        repr((skeleton.SEGMENTS, skeleton.CAPSULES, sorted(skeleton.SITES.items()))),
        *(_solver_text()),
    ]
    name = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
    path = KEPT / f"{name}.npz"
    if path.is_file():
        with np.load(path, allow_pickle=False) as kept:
            keys = tuple(
                Key(int(frame), str(phase), bool(stop))  # type: ignore[arg-type]
                for frame, phase, stop in zip(
                    kept["at"], kept["phases"], kept["stops"], strict=True
                )
            )
            return Track(float(kept["fps"]), keys, kept["frames"])
    track = compile_motion(motion, build)
    KEPT.mkdir(parents=True, exist_ok=True)
    # Two processes may solve the same movement at once: each writes a file of its own.
    part = path.with_suffix(f".{os.getpid()}.part.npz")
    np.savez_compressed(
        part,
        fps=track.fps,
        at=[key.frame for key in track.keys],
        phases=[key.phase for key in track.keys],
        stops=[key.stop for key in track.keys],
        frames=track.frames,
    )
    part.replace(path)
    return track


@cache
def _solver_text() -> tuple[str, ...]:
    """The source of what solves: a change there makes kept tracks out of date."""
    source = ROOT / "src" / "tenfold"
    files = ("body/settling.py", "body/surface.py", "body/posing.py", "exercises/motion.py")
    return tuple((source / name).read_text(encoding="utf-8") for name in files)


def prepare(scenario: Scenario) -> Clip:
    """Solve, perform and project a scenario."""
    motion = motion_of(scenario.exercise, scenario.level)
    build = scenario.build
    tracks = Tracks(
        solved(motion, build),
        tuple(
            (fault, solved(_to_solve(motion, fault), build))
            for fault in scenario.faults
            if in_angles(fault.kind)
        ),
        build,
    )
    right = camera_axes(scenario.camera.azimuth_deg, 0.0, 0.0)[0]
    performance = perform(
        counted(scenario.exercise, scenario.level),
        tracks,
        scenario.doing,
        scenario.seed,
        scenario.faults,
        right * _OUT_OF_PICTURE_M * (1 if scenario.seed % 2 else -1),
    )
    return Clip(
        make_truth(scenario, performance, performance.acts_s),
        props_of(motion, scenario.doing.side, build),
    )


def _to_solve(motion: Motion, fault: Fault) -> Motion:
    bad = with_fault(motion, fault)
    return far_pose_of(motion, bad) if fault.slips_for_s else bad


def props_of(motion: Motion, side: str, build: Build = REFERENCE) -> list[dict[str, Any]]:
    """The things around the person where this body needs them; mirrored for the right side."""
    scale = build.height_m / REFERENCE_HEIGHT_M
    sign = 1.0 if side == "left" else -1.0
    return [
        {
            "kind": prop.kind,
            "at_m": [prop.at[0] * scale, prop.at[1] * scale, sign * prop.at[2] * scale],
            "turn_deg": sign * prop.turn_deg,
            "size_m": list(size_m(prop)),
        }
        for prop in motion.props
    ]
