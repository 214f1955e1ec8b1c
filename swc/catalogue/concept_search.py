"""Search over the concepts in SQL: names and texts are folded when they are loaded, a question the same way.

Folded names stand in one column, each between line ends, the Dutch label first; so a label that is the question, one
that begins so and one with a word that does can be told apart by one scan over a few thousand rows on any database.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, case, collate, func, literal
from sqlmodel import Session, col, select

from swc.catalogue.models import Concept
from swc.catalogue.rules import fold

_END = "\n"


def folded_names(names: Iterable[str]) -> str:
    """Return names as search compares them, each once and in order, between line ends."""
    found = dict.fromkeys(folded for name in names if (folded := fold(name)))
    return _END + _END.join(found) + _END if found else ""


def folded_text(texts: Iterable[str]) -> str:
    """Return texts as search compares them, each on a line of its own."""
    return _END.join(folded for text in texts if (folded := fold(text)))


def found_concepts(
    session: Session, text: str, *, scheme: str, deprecated: bool, offset: int, limit: int
) -> tuple[tuple[Concept, ...], int]:
    """Return one page of the concepts that fit a text, best first, and how many there are (one or two statements).

    Best is a name that is the text, then one that begins so, then one with a word that does, then one that holds it,
    then a definition that does; what fits as well comes by Dutch label. A text without letters or digits fits nothing.
    """
    asked = fold(text)
    if not asked:
        return (), 0
    rank, where = _rank(asked), [_fits(asked)]
    if scheme:
        where.append(col(Concept.scheme) == scheme)
    if not deprecated:
        where.append(col(Concept.deprecated).is_(False))
    by_name = (_by_sign(session, one) for one in (Concept.names_folded, Concept.scheme, Concept.code))
    query = select(Concept, func.count().over()).where(*where).order_by(rank, *by_name).offset(offset).limit(limit)
    rows = session.exec(query).all()
    if rows or not offset:
        return tuple(row for row, _ in rows), rows[0][1] if rows else 0
    return (), session.exec(select(func.count()).select_from(Concept).where(*where)).one()


def _fits(asked: str) -> ColumnElement[bool]:
    return col(Concept.names_folded).contains(asked) | col(Concept.text_folded).contains(asked)


def _rank(asked: str) -> ColumnElement[int]:
    """Return 0 for the name itself, 1 for a beginning, 2 for a word that begins so, 3 within a name, 4 elsewhere."""
    names = col(Concept.names_folded)
    return case(
        (names.contains(f"{_END}{asked}{_END}"), 0),
        (names.contains(f"{_END}{asked}"), 1),
        (names.contains(f" {asked}"), 2),
        (names.contains(asked), 3),
        else_=literal(4),
    )


def _by_sign(session: Session, column: str) -> ColumnElement[str]:
    """Return a column to order by sign for sign, which SQLite does by itself and PostgreSQL by the collation `C`."""
    return col(column) if session.get_bind().dialect.name == "sqlite" else collate(col(column), "C")  # type: ignore[return-value]
