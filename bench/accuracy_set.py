"""The clips by which the coach is measured: every exercise, well done and badly.

Each exercise at level 0 and -1, by six bodies, from the recommended view and from one other
sensible one. What comes first matters most: a run that is stopped has measured something whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Final, Literal

from bench.clip import exercise
from bench.fault_clips import FAULT_SEED, UNHURRIED, fault_clips
from bench.scenario import Doing, Scenario, View, draw
from bench.sets import BUILDS, exercise_ids
from tenfold.body.landmarks import BodySide
from tenfold.body.skeleton import Build
from tenfold.exercises.model import variant
from tenfold.exercises.tracks import motions

BODIES: Final[tuple[Build, ...]] = (
    *BUILDS,
    Build(1.60, legs=0.95, arms=0.98, shoulders=0.93, hips=1.04, girth=1.06, name="old"),
    Build(1.88, legs=1.02, shoulders=1.06, hips=1.08, girth=1.2, name="tall and heavy"),
)
"""Six bodies: those of the other sets, one short in the leg and narrow, one tall and heavy."""

LEVELS: Final = (0, -1)
GENTLEST: Final = -2
"""Filmed last, where it has a movement of its own and a camera coach."""

OTHER_VIEWS: Final[dict[str, tuple[View, ...]]] = {
    "reverse_lunge": ("front", "side"),
    "deep_squat_rest": ("front",),
    "seated_lunge": ("side", "oblique"),
    "standing_abdominal_hold": ("side", "front"),
    "shoelace_stretch": ("raised_oblique",),
    "seated_twist": ("raised_oblique",),
    "butterfly_pose": ("front",),
    "pigeon_pose": ("raised_side",),
    "lying_twist": ("raised_oblique",),
    "lateral_hip_stretch": ("raised_side",),
}
"""Views beside the recommended one that somebody might choose."""

CLEAN_SEED: Final = 200
_LONG: Final[dict[str, float]] = {"hold": 0.62, "breaths": 0.62}
"""Ways into floor positions are long, and nothing is asked of them: they are gone faster."""
_HOLD_S: Final = 3.0
_FPS: Final[dict[str, int]] = {"reps": 10, "hold": 6, "breaths": 6}

SOON: Final = (("reverse_lunge", "front"), ("deep_squat_rest", "front"))
"""Other views in which a rule is to speak that cannot from the recommended one."""
LATE: Final = (("reverse_lunge", "lifted_heel"), ("deep_squat_rest", "lifted_heel"))
"""Faults of rules that speak wrongly in good form as it is: filmed last."""
_RANKS: Final = (0, 4, 8)
"""The recommended view first, clean and faulty, level 0 and -1; then the next view."""

Part = Literal["clean", "faults"]


@dataclass(frozen=True)
class Planned:
    """A clip of the set, and what it is for."""

    part: Part
    rank: int
    """Lower is filmed first."""
    recommended: bool
    scene: Scenario


def recommended_view(one: str, level: int) -> View:
    """From where the exercise's own advice has the camera look."""
    view = variant(exercise(one), level).camera.view
    assert view != "top", "nobody has a camera on the ceiling"
    return view


def views_of(one: str, level: int) -> tuple[View, ...]:
    """The recommended view, then the others."""
    best = recommended_view(one, level)
    others = OTHER_VIEWS[one] if level != GENTLEST else ()
    return (best, *(view for view in others if view != best))


def clean_clips() -> list[Planned]:
    """Good form: nothing may be said, and every repetition and second counted."""
    planned = []
    for one in exercise_ids():
        own = motions(exercise(one))
        for level in (*LEVELS, GENTLEST):
            coached = variant(exercise(one), level).coach is not None
            if level == GENTLEST and (level not in own or not coached):
                continue
            for nth, view in enumerate(views_of(one, level)):
                rank = 12 if level == GENTLEST else _rank(one, view, nth, level)
                for body in range(len(BODIES)):
                    scene = clean_scene(one, level, view, body, varied=not nth)
                    planned.append(Planned("clean", rank, not nth, scene))
    return planned


def _rank(one: str, view: View, nth: int, level: int) -> int:
    if (one, view) in SOON and not level:
        return 1
    return _RANKS[nth] + (2 if level else 0)


def clean_scene(one: str, level: int, view: View, body: int, *, varied: bool) -> Scenario:
    """One body's clip of good form. ``varied``: with what people do between repetitions."""
    kind = variant(exercise(one), level).kind
    side: BodySide = ("left", "right")[body % 2]
    scene = draw(CLEAN_SEED + body, one, level, view, side=side)
    reps = kind == "reps"
    doing = replace(
        scene.doing,
        reps=3 if reps else 1,
        hold_s=_HOLD_S,
        rest_s=scene.doing.rest_s if reps else 0.4,
        tempo=_tempo(scene, kind),
    )
    if varied:
        doing = _eventful(doing, body, level, reps=reps)
    return _filmed(scene, body, doing, kind)


def _eventful(doing: Doing, body: int, level: int, *, reps: bool) -> Doing:
    """Half repetitions, pauses, both sides, people who come and go: one thing for each body."""
    match body:
        case 0:
            return replace(doing, both_sides=True, reps=2 if reps else 1)
        case 1:
            return replace(doing, half_reps=(1,) if reps else (0,))
        case 2:
            return replace(doing, pauses=(1,) if reps else (0,))
        case 3 if level == 0:
            return replace(doing, walks_in=True, reps=2 if reps else 1)
        case 4 if level == 0:
            return replace(doing, walks_out=True, reps=2 if reps else 1)
        case _:
            return doing


def _tempo(scene: Scenario, kind: str) -> float:
    rng = Random(f"tempo/{scene.name}")  # noqa: S311 - no secret
    around = None if scene.exercise in UNHURRIED else _LONG.get(kind)
    return scene.doing.tempo if around is None else round(around * rng.uniform(0.9, 1.2), 3)


def _filmed(scene: Scenario, body: int, doing: Doing, kind: str) -> Scenario:
    camera = scene.camera
    beside = variant(exercise(scene.exercise), scene.level).camera.beside
    if beside is not None:
        # Who follows the advice turns round between sides: each side is a clip of its own.
        left = (doing.side == "left") == (beside == "working")
        camera = replace(camera, azimuth_deg=(1.0 if left else -1.0) * abs(camera.azimuth_deg))
        doing = replace(doing, both_sides=False)
    return replace(
        scene,
        build=BODIES[body],
        doing=doing,
        camera=camera,
        fps=_FPS[kind],
        blur=False,
        occluder=None,
    )


def faulty_clips() -> list[Planned]:
    """Bad form: what each rule should catch, in every view that it may speak in."""
    planned = []
    for one in exercise_ids():
        for level in LEVELS:
            for nth, view in enumerate(views_of(one, level)):
                rank = _rank(one, view, nth, level) + 1
                for scene in fault_clips(one, level, view):
                    body = (scene.seed - FAULT_SEED) % 10
                    kind = variant(exercise(one), level).kind
                    filmed = _filmed(scene, body, scene.doing, kind)
                    late = (one, filmed.faults[0].kind) in LATE
                    planned.append(Planned("faults", 13 if late else rank, not nth, filmed))
    return planned


def accuracy_set() -> list[Planned]:
    """All clips, most important first; exercises in turn, so that none waits for the others."""
    clips = clean_clips() + faulty_clips()
    return sorted(clips, key=lambda one: (one.rank, one.scene.seed % 100 % 10))
