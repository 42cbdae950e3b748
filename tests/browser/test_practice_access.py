"""The practice page for everybody: what axe finds in its states, wide, narrow, light and dark."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.practice_page import HOLD, PracticePage

BAD = {"serious", "critical"}
SIZES = {"wide": (1280, 800), "narrow": (390, 844)}


def faults_in_every_look(page: Page, state: str) -> list[str]:
    """What is wrong with the page as it is now, in both sizes, light and dark."""
    found: list[str] = []
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(
                color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
            )
            where = f"{state}, {size}, {scheme}"
            # In sight at once: a control half faded is no state to be judged.
            page.mouse.move(200, 200)
            page.mouse.move(210, 205)
            for violation in Axe().run(page).response["violations"]:
                if violation["impact"] in BAD:
                    nodes = [node["html"][:160] for node in violation["nodes"]]
                    found.append(f"{where}: {violation['id']}: {nodes}")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{where}: wider than the window")
    return found


def test_axe_finds_nothing_serious_in_any_state(page: Page) -> None:
    practice = PracticePage(page).open(exercise_id=HOLD)
    faults = faults_in_every_look(page, "ready")
    practice.start().until_work()
    faults += faults_in_every_look(page, "work")
    assert practice.see()["stage"] == "work", "too slow: this was not work any more"
    page.keyboard.press(" ")
    practice.until(lambda seen: seen["paused"], 5)
    faults += faults_in_every_look(page, "paused")
    page.keyboard.press("?")
    faults += faults_in_every_look(page, "keys")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.get_by_role("dialog").wait_for()
    faults += faults_in_every_look(page, "pain")
    assert faults == []
    assert practice.errors == []
