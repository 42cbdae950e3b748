"""A track: postures at equal times, read at any time, mirrored for the other side."""

from __future__ import annotations

import numpy as np
import pytest

from tenfold.body.posing import angles_row
from tenfold.body.skeleton import ANGLE_INDEX
from tenfold.body.track import Key, Track


def lifted(left_knee_deg: float, turn_deg: float = 0.0, z_m: float = 0.0) -> np.ndarray:
    row = angles_row({"left_knee_flexion_deg": left_knee_deg, "neck_turn_left_deg": turn_deg})
    return np.concatenate([[0.0, 0.9, z_m], row])


TRACK = Track(
    10.0,
    (Key(0, "start"), Key(2, "hold")),
    np.stack([lifted(0), lifted(20), lifted(40, 30, -0.1), lifted(0)]),
)
KNEE = ANGLE_INDEX["left_knee_flexion_deg"]


def test_between_frames_a_track_is_read_evenly() -> None:
    pelvis, angles = TRACK.at(np.array([0.0, 0.05, 0.2]))
    assert angles[:, KNEE] == pytest.approx([0, 10, 40])
    assert pelvis[2] == pytest.approx([0, 0.9, -0.1])


def test_before_and_after_it_a_track_stands_still() -> None:
    _, angles = TRACK.at(np.array([-5.0, 99.0]))
    assert angles[:, KNEE] == pytest.approx([0, 0])


def test_a_track_knows_when_its_key_poses_are_reached() -> None:
    assert TRACK.duration_s == pytest.approx(0.3)
    assert TRACK.key_time_s(1) == pytest.approx(0.2)


def test_the_other_side_is_the_mirror_image_and_twice_mirrored_is_the_same() -> None:
    other = TRACK.mirrored()
    assert other.frames[2, 3 + ANGLE_INDEX["right_knee_flexion_deg"]] == 40
    assert other.frames[2, 3 + KNEE] == 0
    assert other.frames[2, 3 + ANGLE_INDEX["neck_turn_left_deg"]] == -30
    assert other.frames[2, 2] == pytest.approx(0.1)
    assert np.array_equal(other.mirrored().frames, TRACK.frames)
