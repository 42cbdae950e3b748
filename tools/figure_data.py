"""What the figure on screen knows of the skeleton: written from ``tenfold.body``, never by hand.

python tools/figure_data.py            write the files
python tools/figure_data.py --check    say whether they are up to date
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from tenfold.body.posing import pose
from tenfold.body.skeleton import ANGLES, REFERENCE, SEGMENTS, SITES, limits_deg

ROOT = Path(__file__).resolve().parents[1]
SKELETON = ROOT / "frontend/src/figure/skeleton.json"
POSTURES = ROOT / "frontend/tests/figure/postures.json"


def skeleton() -> dict[str, Any]:
    """Segments, angles and sites of the reference body; lengths in metres."""
    return {
        "segments": [
            {
                "name": segment.name,
                "parent": segment.parent,
                "joint_m": _rounded(REFERENCE.joint_m(segment)),
                "turns": [
                    {"axis": turn.axis, "angles": [[name, by] for name, by in turn.angles]}
                    for turn in segment.turns
                ],
            }
            for segment in SEGMENTS
        ],
        "angles": list(ANGLES),
        "sites": {
            name: {
                "segment": site.segment,
                "at_m": _rounded(REFERENCE.place_m(site.segment, site.at)),
                "radius_m": round(REFERENCE.radius_m(site.radius, site.segment), 5),
            }
            for name, site in SITES.items()
        },
    }


def postures(count: int = 5) -> list[dict[str, Any]]:
    """Some postures and where the joints are in them, to compare another FK with."""
    rng = np.random.default_rng(3)
    low, high = np.array([limits_deg(name) for name in ANGLES]).T
    angles = np.round(rng.uniform(low, high, (count, len(ANGLES))), 1)
    pelvis = np.round(rng.uniform(-1, 1, (count, 3)), 3)
    joints = pose(pelvis, angles).joints_m
    return [
        {
            "pelvis_m": _rounded(pelvis[i]),
            "angles_deg": _rounded(angles[i]),
            "joints_m": [_rounded(joint) for joint in joints[i]],
        }
        for i in range(count)
    ]


def texts() -> dict[Path, str]:
    """Each file and what has to stand in it."""
    return {SKELETON: _lines(skeleton()), POSTURES: _lines(postures())}


def stale() -> list[Path]:
    """The files that are not what they have to be."""
    return [
        path
        for path, text in texts().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def _rounded(numbers: Any) -> list[float]:
    return [round(float(number), 5) + 0.0 for number in numbers]


def _lines(data: Any) -> str:
    """JSON with a line per entry: a change to one segment shows as one line."""
    one = json.JSONEncoder(separators=(",", ":")).encode
    if isinstance(data, list):
        return "[\n" + ",\n".join(one(item) for item in data) + "\n]\n"
    parts = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            inner = ",\n    ".join(one(item) for item in value)
            parts.append(f"  {one(key)}: [\n    {inner}\n  ]")
        elif isinstance(value, dict):
            inner = ",\n    ".join(f"{one(name)}: {one(item)}" for name, item in value.items())
            parts.append(f"  {one(key)}: {{\n    {inner}\n  }}")
        else:
            parts.append(f"  {one(key)}: {one(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="only say whether they are up to date")
    if parser.parse_args().check:
        for path in stale():
            print(f"{path.relative_to(ROOT)} is out of date: run python tools/figure_data.py")
        return 1 if stale() else 0
    for path, text in texts().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
