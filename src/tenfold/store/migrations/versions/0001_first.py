"""The first tables: person, settings, sittings and what was done in them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("number", sa.Integer, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_person"),
        sa.UniqueConstraint("id", name="uq_person_id"),
    )
    op.create_table(
        "setting",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(60), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "key", name="pk_setting"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_setting_person_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "sitting",
        sa.Column("number", sa.Integer, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("utc_offset_min", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("mode", sa.String(60), nullable=False),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.Column("status", sa.String(60), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("number", name="pk_sitting"),
        sa.UniqueConstraint("id", name="uq_sitting_id"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_sitting_person_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "status IN ('open', 'finished', 'abandoned')", name=op.f("ck_sitting_status")
        ),
    )
    op.create_index("ix_sitting_person_id_day", "sitting", ["person_id", "day"])
    op.create_index("ix_sitting_person_id_began_at", "sitting", ["person_id", "began_at"])
    op.create_table(
        "sitting_input",
        sa.Column("sitting_id", sa.String(32), nullable=False),
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at_s", sa.Float, nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("sitting_id", "seq", name="pk_sitting_input"),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name="fk_sitting_input_sitting_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "block_result",
        sa.Column("sitting_id", sa.String(32), nullable=False),
        sa.Column("block_index", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("exercise_id", sa.String(60), nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("outcome", sa.String(60), nullable=False),
        sa.Column("sets_done", sa.Integer, nullable=False),
        sa.Column("done_fraction", sa.Float, nullable=False),
        sa.Column("amounts", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("sitting_id", "block_index", name="pk_block_result"),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name="fk_block_result_sitting_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_block_result_exercise_id", "block_result", ["exercise_id"])
    op.create_table(
        "effort",
        sa.Column("sitting_id", sa.String(32), nullable=False),
        sa.Column("block_index", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("effort", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("sitting_id", "block_index", name="pk_effort"),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name="fk_effort_sitting_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("effort IN ('easy', 'right', 'hard')", name=op.f("ck_effort_effort")),
    )
    op.create_table(
        "pain",
        sa.Column("number", sa.Integer, autoincrement=True),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("sitting_id", sa.String(32)),
        sa.Column("block_index", sa.Integer),
        sa.Column("moment", sa.String(60), nullable=False),
        sa.Column("nrs", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_pain"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_pain_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name="fk_pain_sitting_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("nrs BETWEEN 0 AND 10", name=op.f("ck_pain_nrs")),
        sa.UniqueConstraint(
            "sitting_id", "moment", "block_index", name="uq_pain_sitting_id_moment_block_index"
        ),
    )
    op.create_index("ix_pain_person_id", "pain", ["person_id"])
