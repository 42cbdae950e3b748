"""The skeleton: named joint angles in, landmarks out, the left the mirror image of the right."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenfold.body.frame import Frame
from tenfold.body.landmarks import INDEX, MIRROR, NAMES
from tenfold.body.measures import Sight
from tenfold.body.posing import angles_row, neutral, pose
from tenfold.body.skeleton import (
    ANGLES,
    MASSES,
    REFERENCE,
    SEGMENTS,
    SITES,
    WHOLE_SITES,
    Array,
    Build,
    limits_deg,
    mirrored,
    side_of,
    twin,
)

MIRRORED = np.array([1.0, 1.0, -1.0])


def postures(names: tuple[str, ...] = ANGLES) -> st.SearchStrategy[dict[str, float]]:
    """Any joint angles within their limits."""
    return st.fixed_dictionaries(
        {name: st.floats(*limits_deg(name), allow_nan=False) for name in names}
    )


builds = st.builds(
    Build,
    height_m=st.floats(1.45, 2.0),
    legs=st.floats(0.9, 1.1),
    arms=st.floats(0.9, 1.1),
    shoulders=st.floats(0.85, 1.2),
    hips=st.floats(0.85, 1.2),
    girth=st.floats(0.8, 1.4),
)


def landmarks_m(angles: dict[str, float], build: Build = REFERENCE) -> Array:
    found: Array = pose(np.zeros((1, 3)), angles_row(angles)[None], build).landmarks_m()[0]
    return found


def seen(marks: Array) -> Sight:
    """The landmarks as a frame of a camera that sees everything, from the person's left."""
    about_hips = marks - (marks[INDEX["left_hip"]] + marks[INDEX["right_hip"]]) / 2
    world = tuple((float(-x), float(-y), float(z)) for x, y, z in about_hips)
    inside = tuple((0.5, 0.5, 0.0) for _ in world)
    return Sight(Frame(0.0, inside, world, tuple(1.0 for _ in world)))


@given(postures(), builds)
@settings(max_examples=60)
def test_the_mirrored_posture_has_the_mirrored_landmarks(
    angles: dict[str, float], build: Build
) -> None:
    here = landmarks_m(angles, build)
    there = landmarks_m(mirrored(angles), build)
    assert np.allclose(there, here[list(MIRROR)] * MIRRORED, atol=1e-9)


@given(postures())
@settings(max_examples=60)
def test_knees_and_elbows_measured_from_landmarks_are_the_angles_that_posed_them(
    angles: dict[str, float],
) -> None:
    sight = seen(landmarks_m(angles))
    for side in ("left", "right"):
        for measure in ("knee_flexion_deg", "elbow_flexion_deg"):
            measured = sight.value(measure, side)
            assert measured == pytest.approx(angles[f"{side}_{measure}"], abs=0.1)


@given(
    trunk=st.floats(-90, 90),
    left=st.floats(0, 140),
    right=st.floats(0, 140),
    knee=st.floats(0, 150),
)
def test_trunk_thigh_and_shank_measured_from_landmarks_are_the_angles_that_posed_them(
    trunk: float, left: float, right: float, knee: float
) -> None:
    sight = seen(
        landmarks_m(
            {
                "pelvis_tilt_deg": trunk,
                "left_hip_flexion_deg": left,
                "right_hip_flexion_deg": right,
                "left_knee_flexion_deg": knee,
            }
        )
    )
    assert sight.value("trunk_inclination_deg") == pytest.approx(abs(trunk), abs=2)
    assert sight.value("hip_flexion_deg", "left") == pytest.approx(left, abs=2)
    assert sight.value("hip_flexion_deg", "right") == pytest.approx(right, abs=2)
    thigh, shank = left - trunk, left - trunk - knee
    for measure, angle in (("thigh_inclination_deg", thigh), ("shank_inclination_deg", shank)):
        from_down = abs((angle + 180) % 360 - 180)
        assert sight.value(measure, "left") == pytest.approx(from_down, abs=2)


@pytest.mark.parametrize(
    ("angle", "moves", "towards"),
    [
        ("right_hip_flexion_deg", "right_knee", (1, 0, 0)),
        ("right_hip_abduction_deg", "right_knee", (0, 0, 1)),
        ("left_hip_abduction_deg", "left_knee", (0, 0, -1)),
        ("right_hip_external_rotation_deg", "right_foot_index", (0, 0, 1)),
        ("left_hip_external_rotation_deg", "left_foot_index", (0, 0, -1)),
        ("left_knee_flexion_deg", "left_ankle", (-1, 0, 0)),
        ("left_ankle_dorsiflexion_deg", "left_foot_index", (0, 1, 0)),
        ("right_shoulder_elevation_deg", "right_wrist", (0, 0, 1)),
        ("left_elbow_flexion_deg", "left_wrist", (1, 0, 0)),
        ("pelvis_tilt_deg", "nose", (1, 0, 0)),
        ("lumbar_flexion_deg", "nose", (1, 0, 0)),
        ("chest_bend_left_deg", "nose", (0, 0, -1)),
        ("neck_turn_left_deg", "nose", (0, 0, -1)),
    ],
)
def test_every_angle_grows_in_the_direction_of_its_name(
    angle: str, moves: str, towards: tuple[int, int, int]
) -> None:
    before = landmarks_m({})[INDEX[moves]]
    after = landmarks_m({angle: 20})[INDEX[moves]]
    assert np.dot(after - before, towards) > 0.02


def test_an_arm_that_is_swung_forward_points_forward_with_the_thumb_up() -> None:
    marks = landmarks_m({"right_shoulder_plane_deg": 90, "right_shoulder_elevation_deg": 90})
    arm = marks[INDEX["right_wrist"]] - marks[INDEX["right_shoulder"]]
    assert arm / np.linalg.norm(arm) == pytest.approx([1, 0, 0], abs=1e-9)
    assert marks[INDEX["right_thumb"]][1] > marks[INDEX["right_wrist"]][1]


def test_the_neutral_pose_stands_upright_at_its_height() -> None:
    posed = pose(np.array([[0.0, 0.531 * 1.7, 0.0]]), neutral())
    marks = posed.landmarks_m()[0]
    assert marks[INDEX["left_heel"]][1] == pytest.approx(0.015, abs=0.01)
    assert 1.5 < marks[INDEX["nose"]][1] < 1.62
    assert marks.shape == (len(NAMES), 3)


@given(builds)
def test_lengths_grow_with_the_height_and_legs_with_their_factor(build: Build) -> None:
    marks = landmarks_m({}, build)
    thigh = np.linalg.norm(marks[INDEX["left_knee"]] - marks[INDEX["left_hip"]])
    assert thigh == pytest.approx(0.245 * build.height_m * build.legs)


@pytest.mark.parametrize("wrong", [{"height_m": 0.9}, {"girth": 3.0}, {"legs": 0.1}])
def test_a_body_that_no_one_has_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Build(**wrong)  # type: ignore[arg-type]


def test_names_have_twins_and_twins_have_the_same_limits() -> None:
    for name in ANGLES:
        assert twin(twin(name)) == name
        assert limits_deg(twin(name)) == limits_deg(name)
        low, high = limits_deg(name)
        assert low <= 0 <= high
    assert side_of("left_knee") == "left"
    assert side_of("sacrum") is None
    assert {twin(name) for name in SITES} == set(SITES)
    assert all(part in SITES for parts in WHOLE_SITES.values() for part in parts)


def test_the_weights_of_the_segments_make_one_body() -> None:
    assert sum(share for share, _ in MASSES.values()) == pytest.approx(1.0, abs=0.001)
    assert set(MASSES) <= {segment.name for segment in SEGMENTS}


def test_an_angle_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        angles_row({"left_tail_wag_deg": 5})
    assert math.isclose(angles_row({"left_knee_flexion_deg": 5}).sum(), 5)
