"""Where the server gets the keeper of the person's plan and diary."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Final

from tenfold.exercises.library import Library
from tenfold.plan.basis import Basis, basis_of
from tenfold.plan.rulebook import packaged_rulebook
from tenfold.plan.screen import packaged_screen
from tenfold.store import Keeper, LogCache, Store, StoreError
from tenfold.web.shelf import Shelf

RECENT: Final = 50
"""How many sittings are looked through, at the start, for what the diary does not know yet."""
log = logging.getLogger(__name__)


class PlanDesk:
    """Makes keepers, with the exercises as their files are now.

    Parameters
    ----------
    now
        The time now, in the person's time zone.
    """

    def __init__(self, store: Store, shelf: Shelf, now: Callable[[], datetime]) -> None:
        self._store = store
        self._shelf = shelf
        self._now = now
        self._cache = LogCache()
        self._lock = Lock()
        self._basis: Basis | None = None

    def keeper(self) -> Keeper:
        """The keeper as of now. StoreError when the log cannot be read."""
        person = self._store.person()
        basis = self._basis_of(self._shelf.fresh().library)
        return Keeper(self._store, person.id, basis, self._now(), self._cache)

    def catch_up(self) -> None:
        """Tell the diary of sittings that ended without it: the server was killed just then."""
        try:
            keeper = self.keeper()
            for sitting in reversed(self._store.sittings(self._store.person().id, RECENT)):
                if sitting.status != "open" and not keeper.knows_sitting(sitting.id):
                    keeper.end_sitting(sitting)
        except StoreError as error:
            log.warning("the diary: %s", error)  # the pages say so where it matters

    def _basis_of(self, library: Library) -> Basis:
        with self._lock:
            if self._basis is None or self._basis.library is not library:
                self._basis = basis_of(library, packaged_rulebook(), packaged_screen())
            return self._basis
