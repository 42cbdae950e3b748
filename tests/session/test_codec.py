"""What is stored of a sitting comes back the same, and nothing else gets in."""

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenfold.session import codec, inputs
from tenfold.session.commands import BlockEnded, LevelDone
from tenfold.session.sitting import Block, BlockStep, Dose, Sitting

tried = settings(max_examples=60, deadline=None)
SECONDS = st.floats(0, 1e6, allow_nan=False)
ANY_INPUT = st.one_of(*(st.from_type(cls) for cls in codec.KINDS.values()))
COUNTS = st.integers(0, 1000)
TALLIES = {
    "sets_done": COUNTS,
    "reps": st.lists(st.tuples(st.sampled_from(["left", "right", "both"]), COUNTS)).map(tuple),
    "held_s": st.lists(st.tuples(st.sampled_from(["left", "right"]), SECONDS)).map(tuple),
    "breaths": st.lists(st.tuples(st.sampled_from(["left", "right"]), COUNTS)).map(tuple),
}
LEVELS = st.integers(-2, 2)
ENDED = st.builds(
    BlockEnded,
    block_index=COUNTS,
    exercise_id=st.text(),
    level=LEVELS,
    done_fraction=st.floats(0, 1),
    pain_nrs=st.none() | st.integers(0, 10),
    earlier=st.lists(st.builds(LevelDone, level=LEVELS, **TALLIES), max_size=2).map(tuple),
    **TALLIES,
)
DOSES = st.builds(
    Dose,
    sets=COUNTS,
    sides=st.sampled_from([("left", "right"), ("both",)]),
    hold_s=SECONDS,
    rep_s=SECONDS,
    rest_s=SECONDS,
)
STEPS = st.lists(st.builds(BlockStep), max_size=2).map(tuple)
BLOCKS = st.recursive(
    st.builds(Block, dose=DOSES, steps=STEPS, easier=st.none()),
    lambda inner: st.builds(Block, dose=DOSES, steps=STEPS, easier=inner),
    max_leaves=3,
)
SITTINGS = st.builds(
    Sitting,
    blocks=st.lists(BLOCKS, max_size=3).map(tuple),
    breath_s=SECONDS,
    prepare_s=SECONDS,
    switch_s=SECONDS,
)


def through_json(plain: Any) -> Any:
    return json.loads(json.dumps(plain, allow_nan=False))


def usable(given_input: inputs.Input) -> bool:
    nrs = getattr(given_input, "nrs", None)
    return (
        math.isfinite(given_input.at_s)
        and given_input.at_s >= 0
        and (nrs is None or 0 <= nrs <= 10)
        and getattr(given_input, "block_index", 0) >= 0
    )


@tried
@given(ANY_INPUT.filter(usable))
def test_every_input_comes_back_the_same(one: inputs.Input) -> None:
    assert codec.input_from_dict(through_json(codec.input_to_dict(one))) == one


@tried
@given(SITTINGS)
def test_every_sitting_comes_back_the_same(sitting: Sitting) -> None:
    assert codec.sitting_from_dict(through_json(codec.sitting_to_dict(sitting))) == sitting


@tried
@given(ENDED)
def test_every_record_comes_back_the_same(ended: BlockEnded) -> None:
    assert codec.block_ended_from_dict(through_json(codec.block_ended_to_dict(ended))) == ended


def test_every_kind_of_input_has_a_name() -> None:
    assert set(codec.KINDS.values()) == set(inputs.Input.__args__)


@pytest.mark.parametrize(
    ("plain", "complaint"),
    [
        ({"kind": "dance", "at_s": 1.0}, "unknown kind 'dance'"),
        ({"kind": ["tick"], "at_s": 1.0}, "unknown kind"),
        ({"at_s": 1.0}, "unknown kind None"),
        ([], "expected an object"),
        ({"kind": "tick"}, "missing field 'at_s'"),
        ({"kind": "tick", "at_s": 1.0, "extra": 1}, "unknown field 'extra'"),
        ({"kind": "tick", "at_s": "1"}, r"input.at_s: '1' does not fit"),
        ({"kind": "tick", "at_s": True}, "does not fit"),
        ({"kind": "tick", "at_s": math.nan}, "does not fit"),
        ({"kind": "tick", "at_s": -1.0}, "out of range"),
        ({"kind": "press", "at_s": 1.0, "button": "fly"}, r"input.button: 'fly' does not fit"),
        ({"kind": "stop_for_pain", "at_s": 1.0, "nrs": 11}, "out of range"),
        ({"kind": "position_seen", "at_s": 1.0, "inside": 1}, "does not fit"),
        ({"kind": "pain_said", "at_s": 1.0, "block_index": True, "nrs": 3}, "does not fit"),
    ],
)
def test_what_is_no_input_is_refused_by_name(plain: Any, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        codec.input_from_dict(plain)


@pytest.mark.parametrize(
    ("plain", "complaint"),
    [
        ({"mode": "single", "blocks": [3]}, r"sitting.blocks\[0\]: expected an object"),
        ({"mode": "single", "blocks": "x"}, r"sitting.blocks: 'x' does not fit"),
        ({"mode": "whole_day", "blocks": []}, "sitting.mode"),
    ],
)
def test_what_is_no_sitting_is_refused_by_name(plain: Any, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        codec.sitting_from_dict(plain)


def test_a_pair_with_three_parts_is_refused() -> None:
    ended = BlockEnded(0, "a", 0, "done", 1, (("left", 3),), (), (), 1.0)
    plain = codec.block_ended_to_dict(ended)
    plain["reps"] = [["left", 3, 4]]
    with pytest.raises(ValueError, match="expected 2 items"):
        codec.block_ended_from_dict(plain)
