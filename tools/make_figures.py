"""Take the figure's pictures: stills for the pages, loops for the README, and the contact sheet.

The same component that the pages have draws them, in Chromium without a window. Chromium is the
program that ``TENFOLD_CHROMIUM`` names, or else one that is on the ``PATH``.

    python tools/make_figures.py                    everything
    python tools/make_figures.py pigeon_pose ...    stills of some exercises only
"""

from __future__ import annotations

import base64
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Page, sync_playwright
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tenfold.exercises.describe import level_name
from tenfold.exercises.load import packaged_library
from tenfold.exercises.model import Exercise
from tenfold.exercises.tracks import motions
from tenfold.web.app import missing_files
from tenfold.web.figures import PICTURES

ROOT: Final = Path(__file__).resolve().parents[1]
SHEET: Final = ROOT / "docs" / "figures.webp"
LOOPS: Final = {
    "reverse_lunge": ROOT / "docs" / "images" / "reverse_lunge.webp",
    "lying_twist": ROOT / "docs" / "images" / "lying_twist.webp",
}
CHROMIUM_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS: Final = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A machine without a graphics card draws them too, only more slowly.
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
STILL: Final = (480, 360)
CELL: Final = (264, 198)
LOOP: Final = (360, 270)
LOOP_FPS: Final = 10
FINER: Final = 1.5
"""Pictures are drawn so much larger, then made smaller: smooth edges."""
PAPER: Final = (248, 245, 239)
INK: Final = (31, 42, 44)
REST_S: Final = {"start": 0.8, "move": 0.7, "hold": 1.6, "return": 0.3}


class FiguresError(Exception):
    """The pictures cannot be made; the message says why and what to do."""


@dataclass(frozen=True)
class Shown:
    """One movement: an exercise at a level that moves in its own way."""

    exercise: Exercise
    level: int

    @property
    def title(self) -> str:
        return f"{self.exercise.order}. {self.exercise.name}"

    @property
    def subtitle(self) -> str:
        name = level_name(self.exercise, self.level)
        return f"{self.level:+d}  {name.msgid}" if self.level else str(name.msgid)


def find_chromium() -> str:
    """The browser to draw with. FiguresError if there is none."""
    named = os.environ.get("TENFOLD_CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise FiguresError(f"TENFOLD_CHROMIUM names {named}, which cannot be run.")
        return found
    for name in CHROMIUM_NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise FiguresError(
        "Chromium is missing (Debian: apt-get install chromium), or name it in TENFOLD_CHROMIUM."
    )


@contextmanager
def server() -> Iterator[str]:
    """``tenfold serve`` with an empty record, on this machine only; its address."""
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
        process = subprocess.Popen(
            [sys.executable, "-m", "tenfold", "serve"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/healthz")
            yield address
        finally:
            process.terminate()
            process.wait(30)


def _wait(address: str) -> None:
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise FiguresError(f"the server did not answer at {address}")


class Studio:
    """A page with one figure on it, which is told what to show."""

    def __init__(self, page: Page, address: str) -> None:
        self._page = page
        page.goto(f"{address}/about")
        page.evaluate(
            """async () => {
                await import("/static/built/figure.js");
                const figure = document.createElement("tenfold-figure");
                figure.id = "studio";
                figure.still = true;
                figure.style.width = "480px";
                figure.style.height = "360px";
                document.body.prepend(figure);
            }"""
        )

    def motion(self, exercise_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self._page.evaluate(
            "async (id) => (await fetch(`/motions/${id}.json`)).json()", exercise_id
        )
        return found

    def take(
        self, shown: Shown, size: tuple[int, int], order: dict[str, object], finer: float = FINER
    ) -> Image.Image:
        """One picture with a transparent ground, already of the right size."""
        width, height = size
        data: str = self._page.evaluate(
            """async ([exercise, level, order]) => {
                const figure = document.getElementById("studio");
                Object.assign(figure, {exercise, level});
                await new Promise((done) => setTimeout(done));
                return figure.picture(order);
            }""",
            [
                shown.exercise.id,
                str(shown.level),
                {"width": round(width * finer), "height": round(height * finer), **order},
            ],
        )
        picture = Image.open(io.BytesIO(base64.b64decode(data.partition(",")[2])))
        return picture.convert("RGBA").resize(size, Image.Resampling.LANCZOS)


def other_view(level: dict[str, Any]) -> str:
    """The named view that shows most of what the recommended one does not."""
    azimuth = abs(float(level["azimuth_deg"]))
    return "front" if abs(azimuth - 90) < 50 else "side"


def phases(level: dict[str, Any]) -> list[str]:
    """The phases that have a key pose of their own, in order."""
    named = dict.fromkeys(str(key["phase"]) for key in level["keys"])
    return [phase for phase in ("start", "move", "hold", "return") if phase in named]


def take_stills(studio: Studio, shown: Shown, level: dict[str, Any]) -> dict[str, Image.Image]:
    """The pictures that the pages show of one movement, by phase."""
    return {
        phase: studio.take(shown, STILL, {"phase": phase, "alone": True}) for phase in phases(level)
    }


def save_stills(shown: Shown, pictures: dict[str, Image.Image]) -> list[Path]:
    saved = []
    for phase, picture in pictures.items():
        path = PICTURES / shown.exercise.id / f"{shown.level}-{phase}-best.webp"
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path, "WEBP", quality=80, alpha_quality=85, method=6)
        saved.append(path)
    return saved


def cells(
    studio: Studio, shown: Shown, level: dict[str, Any], pictures: dict[str, Image.Image]
) -> list[Image.Image]:
    """For the sheet: beginning, way, and position from two sides."""
    view = other_view(level)

    def other(phase: str) -> Image.Image:
        return studio.take(shown, CELL, {"phase": phase, "alone": True, "view": view})

    there = "hold" if "hold" in pictures else "move" if "move" in pictures else "start"
    way = pictures["move"] if "move" in pictures and there != "move" else None
    small = Image.Resampling.LANCZOS
    return [
        pictures["start"].resize(CELL, small),
        way.resize(CELL, small) if way else other("start"),
        pictures[there].resize(CELL, small),
        other(there),
    ]


def sheet(rows: Sequence[tuple[Shown, list[Image.Image]]]) -> Image.Image:
    """All movements with their names, two columns of four pictures each."""
    width, height = CELL
    caption, gap, column = 30, 14, 4 * width
    lines = (len(rows) + 1) // 2
    whole = Image.new("RGB", (2 * column + 3 * gap, lines * (height + caption) + gap), PAPER)
    ink = ImageDraw.Draw(whole)
    bold, small = ImageFont.load_default(17), ImageFont.load_default(15)
    for i, (shown, pictures) in enumerate(rows):
        left = gap + (i // lines) * (column + gap)
        top = gap + (i % lines) * (height + caption)
        ink.text((left, top), shown.title, INK, bold)
        after = left + ink.textlength(shown.title, bold) + 12
        ink.text((after, top + 2), shown.subtitle, (90, 100, 100), small)
        for k, picture in enumerate(pictures):
            whole.paste(picture, (left + k * width, top + caption - 6), picture)
    return whole


def save_loop(studio: Studio, shown: Shown, level: dict[str, Any], path: Path) -> None:
    """One round as a small film that goes on for ever."""
    last = len(level["frames"]) - 1
    step = max(1, round(level["fps"] / LOOP_FPS))
    stops = {key["frame"]: REST_S[key["phase"]] for key in level["keys"] if key["stop"]}
    frames = sorted({*range(0, last, step), *stops})
    films, lasts_ms = [], []
    for place in frames:
        picture = studio.take(shown, LOOP, {"share": place / last}, finer=1.25)
        ground = Image.new("RGB", LOOP, PAPER)
        ground.paste(picture, mask=picture)
        films.append(ground)
        lasts_ms.append(round(1000 / LOOP_FPS + 1000 * stops.get(place, 0)))
    path.parent.mkdir(parents=True, exist_ok=True)
    films[0].save(
        path,
        "WEBP",
        save_all=True,
        append_images=films[1:],
        duration=lasts_ms,
        loop=0,
        quality=60,
        method=4,
    )


def movements(only: Sequence[str]) -> list[Shown]:
    library = packaged_library()
    unknown = [name for name in only if name not in library]
    if unknown:
        raise FiguresError(f"there is no exercise {', '.join(unknown)}")
    return [
        Shown(exercise, level)
        for exercise in library
        if not only or exercise.id in only
        for level in sorted(motions(exercise), key=lambda one: (one != 0, one))
    ]


def make(only: Sequence[str]) -> None:
    if missing := missing_files():
        raise FiguresError(f"the front end is not built ({', '.join(missing)}): make front")
    chromium = find_chromium()
    wanted = movements(only)
    rows: list[tuple[Shown, list[Image.Image]]] = []
    saved: list[Path] = []
    columns = TextColumn("{task.description:32}"), BarColumn(), MofNCompleteColumn()
    with (
        server() as address,
        sync_playwright() as play,
        Progress(*columns, TimeElapsedColumn()) as progress,
    ):
        browser = play.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
        studio = Studio(page, address)
        task = progress.add_task("", total=len(wanted) + (0 if only else len(LOOPS)))
        for shown in wanted:
            progress.update(task, description=f"{shown.exercise.id} {shown.level:+d}")
            level = studio.motion(shown.exercise.id)["levels"][str(shown.level)]
            pictures = take_stills(studio, shown, level)
            saved += save_stills(shown, pictures)
            if not only:
                rows.append((shown, cells(studio, shown, level, pictures)))
            progress.advance(task)
        for name, path in {} if only else LOOPS.items():
            progress.update(task, description=f"{name}, a loop")
            shown = next(one for one in wanted if one.exercise.id == name and one.level == 0)
            save_loop(studio, shown, studio.motion(name)["levels"]["0"], path)
            progress.advance(task)
        browser.close()
    if not only:
        for old in set(PICTURES.rglob("*.webp")) - set(saved):
            old.unlink()
        sheet(rows).save(SHEET, "WEBP", quality=82, method=6)
    size = sum(path.stat().st_size for path in saved)
    print(f"{len(saved)} pictures, {size / 1000:.0f} kB; the largest {_largest_kb(saved):.0f} kB")


def _largest_kb(paths: Sequence[Path]) -> float:
    return max((path.stat().st_size for path in paths), default=0) / 1000


def main(arguments: list[str]) -> int:
    if any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    began = time.monotonic()
    try:
        make(arguments)
    except FiguresError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    print(f"done in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
