"""``tenfold simulate``: a diary of decisions, and what holds for many."""

from __future__ import annotations

import json
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
    nobody = RUN.invoke(app, ["simulate"])
    assert nobody.exit_code == 2
    assert "Which profile?" in nobody.output
    assert RUN.invoke(app, ["simulate", "overdoer", "--days", "-3"]).exit_code == 2
    assert RUN.invoke(app, ["simulate", "overdoer", "--population", "5"]).exit_code == 2


def test_a_population_reports_every_promise() -> None:
    done = RUN.invoke(app, ["simulate", "--population", "60", "--days", "30", "--processes", "2"])
    assert done.exit_code == 0, done.output
    assert "60 imaginary people" in done.output
    for words in ("never practice while locked", "the same when replayed"):
        assert words in done.output


def test_a_life_as_json_has_every_decision_with_its_rule_numbers_and_version() -> None:
    done = RUN.invoke(app, ["simulate", "flare_up", "--days", "40", "--seed", "1", "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    changes = [
        one
        for told in found["diary"]
        for one in told.get("changes", [])
        if told["what"] == "decided"
    ]
    assert {"2", "3"} <= {one["rule"] for one in changes}
    assert all(one["why"] for one in changes)
    assert {told["version"] for told in found["diary"] if told["what"] == "decided"} == {"1"}
    assert [one["exercise"] for one in found["plan"] if one["status"] == "in"]
    assert found["broken"] == []


def test_a_population_as_json_counts_every_promise() -> None:
    done = RUN.invoke(
        app, ["simulate", "--population", "20", "--days", "10", "--processes", "1", "--json"]
    )
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["people"] == 20
    assert set(found["properties"].values()) == {0}


def test_ctrl_c_ends_a_population_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(simulate_command, "as_completed", interrupted)
    done = RUN.invoke(app, ["simulate", "--population", "2", "--days", "2", "--processes", "1"])
    assert done.exit_code == 130
    assert "Stopped after 0 of 2 people." in done.output


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
