"""The log that a plan and a diary are made of."""

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
