"""Search as you type over the names and aliases of products and vendors.

Names are folded (case, diacritics and punctuation away) when they are written; a query is folded the same way.
Every word must occur somewhere in a name. Exact names come first, then names that begin with the query, then
names with a word that does, then the rest; shorter names before longer ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process
from sqlalchemy import case, delete, func, literal, literal_column
from sqlalchemy import text as sql
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from swc.catalogue.models import SearchName
from swc.catalogue.rules import fold
from swc.catalogue.schemas import Hit

PRODUCT = "product"
VENDOR = "vendor"
KINDS = (PRODUCT, VENDOR)
_TRIGRAM = 3
_ALIASES = 8
"""How many rows per wanted hit are read, so that things with several fitting names do not crowd out others."""
_MISSPELT = 80
"""The lowest similarity (0–100) at which a misspelt name is still offered."""


def find(session: Session, text: str, limit: int = 10, *, kinds: Sequence[str] = KINDS) -> tuple[Hit, ...]:
    """Return what a text finds, best first, each thing once; a text without letters or digits finds nothing.

    When nothing holds the text as it is, names that are nearly so are offered, so that a slip of the finger helps.
    """
    asked = fold(text)
    if not asked or limit < 1:
        return ()
    rows = session.exec(
        select(SearchName)
        .where(col(SearchName.kind).in_(kinds), *_holds(session, asked))
        .order_by(_rank(asked), func.length(SearchName.folded), SearchName.title, SearchName.kind)
        .limit(limit * _ALIASES)
    ).all()
    return _each_once(rows or _nearly(session, asked, kinds), limit)


def all_names(session: Session) -> tuple[tuple[str, str], ...]:
    """Return every name and alias of every product with its key, for matching a list of names against."""
    rows = session.exec(
        select(SearchName.key, SearchName.name).where(SearchName.kind == PRODUCT).order_by(col(SearchName.id))
    ).all()
    return tuple((key, name) for key, name in rows)


def index(session: Session, kind: str, key: str, *, title: str, names: Iterable[str] = ()) -> None:
    """Write under which names a thing is found: its title and other names; what was written before is replaced."""
    session.execute(delete(SearchName).where(col(SearchName.kind) == kind, col(SearchName.key) == key))
    index_new(session, kind, key, title=title, names=names)
    session.flush()


def forget(session: Session, kind: str, key: str) -> None:
    """Let a thing be found no longer: its names now belong to another."""
    session.execute(delete(SearchName).where(col(SearchName.kind) == kind, col(SearchName.key) == key))
    session.flush()


def index_new(session: Session, kind: str, key: str, *, title: str, names: Iterable[str] = ()) -> None:
    """Write the names of a thing that had none; written with the next flush, so that many cost one round trip."""
    folded: set[str] = set()
    for name in (title, *names):
        plain = fold(name)
        if plain and plain not in folded:
            folded.add(plain)
            session.add(SearchName(kind=kind, key=key, title=title, name=name, folded=plain))


def _rank(asked: str) -> ColumnElement[int]:
    """Return 0 for the name itself, 1 for a name that begins so, 2 for a word that does, 3 for the rest."""
    name = col(SearchName.folded)
    return case(
        (name == asked, 0),
        (name.startswith(asked), 1),
        ((literal(" ") + name).contains(f" {asked}"), 2),
        else_=3,
    )


def _holds(session: Session, asked: str) -> list[ColumnElement[bool]]:
    """Return the condition that every word occurs in a name, by the index of the database where it has one."""
    words = asked.split()
    if session.get_bind().dialect.name != "sqlite":
        return [col(SearchName.folded).contains(word) for word in words]
    found = [col(SearchName.folded).contains(word) for word in words if len(word) < _TRIGRAM]
    long = [f'"{word}"' for word in words if len(word) >= _TRIGRAM]
    if long:
        matching = sql("SELECT rowid FROM search_name_fts WHERE search_name_fts MATCH :match").bindparams(
            match=" AND ".join(long)
        )
        found.append(col(SearchName.id).in_(matching.columns(literal_column("rowid"))))
    return found


def _nearly(session: Session, asked: str, kinds: Sequence[str]) -> list[SearchName]:
    """Return the names most like a text that no name holds."""
    rows = session.exec(select(SearchName).where(col(SearchName.kind).in_(kinds))).all()
    like = process.extract(asked, [row.folded for row in rows], scorer=fuzz.WRatio, score_cutoff=_MISSPELT, limit=40)
    return [rows[position] for _name, _score, position in like]


def _each_once(rows: Iterable[SearchName], limit: int) -> tuple[Hit, ...]:
    found: dict[tuple[str, str], Hit] = {}
    for row in rows:
        found.setdefault((row.kind, row.key), Hit(kind=row.kind, key=row.key, name=row.title, matched=row.name))
    return tuple(found.values())[:limit]
