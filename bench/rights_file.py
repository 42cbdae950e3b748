"""Writes ``rights.json`` beside each exercise: what was measured of its rules, for the loader."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from bench.render import ROOT
from bench.rules import Cell
from bench.tables import RuleKey
from tenfold.exercises.rights import RIGHTS_FILE, Rights

LIBRARY: Final = ROOT / "src" / "tenfold" / "library"
MADE_BY: Final = "python -m bench accuracy"


def rights_of(exercise_id: str, cells: Mapping[RuleKey, Cell]) -> Rights:
    """The figures of one exercise, those included with which a rule may not speak."""
    rules: dict[str, dict[str, dict[str, Any]]] = {}
    for (one, rule, level, view), cell in sorted(cells.items()):
        if one == exercise_id:
            rules.setdefault(rule, {}).setdefault(str(level), {})[view] = {
                # Rounded to the rule's disadvantage: a right is not won by rounding.
                "recall": math.floor(1000 * cell.recall + 1e-9) / 1000,
                "bad": cell.bad,
                "false_per_5_min": math.ceil(100 * cell.false_per_5_min - 1e-9) / 100,
                "good_s": math.floor(10 * cell.good_s + 1e-9) / 10,
            }
    return Rights.model_validate({"made_by": MADE_BY, "rules": rules})


def write_rights(
    exercise_id: str, cells: Mapping[RuleKey, Cell], library: Path = LIBRARY
) -> Path | None:
    """Write the file, or take it away where no rule was measured."""
    path = library / exercise_id / RIGHTS_FILE
    rights = rights_of(exercise_id, cells)
    if not rights.rules:
        path.unlink(missing_ok=True)
        return None
    text = json.dumps(rights.model_dump(mode="json"), indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    return path
