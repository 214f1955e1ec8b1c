"""Removing a use that should not have been there; its event keeps every row that goes with it.

A use that ends is set to phased out instead: its history and its assessments then stay readable.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Table, and_, delete, or_, select
from sqlmodel import Session, SQLModel, col

from swc.access.kinds import Act
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.errors import InvalidInputError, Problem
from swc.landscape.models import Use
from swc.landscape.service.opening import Json, own_use, plain

Rows = list[Json]


def remove_use(
    session: Session, board_number: str, use_id: UUID, *, by: Act, expected_version: int | None = None
) -> None:
    """Remove a use with all that belongs to it; the event holds every removed row, table by table.

    Raises `InvalidInputError` without a reason in `by.reason`.
    """
    use = own_use(session, board_number, use_id, by=by, expected_version=expected_version)
    if not by.reason.strip():
        problem = Problem(
            "reason",
            "Er is geen reden ingevuld.",
            "Schrijf waarom de applicatie weg moet, of zet haar op uitgefaseerd.",
        )
        raise InvalidInputError("Verwijderen vraagt een reden.", problems=(problem,))
    before: Json = dict(_with_dependents(session, use))
    session.execute(delete(Use).where(col(Use.id) == use_id))
    session.expire_all()
    audit.record(
        session,
        by=by,
        kind="use.removed",
        subject=SubjectKind.USE,
        key=str(use_id),
        board_number=board_number,
        before=before,
        after=None,
    )


def dependents(session: Session, use: Use) -> dict[str, Rows]:
    """Return the rows that would go along with a use, by the name of their table."""
    return {name: rows for name, rows in _with_dependents(session, use) if rows}


def _with_dependents(session: Session, use: Use) -> Iterator[tuple[str, Rows]]:
    """Yield, by name of its table, the rows that the database removes along with a use: rooms above add theirs."""
    table: Table = SQLModel.metadata.tables[str(Use.__tablename__)]
    frontier: list[tuple[Table, Rows]] = [(table, _rows(session, table, table.c.id == use.id))]
    seen = {table.name}
    while frontier:
        parent, rows = frontier.pop(0)
        yield parent.name, [{name: plain(value) for name, value in row.items()} for row in rows]
        for child, keys in _children(parent):
            if child.name not in seen:
                seen.add(child.name)
                found = _rows(session, child, or_(*(_points_at(key, rows) for key in keys)))
                if found:
                    frontier.append((child, found))


def _children(parent: Table) -> Iterator[tuple[Table, list[ForeignKeyConstraint]]]:
    """Yield the tables whose rows go when a row of the parent goes."""
    for table in SQLModel.metadata.sorted_tables:
        keys = [
            key for key in table.foreign_key_constraints if key.referred_table is parent and key.ondelete == "CASCADE"
        ]
        if keys:
            yield table, keys


def _points_at(key: ForeignKeyConstraint, rows: Rows) -> ColumnElement[bool]:
    pairs = [(element.parent, element.column.name) for element in key.elements]
    return or_(*(and_(*(column == row[name] for column, name in pairs)) for row in rows))


def _rows(session: Session, table: Table, where: ColumnElement[bool]) -> Rows:
    return [dict(row) for row in session.execute(select(table).where(where)).mappings()]
