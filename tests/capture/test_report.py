"""The summary says what happened: reps by side, holds, faults, how well it was seen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from tenfold.body.frame import Frame
from tenfold.capture.breaths import BREATH_S
from tenfold.capture.report import Report, event_json
from tenfold.coach.engine import COACH_VERSION, Coach
from tenfold.coach.events import HoldEntered, HoldLeft, RepCompleted, TrackingLost
from tenfold.exercises.model import Variant
from tenfold.session.sitting import Sitting
from tests.coach.filmed import every_rule
from tests.coach.variants import deep_squat_rest, reverse_lunge
from tests.puppet import Move, Pose, frame, lunges, squats


def report(variant: Variant, frames: Iterable[Frame]) -> Report:
    one = Report(Coach(variant))
    for each in frames:
        one.advance(each)
    return one


def summary(variant: Variant, frames: Iterable[Frame]) -> dict[str, Any]:
    return report(variant, frames).summary()


def test_lunges_are_counted_by_side() -> None:
    moves = [Move(1.0, back="left"), Move(1.0, back="right"), Move(1.0, back="left")]
    found = summary(reverse_lunge(), lunges(moves))
    assert found["reps"] == 3
    assert found["reps_by_side"] == {"left": 2, "right": 1}
    assert found["exercise"] == "reverse_lunge"
    assert found["level"] == 0
    assert found["holds"] == []


def test_the_reps_of_a_rest_are_its_descents_and_each_hold_has_its_end() -> None:
    found = summary(deep_squat_rest(), squats([Move(110.0, stay_s=5.0), Move(110.0, stay_s=3.0)]))
    assert found["reps"] == 2
    assert found["reps_by_side"] == {"both": 2}
    first, second = found["holds"]
    assert 5.0 <= first["end_s"] - first["start_s"] <= 5.0 + 2.0
    assert second["start_s"] > first["end_s"]
    assert first["side"] == "both"


def test_a_hold_still_on_at_the_end_lasts_to_the_last_frame() -> None:
    frames = [f for f in squats([Move(110.0, stay_s=6.0)]) if f.t_s <= 7.0]
    found = summary(deep_squat_rest(), frames)
    assert found["reps"] == 0
    assert [hold["end_s"] for hold in found["holds"]] == [pytest.approx(frames[-1].t_s, abs=0.001)]


def test_holds_follow_the_events() -> None:
    """Each hold ends where its own leaving says, whatever the coach's frames were."""
    one = report(deep_squat_rest(), [])
    one.events = [
        HoldEntered(3.0, 2.0, "both"),
        HoldLeft(6.0, "both", 3.5),
        HoldEntered(9.0, 8.0, "both"),
    ]
    one.advance(frame(Pose(), 10.0))
    assert one.summary()["holds"] == [
        {"start_s": 2.0, "end_s": 5.5, "side": "both"},
        {"start_s": 8.0, "end_s": 10.0, "side": "both"},
    ]


def test_breaths_are_whole_ones_of_each_stay_in_position() -> None:
    """One that was broken off is begun again: what is left of two stays makes no breath."""
    one = report(every_rule("butterfly_pose"), [])
    one.events = [
        HoldEntered(3.0, 2.0, "both"),
        HoldLeft(22.0, "both", 2.5 * BREATH_S),
        HoldEntered(30.0, 30.0, "both"),
        HoldLeft(38.0, "both", 0.9 * BREATH_S),
        HoldEntered(60.0, 60.0, "both"),
    ]
    one.advance(frame(Pose(), 60.0 + BREATH_S))
    found = one.summary()
    assert [hold["breaths"] for hold in found["holds"]] == [2, 0, 1]
    assert found["breaths"] == 3
    assert found["breaths_by_side"] == {"both": 3}
    assert found["breath_s"] == BREATH_S


def test_a_breath_is_as_long_as_the_pacer_makes_it() -> None:
    assert Sitting("single", ()).breath_s == BREATH_S


def test_what_is_not_counted_in_breaths_has_none() -> None:
    found = summary(deep_squat_rest(), squats([Move(110.0, stay_s=5.0)]))
    assert "breaths" not in found
    assert all("breaths" not in hold for hold in found["holds"])


def test_faults_are_gathered_by_rule() -> None:
    hurried = [Move(1.0, down_s=0.5, stay_s=0.2, up_s=0.4) for _ in range(4)]
    one = report(reverse_lunge(), lunges(hurried))
    faults = one.summary()["faults"]
    unhurried = next(fault for fault in faults if fault["rule_id"] == "unhurried")
    assert unhurried["count"] >= 2
    assert unhurried["cue"]
    shown = [e for e in one.as_json()["events"] if e.get("rule_id") == "unhurried"]
    assert unhurried["first_s"] == shown[0]["t_s"]
    assert unhurried["count"] == len(shown)


def test_how_well_the_person_was_seen_is_a_share_and_a_word() -> None:
    seen = squats([Move(100.0)])

    def of(share: float) -> dict[str, Any]:
        keep = share * seen[-1].t_s
        return summary(
            deep_squat_rest(), [f if f.t_s <= keep else Frame.nobody(f.t_s) for f in seen]
        )

    assert [of(share)["tracking"] for share in (1.0, 0.8, 0.4)] == ["good", "fair", "poor"]
    assert of(0.4)["tracked_fraction"] == pytest.approx(0.4, abs=0.02)
    assert of(0.4)["tracking_losses"] == 1


def test_nobody_there_is_said() -> None:
    found = summary(deep_squat_rest(), [Frame.nobody(n / 10) for n in range(40)])
    assert found["tracking"] == "none"
    assert found["tracked_fraction"] == 0.0
    assert found["reps"] == 0
    assert summary(deep_squat_rest(), [])["tracking"] == "none"


def test_the_length_is_the_recordings_own_wherever_its_clock_begins() -> None:
    frames = [replace(f, t_s=f.t_s + 100.0) for f in squats([Move(100.0)])]
    found = summary(deep_squat_rest(), frames)
    assert found["duration_s"] == pytest.approx(frames[-1].t_s - 100.0, abs=0.001)
    assert found["frames"] == len(frames)
    assert found["coach_version"] == COACH_VERSION


def test_events_are_plain_values_with_time_and_type_first() -> None:
    told = event_json(RepCompleted(3.21049, 1.0, "left", 2, 91.5))
    assert list(told)[:2] == ["t_s", "type"]
    assert told == {
        "t_s": 3.21,
        "type": "RepCompleted",
        "start_s": 1.0,
        "side": "left",
        "number": 2,
        "depth_deg": 91.5,
    }
    assert json.dumps(event_json(TrackingLost(1.0, ("feet",))))


def test_all_of_it_is_json() -> None:
    whole = report(reverse_lunge(), lunges([Move(1.0)])).as_json()
    assert json.loads(json.dumps(whole, allow_nan=False)) == json.loads(json.dumps(whole))
    times = [event["t_s"] for event in whole["events"]]
    assert times == sorted(times)
