"""The page about what can be seen tells errors as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bench.compared import NUMBERS, difference
from bench.observability import Made, page
from bench.tally import Row, Tally, view_scores, worst_rows

from tenfold.body.frame import Frame
from tests.bench.clips import clip, scene

MADE = Made(1, 2, 70, "seed 0", "abc", "def", "python -m bench report")


def tally_of(frames: list[Frame]) -> Tally:
    tally = Tally()
    tally.add(clip(scene()).truth, frames)
    return tally


def true_frames() -> list[Frame]:
    truth = clip(scene()).truth
    return [truth.frame(i) for i in range(len(truth.times_s))]


def test_a_perfect_model_has_no_error_and_loses_nothing() -> None:
    rows = tally_of(true_frames()).rows()
    # Inward has next to no meaning from the side, nor "above the line of a lying trunk" standing.
    without = {"knee_inward_deg", "knees_up", "shins_up", "legs_aside", "hands_up"}
    assert {row.number for row in rows} | without == {n.name for n in NUMBERS}
    assert all(row.p90 == 0 and row.lost == 0 and row.grade == "good" for row in rows)


def test_nobody_found_is_counted_as_lost_and_never_as_exact() -> None:
    frames = [Frame.nobody(frame.t_s) if i % 2 else frame for i, frame in enumerate(true_frames())]
    rows = tally_of(frames).rows()
    assert all(0.4 < row.lost < 0.6 and row.grade == "poor" for row in rows)


def test_an_unseen_ankle_loses_the_knee_and_not_the_trunk() -> None:
    unseen = (0.0,) * 27 + (0.0, 0.0) + (0.0,) * 4
    frames = [
        replace(f, visibility=tuple(0.0 if i in (27, 28) else 1.0 for i in range(len(unseen))))
        for f in true_frames()
    ]
    lost = {row.number: row.lost for row in tally_of(frames).rows()}
    assert lost["knee_flexion_deg"] == 1.0
    assert lost["trunk_inclination_deg"] == 0.0


def test_angles_that_go_round_differ_by_the_short_way() -> None:
    assert difference("head_turn_deg", 170, -170) == pytest.approx(20)
    assert difference("knee_flexion_deg", 10, 100) == pytest.approx(90)


def test_the_worst_rows_are_the_worst_and_the_page_shows_them_and_how_it_was_made() -> None:
    tally = tally_of(true_frames())
    cell = next(
        cell for (_, _, name, part), cell in tally.seen.items()
        if name == "knee_flexion_deg" and part == "far"
    )  # fmt: skip
    cell.errors[:] = [55.0 for _ in cell.errors]
    worst: list[Row] = worst_rows(tally.rows(), view_scores(tally))
    assert len(worst) == 5
    assert (worst[0].number, worst[0].part, worst[0].p90) == ("knee_flexion_deg", "far", 55.0)
    text = page(tally, MADE)
    assert "| reverse lunge | side | knee_flexion_deg (far) | 55.0° | 55.0° | 0% |" in text
    assert "python -m bench report" in text and "1 of 2 clips" in text
