"""The diary in a real browser: on a telephone and a desk, by keyboard, and without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tenfold.plan.diary import ExerciseReport
from tenfold.plan.zones import Flag
from tenfold.store import Store
from tests.browser.conftest import TenfoldServer, watched
from tests.opened import keeper_of

SIZES: dict[str, ViewportSize] = {
    "desk": {"width": 1280, "height": 800},
    "telephone": {"width": 390, "height": 844},
}
DONE = [ExerciseReport(one, 0, done_fraction=1.0) for one in ("lying_twist", "butterfly_pose")]
TOLD, NEW = "d" * 32, "e" * 32


@pytest.fixture(scope="module")
def some_weeks(live_server: TenfoldServer) -> Iterator[None]:
    """Weeks of a diary: mornings, practice, questions and activities."""
    store = Store.open(f"sqlite:///{live_server.home / 'tenfold.db'}")
    now = datetime.now().astimezone()
    keeper = keeper_of(store, now)
    for back in range(21, 0, -1):
        day = keeper.day - timedelta(days=back)
        keeper.tell_morning(5 - (21 - back) // 5, soreness=3, day=day)
        if back % 7 == 0:
            keeper.tell_weekly((back // 4, 4, 3), 5, day=day)
            keeper.tell_activities([("Putting on socks", 6 - back // 7), ("Stairs", 4)], day=day)
    flags: frozenset[Flag] = frozenset()
    keeper.tell_morning(2, flags=flags)
    keeper.tell_sitting(TOLD, DONE, pain_before=2)
    keeper.tell_after(TOLD, 2, leg="further_down")
    keeper.tell_sitting(NEW, DONE, pain_before=2)
    store.close()
    yield


PAGES = (
    "/diary",
    "/diary?page=2",
    "/diary/add",
    "/diary/morning",
    "/diary/weekly",
    "/diary/activities",
    "/diary/without-app",
    "/diary/how-it-goes",
    f"/diary/sittings/{NEW}",
    f"/diary/sittings/{TOLD}",
    f"/diary/sittings/{TOLD}/told?saved=1",
    f"/diary/sittings/{TOLD}/strike",
)


def faults(page: Page) -> list[str]:
    found = [
        f"{page.url}: {one['id']}: {[node['html'][:160] for node in one['nodes']]}"
        for one in Axe().run(page).response["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{page.url}: wider than the window")
    if page.locator("h1").count() != 1:
        found.append(f"{page.url}: not one h1")
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_the_diary_is_accessible_and_fits(
    browser: Browser,
    live_server: TenfoldServer,
    some_weeks: None,
    size: str,
    theme: Literal["light", "dark"],
) -> None:
    found: list[str] = []
    with watched(browser, live_server, viewport=SIZES[size], color_scheme=theme) as context:
        page = context.new_page()
        for address in PAGES:
            page.goto(address)
            # What is folded up has to be accessible too.
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            found += faults(page)
    assert found == []


def test_how_it_was_takes_one_press_without_script(
    browser: Browser, live_server: TenfoldServer, some_weeks: None
) -> None:
    with watched(browser, live_server, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/diary/sittings/{NEW}")
        expect(page.get_by_label("Worst pain while doing them")).to_be_hidden()
        page.get_by_role("button", name="About right").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        expect(page.get_by_role("row", name="Lying twist")).to_contain_text("About right")
        page.get_by_role("link", name="Change how it was").click()
        page.locator("summary", has_text="Butterfly pose").click()
        butterfly = page.locator("details", has=page.locator("summary", has_text="Butterfly"))
        hardness = butterfly.last.get_by_role("group", name="How hard did it feel?")
        hardness.get_by_label("Hard", exact=True).check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("row", name="Butterfly pose")).to_contain_text("Hard")


def test_a_morning_is_told_by_keyboard_alone(page: Page, some_weeks: None) -> None:
    page.goto("/diary/add")
    page.get_by_label("Which day?").focus()
    page.get_by_label("A morning").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/diary/morning?day=*")
    page.get_by_role("group", name="Pain on waking").get_by_label("Leave out").focus()
    page.get_by_role("group", name="Pain on waking").get_by_label("3", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/diary/days/*")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("heading", name="What it means")).to_be_visible()


def test_an_entry_is_struck_out_without_script(
    browser: Browser, live_server: TenfoldServer, some_weeks: None
) -> None:
    with watched(browser, live_server, java_script_enabled=False) as context:
        page = context.new_page()
        yesterday = datetime.now().astimezone() - timedelta(days=1, hours=4)
        page.goto(f"/diary/days/{yesterday.date()}")
        page.get_by_role("link", name=re.compile("Strike out.*Morning")).click()
        expect(page.get_by_role("heading", name="Strike this out?")).to_be_visible()
        page.get_by_role("button", name="Yes, strike it out").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        expect(page.get_by_text("Nothing was told of this day.")).to_be_visible()
