"""Things done wrong, put into the movement before it is solved again.

Joint angles of the key poses are changed; contacts and limits are then solved as for any other
movement, so a fault looks as a person's would: feet stay on the floor, nothing passes through.
Faults of time (a fast descent, a hold that ends early, the same side twice) are no matter of
angles; ``bench.performance`` plays them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bench.scenario import Fault, FaultKind
from tenfold.exercises.motion import angle_names
from tenfold.exercises.motion_model import KeyPose, Motion, Rest

_BOTH: Final = ("left", "right")
_FAR: Final = ("hold",)
_HEEL_RISE: Final = 0.6
"""How much of a lifted heel's angle the ankle takes; the toes take all of it."""

Angles = dict[str, float]


def in_angles(kind: FaultKind) -> bool:
    """Whether a fault is made by joint angles rather than by time."""
    return kind in _CHANGES or kind in ("shallow", "lifted_heel")


def with_fault(motion: Motion, fault: Fault) -> Motion:
    """The movement with a fault in its farthest pose. Its other poses stay as they are.

    Raises
    ------
    ValueError
        If the fault is one of time.
    """
    if not in_angles(fault.kind):
        raise ValueError(f"{fault.kind} is no fault of joint angles")
    whole = spelled_out(motion)
    far = _far(motion)
    before = next((angles for i, angles in enumerate(whole[:far]) if i == 0), {})
    poses: list[KeyPose] = []
    for i, (pose, angles) in enumerate(zip(motion.poses, whole, strict=True)):
        changed: Angles = dict(angles)
        rests, pelvis = pose.rests, pose.pelvis
        if fault.kind == "knee_in" and rests is not None:
            rests = {**_on_heels(rests_at(motion, i))}
        # Poses that hold follow each other: a fault stays through all of them.
        if i == far or (i > far and pose.phase in _FAR):
            if fault.kind == "shallow":
                changed = _mixed(before, angles, fault.amount)
            elif fault.kind == "lifted_heel":
                changed, stands = _on_toes(motion, i, angles, fault.amount)
                rests = {**stands}
            else:
                for name, by in _CHANGES[fault.kind](fault.amount).items():
                    changed[name] = changed.get(name, 0.0) + by
            # Where the pelvis comes to is for what rests on the floor to say, not for the file.
            pelvis = None
        poses.append(pose.model_copy(update={"angles": changed, "rests": rests, "pelvis": pelvis}))
    return motion.model_copy(update={"poses": tuple(poses)})


def spelled_out(motion: Motion) -> list[Angles]:
    """Per pose all angles by their full names, those of the poses before it included."""
    now: Angles = {}
    whole: list[Angles] = []
    for pose in motion.poses:
        for name, value in pose.angles.items():
            now |= dict.fromkeys(angle_names(name), value)
        whole.append(dict(now))
    return whole


def rests_at(motion: Motion, index: int) -> Mapping[str, Rest]:
    """What rests on what in a pose, said there or in a pose before it."""
    said = [pose.rests for pose in motion.poses[: index + 1] if pose.rests is not None]
    last = said[-1] if said else {}
    return {part: Rest(on=rest) if isinstance(rest, str) else rest for part, rest in last.items()}


def _far(motion: Motion) -> int:
    holds = [i for i, pose in enumerate(motion.poses) if pose.phase in _FAR]
    moves = [i for i, pose in enumerate(motion.poses) if pose.phase == "move"]
    return holds[0] if holds else moves[-1] if moves else len(motion.poses) - 1


def _mixed(start: Angles, end: Angles, share: float) -> Angles:
    names = {*start, *end}
    return {n: start.get(n, 0.0) * (1 - share) + end.get(n, 0.0) * share for n in sorted(names)}


def _on_toes(
    motion: Motion, index: int, angles: Angles, amount_deg: float
) -> tuple[Angles, dict[str, Rest]]:
    """Every sole that lies on the floor stands on its forefoot instead."""
    changed = dict(angles)
    rests: dict[str, Rest] = {}
    for part, rest in rests_at(motion, index).items():
        sides = _BOTH if part == "foot" else (part.removesuffix("_foot"),)
        if rest.on != "floor" or (part != "foot" and part not in ("left_foot", "right_foot")):
            rests[part] = rest
            continue
        for side in sides:
            rests[f"{side}_forefoot"] = rest
            ankle, toes = f"{side}_ankle_dorsiflexion_deg", f"{side}_toe_extension_deg"
            changed[ankle] = changed.get(ankle, 0.0) - _HEEL_RISE * amount_deg
            changed[toes] = changed.get(toes, 0.0) + amount_deg
    return changed, rests


def _on_heels(rests: Mapping[str, Rest]) -> dict[str, Rest]:
    """Soles that stay on their heels while the ball of the foot may turn about them.

    A knee that bends like a hinge goes where its foot points: it can only fall in if that turns.
    """
    turned: dict[str, Rest] = {}
    for part, rest in rests.items():
        if part.endswith("foot") and part in ("foot", "left_foot", "right_foot"):
            turned[part.replace("foot", "heel")] = rest
            turned[part.replace("foot", "ball")] = Rest(on=rest.on, slides=True)
        else:
            turned[part] = rest
    return turned


def _legs(**by: float) -> Angles:
    return {f"{side}_{name}_deg": value for side in _BOTH for name, value in by.items()}


_CHANGES: Final[dict[FaultKind, Callable[[float], Angles]]] = {
    # The thigh comes in and turns in, so that the foot can stay where it is.
    "knee_in": lambda deg: _legs(hip_abduction=-deg, hip_external_rotation=-deg),
    "trunk_lean": lambda deg: {"pelvis_tilt_deg": deg, **_legs(hip_flexion=deg)},
    "rounded_back": lambda deg: {"lumbar_flexion_deg": deg / 2, "chest_flexion_deg": deg / 2},
    "bent_knee": lambda deg: _legs(
        knee_flexion=deg, hip_flexion=deg / 2, ankle_dorsiflexion=deg / 2
    ),
}


def faults_for(motion: Motion, start: str, *, sided: bool, holds: bool) -> tuple[Fault, ...]:
    """The faults that can be shown in a movement, of an ordinary size each."""
    far = spelled_out(motion)[_far(motion)]
    bend = max(far.get(f"{side}_knee_flexion_deg", 0.0) for side in _BOTH)
    found: list[Fault] = []
    if start == "standing" and bend > 45:
        found += [Fault("knee_in", 14), Fault("trunk_lean", 25), Fault("shallow", 0.5)]
        found += [Fault("lifted_heel", 30), Fault("fast_descent", 0.4)]
    if start == "standing" and bend <= 45:
        found += [Fault("bent_knee", 25), Fault("trunk_lean", 20)]
    if start != "supine":
        found.append(Fault("rounded_back", 35))
    if holds:
        found.append(Fault("hold_ends_early", 0.35))
    if sided:
        found.append(Fault("wrong_side_twice", 1.0))
    return tuple(found)
