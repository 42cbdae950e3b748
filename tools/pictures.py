"""Take the pictures in docs/images: a few pages as a person sees them, light theme, 1280 by 800.

python tools/pictures.py
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "images"
QUIET = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking")
WORK_S = 90.0
"""By when the first exercise is being counted, seconds."""


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("Chromium is missing: apt-get install chromium", file=sys.stderr)
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {
            **os.environ,
            "TENFOLD_HOME": home,
            "TENFOLD_NO_BROWSER": "1",
            "PORT": str(port),
        }
        server = subprocess.Popen([sys.executable, "-m", "tenfold", "serve"], env=environment)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/healthz")
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=chromium, args=list(QUIET))
                page = browser.new_page(
                    viewport={"width": 1280, "height": 800}, color_scheme="light"
                )
                _take_all(page, address)
                browser.close()
        finally:
            server.terminate()
            server.wait(30)
    return 0


def _take_all(page: Page, address: str) -> None:
    _answer(page, address)
    page.goto(f"{address}/")
    _take(page, "today")
    page.goto(f"{address}/plan")
    _take(page, "plan")
    page.goto(f"{address}/exercises/butterfly_pose")
    _take(page, "exercise")
    page.goto(f"{address}/exercises/lying_twist")
    page.locator('form[action="/sittings"] button').first.click()
    page.wait_for_url("**/practice/**")
    page.wait_for_timeout(1500)
    page.keyboard.press(" ")
    page.wait_for_selector('[data-stage="work"]', timeout=WORK_S * 1000)
    page.wait_for_timeout(15_000)
    _take(page, "practice")


def _answer(page: Page, address: str) -> None:
    """The questions before practice, all with no, and the plan that is suggested."""
    page.goto(f"{address}/screen")
    page.get_by_label("18 to 64").check()
    page.get_by_role("button", name="To the first question").click()
    for number in range(1, 11):
        page.wait_for_url(f"**/screen/{number}")
        if number == 4:
            _take(page, "question")
        page.get_by_label("None of these" if number == 10 else "No", exact=True).check()
        page.locator("form.screen-question button").click()
    page.get_by_role("link", name="Next: make your plan").click()
    page.get_by_role("button", name="Make my plan").click()
    page.wait_for_url(f"{address}/")


def _take(page: Page, name: str) -> None:
    """One picture; 256 colours are enough, and make it small."""
    page.wait_for_timeout(1500)
    path = OUT / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(colors=256, dither=Image.Dither.FLOYDSTEINBERG).save(
            path, optimize=True
        )
    print(f"{path.relative_to(ROOT)} ({path.stat().st_size // 1000} kB)")


def _wait(address: str) -> None:
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


if __name__ == "__main__":
    sys.exit(main())
