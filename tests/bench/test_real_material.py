"""Motion capture and real footage as the benchmark reads and worsens them."""

from __future__ import annotations

import numpy as np
import pytest
from bench.baseline import knee_counter, trackerfit_counts
from bench.skeletons import Capture, frames_of, seen_from
from bench.skeletons_noise import PARTS, knee_bends_deg, noisy, table

from bench import real_material
from tenfold.body.landmarks import INDEX, NAMES
from tests.puppet import Move, film, squat


@pytest.fixture
def standing() -> Capture:
    """Someone straight who looks ahead, three seconds; left is at negative z."""
    room = np.zeros((90, len(NAMES), 3))
    heights = {"shoulder": 1.4, "elbow": 1.1, "wrist": 0.9, "hip": 0.9, "knee": 0.5, "ankle": 0.1}
    for name, i in INDEX.items():
        part = name.removeprefix("left_").removeprefix("right_")
        side = -1.0 if "left" in name else 1.0 if "right" in name else 0.0
        room[:, i] = (0.0, heights.get(part, 1.6 if side == 0.0 else 0.05), 0.15 * side)
    times = np.arange(90) / 30
    return Capture("made_up", "m01", "s00", True, times, room, np.array([0.0]), 3.0)


def test_from_in_front_the_left_side_is_on_the_right_of_the_picture(standing: Capture) -> None:
    frame = seen_from(standing, "front").frames()[0]
    left, right = frame.image[INDEX["left_hip"]], frame.image[INDEX["right_hip"]]
    assert left[0] > right[0]
    assert frame.image[INDEX["left_shoulder"]][1] < frame.image[INDEX["left_ankle"]][1]


def test_from_the_left_the_left_side_is_nearer(standing: Capture) -> None:
    frame = seen_from(standing, "side").frames()[0]
    assert frame.world[INDEX["left_hip"]][2] < frame.world[INDEX["right_hip"]][2]
    other = seen_from(standing, "other side").frames()[0]
    assert other.world[INDEX["left_hip"]][2] > other.world[INDEX["right_hip"]][2]


def test_the_whole_body_is_in_every_picture(standing: Capture) -> None:
    for camera in ("front", "oblique", "side"):
        image = seen_from(standing, camera).image[..., :2]
        assert image.min() > 0.0
        assert image.max() < 1.0


def test_noise_comes_from_its_seed_and_hardly_bends_straight_legs(standing: Capture) -> None:
    view = seen_from(standing, "side")
    first, again, other = noisy(view, 1), noisy(view, 1), noisy(view, 2)
    assert first == again
    assert first != other
    world = np.array([frame.world for frame in first])
    assert knee_bends_deg(view.world_m).max() < 1.0
    assert np.median(knee_bends_deg(world)) < 25.0
    assert len(first) == len(view.capture.times_s)


def test_far_limbs_are_seen_less(standing: Capture) -> None:
    seen = noisy(seen_from(standing, "side"), 1)[0].visibility
    assert seen[INDEX["left_knee"]] > seen[INDEX["right_knee"]]
    turned = noisy(seen_from(standing, "other side"), 1)[0].visibility
    assert turned[INDEX["right_knee"]] > turned[INDEX["left_knee"]]


def test_the_table_says_how_it_was_made_and_names_every_landmark() -> None:
    kept = table()
    assert kept["made_by"] == "python -m bench.skeletons_noise"
    assert kept["parts"] == list(PARTS)
    for view in ("front", "oblique", "side"):
        for kind in ("straight", "bent"):
            assert len(kept["views"][view][kind]["bias_m"]) == 3 * len(PARTS)


def test_worse_copies_keep_the_order_of_time() -> None:
    frames = film([Move(110)] * 2, lambda depth, _move: squat(depth))
    for worse in real_material.WORSE.values():
        times = [frame.t_s for frame in worse(frames)]
        assert times == sorted(times)
    assert len(real_material.at_rate(frames, 10)) < len(frames) / 2
    assert 0.7 < len(real_material.dropped(frames)) / len(frames) < 0.9


def test_one_knee_angle_counts_whatever_bends_the_knees() -> None:
    assert knee_counter(film([Move(110)] * 3, lambda depth, _move: squat(depth))) == 3
    assert knee_counter(film([Move(40)] * 3, lambda depth, _move: squat(depth))) == 0


def test_what_trackerfit_counted_is_kept_for_every_clip() -> None:
    assert {clip.name for clip in real_material.CLIPS} == set(trackerfit_counts())


def test_frames_need_all_landmarks() -> None:
    with pytest.raises(AssertionError):
        frames_of(np.zeros(1), np.zeros((1, 5, 3)), np.zeros((1, 5, 3)), np.ones((1, 5)))
