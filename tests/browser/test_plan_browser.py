"""Today, the plan and an exercise's history in a real browser, after some days of practice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tenfold.plan.diary import ExerciseReport, SideReport
from tenfold.store import Store
from tests.browser.conftest import TenfoldServer, watched
from tests.opened import keeper_of, open_practice

Theme = Literal["light", "dark"]
SIZES = {"wide": (1280, 800), "narrow": (390, 844)}
BAD = {"serious", "critical"}
PAGES = ("/", "/plan", "/plan/start", "/gentle?pain=9", "/exercises/lying_twist", "/exercises")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, built_pages: None) -> Iterator[TenfoldServer]:
    """A server whose person has practised for four days: the lying twist hurt twice."""
    server = TenfoldServer(tmp_path_factory.mktemp("lived") / "home")
    server.home.mkdir()
    store = Store.open(f"sqlite:///{server.home / 'tenfold.db'}")
    now = datetime.now().astimezone()
    open_practice(store, now - timedelta(days=4))
    for ago, worst in ((4, 2), (3, 3), (2, 5), (1, 5)):
        at = now - timedelta(days=ago)
        told = [
            ExerciseReport(
                one.exercise_id,
                one.place.level,
                (SideReport("both", worst if one.exercise_id == "lying_twist" else 2),),
                1.0,
                "right",
            )
            for one in keeper_of(store, at).today().items
        ]
        keeper_of(store, at).tell_sitting(f"day{ago}", told, pain_before=2)
    store.close()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def context(browser: Browser, lived: TenfoldServer) -> Iterator[BrowserContext]:
    with watched(browser, lived) as context:
        yield context


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_plans_pages_are_accessible_and_fit(
    browser: Browser, lived: TenfoldServer, size: str, theme: Theme
) -> None:
    width, height = SIZES[size]
    viewport: ViewportSize = {"width": width, "height": height}
    faults: list[str] = []
    with watched(browser, lived, viewport=viewport, color_scheme=theme) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        for address in PAGES:
            page.goto(address)
            for summary in page.locator("summary").all():
                summary.click()
            for violation in Axe().run(page).response["violations"]:
                if violation["impact"] in BAD:
                    nodes = [node["html"][:200] for node in violation["nodes"]]
                    faults.append(f"{address}: {violation['id']}: {nodes}")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{address}: wider than the window")
            if page.locator("main .button.primary").count() > 1:
                faults.append(f"{address}: more than one thing to do first")
    assert faults == []


def test_why_opens_by_keyboard_and_gives_rule_and_days(page: Page) -> None:
    page.goto("/")
    why = page.locator("li.news summary").first
    why.focus()
    page.keyboard.press("Enter")
    numbers = page.locator("li.news .numbers").first
    expect(numbers).to_be_visible()
    expect(numbers).to_contain_text("2: Pain in the amber zone, twice")
    expect(numbers.get_by_role("link").first).to_have_attribute("href", "/diary/days/" + ago(2))


def ago(days: int) -> str:
    return str((datetime.now().astimezone() - timedelta(days=days, hours=4)).date())


def test_the_chart_has_its_colours_in_both_themes(page: Page) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto("/exercises/lying_twist")
        expect(page.get_by_role("img", name="Level and worst pain")).to_be_visible()
        colours.add(
            page.evaluate("getComputedStyle(document.querySelector('.chart path.level')).stroke")
        )
    assert len(colours) == 2
    assert "none" not in colours


def test_wishes_answers_and_the_gentle_step_work_without_script(
    browser: Browser, lived: TenfoldServer
) -> None:
    with watched(browser, lived, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/plan")
        page.get_by_role("button", name="Easier: Reverse lunge").click()
        expect(page.get_by_role("status")).to_contain_text("as you wished (rule 10)")
        row = page.locator("#reverse_lunge")
        expect(row).to_contain_text("Half depth")
        page.get_by_role("button", name="Take it back").first.click()
        expect(page.get_by_role("status")).to_contain_text("Taken back.")
        expect(row).to_contain_text("As published")
        page.get_by_role("button", name="Harder: Lying twist").click()
        expect(page.get_by_role("status")).to_contain_text("Give it that week, then ask again.")
        page.goto("/")
        page.get_by_role("group", name="Pain right now").get_by_label("9", exact=True).check()
        page.get_by_role("button", name="Start", exact=True).click()
        expect(page.get_by_role("heading", name="Gently today", exact=True)).to_be_visible()
        page.get_by_role("button", name="Start the gentle set").click()
        assert "/practice/" in page.url
        page.goto("/")
        page.get_by_role("button", name="Put it away").click()
        expect(page.get_by_role("heading", name="Begin", exact=True)).to_be_visible()
