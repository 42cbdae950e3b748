"""``python -m bench accuracy``: film what is missing, run the coach, write what came out."""

from __future__ import annotations

import sys

from bench.accuracy import results, told
from bench.accuracy_set import accuracy_set
from bench.filming import film
from bench.tables import exercise_table, rule_table


def main(exercise_id: str | None, *, kept: bool, minutes: float | None) -> int:
    """With ``kept`` nothing is filmed and nothing written: what is tracked is told."""
    planned = [one for one in accuracy_set() if exercise_id in (None, one.scene.exercise)]
    if not kept:
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
    return 0
