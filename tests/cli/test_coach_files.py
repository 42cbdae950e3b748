"""Files that ``tenfold coach`` meets, real and damaged, and what it leaves behind."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tenfold.capture import pose_model
from tenfold.cli.main import app
from tests.capture.material import needs_video, pictures_of, write_trace, write_video
from tests.puppet import Move, squats
from tests.shared_material import shared_file

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")

pytestmark = [needs_video]

OLD_FILM = b"an older film"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TENFOLD_HOME", str(tmp_path / "home"))


def complaint(*args: str | Path) -> str:
    """The one line that is said: exit code 2, nothing on stdout, no traceback."""
    result = CliRunner().invoke(app, ["coach", *map(str, args), "-e", "deep_squat_rest", "--json"])
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr.strip()


def ffmpeg(*args: str | Path) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, args)], check=True)


def first_part(path: Path, share: float) -> Path:
    """The same file, broken off."""
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    return path


@needs_ffmpeg
@pytest.mark.parametrize("ending", ["mp4", "wav", "mkv"])
def test_a_recording_of_sound_alone_is_no_video(ending: str, tmp_path: Path) -> None:
    sound = tmp_path / f"voice.{ending}"
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", sound)
    assert complaint(sound) == f"{sound}: no video that can be read"


@needs_ffmpeg
def test_a_song_with_a_cover_is_no_video(tmp_path: Path) -> None:
    song = tmp_path / "song.mp4"
    picture = ("-f", "lavfi", "-i", "color=s=64x64", "-frames:v", "1")
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", *picture, song)
    assert "a single picture, not a video" in complaint(song)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_broken_off_copy_of_a_clip_is_refused(share: float, tmp_path: Path) -> None:
    copy = tmp_path / "clip.mp4"
    copy.write_bytes(shared_file("clips", "nowva_squats.mp4").read_bytes())
    assert "damaged or cut off" in complaint(first_part(copy, share))


@needs_ffmpeg
@pytest.mark.parametrize("flags", ["+faststart", "+frag_keyframe+empty_moov"])
def test_nor_does_it_matter_where_the_index_stands(flags: str, tmp_path: Path) -> None:
    """An index at the front still promises more pictures than are left."""
    copy = tmp_path / "clip.mp4"
    ffmpeg("-i", write_video(tmp_path / "made.mp4"), "-c", "copy", "-movflags", flags, copy)
    assert "cut off" in complaint(first_part(copy, 0.6))


@pytest.mark.parametrize("part", [20, 3])
def test_a_clip_with_a_hole_in_it_is_refused_and_an_older_overlay_stays(
    part: int, tmp_path: Path
) -> None:
    """Its length is right, so the damage is met only on the way: at once, or after a while."""
    clip, film = tmp_path / "clip.mp4", tmp_path / "film.mp4"
    content = bytearray(shared_file("clips", "nowva_squats.mp4").read_bytes())
    at = len(content) // part
    content[at : at + 20_000] = bytes(20_000)
    clip.write_bytes(content)
    film.write_bytes(OLD_FILM)
    assert "damaged or cut off: it ends at" in complaint(clip, "--overlay", film)
    assert film.read_bytes() == OLD_FILM
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clip.mp4", "film.mp4"]


def test_an_overlay_that_cannot_be_written_is_said_before_anything_is_watched(
    tmp_path: Path,
) -> None:
    trace = write_trace(tmp_path / "a.npz", squats([Move(110.0)]))
    words = complaint(trace, "--overlay", tmp_path / "nowhere" / "film.mp4")
    assert "No such file or directory" in words
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a place nobody can write to")
def test_a_place_where_nothing_may_be_written_is_said(tmp_path: Path) -> None:
    trace = write_trace(tmp_path / "a.npz", squats([Move(110.0)]))
    for option, name in (("--overlay", "film.mp4"), ("--save-trace", "kept.npz")):
        assert "cannot be written" in complaint(trace, option, Path("/proc/self") / name)


def test_a_new_overlay_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(OLD_FILM)
    frames = squats([Move(110.0, stay_s=0.2)], begin_s=0.2)
    trace = write_trace(tmp_path / "a.npz", frames, 320, 240)
    result = CliRunner().invoke(
        app, ["coach", str(trace), "-e", "deep_squat_rest", "--overlay", str(film)]
    )
    assert result.exit_code == 0, result.output
    assert len(pictures_of(film)) == len(frames)


def test_a_model_that_was_not_built_is_said_and_traces_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pose_model, "FOLDER", tmp_path)
    assert "the pose model is not built" in complaint(write_video(tmp_path / "a.mp4"))
    trace = write_trace(tmp_path / "a.npz", squats([Move(110.0)]))
    result = CliRunner().invoke(app, ["coach", str(trace), "-e", "deep_squat_rest"])
    assert result.exit_code == 0, result.output


@pytest.mark.slow
def test_ctrl_c_in_the_middle_of_a_video_ends_it_and_keeps_an_older_overlay(
    tmp_path: Path,
) -> None:
    video, film = write_video(tmp_path / "a.mp4", pictures=3000), tmp_path / "film.mp4"
    film.write_bytes(OLD_FILM)
    command = [sys.executable, "-m", "tenfold", "coach", str(video), "-e", "deep_squat_rest"]
    running = subprocess.Popen(
        [*command, "--json", "--overlay", str(film)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    begun = time.monotonic()
    while not list(tmp_path.glob(".film*")) and time.monotonic() - begun < 60:
        time.sleep(0.02)
    time.sleep(1.0)  # some pictures of it
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, "", "Stopped.\n")
    assert film.read_bytes() == OLD_FILM
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.mp4", "film.mp4"]
