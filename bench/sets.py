"""Which clips are filmed: the small set with every test run, the full one on demand."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bench.clip import exercise, motion_of, sided
from bench.faults import faults_for
from bench.scenario import Doing, Scenario, View, draw, views_for
from tenfold.body.skeleton import REFERENCE, Build
from tenfold.exercises.load import packaged_library
from tenfold.exercises.tracks import motions

BUILDS: Final[tuple[Build, ...]] = (
    REFERENCE,
    Build(1.56, legs=0.97, shoulders=0.95, hips=1.05, girth=0.95, name="small and slim"),
    Build(1.84, legs=1.03, arms=1.03, shoulders=1.06, girth=1.08, name="tall"),
    Build(1.66, legs=0.98, shoulders=1.03, hips=1.07, girth=1.2, name="heavy"),
)
"""The bodies of the sets: solving a movement for a new body takes seconds."""
FULL_SEEDS: Final = 3
_SLOW_FPS: Final = 8
"""Enough for movements that take ten seconds and more, of which there are many."""
_SMALL_VIEWS: Final[dict[str, View]] = {
    "standing": "side",
    "chair": "side",
    "sitting": "raised_oblique",
    "kneeling": "raised_side",
    "supine": "raised_side",
}


def exercise_ids() -> tuple[str, ...]:
    return tuple(packaged_library().ids)


def small_set() -> tuple[Scenario, ...]:
    """One quick clip of each exercise."""
    return tuple(
        replace(
            (scene := draw(0, one, 0, _SMALL_VIEWS[exercise(one).start])),
            build=REFERENCE,
            fps=6,
            blur=False,
            doing=replace(scene.doing, reps=1, hold_s=1.5, rest_s=0.3, tempo=0.8),
        )
        for one in exercise_ids()
    )


def full_set(seeds: int = FULL_SEEDS) -> tuple[Scenario, ...]:
    """Every exercise from every view, seed by seed; then the other levels and each fault once."""
    scenes: list[Scenario] = []
    for seed in range(seeds):
        for number, one in enumerate(exercise_ids()):
            for view in views_for(exercise(one).start):
                scenes.append(_varied(draw(seed, one, 0, view), number + seed))
    for number, one in enumerate(exercise_ids()):
        best = _SMALL_VIEWS[exercise(one).start]
        for level in sorted(set(motions(exercise(one))) - {0}):
            scenes.append(_varied(draw(10, one, level, best), number))
        scenes += _with_faults(one, best)
    return tuple(scenes)


def _varied(scene: Scenario, turn: int) -> Scenario:
    """With one of the set's bodies, short holds, and now and then something unforeseen."""
    rng_turn = scene.seed % 3
    doing = replace(
        scene.doing,
        reps=2 if exercise(scene.exercise).kind == "reps" else 1,
        hold_s=2.0,
        half_reps=(1,) if rng_turn == 1 else (),
        pauses=(0,) if rng_turn == 2 else (),
        walks_in=rng_turn == 1,
        walks_out=rng_turn == 2,
    )
    quick = exercise(scene.exercise).kind == "reps"
    fps = min(scene.fps, 15) if quick else _SLOW_FPS
    return replace(scene, build=BUILDS[turn % len(BUILDS)], doing=doing, fps=fps)


def _with_faults(one: str, view: View) -> list[Scenario]:
    spec = exercise(one)
    faults = faults_for(
        motion_of(one, 0), spec.start, sided=sided(one, 0), holds=spec.kind != "reps"
    )
    scenes = []
    for i, fault in enumerate(faults):
        scene = draw(100 + i, one, 0, "front" if fault.kind == "knee_in" else view)
        doing: Doing = replace(
            scene.doing, reps=1, hold_s=2.0, both_sides=fault.kind == "wrong_side_twice"
        )
        scenes.append(
            replace(scene, build=REFERENCE, doing=doing, faults=(fault,), fps=10, blur=False)
        )
    return scenes
