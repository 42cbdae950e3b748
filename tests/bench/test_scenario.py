"""A seed says everything: the same seed gives the same clip, other seeds give others."""

from __future__ import annotations

import numpy as np
from bench.clip import prepare
from bench.scenario import VIEWS, draw, views_for
from bench.sets import exercise_ids, full_set, small_set

from tests.bench.clips import scene


def test_the_same_seed_gives_the_same_scenario_and_the_same_truth() -> None:
    assert draw(7, "pigeon_pose", 0, "side") == draw(7, "pigeon_pose", 0, "side")
    first, second = prepare(scene()).truth, prepare(scene()).truth
    for name in ("times_s", "rows", "room_m", "world_m", "image", "shown"):
        assert np.array_equal(getattr(first, name), getattr(second, name)), name


def test_other_seeds_give_other_people_rooms_and_cameras() -> None:
    drawn = [draw(seed, "pigeon_pose", 0, "side") for seed in range(30)]
    assert len({one.digest() for one in drawn}) == 30
    for differs in (
        {one.look.skin for one in drawn},
        {one.look.shirt for one in drawn},
        {one.room.floor for one in drawn},
        {one.fps for one in drawn},
        {one.blur for one in drawn},
        {one.camera.azimuth_deg > 0 for one in drawn},
    ):
        assert len(differs) > 1
    heights = [one.build.height_m for one in drawn]
    assert min(heights) < 1.6 and max(heights) > 1.8


def test_the_camera_stands_where_its_view_says() -> None:
    for view, at in VIEWS.items():
        for seed in range(20):
            camera = draw(seed, "lying_twist", 0, view).camera
            assert at.azimuth_deg[0] <= abs(camera.azimuth_deg) <= at.azimuth_deg[1]
            assert at.elevation_deg[0] <= camera.elevation_deg <= at.elevation_deg[1]


def test_who_lies_down_is_seen_from_a_raised_side_and_along_the_body() -> None:
    assert {"raised_side", "low_side", "feet_end", "head_end"} <= set(views_for("supine"))
    assert {"front", "side", "oblique"} <= set(views_for("standing"))


def test_the_sets_hold_every_exercise_and_the_full_one_every_view_level_and_kind_of_fault() -> None:
    assert {one.exercise for one in small_set()} == set(exercise_ids())
    full = full_set(2)
    assert {one.exercise for one in full} == set(exercise_ids())
    assert {one.camera.view for one in full} == set(VIEWS)
    assert any(one.level for one in full)
    kinds = {fault.kind for one in full for fault in one.faults}
    assert kinds == {
        "knee_in", "trunk_lean", "shallow", "rounded_back", "fast_descent", "lifted_heel",
        "bent_knee", "hold_ends_early", "wrong_side_twice",
    }  # fmt: skip
