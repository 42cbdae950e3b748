"""Settling: what rests on something rests there, nothing sinks in, joints stay in range."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenfold.body.posing import angles_row, pose
from tenfold.body.settling import LIMITS_DEG, Settled, Touch, settle
from tenfold.body.skeleton import MASSES, REFERENCE, SITES, Array, Build
from tenfold.body.surface import PAIRS, body_gaps, floor_gaps_m, lines

UP = (0.0, 1.0, 0.0)
FEET = [Touch(f"{side}_{part}", UP) for side in ("left", "right") for part in ("heel", "ball")]
HIPS = np.array([[0.0, 0.9, 0.0]])


def settled(angles: dict[str, float], touches: list[Touch], build: Build = REFERENCE) -> Settled:
    return settle(HIPS, angles_row(angles)[None], touches, build, standing=True)


def lowest_m(found: Settled, build: Build = REFERENCE) -> float:
    gaps = floor_gaps_m(lines(pose(found.pelvis_m, found.angles_deg, build)))
    return float(np.minimum(*gaps).min())


def weight_before_feet_m(found: Settled) -> float:
    """How far the middle of the body's weight is before the middle of the soles."""
    posed = pose(found.pelvis_m, found.angles_deg)
    weight = sum(share * posed.place(name, at)[0] for name, (share, at) in MASSES.items())
    soles = np.mean([posed.place(SITES[t.site].segment, SITES[t.site].at)[0] for t in FEET], axis=0)
    return float((weight - soles)[0])


@given(knee=st.floats(0, 120), height_m=st.floats(1.5, 1.95), girth=st.floats(0.85, 1.25))
@settings(max_examples=15)
def test_feet_of_any_body_stand_on_the_floor_however_deep_it_bends(
    knee: float, height_m: float, girth: float
) -> None:
    build = Build(height_m=height_m, girth=girth)
    bend = {
        "knee_flexion_deg": knee,
        "hip_flexion_deg": knee,
        "ankle_dorsiflexion_deg": knee / 4,
        "shoulder_elevation_deg": 15.0,
    }
    found = settled(
        {f"{side}_{name}": value for side in ("left", "right") for name, value in bend.items()},
        FEET,
        build,
    )
    assert found.off_m[0] < 0.005
    assert lowest_m(found, build) > -0.01


def test_who_stands_has_the_weight_over_the_feet() -> None:
    lean = {"pelvis_tilt_deg": 30.0, "lumbar_flexion_deg": 20.0}
    free = settle(HIPS, angles_row(lean)[None], FEET, REFERENCE)
    stands = settled(lean, FEET)
    assert weight_before_feet_m(free) > 0.1
    assert weight_before_feet_m(stands) == pytest.approx(0, abs=0.05)


def test_a_planted_foot_stays_where_it_was_put() -> None:
    place = (0.2, 0.0, -0.15)
    touches = [Touch("left_ball", UP, 0.0, place), Touch("right_heel", UP), Touch("right_ball", UP)]
    found = settled({}, touches)
    at = pose(found.pelvis_m, found.angles_deg).place("left_foot", (0.07, -0.039, -0.004))[0]
    assert at == pytest.approx(place, abs=0.01)


def test_a_hand_rests_on_the_skin_of_the_other_knee() -> None:
    sits = {
        f"{side}_{name}": value
        for side in ("left", "right")
        for name, value in {"hip_flexion_deg": 85.0, "knee_flexion_deg": 85.0}.items()
    }
    found = settled(sits, [*FEET, Touch("left_palm", on_site="right_knee")])
    assert found.off_m[0] < 0.005


def test_joints_stay_within_their_limits_whatever_is_asked() -> None:
    far = [Touch("left_palm", place_m=(3.0, 3.0, 0.0)), Touch("right_heel", place_m=(0, 0, 0))]
    found = settle(HIPS, angles_row({})[None], far, REFERENCE)
    assert found.off_m[0] > 0.3  # it cannot be reached, and that is said
    assert (found.angles_deg >= LIMITS_DEG[:, 0]).all()
    assert (found.angles_deg <= LIMITS_DEG[:, 1]).all()


def test_legs_that_would_pass_through_each_other_lie_side_by_side() -> None:
    crossed: Array = angles_row(
        {"left_hip_abduction_deg": -25, "right_hip_abduction_deg": -25, "left_hip_flexion_deg": 4}
    )
    before = body_gaps(lines(pose(HIPS, crossed[None]))).gap_m.min()
    found = settle(HIPS, crossed[None], [], REFERENCE)
    after = body_gaps(lines(pose(found.pelvis_m, found.angles_deg))).gap_m.min()
    assert before < -0.05
    assert after > -0.02


def test_many_postures_settle_as_each_would_alone() -> None:
    rows = np.stack([angles_row({"left_hip_flexion_deg": value}) for value in (0.0, 40.0, 80.0)])
    floor = FEET[2:]
    together = settle(np.repeat(HIPS, 3, axis=0), rows, floor, REFERENCE)
    for i in range(3):
        alone = settle(HIPS, rows[i : i + 1], floor, REFERENCE)
        assert together.angles_deg[i] == pytest.approx(alone.angles_deg[0], abs=0.3)


def test_a_search_may_begin_elsewhere() -> None:
    start = np.concatenate([HIPS, angles_row({"left_hip_flexion_deg": 30})[None]], axis=1)
    found = settle(HIPS, angles_row({})[None], FEET, REFERENCE, start=start, pelvis_wanted=True)
    assert found.off_m[0] < 0.005
    assert abs(found.angles_deg[0]).max() < 15


def test_neighbouring_parts_are_not_looked_at() -> None:
    arms = {"left_shoulder_elevation_deg": 10.0, "right_shoulder_elevation_deg": 10.0}
    standing = lines(pose(HIPS, angles_row(arms)[None]))
    assert body_gaps(standing).gap_m.min() > -0.005
    assert len(PAIRS) > 200
    some = body_gaps(standing, np.array([0, 5]))
    assert some.gap_m.shape == (1, 2)
