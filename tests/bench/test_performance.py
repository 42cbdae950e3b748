"""What was done when: repetitions, holds, sides and faults are where the truth says they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from bench.scenario import Fault

from tenfold.body.landmarks import INDEX
from tenfold.body.skeleton import ANGLE_INDEX
from tests.bench.clips import QUIET, clip, scene

REAR_KNEE = 3 + ANGLE_INDEX["left_knee_flexion_deg"]


def test_every_lunge_is_deepest_where_the_truth_has_its_bottom() -> None:
    truth = clip(scene()).truth
    reps = truth.performance.reps
    assert [rep.half for rep in reps] == [False, False]
    hips = truth.room_m[:, INDEX["left_hip"], 1]
    for rep in reps:
        during = (truth.times_s >= rep.start_s) & (truth.times_s <= rep.end_s)
        lowest_s = float(truth.times_s[during][np.argmin(hips[during])])
        assert abs(lowest_s - rep.bottom_s) < 0.5


def test_a_half_lunge_is_written_down_as_half_and_is_less_deep() -> None:
    truth = clip(scene(doing=replace(QUIET, half_reps=(1,)))).truth
    reps = truth.performance.reps
    assert [rep.half for rep in reps] == [False, True, False]

    def lowest_m(start_s: float, end_s: float) -> float:
        during = (truth.times_s >= start_s) & (truth.times_s <= end_s)
        return float(truth.room_m[during][:, INDEX["left_hip"], 1].min())

    whole, half = (lowest_m(rep.start_s, rep.end_s) for rep in reps[:2])
    assert half > whole + 0.1


def test_both_sides_are_done_one_after_the_other() -> None:
    reps = clip(scene(doing=replace(QUIET, both_sides=True))).truth.performance.reps
    assert [rep.side for rep in reps] == ["left", "left", "right", "right"]


def test_the_same_side_twice_is_a_fault_and_shows_no_other_side() -> None:
    wrong = scene(
        doing=replace(QUIET, both_sides=True, reps=1), faults=(Fault("wrong_side_twice", 1.0),)
    )
    performance = clip(wrong).truth.performance
    assert [rep.side for rep in performance.reps] == ["left", "left"]
    (fault,) = performance.faults
    assert fault.kind == "wrong_side_twice"
    assert fault.start_s >= performance.reps[0].end_s


def test_a_held_pose_stays_as_it_is_for_as_long_as_it_says() -> None:
    truth = clip(scene("standing_abdominal_hold")).truth
    for hold in truth.performance.holds:
        assert hold.end_s - hold.start_s >= QUIET.hold_s - 0.01
        during = (truth.times_s >= hold.start_s) & (truth.times_s <= hold.end_s)
        assert np.ptp(truth.rows[during], axis=0).max() < 0.5


def test_a_hold_that_ends_early_is_shorter_and_is_said_to_be() -> None:
    early = scene(
        "deep_squat_rest",
        doing=replace(QUIET, reps=2),
        faults=(Fault("hold_ends_early", 0.3, at=(1,)),),
    )
    performance = clip(early).truth.performance
    first, second = (hold.end_s - hold.start_s for hold in performance.holds)
    assert second < 0.5 * first
    (fault,) = performance.faults
    assert fault.start_s == performance.holds[1].start_s


def test_who_walks_in_comes_from_outside_the_picture() -> None:
    truth = clip(scene(doing=replace(QUIET, walks_in=True, walks_out=True))).truth
    assert not truth.shown[0].any() and not truth.shown[-1].any()
    acts_from, acts_to = truth.performance.acts_s
    acting = (truth.times_s >= acts_from) & (truth.times_s <= acts_to)
    assert truth.shown[acting].all()
    # No leap anywhere: walking, stopping and lunging join.
    assert np.abs(np.diff(truth.room_m, axis=0)).max() < 0.6


def test_slower_takes_longer() -> None:
    def length_s(tempo: float) -> float:
        return clip(scene(doing=replace(QUIET, tempo=tempo))).truth.performance.length_s

    assert length_s(1.5) > 1.3 * length_s(1.0)
