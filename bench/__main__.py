"""``python -m bench small|full|report|film|accuracy|cost``: film, track and compare.

small    one clip of each exercise: says whether the bench works
full     every exercise and view with several seeds; what is tracked already is not done again
report   write docs/observability.md from the full set
film     write a film for a browser's camera, and its truth: film NAME FOLDER
accuracy  run the coach over the accuracy set and write docs/accuracy.md and the rights to speak;
          with --kept print what is tracked already, clip by clip (--exercise ID for one)
cost     how long the coach takes for a frame, and whether its memory grows
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bench.clip import prepare
from bench.film import FILMS, write_film
from bench.observability import Made, page
from bench.render import ROOT, Studio, studio_digest
from bench.scenario import Scenario
from bench.sets import FULL_SEEDS, full_set, small_set
from bench.tally import Tally, view_scores
from bench.track import cached_trace, model_digest, tracked
from tenfold.body.frame import Frame

PAGE = ROOT / "docs" / "observability.md"


class Run:
    """Films and tracks scenarios and gathers what came out."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.clips = self.frames = self.new_frames = 0
        self.busy_s = 0.0
        self._studio: Studio | None = None

    def close(self) -> None:
        if self._studio is not None:
            self._studio.__exit__(None, None, None)
            self._studio = None

    def add(self, scenario: Scenario, *, only_kept: bool = False) -> tuple[Frame, ...] | None:
        """One clip; None where it is not tracked yet and only kept ones are wanted."""
        clip = prepare(scenario)
        new = not cached_trace(clip.truth, clip.props).is_file()
        if new and only_kept:
            return None
        if new and self._studio is None:
            self._studio = Studio()
        begun_s = time.perf_counter()
        frames = tracked(clip.truth, clip.props, self._studio)
        if new:
            self.busy_s += time.perf_counter() - begun_s
            self.new_frames += len(frames)
        self.tally.add(clip.truth, frames)
        self.clips += 1
        self.frames += len(frames)
        return frames


def run(scenarios: Sequence[Scenario], *, only_kept: bool = False) -> Run:
    """All of them, with a progress bar."""
    done = Run()
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description:<46}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    try:
        with Progress(*columns, console=console) as progress:
            task = progress.add_task("", total=len(scenarios))
            for scenario in scenarios:
                progress.update(task, description=scenario.name)
                done.add(scenario, only_kept=only_kept)
                progress.advance(task)
    except KeyboardInterrupt:
        console.print(f"stopped after {done.clips} of {len(scenarios)} clips")
    finally:
        done.close()
    if done.new_frames:
        each_ms = 1000 * done.busy_s / done.new_frames
        console.print(f"{done.new_frames} new frames, {each_ms:.0f} ms each")
    return done


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=("small", "full", "report", "film", "accuracy", "cost"))
    parser.add_argument("name", nargs="?", choices=tuple(FILMS), help="which film")
    parser.add_argument("folder", nargs="?", type=Path, help="where to put the film")
    parser.add_argument("--seeds", type=int, default=FULL_SEEDS, help="seeds per view")
    parser.add_argument("--kept", action="store_true", help="use only what is tracked already")
    parser.add_argument("--exercise", help="only this one, for accuracy")
    parser.add_argument("--minutes", type=float, help="begin no new film after so long")
    parser.add_argument(
        "--synthetic", action="store_true", help="leave the part about real people as it is"
    )
    options = parser.parse_args(arguments)
    if options.what == "film":
        if options.name is None or options.folder is None:
            parser.error("film needs a name and a folder")
        print(write_film(FILMS[options.name](), options.folder, options.name))
        return 0
    if options.what == "accuracy":
        from bench.accuracy_run import main as accuracy

        return accuracy(
            options.exercise,
            kept=options.kept,
            minutes=options.minutes,
            synthetic=options.synthetic,
        )
    if options.what == "cost":
        from bench.cost import main as cost

        return cost()
    scenarios = small_set() if options.what == "small" else full_set(options.seeds)
    done = run(scenarios, only_kept=options.kept)
    for score in view_scores(done.tally):
        print(
            f"{score.exercise:26}{score.view:16}found {score.found:4.0%}  "
            f"off {score.off:.3f}  good {score.good}/{score.of}"
        )
    if options.what == "report":
        if done.clips < len(scenarios):
            print(f"only {done.clips} of {len(scenarios)} clips are tracked", file=sys.stderr)
        made = Made(
            done.clips,
            len(scenarios),
            done.frames,
            f"seeds 0 to {options.seeds - 1} per view, 10 for other levels, from 100 for faults",
            model_digest(),
            studio_digest(),
            "python -m bench report",
        )
        PAGE.write_text(page(done.tally, made), encoding="utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
