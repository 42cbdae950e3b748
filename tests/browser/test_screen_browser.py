"""The questions before practice in a real browser: by keyboard, on a telephone, without script."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tenfold.store import Store
from tests.browser.conftest import TenfoldServer, watched
from tests.opened import all_no, keeper_of, open_home

TELEPHONE = {"width": 390, "height": 844}
SMALL = """[...document.querySelectorAll("main button, main .tick label, main .answers span")]
    .filter((one) => one.getBoundingClientRect().height < 44)
    .map((one) => one.textContent.trim())"""
"""What there is to press, but for links in a sentence, that is lower than a finger."""


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory, built_pages: None) -> TenfoldServer:
    """A server on which nobody has ever answered anything."""
    return TenfoldServer(tmp_path_factory.mktemp("newcomer") / "home")


def faults(page: Page) -> list[str]:
    found = [
        f"{page.url}: {one['id']}"
        for one in Axe().run(page).response["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{page.url}: wider than the window")
    return found


def looked_at(browser: Browser, server: TenfoldServer, *addresses: str) -> list[str]:
    """Faults of pages on a telephone, and whatever there is to press that is too small."""
    found: list[str] = []
    with watched(browser, server, viewport=TELEPHONE) as context:
        page = context.new_page()
        for address in addresses:
            page.goto(address)
            found += faults(page)
            small = page.evaluate(SMALL)
            found += [f"{address}: {one} is too small to press" for one in small]
    return found


def test_a_newcomer_gets_from_the_first_page_to_a_plan_by_keyboard_alone(
    browser: Browser, newcomer: TenfoldServer
) -> None:
    newcomer.start()
    found: list[str] = []
    try:
        with watched(browser, newcomer, viewport=TELEPHONE, color_scheme="dark") as context:
            page = context.new_page()
            page.goto("/")
            page.get_by_role("main").get_by_role("link").first.focus()
            page.keyboard.press("Enter")
            page.wait_for_url("**/screen")
            found += faults(page)
            page.get_by_label("18 to 64").focus()
            page.keyboard.press("Space")
            page.keyboard.press("Enter")
            for number in range(1, 11):
                page.wait_for_url(f"**/screen/{number}")
                found += faults(page) if number in (1, 10) else []
                first = "None of these" if number == 10 else "No"
                page.get_by_label(first, exact=True).focus()
                page.keyboard.press("Space")
                page.keyboard.press("Enter")
            page.wait_for_url("**/screen/result")
            found += faults(page)
            page.get_by_role("link", name="Next: make your plan").press("Enter")
            page.wait_for_url("**/plan/start")
            found += faults(page)
            page.get_by_role("button", name="Make my plan").press("Enter")
            page.wait_for_url("**/")
            found += faults(page)
    finally:
        newcomer.stop()
    assert found == []


def test_a_lock_is_calm_and_has_a_way_on_without_script(
    browser: Browser, newcomer: TenfoldServer, tmp_path: Path
) -> None:
    newcomer.start()
    try:
        with watched(browser, newcomer, java_script_enabled=False) as context:
            page = context.new_page()
            page.goto("/safety")
            page.get_by_role("link", name="Something is new").click()
            page.get_by_role("group").nth(0).get_by_label("Yes", exact=True).check()
            page.get_by_role("group").nth(1).get_by_label("No", exact=True).check()
            page.get_by_role("group").nth(2).get_by_label("No", exact=True).check()
            page.get_by_role("button", name="Done").click()
            page.wait_for_url("**/locked")
            expect(page.get_by_role("heading", level=1)).to_have_text("Get help now")
            assert looked_at(browser, newcomer, "/locked", "/questions", "/safety") == []
            page.goto("/settings")
            page.get_by_role("link", name="What to do now").click()
            page.get_by_label("I was seen by a clinician").check()
            page.get_by_role("button", name="Go on to the questions").click()
            page.wait_for_url("**/screen")
        with watched(browser, newcomer) as context:
            page = context.new_page()
            page.goto("/screen")
            assert faults(page) == []
    finally:
        newcomer.stop()


def test_what_the_answers_mean_is_ticked_with_a_finger(
    browser: Browser, tmp_path: Path, built_pages: None
) -> None:
    server = TenfoldServer(tmp_path / "home")
    open_home(tmp_path / "home")
    store = Store.open(f"sqlite:///{tmp_path / 'home' / 'tenfold.db'}")
    keeper = keeper_of(store, datetime.now().astimezone())
    keeper.answer_screen(all_no(bones="not_sure", about_you=("knee", "hip_operation")))
    store.close()
    server.start()
    try:
        assert looked_at(browser, server, "/about-you", "/screen/result", "/screen/1") == []
        with watched(browser, server) as context:
            page = context.new_page()
            page.goto("/about-you")
            assert page.locator(".tick").count() > 0
    finally:
        server.stop()
