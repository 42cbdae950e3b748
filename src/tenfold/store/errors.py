"""What can go wrong with the record, in words a person understands."""

from __future__ import annotations

from typing import Literal

from tenfold.words.line import Line

Trouble = Literal[
    "full", "locked", "read_only", "damaged", "newer", "unreachable", "conflict", "missing", "other"
]


class StoreError(Exception):
    """The record could not be read or written. Nothing was changed by the call that raised it.

    Attributes
    ----------
    line : Line
        What to tell the person. ``str(error)`` is the same in English.
    trouble : Trouble
        Which kind it is, for code that wants to act on it.
    """

    def __init__(self, trouble: Trouble, line: Line) -> None:
        super().__init__(line.msgid.format(**line.params))
        self.trouble: Trouble = trouble
        self.line = line
