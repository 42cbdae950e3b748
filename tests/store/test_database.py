"""How a database is made, upgraded and written to safely."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from tenfold.plan.diary import ExerciseReport, SideReport
from tenfold.session.codec import sitting_to_dict
from tenfold.session.inputs import Tick
from tenfold.store import Store, paths
from tenfold.store.migrations import HEAD
from tenfold.store.tables import metadata
from tests.opened import keeper_of
from tests.store.material import EVENING, SITTING


def test_the_migrations_make_exactly_the_tables_the_code_uses(url: str) -> None:
    Store.open(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
    engine.dispose()


def test_the_newest_migration_is_the_one_named_head_and_they_are_numbered() -> None:
    config = Config()
    config.set_main_option("script_location", "tenfold.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    numbers = [script.revision for script in scripts.walk_revisions()][::-1]
    assert scripts.get_heads() == [HEAD]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_opening_again_keeps_what_is_there(url: str) -> None:
    store = Store.open(url)
    sitting_id = store.begin_sitting(store.person().id, SITTING, EVENING)
    store.append(sitting_id, 0, Tick(1.0))
    store.close()
    again = Store.open(url)
    assert again.inputs(sitting_id) == [Tick(1.0)]
    again.close()


def test_opening_a_current_database_does_not_load_alembic(sqlite_file: Path) -> None:
    """It takes a third of a second, and a start should be quick."""
    Store.open(f"sqlite:///{sqlite_file}").close()
    program = (
        "import sys; from tenfold.store import Store; Store.open(sys.argv[1]).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, f"sqlite:///{sqlite_file}"], check=True)


def test_two_programs_may_open_a_new_database_at_once(sqlite_file: Path) -> None:
    program = (
        "import sys; from tenfold.store import Store; print(Store.open(sys.argv[1]).person().id)"
    )
    command = [sys.executable, "-c", program, f"sqlite:///{sqlite_file}"]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    assert len({out for out, _ in said}) == 1


def test_sqlite_survives_a_power_cut_and_holds_its_references(sqlite_file: Path) -> None:
    store = Store.open(f"sqlite:///{sqlite_file}")
    with store._reader.connect() as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragma == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 3000,
    }
    store.close()


@pytest.mark.skipif(os.name == "nt", reason="no such permissions")
def test_the_data_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    Store.open(f"sqlite:///{tmp_path / 'home' / 'tenfold.db'}").close()
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700


def test_the_database_is_named_by_url_or_lies_in_the_data_folder() -> None:
    elsewhere = {"TENFOLD_DATABASE_URL": "postgresql://h/db", "TENFOLD_HOME": "/data"}
    assert paths.database_url(elsewhere) == "postgresql://h/db"
    assert paths.database_url({"TENFOLD_HOME": "/data"}) == "sqlite:////data/tenfold.db"
    assert paths.home({"TENFOLD_HOME": "~/t"}) == Path.home() / "t"
    assert paths.home({"TENFOLD_HOME": "  "}).name == "tenfold"
    assert paths.database_url({}).endswith("/tenfold/tenfold.db")


def test_the_default_store_opens_where_the_data_folder_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TENFOLD_HOME", str(tmp_path / "new" / "home"))
    monkeypatch.delenv("TENFOLD_DATABASE_URL", raising=False)
    Store.open().close()
    assert (tmp_path / "new" / "home" / "tenfold.db").exists()


def test_a_record_of_the_first_version_is_brought_up_and_loses_nothing(sqlite_file: Path) -> None:
    """Pain and effort had tables of their own; now the diary has them."""
    engine = create_engine(f"sqlite:///{sqlite_file}")
    config = Config()
    config.set_main_option("script_location", "tenfold.store:migrations")
    plan = json.dumps(sitting_to_dict(SITTING))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in (
            "INSERT INTO person (id, name) VALUES ('me', '')",
            *(
                "INSERT INTO sitting (id, person_id, began_at, utc_offset_min, day, mode, plan,"
                " status, ended_at) VALUES"
                f" ('{name}', 'me', '2026-06-30 10:00:00', 0, '2026-06-30', 'ease_in', :plan,"
                f" '{status}', {ended})"
                for name, status, ended in (
                    ("done", "finished", "'2026-06-30 10:20:00'"),
                    ("still", "open", "NULL"),
                )
            ),
            *(
                "INSERT INTO block_result (sitting_id, block_index, exercise_id, level, outcome,"
                " sets_done, done_fraction, amounts) VALUES"
                f" ('done', {index}, '{exercise}', 0, '{outcome}', 1, {part}, :amounts)"
                for index, exercise, outcome, part in (
                    (0, "lying_twist", "stopped_for_pain", 0.5),
                    (1, "pigeon_pose", "skipped", 0.0),
                )
            ),
            "INSERT INTO effort VALUES ('done', 0, 'hard')",
            *(
                "INSERT INTO pain (person_id, sitting_id, block_index, moment, nrs)"
                f" VALUES ('me', '{sitting}', {block}, '{moment}', {nrs})"
                for sitting, block, moment, nrs in (
                    ("done", "NULL", "before", 2),
                    ("done", 0, "during", 6),
                    ("done", "NULL", "after", 3),
                    ("still", "NULL", "before", 1),
                )
            ),
        ):
            amounts = json.dumps({"reps": [], "held_s": [], "breaths": [], "earlier": []})
            named = {"plan": plan, "amounts": amounts}
            given = {name: value for name, value in named.items() if f":{name}" in statement}
            connection.execute(text(statement), given)
    engine.dispose()
    store = Store.open(f"sqlite:///{sqlite_file}")
    record = store.sitting("done")
    assert record.pain_before == 2 and store.sitting("still").pain_before == 1
    assert [block.pain_nrs for block in record.blocks] == [6, None]
    during, after = keeper_of(store).of_sitting("done")
    assert during is not None and after is not None
    assert (during.pain_before, after.pain) == (2, 3)
    assert during.exercises == (
        ExerciseReport("lying_twist", 0, (SideReport("both", 6),), 0.5, "hard"),
    )
    assert keeper_of(store).end_sitting(record) == during, "and nothing is told twice"
    store.close()
