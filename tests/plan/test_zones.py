"""Zones: every pair of pain before and worst during lies in exactly one."""

from __future__ import annotations

import pytest

from tenfold.exercises.packaged import library_text
from tenfold.plan.reading import DataError
from tenfold.plan.rulebook import packaged_rulebook
from tenfold.plan.zones import FLAGS, NRS, read_zones

ZONES = packaged_rulebook().zones
TEXT = library_text("zones.toml")


def expected(before: int, worst: int) -> str:
    """The table of the clinical notes, in its own words."""
    if before <= 3:
        return "green" if worst <= 3 else "amber" if worst <= 5 else "red"
    rise = worst - before
    if rise >= 3 or worst >= 8:
        return "red"
    return "amber" if rise == 2 else "green"


@pytest.mark.parametrize("before", NRS)
def test_every_pair_lies_in_its_one_zone(before: int) -> None:
    for worst in NRS:
        assert ZONES.zone([(before, worst)]) == expected(before, worst), (before, worst)


def test_without_a_number_during_nothing_is_known() -> None:
    assert ZONES.zone([(2, None)]) is None
    assert ZONES.zone([]) is None


def test_without_a_number_before_the_worst_that_is_possible_counts() -> None:
    found = [ZONES.zone([(None, worst)]) for worst in NRS]
    assert found == ["green"] * 4 + ["amber"] * 2 + ["red"] * 5


def test_of_several_the_worst_counts() -> None:
    assert ZONES.zone([(2, 2), (2, 5), (2, 3)]) == "amber"


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_is_red_whatever_the_number(flag: str) -> None:
    assert ZONES.zone([(1, 1)], frozenset({flag})) == "red"  # type: ignore[arg-type]
    assert ZONES.stops(1, 1, [flag])  # type: ignore[list-item]


def test_only_numb_or_weak_asks_the_two_questions() -> None:
    assert [flag for flag in FLAGS if ZONES.asks([flag])] == ["numb_weak"]


def test_an_exercise_is_stopped_in_the_red_zone_only() -> None:
    assert ZONES.stops(2, 6)
    assert not ZONES.stops(2, 5)
    assert not ZONES.stops(2, None)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("during_to = 3 }", "during_to = 4 }", "exactly once"),
        ("before_from = 4, rise_from = 3", "before_from = 5, rise_from = 3", "exactly once"),
        ('name = "amber"', 'name = "green"', "zone"),
        ('name = "amber"', 'name = "orange"', "name must be"),
        ('id = "knee"', 'id = "elbow"', "flag"),
        ("settled_rise = 1", "settled_rises = 1", "missing"),
        ("settled_rise = 1", 'settled_rise = "one"', "wrong kind"),
        ("settled_rise = 1", "settled_rise = 1\nmore = 2", "not known"),
        ("red = true", 'red = "yes"', "true or false"),
        ("[morning]", "[[morning]]", "must be a table"),
        ("[morning]", "[morning", "zones.toml"),
    ],
)
def test_a_file_that_says_something_else_is_refused_with_its_place(
    old: str, new: str, where: str
) -> None:
    assert old in TEXT
    with pytest.raises(DataError, match=where):
        read_zones(TEXT.replace(old, new, 1))


def test_a_flag_that_is_missing_is_refused() -> None:
    part = '[[flag]]\nid = "groin"\nlabel = "A pinch in the groin"\nred = true\n'
    assert part in TEXT
    with pytest.raises(DataError, match="flag"):
        read_zones(TEXT.replace(part, ""))


def test_lists_must_be_lists() -> None:
    with pytest.raises(DataError, match="must be a list"):
        read_zones("zone = 3")
