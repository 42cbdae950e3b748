"""When a measure began to go somewhere and when it was there."""

from __future__ import annotations

import math
import random

import pytest

from tenfold.coach.passage import Passage


def followed(
    start_s: float, length_s: float, until_s: float, *, fps: float = 15.0, noise: float = 0.0
) -> Passage:
    """A measure that goes gently from 20 to 100, looked at until ``until_s``."""
    chance, passage = random.Random(3), Passage(least=15.0)
    for i in range(round(until_s * fps)):
        made = min(1.0, max(0.0, (i / fps - start_s) / length_s))
        gentle = 0.5 - 0.5 * math.cos(math.pi * made)
        passage.note(20 + 80 * gentle + chance.gauss(0.0, noise), i / fps)
    return passage


@pytest.mark.parametrize("fps", [8.0, 15.0, 60.0])
@pytest.mark.parametrize("length_s", [0.8, 2.0, 4.0])
def test_the_end_of_a_gentle_movement_is_told(length_s: float, fps: float) -> None:
    arrived = followed(3.0, length_s, 3.0 + length_s + 1.0, fps=fps).arrived_s(1.0)
    assert arrived == pytest.approx(3.0 + length_s, abs=0.3)


@pytest.mark.parametrize("length_s", [1.5, 3.0])
def test_its_end_is_told_through_noise(length_s: float) -> None:
    arrived = followed(3.0, length_s, 4.0 + length_s, noise=5.0).arrived_s(1.0)
    assert arrived == pytest.approx(3.0 + length_s, abs=0.5)


@pytest.mark.parametrize("share", [0.5, 0.7, 1.0])
@pytest.mark.parametrize("length_s", [1.5, 3.0])
def test_its_beginning_is_told_from_how_far_it_got(length_s: float, share: float) -> None:
    seen_to_s = 3.0 + share * length_s + 0.2
    began = followed(3.0, length_s, seen_to_s, noise=2.0).leaving_s(1.0)
    assert began == pytest.approx(3.0, abs=0.5)


def test_somebody_who_stays_neither_arrives_nor_leaves() -> None:
    still = followed(100.0, 2.0, 8.0, noise=3.0)
    assert still.arrived_s(1.0) is None and still.leaving_s(1.0) is None


def test_what_is_long_past_is_forgotten() -> None:
    passage = followed(1.0, 2.0, 600.0)
    assert passage.arrived_s(0.0) is None
    assert len(passage._past) < 100
