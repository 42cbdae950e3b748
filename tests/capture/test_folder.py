"""Which recordings are meant by files and folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenfold.capture.errors import CaptureError
from tenfold.capture.folder import recordings


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_of_a_folder_all_recordings_are_taken_and_nothing_else(tmp_path: Path) -> None:
    touch(tmp_path, "b.mp4", "a.NPZ", "deep/down/c.jpg", "notes.txt", "README.md")
    found = recordings([tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "a.NPZ", "b.mp4", "deep/down/c.jpg",
    ]  # fmt: skip


def test_hidden_and_half_written_files_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, ".film.0.part.mp4", ".trash/a.mp4", "a.mp4")
    (tmp_path / "folder.mp4").mkdir()
    assert recordings([tmp_path]) == [tmp_path / "a.mp4"]


def test_a_file_that_is_named_is_meant_whatever_its_name_and_only_once(tmp_path: Path) -> None:
    touch(tmp_path, "clip", "a.mp4")
    named = [tmp_path / "clip", tmp_path / "a.mp4", tmp_path]
    assert recordings(named) == [tmp_path / "clip", tmp_path / "a.mp4"]


def test_a_folder_without_any_is_said(tmp_path: Path) -> None:
    touch(tmp_path, "notes.txt")
    with pytest.raises(CaptureError, match="no videos, pictures or pose traces"):
        recordings([tmp_path])
