"""The figure in a real browser: drawn, turned, stepped through, and what stands in for it."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tenfold.exercises.load import packaged_library
from tenfold.exercises.model import variant
from tests.browser.conftest import TenfoldServer, watched
from tests.browser.practice_page import PracticePage

LIBRARY = packaged_library()
DRAWN = "(figure) => !figure.shadowRoot.querySelector('canvas').hidden"
STANDS = f"(figure) => ({DRAWN})(figure) && figure.ready"
PATIENCE_MS = 30_000


@pytest.fixture
def still_page(browser: Browser, live_server: TenfoldServer) -> Iterator[Page]:
    """A page of somebody who asked for less movement."""
    with watched(browser, live_server, reduced_motion="reduce") as context:
        yield context.new_page()


def figure_on(page: Page, address: str, state: str = DRAWN) -> Locator:
    page.goto(address)
    figure = page.locator("tenfold-figure")
    until(figure, state)
    return figure


def until(figure: Locator, state: str) -> None:
    ends = time.monotonic() + PATIENCE_MS / 1000
    while not figure.evaluate(state):
        assert time.monotonic() < ends, f"never: {state}"
        figure.page.wait_for_timeout(50)


def azimuth(figure: Locator) -> float:
    return float(figure.evaluate("(figure) => figure.view.azimuth"))


def picture(figure: Locator) -> Image.Image:
    stage = figure.locator("canvas")
    return Image.open(io.BytesIO(stage.screenshot())).convert("RGB")


def drawn_share(image: Image.Image) -> float:
    """How much of a picture is of another colour than its corner, by a good deal."""
    pixels = np.asarray(image, dtype=int)
    return float((np.abs(pixels - pixels[-1, 0]).max(axis=2) > 40).mean())


@pytest.mark.parametrize("exercise_id", LIBRARY.ids)
def test_every_exercise_is_drawn_and_nothing_of_it_is_cut_off(
    still_page: Page, exercise_id: str
) -> None:
    figure = figure_on(still_page, f"/exercises/{exercise_id}", STANDS)
    image = picture(figure)
    assert 0.02 < drawn_share(image) < 0.8
    for edge in ((0, 0, image.width, 3), (0, image.height - 3, image.width, image.height)):
        assert drawn_share(image.crop(edge)) < 0.02


def test_it_turns_by_key_by_drag_and_by_button(page: Page) -> None:
    figure = figure_on(page, "/exercises/reverse_lunge")
    canvas = figure.locator("canvas")
    best = azimuth(figure)
    canvas.focus()
    page.keyboard.press("ArrowLeft")
    by_key = azimuth(figure)
    assert by_key != best
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 150, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + 250, box["y"] + 150, steps=4)
    page.mouse.up()
    assert abs(azimuth(figure) - by_key) > 20
    figure.get_by_role("button", name="From the front").click()
    until(figure, "(figure) => figure.view.azimuth === 0")
    figure.get_by_role("button", name="Best view").click()
    until(figure, f"(figure) => figure.view.azimuth === {best}")


def test_a_turn_is_seen(still_page: Page) -> None:
    figure = figure_on(still_page, "/exercises/standing_abdominal_hold", STANDS)
    before = picture(figure).tobytes()
    figure.get_by_role("button", name="From the front").click()
    assert picture(figure).tobytes() != before


def test_its_phases_are_stepped_through_with_the_words_of_each(page: Page) -> None:
    figure = figure_on(page, "/exercises/pigeon_pose")
    steps = variant(LIBRARY.get("pigeon_pose"), 0).steps
    seen = []
    for _ in range(4):
        figure.get_by_role("button", name="Next part").click()
        phase = figure.get_attribute("phase")
        assert phase is not None
        now = page.locator("#step-list [aria-current=step]")
        expect(now).to_have_count(sum(step.phase == phase for step in steps))
        words = page.locator("[data-figure-words] .now")
        expect(words).to_contain_text(now.first.locator("span").first.inner_text())
        seen.append(phase)
    assert set(seen) == {"start", "move", "hold", "return"}
    assert figure.evaluate("(figure) => figure.playing") is False


def test_it_plays_and_pauses_by_keyboard(page: Page) -> None:
    figure = figure_on(page, "/exercises/reverse_lunge")
    button = figure.get_by_role("button", name="Pause the figure")
    button.focus()
    page.keyboard.press("Enter")
    assert figure.evaluate("(figure) => figure.playing") is False
    page.keyboard.press("Enter")
    assert figure.evaluate("(figure) => figure.playing") is True
    expect(figure).to_have_attribute("aria-describedby", "step-list")


def test_who_asked_for_less_movement_sees_still_pictures(still_page: Page) -> None:
    figure = figure_on(still_page, "/exercises/reverse_lunge", STANDS)
    before = picture(figure).tobytes()
    still_page.wait_for_timeout(1200)
    assert picture(figure).tobytes() == before
    expect(figure.get_by_role("button", name="Play the figure")).to_be_hidden()
    figure.get_by_role("button", name="Next part").click()
    assert picture(figure).tobytes() != before


LOSE = """(figure) => {
    const canvas = figure.shadowRoot.querySelector("canvas");
    window.losing = canvas.getContext("webgl2").getExtension("WEBGL_lose_context");
    window.losing.loseContext();
}"""


def test_a_lost_drawing_gives_way_to_the_picture_and_comes_back(page: Page) -> None:
    figure = figure_on(page, "/exercises/deep_squat_rest")
    figure.evaluate(LOSE)
    until(figure, "(figure) => figure.hasAttribute('flat')")
    picture_shows(figure)
    page.wait_for_timeout(100)
    page.evaluate("window.losing.restoreContext()")
    until(figure, DRAWN)
    expect(figure.locator(".stage .still")).to_be_hidden()


def test_without_webgl_the_pictures_of_the_phases_are_shown(page: Page) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto("/exercises/pigeon_pose")
    figure = page.locator("tenfold-figure")
    until(figure, "(figure) => figure.hasAttribute('flat')")
    first = picture_shows(figure)
    figure.get_by_role("button", name="Next part").click()
    figure.get_by_role("button", name="Next part").click()
    assert picture_shows(figure) != first


def picture_shows(figure: Locator) -> str:
    """The address of the picture that stands in; it must have come."""
    shown = figure.locator(".stage > .still")
    expect(shown).to_be_visible()
    until(figure, "(f) => f.shadowRoot.querySelector('.stage > .still').naturalWidth > 0")
    return urlsplit(str(shown.get_attribute("src"))).path


@pytest.mark.parametrize(
    ("address", "count"), [("/", len(LIBRARY.starters)), ("/exercises", len(LIBRARY))]
)
def test_lists_show_pictures_that_come_and_no_drawing(page: Page, address: str, count: int) -> None:
    page.goto(address)
    pictures = page.locator(".exercises img.still")
    expect(pictures).to_have_count(count)
    for i in range(count):
        pictures.nth(i).scroll_into_view_if_needed()
    page.wait_for_function("[...document.querySelectorAll('img.still')].every(i => i.naturalWidth)")
    assert page.locator("canvas").count() == 0


def test_practice_fetches_all_figures_of_the_sitting_beforehand(page: Page) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).path))
    sitting = PracticePage(page).open(mode="plan")
    starters = {f"/motions/{one.id}.json" for one in LIBRARY.starters}
    page.wait_for_load_state("networkidle")
    assert {path for path in asked if path.startswith("/motions/")} == starters
    assert sitting.errors == []


def test_turning_the_figure_in_practice_presses_nothing_else(page: Page) -> None:
    sitting = PracticePage(page).open(exercise_id="deep_squat_rest")
    figure = page.locator("#figure")
    until(figure, DRAWN)
    sitting.start()
    sitting.until_work()
    before = azimuth(figure)
    figure.get_by_role("button", name="See it from another side").focus()
    page.keyboard.press(" ")
    page.wait_for_timeout(800)
    assert azimuth(figure) != before
    assert sitting.see()["paused"] is False
    assert figure.get_attribute("phase") in {"start", "move", "hold"}
