"""A whole sitting, hands-free, with a voice: what is shown, what is said, and that they agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import TenfoldServer, watched
from tests.browser.practice_page import HOLD, PracticePage, Seen

VOICE = """(() => {
  window.spoken = [];
  window.lines = [];
  const voice = {name: "Test", lang: "en-GB", localService: LOCAL, default: true, voiceURI: "test"};
  const synth = {
    speaking: false, pending: false, paused: false,
    getVoices: () => [voice],
    addEventListener() {}, cancel() { clearTimeout(this.timer); },
    speak(utterance) {
      window.spoken.push(utterance.text);
      this.timer = setTimeout(() => utterance.onend?.(new Event("end")), 300);
    },
  };
  Object.defineProperty(window, "speechSynthesis", {value: synth});
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  document.addEventListener("DOMContentLoaded", () => {
    const line = document.getElementById("line");
    if (!line) return;
    new MutationObserver(() => window.lines.push(line.textContent))
      .observe(line, {childList: true, characterData: true, subtree: true});
  });
})()"""
"""A voice that speaks quickly and keeps what it said; and every text of the caption."""

LOCAL, DISTANT = VOICE.replace("LOCAL", "true"), VOICE.replace("LOCAL", "false")


@dataclass
class Whole:
    """What one whole sitting looked and sounded like."""

    looks: list[Seen]
    spoken: list[str]
    captions: list[str]
    told: list[str]
    ended_at: str
    errors: list[str]


@pytest.fixture(scope="module")
def whole(browser: Browser, live_server: TenfoldServer) -> Iterator[Whole]:
    """A hold of twenty seconds, from the one press of Start to the page after; no hand moves."""
    with watched(browser, live_server) as context:
        context.add_init_script(LOCAL)
        page = context.new_page()
        practice = PracticePage(page).open(exercise_id=HOLD).start()
        looks: list[Seen] = []
        for _ in range(600):
            looks.append(practice.see())
            if looks[-1]["stage"] == "done":
                break
            page.wait_for_timeout(100)
        page.wait_for_timeout(1500)
        spoken, captions = page.evaluate("[window.spoken, window.lines]")
        page.wait_for_url("**/diary/sittings/*", timeout=15_000)
        yield Whole(looks, spoken, captions, practice.said(), page.url, practice.errors)


def test_a_sitting_goes_by_itself_from_one_press_to_the_after_page(whole: Whole) -> None:
    assert whole.errors == []
    assert "/sittings/" in whole.ended_at
    stages = list(dict.fromkeys(look["stage"] for look in whole.looks))
    assert [stage for stage in stages if stage != "ready"] == ["prepare", "work", "done"]


def test_the_seconds_go_down_one_by_one_and_the_rail_fills(whole: Whole) -> None:
    work = [look for look in whole.looks if look["stage"] == "work" and look["number"]]
    numbers = list(dict.fromkeys(int(look["number"]) for look in work))
    assert numbers == sorted(numbers, reverse=True)
    # A look may be late on a busy machine, but most of the twenty are there to be seen.
    assert numbers[0] >= 19
    assert numbers[-1] <= 1
    assert len(numbers) >= 15
    rail = [look["rail"][0] for look in whole.looks]
    assert rail == sorted(rail)
    assert (rail[0], rail[-1]) == (0, 100)


def test_all_that_is_spoken_is_captioned(whole: Whole) -> None:
    words = [text for text in whole.spoken if not text.isdigit()]
    assert len(words) >= 5, whole.spoken
    rest = iter(whole.captions)
    for text in words:
        assert text in rest, f"{text!r} was spoken and not captioned, or not in this order"


def test_all_that_the_server_says_is_spoken(whole: Whole) -> None:
    """Lines that wait too long go unspoken; with a quick voice none has to."""
    assert [text for text in whole.told if text not in whole.spoken] == []


def test_a_voice_that_speaks_over_the_network_is_not_used(page: Page) -> None:
    page.context.add_init_script(DISTANT)
    practice = PracticePage(page).open(exercise_id=HOLD)
    practice.start()
    practice.until(lambda seen: "no voice of its own" in seen["banner"], 5)
    practice.until(lambda seen: seen["banner"] == "", 10)
    assert len(practice.said()) >= 2, "there was something to say"
    assert page.evaluate("window.spoken") == []
    page.keyboard.press(" ")
    practice.until(lambda seen: seen["paused"], 5)
    page.keyboard.press(" ")
    practice.until(lambda seen: not seen["paused"], 5)
    assert practice.see()["banner"] == "", "it is said once"
