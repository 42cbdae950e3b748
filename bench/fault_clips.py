"""Clips in which the faults are made that form rules should catch, in several sizes each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from bench.clip import exercise
from bench.fault_kinds import kinds_for
from bench.scenario import Doing, Fault, FaultKind, Scenario, View, draw
from tenfold.body.landmarks import BodySide
from tenfold.exercises.model import variant

FAULT_SEED: Final = 400
SHARES: Final = (1.0, 0.55, 0.78)
"""Sizes, as shares of the whole fault. Whether one is beyond a rule's limit is seen from its true
measure: what is not, is no fault of that rule."""
FAULT_BODIES: Final = 4
_SLIP_S: Final = 2.6
_TEMPO: Final = 0.5
UNHURRIED: Final = ("deep_squat_rest",)
"""But the way into these is asked to be slow, and rules look at it: good form takes its time."""


@dataclass(frozen=True)
class Make:
    """A fault to be made."""

    kind: FaultKind
    amount: float
    """Of the whole fault, degrees or a factor of time."""
    slips: bool = True
    """Slipped into during a hold; else there all through a repetition or hold."""
    views: tuple[View, ...] = ()
    """The only views in which it is worth showing; none: all of the exercise."""
    lasts_s: float = _SLIP_S
    levels: tuple[int, ...] = (0, -1)
    shares: tuple[float, ...] = SHARES

    @property
    def slips_for_s(self) -> float:
        return self.lasts_s if self.slips else 0.0


FAULTS: Final[dict[str, tuple[Make, ...]]] = {
    "reverse_lunge": (
        Make("knee_in", 36, slips=False, views=("front",)),
        Make("trunk_lean", 36, slips=False, views=("oblique", "side")),
        Make("lifted_heel", 50, slips=False, views=("oblique", "side")),
        Make("hurried", 0.3, slips=False),
    ),
    "deep_squat_rest": (
        Make("fast_descent", 0.2, slips=False),
        Make("leans_on_the_way", 60, slips=False, views=("side", "oblique")),
        # The drawn foot cannot rise much further than the limit: all sizes are large ones.
        Make("lifted_heel", 100, levels=(0,), shares=(1.0, 0.85, 0.92)),
        Make("knee_in", 45, views=("front",)),
    ),
    "seated_lunge": (
        Make("trunk_lean", 90),
        Make("rear_knee_bent", 45, lasts_s=6.5),
    ),
    "standing_abdominal_hold": (
        Make("feet_apart", 12, views=("oblique", "front")),
        Make("bent_knee", 45),
        Make("trunk_lean", 55),
    ),
    "shoelace_stretch": (),
    # The other way round from the first moment: who turns there later is still held to the first.
    "seated_twist": (Make("turned_away", 112, slips=False, shares=(1.0, 0.8, 0.9)),),
    "butterfly_pose": (),
    "pigeon_pose": (Make("rear_knee_straight", 75), Make("hands_off", 80)),
    "lying_twist": (
        Make("arms_not_level", 85, shares=(1.0, 0.75, 0.87)),
        Make("head_not_turned", 140, shares=(1.0, 0.75, 0.87)),
        Make("shoulder_lifts", 60),
    ),
    "lateral_hip_stretch": (Make("shoulder_lifts", 45),),
}
"""What is made wrong in each exercise; new ones at the end, for their place names their clips."""


def makes_for(one: str, level: int, view: View) -> list[Make]:
    """What is made wrong at a level in a view: only what some measured rule there should catch."""
    rules = variant(exercise(one), level, measured_only=False).form
    wanted = {
        kind
        for rule in rules
        if rule.when is not None and _may_be_seen(view, rule.views)
        for kind in kinds_for(one, rule.id)
    }
    return [
        make
        for make in FAULTS[one]
        if view in (make.views or (view,)) and level in make.levels and make.kind in wanted
    ]


def _may_be_seen(view: View, candidates: tuple[str, ...]) -> bool:
    """Whether the coach may take a view for one of these; between front and side it errs."""
    mine = _class(view)
    classes = {_class(one) for one in candidates}
    return mine in classes or (mine == "oblique" and bool(classes))


def _class(view: str) -> str:
    return next(name for name in ("front", "oblique", "side") if view.endswith(name))


def fault_clips(one: str, level: int, view: View) -> list[Scenario]:
    """All fault clips of an exercise in a view: each fault in each size by each of four bodies."""
    scenes: list[Scenario] = []
    numbers = {make.kind: i for i, make in enumerate(FAULTS[one])}
    for make in makes_for(one, level, view):
        for body in range(FAULT_BODIES):
            seed = FAULT_SEED + 10 * numbers[make.kind] + body
            scenes.append(_scene(one, level, view, body, seed, make))
    return scenes


def _sizes(make: Make) -> tuple[Fault, ...]:
    """The fault in its sizes: in a repetition each, or slipped into one after the other."""
    if make.kind in ("hurried", "fast_descent"):  # a factor of time, which has no shares
        return tuple(Fault(make.kind, make.amount * f, (i,)) for i, f in enumerate((1, 0.85, 1.15)))
    return tuple(
        Fault(make.kind, make.amount, () if make.slips else (i,), share, make.slips_for_s)
        for i, share in enumerate(make.shares)
    )


def _tempo(scene: Scenario, make: Make, *, reps: bool) -> float:
    if reps:
        return 0.75 * scene.doing.tempo
    own = scene.exercise in UNHURRIED and make.kind != "fast_descent"
    return scene.doing.tempo if own else _TEMPO


def _scene(one: str, level: int, view: View, body: int, seed: int, make: Make) -> Scenario:
    side: BodySide = ("left", "right")[body % 2]
    scene = draw(seed, one, level, view, side=side)
    reps = variant(exercise(one), level).kind == "reps"
    doing: Doing = replace(
        scene.doing,
        reps=1 if make.slips else len(make.shares),
        hold_s=2.0,
        rest_s=0.5,
        tempo=_tempo(scene, make, reps=reps),
        comes_out=not make.slips,
    )
    return replace(scene, doing=doing, faults=_sizes(make), blur=False, occluder=None)
