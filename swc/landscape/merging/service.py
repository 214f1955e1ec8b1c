"""Merging products, undoing that, and saying that two entries are not the same.

A merge changes no fact: uses, agreements, contracts and what is known of the product point to the entry that stays,
and the one that went up in it keeps its row, its own fields and whatever the other had already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import Happening, record, record_all, touched
from swc.catalogue import search
from swc.catalogue.duplicates.models import ProductDistinct, ProductMerge
from swc.catalogue.duplicates.schemas import DistinctInput, MergeInput
from swc.catalogue.kinds import ProductStatus
from swc.catalogue.models import Product, ProductAlias, ProductVersion
from swc.errors import InvalidInputError, NotFoundError, Problem, RuleRefusedError
from swc.landscape.merging.moving import move, move_back, pointers, public_names
from swc.landscape.models import Use

PRODUCT = "product"
_USES = "use.product_key"


def merge_products(session: Session, key: str, data: MergeInput, *, by: Act) -> UUID:
    """Let one entry go up in another and return the number of the merge; everything that pointed to it moves along.

    Refuses a product that goes up in itself and one that was merged already; raises `NotFoundError` for an entry that
    does not exist.
    """
    by.demand(Right.EDIT_CATALOGUE)
    gone, kept = _both(session, key, data.into)
    if gone.key == kept.key:
        problem = Problem("into", "Dit is hetzelfde product.", "Kies de vermelding die blijft bestaan.")
        raise InvalidInputError("Een product gaat niet in zichzelf op.", problems=(problem,))
    _demand_standing(gone)
    _demand_standing(kept)
    session.flush()
    versions = _same_versions(session, gone.key, kept.key)
    public = public_names()
    moves = {one.name: move(session, one, gone.key, kept.key) for one in pointers()}
    named = _add_alias(session, kept.key, gone.name)
    session.expire_all()
    row = ProductMerge(
        from_key=gone.key,
        into_key=kept.key,
        reason=data.reason,
        moved={
            "rows": {name: one.keys for name, one in moves.items() if one.keys},
            "counted": {name: len(one.keys) for name, one in moves.items() if one.keys and name in public},
            "stayed": {name: one.stayed for name, one in moves.items() if one.stayed and name in public},
            "versions": versions,
            "status": gone.status.value,
            "alias_added": named,
        },
        merged_at=by.now,
        merged_by=by.actor.key,
    )
    gone.status, gone.merged_into = ProductStatus.MERGED, kept.key
    _settle(session, gone, kept)
    session.add(row)
    session.flush()
    _tell(session, row, gone, kept, uses=moves[_USES].keys if _USES in moves else (), by=by)
    return row.id


def unmerge_products(session: Session, merge_id: UUID, *, by: Act) -> None:
    """Take the two entries of a merge apart again: what moved and still is there goes back.

    What was added to the entry that stayed remains with it. Refuses a merge that was undone already, and one of an
    entry that itself went up in another since: that one is to be undone first.
    """
    by.demand(Right.EDIT_CATALOGUE)
    row = session.get(ProductMerge, merge_id, with_for_update=session.get_bind().dialect.name == "postgresql")
    if row is None:
        raise NotFoundError("Deze samenvoeging is niet gevonden.")
    if row.undone_at is not None:
        raise RuleRefusedError("Deze samenvoeging is al ongedaan gemaakt.")
    gone, kept = _both(session, row.from_key, row.into_key)
    _demand_standing(kept)
    session.flush()
    kinds = {one.name: one for one in pointers()}
    back = {
        name: move_back(session, kinds[name], gone.key, kept.key, keys)
        for name, keys in row.moved["rows"].items()
        if name in kinds
    }
    _versions_back(session, row.moved["versions"])
    if row.moved["alias_added"] and (alias := session.get(ProductAlias, (kept.key, gone.name))):
        session.delete(alias)
        session.flush()
    session.expire_all()
    gone.status, gone.merged_into = ProductStatus(row.moved["status"]), None
    row.undone_at, row.undone_by = by.now, by.actor.key
    _settle(session, gone, kept)
    session.flush()
    told = {name: back[name] for name in sorted(public_names() & back.keys())}
    after = {"from": gone.key, "into": kept.key, "back": told}
    record(session, by=by, kind="product.unmerged", subject=SubjectKind.PRODUCT, key=gone.key, after=after)
    record(session, by=by, kind="product.unmerged", subject=SubjectKind.PRODUCT, key=kept.key, after=after)
    record_all(session, _of_uses(session, row.moved["rows"].get(_USES, ()), was=kept, now=gone), by=by)


def keep_apart(session: Session, key: str, data: DistinctInput, *, by: Act) -> None:
    """Note that two entries are not the same product, so that they are no candidates any more; twice is once."""
    by.demand(Right.EDIT_CATALOGUE)
    first, second = sorted((_found(session, key).key, _found(session, data.other).key))
    if first == second:
        problem = Problem("other", "Dit is hetzelfde product.")
        raise InvalidInputError("Een product verschilt niet van zichzelf.", problems=(problem,))
    if session.get(ProductDistinct, (first, second)) is not None:
        return
    session.add(
        ProductDistinct(first_key=first, second_key=second, reason=data.reason, said_at=by.now, said_by=by.actor.key)
    )
    session.flush()
    after = {"products": [first, second], "reason": data.reason}
    record(session, by=by, kind="product.told_apart", subject=SubjectKind.PRODUCT, key=first, after=after)


def _both(session: Session, from_key: str, into_key: str) -> tuple[Product, Product]:
    """Return two entries, held in the order of their keys: two merges of the same entries then wait for each other."""
    rows = {key: _found(session, key) for key in sorted({from_key, into_key})}
    return rows[from_key], rows[into_key]


def _found(session: Session, key: str) -> Product:
    row = session.get(Product, key, with_for_update=session.get_bind().dialect.name == "postgresql")
    if row is None:
        raise NotFoundError("Product %(key)s is niet gevonden.", key=key)
    return row


def _demand_standing(row: Product) -> None:
    if row.status is ProductStatus.MERGED:
        raise RuleRefusedError(
            "%(name)s is al in een ander product opgegaan.",
            remedy="Maak die samenvoeging eerst ongedaan.",
            name=row.name,
        )


def _settle(session: Session, gone: Product, kept: Product) -> None:
    """Make the names of both findable where they now belong, and let who has a form open see that it changed."""
    gone.row_version += 1
    kept.row_version += 1
    session.flush()
    for row in (gone, kept):
        if row.status is ProductStatus.MERGED:
            search.forget(session, PRODUCT, row.key)
        else:
            aliases = session.exec(select(ProductAlias.name).where(ProductAlias.product_key == row.key)).all()
            search.index(session, PRODUCT, row.key, title=row.name, names=aliases)


def _add_alias(session: Session, key: str, name: str) -> bool:
    """Let the entry that stays be known by the name of the one that goes; say whether that is new."""
    kept = session.get_one(Product, key)
    if name == kept.name or session.get(ProductAlias, (key, name)) is not None:
        return False
    session.add(ProductAlias(product_key=key, name=name))
    session.flush()
    return True


def _same_versions(session: Session, from_key: str, into_key: str) -> dict[str, Any]:
    """Point uses on a version that both products have to that of the entry that stays, and note which.

    Two versions of one name cannot stand under one product, so that version is renamed while it moves along: its
    dates are kept, and the name says where it came from.
    """
    there = {name: number for number, name in _versions(session, into_key)}
    noted: dict[str, Any] = {"uses": {}, "names": {}}
    for number, name in _versions(session, from_key):
        if name not in there:
            continue
        for use in session.exec(select(Use).where(col(Use.version_id) == number)):
            noted["uses"][str(use.id)] = number
            use.version_id = there[name]
        noted["names"][str(number)] = name
        session.get_one(ProductVersion, number).name = f"{name} ({from_key})"
    session.flush()
    return noted


def _versions(session: Session, key: str) -> list[tuple[int, str]]:
    rows = session.exec(select(ProductVersion.id, ProductVersion.name).where(ProductVersion.product_key == key)).all()
    return [(number, name) for number, name in rows if number is not None]


def _versions_back(session: Session, noted: Mapping[str, Any]) -> None:
    for number, name in noted["names"].items():
        version = session.get(ProductVersion, int(number))
        if version is not None:
            version.name = name
    for use_id, number in noted["uses"].items():
        use = session.get(Use, UUID(use_id))
        if use is not None and session.get(ProductVersion, number) is not None:
            use.version_id = number
    session.flush()


def _tell(
    session: Session, row: ProductMerge, gone: Product, kept: Product, *, uses: Iterable[Iterable[Any]], by: Act
) -> None:
    """Record the merge at both entries, and at every board with a use that moved along."""
    told = {"from": gone.key, "into": kept.key, "moved": row.moved["counted"], "reason": row.reason}
    for key, kind in ((gone.key, "product.merged"), (kept.key, "product.absorbed")):
        record(session, by=by, kind=kind, subject=SubjectKind.PRODUCT, key=key, after=told)
    record_all(session, _of_uses(session, uses, was=gone, now=kept), by=by)


def _of_uses(session: Session, uses: Iterable[Iterable[Any]], *, was: Product, now: Product) -> list[Happening]:
    """Return what happened to uses that moved along, so that it stands in the history of their boards."""
    touched(session).products.update((was.key, now.key))
    ids = [UUID(str(key)) for (key,) in uses]
    rows = session.exec(select(Use.id, Use.board_number).where(col(Use.id).in_(ids)).order_by(Use.board_number)).all()
    return [
        Happening(
            "use.product_merged",
            SubjectKind.USE,
            str(use_id),
            board_number,
            {"product_key": was.key, "product_name": was.name},
            {"product_key": now.key, "product_name": now.name},
        )
        for use_id, board_number in rows
    ]
