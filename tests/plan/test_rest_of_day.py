"""What is spread through the day."""

from __future__ import annotations

from tenfold.plan.rest_of_day import rest_of_day
from tests.plan.made import LIBRARY


def test_only_what_is_done_more_than_once_a_day_is_listed() -> None:
    assert [one.exercise_id for one in rest_of_day(LIBRARY, {})] == ["belly"]


def test_rounds_done_are_taken_from_those_planned() -> None:
    (belly,) = rest_of_day(LIBRARY, {"belly": 2, "lunge": 1})
    assert (belly.planned_low, belly.planned_high, belly.done) == (5, 10, 2)
    assert (belly.left_low, belly.left_high) == (3, 8)
    assert not belly.enough
    assert (belly.kind, belly.amount_low, belly.amount_high) == ("hold", 20, 20)


def test_more_than_planned_is_just_enough() -> None:
    (belly,) = rest_of_day(LIBRARY, {"belly": 12})
    assert (belly.left_low, belly.left_high, belly.enough) == (0, 0, True)


def test_an_easier_level_may_be_once_a_day() -> None:
    assert rest_of_day(LIBRARY, {}, levels={"belly": -2}) == ()
