"""Any file may be offered: a recording is opened, all else is refused in one line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tenfold.capture.errors import CaptureError
from tenfold.capture.source import open_source
from tests.capture.material import box, needs_video, write_trace, write_video
from tests.puppet import Move, squats


def complaint(path: Path) -> str:
    """What is said of ``path``, without its name."""
    with pytest.raises(CaptureError) as caught, open_source(path):
        pass
    text = str(caught.value)
    assert text.startswith(f"{path}: ")
    assert "\n" not in text
    return text.removeprefix(f"{path}: ")


def test_a_trace_is_known_by_its_content_not_its_name(tmp_path: Path) -> None:
    frames = squats([Move(100.0)], fps=20.0)
    path = write_trace(tmp_path / "a.npz", frames).rename(tmp_path / "holiday.mp4")
    with open_source(path) as source:
        moments = list(source.moments)
        assert (source.width, source.height) == (640, 480)
        assert source.fps == pytest.approx(20.0)
        assert source.end_s == pytest.approx(frames[-1].t_s)
    assert len(moments) == len(frames)
    assert all(moment.picture is None for moment in moments)


def test_a_trace_of_one_frame_is_a_trace(tmp_path: Path) -> None:
    with open_source(write_trace(tmp_path / "a.npz", squats([])[:1])) as source:
        assert len(list(source.moments)) == 1


def test_files_that_are_no_recording(tmp_path: Path) -> None:
    assert complaint(tmp_path / "missing.mp4") == "no such file"
    assert complaint(tmp_path) == "a folder, not a file"
    (tmp_path / "empty.mp4").touch()
    assert complaint(tmp_path / "empty.mp4") == "this file is empty"
    (tmp_path / "notes.mp4").write_text("ten squats, felt good\n")
    assert "this is text" in complaint(tmp_path / "notes.mp4")
    (tmp_path / "half.mp4").write_bytes(box(b"ftyp", b"isom") + box(b"mdat", b"\0\1", size=9000))
    assert "damaged or cut off" in complaint(tmp_path / "half.mp4")
    (tmp_path / "half.npz").write_bytes(b"PK\3\4\0\0")
    assert "damaged or cut off" in complaint(tmp_path / "half.npz")


def test_a_playlist_never_sends_anyone_elsewhere(tmp_path: Path) -> None:
    playlist = tmp_path / "list.mp4"
    playlist.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://192.0.2.1/a.ts\n")
    assert "this is text" in complaint(playlist)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    assert complaint(tmp_path / "pipe.mp4") == "not a file that can be watched"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_trace(tmp_path / "a.npz", squats([])[:2])

    def closed(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    assert complaint(path) == "cannot be read (Permission denied)"


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert "File name too long" in complaint(tmp_path / ("x" * 300))
    assert complaint(tmp_path / "a\0b.mp4")


@needs_video
@pytest.mark.slow
def test_a_video_brings_its_pictures(tmp_path: Path) -> None:
    with open_source(write_video(tmp_path / "a.mp4", pictures=12, fps=12.0)) as source:
        moments = list(source.moments)
        assert (source.width, source.height, source.fps) == (160, 120, 12.0)
        assert source.end_s == pytest.approx(11 / 12)
    assert len(moments) == 12
    assert moments[0].picture.shape == (120, 160, 3)
