"""How often ``tenfold coach --exercise auto`` names the right exercise.

    python -m bench.recognised              count over every kept trace, and keep the counts
    python -m bench.recognised FOLDER       and over the pose traces of real people in a folder

Kept traces are synthetic clips seen through the real pose model (``build/bench/traces``), at every
level and from every view that was filmed, among them ones that are known to be bad views. The
pictures are the middle frames of the same clips, each as if it were a photograph.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from bench.render import ROOT
from bench.track import CACHE
from tenfold.body.frame import Frame
from tenfold.capture.errors import CaptureError
from tenfold.capture.recognising import Choice, Kept, choice_of, recognise
from tenfold.capture.trace import read_trace
from tenfold.exercises.load import packaged_library

COUNTS: Final = Path(__file__).with_name("recognised.json")
NONE: Final = "none"
_EVERY: Final = 2
"""Of the kept clips, one in so many is judged: they are many and alike."""

Table = dict[str, Counter[str]]


def named(frames: Iterable[Frame], choice: Choice) -> str:
    """The exercise that is named, or ``none``."""
    kept = Kept()
    for frame in frames:
        kept.add(frame)
    return recognise(kept, choice)[0].exercise_id or NONE


def count(traces: Sequence[Path]) -> dict[str, Table]:
    """Tables of what was named, by what it was: of clips at level 0, of the ladder, of pictures."""
    choice = choice_of(packaged_library(), ())
    tables: dict[str, Table] = {
        name: defaultdict(Counter) for name in ("clips", "other levels", "pictures")
    }
    for path in traces:
        exercise_id, level, *_ = path.name.split(".")
        try:
            frames = read_trace(path).frames
        except CaptureError:
            continue  # being written now
        table = tables["clips" if level == "0" else "other levels"]
        table[exercise_id][named(frames, choice)] += 1
        if level == "0":
            middle = [frame for frame in frames if not frame.empty][len(frames) // 2 :][:1]
            tables["pictures"][exercise_id][named(middle, choice)] += 1
    return tables


def section() -> str:
    """The figures as a part of ``docs/accuracy.md``."""
    if not COUNTS.is_file():
        return "## Which exercise is it?\n\nNot measured yet: `python -m bench.recognised`.\n"
    tables = json.loads(COUNTS.read_text())
    lines = [
        "## Which exercise is it?",
        "",
        "`tenfold coach --exercise auto`, by `python -m bench.recognised`: synthetic clips of",
        "every view that was filmed, through the real pose model. A name is only given where the",
        "exercise's coach finds something to count. Every exercise is compared at level 0 and at",
        "the gentler levels, which often are another movement.",
    ]
    for name, table in tables.items():
        right = sum(row.get(exercise_id, 0) for exercise_id, row in table.items())
        total = sum(sum(row.values()) for row in table.values())
        lines += ["", f"### {name.capitalize()}: {right} of {total}", "", "| it was | named |"]
        lines.append("|---|---|")
        for exercise_id, row in sorted(table.items()):
            told = ", ".join(
                f"{'**' if other == exercise_id else ''}{other} {number}"
                f"{'**' if other == exercise_id else ''}"
                for other, number in sorted(row.items(), key=lambda one: -one[1])
            )
            lines.append(f"| {exercise_id} | {told} |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    if arguments:
        choice = choice_of(packaged_library(), ())
        for path in sorted(Path(arguments[0]).glob("*.npz")):
            try:
                print(path.stem, named(read_trace(path).frames, choice))
            except CaptureError as error:
                print(error, file=sys.stderr)
        return 0
    tables = count(sorted(CACHE.glob("*.npz"))[::_EVERY])
    COUNTS.write_text(json.dumps(tables, indent=1, sort_keys=True) + "\n")
    print(section())
    print(f"written to {COUNTS.relative_to(ROOT)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
