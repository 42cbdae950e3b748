"""The plot shows what was measured, and what the coach made of it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tenfold.body.frame import Frame
from tenfold.capture.drawing import scale
from tenfold.capture.errors import CaptureError
from tenfold.capture.plot import Plot, limits_of, measures_of
from tenfold.capture.telling import Teller
from tenfold.coach.engine import Coach
from tenfold.exercises.load import packaged_library
from tenfold.exercises.model import Variant, variant
from tenfold.words import Translator
from tests.coach.variants import deep_squat_rest, reverse_lunge
from tests.puppet import Move, lunges, squats


def plotted(form: Variant, frames: list[Frame], target: Path) -> ET.Element:
    coach = Coach(form)
    with Plot(target, form, "a <clip> & more", Teller(form, Translator())) as plot:
        for frame in frames:
            plot.add(frame, coach, coach.advance(frame))
    return ET.fromstring(target.read_text())


def words(picture: ET.Element) -> list[str]:
    return [one.text or "" for one in picture.iter() if one.tag.endswith("text")]


def of_class(picture: ET.Element, name: str) -> list[ET.Element]:
    return [one for one in picture.iter() if one.get("class") == name]


def test_reps_holds_phases_sides_and_units_are_written(tmp_path: Path) -> None:
    rests = squats([Move(110.0, stay_s=4.0), Move(110.0, stay_s=4.0)])
    picture = plotted(deep_squat_rest(), rests, tmp_path / "a.svg")
    assert len(of_class(picture, "rep")) == 2
    assert len(of_class(picture, "hold")) == 2
    told = words(picture)
    assert {"Deep squat rest", "a <clip> & more", "degrees", "left", "right", "seconds"} <= set(
        told
    )
    assert any(one.startswith("resting in it") for one in told)
    assert any(one.startswith("held 4.") for one in told)


def test_what_was_not_seen_is_hatched(tmp_path: Path) -> None:
    frames = [
        Frame.nobody(f.t_s) if 2.0 < f.t_s < 4.0 else f for f in lunges([Move(1.0), Move(1.0)])
    ]
    picture = plotted(reverse_lunge(), frames, tmp_path / "a.svg")
    hatched = [one for one in picture.iter() if one.get("fill") == "url(#unseen)"]
    assert len(hatched) == 2  # the legend's, and the loss


def test_limits_are_those_of_the_exercise_file() -> None:
    spec = deep_squat_rest().coach
    assert spec is not None
    assert measures_of(spec)[0] == spec.range.measure
    limits = limits_of(spec, "knee_flexion_deg")
    written = {
        one.above if one.above is not None else one.below
        for phase in spec.phases
        for one in phase.enter
        if one.measure == "knee_flexion_deg"
    }
    assert written <= set(limits)


@pytest.mark.parametrize("exercise_id", [one.id for one in packaged_library()])
def test_every_exercise_has_something_to_draw(exercise_id: str, tmp_path: Path) -> None:
    form = variant(packaged_library().get(exercise_id))
    picture = plotted(form, squats([Move(90.0)]), tmp_path / "a.svg")
    assert form.name in words(picture)


def test_an_empty_scene_is_drawn_too(tmp_path: Path) -> None:
    nobody = [Frame.nobody(n / 10) for n in range(20)]
    assert "Reverse lunge" in words(plotted(reverse_lunge(), nobody, tmp_path / "a.svg"))


def test_a_name_that_is_no_svg_and_a_broken_watch_leave_nothing(tmp_path: Path) -> None:
    teller = Teller(reverse_lunge(), Translator())
    with pytest.raises(CaptureError, match=r"end its name in \.svg"):
        Plot(tmp_path / "a.png", reverse_lunge(), "", teller)
    with pytest.raises(RuntimeError), Plot(tmp_path / "a.svg", reverse_lunge(), "", teller):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("values", "about"),
    [((0.0, 131.0), 4), ((-0.21, 0.19), 4), ((5.0,), 4), ((0.0, 3600.0), 10), ((0.0, 0.04), 10)],
)
def test_scales_are_round_and_hold_all_values(values: tuple[float, ...], about: int) -> None:
    low, high, step = scale(values, about)
    assert low <= min(values)
    assert high >= max(values)
    assert step > 0
    assert (high - low) / step <= about + 2
