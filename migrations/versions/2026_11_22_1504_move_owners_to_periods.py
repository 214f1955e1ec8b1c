"""The owner of a vendor becomes a period without dates, so that history can be told beside it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "move_owners_to_periods"
down_revision = "create_feeds"
branch_labels = None
depends_on = None

HALF = 50
FIELDS = ("parent_key", "ownership_kind")
VENDOR = sa.table(
    "vendor",
    sa.column("key", sa.String),
    sa.column("parent_key", sa.String),
    sa.column("parent_known", sa.Boolean),
    sa.column("ownership_kind", sa.String),
)
SOURCE = sa.table(
    "fact_source",
    sa.column("subject_kind", sa.String),
    sa.column("subject_key", sa.String),
    sa.column("field", sa.String),
    sa.column("source_url", sa.String),
    sa.column("checked_on", sa.Date),
    sa.column("trust", sa.String),
    sa.column("note", sa.String),
)
PERIOD = sa.table(
    "ownership_period",
    sa.column("id", sa.Uuid),
    sa.column("vendor_key", sa.String),
    sa.column("owner_key", sa.String),
    sa.column("relation", sa.String),
    sa.column("kind", sa.String),
    sa.column("share", sa.Numeric),
    sa.column("control", sa.Boolean),
    sa.column("from_date", sa.Date),
    sa.column("until", sa.Date),
    sa.column("source_url", sa.String),
    sa.column("checked_on", sa.Date),
    sa.column("trust", sa.String),
    sa.column("note", sa.String),
    sa.column("row_version", sa.Integer),
)
UNSOURCED = {"source_url": "", "checked_on": None, "trust": "unknown", "note": ""}


def upgrade() -> None:
    connection = op.get_bind()
    said = _sources(connection)
    periods = [one for row in connection.execute(sa.select(VENDOR)).mappings() if (one := _period(row, said))]
    if periods:
        connection.execute(sa.insert(PERIOD), periods)
    connection.execute(sa.delete(SOURCE).where(_of_owners()))
    op.drop_index("ix_vendor_parent_key", "vendor")
    with op.batch_alter_table("vendor") as table:
        table.drop_constraint(op.f("fk_vendor_parent_key_vendor"), type_="foreignkey")
        for name in ("parent_key", "parent_known", "ownership_kind"):
            table.drop_column(name)


def downgrade() -> None:
    with op.batch_alter_table("vendor") as table:
        table.add_column(sa.Column("ownership_kind", sa.String(length=40), nullable=True))
        table.add_column(sa.Column("parent_key", sa.String(length=120), nullable=True))
        table.add_column(sa.Column("parent_known", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.create_foreign_key("fk_vendor_parent_key_vendor", "vendor", ["parent_key"], ["key"])
    op.create_index("ix_vendor_parent_key", "vendor", ["parent_key"])
    connection = op.get_bind()
    for row in _open_periods(connection):
        _restore(connection, row)
    connection.execute(sa.delete(PERIOD))


def _of_owners() -> sa.ColumnElement[bool]:
    return sa.and_(SOURCE.c.subject_kind == "vendor", SOURCE.c.field.in_(FIELDS))


def _sources(connection: sa.Connection) -> dict[tuple[str, str], sa.RowMapping]:
    """Return the provenance of owner and kind of ownership, by vendor and field."""
    rows = connection.execute(sa.select(SOURCE).where(_of_owners())).mappings()
    return {(row["subject_key"], row["field"]): row for row in rows}


def _period(row: sa.RowMapping, said: dict[tuple[str, str], sa.RowMapping]) -> dict[str, Any] | None:
    """Return what is said of the owner of a vendor as a period without dates; nothing where nothing is said."""
    about, kind = (said.get((row["key"], field)) for field in FIELDS)
    source: Any = about or kind or UNSOURCED
    relation = "owned" if row["parent_key"] else "independent" if row["parent_known"] else "unknown"
    looked = source["source_url"] or source["checked_on"] or source["trust"] == "confirmed"
    if relation == "unknown" and row["ownership_kind"] is None and not looked:
        return None
    notes = [source["note"]]
    if kind is not None and kind["source_url"] not in {"", source["source_url"]}:
        notes.append(f"Soort eigendom volgens {kind['source_url']}.")
    return {
        "id": uuid4(),
        "vendor_key": row["key"],
        "owner_key": row["parent_key"],
        "relation": relation,
        "kind": row["ownership_kind"],
        "share": None,
        "control": None,
        "from_date": None,
        "until": None,
        "source_url": source["source_url"],
        "checked_on": source["checked_on"],
        "trust": source["trust"],
        "note": " ".join(one for one in notes if one),
        "row_version": 1,
    }


def _open_periods(connection: sa.Connection) -> list[sa.RowMapping]:
    """Return the one period of each vendor that has not ended, the one that decides last."""
    wanted = sa.select(PERIOD).where(
        sa.or_(PERIOD.c.until.is_(None), PERIOD.c.until > sa.func.current_date()),
        sa.or_(PERIOD.c.from_date.is_(None), PERIOD.c.from_date <= sa.func.current_date()),
    )
    rows = connection.execute(wanted.order_by(PERIOD.c.vendor_key, PERIOD.c.id)).mappings().all()
    return sorted(rows, key=lambda row: (row["vendor_key"], row["relation"] == "merged", _decides(row)))


def _decides(row: sa.RowMapping) -> int:
    """Return how much a period decides: control, a majority or the only owner before none; a minority decides least."""
    if row["relation"] != "owned":
        return 10 if row["relation"] == "independent" else 0
    if row["control"] is not None:
        return 1000 if row["control"] else -1
    share = 51 if row["share"] is None else row["share"]
    return int(share) if share > HALF else -1


def _restore(connection: sa.Connection, row: sa.RowMapping) -> None:
    """Write a period back as the owner of its vendor, with its source."""
    values = {
        "parent_key": row["owner_key"],
        "parent_known": row["relation"] != "unknown",
        "ownership_kind": row["kind"],
    }
    connection.execute(sa.update(VENDOR).where(VENDOR.c.key == row["vendor_key"]).values(values))
    for field in FIELDS if row["kind"] else FIELDS[:1]:
        mine = sa.and_(_of_owners(), SOURCE.c.subject_key == row["vendor_key"], SOURCE.c.field == field)
        connection.execute(sa.delete(SOURCE).where(mine))
        said = {name: row[name] for name in UNSOURCED}
        key = {"subject_kind": "vendor", "subject_key": row["vendor_key"], "field": field}
        connection.execute(sa.insert(SOURCE).values(**key, **said))
