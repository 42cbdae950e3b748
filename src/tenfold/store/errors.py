"""What can go wrong with the record, in words a person understands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tenfold.words.line import N_, Line

Trouble = Literal[
    "full", "locked", "read_only", "damaged", "newer", "unreachable", "conflict", "missing", "other"
]

_WORDS: Final[dict[Trouble, Line]] = {
    "full": N_("The disk is full, so this could not be saved. Free some space, then go on."),
    "locked": N_("Another program is using the record just now. Close it, then go on."),
    "read_only": N_("The record may not be written to. Check the data folder's permissions."),
    "damaged": N_("The record is damaged and cannot be read. Put a copy of it back."),
    "unreachable": N_("The record cannot be reached. Check that its folder is there."),
    "conflict": N_("This sitting is open somewhere else. Reload the page to go on here."),
    "missing": N_("There is no such sitting."),
    "other": N_("This could not be saved. Try again."),
}

# SQLite's primary result codes, https://www.sqlite.org/rescode.html
_SQLITE: Final[dict[int, Trouble]] = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
    sqlite3.SQLITE_IOERR: "unreachable",
}
# SQLSTATE classes and codes of PostgreSQL; the longest that fits is taken.
_SQLSTATE: Final[dict[str, Trouble]] = {
    "53100": "full",
    "55P03": "locked",
    "40": "locked",
    "25006": "read_only",
    "42501": "read_only",
    "XX001": "damaged",
    "XX002": "damaged",
    "08": "unreachable",
    "57P": "unreachable",
    "3D000": "unreachable",
    "28": "unreachable",
}


class StoreError(Exception):
    """The record could not be read or written. Nothing was changed by the call that raised it.

    Attributes
    ----------
    line : Line
        What to tell the person. ``str(error)`` is the same in English.
    trouble : Trouble
        Which kind it is, for code that wants to act on it.
    """

    def __init__(self, trouble: Trouble, line: Line | None = None) -> None:
        self.line = line or _WORDS[trouble]
        self.trouble: Trouble = trouble
        super().__init__(self.line.msgid.format(**self.line.params))


def trouble_of(error: DBAPIError) -> Trouble:
    """Which kind of trouble a database driver's error is."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF, "other")
    state = getattr(error.orig, "sqlstate", None) or ""
    for length in (5, 3, 2):
        if state[:length] in _SQLSTATE:
            return _SQLSTATE[state[:length]]
    return "unreachable" if error.connection_invalidated or not state else "other"


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn a database's errors into :class:`StoreError`."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(trouble_of(error)) from error
    except SQLAlchemyError as error:
        raise StoreError("other") from error
