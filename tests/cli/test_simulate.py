"""``tenfold simulate``: a diary of decisions, and what holds for many."""

from __future__ import annotations

from datetime import date

import pytest
from typer.testing import CliRunner

from tenfold.cli import simulate_command
from tenfold.cli.main import app
from tenfold.cli.simulate_command import Tally, lived, tally
from tenfold.plan.basis import packaged_basis
from tenfold.plan.simulation.people import PROFILES

RUN = CliRunner()


@pytest.mark.parametrize("profile", ["steady_improver", "Red-flag-day-9", "forgetter"])
def test_one_life_prints_its_decisions_with_their_rules(profile: str) -> None:
    done = RUN.invoke(app, ["simulate", profile, "--days", "84", "--seed", "2"])
    assert done.exit_code == 0, done.output
    assert "ten questions" in done.output
    assert "(rule " in done.output
    again = RUN.invoke(app, ["simulate", profile, "--days", "84", "--seed", "2"])
    assert again.output == done.output


def test_an_unknown_profile_is_refused_with_those_there_are() -> None:
    done = RUN.invoke(app, ["simulate", "superman"])
    assert done.exit_code == 2
    assert "steady_improver" in done.output
    assert RUN.invoke(app, ["simulate"]).exit_code == 2
    assert RUN.invoke(app, ["simulate", "overdoer", "--population", "5"]).exit_code == 2


def test_a_population_reports_every_promise() -> None:
    done = RUN.invoke(app, ["simulate", "--population", "60", "--days", "30", "--processes", "2"])
    assert done.exit_code == 0, done.output
    assert "60 imaginary people" in done.output
    for words in ("never practice while locked", "the same when replayed"):
        assert words in done.output


def test_what_breaks_is_told_and_ends_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> object:
        life = lived(packaged_basis(), PROFILES["pregnant"], 10, 1)
        life.watch.broken.append(("locked", date(2026, 1, 7), "made up"))
        return life

    monkeypatch.setattr(simulate_command, "lived", broken)
    done = RUN.invoke(app, ["simulate", "pregnant"])
    assert done.exit_code == 1
    assert "never practice while locked (made up)" in done.output
    found = tally(0, 2, 10)
    assert len(found.broken) == 2
    total = Tally()
    total.add(found)
    assert (total.people, len(total.broken)) == (2, 2)


def test_someone_who_is_sent_to_a_clinician_first_has_no_plan_yet() -> None:
    done = RUN.invoke(app, ["simulate", "osteoporosis", "--days", "2"])
    assert done.exit_code == 0
    assert "There is no plan." in done.output
