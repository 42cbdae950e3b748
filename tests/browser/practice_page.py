"""The practice page as a person meets it: what is on it, and what was sent to it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Page, WebSocket

SEEN = """() => {
  const text = (id) => document.getElementById(id).textContent.trim();
  return {
    stage: document.body.dataset.stage, paused: document.body.dataset.paused === "true",
    title: text("title"), number: text("number"), line: text("line"), left: text("left"),
    pace: text("pace"), note: text("camera-note"), banner: text("banner"),
    level: document.getElementById("figure").getAttribute("level"),
    rail: [...document.querySelectorAll("#rail progress")].map((one) => one.value),
  };
}"""
"""All that the page shows, in one look."""

HOLD = "standing_abdominal_hold"
"""One side, one set of twenty seconds."""
Seen = Mapping[str, Any]


class PracticePage:
    """One sitting on one page.

    Attributes
    ----------
    told : list of dict
        Every message of the server, in order.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.told: list[dict[str, Any]] = []
        self.errors: list[str] = []
        self.sitting_id = ""
        page.on("websocket", self._listen)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda text: self.told.append(json.loads(text)))

    def open(self, **plan: str) -> PracticePage:
        """Plan a sitting (of one exercise: ``exercise_id``) and go to its page."""
        form: dict[str, str | float | bool] = {
            "mode": "single" if "exercise_id" in plan else "plan",
            **plan,
        }
        if "exercise_id" in plan:
            # What is not in the plan yet is not practised; what is stays as it is.
            wish: dict[str, str | float | bool] = {
                "exercise_id": plan["exercise_id"],
                "what": "back",
            }
            self.page.request.post("/plan/wishes", form=wish)
        answer = self.page.request.post("/sittings", form=form, max_redirects=0)
        assert answer.status == 303, answer.text()
        self.sitting_id = answer.headers["location"].rsplit("/", 1)[-1]
        self.page.goto(answer.headers["location"])
        self.until(lambda seen: seen["stage"] == "ready", 20)
        return self

    def start(self) -> PracticePage:
        self.page.get_by_role("button", name="Start", exact=True).click()
        return self

    def see(self) -> Seen:
        found: Seen = self.page.evaluate(SEEN)
        return found

    def until(self, wanted: Callable[[Seen], bool], patience_s: float) -> Seen:
        """Look again and again until the page shows what is wanted."""
        ends = time.monotonic() + patience_s
        while True:
            seen = self.see()
            if wanted(seen):
                return seen
            assert time.monotonic() < ends, f"not within {patience_s} s; the page shows {seen}"
            self.page.wait_for_timeout(100)

    def until_work(self, after_s: float = 0.0) -> Seen:
        """Wait for work to begin, and so much longer."""
        seen = self.until(lambda seen: seen["stage"] == "work" and seen["number"] != "", 40)
        self.page.wait_for_timeout(after_s * 1000)
        return self.see() if after_s else seen

    def said(self) -> list[str]:
        return [message["text"] for message in self.told if message["type"] == "say"]
