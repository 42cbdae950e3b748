"""The figure on screen has the same skeleton as the motion model."""

from __future__ import annotations

from figure_data import stale


def test_the_files_for_the_figure_are_up_to_date() -> None:
    assert stale() == [], "run python tools/figure_data.py"
