"""Pose traces on disk: whole ones come back as they were, all others are refused in words."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenfold.body.frame import Frame
from tenfold.capture.errors import CaptureError
from tenfold.capture.trace import TraceWriter, read_trace
from tests.capture.material import write_trace
from tests.puppet import Move, lunges, squats


def arrays(**changed: Any) -> dict[str, Any]:
    """A trace of three frames as arrays, with some of them changed."""
    whole = {
        "t": np.array([0.0, 0.1, 0.2]),
        "image": np.zeros((3, 33, 3)),
        "world": np.zeros((3, 33, 3)),
        "vis": np.ones((3, 33)),
        "size": np.array([640, 480]),
    }
    return {name: array for name, array in {**whole, **changed}.items() if array is not None}


def stored(path: Path, **changed: Any) -> Path:
    np.savez_compressed(path, **arrays(**changed))
    return path


def test_a_trace_comes_back_as_it_was_written(tmp_path: Path) -> None:
    frames = lunges([Move(1.0)])
    trace = read_trace(write_trace(tmp_path / "a.npz", frames, 480, 480))
    assert (trace.width, trace.height) == (480, 480)
    assert [frame.t_s for frame in trace.frames] == [frame.t_s for frame in frames]
    for read, written in zip(trace.frames, frames, strict=True):
        assert np.allclose(read.world, written.world, atol=1e-6)
        assert np.allclose(read.image, written.image, atol=1e-6)
        assert np.allclose(read.visibility, written.visibility)
        assert read.aspect == 1.0


def test_moments_with_nobody_stay_moments(tmp_path: Path) -> None:
    frames = [Frame.nobody(0.0), *squats([], begin_s=0.1)[1:], Frame.nobody(0.2)]
    read = read_trace(write_trace(tmp_path / "a.npz", frames)).frames
    assert [frame.empty for frame in read] == [frame.empty for frame in frames]


def test_a_row_that_is_not_all_numbers_is_nobody(tmp_path: Path) -> None:
    world = np.zeros((3, 33, 3))
    world[1, 7, 2] = np.inf
    read = read_trace(stored(tmp_path / "a.npz", world=world)).frames
    assert [frame.empty for frame in read] == [False, True, False]


def test_two_frames_of_one_time_are_taken(tmp_path: Path) -> None:
    read = read_trace(stored(tmp_path / "a.npz", t=np.array([0.0, 0.1, 0.1])))
    assert len(read.frames) == 3


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"world": None, "vis": None}, "no pose trace: world, vis missing"),
        ({"t": np.zeros(0)}, "no frames"),
        ({"t": np.zeros((3, 1))}, "no frames"),
        ({"t": np.array([0.0, 0.2, 0.1])}, "go back"),
        ({"t": np.array([0.0, np.nan, 0.2])}, "go back"),
        ({"image": np.zeros((3, 17, 3))}, "image has shape (3, 17, 3), not (3, 33, 3)"),
        ({"world": np.zeros((2, 33, 3))}, "world has shape"),
        ({"vis": np.zeros((3, 33, 1))}, "vis has shape"),
        ({"size": np.array([640])}, "size is not width and height"),
        ({"size": np.array([0, 480])}, "size is not width and height"),
        ({"size": np.array([np.nan, 480])}, "size is not width and height"),
        ({"t": np.array(["a", "b", "c"])}, "numbers expected"),
    ],
)
def test_what_is_wrong_with_a_trace_is_said(
    changed: dict[str, Any], words: str, tmp_path: Path
) -> None:
    path = stored(tmp_path / "a.npz", **changed)
    with pytest.raises(CaptureError) as caught:
        read_trace(path)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_stored_programs_are_not_run(tmp_path: Path) -> None:
    objects = np.array([{"a": 1}, {"b": 2}, {"c": 3}], dtype=object)
    np.savez(tmp_path / "a.npz", **arrays(t=objects), allow_pickle=True)
    with pytest.raises(CaptureError, match="damaged"):
        read_trace(tmp_path / "a.npz")


WHOLE = io.BytesIO()
np.savez_compressed(WHOLE, **arrays())


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_happened_to_a_trace_it_is_read_or_refused(
    data: st.DataObject, tmp_path: Path
) -> None:
    damaged = bytearray(WHOLE.getvalue())
    for _ in range(data.draw(st.integers(0, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "a.npz"
    path.write_bytes(damaged[: data.draw(st.integers(1, len(damaged)))])
    try:
        read_trace(path)
    except CaptureError as error:
        assert str(path) in str(error)


def test_a_trace_that_cannot_be_written_is_said_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="No such file or directory"):
        TraceWriter(tmp_path / "nowhere" / "a.npz", 640, 480)
    with pytest.raises(CaptureError, match=r"ends in \.npz"):
        TraceWriter(tmp_path / "a.zip", 640, 480)


def test_nothing_is_left_of_a_trace_that_was_broken_off(tmp_path: Path) -> None:
    (tmp_path / "a.npz").write_bytes(b"as it was")

    def break_off() -> None:
        with TraceWriter(tmp_path / "a.npz", 640, 480) as trace:
            trace.add(Frame.nobody(0.0))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert [path.name for path in tmp_path.iterdir()] == ["a.npz"]
    assert (tmp_path / "a.npz").read_bytes() == b"as it was"


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_arrays: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez_compressed", full)
    with pytest.raises(CaptureError, match="No space left"):
        write_trace(tmp_path / "a.npz", squats([], begin_s=0.1))
    assert not list(tmp_path.iterdir())
