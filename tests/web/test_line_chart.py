"""Line charts as numbers: every point where its day and number are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tenfold.web.line_chart import HEIGHT, WIDTH, Chart, Point, line_chart

START = date(2026, 3, 2)


def drawn(*series: list[Point]) -> Chart:
    chart = line_chart(series, START)
    assert chart is not None
    return chart


def weekly(*values: float) -> list[Point]:
    return [(START + timedelta(weeks=week), value) for week, value in enumerate(values)]


def test_one_point_is_no_line() -> None:
    assert line_chart([weekly(3)], START) is None
    assert line_chart([], START) is None


def test_the_scale_is_the_same_for_everybody() -> None:
    chart = drawn(weekly(10, 0))
    (first, last) = chart.lines[0].dots
    assert (first[0], last[0]) == (chart.left, chart.right)
    assert [number for _, number in chart.levels] == [0, 5, 10]
    assert first[1] == chart.levels[2][0]
    assert last[1] == chart.levels[0][0] == chart.bottom


def test_more_is_higher_and_later_is_further_right() -> None:
    (one, two, three) = drawn(weekly(2, 5, 3)).lines[0].dots
    assert one[0] < two[0] < three[0]
    assert two[1] < three[1] < one[1]


def test_points_in_any_order_make_the_same_line() -> None:
    points = weekly(2, 5, 3)
    assert drawn(points) == drawn(points[::-1])


@pytest.mark.parametrize("weeks", [1, 8, 30, 150, 400])
def test_marks_along_the_bottom_stay_few_and_inside(weeks: int) -> None:
    chart = drawn(weekly(*[3] * (weeks + 1)))
    assert 1 <= len(chart.weeks) <= 8
    assert chart.weeks[0] == (chart.left, 0)
    for x, _ in chart.weeks:
        assert chart.left <= x <= chart.right < WIDTH
    assert all(0 < y < HEIGHT for _, y in chart.lines[0].dots)


def test_what_was_told_before_the_start_is_drawn_too() -> None:
    early: list[Point] = [(START - timedelta(days=10), 4), (START, 3)]
    assert drawn(early).lines[0].dots[0][0] == drawn(early).left
