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
    return kind in _CHANGES or kind in ("shallow", "lifted_heel", "leans_on_the_way")


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
        rests: Mapping[str, str | Rest] | None = pose.rests
        pelvis = pose.pelvis
        if fault.kind == "knee_in" and rests is not None:
            rests = {**_on_heels(rests_at(motion, i))}
        elif fault.kind == "leans_on_the_way" and 0 < i < max(far, 2):
            for name, by in _CHANGES["trunk_lean"](fault.amount).items():
                changed[name] = changed.get(name, 0.0) + by
            rests = _without(rests, motion, i, fault.kind)
            pelvis = None
        # Poses that hold follow each other: a fault stays through all of them.
        if fault.kind != "leans_on_the_way" and (i == far or (i > far and pose.phase in _FAR)):
            if fault.kind == "shallow":
                changed = _mixed(before, angles, fault.amount)
            elif fault.kind == "lifted_heel":
                changed, stands = _on_toes(motion, i, angles, fault.amount)
                rests = {**stands}
            else:
                for name, by in _CHANGES[fault.kind](fault.amount).items():
                    changed[name] = changed.get(name, 0.0) + by
                rests = _without(rests, motion, i, fault.kind)
            # Where the pelvis comes to is for what rests on the floor to say, not for the file.
            pelvis = None
        poses.append(pose.model_copy(update={"angles": changed, "rests": rests, "pelvis": pelvis}))
    return motion.model_copy(update={"poses": tuple(poses)})


def far_pose_of(good: Motion, bad: Motion) -> Motion:
    """Just the way from the well-held pose into the faulty one: quicker to solve than all of it."""
    at = max(i for i, pose in enumerate(good.poses) if pose.phase in _FAR)
    pelvis = next((p.pelvis for p in reversed(good.poses[: at + 1]) if p.pelvis is not None), None)
    first = good.poses[at].model_copy(
        update={
            "phase": "start",
            "angles": spelled_out(good)[at],
            "rests": {**rests_at(good, at)},
            "pelvis": pelvis,
        }
    )
    then = bad.poses[at].model_copy(update={"rests": {**rests_at(bad, at)}, "move_s": 0.5})
    return bad.model_copy(update={"poses": (first, then)})


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
        elif part.endswith("ball"):
            turned[part] = Rest(on=rest.on, slides=True)
        else:
            turned[part] = rest
    return turned


_LETS_GO: Final[dict[FaultKind, tuple[str, ...]]] = {
    "hands_off": ("palm", "hand", "wrist", "elbow"),
    "trunk_lean": ("shoulder_blade",),
    "leans_on_the_way": ("palm",),
    "turned_away": ("palm", "hand", "wrist", "elbow"),
    "arms_not_level": ("palm", "hand", "wrist", "elbow"),
    "shoulder_lifts": ("palm", "hand", "wrist", "elbow", "shoulder_blade", "back"),
}
"""What no longer rests on anything in a fault."""


_SLIDES: Final = ("feet_apart", "rear_knee_bent")
"""Faults for which a foot goes elsewhere on the floor."""


def _without(
    rests: Mapping[str, str | Rest] | None, motion: Motion, index: int, kind: FaultKind
) -> Mapping[str, str | Rest] | None:
    if kind in _SLIDES:
        return {
            part: Rest(on=rest.on, slides=True) for part, rest in rests_at(motion, index).items()
        }
    gone = _LETS_GO.get(kind)
    if gone is None:
        return rests
    # "back_of_hand" is a hand and no back.
    parts = {
        part: part.removeprefix("left_").removeprefix("right_") for part in rests_at(motion, index)
    }
    return {
        part: rest
        for part, rest in rests_at(motion, index).items()
        if not any(parts[part] == word or (word != "back" and word in parts[part]) for word in gone)
    }


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
    "feet_apart": lambda deg: _legs(hip_abduction=deg),
    # The working leg is the left one of a movement as it is written.
    "rear_knee_bent": lambda deg: {"left_knee_flexion_deg": deg, "left_hip_flexion_deg": deg / 3},
    "rear_knee_straight": lambda deg: {"right_knee_flexion_deg": -deg},
    "hands_off": lambda deg: {
        **_arms(shoulder_elevation=-deg / 3, elbow_flexion=deg, shoulder_internal_rotation=deg / 2),
        "pelvis_tilt_deg": -deg / 8,
    },
    "pelvis_rolled_back": lambda deg: {
        "pelvis_tilt_deg": -deg,
        **_legs(hip_flexion=-deg),
        "lumbar_flexion_deg": 0.6 * deg,
    },
    "slumped": lambda deg: {
        "pelvis_tilt_deg": -deg / 3,
        **_legs(hip_flexion=-deg / 3),
        "lumbar_flexion_deg": deg / 2,
        "chest_flexion_deg": deg / 2,
        "neck_flexion_deg": deg / 4,
    },
    # Turns to the left, as written, go back and over to the other side.
    "turned_away": lambda deg: {
        "chest_turn_left_deg": -deg * 0.7,
        "lumbar_turn_left_deg": -deg * 0.3,
        "neck_turn_left_deg": -deg * 0.6,
    },
    "arms_not_level": lambda deg: _arms(shoulder_elevation=-deg),
    "head_not_turned": lambda deg: {"neck_turn_left_deg": deg},
    # The chest rolls along with the knees, which go to the left as written.
    "shoulder_lifts": lambda deg: {"chest_turn_left_deg": deg},
}


def _arms(**by: float) -> Angles:
    return {f"{side}_{name}_deg": value for side in _BOTH for name, value in by.items()}


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
