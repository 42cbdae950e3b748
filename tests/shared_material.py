"""Where real footage and traces are, for the tests that need them.

They are not part of the project: a folder ``shared`` beside the checkout. A test that needs
it skips, with a reason, where it is missing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_file(*parts: str) -> Path:
    """A file of the shared folder; skips the test where there is none."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(
            f"needs real material that is not part of the project: shared/{'/'.join(parts)}"
        )
    return path
