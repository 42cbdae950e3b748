"""Pictures of a clip: a headless browser renders the scene with three.js, in software.

Python sends the scene once and then postures, some frames at a time; the page sends JPEG files
back. Nothing is asked of any network: the page is empty and its script is handed to it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import numpy as np

from bench.browser import chromium
from bench.truth import SHUTTER, Truth
from tenfold.body.skeleton import (
    ANGLE_INDEX,
    CAPSULES,
    SEGMENT_INDEX,
    SEGMENTS,
    Array,
    Build,
)

ROOT: Final = Path(__file__).resolve().parents[1]
STUDIO: Final = ROOT / "build" / "bench" / "studio.js"
_SOURCES: Final = ROOT / "frontend" / "src"
_MESHES: Final = ROOT / "build" / "bench" / "meshes"
_MESH_SOURCES: Final = (
    "mannequin.py",
    "mannequin_mesh.py",
    "mannequin_shape.py",
    "mannequin_skin.py",
)
_MESH_GRID_M: Final = 0.03
_BATCH: Final = 8
_BLUR_PICTURES: Final = 3
_QUALITY: Final = 0.85
_ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)


class StudioError(Exception):
    """The studio cannot be built or does not run; the message says why."""


def build_studio() -> Path:
    """Build the page's script unless it is newer than all its sources."""
    sources = [
        *(_SOURCES / "bench").rglob("*.ts"),
        *(_SOURCES / "figure").glob("mannequin*.ts"),
        _SOURCES / "figure" / "kinematics.ts",
        _SOURCES / "figure" / "skeleton.json",
    ]
    newest = max(path.stat().st_mtime for path in sources)
    if STUDIO.is_file() and STUDIO.stat().st_mtime >= newest:
        return STUDIO
    tool = ROOT / "tools" / "build_frontend.py"
    config = _SOURCES / "bench" / "vite.config.ts"
    command = ["exec", "--", "vite", "build", "--config", str(config)]
    for arguments in (["packages"], ["npm", *command]):
        done = subprocess.run(
            [sys.executable, str(tool), *arguments], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise StudioError(f"the bench's page cannot be built:\n{done.stdout}{done.stderr}")
    return STUDIO


@cache
def studio_digest() -> str:
    """A checksum of what makes the pictures, the browser aside."""
    return hashlib.sha256(build_studio().read_bytes()).hexdigest()[:16]


def body_data(build: Build) -> dict[str, Any]:
    """The skeleton and its capsules for a build, in metres."""
    return {
        "segments": [
            {
                "name": segment.name,
                "parent": -1 if segment.parent is None else SEGMENT_INDEX[segment.parent],
                "joint_m": build.joint_m(segment).tolist(),
                "turns": [
                    {
                        "axis": turn.axis,
                        "parts": [[ANGLE_INDEX[name], by] for name, by in turn.angles],
                    }
                    for turn in segment.turns
                ],
            }
            for segment in SEGMENTS
        ],
        "capsules": [
            {
                "segment": SEGMENT_INDEX[c.segment],
                "start_m": build.place_m(c.segment, c.start).tolist(),
                "end_m": build.place_m(c.segment, c.end).tolist(),
                "radius_m": build.radius_m(c.radius, c.segment),
                "end_radius_m": build.radius_m(c.end_radius or c.radius, c.segment),
            }
            for c in CAPSULES
        ],
    }


def scene_of(truth: Truth, props: list[dict[str, Any]]) -> dict[str, Any]:
    """What the page is to set up for a clip."""
    scenario = truth.scenario
    points = truth.room_m.reshape(-1, 3)
    middle = np.median(points, axis=0)
    reach = float(np.percentile(np.linalg.norm((points - middle)[:, [0, 2]], axis=1), 90))
    occluder = None
    if truth.occluder is not None and scenario.occluder is not None:
        occluder = {
            "middle_m": truth.occluder.middle_m.tolist(),
            "half_m": truth.occluder.half_m.tolist(),
            "turn_rad": truth.occluder.turn_rad,
            "color": scenario.occluder.color,
        }
    return {
        "width": scenario.camera.width,
        "height": scenario.camera.height,
        "camera": {
            "at_m": truth.camera.at_m.tolist(),
            "axes": truth.camera.axes.tolist(),
            "fov_deg": scenario.camera.fov_deg,
        },
        "look": asdict(scenario.look),
        "room": asdict(scenario.room),
        "middle_m": middle.tolist(),
        "reach_m": max(0.8, reach),
        "occluder": occluder,
        "props": props,
        "quality": _QUALITY,
    }


def rows_to_shoot(truth: Truth) -> list[list[list[float]]]:
    """For each frame the postures that its picture averages: one, or three with motion blur."""
    scenario = truth.scenario
    if not scenario.blur:
        return [[row] for row in _rounded(truth.rows)]
    spread = np.linspace(-0.5, 0.5, _BLUR_PICTURES) * SHUTTER / scenario.fps
    parts = [_rounded(truth.performance.rows(truth.times_s + by)) for by in spread]
    return [list(rows) for rows in zip(*parts, strict=True)]


def _rounded(rows: Array) -> list[list[float]]:
    numbers: list[list[float]] = np.round(rows, 4).tolist()
    return numbers


@cache
def mesh_of(build: Build) -> bytes:
    """The mannequin's mesh for a build, somewhat coarser than on the page; kept on disk."""
    sources = [Path(__file__).with_name(name) for name in _MESH_SOURCES]
    parts = [repr((build, _MESH_GRID_M)).encode(), *(path.read_bytes() for path in sources)]
    parts.append((ROOT / "src" / "tenfold" / "body" / "skeleton.py").read_bytes())
    path = _MESHES / f"{hashlib.sha256(b''.join(parts)).hexdigest()[:24]}.bin"
    if not path.is_file():
        from bench.mannequin import mannequin, packed

        data = packed(mannequin(build, _MESH_GRID_M))
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(data)
        part.replace(path)
    return path.read_bytes()


def shot_digest(truth: Truth, props: list[dict[str, Any]]) -> str:
    """A checksum of everything that is sent to the page, and of the page."""
    sent = [scene_of(truth, props), body_data(truth.scenario.build), rows_to_shoot(truth)]
    mesh = hashlib.sha256(mesh_of(truth.scenario.build)).hexdigest()
    text = json.dumps([*sent, mesh, studio_digest()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


class Studio:
    """A browser with the scene in it. Use as a context manager."""

    def __init__(self) -> None:
        from playwright.sync_api import sync_playwright

        script = build_studio().read_text(encoding="utf-8")
        self._playwright = sync_playwright().start()
        try:
            self._browser = self._playwright.chromium.launch(
                executable_path=chromium(), args=list(_ARGUMENTS)
            )
            self._page = self._browser.new_page()
            self._page.add_script_tag(content=script)
        except BaseException:
            self._playwright.stop()
            raise

    def __enter__(self) -> Studio:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._browser.close()
        self._playwright.stop()

    def pictures(self, truth: Truth, props: list[dict[str, Any]]) -> Iterator[bytes]:
        """JPEG files of a clip's frames, one after the other."""
        scene, body = scene_of(truth, props), body_data(truth.scenario.build)
        mesh = base64.b64encode(mesh_of(truth.scenario.build)).decode()
        self._page.evaluate("(all) => bench.setUp(...all)", [scene, body, mesh])
        rows = rows_to_shoot(truth)
        for first in range(0, len(rows), _BATCH):
            shots = self._page.evaluate(
                "(frames) => bench.shoot(frames)", rows[first : first + _BATCH]
            )
            yield from (base64.b64decode(shot) for shot in shots)
