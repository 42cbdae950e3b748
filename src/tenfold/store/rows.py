"""Between the tables' rows and the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select

from tenfold.session.codec import block_ended_from_dict, block_ended_to_dict, sitting_from_dict
from tenfold.session.commands import BlockEnded
from tenfold.store import tables
from tenfold.store.records import BlockRecord, Effort, SittingRecord, SittingSummary

_COLUMNS = ("block_index", "exercise_id", "level", "outcome", "sets_done", "done_fraction")


@dataclass(slots=True)
class Details:
    """What the other tables hold about one sitting."""

    results: list[Row[Any]] = field(default_factory=list)
    efforts: dict[int, Effort] = field(default_factory=dict)
    pains: dict[tuple[str, int | None], int] = field(default_factory=dict)

    def blocks(self) -> tuple[BlockRecord, ...]:
        return tuple(
            BlockRecord(
                _block(row, self.pains.get(("during", row.block_index))),
                self.efforts.get(row.block_index),
            )
            for row in self.results
        )


def details(connection: Connection, sitting_ids: Sequence[str]) -> dict[str, Details]:
    """Results, efforts and pains of several sittings, in one query a table."""
    found = {sitting_id: Details() for sitting_id in sitting_ids}
    block, effort, pain = tables.block_result, tables.effort, tables.pain
    for row in connection.execute(
        select(block).where(block.c.sitting_id.in_(sitting_ids)).order_by(block.c.block_index)
    ):
        found[row.sitting_id].results.append(row)
    for row in connection.execute(select(effort).where(effort.c.sitting_id.in_(sitting_ids))):
        found[row.sitting_id].efforts[row.block_index] = row.effort
    for row in connection.execute(select(pain).where(pain.c.sitting_id.in_(sitting_ids))):
        found[row.sitting_id].pains[row.moment, row.block_index] = row.nrs
    return found


def summary(row: Row[Any], detail: Details) -> SittingSummary:
    return SittingSummary(**_summary_fields(row, detail))


def record(row: Row[Any], detail: Details) -> SittingRecord:
    return SittingRecord(
        **_summary_fields(row, detail),
        sitting=sitting_from_dict(row.plan),
        efforts=dict(sorted(detail.efforts.items())),
    )


def block_values(block: BlockEnded) -> dict[str, Any]:
    """A block's columns. Its pain number is not among them: pains have their own table."""
    plain = block_ended_to_dict(block)
    return {
        **{name: plain[name] for name in _COLUMNS},
        "amounts": {
            name: value
            for name, value in plain.items()
            if name not in _COLUMNS and name != "pain_nrs"
        },
    }


def _block(row: Row[Any], pain_nrs: int | None) -> BlockEnded:
    columns = {name: getattr(row, name) for name in _COLUMNS}
    return block_ended_from_dict({**columns, **row.amounts, "pain_nrs": pain_nrs})


def _summary_fields(row: Row[Any], detail: Details) -> dict[str, Any]:
    return {
        "id": row.id,
        "person_id": row.person_id,
        "began_at": row.began_at,
        "day": row.day,
        "utc_offset_min": row.utc_offset_min,
        "mode": row.mode,
        "status": row.status,
        "ended_at": row.ended_at,
        "pain_before": detail.pains.get(("before", None)),
        "pain_after": detail.pains.get(("after", None)),
        "blocks": detail.blocks(),
    }
