"""``tenfold coach`` on folders and several files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from tenfold.capture.trace import read_trace
from tenfold.cli.main import app
from tests.capture.material import write_trace
from tests.puppet import Move, lunges, squats

COMMAND = [sys.executable, "-m", "tenfold", "coach"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TENFOLD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two traces that are fine, and one that is cut off between them."""
    place = tmp_path / "clips"
    (place / "more").mkdir(parents=True)
    write_trace(place / "a.npz", lunges([Move(1.0), Move(1.0)]))
    whole = (place / "a.npz").read_bytes()
    (place / "b.npz").write_bytes(whole[: len(whole) // 2])
    write_trace(place / "more" / "c.npz", squats([Move(110.0)]))
    return place


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, ["coach", *map(str, args), "-e", "reverse_lunge"])


def test_a_bad_file_is_said_in_a_line_and_does_not_stop_the_rest(
    folder: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept" / "traces"
    done = run(folder, "--json", "--save-trace", kept)
    assert done.exit_code == 2
    assert done.stderr == f"{folder / 'b.npz'}: this trace is damaged or cut off\n"
    first, bad, last = json.loads(done.stdout)
    assert [Path(one["file"]).name for one in (first, bad, last)] == ["a.npz", "b.npz", "c.npz"]
    assert (first["summary"]["reps"], last["summary"]["reps"]) == (2, 0)
    assert "damaged" in bad["error"]
    assert "summary" not in bad
    # The same as of each alone, and what is written beside them is in a folder.
    alone = json.loads(run(folder / "a.npz", "--json").stdout)
    assert {"file": str(folder / "a.npz"), **alone} == first
    assert sorted(path.name for path in kept.iterdir()) == ["a.npz", "c.npz"]
    assert len(read_trace(kept / "a.npz").frames) == len(read_trace(folder / "a.npz").frames)


def test_all_well_is_exit_code_0_and_several_files_are_told_in_the_order_they_are_named(
    folder: Path,
) -> None:
    done = run(folder / "more" / "c.npz", folder / "a.npz", "-p", "1")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.index("c.npz") < done.stdout.index("a.npz")
    assert "2 reps" in done.stdout
    assert "2 of 2 recordings watched." in done.stdout


def test_two_recordings_of_one_name_are_not_written_over_each_other(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "more" / "a.npz").write_bytes((folder / "a.npz").read_bytes())
    done = run(folder, "--save-trace", tmp_path / "kept")
    assert done.exit_code == 2
    assert "two recordings have this name" in done.stderr


def test_a_file_where_a_folder_is_needed_is_said(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").touch()
    done = run(folder, "--overlay", tmp_path / "film.mp4")
    assert done.exit_code == 2
    assert "name a folder" in done.stderr


def test_a_mirror_image_has_its_sides_exchanged(tmp_path: Path) -> None:
    frames = lunges([Move(1.0, back="left"), Move(1.0, back="left")])
    plain = write_trace(tmp_path / "a.npz", frames)
    seen = write_trace(tmp_path / "b.npz", [frame.mirrored() for frame in frames])

    def sides(*args: str | Path) -> dict[str, int]:
        found: dict[str, int] = json.loads(run(*args, "--json").stdout)["summary"]["reps_by_side"]
        return found

    assert sides(plain) == {"left": 2}
    assert sides(seen) == {"right": 2}
    assert sides(seen, "--mirrored") == {"left": 2}


TIMES = 120
"""So often over, a lunge is watched for seconds."""


def children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks at processes in /proc")
def test_ctrl_c_ends_them_all_at_once_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """Long traces, stopped while they are being watched in processes of their own."""
    one = lunges([Move(1.0)])
    times = np.arange(len(one) * TIMES) / 10.0
    place, kept = tmp_path / "clips", tmp_path / "kept"
    place.mkdir()
    for name in ("a", "b", "c"):
        np.savez(
            place / f"{name}.npz",
            t=times,
            image=np.array([frame.image for frame in one] * TIMES, dtype=np.float32),
            world=np.array([frame.world for frame in one] * TIMES, dtype=np.float32),
            vis=np.array([frame.visibility for frame in one] * TIMES, dtype=np.float32),
            size=np.array([640, 480]),
        )
    running = subprocess.Popen(
        [*COMMAND, str(place), "-e", "reverse_lunge", "--save-trace", str(kept), "-p", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    begun = time.monotonic()
    while not (kept.is_dir() and any(kept.iterdir())) and time.monotonic() - begun < 60:
        time.sleep(0.02)
    children = children_of(running.pid)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all of them
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, "", "Stopped.\n")
    assert children
    begun = time.monotonic()
    while (left := [one for one in children if Path("/proc", one).exists()]) and (
        time.monotonic() - begun < 10
    ):
        time.sleep(0.02)
    assert not left
    assert list(kept.iterdir()) == []


@pytest.mark.parametrize("after_s", [0.1, 0.3, 0.8])
def test_ctrl_c_in_the_first_second_shows_no_traceback(after_s: float, tmp_path: Path) -> None:
    """Whatever is being loaded at that moment. Before Python has begun the system ends it, and
    while it begins, Python."""
    trace = write_trace(tmp_path / "a.npz", lunges([Move(1.0)] * 40))
    running = subprocess.Popen(
        [*COMMAND, str(trace), "-e", "reverse_lunge", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(after_s)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    if err.startswith("Fatal Python error: init_"):
        return  # nothing of ours was running yet
    assert running.returncode in (130, 0, -signal.SIGINT)
    assert err in ("Stopped.\n", "")
