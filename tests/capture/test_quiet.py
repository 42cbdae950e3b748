"""The pose library's own chatter stays out of the terminal; Tenfold's words do not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tenfold.capture.quiet import native_noise_muted


def test_noise_goes_nowhere_and_words_arrive(capfd: pytest.CaptureFixture[str]) -> None:
    with native_noise_muted() as real:
        os.write(2, b"W0000 inference feedback\n")
        real.write("what matters\n")
        real.flush()
    print("afterwards", file=sys.stderr, flush=True)
    assert capfd.readouterr().err == "what matters\nafterwards\n"


def test_after_an_error_the_terminal_is_as_before(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="inside"), native_noise_muted():
        raise ValueError("inside")
    os.write(2, b"heard\n")
    assert capfd.readouterr().err == "heard\n"


def test_nothing_stays_open() -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(5):
        with native_noise_muted():
            pass
    assert len(list(Path("/dev/fd").iterdir())) == before
