"""Between the tables' rows and the records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from tenfold.session.codec import block_ended_from_dict, block_ended_to_dict, sitting_from_dict
from tenfold.session.commands import BlockEnded
from tenfold.store import tables
from tenfold.store.records import SittingRecord, SittingSummary

_COLUMNS = (
    "block_index",
    "exercise_id",
    "level",
    "outcome",
    "sets_done",
    "done_fraction",
    "pain_nrs",
)
Blocks = tuple[BlockEnded, ...]


def blocks_of(connection: Connection, sitting_ids: Sequence[str]) -> dict[str, Blocks]:
    """What was done in several sittings, in one query."""
    found: dict[str, Blocks] = dict.fromkeys(sitting_ids, ())
    table = tables.block_result
    for row in connection.execute(
        select(table).where(table.c.sitting_id.in_(sitting_ids)).order_by(table.c.block_index)
    ):
        found[row.sitting_id] += (_block(row),)
    return found


def summary(row: Row[Any], blocks: Blocks) -> SittingSummary:
    return SittingSummary(**_summary_fields(row, blocks))


def record(row: Row[Any], blocks: Blocks) -> SittingRecord:
    return SittingRecord(**_summary_fields(row, blocks), sitting=sitting_from_dict(row.plan))


def block_values(block: BlockEnded) -> dict[str, Any]:
    """A block's columns."""
    plain = block_ended_to_dict(block)
    return {
        **{name: plain[name] for name in _COLUMNS},
        "amounts": {name: value for name, value in plain.items() if name not in _COLUMNS},
    }


def _block(row: Row[Any]) -> BlockEnded:
    columns = {name: getattr(row, name) for name in _COLUMNS}
    return block_ended_from_dict({**columns, **row.amounts})


def _summary_fields(row: Row[Any], blocks: Blocks) -> dict[str, Any]:
    return {
        "id": row.id,
        "person_id": row.person_id,
        "began_at": row.began_at,
        "day": row.day,
        "utc_offset_min": row.utc_offset_min,
        "mode": row.mode,
        "status": row.status,
        "ended_at": row.ended_at,
        "pain_before": row.pain_before,
        "blocks": blocks,
    }
