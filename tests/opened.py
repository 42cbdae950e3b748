"""Someone whose practice is open: the questions answered, a plan begun."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tenfold.exercises.load import packaged_library
from tenfold.plan.basis import packaged_basis
from tenfold.plan.compose import compose
from tenfold.plan.course import StartKind
from tenfold.plan.start import StartFacts
from tenfold.store import Keeper, Store

NOON = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)


def all_no(**answers: str | tuple[str, ...]) -> dict[str, Any]:
    """Every question of the screen answered with no, but for ``answers``."""
    questions = packaged_basis().screen.questions
    return {one.id: ("none",) if one.many else "no" for one in questions} | answers


def keeper_of(store: Store, now: datetime = NOON) -> Keeper:
    return Keeper(store, store.person().id, packaged_basis(), now)


def open_practice(store: Store, now: datetime = NOON, kind: StartKind = "ease_in") -> Keeper:
    """Answer the questions, all with no, and begin."""
    keeper = keeper_of(store, now)
    keeper.give_age("18_to_64")
    keeper.answer_screen(all_no())
    keeper.start(kind, StartFacts(usual_pain=2))
    assert keeper.safety.may_practise
    return keeper


def open_home(home: Path) -> None:
    """Put the record of someone there who answered the questions and began a plan."""
    home.mkdir()
    store = Store.open(f"sqlite:///{home / 'tenfold.db'}")
    open_practice(store, datetime.now().astimezone())
    store.close()


def ease_in_sitting() -> Any:
    return compose(packaged_library(), "ease_in")
