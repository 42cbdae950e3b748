"""The log that a plan and a diary are made of. What was told after sittings moves into it."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "plan_log",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("day", sa.Date),
        sa.Column("body", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "seq", name="pk_plan_log"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_plan_log_person_id", ondelete="CASCADE"
        ),
    )
    op.add_column("sitting", sa.Column("pain_before", sa.Integer))
    op.add_column("block_result", sa.Column("pain_nrs", sa.Integer))
    connection = op.get_bind()
    connection.execute(
        sa.text(
            "UPDATE sitting SET pain_before = (SELECT nrs FROM pain"
            " WHERE pain.sitting_id = sitting.id AND pain.moment = 'before')"
        )
    )
    connection.execute(
        sa.text(
            "UPDATE block_result SET pain_nrs = (SELECT nrs FROM pain"
            " WHERE pain.sitting_id = block_result.sitting_id AND pain.moment = 'during'"
            " AND pain.block_index = block_result.block_index)"
        )
    )
    _tell(connection)
    op.drop_table("effort")
    op.drop_table("pain")


def _tell(connection: sa.Connection) -> None:
    """Sittings that ended, and how they were, as the log's first entries."""
    seqs: dict[str, int] = {}
    for sitting in connection.execute(
        sa.text(
            "SELECT id, person_id, day, ended_at, pain_before FROM sitting"
            " WHERE status <> 'open' ORDER BY number"
        )
    ).all():
        of = {"sitting": sitting.id}
        blocks = connection.execute(
            sa.text(
                "SELECT block_index, exercise_id, level, done_fraction, pain_nrs, outcome"
                " FROM block_result WHERE sitting_id = :sitting ORDER BY block_index"
            ),
            of,
        ).all()
        efforts = {
            row.block_index: row.effort
            for row in connection.execute(
                sa.text("SELECT block_index, effort FROM effort WHERE sitting_id = :sitting"), of
            )
        }
        done = {
            row.exercise_id: {
                "exercise_id": row.exercise_id,
                "level": row.level,
                "sides": []
                if row.pain_nrs is None
                else [{"side": "both", "pain_worst": row.pain_nrs, "flags": []}],
                "done_fraction": row.done_fraction,
                "effort": efforts.get(row.block_index),
            }
            for row in blocks
            if row.outcome != "skipped" or row.done_fraction or row.pain_nrs is not None
        }
        after = connection.scalar(
            sa.text("SELECT nrs FROM pain WHERE sitting_id = :sitting AND moment = 'after'"), of
        )
        day = str(sitting.day)[:10]
        about = {"id": sitting.id, "day": day, "sitting_id": sitting.id}
        told = []
        if done:
            body = {**about, "exercises": list(done.values()), "pain_before": sitting.pain_before}
            told.append(("sitting", body))
        if after is not None:
            told.append(("after", {**about, "id": sitting.id[::-1], "pain": after}))
        for kind, body in told:
            seq = seqs[sitting.person_id] = seqs.get(sitting.person_id, 0) + 1
            connection.execute(
                sa.text(
                    "INSERT INTO plan_log (person_id, seq, told_at, kind, day, body)"
                    " VALUES (:person, :seq, :told_at, :kind, :day, :body)"
                ),
                {
                    "person": sitting.person_id,
                    "seq": seq,
                    "told_at": sitting.ended_at,
                    "kind": kind,
                    "day": sitting.day,
                    "body": json.dumps(body),
                },
            )
