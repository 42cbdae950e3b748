"""Puts the built front end into the wheel, building it first where it is not fresh."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent / "tools"))

import build_frontend  # lives in tools/, which is on the path only now


class FrontEndHook(BuildHookInterface[Any]):
    """Runs for a wheel; an editable install serves the folder that ``make`` builds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        build_frontend.build(root, say=self.app.display_info)
        # Git ignores the built files, and so would the wheel.
        build_data["artifacts"].append(f"/{build_frontend.BUILT.as_posix()}/**")
