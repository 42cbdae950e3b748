"""A sitting in a real browser, led by a real server: by key, by mouse, through trouble."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import TenfoldServer
from tests.browser.practice_page import HOLD, PracticePage, Seen

KEYS = {"main": " ", "skip": "ArrowRight", "more_time": "+", "easier": "e", "stop_for_pain": "s"}


def counting_at(number: int) -> Callable[[Seen], bool]:
    return lambda seen: not seen["paused"] and seen["number"] == str(number)


def counting_from(least: int) -> Callable[[Seen], bool]:
    return lambda seen: int(seen["number"]) >= least


def by_key(page: Page, action: str) -> None:
    page.keyboard.press(KEYS[action])


def by_mouse(page: Page, action: str) -> None:
    """The buttons come into sight when the mouse moves."""
    page.mouse.move(300, 300)
    page.mouse.move(320, 310)
    page.locator(f"button[data-action={action}]").click()
    page.mouse.click(320, 310)  # off the button: the space bar is no press of it any more


def test_pause_more_time_easier_and_skip_by_key_and_by_mouse(page: Page) -> None:
    practice = PracticePage(page).open(exercise_id=HOLD).start()
    practice.until_work(after_s=1)
    for pause, resume in ((by_key, by_mouse), (by_mouse, by_key)):
        pause(page, "main")
        paused = practice.until(lambda seen: seen["paused"], 5)
        page.wait_for_timeout(2500)
        later = practice.see()
        for what in ("number", "left", "rail", "stage"):
            assert later[what] == paused[what], f"{what} moved while paused"
        resume(page, "main")
        # Going on takes up where it was, one by one.
        for later_s in (0, 1, 2):
            practice.until(counting_at(int(paused["number"]) - later_s), 15)
    for do in (by_key, by_mouse):
        number = int(practice.see()["number"])
        do(page, "more_time")
        practice.until(counting_from(number + 8), 5)
    assert practice.see()["level"] == "0"
    by_mouse(page, "easier")
    practice.until(lambda seen: seen["level"] == "-1", 5)
    by_key(page, "easier")
    practice.until(lambda seen: seen["level"] == "-2", 5)
    by_key(page, "skip")
    practice.until(lambda seen: seen["stage"] == "done", 10)
    assert practice.errors == []


def test_stop_it_hurts_by_mouse_asks_how_much_and_goes_on_to_the_next(page: Page) -> None:
    practice = PracticePage(page).open(mode="plan").start()
    first = practice.until(lambda seen: seen["stage"] == "prepare", 5)["title"]
    by_mouse(page, "skip")
    second = practice.until(lambda seen: seen["title"] != first, 5)["title"]
    practice.until(lambda seen: seen["stage"] == "prepare", 10)
    page.mouse.move(300, 300)
    page.get_by_role("button", name="Stop: it hurts").click()
    dialog = page.get_by_role("dialog", name="Stopped. How much did it hurt?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="4", exact=True).click()
    expect(dialog).to_be_hidden()
    practice.until(lambda seen: seen["title"] not in (first, second), 10)
    page.wait_for_timeout(1000)  # the answer gets to the record
    page.goto(f"/sittings/{practice.sitting_id}")
    expect(page.get_by_role("row", name=second)).to_contain_text("because it hurt")
    expect(page.get_by_role("row", name=second).get_by_role("cell").last).to_contain_text("4")
    assert practice.errors == []


def test_the_question_of_pain_waits_for_its_answer_though_all_is_over(page: Page) -> None:
    practice = PracticePage(page).open(exercise_id=HOLD).start()
    practice.until(lambda seen: seen["stage"] == "prepare", 5)
    by_key(page, "stop_for_pain")
    dialog = page.get_by_role("dialog", name="Stopped. How much did it hurt?")
    expect(dialog).to_be_visible()
    page.wait_for_timeout(6000)  # someone in pain takes a moment
    dialog.get_by_role("button", name="5", exact=True).click()
    page.wait_for_url(f"**/diary/sittings/{practice.sitting_id}", timeout=15_000)
    page.goto(f"/sittings/{practice.sitting_id}")
    row = page.get_by_role("row", name="Standing abdominal hold")
    expect(row).to_contain_text("because it hurt")
    expect(row).to_contain_text("5")


def test_a_server_that_is_killed_loses_nothing_and_the_page_comes_back(
    page: Page, live_server: TenfoldServer
) -> None:
    practice = PracticePage(page).open(exercise_id=HOLD).start()
    before = practice.until_work(after_s=4)
    live_server.kill()
    try:
        practice.until(lambda seen: "Nothing is lost" in seen["banner"], 10)
    finally:
        live_server.start()
    back = practice.until(lambda seen: seen["paused"] and seen["banner"] == "", 30)
    assert back["stage"] == "work"
    # Time is stored every second: no more than that has to be held again.
    assert abs(int(back["number"]) - int(before["number"])) <= 2
    page.mouse.move(300, 300)
    page.get_by_role("button", name="Go on", exact=True).click()
    wanted = str(int(back["number"]) - 3)
    practice.until(lambda seen: not seen["paused"] and seen["number"] == wanted, 20)
    assert practice.errors == []
