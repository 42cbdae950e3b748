"""Reminders of rounds, and the pages around them, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import TenfoldServer, watched
from tests.browser.test_pages_browser import BAD, SIZES, wider_than_window

SAY = "Time for a round of Standing abdominal hold"
DUE = {
    "state": "due",
    "ask_again_s": 300,
    "key": "day/standing_abdominal_hold/0",
    "how": "notice",
    "exercise_id": "standing_abdominal_hold",
    "say": SAY,
    "do": "Do one round",
    "later": "Later",
    "allow": "Allow notices",
}
NOTICES = """
window.notices = [];
window.Notification = class {
  static permission = "{permission}";
  static requestPermission() { return Promise.resolve("denied"); }
  constructor(title, options) { window.notices.push(options.body); }
  close() {}
};
"""


@contextmanager
def due_now(
    browser: Browser, server: TenfoldServer, permission: str = "granted", **options: Any
) -> Iterator[BrowserContext]:
    """A browser in which a round is due, whatever the clock says."""
    with watched(browser, server, **options) as context:
        context.add_init_script(NOTICES.replace("{permission}", permission))

        def answer(route: Route) -> None:
            route.fulfill(body=json.dumps(DUE), content_type="application/json")

        context.route("**/rounds/next", answer)
        yield context


def test_a_line_says_so_and_one_press_begins_the_round(
    browser: Browser, live_server: TenfoldServer
) -> None:
    with due_now(browser, live_server) as context:
        page = context.new_page()
        page.goto("/diary")
        banner = page.get_by_label(SAY)
        expect(banner.get_by_role("status")).to_have_text(SAY)
        banner.get_by_role("button", name="Do one round").press("Enter")
        page.wait_for_url(re.compile(r"/practice/[0-9a-f]{32}$"))
        expect(page.locator("body")).to_have_attribute("data-stage", "prepare")
        expect(page.locator("#start-card")).to_be_hidden()


def test_whoever_looks_up_their_symptoms_is_not_reminded(
    browser: Browser, live_server: TenfoldServer
) -> None:
    with due_now(browser, live_server) as context:
        asked: list[str] = []
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/safety")
        page.wait_for_load_state("networkidle")
        expect(page.get_by_label(SAY)).to_have_count(0)
        assert not [one for one in asked if one.endswith("/rounds/next")]
        page.goto("/diary")
        expect(page.get_by_label(SAY)).to_be_visible()


def test_whoever_looks_at_the_round_again_presses_start(
    browser: Browser, live_server: TenfoldServer
) -> None:
    with watched(browser, live_server) as context:
        page = context.new_page()
        answer = context.request.post(
            "/sittings",
            form={"mode": "single", "exercise_id": "standing_abdominal_hold"},
            headers={"Origin": live_server.url},
            max_redirects=0,
        )
        page.goto(answer.headers["location"])
        expect(page.locator("#start-card")).to_be_visible()


def test_later_leads_back_to_where_one_was(browser: Browser, live_server: TenfoldServer) -> None:
    with due_now(browser, live_server) as context:
        page = context.new_page()
        page.goto("/settings")
        page.get_by_label(SAY).get_by_role("button", name="Later").click()
        page.wait_for_url("**/settings")


def test_a_notice_comes_once_for_all_pages(browser: Browser, live_server: TenfoldServer) -> None:
    with due_now(browser, live_server) as context:
        shown = []
        for address in ("/diary", "/plan"):
            page = context.new_page()
            page.goto(address)
            expect(page.get_by_label(SAY)).to_be_visible()
            shown += page.evaluate("window.notices")
        assert shown == [SAY]


@pytest.mark.parametrize("permission", ["default", "denied"])
def test_without_notices_the_line_is_there(
    browser: Browser, live_server: TenfoldServer, permission: str
) -> None:
    with due_now(browser, live_server, permission) as context:
        page = context.new_page()
        page.goto("/diary")
        banner = page.get_by_label(SAY)
        expect(banner).to_be_visible()
        allow = banner.get_by_role("button", name="Allow notices")
        if permission == "default":
            allow.click()
        expect(allow).to_have_count(0)
        assert page.evaluate("window.notices") == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_with_a_reminder_are_accessible_and_fit(
    browser: Browser, live_server: TenfoldServer, size: str, theme: str
) -> None:
    width, height = SIZES[size]
    faults: list[str] = []
    options = {"viewport": {"width": width, "height": height}, "color_scheme": theme}
    with due_now(browser, live_server, "default", **options) as context:
        page = context.new_page()
        for address in ("/", "/settings", "/calendar"):
            page.goto(address)
            if address != "/":
                expect(page.get_by_role("status").filter(has_text=SAY)).to_be_visible()
            faults += faults_of(page)
        page.get_by_role("button", name="Make an address").or_(
            page.get_by_role("button", name="Make a new address")
        ).click()
        expect(page.locator("code.secret")).to_contain_text("/calendar/")
        faults += faults_of(page)
    assert faults == []


def test_settings_say_what_the_browser_does_with_notices(
    browser: Browser, live_server: TenfoldServer
) -> None:
    with due_now(browser, live_server, "denied") as context:
        page = context.new_page()
        page.goto("/settings")
        words = page.get_by_text("Your browser does not show notices of this page")
        expect(words).to_be_hidden()
        page.get_by_label("Also by a notice from the browser").check(force=True)
        expect(words).to_be_visible()


def test_everything_works_without_script(browser: Browser, live_server: TenfoldServer) -> None:
    with watched(browser, live_server, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/calendar")
        page.get_by_label("When I practise").fill("10:15")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_label("When I practise")).to_have_value("10:15")
        page.goto("/settings")
        page.get_by_label("And from").fill("12:00")
        page.get_by_label("until").last.fill("13:30")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_label("From").nth(1)).to_have_value("12:00")


def faults_of(page: Page) -> list[str]:
    found = [
        f"{page.url}: {one['id']}: {[node['html'][:200] for node in one['nodes']]}"
        for one in Axe().run(page).response["violations"]
        if one["impact"] in BAD
    ]
    return [*found, *([f"{page.url}: wider than the window"] if wider_than_window(page) else [])]
