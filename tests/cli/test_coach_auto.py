"""``tenfold coach --exercise auto``, and what is told of single pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tenfold.body.frame import Frame
from tenfold.cli.main import app
from tests.capture.material import needs_video, write_trace
from tests.capture.test_recognising import pictured
from tests.puppet import Move, lunges, squats


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TENFOLD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "160")


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, ["coach", *map(str, args)])


def told(*args: str | Path) -> dict[str, Any]:
    done = run(*args, "--json")
    assert (done.exit_code, done.stderr) == (0, ""), done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_auto_names_the_exercise_and_says_what_its_coach_says(tmp_path: Path) -> None:
    trace = write_trace(tmp_path / "a.npz", squats([Move(110.0, stay_s=3.0)]))
    found = told(trace, "-e", "auto")
    assert found["recognised"]["exercise"] == "deep_squat_rest"
    assert found["recognised"]["sure"] > 0.5
    level = found["recognised"]["level"]
    named = told(trace, "-e", "deep_squat_rest", "-l", str(level))
    assert (found["events"], found["summary"]) == (named["events"], named["summary"])
    assert "Deep squat rest (recognised, " in run(trace, "-e", "AUTO").stdout


def test_auto_keeps_to_the_level_that_is_asked_for(tmp_path: Path) -> None:
    trace = write_trace(tmp_path / "a.npz", squats([Move(110.0, stay_s=3.0)]))
    found = told(trace, "-e", "auto", "-l", "0")
    assert (found["recognised"]["level"], found["summary"]["level"]) == (0, 0)
    easier = run(trace, "-e", "auto", "-l", "-1")
    assert "(recognised, level -1, " in easier.stdout


def test_what_is_none_of_them_is_said(tmp_path: Path) -> None:
    nobody = write_trace(tmp_path / "a.npz", [Frame.nobody(n / 10) for n in range(30)])
    found = told(nobody, "-e", "auto")
    assert found["recognised"]["exercise"] is None
    assert found["summary"]["reps"] == 0
    assert "None of the exercises" in run(nobody, "-e", "auto").stdout


def test_a_folder_of_different_exercises_is_sorted_out(tmp_path: Path) -> None:
    place = tmp_path / "clips"
    place.mkdir()
    write_trace(place / "a.npz", lunges([Move(1.0), Move(1.0)]))
    write_trace(place / "b.npz", squats([Move(110.0, stay_s=3.0)]))
    done = run(place, "-e", "auto", "--json", "-p", "1")
    assert [one["recognised"]["exercise"] for one in json.loads(done.stdout)] == [
        "reverse_lunge",
        "deep_squat_rest",
    ]


def test_a_picture_is_in_position_or_not(tmp_path: Path) -> None:
    """A trace of one moment is what a picture is; two rules of an exercise's own file decide."""
    down = [frame for frame in squats([Move(120.0, stay_s=5.0)]) if frame.t_s > 4.0][:1]
    up = squats([Move(120.0)])[:1]
    trace = tmp_path / "a.npz"
    for frames, answer in ((down, "yes"), (up, "no"), ([Frame.nobody(0.0)], "cannot_tell")):
        write_trace(trace, frames)
        assert told(trace, "-e", "deep_squat_rest")["summary"]["in_position"] == answer
    up_again = run(write_trace(tmp_path / "up.npz", up), "-e", "deep_squat_rest").stdout
    assert "In position: no" in up_again
    assert "A single picture" in up_again
    assert "In position: cannot be told" in run(trace, "-e", "deep_squat_rest").stdout


def test_of_a_recording_in_which_something_moves_it_is_not_asked(tmp_path: Path) -> None:
    trace = write_trace(tmp_path / "a.npz", squats([Move(120.0)]))
    assert "in_position" not in told(trace, "-e", "deep_squat_rest")["summary"]


def test_one_picture_is_enough_to_name_an_exercise(tmp_path: Path) -> None:
    trace = write_trace(tmp_path / "a.npz", pictured("pigeon_pose", 60.0))
    assert told(trace, "-e", "auto")["recognised"]["exercise"] == "pigeon_pose"


def test_parts_that_are_cut_off_are_said_though_counting_goes_on(tmp_path: Path) -> None:
    """Squats can be counted without feet in the picture; hints about the feet cannot be had."""
    frames = [
        Frame(
            frame.t_s,
            tuple((x, 1.4, z) if n >= 29 else (x, y, z) for n, (x, y, z) in enumerate(frame.image)),
            frame.world,
            frame.visibility,
        )
        for frame in squats([Move(110.0)])
    ]
    trace = write_trace(tmp_path / "a.npz", frames)
    out = run(trace, "-e", "deep_squat_rest").stdout
    assert "1 rep" in out
    assert "not all of the body" in out
    assert "Not seen: feet" in out


def test_each_rule_says_whether_it_could_speak_and_why_not(tmp_path: Path) -> None:
    rules = told(write_trace(tmp_path / "a.npz", squats([Move(110.0)])), "-e", "10")["summary"][
        "rules"
    ]
    assert rules
    assert all(rule["speaks"] != ("why_not" in rule) for rule in rules)


@needs_video
@pytest.mark.slow
def test_a_picture_file_is_watched_like_a_recording_of_one_moment(tmp_path: Path) -> None:
    import cv2
    import numpy as np

    for suffix in (".jpg", ".png", ".webp"):
        path = tmp_path / f"empty{suffix}"
        cv2.imwrite(str(path), np.full((120, 160, 3), 90, dtype=np.uint8))
        summary = told(path, "-e", "deep_squat_rest")["summary"]
        assert (summary["frames"], summary["in_position"]) == (1, "cannot_tell")
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        assert "this picture is damaged or cut off" in run(path, "-e", "auto").stderr
