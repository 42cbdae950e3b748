"""The overlay: a video as long as the recording, legible, and never half there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tenfold.body.frame import Frame
from tenfold.capture import overlay as module
from tenfold.capture.errors import CaptureError
from tenfold.capture.overlay import Overlay
from tenfold.capture.telling import Teller
from tenfold.coach.engine import Coach
from tenfold.coach.events import HoldLeft
from tenfold.exercises.model import Variant
from tenfold.words import Translator
from tests.capture.material import needs_video, pictures_of
from tests.coach.variants import deep_squat_rest, reverse_lunge
from tests.puppet import Move, lunges, squats

pytestmark = needs_video


def film(
    target: Path,
    frames: Iterable[Frame],
    size: tuple[int, int] = (480, 480),
    fps: float = 30.0,
    variant: Variant | None = None,
    picture: np.ndarray | None = None,
) -> Path:
    variant = variant or deep_squat_rest()
    coach = Coach(variant)
    with Overlay(target, *size, fps, Teller(variant, Translator())) as one:
        for frame in frames:
            one.write(frame, picture, coach, coach.advance(frame))
    return target


def test_it_is_as_long_as_the_recording(tmp_path: Path) -> None:
    frames = squats([Move(110.0)], begin_s=0.5)
    assert len(pictures_of(film(tmp_path / "a.mp4", frames))) == len(frames)


def test_it_keeps_the_time_of_an_uneven_recording(tmp_path: Path) -> None:
    frames = [f for n, f in enumerate(squats([Move(110.0)], begin_s=0.5)) if n < 30 or n % 7 == 0]
    pictures = pictures_of(film(tmp_path / "a.mp4", frames, fps=12.0))
    assert len(pictures) == pytest.approx(frames[-1].t_s * 30, abs=2)


def test_a_long_standstill_is_shortened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_GAP_S", 1.0)
    still = squats([], begin_s=1.0)
    later = [replace(f, t_s=f.t_s + 4000.0) for f in still]
    assert len(pictures_of(film(tmp_path / "a.mp4", [*still, *later]))) == 30 + 30 + 29


def test_small_pictures_are_enlarged_huge_ones_made_smaller_all_are_even(tmp_path: Path) -> None:
    for given, wanted in (
        ((161, 121), (638, 480)),
        ((270, 480), (480, 854)),
        ((3840, 2160), (1920, 1080)),
        ((640, 480), (640, 480)),
    ):
        picture = np.zeros((given[1], given[0], 3), dtype=np.uint8)
        path = film(tmp_path / "a.mp4", squats([], begin_s=0.1), given, picture=picture)
        assert pictures_of(path)[0].shape[1::-1] == wanted


def test_the_person_the_count_the_clock_and_the_cue_are_in_the_picture(tmp_path: Path) -> None:
    hurried = [Move(1.0, down_s=0.5, stay_s=0.3, up_s=0.4) for _ in range(3)]
    frames = lunges(hurried, begin_s=0.5)
    pictures = pictures_of(film(tmp_path / "a.mp4", frames, variant=reverse_lunge()))

    def drawn(picture: np.ndarray, rows: slice, columns: slice) -> int:
        return int((picture[rows, columns].max(axis=2) > 150).sum())

    first, last = pictures[5], pictures[-5]
    body = (slice(120, 400), slice(120, 360))
    corner = (slice(0, 70), slice(0, 200))
    clock = (slice(0, 50), slice(340, 480))
    foot = (slice(405, 480), slice(0, 480))
    assert drawn(first, *body) > 400
    assert drawn(first, *clock) > 30
    assert drawn(last, *corner) > drawn(first, *corner) > 20
    assert drawn(first, *foot) == 0
    assert max(drawn(picture, *foot) for picture in pictures) > 100


def test_breaths_are_in_the_picture_where_they_are_what_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    monkeypatch.setattr(module, "breaths_in", lambda held_s: int(held_s // 2.0))

    def breaths(_: Teller, number: int) -> str:
        told.append(number)
        return "breaths"

    monkeypatch.setattr(Teller, "breaths", breaths)
    resting = squats([Move(110.0, stay_s=5.0)], begin_s=0.5)
    film(tmp_path / "a.mp4", resting)
    assert told == []
    in_breaths = deep_squat_rest().model_copy(update={"kind": "breaths"})
    film(tmp_path / "a.mp4", resting, variant=in_breaths)
    assert {0, 1} < set(told), "they go up while the position is held"
    coach = Coach(in_breaths)
    (gone,) = [e for f in resting for e in coach.advance(f) if isinstance(e, HoldLeft)]
    assert told[-1] == int(gone.held_s // 2.0) >= 2, "and stay when it is left"


def test_words_that_are_long_or_not_english_fit(tmp_path: Path) -> None:
    class Long(Translator):
        def gettext(self, msgid: str) -> str:
            return "Ünglaublich lange Wörter – 長い " * 9

    frames = squats([Move(110.0)], begin_s=0.5)
    coach = Coach(deep_squat_rest())
    with Overlay(tmp_path / "a.mp4", 480, 480, 30.0, Teller(coach.variant, Long())) as one:
        for frame in [*frames, *(Frame.nobody(frames[-1].t_s + n / 30) for n in range(1, 60))]:
            one.write(frame, None, coach, coach.advance(frame))
    assert pictures_of(tmp_path / "a.mp4")


def test_the_recordings_own_picture_is_not_drawn_on(tmp_path: Path) -> None:
    picture = np.full((480, 480, 3), 77, dtype=np.uint8)
    film(tmp_path / "a.mp4", squats([], begin_s=0.2), picture=picture)
    assert (picture == 77).all()


def test_what_was_there_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.mp4"
    target.write_bytes(b"as it was")

    def frames() -> Iterable[Frame]:
        yield from squats([], begin_s=0.5)
        assert target.read_bytes() == b"as it was"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        film(target, frames())
    assert target.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [target]
    film(target, squats([], begin_s=0.5))
    assert len(pictures_of(target)) == 15
    assert list(tmp_path.iterdir()) == [target]


def test_two_at_once_do_not_share_a_part(tmp_path: Path) -> None:
    teller = Teller(deep_squat_rest(), Translator())
    coach = Coach(deep_squat_rest())
    with (
        Overlay(tmp_path / "a.mp4", 480, 480, 30.0, teller) as one,
        Overlay(tmp_path / "a.mp4", 480, 480, 30.0, teller) as other,
    ):
        for frame in squats([], begin_s=0.5):
            one.write(frame, None, coach, ())
            other.write(frame, None, coach, ())
    assert len(pictures_of(tmp_path / "a.mp4")) == 15


def test_a_target_that_cannot_be_written_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "folder.mp4").mkdir()
    for target, words in (
        (tmp_path / "nowhere" / "a.mp4", "No such file or directory"),
        (tmp_path / "folder.mp4", "a folder has this name"),
        (tmp_path / "a.gif", r"end its name in \.mp4"),
        (tmp_path / ("x" * 300 + ".mp4"), "File name too long"),
    ):
        with pytest.raises(CaptureError, match=words):
            film(target, [])
    assert [path.name for path in tmp_path.iterdir()] == ["folder.mp4"]


def test_a_disk_that_fills_up_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_cut_off", lambda _path: True)
    with pytest.raises(CaptureError, match="is the disk full"):
        film(tmp_path / "a.mp4", squats([], begin_s=0.2))
    assert not list(tmp_path.iterdir())


def test_an_overlay_may_be_read_by_others_as_other_files_may(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.touch()
    film(tmp_path / "a.mp4", squats([], begin_s=0.2))
    assert (tmp_path / "a.mp4").stat().st_mode == other.stat().st_mode
