"""Open a database by URL, make it safe to write to, and bring it to this version."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from tenfold.store.errors import StoreError, plain_errors
from tenfold.store.migrations import HEAD
from tenfold.words.line import N_

BUSY_S: Final = 3.0
"""How long to wait for another program's lock before saying so, seconds."""
_WRITES: Final = "tenfold_writes"
_FOLDER_MODE: Final = 0o700  # what hurts and when is nobody else's business


def connect(raw_url: str) -> Engine:
    """An engine on the database at ``raw_url``, made or migrated to this version."""
    try:
        url = make_url(raw_url)
        engine = _sqlite(url) if url.get_backend_name() == "sqlite" else create_engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        line = N_("The name of the database is not understood. Check TENFOLD_DATABASE_URL.")
        raise StoreError("unreachable", line) from error
    try:
        with plain_errors():
            migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that write.

    On SQLite these take the write lock at their start: a transaction that reads first
    and asks for the lock later is refused at once, without waiting, if another wrote
    in between.
    """
    return engine.execution_options(**{_WRITES: True})


def _sqlite(url: URL) -> Engine:
    if url.database and not url.database.startswith(("file:", ":memory:")):
        try:
            Path(url.database).parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        except PermissionError as error:
            raise StoreError("read_only") from error
        except OSError as error:
            raise StoreError("unreachable") from error
    engine = create_engine(url, connect_args={"timeout": BUSY_S})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        # BEGIN is ours to send (below): Python's own would leave table changes outside it.
        connection.isolation_level = None
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            # FULL: with NORMAL a power cut (a laptop's battery, on a mat) may take back the
            # last seconds of what was already counted on screen. It costs one sync an input.
            connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()  # nobody else knows of it yet
            raise

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def migrate(engine: Engine) -> None:
    """Bring the database to :data:`HEAD`. One from a newer Tenfold is refused untouched."""
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    # Alembic takes a third of a second to load, and is needed once a version.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "tenfold.store:migrations")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with writing(engine).begin() as connection:
        # Asked again under the lock: another process may just have done it.
        version = _version(connection)
        if version == HEAD:
            return
        if version is None and inspect(connection).get_table_names():
            line = N_("This database belongs to another program. Tenfold left it alone.")
            raise StoreError("damaged", line)
        if version is not None and version not in known:
            raise StoreError(
                "newer",
                N_(
                    "This record was written by a newer Tenfold (version {version} of the"
                    " record; this one knows {known}). Update Tenfold to open it.",
                    version=version,
                    known=HEAD,
                ),
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    """Which migration the database is at; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row[0]) if row else None
