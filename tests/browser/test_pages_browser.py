"""The plain pages in a real browser: with and without script, by keyboard, light and dark."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tenfold.exercises.load import packaged_library
from tenfold.plan.compose import compose
from tenfold.session.commands import BlockEnded
from tenfold.store import Store
from tests.browser.conftest import TenfoldServer, watched

Theme = Literal["light", "dark"]
BAD = {"serious", "critical"}
SIZES = {"wide": (1280, 800), "narrow": (390, 844)}


@pytest.fixture(scope="module")
def past(live_server: TenfoldServer) -> dict[str, str]:
    """Sittings in the record: one finished, one open."""
    store = Store.open(f"sqlite:///{live_server.home / 'tenfold.db'}")
    library, person = packaged_library(), store.person().id
    at = datetime.now(UTC) - timedelta(days=1)
    plan = compose(library, "ease_in")
    done = [
        BlockEnded(0, "reverse_lunge", 0, "done", 1, (("left", 10), ("right", 10)), (), (), 1.0),
        BlockEnded(1, "lying_twist", 0, "stopped_for_pain", 0, (), (("left", 12.5),), (), 0.2, 6),
        BlockEnded(2, "seated_lunge", 0, "skipped", 0, (), (), (), 0.0),
    ]
    finished = store.begin_sitting(person, plan, at, 4)
    store.finish_sitting(finished, at + timedelta(minutes=9), done)
    open_one = store.begin_sitting(person, plan, at + timedelta(hours=1))
    store.record_block(open_one, done[0])
    store.close()
    return {"finished": finished, "open": open_one}


PAGES = {
    "today": "/",
    "exercises": "/exercises",
    "exercise": "/exercises/pigeon_pose",
    "level": "/exercises/reverse_lunge?level=-2",
    "diary": "/diary",
    "sitting": "/diary/sittings/{finished}/told",
    "open sitting": "/diary/sittings/{open}/told",
    "how it was": "/diary/sittings/{finished}",
    "settings": "/settings",
    "safety": "/safety",
    "about": "/about",
    "not there": "/nowhere",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_accessible_fits_and_has_no_errors(
    browser: Browser, live_server: TenfoldServer, past: dict[str, str], size: str, theme: Theme
) -> None:
    width, height = SIZES[size]
    viewport: ViewportSize = {"width": width, "height": height}
    faults: list[str] = []
    with watched(browser, live_server, viewport=viewport, color_scheme=theme) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: faults.extend(policy_faults(message.text)))
        for name, address in PAGES.items():
            page.goto(address.format(**past))
            for violation in Axe().run(page).response["violations"]:
                if violation["impact"] in BAD:
                    nodes = [node["html"][:200] for node in violation["nodes"]]
                    faults.append(f"{name}: {violation['id']}: {nodes}")
            if wider_than_window(page):
                faults.append(f"{name}: wider than the window")
    assert faults == []


def policy_faults(text: str) -> list[str]:
    """A line of the console that says that something was kept from loading or running."""
    return [text] if "Content Security Policy" in text or "Permissions" in text else []


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()


def wider_than_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_the_largest_letters_still_fit_a_telephone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/settings")
    page.get_by_label("Larger").check()
    save(page)
    for address in ("/", "/exercises/reverse_lunge", "/settings", "/safety"):
        page.goto(address)
        assert not wider_than_window(page), address
    page.goto("/settings")
    page.get_by_role("group", name="Size of the text").get_by_label("Normal").check()
    save(page)


def test_a_sitting_is_begun_by_keyboard_alone(page: Page, live_server: TenfoldServer) -> None:
    page.goto("/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "pain_before":
            break
    page.keyboard.press("ArrowRight")
    chosen = page.evaluate("document.querySelector('[name=pain_before]:checked').value")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Start"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "one must see where one is"
    page.keyboard.press("Enter")
    page.wait_for_url("**/practice/*")
    sitting_id = page.url.rsplit("/", 1)[1]
    store = Store.open(f"sqlite:///{live_server.home / 'tenfold.db'}")
    assert store.sitting(sitting_id).pain_before == int(chosen)
    store.close()
    page.goto("/")
    page.get_by_role("button", name="Put it away").click()


def test_everything_but_practice_works_without_script(
    browser: Browser, live_server: TenfoldServer, past: dict[str, str]
) -> None:
    with watched(browser, live_server, java_script_enabled=False) as context:
        plain_visit(context.new_page(), past["finished"])


def plain_visit(page: Page, finished: str) -> None:
    """Through all that can be done by links and forms."""
    page.goto("/")
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    page.get_by_role("link", name="Lying twist").click()
    page.get_by_role("link", name="Easiest", exact=True).click()
    expect(page.get_by_role("heading", name="Step by step")).to_be_visible()
    page.get_by_role("button", name="Practise just this").click()
    assert "/practice/" in page.url
    page.goto(f"/sittings/{finished}/after")
    page.get_by_role("group", name="Pain now").get_by_label("7", exact=True).check()
    save(page)
    expect(page.get_by_text("7 of 10")).to_be_visible()
    page.goto("/settings")
    page.get_by_label("Dark").check()
    save(page)
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_label("As the computer has it").check()
    save(page)


def test_a_chosen_theme_wins_over_the_computers(page: Page) -> None:
    def background() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    page.emulate_media(color_scheme="dark")
    page.goto("/settings")
    dark = background()
    page.get_by_label("Light", exact=True).check()
    save(page)
    assert background() != dark
    page.get_by_label("As the computer has it").check()
    save(page)
    assert background() == dark


def test_a_double_click_begins_one_sitting(page: Page, live_server: TenfoldServer) -> None:
    store = Store.open(f"sqlite:///{live_server.home / 'tenfold.db'}")
    before = len(store.sittings(store.person().id))
    page.goto("/exercises/butterfly_pose")
    page.get_by_role("button", name="Practise just this").dblclick()
    page.wait_for_url("**/practice/*")
    assert len(store.sittings(store.person().id)) == before + 1
    store.close()
