"""The exercises in use: the packaged ones and the person's own, read anew when a file changes."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock

from tenfold.exercises.load import Loaded, load_library, packaged_library
from tenfold.exercises.problems import Problem

Signature = tuple[tuple[str, int, int], ...]

log = logging.getLogger(__name__)


class Shelf:
    """The packaged library and the exercises in ``folder``, which need not exist."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._seen = self._signature()
        self._loaded = self._read()

    def fresh(self) -> Loaded:
        """The exercises as the files are now."""
        with self._lock:
            seen = self._signature()
            if seen != self._seen:
                self._seen, self._loaded = seen, self._read()
            return self._loaded

    def _signature(self) -> Signature:
        """Names, times and sizes of folders and files: a new one when anything was changed."""
        found = []
        try:
            for path in (*sorted(self.folder.glob("*")), *sorted(self.folder.glob("*/*.toml"))):
                about = path.stat()
                found.append((str(path), about.st_mtime_ns, about.st_size))
        except OSError as error:  # a file that went away just now; the next look will tell
            log.info("%s", error)
        return tuple(found)

    def _read(self) -> Loaded:
        try:
            return load_library(self.folder)
        except OSError as error:
            log.warning("the folder of own exercises: %s", error)
            problem = Problem(str(self.folder), "", f"cannot be read: {error.strerror}")
            return Loaded(packaged_library(), (problem,))
