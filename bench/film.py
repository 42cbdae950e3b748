"""Clips as files: a film that a browser takes for its camera, and the truth beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

import numpy as np

from bench.clip import prepare
from bench.render import Studio
from bench.scenario import Scenario, draw
from bench.truth import Truth
from tenfold.body.skeleton import REFERENCE

PLAYED_FPS: Final = 30
"""A browser plays a row of JPEG pictures this fast, whatever they were made for."""


def _lunges() -> Scenario:
    """Three reverse lunges with a half one between that must not be counted."""
    scene = draw(4, "reverse_lunge", 0, "side", side="left")
    doing = replace(scene.doing, reps=3, half_reps=(1,), tempo=0.85, rest_s=0.8)
    return replace(scene, build=REFERENCE, fps=10, blur=False, doing=doing)


def _lying_twist() -> Scenario:
    """Knees over to one side and back, lying on the floor."""
    scene = draw(1, "lying_twist", 0, "raised_side", side="left")
    doing = replace(scene.doing, reps=1, hold_s=4.0, tempo=0.9)
    return replace(scene, build=REFERENCE, fps=10, blur=False, doing=doing)


FILMS: Final = {"lunges": _lunges, "lying_twist": _lying_twist}
"""Films by name, for trying the practice page."""


def write_film(scenario: Scenario, folder: Path, name: str) -> Path:
    """Write ``name.mjpeg`` (for a browser's camera), ``name.npz`` and ``name.json`` (the truth)."""
    if PLAYED_FPS % scenario.fps:
        raise ValueError(
            f"pictures cannot be repeated from {scenario.fps} to {PLAYED_FPS} a second"
        )
    clip = prepare(scenario)
    folder.mkdir(parents=True, exist_ok=True)
    write_truth(clip.truth, folder / name)
    film = folder / f"{name}.mjpeg"
    with Studio() as studio:
        film.write_bytes(
            joined(studio.pictures(clip.truth, clip.props), PLAYED_FPS // scenario.fps)
        )
    return film


def joined(pictures: Iterable[bytes], times: int) -> bytes:
    """JPEG files one after the other, each so many times: that is all a film of them is."""
    return b"".join(picture * times for picture in pictures)


def write_truth(truth: Truth, path: Path) -> None:
    """Landmarks, angles and what was shown as ``.npz``; what was done when as ``.json``."""
    np.savez_compressed(
        path.with_suffix(".npz"),
        t=truth.times_s,
        posture=truth.rows,
        room=truth.room_m,
        world=truth.world_m,
        image=truth.image,
        shown=truth.shown,
        size=np.array([truth.scenario.camera.width, truth.scenario.camera.height]),
    )
    performance = truth.performance
    told = {
        "scenario": asdict(truth.scenario),
        "length_s": performance.length_s,
        "reps": [asdict(rep) for rep in performance.reps],
        "holds": [asdict(hold) for hold in performance.holds],
        "faults": [asdict(fault) for fault in performance.faults],
    }
    path.with_suffix(".json").write_text(json.dumps(told, indent=1), encoding="utf-8")
