"""The truth about a clip is exact: landmarks give back the angles, the picture is a pinhole's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from bench.compared import values
from bench.scenario import Occluder
from bench.truth import camera_axes

from tenfold.body.landmarks import INDEX, MIRROR
from tenfold.body.skeleton import ANGLE_INDEX
from tests.bench.clips import QUIET, clip, scene


def test_measures_of_the_true_frame_give_back_the_angles_that_posed_it() -> None:
    truth = clip(scene()).truth
    for i in range(0, len(truth.times_s), 5):
        told = values(truth.frame(i))
        for side in ("left", "right"):
            for joint in ("knee", "elbow"):
                posed = truth.rows[i, 3 + ANGLE_INDEX[f"{side}_{joint}_flexion_deg"]]
                assert told[(f"{joint}_flexion_deg", side)] == pytest.approx(posed, abs=0.01)


def test_the_head_turns_away_from_the_knees_in_the_true_lying_twist() -> None:
    truth = clip(scene("lying_twist", "raised_side")).truth
    hold = truth.performance.holds[0]
    i = int(np.searchsorted(truth.times_s, (hold.start_s + hold.end_s) / 2))
    told = values(truth.frame(i))
    knees, head = told[("knees_over_deg", None)], told[("head_turn_deg", None)]
    assert knees is not None and head is not None
    assert abs(knees) > 40 and abs(head) > 40
    assert knees * head < 0, "to opposite sides"


def test_world_axes_are_right_down_and_away_about_the_hips() -> None:
    truth = clip(scene(view="front")).truth
    world = truth.world_m[0]
    assert world[[INDEX["left_hip"], INDEX["right_hip"]]].mean(axis=0) == pytest.approx(0, abs=1e-9)
    assert world[INDEX["nose"], 1] < -0.4, "the head is up, and down counts positive"
    assert world[INDEX["left_ankle"], 1] > 0.6
    assert world[INDEX["left_shoulder"], 0] > 0.1, "who faces the camera has the left at its right"
    assert world[INDEX["nose"], 2] < world[INDEX["left_ear"], 2], "the nose is nearer than the ears"


def test_the_left_hand_view_shows_the_left_side_nearer() -> None:
    axes = camera_axes(90.0, 0.0, 0.0)
    left = np.array([0.0, 0.0, -1.0])
    assert axes[2] @ left == pytest.approx(-1.0), "the person's left points to the camera"
    assert axes[1] @ np.array([0.0, 1.0, 0.0]) == pytest.approx(-1.0)
    assert axes[0] @ np.array([1.0, 0.0, 0.0]) == pytest.approx(-1.0), "faces left in the picture"


def test_the_whole_exercise_is_in_the_picture_and_fills_it() -> None:
    for view in ("front", "side", "oblique", "raised_oblique"):
        truth = clip(scene(view=view)).truth
        flat = truth.image[..., :2].reshape(-1, 2)
        assert flat.min() > 0.0 and flat.max() < 1.0, view
        assert np.ptp(flat, axis=0).max() > 0.5, view
        assert truth.shown.all(), view


def test_a_point_twice_as_far_is_half_as_far_from_the_middle() -> None:
    camera = clip(scene()).truth.camera
    near = camera.at_m + 2 * camera.axes[2] + 0.3 * camera.axes[0] + 0.2 * camera.axes[1]
    far = camera.at_m + 4 * camera.axes[2] + 0.3 * camera.axes[0] + 0.2 * camera.axes[1]
    assert camera.in_picture(near) - 0.5 == pytest.approx(2 * (camera.in_picture(far) - 0.5))


def test_furniture_before_the_feet_hides_them_and_nothing_above() -> None:
    box = Occluder(1.4, 0.5, 0.25, 0.0, "#555555")
    truth = clip(replace(scene(view="front"), occluder=box)).truth
    hidden = ~truth.shown[0]
    assert hidden[[INDEX["left_heel"], INDEX["right_heel"]]].all()
    assert not hidden[[INDEX["nose"], INDEX["left_hip"], INDEX["right_hip"]]].any()


def test_the_other_side_is_the_mirror_image() -> None:
    left = clip(scene()).truth
    right = clip(scene(doing=replace(QUIET, side="right"))).truth
    mirrored = left.room_m[:, list(MIRROR)] * np.array([1.0, 1.0, -1.0])
    assert np.abs(right.room_m - mirrored).max() < 1e-9


def test_the_body_never_sinks_into_the_floor() -> None:
    for doing in (QUIET, replace(QUIET, walks_in=True, walks_out=True, wobble_deg=1.0)):
        assert clip(scene(doing=doing)).truth.room_m[..., 1].min() > -0.02
