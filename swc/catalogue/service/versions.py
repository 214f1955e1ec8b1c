"""Adding, changing and removing the versions of a product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.catalogue.inputs import VersionInput
from swc.catalogue.models import Product, ProductVersion
from swc.catalogue.rules import version_key
from swc.catalogue.service.fields import demand_codes, demand_version, found, plain
from swc.errors import InvalidInputError, NotFoundError, Problem, RuleRefusedError

_FIELDS = ("name", "status", "from_date", "end_of_support")


def add_version(session: Session, product_key: str, data: VersionInput, *, by: Act) -> int:
    """Add a version to a product and return its number.

    Refuses a name that the product has already (`V4.2` is `4.2`), a status that the scheme `version-status` lacks and
    support that ends before it starts.
    """
    by.demand(Right.EDIT_CATALOGUE)
    product = found(session, Product, product_key)
    _check(session, product_key, data)
    row = ProductVersion(product_key=product_key, **data.model_dump())
    session.add(row)
    session.flush()
    _note(session, product, "product.version_added", by=by, after=_values(row))
    return row.id or 0


def change_version(
    session: Session,
    product_key: str,
    version_id: int,
    data: VersionInput,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Change a version of a product; a change that changes nothing leaves no event.

    `expected_version` is that of the product when it was read. Raises as `add_version` does, `NotFoundError` for a
    version of another product and `ConflictError` when somebody else was first.
    """
    by.demand(Right.EDIT_CATALOGUE)
    product = found(session, Product, product_key)
    row = _own(session, product, version_id)
    demand_version(product, expected_version)
    _check(session, product_key, data, besides=version_id)
    before = _values(row)
    for field in _FIELDS:
        setattr(row, field, getattr(data, field))
    after = _values(row)
    if after == before:
        return
    session.add(row)
    _note(session, product, "product.version_changed", by=by, before=before, after=after)


def remove_version(session: Session, product_key: str, version_id: int, *, by: Act) -> None:
    """Remove a version of a product; refuses one that a board uses, without telling which board that is.

    The database is asked, since the catalogue knows of no landscape: a use refers to its version.
    """
    by.demand(Right.EDIT_CATALOGUE)
    product = found(session, Product, product_key)
    row = _own(session, product, version_id)
    before, name = _values(row), row.name
    try:
        with session.begin_nested():
            session.delete(row)
            session.flush()
    except IntegrityError as error:
        raise RuleRefusedError(
            "Versie %(name)s is in gebruik bij een bestuur en kan niet weg.",
            remedy="Geef de versie de status teruggetrokken; wie haar gebruikt krijgt daar dan een signaal van.",
            name=name,
        ) from error
    _note(session, product, "product.version_removed", by=by, before=before)


def _own(session: Session, product: Product, version_id: int) -> ProductVersion:
    row = session.get(ProductVersion, version_id)
    if row is None or row.product_key != product.key:
        raise NotFoundError("Deze versie van %(name)s is niet gevonden.", name=product.name)
    return row


def check_version(session: Session, data: VersionInput) -> None:
    """Refuse a status that the scheme `version-status` lacks and support that ends before it starts."""
    demand_codes(session, {"status": ("version-status", data.status)})
    _refuse(_order(data))


def _check(session: Session, product_key: str, data: VersionInput, *, besides: int | None = None) -> None:
    demand_codes(session, {"status": ("version-status", data.status)})
    _refuse((*_taken(session, product_key, data.name, besides), *_order(data)))


def _refuse(found: Iterable[Problem]) -> None:
    """Refuse when there is any problem, with all of them."""
    if problems := tuple(found):
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=problems)


def _taken(session: Session, product_key: str, name: str, besides: int | None) -> Iterator[Problem]:
    """Yield a problem when another version of the product goes by this name."""
    rows = session.exec(
        select(ProductVersion.id, ProductVersion.name).where(ProductVersion.product_key == product_key)
    ).all()
    same = next((other for one, other in rows if one != besides and version_key(other) == version_key(name)), None)
    if same is not None:
        yield Problem(
            "name",
            "Dit product heeft al een versie %(version)s.",
            "Wijzig die versie, of kies een andere naam.",
            params={"version": same},
        )


def _order(data: VersionInput) -> Iterator[Problem]:
    if data.from_date and data.end_of_support and data.end_of_support < data.from_date:
        yield Problem(
            "end_of_support",
            "De ondersteuning eindigt voordat de versie er is.",
            "Kies een dag op of na de eerste dag van de versie.",
        )


def _values(row: ProductVersion) -> dict[str, Any]:
    return {field: plain(getattr(row, field)) for field in _FIELDS}


def _note(
    session: Session,
    product: Product,
    kind: str,
    *,
    by: Act,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Give the product its next version number and record the event on it."""
    product.row_version += 1
    session.add(product)
    session.flush()
    record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.PRODUCT,
        key=product.key,
        before={"version": before} if before else None,
        after={"version": after} if after else None,
    )
