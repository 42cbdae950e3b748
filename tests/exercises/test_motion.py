"""Movements: what each kind of bad motion is called, and that the library's ten are sound."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from tenfold.body.landmarks import MIRROR
from tenfold.body.posing import pose
from tenfold.body.skeleton import ANGLE_INDEX, Build
from tenfold.exercises.load import PACKAGED, packaged_library
from tenfold.exercises.motion import MotionError, compile_motion, filled_in, settled_keys
from tenfold.exercises.motion_checks import check_angles, check_reach, check_track
from tenfold.exercises.motion_model import Motion, Prop
from tenfold.exercises.motion_problems import motion_problems
from tenfold.exercises.props import surface_of
from tenfold.exercises.tracks import (
    compiled_level,
    digest,
    motions,
    read_tracks,
    text_of,
    track_of,
)

BAD = Path(__file__).parent / "bad_motions"
LIBRARY = packaged_library()
EVERY_FORM = [
    pytest.param(exercise.id, level, id=f"{exercise.id}{level:+d}")
    for exercise in LIBRARY
    for level in sorted(motions(exercise))
]


def motion(text: str) -> Motion:
    return Motion.model_validate(tomllib.loads(text)["motion"])


STAND_AND_BEND = """
[[motion.poses]]
phase = "start"
angles = { shoulder_elevation_deg = 10 }
rests = { foot = "floor" }

[[motion.poses]]
phase = "hold"
move_s = 1
angles = { knee_flexion_deg = 60, hip_flexion_deg = 60, ankle_dorsiflexion_deg = 20 }
"""


@pytest.mark.parametrize("file", sorted(BAD.glob("*.toml")), ids=lambda file: file.stem)
def test_every_kind_of_bad_motion_is_caught_and_named(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    expected = tomllib.loads(text)["expected"]
    bad = motion(text)
    found = list(check_angles(bad))
    if not found:
        try:
            held = settled_keys(bad)
            reach = check_reach([pose.off_m for pose in held])
            found = [*reach, *check_track(bad, filled_in(bad, held))]
        except MotionError as error:
            found = [(error.field.removeprefix("motion."), error.message)]
    assert any(field == expected["field"] and expected["says"] in text for field, text in found), (
        found
    )


@pytest.mark.parametrize(("exercise_id", "level"), EVERY_FORM)
def test_the_librarys_movements_have_no_fault(exercise_id: str, level: int) -> None:
    exercise = LIBRARY.get(exercise_id)
    kept = read_tracks(PACKAGED / exercise_id, exercise)
    assert kept is not None, "motion.json is out of date: run tenfold motions"
    one = motions(exercise)[level]
    found = [*check_angles(one), *check_track(one, track_of(kept["levels"][str(level)]))]
    assert found == []


def test_the_kept_movements_are_what_the_file_gives() -> None:
    exercise = LIBRARY.get("deep_squat_rest")
    kept = read_tracks(PACKAGED / exercise.id, exercise)
    assert kept is not None
    for level, one in motions(exercise).items():
        made = np.array(compiled_level(one)["frames"])
        there = np.array(kept["levels"][str(level)]["frames"])
        # Other builds of the linear algebra round in other ways.
        assert np.abs(made[:, :3] - there[:, :3]).max() < 0.01
        assert np.abs(made[:, 3:] - there[:, 3:]).max() < 2.0


def test_the_packaged_library_has_no_problem_to_tell() -> None:
    squat = LIBRARY.get("deep_squat_rest")
    assert list(motion_problems(squat, PACKAGED / squat.id)) == []


def test_all_ten_exercises_and_every_form_that_moves_otherwise_have_a_movement() -> None:
    assert len(LIBRARY) == 10
    assert all(0 in motions(exercise) for exercise in LIBRARY)
    assert len(EVERY_FORM) >= 30
    for exercise in LIBRARY:
        for rung in exercise.ladder:
            if rung.steps is not None and rung.start not in (None, exercise.start):
                assert rung.motion is not None, (exercise.id, rung.level)


@pytest.mark.parametrize(
    ("height_m", "girth"), [(1.5, 0.9), (1.93, 1.25)], ids=["small and slight", "tall and stout"]
)
def test_the_same_file_moves_another_body_without_floating_or_sinking(
    height_m: float, girth: float
) -> None:
    build = Build(height_m=height_m, girth=girth)
    lunge = motions(LIBRARY.get("reverse_lunge"))[0]
    track = compile_motion(lunge, build)
    assert list(check_track(lunge, track, build)) == []
    assert all(held.off_m < 0.01 for held in settled_keys(lunge, build))


def test_a_movement_goes_through_its_keys_and_back_to_the_first() -> None:
    track = compile_motion(motion(STAND_AND_BEND))
    assert [key.phase for key in track.keys] == ["start", "hold"]
    assert track.keys[1].frame == 10
    assert track.duration_s == pytest.approx(2.0)
    assert track.frames[-1] == pytest.approx(track.frames[0], abs=1e-9)
    assert track.frames[3] == pytest.approx(track.frames[-4], abs=1e-9)  # back as there


def test_a_movement_starts_and_stops_gently() -> None:
    track = compile_motion(motion(STAND_AND_BEND))
    knee = track.frames[: track.keys[1].frame + 1, 3 + ANGLE_INDEX["left_knee_flexion_deg"]]
    speed = np.diff(knee)
    assert speed[0] < 0.5 * speed.max()
    assert speed[-1] < 0.5 * speed.max()
    assert knee[-1] == pytest.approx(60, abs=8)


def test_the_right_side_is_the_left_sides_mirror_image() -> None:
    kept = read_tracks(PACKAGED / "pigeon_pose", LIBRARY.get("pigeon_pose"))
    assert kept is not None
    track = track_of(kept["levels"]["0"])
    here = pose(track.frames[:, :3], track.frames[:, 3:]).landmarks_m()
    other = track.mirrored()
    there = pose(other.frames[:, :3], other.frames[:, 3:]).landmarks_m()
    assert np.allclose(there, here[:, list(MIRROR)] * [1, 1, -1], atol=1e-9)


def test_the_file_of_movements_reads_back_as_it_was_written(tmp_path: Path) -> None:
    exercise = LIBRARY.get("deep_squat_rest")
    kept = read_tracks(PACKAGED / exercise.id, exercise)
    assert kept is not None
    text = text_of(kept)
    assert json.loads(text) == kept
    assert max(map(len, text.splitlines())) < 700
    (tmp_path / "motion.json").write_text(text, encoding="utf-8")
    assert read_tracks(tmp_path, exercise) == kept


@pytest.mark.parametrize("content", [None, "not json", "[]", '{"digest": "old"}'])
def test_movements_that_are_missing_damaged_or_old_are_not_used(
    tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "motion.json").write_text(content, encoding="utf-8")
    assert read_tracks(tmp_path, LIBRARY.get("deep_squat_rest")) is None


def test_the_digest_changes_with_the_movement_and_with_nothing_else() -> None:
    squat = LIBRARY.get("deep_squat_rest")
    assert squat.motion is not None
    renamed = squat.model_copy(update={"name": "Another name"})
    moved = squat.model_copy(
        update={"motion": squat.motion.model_copy(update={"azimuth_deg": 10.0})}
    )
    assert digest(renamed) == digest(squat)
    assert digest(moved) != digest(squat)


def test_problems_of_a_level_name_the_table_of_that_level() -> None:
    squat = LIBRARY.get("deep_squat_rest")
    wild: dict[str, Any] = {"angles": {"knee_flexion_deg": 400}, "phase": "start"}
    bad = Motion.model_validate({"poses": [{**wild, "rests": {"foot": "floor"}}]})
    index = next(i for i, rung in enumerate(squat.ladder) if rung.level == -1)
    ladder = list(squat.ladder)
    ladder[index] = ladder[index].model_copy(update={"motion": bad})
    problems = list(
        motion_problems(squat.model_copy(update={"ladder": tuple(ladder)}), PACKAGED / squat.id)
    )
    assert [problem.field for problem in problems] == [
        f"ladder[{index}].motion.poses[0].angles.knee_flexion_deg"
    ]
    assert problems[0].file == "deep_squat_rest/exercise.toml"


def test_a_kept_movement_past_a_limit_is_caught_too() -> None:
    track = compile_motion(motion(STAND_AND_BEND))
    track.frames[4, 3 + ANGLE_INDEX["left_knee_flexion_deg"]] = 200
    found = dict(check_track(motion(STAND_AND_BEND), track))
    assert "left_knee_flexion_deg goes to 200" in found[""]


def test_what_a_pose_names_and_there_is_not_is_told_by_file_and_field(tmp_path: Path) -> None:
    squat = LIBRARY.get("deep_squat_rest")
    lost = Motion.model_validate({"poses": [{"phase": "start", "rests": {"foot": "cloud"}}]})
    problems = list(motion_problems(squat.model_copy(update={"motion": lost}), tmp_path))
    assert "deep_squat_rest/exercise.toml: motion.poses[0].rests.left_foot.on: " in str(problems[0])


def test_the_first_pose_must_say_what_the_body_rests_on() -> None:
    with pytest.raises(ValidationError, match="rests on"):
        Motion.model_validate({"poses": [{"phase": "start"}]})


def test_things_are_surfaces_to_rest_on() -> None:
    assert surface_of(Prop(kind="chair")) == ((0.0, 1.0, 0.0), 0.45)
    assert surface_of(Prop(kind="door_frame")) is None
    normal, offset = surface_of(Prop(kind="wall", at=(-0.2, 0, 0), size=(0.1, 2, 2))) or ((), 0)
    assert normal == pytest.approx((1, 0, 0))
    assert offset == pytest.approx(-0.15)
    wedge = surface_of(Prop(kind="wedge", size=(0.3, 0.05, 0.5)))
    assert wedge is not None
    assert wedge.normal[0] > 0.1  # it falls towards the toes
