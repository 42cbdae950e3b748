"""Keeps the pose library's own log lines out of the terminal.

Its native part writes to the process's standard error, past Python. It is pointed elsewhere
while the library works; what Tenfold has to say goes to the real one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


@contextmanager
def native_noise_muted() -> Iterator[TextIO]:
    """Within it, file descriptor 2 leads nowhere; the real standard error is given."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    real = os.fdopen(os.dup(kept), "w", encoding=sys.stderr.encoding or "utf-8")
    try:
        yield real
    finally:
        real.close()
        os.dup2(kept, 2)
        os.close(kept)
