"""The pose model's own process: no network, no noise, and its end is not Tenfold's."""

from __future__ import annotations

import ctypes
import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tenfold.capture import pose as module
from tenfold.capture import pose_process
from tenfold.capture.errors import CaptureError
from tenfold.capture.pose import Pose
from tenfold.capture.pose_model import pose_model
from tenfold.capture.pose_process import GREETING, QUESTION, serve, without_network
from tests.capture.material import needs_video

CALL_OUT = """
import socket, sys
from tenfold.capture.pose_process import leave_network
if not leave_network():
    sys.exit("not allowed")
one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
one.connect(("127.0.0.1", 53))
"""
PICTURE = np.zeros((48, 64, 3), dtype=np.uint8)


def test_its_environment_leads_to_no_proxy() -> None:
    given = {"PATH": "/bin", "no_proxy": "*", "NO_PROXY": "*", "HTTPS_PROXY": "http://192.0.2.1"}
    found = without_network(given)
    assert found["PATH"] == "/bin"
    assert not {"no_proxy", "NO_PROXY"} & set(found)
    proxies = {name: value for name, value in found.items() if name.lower().endswith("_proxy")}
    assert {"https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy"} == set(proxies)
    assert set(proxies.values()) == {"none://"}


@pytest.mark.skipif(sys.platform != "linux", reason="networks of one's own are Linux's")
def test_a_process_that_left_the_network_reaches_nobody() -> None:
    tried = subprocess.run(
        [sys.executable, "-c", CALL_OUT],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    if "not allowed" in tried.stderr:
        pytest.skip("this system gives no network of one's own")
    assert "Network is unreachable" in tried.stderr


def test_a_system_without_such_a_thing_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_library(_name: object) -> object:
        raise OSError("not here")

    monkeypatch.setattr(ctypes, "CDLL", no_library)
    assert not pose_process.leave_network()
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace())
    assert not pose_process.leave_network()
    refused = SimpleNamespace(unshare=lambda _how: -1)
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: refused)
    assert not pose_process.leave_network()


def test_a_library_that_does_not_load_is_told_across(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mediapipe", None)
    answers = io.BytesIO()
    serve(Path("a.task"), io.BytesIO(), answers)
    fine, length = GREETING.unpack(answers.getvalue()[: GREETING.size])
    assert not fine
    words = answers.getvalue()[GREETING.size :].decode()
    assert len(words) == length
    assert "MediaPipe cannot be loaded" in words


class FakeMediaPipe:
    """Finds one person whose every number is known, in pictures that are not black."""

    ImageFormat = SimpleNamespace(SRGB=1)

    def __init__(self) -> None:
        self.looked_at_ms: list[int] = []
        vision = SimpleNamespace(
            PoseLandmarkerOptions=lambda **_: None,
            RunningMode=SimpleNamespace(VIDEO=1),
            PoseLandmarker=SimpleNamespace(create_from_options=lambda _: self),
        )
        self.tasks = SimpleNamespace(vision=vision, BaseOptions=lambda **_: None)

    def __enter__(self) -> FakeMediaPipe:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def Image(self, image_format: int, data: Any) -> Any:
        return data

    def detect_for_video(self, image: Any, at_ms: int) -> Any:
        assert image.shape == (48, 64, 3)
        self.looked_at_ms.append(at_ms)
        if not image.any():
            return SimpleNamespace(pose_landmarks=[])
        seen = [SimpleNamespace(x=n / 64, y=0.5, z=-0.25, visibility=0.75) for n in range(33)]
        world = [SimpleNamespace(x=0.125, y=-n / 64, z=0.5) for n in range(33)]
        return SimpleNamespace(pose_landmarks=[seen], pose_world_landmarks=[world])


def answered(questions: bytes, fake: FakeMediaPipe, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setitem(sys.modules, "mediapipe", fake)
    answers = io.BytesIO()
    serve(Path("a.task"), io.BytesIO(questions), answers)
    return answers.getvalue()


def test_what_is_found_arrives_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeMediaPipe()
    questions = QUESTION.pack(40, 64, 48) + PICTURE.tobytes()
    questions += QUESTION.pack(80, 64, 48) + (PICTURE + 9).tobytes()
    replies = io.BytesIO(answered(questions, fake, monkeypatch))
    assert fake.looked_at_ms == [40, 80]
    asked = Pose.__new__(Pose)
    asked._times = [(40, 64 / 48), (80, 64 / 48)]
    asked._process = SimpleNamespace(stdout=replies)  # type: ignore[assignment]
    assert GREETING.unpack(replies.read(GREETING.size)) == (True, 0)
    first, second = asked.answer(), asked.answer()
    assert first.empty
    assert (first.t_s, second.t_s) == (0.04, 0.08)
    assert second.image[4] == (4 / 64, 0.5, -0.25)
    assert second.world[8] == (0.125, -8 / 64, 0.5)
    assert second.visibility == (0.75,) * 33
    assert second.aspect == 64 / 48


@needs_video
@pytest.mark.slow
def test_a_model_that_stops_is_said_and_ends_nothing_else(tmp_path: Path) -> None:
    with Pose(pose_model()) as pose:
        pose.ask(PICTURE, 0)
        assert pose.answer().empty
        os.kill(pose._process.pid, signal.SIGKILL)
        with pytest.raises(CaptureError, match="stopped by itself"):
            for at_ms in range(1, 200):
                pose.ask(PICTURE, at_ms)
                pose.answer()


@needs_video
@pytest.mark.slow
def test_no_process_is_left_behind(tmp_path: Path) -> None:
    with Pose(pose_model()) as pose:
        process = pose._process
        pose.ask(PICTURE, 0)
    assert process.poll() is not None
    (tmp_path / "a.task").write_bytes(b"no model")
    with pytest.raises(CaptureError, match="damaged"):
        Pose(tmp_path / "a.task")


def test_a_process_that_will_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE_S", 0.2)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True)"
    pose = Pose.__new__(Pose)
    pose._process = subprocess.Popen(
        [sys.executable, "-c", f"{deaf}; time.sleep(60)"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert pose._process.stdout is not None
    pose._process.stdout.readline()
    pose.close()
    assert pose._process.returncode == -signal.SIGKILL
