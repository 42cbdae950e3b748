"""What the server does for the plan beside the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenfold.session.commands import BlockEnded
from tenfold.store import Keeper, StoreError
from tests.opened import ease_in_sitting
from tests.web.pages_app import EVENING, running_site

TWISTED = BlockEnded(1, "lying_twist", 0, "done", 1, (), (("left", 30.0),), (), 1.0)


def test_a_sitting_that_ended_with_the_server_reaches_the_diary_at_the_next_start(
    tmp_path: Path,
) -> None:
    with running_site(tmp_path) as site:
        sitting_id = site.store.begin_sitting(site.person, ease_in_sitting(), EVENING, 2)
        site.store.finish_sitting(sitting_id, EVENING, [TWISTED])
        still_open = site.store.begin_sitting(site.person, ease_in_sitting(), EVENING)
    with running_site(tmp_path, opened=False) as site:
        keeper: Keeper = site.app.state.desk.keeper()
        told, _ = keeper.of_sitting(sitting_id)
        assert told is not None and told.exercises[0].exercise_id == "lying_twist"
        assert keeper.of_sitting(still_open) == (None, None)
        assert keeper.strike(told.id)
    with running_site(tmp_path, opened=False) as site:
        assert site.app.state.desk.keeper().entries == (), "what was struck out stays out"


def test_a_log_that_cannot_be_read_does_not_keep_the_server_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def damaged(*_: object) -> None:
        raise StoreError("damaged")

    with running_site(tmp_path) as site:
        monkeypatch.setattr(site.store, "plan_log", damaged)
        site.app.state.desk.catch_up()
        assert "record is damaged" in caplog.text


def test_an_own_exercise_that_is_new_is_known_to_the_plan_at_once(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        before = site.app.state.desk.keeper().basis
        assert site.app.state.desk.keeper().basis is before
        source = Path("src/tenfold/library/pigeon_pose/exercise.toml")
        text = (Path(__file__).parents[2] / source).read_text()
        own = tmp_path / "exercises" / "own_pigeon"
        own.mkdir(parents=True)
        (own / "exercise.toml").write_text(text.replace('id = "pigeon_pose"', 'id = "own_pigeon"'))
        assert site.app.state.desk.keeper().basis is not before
