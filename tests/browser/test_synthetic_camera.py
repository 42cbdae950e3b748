"""A drawn person as the camera: the real page and the real pose model follow the motion model.

The films are made here by the synthetic camera, so nothing but the project itself is needed; what
the person did when is known exactly.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, BrowserType, Page, WebSocket

from tenfold.session.inputs import RepSeen
from tenfold.store import Store
from tests.browser.conftest import CAMERA, QUIET, TenfoldServer, watched
from tests.browser.practice_page import PracticePage

ROOT = Path(__file__).resolve().parents[2]
LEAST_RATE = 6.0
"""Frames a second from which a lunge cannot slip through between them."""


def film(name: str, folder: Path) -> tuple[Path, dict[str, Any]]:
    """A film and the truth about it. Filmed by a process of its own, as it has its own browser."""
    command = [sys.executable, "-m", "bench", "film", name, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    truth: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return folder / f"{name}.mjpeg", truth


@contextmanager
def filmed_page(
    browser_type: BrowserType, chromium_path: str, server: TenfoldServer, film: Path
) -> Iterator[Page]:
    """A page whose camera plays the film round and round; it asks nobody but the server."""
    args = [*QUIET, *CAMERA, f"--use-file-for-fake-video-capture={film}"]
    browser: Browser = browser_type.launch(executable_path=chromium_path, args=args)
    try:
        with watched(browser, server, permissions=["camera"]) as context:
            yield context.new_page()
    finally:
        browser.close()


def with_camera(page: Page, exercise_id: str) -> PracticePage:
    practice = PracticePage(page).open(exercise_id=exercise_id)
    page.get_by_label("Let the camera count along").check()
    practice.start()
    practice.until(lambda seen: seen["note"] == "I can see you", 60)
    practice.until_work()
    return practice


def test_drawn_lunges_are_counted_as_the_truth_says(
    browser_type: BrowserType, chromium_path: str, live_server: TenfoldServer, tmp_path: Path
) -> None:
    clip, truth = film("lunges", tmp_path)
    whole = [rep for rep in truth["reps"] if not rep["half"]]
    assert len(truth["reps"]) == len(whole) + 1, "the film has a half lunge that does not count"
    sent: list[float] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda text: sent.extend(time.monotonic() for _ in found_in(text)))

    with filmed_page(browser_type, chromium_path, live_server, clip) as page:
        page.on("websocket", listen)
        practice = with_camera(page, "reverse_lunge")
        sent.clear()
        seen = seen_reps(page, live_server, practice, wanted=5, patience_s=120)
        assert practice.errors == []
    ends = [rep["end_s"] for rep in whole]
    off_s, missed = compared(seen, ends, truth["length_s"])
    rate = len(sent) / max(1.0, sent[-1] - sent[0])
    blind_s = max(b - a for a, b in pairwise(sent))
    told = f"seen {seen}, true {ends}, {rate:.1f} frames a second, {blind_s:.1f} s without one"
    assert off_s < 1.0, f"something was counted that was no whole lunge: {told}"
    # A machine that is busy with other things may not look often enough to see every one.
    if rate >= LEAST_RATE and blind_s < 1.0:
        assert missed == 0, f"a lunge was not counted: {told}"


def compared(seen: list[float], ends: list[float], round_s: float) -> tuple[float, int]:
    """How far the seen ends lie from true ones at most, and how many true ones are missing.

    The film goes round and round, and when it began is not known: the best match counts.
    """
    true = [end + turn * round_s for turn in range(12) for end in ends]
    best = (float("inf"), 0)
    for first in ends:
        at = [time_s - seen[0] + first for time_s in seen]
        nearest = [int(np.argmin([abs(one - t) for one in true])) for t in at]
        off_s = max(abs(true[i] - t) for i, t in zip(nearest, at, strict=True))
        missed = nearest[-1] - nearest[0] + 1 - len(seen)
        best = min(best, (off_s, abs(missed)))
    return best


def seen_reps(
    page: Page, server: TenfoldServer, practice: PracticePage, wanted: int, patience_s: int
) -> list[float]:
    """When the coach saw repetitions end, seconds."""
    found: list[float] = []
    for _ in range(patience_s):
        page.wait_for_timeout(1000)
        store = Store.open(f"sqlite:///{server.home / 'tenfold.db'}")
        try:
            log = store.inputs(practice.sitting_id)
        finally:
            store.close()
        found = [one.at_s for one in log if isinstance(one, RepSeen)]
        if len(found) >= wanted:
            return found
    raise AssertionError(f"{len(found)} lunges seen in {patience_s} s, not {wanted}")


def test_a_drawn_person_on_the_floor_is_followed_all_the_time(
    browser_type: BrowserType, chromium_path: str, live_server: TenfoldServer, tmp_path: Path
) -> None:
    clip, truth = film("lying_twist", tmp_path)
    sent: list[bool] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda text: sent.extend(found_in(text)))

    with filmed_page(browser_type, chromium_path, live_server, clip) as page:
        page.on("websocket", listen)
        practice = with_camera(page, "lying_twist")
        sent.clear()
        notes = []
        # Once through the whole film: knees up, over, held there, and back.
        for _ in range(int(truth["length_s"] / 0.25) + 1):
            page.wait_for_timeout(250)
            notes.append(practice.see()["note"])
        assert practice.errors == []
    followed = sum(note == "I can see you" for note in notes) / len(notes)
    assert followed > 0.85, f"the page lost the person: {sorted(set(notes))}"
    assert len(sent) > 20, "the page sent no frames"
    assert sum(sent) / len(sent) > 0.9, f"somebody was found in {sum(sent)} of {len(sent)} frames"


def found_in(text: str | bytes) -> list[bool]:
    """For each frame of a message whether it holds a person."""
    message = json.loads(text)
    if message.get("type") != "frames":
        return []
    return [len(frame["image"]) > 0 for frame in message["frames"]]
