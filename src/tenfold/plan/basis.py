"""What every decision stands on: the rules, the questions and the exercises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from tenfold.exercises.library import Library
from tenfold.exercises.load import packaged_library
from tenfold.plan.cautions import AboutYou, Allowance, allowances
from tenfold.plan.ladder import Ladder, ladders_of
from tenfold.plan.rulebook import Rulebook, packaged_rulebook
from tenfold.plan.screen import Screen, packaged_screen

_REMEMBERED: Final = 5000
"""So many different answers about a person are kept; a server meets few."""


@dataclass(frozen=True, eq=False)
class Basis:
    """Rules, questions and exercises, with what follows from them worked out once."""

    book: Rulebook
    screen: Screen
    library: Library
    ladders: Mapping[str, Ladder]
    _known: dict[AboutYou, dict[str, Allowance]] = field(default_factory=dict, repr=False)

    def allowances(self, you: AboutYou) -> Mapping[str, Allowance]:
        """What each exercise may be for ``you``. The same question has the same answer."""
        found = self._known.get(you)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[you] = allowances(self.library, you)
        return found


def basis_of(library: Library, book: Rulebook, screen: Screen) -> Basis:
    return Basis(book, screen, library, ladders_of(library, book.step))


@cache
def packaged_basis() -> Basis:
    """The rules, questions and exercises that Tenfold comes with."""
    return basis_of(packaged_library(), packaged_rulebook(), packaged_screen())
