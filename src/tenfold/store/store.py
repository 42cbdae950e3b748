"""The store: a dozen verbs in the domain's words."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from tenfold.plan.codec import LogItem, from_dict, to_dict
from tenfold.plan.days import plan_day
from tenfold.session.codec import input_from_dict, input_to_dict, sitting_to_dict
from tenfold.session.commands import BlockEnded
from tenfold.session.inputs import Input
from tenfold.session.sitting import Sitting
from tenfold.store import paths, rows, tables
from tenfold.store.database import connect, writing
from tenfold.store.errors import StoreError, plain_errors
from tenfold.store.records import Person, SittingRecord, SittingSummary


class Store:
    """A person's record. Make one with :meth:`open`; it may be used from several threads.

    Every verb that writes has committed when it returns, and has changed nothing when it
    raises :class:`~tenfold.store.errors.StoreError`. Times are given by the caller and
    must know their offset from UTC.
    """

    def __init__(self, engine: Engine) -> None:
        self._reader = engine
        self._writer = writing(engine)

    @classmethod
    def open(cls, url: str | None = None) -> Store:
        """Open the database at ``url`` (default: see ``paths.database_url``), making or
        upgrading it first. One from a newer Tenfold is refused."""
        return cls(connect(url or paths.database_url()))

    def close(self) -> None:
        """Let go of the database. The store is of no use afterwards."""
        self._reader.dispose()

    # ------------------------------------------------------------ person and settings
    def person(self) -> Person:
        """The one person whose machine this is; made at first need."""
        query = select(tables.person).order_by(tables.person.c.number).limit(1)
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            with self._writing() as connection:
                row = connection.execute(query).first()  # another process may have been first
                if row is None:
                    connection.execute(insert(tables.person).values(id=_new_id(), name=""))
                    row = connection.execute(query).one()
        return Person(row.id, row.name)

    def settings(self, person_id: str) -> dict[str, str]:
        """All settings the person has saved. What was never saved is not in it."""
        table = tables.setting
        with self._reading() as connection:
            found = connection.execute(
                select(table.c.key, table.c.value)
                .where(table.c.person_id == person_id)
                .order_by(table.c.key)
            )
            return {row.key: row.value for row in found}

    def save_setting(self, person_id: str, key: str, value: str) -> None:
        """Save one setting, replacing what it was."""
        table = tables.setting
        with self._writing() as connection:
            connection.execute(
                delete(table).where(table.c.person_id == person_id, table.c.key == key)
            )
            connection.execute(insert(table).values(person_id=person_id, key=key, value=value))

    # ------------------------------------------------------------ leading a sitting
    def begin_sitting(
        self, person_id: str, sitting: Sitting, at: datetime, pain_before: int | None = None
    ) -> str:
        """Record that a sitting begins; its id (32 hex digits). ``at`` in the person's own
        time zone, so that the day of practice is theirs."""
        offset = at.utcoffset()
        if offset is None:
            raise ValueError("a time must know its offset from UTC")
        offset_min = round(offset.total_seconds() / 60)
        sitting_id = _new_id()
        with self._writing() as connection:
            connection.execute(
                insert(tables.sitting).values(
                    id=sitting_id,
                    person_id=person_id,
                    began_at=at,
                    utc_offset_min=offset_min,
                    day=plan_day(at, offset_min),
                    mode=sitting.mode,
                    plan=sitting_to_dict(sitting),
                    status="open",
                    pain_before=_nrs(pain_before),
                )
            )
        return sitting_id

    def append(self, sitting_id: str, seq: int, given: Input) -> None:
        """Add the ``seq``-th input (from 0) to an open sitting's log. Committed on return.

        Raises
        ------
        StoreError
            ``conflict`` when ``seq`` is taken (another server leads this sitting),
            ``missing`` when there is no such sitting or it has ended.
        """
        body = input_to_dict(given)
        kind, at_s = body.pop("kind"), body.pop("at_s")
        with self._writing() as connection:
            if _sitting_row(connection, sitting_id).status != "open":
                raise StoreError("missing")
            connection.execute(
                insert(tables.sitting_input).values(
                    sitting_id=sitting_id, seq=seq, at_s=at_s, kind=kind, body=body
                )
            )

    def inputs(self, sitting_id: str) -> list[Input]:
        """The sitting's log, in order."""
        table = tables.sitting_input
        with self._reading() as connection, _readable():
            found = connection.execute(
                select(table).where(table.c.sitting_id == sitting_id).order_by(table.c.seq)
            )
            return [
                input_from_dict({"kind": row.kind, "at_s": row.at_s, **row.body}) for row in found
            ]

    def record_block(self, sitting_id: str, block: BlockEnded) -> None:
        """Record what was done of one block, replacing what was recorded of it before."""
        with self._writing() as connection:
            _record_block(connection, _sitting_row(connection, sitting_id), block)

    def record_pain(self, sitting_id: str, block_index: int, nrs: int) -> None:
        """The pain number (0-10) of one block that has ended, said afterwards."""
        table = tables.block_result
        with self._writing() as connection:
            said = connection.execute(
                update(table)
                .where(table.c.sitting_id == sitting_id, table.c.block_index == block_index)
                .values(pain_nrs=_nrs(nrs))
            )
            if not said.rowcount:
                raise StoreError("missing")

    def finish_sitting(self, sitting_id: str, at: datetime, blocks: Sequence[BlockEnded]) -> None:
        """The sitting is over: record its blocks and drop the log's ticks, which replay does
        not need. Finishing again changes nothing."""
        table = tables.sitting_input
        with self._writing() as connection:
            sitting = _sitting_row(connection, sitting_id)
            if sitting.status != "open":
                return
            for block in blocks:
                _record_block(connection, sitting, block)
            last = connection.scalar(
                select(func.max(table.c.seq)).where(table.c.sitting_id == sitting_id)
            )
            # The last input stays whatever it is: replay must reach the end.
            connection.execute(
                delete(table).where(
                    table.c.sitting_id == sitting_id, table.c.kind == "tick", table.c.seq != last
                )
            )
            _end(connection, sitting_id, "finished", at)

    def abandon_sitting(self, sitting_id: str, at: datetime) -> None:
        """The person will not go on with it. Blocks that ended stay recorded."""
        with self._writing() as connection:
            if _sitting_row(connection, sitting_id).status == "open":
                _end(connection, sitting_id, "abandoned", at)

    # ------------------------------------------------------------ looking back
    def sitting(self, sitting_id: str) -> SittingRecord:
        """One sitting. StoreError ``missing`` if there is none."""
        with self._reading() as connection, _readable():
            row = _sitting_row(connection, sitting_id)
            return rows.record(row, rows.blocks_of(connection, [sitting_id])[sitting_id])

    def sittings(self, person_id: str, limit: int = 50, offset: int = 0) -> list[SittingSummary]:
        """The person's sittings, newest first."""
        table = tables.sitting
        with self._reading() as connection, _readable():
            found = connection.execute(
                select(table)
                .where(table.c.person_id == person_id)
                .order_by(table.c.began_at.desc(), table.c.number.desc())
                .limit(limit)
                .offset(offset)
            ).all()
            blocks = rows.blocks_of(connection, [row.id for row in found])
            return [rows.summary(row, blocks[row.id]) for row in found]

    def sittings_of_days(self, person_id: str, first: date, last: date) -> list[SittingSummary]:
        """The person's sittings from the day ``first`` to ``last``, newest first."""
        table = tables.sitting
        with self._reading() as connection, _readable():
            found = connection.execute(
                select(table)
                .where(table.c.person_id == person_id, table.c.day.between(first, last))
                .order_by(table.c.began_at.desc(), table.c.number.desc())
            ).all()
            blocks = rows.blocks_of(connection, [row.id for row in found])
            return [rows.summary(row, blocks[row.id]) for row in found]

    def open_sitting(self, person_id: str) -> SittingRecord | None:
        """The newest sitting that is neither finished nor abandoned."""
        table = tables.sitting
        with self._reading() as connection, _readable():
            row = connection.execute(
                select(table)
                .where(table.c.person_id == person_id, table.c.status == "open")
                .order_by(table.c.began_at.desc(), table.c.number.desc())
                .limit(1)
            ).first()
            if row is None:
                return None
            return rows.record(row, rows.blocks_of(connection, [row.id])[row.id])

    def rounds_done(self, person_id: str, day: date) -> dict[str, int]:
        """How many rounds of each exercise were done on the person's ``day``, by exercise id.

        A round counts when its block was done, whether or not the sitting was finished.
        """
        block, sitting = tables.block_result, tables.sitting
        with self._reading() as connection:
            found = connection.execute(
                select(block.c.exercise_id, func.count())
                .join(sitting, sitting.c.id == block.c.sitting_id)
                .where(
                    sitting.c.person_id == person_id,
                    sitting.c.day == day,
                    block.c.outcome == "done",
                )
                .group_by(block.c.exercise_id)
                .order_by(block.c.exercise_id)
            )
            return {row[0]: row[1] for row in found}

    # ------------------------------------------------------------ the plan and the diary
    def plan_log(self, person_id: str, after: int = 0) -> list[LogItem]:
        """What the person's log holds after its ``after``-th item, in order."""
        table = tables.plan_log
        with self._reading() as connection, _readable():
            found = connection.execute(
                select(table)
                .where(table.c.person_id == person_id, table.c.seq > after)
                .order_by(table.c.seq)
            )
            return [from_dict({"kind": row.kind, "seq": row.seq, **row.body}) for row in found]

    def keep(self, person_id: str, after: int, items: Sequence[LogItem], at: datetime) -> None:
        """Add ``items`` to the person's log, all or none.

        Parameters
        ----------
        after
            Where the log ended when ``items`` were made; they are numbered from there on.
        at
            When they were told.

        Raises
        ------
        StoreError
            ``conflict`` when somebody else has told something since.
        """
        table = tables.plan_log
        rows_to_add = []
        for seq, item in enumerate(items, after + 1):
            if item.seq != seq:
                raise ValueError(f"item {item.seq} of a log cannot stand at {seq}")
            body = to_dict(item)
            del body["seq"]
            kind, day = body.pop("kind"), getattr(item, "day", None)
            rows_to_add.append(
                {
                    "person_id": person_id,
                    "seq": seq,
                    "told_at": at,
                    "kind": kind,
                    "day": day,
                    "body": body,
                }
            )
        with self._writing() as connection:
            last = connection.scalar(
                select(func.max(table.c.seq)).where(table.c.person_id == person_id)
            )
            if (last or 0) != after:
                raise StoreError("conflict")
            connection.execute(insert(table), rows_to_add)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plain_errors(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with plain_errors():
            try:
                with self._writer.begin() as connection:
                    yield connection
            except IntegrityError as error:
                raise StoreError("conflict") from error


@contextmanager
def _readable() -> Iterator[None]:
    """What is in the database but makes no sense is damage."""
    try:
        yield
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError("damaged") from error


def _new_id() -> str:
    return uuid.uuid4().hex


def _sitting_row(connection: Connection, sitting_id: str) -> Row[tuple[object, ...]]:
    row = connection.execute(
        select(tables.sitting).where(tables.sitting.c.id == sitting_id)
    ).first()
    if row is None:
        raise StoreError("missing")
    return row


def _end(connection: Connection, sitting_id: str, status: str, at: datetime) -> None:
    connection.execute(
        update(tables.sitting)
        .where(tables.sitting.c.id == sitting_id)
        .values(status=status, ended_at=at)
    )


def _record_block(
    connection: Connection, sitting: Row[tuple[object, ...]], block: BlockEnded
) -> None:
    table = tables.block_result
    here = (table.c.sitting_id == sitting.id, table.c.block_index == block.block_index)
    values = rows.block_values(block)
    if block.pain_nrs is None:
        # What was said of it stays, though the player was not asked again.
        values["pain_nrs"] = connection.scalar(select(table.c.pain_nrs).where(*here))
    connection.execute(delete(table).where(*here))
    connection.execute(insert(table).values(sitting_id=sitting.id, **values))


def _nrs(value: int | None) -> int | None:
    if value is not None and not 0 <= value <= 10:
        raise ValueError(f"a pain number is from 0 to 10, not {value}")
    return value
