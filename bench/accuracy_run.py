"""``python -m bench accuracy``: film what is missing, run the coach, write what came out."""

from __future__ import annotations

import sys

from bench.accuracy import Result, results, told
from bench.accuracy_page import REAL_HEADING, page, real
from bench.accuracy_set import accuracy_set
from bench.filming import film
from bench.render import ROOT
from bench.rights_file import write_rights
from bench.sets import exercise_ids
from bench.tables import exercise_table, rule_cells, rule_table

PAGE = ROOT / "docs" / "accuracy.md"


def main(
    exercise_id: str | None, *, kept: bool, minutes: float | None, synthetic: bool = False
) -> int:
    """With ``kept`` nothing is filmed and nothing written: what is tracked is told.

    ``minutes = 0`` films nothing but writes what is known. ``synthetic`` leaves the page's part
    about real people as it is, which takes minutes of its own.
    """
    planned = [one for one in accuracy_set() if exercise_id in (None, one.scene.exercise)]
    if not kept and minutes != 0:
        film((one.scene for one in planned), None if minutes is None else 60 * minutes)
    found = []
    for one in results(planned):
        found.append(one)
        if kept and exercise_id is not None:
            print(told(one))
    print(f"\n{len(found)} of {len(planned)} clips are tracked")
    print(exercise_table(found))
    print(rule_table(found))
    if not found:
        print("nothing is tracked yet", file=sys.stderr)
        return 1
    if exercise_id is None and not kept:
        write(found, real_again=not synthetic)
    return 0


def write(found: list[Result], *, real_again: bool) -> None:
    """The page and every exercise's rights."""
    before = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    at = before.find(REAL_HEADING)
    kept = before[at:] if at >= 0 else f"{REAL_HEADING}\n\nNot measured yet.\n"
    about_real = real() if real_again else kept
    cells = rule_cells(found, lambda one: one.rules)
    for one in exercise_ids():
        write_rights(one, cells)
    PAGE.write_text(page(found, about_real), encoding="utf-8")
    print(f"written: {PAGE.relative_to(ROOT)} and the rights of {len({k[0] for k in cells})}")
