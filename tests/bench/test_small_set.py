"""The small set, filmed and tracked with the real pose model: the bench works from end to end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from bench.__main__ import Run
from bench.browser import NoBrowserError, chromium
from bench.clip import prepare
from bench.render import Studio
from bench.sets import small_set
from bench.tally import view_scores

from bench import track
from tenfold.capture.errors import CaptureError
from tenfold.capture.pose_model import pose_model

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tools() -> None:
    try:
        chromium()
    except NoBrowserError as error:
        pytest.skip(str(error))
    try:
        pose_model()
    except CaptureError as error:
        pytest.fail(str(error))


@pytest.fixture(scope="module")
def small(tools: None) -> Iterator[Run]:
    run = Run()
    try:
        for scenario in small_set():
            run.add(scenario)
    finally:
        run.close()
    yield run


def test_the_pose_model_finds_the_person_in_every_exercise(small: Run) -> None:
    scores = {score.exercise: score for score in view_scores(small.tally)}
    assert len(scores) == len(small_set())
    for score in scores.values():
        assert score.found > 0.95, score
        assert score.off < 0.05, f"landmarks lie beside the body: {score}"


def test_a_knee_from_the_side_is_told_within_a_few_degrees(small: Run) -> None:
    rows = {(row.exercise, row.number, row.part): row for row in small.tally.rows()}
    for exercise in ("reverse_lunge", "deep_squat_rest"):
        knee = rows[(exercise, "knee_flexion_deg", "near")]
        assert knee.median < 20, knee
        assert knee.lost < 0.1, knee


def test_the_same_seed_gives_the_same_pictures_and_the_same_trace(
    tools: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = next(one for one in small_set() if one.exercise == "standing_abdominal_hold")
    monkeypatch.setattr(track, "CACHE", tmp_path)
    with Studio() as studio:
        clips = [prepare(scenario) for _ in range(2)]
        films = [list(studio.pictures(one.truth, one.props)) for one in clips]
        assert films[0] == films[1]
        times_s = clips[0].truth.times_s.tolist()
        traces = [track.track(film, times_s) for film in films]
        assert traces[0] == traces[1]
        first = track.tracked(clips[0].truth, clips[0].props, studio)
    (kept,) = tmp_path.iterdir()
    assert track.model_digest() in kept.name
    # Without a studio it can only come from what is kept.
    assert track.tracked(clips[1].truth, clips[1].props, None) == first
    shutil.rmtree(tmp_path)
    assert np.isfinite([point for frame in first for point in frame.world]).all()
