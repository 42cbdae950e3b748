"""The coverage gate looks at each pure layer by itself, at lines and at branches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import coverage_gate


def report(**layers: tuple[int, int, int, int]) -> dict[str, object]:
    """A coverage report: covered lines, lines, covered branches, branches of one file a layer."""
    names = ("covered_lines", "num_statements", "covered_branches", "num_branches")
    return {
        "files": {
            f"src/tenfold/{layer}/a.py": {"summary": dict(zip(names, numbers, strict=True))}
            for layer, numbers in layers.items()
        }
    }


@pytest.mark.parametrize(
    ("layers", "code"),
    [
        ({"body": (95, 100, 19, 20)}, 0),
        ({"body": (94, 100, 20, 20)}, 1),
        ({"body": (100, 100, 18, 20)}, 1),
        ({"body": (1000, 1000, 10, 10), "coach": (9, 10, 1, 1)}, 1),
        ({"body": (10, 10, 0, 0), "web": (0, 100, 0, 50)}, 0),
        ({"web": (100, 100, 1, 1)}, 1),
    ],
)
def test_too_little_of_any_pure_layer_fails(
    layers: dict[str, tuple[int, int, int, int]], code: int, tmp_path: Path
) -> None:
    file = tmp_path / "coverage.json"
    file.write_text(json.dumps(report(**layers)))
    assert coverage_gate.main([str(file)]) == code
