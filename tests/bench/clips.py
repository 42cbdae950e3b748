"""Clips for these tests: lunges of the reference body."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from bench.clip import Clip, prepare
from bench.scenario import Doing, Fault, Scenario, View, draw

from tenfold.body.skeleton import REFERENCE

QUIET = Doing(side="left", reps=2, hold_s=3.0, rest_s=0.5, wobble_deg=0.0)


def scene(
    exercise: str = "reverse_lunge",
    view: View = "side",
    doing: Doing = QUIET,
    faults: tuple[Fault, ...] = (),
) -> Scenario:
    """A scenario of the reference body without surprises."""
    drawn = draw(1, exercise, 0, view)
    return replace(
        drawn, build=REFERENCE, doing=doing, faults=faults, fps=10, blur=False, occluder=None
    )


@cache
def clip(scenario: Scenario) -> Clip:
    """Solved once for all tests."""
    return prepare(scenario)
