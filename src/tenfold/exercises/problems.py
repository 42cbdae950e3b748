"""What is wrong with a library file, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    Parameters
    ----------
    file : str
        The file, relative to the library folder (``lying_twist/exercise.toml``).
    field : str
        Where in the file: ``dose.hold_s.from``, ``steps[2].say``; empty for the whole file.
        Lists are counted from 0.
    text : str
        What is wrong, in plain words.
    """

    file: str
    field: str
    text: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.field}" if self.field else self.file
        return f"{place}: {self.text}"


class LibraryError(Exception):
    """The packaged library itself cannot be used: the installation is damaged."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` (did you mean 'hold_s'?)``, or nothing when nothing is near."""
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""
