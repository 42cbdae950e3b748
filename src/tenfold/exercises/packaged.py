"""The text of data files beside the exercises: the screen's questions, the plan's rules."""

from __future__ import annotations

from functools import cache

from tenfold.exercises.load import PACKAGED


@cache
def library_text(name: str) -> str:
    """The file ``name`` of the packaged library, as it stands."""
    return (PACKAGED / name).read_text(encoding="utf-8")
