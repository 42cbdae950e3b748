"""An injected fault is there in the true numbers, and only while the truth says so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from bench.clip import motion_of
from bench.compared import values
from bench.faults import faults_for, in_angles, with_fault
from bench.scenario import Fault, FaultKind, View

from tests.bench.clips import QUIET, clip, scene

ONCE = replace(QUIET, reps=1)


def at_the_bottom(
    exercise: str, view: View, faults: tuple[Fault, ...] = ()
) -> dict[str, float | None]:
    """The true numbers at the deepest or held moment; of both sides the larger."""
    truth = clip(scene(exercise, view, ONCE, faults)).truth
    performance = truth.performance
    middle_s = (
        performance.reps[0].bottom_s
        if performance.reps
        else (performance.holds[0].start_s + performance.holds[0].end_s) / 2
    )
    told = values(truth.frame(int(np.searchsorted(truth.times_s, middle_s))))
    found: dict[str, float | None] = {}
    for (name, _), value in told.items():
        known = found.get(name)
        found[name] = value if known is None or (value is not None and value > known) else known
    return found


@pytest.mark.parametrize(
    ("kind", "amount", "exercise", "view", "number", "least"),
    [
        ("knee_in", 14, "deep_squat_rest", "front", "knee_inward_deg", 4),
        ("trunk_lean", 25, "reverse_lunge", "side", "trunk_inclination_deg", 10),
        ("bent_knee", 25, "standing_abdominal_hold", "side", "knee_flexion_deg", 15),
        ("lifted_heel", 30, "deep_squat_rest", "side", "foot_pitch_deg", 8),
        ("shallow", 0.5, "deep_squat_rest", "side", "hip_height", 0.1),
        ("rounded_back", 35, "butterfly_pose", "side", "trunk_length", -0.2),
    ],
)
def test_a_fault_shows_in_the_number_it_is_about(
    kind: FaultKind, amount: float, exercise: str, view: View, number: str, least: float
) -> None:
    good = at_the_bottom(exercise, view)[number]
    bad = at_the_bottom(exercise, view, (Fault(kind, amount),))[number]
    assert good is not None and bad is not None
    if kind == "rounded_back":
        assert good + least < bad < good - 0.01, "a round back is a shorter one"
    else:
        assert bad - good > least


def test_a_fault_in_the_second_lunge_leaves_the_first_as_it_was() -> None:
    faulty = clip(scene(faults=(Fault("trunk_lean", 25, at=(1,)),))).truth
    (told,) = faulty.performance.faults
    first, second = faulty.performance.reps
    assert (told.start_s, told.end_s) == (second.start_s, second.end_s)
    good = clip(scene()).truth
    until = faulty.times_s <= first.end_s
    assert np.abs(faulty.rows[until] - good.rows[: until.sum()]).max() < 1e-9


def test_a_fast_descent_takes_less_time_down_but_not_up() -> None:
    good = clip(scene(doing=ONCE)).truth.performance.reps[0]
    fast = clip(scene(doing=ONCE, faults=(Fault("fast_descent", 0.4),))).truth.performance.reps[0]
    assert fast.bottom_s - fast.start_s < 0.75 * (good.bottom_s - good.start_s)
    assert fast.end_s - fast.bottom_s == pytest.approx(good.end_s - good.bottom_s)


def test_every_exercise_has_faults_that_can_be_shown() -> None:
    for one in ("reverse_lunge", "lying_twist", "pigeon_pose", "standing_abdominal_hold"):
        motion = motion_of(one, 0)
        start = "supine" if one == "lying_twist" else "standing"
        for fault in faults_for(motion, start, sided=True, holds=True):
            if in_angles(fault.kind):
                assert with_fault(motion, fault) != motion


def test_faults_of_time_are_none_of_joint_angles() -> None:
    with pytest.raises(ValueError, match="no fault of joint angles"):
        with_fault(motion_of("reverse_lunge", 0), Fault("fast_descent", 0.5))
