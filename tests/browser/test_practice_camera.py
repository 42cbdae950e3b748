"""A real clip as the camera: the real page, the real pose model, the real socket count in it.

The clip is of a person who squats five times in twelve seconds, and is played round and
round. Its squats are counted in an exercise of their own, dropped in as a folder of data.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from tenfold.exercises.load import PACKAGED
from tenfold.session.inputs import PositionSeen, RepSeen
from tenfold.store import Store
from tests.browser.conftest import CAMERA, QUIET, TenfoldServer, watched
from tests.browser.practice_page import PracticePage
from tests.shared_material import shared_file

SQUATS = """
id = "plain_squats"
order = 50
name = "Plain squats"
kind = "reps"
start = "standing"
summary = "Down and up again."
steps = [{ phase = "move", say = "Sit down into a squat, and stand up.", from = "ours" }]
camera = { view = "front", height_m = 1, distance_m = 2, say = "In front.", needs = ["hips"] }

[dose]
sets = { value = 1, from = "ours" }
reps = { value = 8, from = "ours" }
sides = { value = "both_together", from = "ours" }
rep_s = { value = 4, from = "ours" }
rest_s = { value = 10, from = "ours" }
times_per_day = { value = 1, from = "ours" }
"""


def squats_as_reps() -> str:
    """The squat rest's camera coach, counting descents as reps."""
    whole = (PACKAGED / "deep_squat_rest" / "exercise.toml").read_text(encoding="utf-8")
    coach = whole[whole.index("[coach]") :]
    return SQUATS + coach[: coach.index("[[form]]")].replace('hold_phase = "rest"\n', "")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    clip = shared_file("clips", "nowva_squats.mp4")
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        pytest.skip("no ffmpeg on this machine (Debian: apt-get install ffmpeg)")
    film = tmp_path_factory.mktemp("film") / "camera.mjpeg"
    how = ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "3"]
    subprocess.run([ffmpeg, "-v", "error", "-i", str(clip), *how, str(film)], check=True)
    return film


@pytest.fixture(scope="module")
def filmed(browser_type: BrowserType, chromium_path: str, film: Path) -> Iterator[Browser]:
    """A Chromium whose camera plays the clip."""
    args = [*QUIET, *CAMERA, f"--use-file-for-fake-video-capture={film}"]
    browser = browser_type.launch(executable_path=chromium_path, args=args)
    yield browser
    browser.close()


@pytest.fixture
def page(filmed: Browser, live_server: TenfoldServer) -> Iterator[Page]:
    """A page with that camera; it fails the test if it asks anybody but the server."""
    with watched(filmed, live_server, permissions=["camera"]) as context:
        yield context.new_page()


def led_by_camera(page: Page, exercise_id: str) -> PracticePage:
    practice = PracticePage(page).open(exercise_id=exercise_id)
    page.get_by_label("Let the camera count along").check()
    practice.start()
    practice.until(lambda seen: seen["note"] == "I can see you", 60)
    # An outline to get into, as long as there is time to; none at work.
    page.wait_for_function(
        """() => document.body.dataset.stage !== "prepare"
            || document.getElementById("camera").dataset.outline === "upright" """
    )
    practice.until_work()
    expect(page.locator("#camera")).to_have_attribute("data-outline", "none")
    return practice


def test_the_squats_of_a_real_person_are_counted_one_by_one(
    page: Page, live_server: TenfoldServer
) -> None:
    folder = live_server.home / "exercises" / "plain_squats"
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text(squats_as_reps(), encoding="utf-8")
    practice = led_by_camera(page, "plain_squats")
    practice.until(lambda seen: seen["stage"] == "done", 60)
    store = Store.open(f"sqlite:///{live_server.home / 'tenfold.db'}")
    try:
        seen = [one.at_s for one in store.inputs(practice.sitting_id) if isinstance(one, RepSeen)]
    finally:
        store.close()
    assert len(seen) == 8
    # One squat takes 2.4 s in the clip: neither one missed nor one counted twice.
    gaps = [after - before for before, after in pairwise(seen)]
    assert all(1.4 < gap < 3.6 for gap in gaps), gaps
    assert practice.errors == []


def test_the_clock_of_the_squat_rest_runs_only_while_the_person_is_down(
    page: Page, live_server: TenfoldServer
) -> None:
    practice = led_by_camera(page, "deep_squat_rest")
    practice.until(lambda seen: seen["pace"] == "Counted by camera", 10)
    begun = int(practice.see()["number"])
    page.wait_for_timeout(12_000)
    ran_s = begun - int(practice.see()["number"])
    assert ran_s <= 9, "up and down in turn: the clock runs for a part of the time only"
    store = Store.open(f"sqlite:///{live_server.home / 'tenfold.db'}")
    try:
        log = store.inputs(practice.sitting_id)
    finally:
        store.close()
    went = [one.inside for one in log if isinstance(one, PositionSeen)]
    assert all(now != before for before, now in pairwise(went)), went
