"""``tenfold coach`` as a person uses it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from functools import partial
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tenfold.body.frame import Frame
from tenfold.capture import libraries, watching
from tenfold.cli import coach_command
from tenfold.cli.main import app
from tenfold.exercises.library import Library
from tenfold.exercises.load import packaged_library
from tenfold.exercises.model import variant
from tests.capture.material import needs_video, pictures_of, write_trace, write_video
from tests.coach.filmed import film
from tests.puppet import Move, lunges, squats
from tests.shared_material import shared_file
from tests.test_network import needs_strace, outgoing

COMMAND = [sys.executable, "-m", "tenfold", "coach"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder of one's own, and a wide terminal."""
    monkeypatch.setenv("TENFOLD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "160")
    return tmp_path / "home"


def run(*args: str | Path) -> str:
    """Standard output; all must go well and nothing be complained of."""
    result = CliRunner().invoke(app, ["coach", *map(str, args)])
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def told(*args: str | Path) -> dict[str, Any]:
    """What ``--json`` gives."""
    found: dict[str, Any] = json.loads(run(*args, "--json"))
    return found


def complaint(*args: str | Path) -> str:
    """The one line that is said when it does not go: exit code 2, nothing on stdout."""
    result = CliRunner().invoke(app, ["coach", *map(str, args)])
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr.strip()


def alternating(tmp_path: Path) -> Path:
    moves = [Move(1.0, back=side) for side in ("left", "right", "left")]
    return write_trace(tmp_path / "lunges.npz", lunges(moves))


def resting(tmp_path: Path) -> Path:
    return write_trace(tmp_path / "rest.npz", squats([Move(110.0, stay_s=5.0)]))


def test_json_has_the_events_and_their_summary(tmp_path: Path) -> None:
    found = told(alternating(tmp_path), "--exercise", "reverse_lunge")
    assert set(found) == {"events", "summary"}
    reps = [event for event in found["events"] if event["type"] == "RepCompleted"]
    assert [(rep["side"], rep["number"]) for rep in reps] == [
        ("left", 1),
        ("right", 1),
        ("left", 2),
    ]
    assert all(isinstance(event["t_s"], float) for event in found["events"])
    assert found["summary"]["reps"] == 3
    assert found["summary"]["reps_by_side"] == {"left": 2, "right": 1}
    assert found["summary"]["tracking"] == "good"
    assert set(found["summary"]) >= {
        "exercise", "level", "holds", "faults", "duration_s", "frames", "tracked_fraction",
        "coach_version",
    }  # fmt: skip


def test_the_reps_of_the_deep_squat_rest_are_descents_and_its_holds_have_ends(
    tmp_path: Path,
) -> None:
    summary = told(resting(tmp_path), "-e", "deep_squat_rest")["summary"]
    assert summary["reps"] == 1
    (hold,) = summary["holds"]
    assert set(hold) == {"start_s", "end_s", "side"}
    assert hold["end_s"] > hold["start_s"] + 5.0


def test_the_table_says_when_what_happened_and_how_it_went(tmp_path: Path) -> None:
    out = run(alternating(tmp_path), "-e", "reverse lunge")
    assert "Rep 1, left" in out
    assert "Rep 1, right" in out
    assert "at the bottom, left" in out
    assert "Reverse lunge: 3 reps, left 2, right 1" in out
    assert "Seen well" in out


def test_time_in_position_is_said(tmp_path: Path) -> None:
    out = run(resting(tmp_path), "-e", "10")
    assert "Deep squat rest: 1 rep, " in out
    assert "s in position" in out


def test_breaths_are_said_of_what_is_counted_in_breaths(tmp_path: Path) -> None:
    scene = film("butterfly_pose", 0, "left", 5.0, 5.0, 10.0, hold_s=20.0)
    ((from_s, to_s),) = scene.held
    assert 33.0 < to_s - from_s < 39.0, "four breaths of 8 s, with a margin"
    trace = write_trace(tmp_path / "butterfly.npz", scene.frames)
    summary = told(trace, "-e", "butterfly_pose")["summary"]
    assert summary["breaths"] == 4
    assert "time for 4 breaths" in run(trace, "-e", "butterfly_pose")


def test_faults_are_summed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of every rule that the camera can measure: what may be spoken of is another question."""
    monkeypatch.setattr(watching, "variant", partial(variant, measured_only=False))
    hurried = [Move(1.0, down_s=0.5, stay_s=0.2, up_s=0.4) for _ in range(4)]
    out = run(write_trace(tmp_path / "a.npz", lunges(hurried)), "-e", "reverse_lunge")
    assert "times, first at" in out


def test_an_empty_scene_is_said_plainly(tmp_path: Path) -> None:
    nobody = write_trace(tmp_path / "a.npz", [Frame.nobody(n / 10) for n in range(30)])
    out = run(nobody, "-e", "reverse_lunge")
    assert "0 reps" in out
    assert "Nobody was seen well enough to follow" in out


def test_the_same_recording_gives_the_same_words_twice(tmp_path: Path) -> None:
    path = alternating(tmp_path)
    assert run(path, "-e", "reverse_lunge", "--json") == run(path, "-e", "reverse_lunge", "--json")


def test_a_level_without_a_camera_coach_is_said_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = packaged_library()
    lunge = real.get("reverse_lunge")
    rungs = tuple(rung.model_copy(update={"coach": "none"}) for rung in lunge.ladder)
    without = lunge.model_copy(update={"ladder": rungs})
    monkeypatch.setattr(coach_command, "used_library", lambda: Library((without,)))
    assert "reverse_lunge at level -1 has no camera coach" in complaint(
        alternating(tmp_path), "-e", "reverse_lunge", "-l", "-1", "--json"
    )


def test_wrong_names_and_levels(tmp_path: Path) -> None:
    assert "Did you mean reverse_lunge" in complaint(alternating(tmp_path), "-e", "reverse_lunges")
    assert "has no level 9" in complaint(alternating(tmp_path), "-e", "reverse_lunge", "-l", "9")


@pytest.mark.parametrize("extra", [(), ("--json",)])
def test_files_that_are_no_recording_are_refused_in_a_line(
    extra: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "nothing_in_it").mkdir()
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "notes.mp4").write_text("not a video\n")
    trace = alternating(tmp_path).read_bytes()
    (tmp_path / "half.npz").write_bytes(trace[: len(trace) // 2])
    (tmp_path / "two\nlines.mp4").touch()
    for name, words in {
        "missing.mp4": "no such file",
        "empty.mp4": "this file is empty",
        "notes.mp4": "this is text, not a video",
        "half.npz": "this trace is damaged or cut off",
        "nothing_in_it": "no videos, pictures or pose traces in this folder",
        "two\nlines.mp4": "this file is empty",
    }.items():
        assert words in complaint(tmp_path / name, "-e", "reverse_lunge", *extra)


def test_without_the_extra_a_video_says_what_to_install_and_traces_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    def not_there(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(libraries, "version", missing)
    monkeypatch.setattr(libraries, "import_module", not_there)
    (tmp_path / "a.mp4").write_bytes(bytes(range(256)) * 40)
    install = "pip install 'tenfold[video]'"
    assert install in complaint(tmp_path / "a.mp4", "-e", "reverse_lunge")
    trace = alternating(tmp_path)
    assert install in complaint(trace, "-e", "reverse_lunge", "--overlay", tmp_path / "o.mp4")
    assert told(trace, "-e", "reverse_lunge")["summary"]["reps"] == 3


def test_a_recording_is_never_written_over(tmp_path: Path) -> None:
    trace = alternating(tmp_path)
    (tmp_path / "home").mkdir()
    (tmp_path / "link.npz").symlink_to(trace)
    before = trace.read_bytes()
    for target in (trace, tmp_path / "home" / ".." / trace.name, tmp_path / "link.npz"):
        assert "choose another name" in complaint(
            trace, "-e", "reverse_lunge", "--save-trace", target
        )
    assert trace.read_bytes() == before


def test_a_loop_of_links_is_no_recording(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").symlink_to(tmp_path / "a.mp4")
    assert "cannot be read" in complaint(
        tmp_path / "a.mp4", "-e", "reverse_lunge", "--save-trace", tmp_path / "b.npz"
    )


def test_a_saved_trace_gives_the_same_again(tmp_path: Path) -> None:
    trace, copy = alternating(tmp_path), tmp_path / "copy.npz"
    first = run(trace, "-e", "reverse_lunge", "--json", "--save-trace", copy)
    assert run(copy, "-e", "reverse_lunge", "--json") == first


@needs_video
def test_an_overlay_of_a_trace_is_a_video_of_its_length(tmp_path: Path) -> None:
    frames = squats([Move(110.0, stay_s=0.5)], begin_s=0.5)
    trace = write_trace(tmp_path / "a.npz", frames, 480, 480)
    run(trace, "-e", "deep_squat_rest", "--overlay", tmp_path / "o.mp4")
    pictures = pictures_of(tmp_path / "o.mp4")
    assert len(pictures) == len(frames)
    assert pictures[0].shape == (480, 480, 3)


@needs_video
@pytest.mark.parametrize("trouble", ["nowhere/o.mp4", "home.mp4", "o.avi"])
def test_an_overlay_that_cannot_be_written_is_said_in_a_line(trouble: str, tmp_path: Path) -> None:
    (tmp_path / "home.mp4").mkdir()
    words = complaint(alternating(tmp_path), "-e", "reverse_lunge", "--overlay", tmp_path / trouble)
    assert trouble.split("/", maxsplit=1)[0] in words


@needs_video
@pytest.mark.slow
def test_a_video_in_which_nobody_moves_has_no_reps(tmp_path: Path) -> None:
    summary = told(write_video(tmp_path / "a.mp4"), "-e", "reverse_lunge")["summary"]
    assert (summary["reps"], summary["frames"], summary["tracking"]) == (0, 30, "none")


@needs_video
def test_a_video_that_was_cut_off_leaves_no_overlay(tmp_path: Path) -> None:
    video = write_video(tmp_path / "a.mp4")
    video.write_bytes(video.read_bytes()[:-200])
    words = complaint(video, "-e", "reverse_lunge", "--overlay", tmp_path / "o.mp4", "--json")
    assert "damaged or cut off" in words
    assert not list(tmp_path.glob("*o*.mp4"))


def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    """Half an hour of frames, stopped when it has begun: no traceback, nothing left behind."""

    def long() -> Iterable[Frame]:
        one = lunges([Move(1.0)])
        length_s = one[-1].t_s + 0.1
        for number in range(60):
            for frame in one:
                yield Frame(
                    frame.t_s + number * length_s, frame.image, frame.world, frame.visibility
                )

    trace = write_trace(tmp_path / "long.npz", long())
    saved = tmp_path / "saved.npz"
    running = subprocess.Popen(
        [*COMMAND, str(trace), "-e", "reverse_lunge", "--json", "--save-trace", str(saved)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    begun = time.monotonic()
    while not list(tmp_path.glob(".saved*")) and time.monotonic() - begun < 60:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, "", "Stopped.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["long.npz"]


@needs_video
@pytest.mark.slow
def test_a_video_makes_no_noise_and_no_bar_where_there_is_no_terminal(tmp_path: Path) -> None:
    video = write_video(tmp_path / "a.mp4")
    done = subprocess.run(
        [*COMMAND, str(video), "-e", "reverse_lunge", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert json.loads(done.stdout)["summary"]["frames"] == 30


@needs_video
@pytest.mark.slow
def test_a_terminal_shows_how_far_it_is(tmp_path: Path) -> None:
    """Standard error is a terminal here; what it shows is read from its other end."""
    video = write_video(tmp_path / "a.mp4", pictures=90)
    ours, theirs = os.openpty()
    running = subprocess.Popen(
        [*COMMAND, str(video), "-e", "reverse_lunge", "--json"],
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    try:
        while more := os.read(ours, 4096):
            shown += more
    except OSError:
        pass  # the other end is closed: it has ended
    out = running.communicate(timeout=60)[0]
    os.close(ours)
    assert running.returncode == 0
    assert json.loads(out)["summary"]["frames"] == 90
    assert b"Watching" in shown
    assert b"W0000" not in shown


@needs_video
@needs_strace
@pytest.mark.slow
def test_a_video_is_watched_without_the_network(tmp_path: Path) -> None:
    log = tmp_path / "connections"
    video = write_video(tmp_path / "a.mp4")
    subprocess.run(
        [
            "strace", "--follow-forks", "--trace=connect,sendto,sendmsg,sendmmsg",
            f"--output={log}", *COMMAND, str(video), "-e", "reverse_lunge", "--json",
        ],
        capture_output=True,
        check=True,
        timeout=300,
    )  # fmt: skip
    assert outgoing(log.read_text()) == []


@needs_video
@needs_strace
@pytest.mark.slow
def test_nor_where_the_system_has_no_network_of_ones_own_to_give(tmp_path: Path) -> None:
    """The same with ``unshare`` refused: what MediaPipe asks for is then not even looked up."""
    log = tmp_path / "connections"
    video = write_video(tmp_path / "a.mp4")
    subprocess.run(
        [
            "strace", "--follow-forks", "--trace=connect,sendto,sendmsg,sendmmsg,unshare",
            "--inject=unshare:error=EPERM", f"--output={log}",
            *COMMAND, str(video), "-e", "reverse_lunge", "--json",
        ],
        capture_output=True,
        check=True,
        timeout=300,
    )  # fmt: skip
    seen = log.read_text()
    assert "EPERM" in seen
    assert outgoing(seen) == []


CLIPS = [
    ("nowva_squats", 5),
    ("dspro_squat", 5),
    ("chdh_squat", 6),
    ("bme_squat", 5),
    ("postop_jacks", 0),
    ("aith_standing", 0),
]


@needs_video
@pytest.mark.slow
@pytest.mark.parametrize(("clip", "squat_count"), CLIPS)
def test_real_people_are_counted_exactly(clip: str, squat_count: int, tmp_path: Path) -> None:
    video, kept = shared_file("clips", f"{clip}.mp4"), tmp_path / "kept.npz"
    found = told(video, "-e", "deep_squat_rest", "--save-trace", kept)
    assert found["summary"]["reps"] == squat_count
    if clip == "chdh_squat":
        reps = [event for event in found["events"] if event["type"] == "RepCompleted"]
        assert all(rep["t_s"] > 10.0 for rep in reps)
    # What was kept without pictures says the same, and there is no lunge in it.
    again = told(kept, "-e", "deep_squat_rest")
    assert again["events"] == found["events"]
    assert told(kept, "-e", "reverse_lunge")["summary"]["reps"] == 0


@needs_video
@pytest.mark.slow
def test_an_overlay_of_a_real_clip_is_as_long_as_the_clip(tmp_path: Path) -> None:
    clip = shared_file("clips", "nowva_squats.mp4")
    target = tmp_path / "seen.mp4"
    run(clip, "-e", "deep_squat_rest", "--overlay", target)
    assert len(pictures_of(target)) == len(pictures_of(clip))
