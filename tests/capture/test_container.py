"""Text, playlists and broken-off files are known by their bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenfold.capture.container import is_cut_off, is_text
from tests.capture.material import box, needs_video, write_video

MP4 = box(b"ftyp", b"isom") + box(b"moov", b"index" * 9) + box(b"mdat", b"\0" * 900)


@pytest.mark.parametrize(
    "head",
    [
        b"notes of today\n",
        b"#EXTM3U\n#EXTINF:9\nhttp://192.0.2.1/a.ts\n",
        b"<!doctype html>",
        b"%PDF-1.4\n",
        "Kniebeugen für später\r\n".encode(),
        b"\xef\xbb\xbfwith a mark",
        "wide letters".encode("utf-16"),
    ],
)
def test_text_is_known(head: bytes) -> None:
    assert is_text(head)


@pytest.mark.parametrize(
    "head", [MP4, b"RIFF\0\1\0\0AVI ", b"\x1aE\xdf\xa3\x01\0", b"YUV4MPEG2 W640 H360\n", b""]
)
def test_videos_are_no_text(head: bytes) -> None:
    assert not is_text(head)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "a.video"
    path.write_bytes(content)
    return path


def test_a_whole_mp4_is_whole_and_any_part_of_it_is_not(tmp_path: Path) -> None:
    assert not is_cut_off(written(tmp_path, MP4))
    for length in range(12, len(MP4)):
        assert is_cut_off(written(tmp_path, MP4[:length])), length


def test_an_mp4_without_its_index_is_cut_off(tmp_path: Path) -> None:
    assert is_cut_off(written(tmp_path, box(b"ftyp", b"isom") + box(b"mdat", b"\0" * 90)))


def test_a_box_may_be_long_or_reach_to_the_end(tmp_path: Path) -> None:
    long = (1).to_bytes(4, "big") + b"mdat" + (16 + 90).to_bytes(8, "big") + b"\0" * 90
    assert not is_cut_off(written(tmp_path, box(b"ftyp") + box(b"moov") + long))
    assert is_cut_off(written(tmp_path, box(b"ftyp") + box(b"moov") + long[:-1]))
    open_end = box(b"mdat", b"\0" * 90, size=0)
    assert not is_cut_off(written(tmp_path, box(b"ftyp") + box(b"moov") + open_end))


def test_a_box_of_no_length_does_not_hang(tmp_path: Path) -> None:
    assert is_cut_off(written(tmp_path, box(b"ftyp", size=3) + b"\0" * 90))


def ebml(size: bytes, content: bytes) -> bytes:
    return b"\x1a\x45\xdf\xa3\x83abc" + b"\x18\x53\x80\x67" + size + content


def test_matroska_says_how_long_it_is_or_leaves_it_open(tmp_path: Path) -> None:
    assert not is_cut_off(written(tmp_path, ebml(b"\x8a", b"\0" * 10)))
    assert is_cut_off(written(tmp_path, ebml(b"\x8a", b"\0" * 9)))
    assert not is_cut_off(written(tmp_path, ebml(b"\x40\x0a", b"\0" * 10)))
    assert is_cut_off(written(tmp_path, ebml(b"\x01\0\0\0\0\0\0\x0a", b"\0" * 9)))
    assert not is_cut_off(written(tmp_path, ebml(b"\x01" + b"\xff" * 7, b"\0" * 9)))
    assert not is_cut_off(written(tmp_path, ebml(b"", b"")))
    assert not is_cut_off(written(tmp_path, b"\x1a\x45\xdf\xa3\x81a" + b"other things"))


def test_other_files_are_not_judged(tmp_path: Path) -> None:
    assert not is_cut_off(written(tmp_path, b"GIF89a" + b"\0" * 30))
    assert not is_cut_off(written(tmp_path, b"x"))


@needs_video
@pytest.mark.parametrize("ending", [".mp4", ".avi", ".webm"])
def test_real_files_are_whole_and_their_halves_are_not(ending: str, tmp_path: Path) -> None:
    path = write_video(tmp_path / f"a{ending}")
    assert not is_cut_off(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert is_cut_off(path)
