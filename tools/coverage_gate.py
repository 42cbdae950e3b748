"""Fail where the tests leave too much of a pure layer untried.

    python tools/coverage_gate.py coverage.json

Both lines and branches of each layer count by themselves, so that a well tried layer cannot hide
a badly tried one.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

LAYERS = ("body", "exercises", "coach", "session", "plan", "words")
LEAST_PERCENT = 95.0


def shares(
    report: dict[str, dict[str, dict[str, dict[str, int]]]],
) -> dict[str, tuple[float, float]]:
    """Percent of lines and of branches tried, by layer; a layer without code is left out."""
    lines: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    branches: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, entry in report["files"].items():
        layer = _layer(name)
        if layer is None:
            continue
        summary = entry["summary"]
        lines[layer][0] += summary["covered_lines"]
        lines[layer][1] += summary["num_statements"]
        branches[layer][0] += summary["covered_branches"]
        branches[layer][1] += summary["num_branches"]
    return {
        layer: (_percent(*lines[layer]), _percent(*branches[layer]))
        for layer in LAYERS
        if lines[layer][1]
    }


def _layer(name: str) -> str | None:
    parts = Path(name).parts
    if "tenfold" not in parts:
        return None
    after = parts[parts.index("tenfold") + 1 :]
    return after[0] if len(after) > 1 and after[0] in LAYERS else None


def _percent(done: int, of: int) -> float:
    return 100.0 * done / of if of else 100.0


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    found = shares(json.loads(Path(arguments[0]).read_text()))
    if not found:
        print("No pure layer is in the coverage report: were the tests run?", file=sys.stderr)
        return 1
    short = False
    print("Tried by the tests   lines  branches")
    for layer, (lines, branches) in found.items():
        low = min(lines, branches) < LEAST_PERCENT
        short |= low
        print(f"  {layer:<16} {lines:6.1f}%  {branches:6.1f}%{'   too little' if low else ''}")
    if short:
        print(f"Each needs at least {LEAST_PERCENT:.0f} %.", file=sys.stderr)
    return int(short)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
