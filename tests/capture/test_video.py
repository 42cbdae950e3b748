"""Videos: their own times, their ends, and what is said where they cannot be watched."""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tenfold.body.frame import Frame
from tenfold.capture import libraries, pose_model, video
from tenfold.capture.errors import CaptureError
from tenfold.capture.video import Video
from tests.capture.material import needs_video, write_video
from tests.shared_material import shared_file

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg makes this file")
PICTURE = np.zeros((48, 64, 3), dtype=np.uint8)


class FakeFile:
    """OpenCV's open file, with times that are given."""

    def __init__(self, times_ms: list[float], fps: float, count: float) -> None:
        self._left = iter(times_ms)
        self._now = 0.0
        self._known = {"fps": fps, "count": count, "width": 64, "height": 48}

    def isOpened(self) -> bool:
        return True

    def release(self) -> None:
        pass

    def get(self, what: str) -> float:
        return self._known.get(what, self._now)

    def read(self) -> tuple[bool, Any]:
        at_ms = next(self._left, None)
        if at_ms is None:
            return False, None
        self._now = at_ms
        return True, PICTURE


class FakePose:
    """Finds nobody, ever."""

    def __init__(self, _model: Path) -> None:
        self._times: list[int] = []

    def ask(self, _picture: Any, at_ms: int) -> None:
        self._times.append(at_ms)
        assert len(self._times) <= 2, "asked too far ahead"

    def answer(self) -> Frame:
        return Frame.nobody(self._times.pop(0) / 1000)

    def close(self) -> None:
        pass


def fake_video(
    monkeypatch: pytest.MonkeyPatch, times_ms: list[float], fps: float = 30.0, count: float = -1.0
) -> Video:
    """A video with these times in which nobody is ever found."""
    cv2 = SimpleNamespace(
        VideoCapture=lambda _path: FakeFile(times_ms, fps, count),
        cvtColor=lambda picture, _kind: picture,
        COLOR_BGR2RGB=0,
        CAP_PROP_FRAME_WIDTH="width",
        CAP_PROP_FRAME_HEIGHT="height",
        CAP_PROP_FPS="fps",
        CAP_PROP_FRAME_COUNT="count",
        CAP_PROP_POS_MSEC="now",
    )
    monkeypatch.setattr(video, "opencv", lambda: cv2)
    monkeypatch.setattr(video, "check_mediapipe", lambda: None)
    monkeypatch.setattr(video, "pose_model", lambda _name: Path("a.task"))
    monkeypatch.setattr(video, "Pose", FakePose)
    return Video(Path("a.mp4"))


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real files, and a model that finds nobody at once."""
    monkeypatch.setattr(video, "Pose", FakePose)


def times(one: Video) -> list[float]:
    return [shot.frame.t_s for shot in one]


def test_times_are_the_files_own(monkeypatch: pytest.MonkeyPatch) -> None:
    uneven = [0.0, 33.0, 66.0, 300.0, 533.0]
    assert times(fake_video(monkeypatch, uneven)) == [0.0, 0.033, 0.066, 0.3, 0.533]


def test_where_the_file_has_no_times_the_rate_gives_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert times(fake_video(monkeypatch, [0.0] * 4, fps=20.0)) == [0.0, 0.05, 0.1, 0.15]


def test_times_never_go_back(monkeypatch: pytest.MonkeyPatch) -> None:
    found = times(fake_video(monkeypatch, [0.0, 400.0, 10.0, 20.0, 500.0], fps=25.0))
    assert found == sorted(set(found))
    assert found[-1] == 0.5


@pytest.mark.parametrize("rate", [0.0, -1.0, 1000.0, float("nan")])
def test_a_rate_that_cannot_be_is_not_believed(
    rate: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fake_video(monkeypatch, [0.0, 33.0], fps=rate).fps == 30.0


def test_a_file_that_ends_early_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CaptureError, match=r"damaged or cut off: it ends at 1\.0 s of 9\.9 s"):
        times(fake_video(monkeypatch, [0.0, 500.0, 1000.0], fps=10.0, count=100))


def test_fewer_pictures_than_guessed_are_fine_if_the_time_is_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = [float(at) for at in range(0, 10_000, 200)]
    assert len(times(fake_video(monkeypatch, few, fps=30.0, count=300))) == 50


@pytest.mark.parametrize("number", [0, 1])
def test_a_single_picture_is_no_video(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CaptureError, match="a single picture, not a video"):
        times(fake_video(monkeypatch, [0.0] * number))


def no_mediapipe(_name: str) -> str:
    raise importlib.metadata.PackageNotFoundError


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "version", no_mediapipe)
    with pytest.raises(CaptureError, match=r"pip install 'tenfold\[video\]'"):
        libraries.check_mediapipe()


def test_a_mediapipe_that_is_not_known_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "version", lambda _name: "1.0.2")
    with pytest.raises(CaptureError, match=r"MediaPipe 1\.0\.2 is installed"):
        libraries.check_mediapipe()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ModuleNotFoundError("No module named 'cv2'"), "pip install"),
        (
            ImportError("libGL.so.1: cannot open shared object file"),
            "OpenCV cannot be loaded: libGL",
        ),
    ],
)
def test_a_library_that_does_not_load_is_explained(
    error: ImportError, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_name: str) -> None:
        raise error

    monkeypatch.setattr(libraries, "import_module", fail)
    with pytest.raises(CaptureError, match=words):
        libraries.opencv()


@needs_video
def test_a_model_that_was_not_built_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pose_model, "FOLDER", tmp_path)
    with pytest.raises(CaptureError, match="pose model is not built"):
        Video(write_video(tmp_path / "a.mp4"))


@needs_video
@pytest.mark.usefixtures("without_model")
@pytest.mark.parametrize("ending", [".mp4", ".avi", ".webm"])
def test_each_kind_of_video_gives_all_its_pictures(ending: str, tmp_path: Path) -> None:
    with Video(write_video(tmp_path / f"a{ending}", pictures=20, fps=10.0)) as one:
        assert (one.width, one.height, one.fps) == (160, 120, 10.0)
        assert one.length_s == pytest.approx(1.9)
        shots = list(one)
    assert len(shots) == 20
    assert shots[-1].frame.t_s == pytest.approx(1.9, abs=0.002)
    assert all(shot.frame.empty for shot in shots)
    assert shots[0].picture.shape == (120, 160, 3)


@needs_video
def test_what_is_no_video_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(CaptureError, match="no video that can be read"):
        Video(tmp_path / "a.mp4")


@needs_video
@needs_ffmpeg
@pytest.mark.usefixtures("without_model")
def test_a_phone_held_upright_gives_upright_pictures(tmp_path: Path) -> None:
    lying, turned = str(write_video(tmp_path / "lying.mp4")), tmp_path / "turned.mp4"
    new_way = ["-display_rotation", "90", "-i", lying]
    old_way = ["-i", lying, "-metadata:s:v:0", "rotate=90"]
    for how in (new_way, old_way):
        command = ["ffmpeg", "-v", "error", "-y", *how, "-c", "copy", str(turned)]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            break
    with Video(turned) as one:
        assert (one.width, one.height) == (120, 160)
        assert next(iter(one)).picture.shape == (160, 120, 3)


@needs_video
@needs_ffmpeg
@pytest.mark.usefixtures("without_model")
@pytest.mark.parametrize("ending", [".mp4", ".webm"])
def test_a_real_file_of_varying_rate_keeps_its_times(ending: str, tmp_path: Path) -> None:
    steady = write_video(tmp_path / "steady.mp4", pictures=60, fps=20.0)
    varying = tmp_path / f"varying{ending}"
    keep = r"select='lt(n\,20)+not(mod(n\,8))'"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-i", steady, "-vf", keep, "-vsync", "vfr", varying], check=True
    )
    with Video(varying) as one:
        found = times(one)
    expected = [n / 20 for n in range(60) if n < 20 or n % 8 == 0]
    assert found == pytest.approx(expected, abs=0.002)


@needs_video
@pytest.mark.slow
def test_the_full_model_sees_what_it_saw_when_the_traces_were_made() -> None:
    clip = shared_file("clips", "nowva_squats.mp4")
    with np.load(shared_file("traces", "nowva_squats.npz")) as stored, Video(clip) as one:
        shots = [shot for _, shot in zip(range(60), one, strict=False)]
        for number, shot in enumerate(shots):
            assert shot.frame.t_s == pytest.approx(stored["t"][number], abs=0.001)
            away = np.abs(np.array(shot.frame.world) - stored["world"][number])
            assert np.median(away) < 0.02
