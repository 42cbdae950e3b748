"""The tables. Every change here goes with a numbered migration."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

ID_LENGTH = 32
WORD_LENGTH = 60


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: takes any that knows its offset, keeps and gives back UTC.

    SQLite keeps no offset, so it is put back on the way out.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a time must know its offset from UTC")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


# Names for what a later migration may have to find again.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

person = Table(
    "person",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(ID_LENGTH), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String(WORD_LENGTH), primary_key=True),
    Column("value", Text, nullable=False),
)

sitting = Table(
    "sitting",
    metadata,
    # Ids are random; the number keeps two sittings of one second in order.
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(ID_LENGTH), nullable=False, unique=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("began_at", UtcDateTime, nullable=False),
    Column("utc_offset_min", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("mode", String(WORD_LENGTH), nullable=False),
    Column("plan", JSON, nullable=False),
    Column("status", String(WORD_LENGTH), nullable=False),
    Column("ended_at", UtcDateTime),
    Column("pain_before", Integer),
    CheckConstraint("status IN ('open', 'finished', 'abandoned')", name="status"),
    Index(None, "person_id", "day"),
    Index(None, "person_id", "began_at"),
)

sitting_input = Table(
    "sitting_input",
    metadata,
    Column("sitting_id", ForeignKey("sitting.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at_s", Float, nullable=False),
    Column("kind", String(WORD_LENGTH), nullable=False),
    Column("body", JSON, nullable=False),
)

block_result = Table(
    "block_result",
    metadata,
    Column("sitting_id", ForeignKey("sitting.id", ondelete="CASCADE"), primary_key=True),
    Column("block_index", Integer, primary_key=True, autoincrement=False),
    Column("exercise_id", String(WORD_LENGTH), nullable=False),
    Column("level", Integer, nullable=False),
    Column("outcome", String(WORD_LENGTH), nullable=False),
    Column("sets_done", Integer, nullable=False),
    Column("done_fraction", Float, nullable=False),
    Column("amounts", JSON, nullable=False),
    # Said when it was stopped, or later.
    Column("pain_nrs", Integer),
    Index(None, "exercise_id"),
)

plan_log = Table(
    "plan_log",
    metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    # When it was told; the body has the day that it is about.
    Column("told_at", UtcDateTime, nullable=False),
    Column("kind", String(WORD_LENGTH), nullable=False),
    Column("day", Date),
    Column("body", JSON, nullable=False),
)
