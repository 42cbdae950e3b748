"""``tenfold coach --scheduler``: a Dask cluster on this machine watches a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tenfold.capture import cluster
from tenfold.cli.main import app
from tests.capture.material import write_trace
from tests.puppet import Move, lunges


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TENFOLD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "clips"
    place.mkdir()
    whole = write_trace(place / "a.npz", lunges([Move(1.0)])).read_bytes()
    (place / "b.npz").write_bytes(whole[: len(whole) // 2])
    write_trace(place / "c.npz", lunges([Move(1.0), Move(1.0)]))
    return place


@pytest.fixture
def scheduler() -> Iterator[str]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=2,
        processes=False,
        host="127.0.0.1",
        protocol="tcp://",
        dashboard_address=None,
    ) as local:
        yield local.scheduler_address


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, ["coach", *map(str, args), "-e", "reverse_lunge", "--json"])


@pytest.mark.slow
def test_a_cluster_says_what_this_machine_says_and_a_bad_file_does_not_stop_it(
    folder: Path, scheduler: str
) -> None:
    there = run(folder, "--scheduler", scheduler)
    assert there.exit_code == 2
    assert there.stderr == f"{folder / 'b.npz'}: this trace is damaged or cut off\n"
    found = json.loads(there.stdout)
    assert [one.get("summary", {}).get("reps") for one in found] == [1, None, 2]
    assert found == json.loads(run(folder).stdout)


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_said_in_a_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "_PATIENCE_S", 1)
    done = run(folder, "--scheduler", "tcp://127.0.0.1:9")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "tcp://127.0.0.1:9: no Dask scheduler can be reached there\n"


def test_without_the_extra_it_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_there(name: str) -> object:
        if name == "distributed":
            raise ModuleNotFoundError(name)
        return import_module(name)

    monkeypatch.setattr(cluster, "import_module", not_there)
    done = run(folder, "--scheduler", "tcp://127.0.0.1:9")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "pip install 'tenfold[cluster]'" in done.stderr
