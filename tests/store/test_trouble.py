"""What goes wrong with a file on a real machine, and what the person is told."""

from __future__ import annotations

import os
import re
import resource
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text

from tenfold.session.inputs import RepSeen, Tick
from tenfold.store import Store, StoreError
from tenfold.store.database import BUSY_S
from tests.store.material import EVENING, SITTING

KIND = re.compile(r"sqlite|database is locked|errno|\bSQL\b|0x|Traceback", re.IGNORECASE)


def url_of(file: Path) -> str:
    return f"sqlite:///{file}"


def told(error: StoreError) -> str:
    """The words for the person, checked to be words for a person."""
    words = str(error)
    assert not KIND.search(words), words
    assert words.endswith(".") and len(words) < 200
    return words


def filled(file: Path) -> tuple[Store, str]:
    store = Store.open(url_of(file))
    return store, store.begin_sitting(store.person().id, SITTING, EVENING)


def test_a_record_of_a_newer_tenfold_is_refused_and_left_as_it_is(url: str) -> None:
    Store.open(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError) as refused:
        Store.open(url)
    assert refused.value.trouble == "newer"
    assert "9999" in told(refused.value) and "newer Tenfold" in str(refused.value)
    with engine.connect() as connection:
        assert (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
        )
    engine.dispose()


def test_another_programs_database_is_left_alone(url: str) -> None:
    engine = create_engine(url if "postgresql" in url else _made(url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipe (id INTEGER)"))
    with pytest.raises(StoreError) as refused:
        Store.open(url)
    assert "another program" in told(refused.value)
    with engine.connect() as connection:
        connection.execute(text("SELECT * FROM recipe"))
    engine.dispose()


def _made(url: str) -> str:
    Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True)
    return url


@pytest.mark.parametrize(
    "name", ["nonsense", "oracle7://x/y", "postgresql+nosuchdriver://x/y", "mysql://h/db"]
)
def test_a_url_that_names_no_database_is_refused_in_words(name: str) -> None:
    with pytest.raises(StoreError) as refused:
        Store.open(name)
    assert "TENFOLD_DATABASE_URL" in told(refused.value)


def test_a_server_that_is_not_there_is_unreachable() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as refused:
        Store.open("postgresql+psycopg://127.0.0.1:1/tenfold?connect_timeout=2")
    assert refused.value.trouble == "unreachable"
    told(refused.value)


def test_a_file_that_is_no_database_is_called_damaged_and_kept(sqlite_file: Path) -> None:
    sqlite_file.write_bytes(b"Dear diary, " * 500)
    with pytest.raises(StoreError) as refused:
        Store.open(url_of(sqlite_file))
    assert refused.value.trouble == "damaged"
    told(refused.value)
    assert sqlite_file.read_bytes() == b"Dear diary, " * 500


def test_overwritten_pages_are_called_damaged(sqlite_file: Path) -> None:
    store, sitting_id = filled(sqlite_file)
    for seq in range(300):
        store.append(sitting_id, seq, Tick(float(seq)))
    store.close()
    raw = bytearray(sqlite_file.read_bytes())
    page = 4096
    for start in range(page, len(raw), page):
        raw[start : start + 200] = os.urandom(200)
    sqlite_file.write_bytes(raw)
    with pytest.raises(StoreError) as refused:
        Store.open(url_of(sqlite_file)).inputs(sitting_id)
    assert refused.value.trouble == "damaged"
    told(refused.value)


@pytest.mark.parametrize("body", ['{"side": "middle"}', "[]", "{not json", '{"nrs": 3}'])
def test_an_entry_that_makes_no_sense_is_called_damaged(sqlite_file: Path, body: str) -> None:
    store, sitting_id = filled(sqlite_file)
    store.append(sitting_id, 0, RepSeen(1.0, "left"))
    with sqlite3.connect(sqlite_file) as raw:
        raw.execute("UPDATE sitting_input SET body = ?", (body,))
    with pytest.raises(StoreError) as refused:
        store.inputs(sitting_id)
    assert refused.value.trouble == "damaged"
    store.close()


def test_a_locked_record_says_so_after_a_short_wait_and_then_goes_on(sqlite_file: Path) -> None:
    store, sitting_id = filled(sqlite_file)
    store.append(sitting_id, 0, RepSeen(1.0, "left"))
    other = sqlite3.connect(sqlite_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(StoreError) as refused:
        store.append(sitting_id, 1, RepSeen(2.0, "left"))
    assert refused.value.trouble == "locked" and time.monotonic() - began < BUSY_S + 2
    told(refused.value)
    assert store.inputs(sitting_id) == [RepSeen(1.0, "left")]  # reading goes on meanwhile
    other.execute("ROLLBACK")
    other.close()
    store.append(sitting_id, 1, RepSeen(2.0, "left"))
    assert len(store.inputs(sitting_id)) == 2
    store.close()


def test_a_read_only_record_can_be_read_and_not_written(sqlite_file: Path) -> None:
    store, sitting_id = filled(sqlite_file)
    store.append(sitting_id, 0, RepSeen(1.0, "left"))
    reader = Store.open(f"sqlite:///file:{sqlite_file}?mode=ro&uri=true")
    assert reader.inputs(sitting_id) == [RepSeen(1.0, "left")]
    with pytest.raises(StoreError) as refused:
        reader.append(sitting_id, 1, RepSeen(2.0, "left"))
    assert refused.value.trouble == "read_only"
    told(refused.value)
    reader.close()
    assert store.inputs(sitting_id) == [RepSeen(1.0, "left")]
    store.close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("I am no folder")
    with pytest.raises(StoreError) as refused:
        Store.open(url_of(tmp_path / "file" / "tenfold.db"))
    assert refused.value.trouble == "unreachable"
    told(refused.value)


def test_a_record_whose_folder_vanished_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        Store.open(f"sqlite:///file:{tmp_path / 'gone' / 't.db'}?mode=rw&uri=true")
    assert refused.value.trouble == "unreachable"


def _fill(store: Store, sitting_id: str, at_most: int = 20_000) -> tuple[int, StoreError]:
    """Append until refused: how many were accepted, and the refusal."""
    for seq in range(at_most):
        try:
            store.append(sitting_id, seq, RepSeen(float(seq), "left"))
        except StoreError as error:
            return seq, error
    raise AssertionError("the disk never filled up")


def test_a_record_that_may_not_grow_refuses_and_keeps_what_it_took(sqlite_file: Path) -> None:
    store, sitting_id = filled(sqlite_file)

    @event.listens_for(store._reader, "begin")  # each connection has a limit of its own
    def _limit(connection: object) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {limit}")  # type: ignore[attr-defined]

    limit = 60
    accepted, error = _fill(store, sitting_id)
    assert error.trouble == "full" and "full" in told(error)
    assert [entry.at_s for entry in store.inputs(sitting_id)] == list(map(float, range(accepted)))
    limit = 1_000_000
    store.append(sitting_id, accepted, RepSeen(float(accepted), "left"))
    assert len(store.inputs(sitting_id)) == accepted + 1
    store.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("may not mount a small disk here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_on_a_really_full_disk_nothing_is_lost_and_room_lets_it_go_on(small_disk: Path) -> None:
    store, sitting_id = filled(small_disk / "tenfold.db")
    ballast = small_disk / "holiday.mov"
    ballast.write_bytes(b"\0" * 300_000)
    accepted, error = _fill(store, sitting_id)
    assert accepted > 0 and error.trouble == "full" and "full" in told(error)
    assert len(store.inputs(sitting_id)) == accepted
    store.close()
    ballast.unlink()
    store = Store.open(url_of(small_disk / "tenfold.db"))
    assert [entry.at_s for entry in store.inputs(sitting_id)] == list(map(float, range(accepted)))
    store.append(sitting_id, accepted, RepSeen(float(accepted), "left"))
    store.close()


def test_a_disk_that_is_full_from_the_start_is_said(small_disk: Path) -> None:
    with pytest.raises(OSError, match="space"):
        (small_disk / "holiday.mov").write_bytes(b"\0" * 2_000_000)
    with pytest.raises(StoreError) as refused:
        Store.open(url_of(small_disk / "tenfold.db"))
    assert refused.value.trouble == "full"
    told(refused.value)


def test_a_file_size_limit_refuses_and_keeps_what_it_took(sqlite_file: Path) -> None:
    """``ulimit -f``: the write itself fails, not the allocation."""
    program = textwrap.dedent(
        """
        import resource, sys
        from pathlib import Path
        from tests.store.test_trouble import filled, _fill
        store, sitting_id = filled(Path(sys.argv[1]))
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, most))
        accepted, error = _fill(store, sitting_id)
        assert len(store.inputs(sitting_id)) == accepted
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        store.append(sitting_id, accepted, _fill.__globals__["RepSeen"](0.0, "left"))
        assert len(store.inputs(sitting_id)) == accepted + 1
        print(accepted, error.trouble, error)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(sqlite_file)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    accepted, trouble, words = done.stdout.split(" ", 2)
    assert int(accepted) > 0 and trouble in ("full", "unreachable") and not KIND.search(words)
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
