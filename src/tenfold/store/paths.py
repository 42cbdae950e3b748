"""Where Tenfold keeps a person's data: one folder, and a database named by URL."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

DATABASE_FILE = "tenfold.db"


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder: ``TENFOLD_HOME``, or the platform's own place. It need not exist yet."""
    named = environ.get("TENFOLD_HOME", "").strip()
    if named:
        return Path(named).expanduser().absolute()
    return Path(platformdirs.user_data_dir("tenfold", appauthor=False))


def database_url(environ: Mapping[str, str] = os.environ) -> str:
    """The database: ``TENFOLD_DATABASE_URL``, or an SQLite file in the data folder."""
    named = environ.get("TENFOLD_DATABASE_URL", "").strip()
    return named or f"sqlite:///{(home(environ) / DATABASE_FILE).as_posix()}"
