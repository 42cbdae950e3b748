"""The exercise of a recording is named from the exercises' own movements."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tenfold.body.frame import Frame
from tenfold.body.landmarks import NAMES
from tenfold.body.posing import pose
from tenfold.capture.recognising import Choice, Kept, choice_of, recognise
from tenfold.exercises.load import PACKAGED, packaged_library
from tenfold.exercises.tracks import read_tracks, track_of
from tests.puppet import Move, lunges, squats
from tests.shared_material import shared_file


@cache
def choice() -> Choice:
    return choice_of(packaged_library(), ())


def named(frames: list[Frame]) -> str | None:
    kept = Kept()
    for frame in frames:
        kept.add(frame)
    return recognise(kept, choice())[0].exercise_id


def pictured(exercise_id: str, turned_deg: float, level: str = "0") -> list[Frame]:
    """The held pose of an exercise's own movement, seen without error from somewhere around it."""
    exercise = packaged_library().get(exercise_id)
    content = read_tracks(PACKAGED / exercise_id, exercise)
    assert content is not None
    track = track_of(content["levels"][level])
    (at, *_) = (i for i, key in enumerate(track.keys) if key.phase == "hold")
    pelvis, angles = track.at(np.array([track.key_time_s(at)]))
    points = pose(pelvis, angles).landmarks_m()[0] - pelvis[0]
    turn = np.radians(turned_deg)
    right = np.array([np.sin(turn), 0.0, np.cos(turn)])
    down = np.array([0.0, -1.0, 0.0])
    seen = points @ np.stack([right, down, np.cross(right, down)]).T
    world = tuple((float(x), float(y), float(z)) for x, y, z in seen)
    return [Frame(0.0, world, world, (1.0,) * len(NAMES))]


HELD = [one.id for one in packaged_library() if one.kind != "reps"]


@pytest.mark.parametrize("exercise_id", HELD)
@pytest.mark.parametrize("turned_deg", [0.0, 60.0, 200.0])
def test_the_held_pose_of_each_exercise_is_named_in_a_single_picture(
    exercise_id: str, turned_deg: float
) -> None:
    assert named(pictured(exercise_id, turned_deg)) == exercise_id


@pytest.mark.parametrize("exercise_id", HELD)
def test_the_held_pose_of_the_easier_level_is_named_too(exercise_id: str) -> None:
    """The gentlest levels often look like another exercise's: on a chair, or on the back."""
    assert named(pictured(exercise_id, 60.0, "-1")) == exercise_id


def test_a_level_may_be_asked_for() -> None:
    only = choice_of(packaged_library(), (), -2)
    assert {level for _, level in only.postures.forms} == {-2}


def test_lunges_are_lunges_and_squats_are_squats() -> None:
    assert named(lunges([Move(1.0), Move(1.0)])) == "reverse_lunge"
    assert named(squats([Move(110.0, stay_s=3.0)])) == "deep_squat_rest"


def test_an_empty_room_is_none_of_them() -> None:
    assert named([Frame.nobody(n / 10) for n in range(50)]) is None
    assert named([]) is None


def test_a_handstand_is_none_of_them() -> None:
    (frame,) = pictured("standing_abdominal_hold", 0.0)
    upside_down = tuple((-x, -y, z) for x, y, z in frame.world)
    assert named([Frame(0.0, upside_down, upside_down, frame.visibility)]) is None


def test_what_is_kept_of_frames_is_the_frames() -> None:
    kept = Kept()
    frames = [*lunges([Move(1.0)])[:3], Frame.nobody(9.0)]
    for frame in frames:
        kept.add(frame)
    assert list(kept) == frames
    assert kept.span_s == (0.0, 9.0)


@pytest.mark.parametrize("name", ["bme_squat", "nowva_squats", "chdh_squat", "dspro_squat"])
def test_real_squats_are_named(name: str) -> None:
    from tenfold.capture.trace import read_trace

    path = shared_file("traces", f"{name}.npz")
    assert named(list(read_trace(path).frames)) == "deep_squat_rest"


def test_photographs_of_the_butterfly_pose_are_named() -> None:
    """52 photographs of different people: nine in ten, at least."""
    with np.load(shared_file("traces", "butterfly_photos.npz")) as stored:
        photos = zip(stored["image"], stored["world"], stored["vis"], stored["size"], strict=True)
        found = [
            named(
                [
                    Frame(
                        0.0,
                        tuple((x, y, z) for x, y, z in image.tolist()),
                        tuple((x, y, z) for x, y, z in world.tolist()),
                        tuple(seen.tolist()),
                        size[0] / size[1],
                    )
                ]
            )
            for image, world, seen, size in photos
        ]
    assert found.count("butterfly_pose") >= 0.9 * len(found)


@pytest.mark.parametrize("name", ["postop_jacks", "aith_standing"])
def test_a_name_is_only_given_where_something_is_counted(name: str) -> None:
    """Jumping jacks and standing about come near to standing tall, and are not it unless held."""
    from tenfold.capture.trace import read_trace

    kept = Kept()
    for frame in read_trace(shared_file("traces", f"{name}.npz")).frames:
        kept.add(frame)
    guess, report = recognise(kept, choice())
    if report is not None:
        summary = report.summary()
        assert guess.exercise_id == summary["exercise"]
        assert summary["reps"] + len(summary["holds"]) > 0
    assert guess.exercise_id not in ("reverse_lunge", "deep_squat_rest")
