"""Every row about the uses of a board (or of one use), read in a fixed number of statements and bound per use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, bindparam, select
from sqlmodel import Session, col

from fora.schemas import Step
from swc.catalogue import vendor_queries
from swc.catalogue.kinds import Trust
from swc.catalogue.models import Product, ProductCategoryOfData, ProductVersion, Vendor
from swc.catalogue.schemas import VendorGroup
from swc.landscape.agreements.coverage import Asking
from swc.landscape.agreements.held import held
from swc.landscape.derived import ObjectVerdict, Reference, reference
from swc.landscape.kinds import CategoryOrigin, DerivedKind, Verdict
from swc.landscape.models import DerivedVerdict, Placement, Use, UseDataCategory, UseSchool
from swc.landscape.rules import Said
from swc.landscape.schemas import AgreementFact, CategoryFact

Value = TypeVar("Value")
Asked = Mapping[str, object]
"""Which uses are read: those of a `board`, a single `use`, or some `uses` of a board."""
Names = tuple[str, ...]

_CONDITIONS: Mapping[str, ColumnElement[bool]] = {
    "board": col(Use.board_number) == bindparam("board"),
    "use": col(Use.id) == bindparam("use"),
    "uses": col(Use.id).in_(bindparam("uses", expanding=True)),
}
"""Statements are put together once for each way of asking: every page of a board reads its uses."""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The rows, each kind by the id of its use."""

    uses: Sequence[Row[Any]]
    placements: Mapping[UUID, list[tuple[str, str]]]
    on_objects: Mapping[UUID, list[ObjectVerdict]]
    schools: Mapping[UUID, list[str]]
    own: Mapping[UUID, list[str]]
    agreements: Mapping[UUID, AgreementFact]
    stated: Mapping[str, list[CategoryFact]]
    groups: Mapping[str, VendorGroup]
    reference: Reference


def gather(session: Session, board_number: str, only: Collection[UUID] | None = None, *, on: date) -> Sheaf:
    """Read the uses of a board, or some of them, with the owners of a day (10 statements, whatever their number)."""
    asked = _asked(board_number, only)
    names = tuple(asked)
    uses = session.execute(_uses(names), asked).all()
    return Sheaf(
        uses=uses,
        placements=_grouped((use, (guid, name)) for use, guid, name in session.execute(_placements(names), asked)),
        on_objects=_grouped(
            (row[0], ObjectVerdict(row[1], row[2], bool(row[3]))) for row in session.execute(_on_objects(names), asked)
        ),
        schools=_grouped((row[0], row[1]) for row in session.execute(_schools(names), asked)),
        own=_grouped((row[0], row[1]) for row in session.execute(_own(names), asked)),
        agreements=held(session, board_number, (Asking(row.id, row.product_key, row.vendor_key) for row in uses), only),
        stated=_grouped(
            (row.product_key, _category(row.category, row.trust, row.name, row.source_url))
            for row in session.execute(_stated(names), asked)
        ),
        groups=vendor_queries.vendor_groups(session, {row.vendor_key for row in uses}, on=on),
        reference=reference(session),
    )


def _asked(board_number: str, only: Collection[UUID] | None) -> Asked:
    return {"board": board_number} if only is None else {"board": board_number, "uses": tuple(only)}


@cache
def _uses(names: Names) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(column for column in Use.__table__.columns),  # type: ignore[attr-defined]
            col(Product.name).label("product_name"),
            col(Product.status).label("product_status"),
            col(Product.category).label("product_category"),
            col(Product.data_level),
            col(Product.proposed_by_board),
            col(Product.vendor_key),
            col(Vendor.name).label("vendor_name"),
            col(ProductVersion.name).label("version_name"),
        )
        .join(Product, col(Product.key) == col(Use.product_key))
        .join(Vendor, col(Vendor.key) == col(Product.vendor_key), isouter=True)
        .join(ProductVersion, col(ProductVersion.id) == col(Use.version_id), isouter=True)
        .where(*_where(names))
    )


def _where(names: Names) -> Iterable[ColumnElement[bool]]:
    return (_CONDITIONS[name] for name in names)


@cache
def _schools(names: Names) -> Select[*tuple[Any, ...]]:
    found = select(col(UseSchool.use_id), col(UseSchool.brin)).join(Use, col(Use.id) == col(UseSchool.use_id))
    return found.where(*_where(names)).order_by(col(UseSchool.brin))


@cache
def _own(names: Names) -> Select[*tuple[Any, ...]]:
    found = select(col(UseDataCategory.use_id), col(UseDataCategory.category))
    return found.join(Use, col(Use.id) == col(UseDataCategory.use_id)).where(*_where(names))


def _grouped(pairs: Iterable[tuple[Any, Value]]) -> dict[Any, list[Value]]:
    found: dict[Any, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


@cache
def _placements(names: Names) -> Select[*tuple[Any, ...]]:
    return (
        select(col(Placement.use_id), col(Placement.component_guid), col(Placement.component_name))
        .join(Use, col(Use.id) == col(Placement.use_id))
        .where(*_where(names))
        .order_by(col(Placement.component_name), col(Placement.component_guid))
    )


@cache
def _on_objects(names: Names) -> Select[*tuple[Any, ...]]:
    """Return the verdicts on information objects without their words: a board that judged all has thousands."""
    return (
        select(
            col(DerivedVerdict.use_id),
            col(DerivedVerdict.element_guid),
            col(DerivedVerdict.element_name),
            col(DerivedVerdict.verdict) == Verdict.ACCEPTED,
        )
        .join(Use, col(Use.id) == col(DerivedVerdict.use_id))
        .where(*_where(names), col(DerivedVerdict.kind) == DerivedKind.INFORMATION_OBJECT)
    )


def verdicts(session: Session, use_id: UUID) -> tuple[Said, ...]:
    """Return all that people said of what is derived for one use."""
    return tuple(_whole(session, {"use": use_id}).get(use_id, ()))


def board_verdicts(session: Session, board_number: str, only: Collection[UUID] | None = None) -> dict[UUID, list[Said]]:
    """Return all that people said of what is derived, for every use of a board or some, in one statement."""
    return _whole(session, _asked(board_number, only))


def _whole(session: Session, asked: Asked) -> dict[UUID, list[Said]]:
    return _grouped(
        (
            row.use_id,
            Said(
                guid=row.element_guid,
                kind=row.kind,
                name=row.element_name,
                verdict=row.verdict,
                added_by_hand=row.added_by_hand,
                decided_at=row.decided_at,
                decided_by=row.decided_by,
                reason=row.reason,
                path=tuple(Step.model_validate(step) for step in row.path),
            ),
        )
        for row in session.execute(_verdicts(tuple(asked)), asked)
    )


@cache
def _verdicts(names: Names) -> Select[*tuple[Any, ...]]:
    columns = (column for column in DerivedVerdict.__table__.columns)  # type: ignore[attr-defined]
    return select(*columns).join(Use, col(Use.id) == col(DerivedVerdict.use_id)).where(*_where(names))


@cache
def _stated(names: Names) -> Select[*tuple[Any, ...]]:
    """Return the categories that are known of the products themselves."""
    return (
        select(
            col(ProductCategoryOfData.product_key),
            col(ProductCategoryOfData.category),
            col(ProductCategoryOfData.trust),
            col(ProductCategoryOfData.source_url),
            col(Product.name),
        )
        .join(Product, col(Product.key) == col(ProductCategoryOfData.product_key))
        .where(col(Product.key).in_(select(col(Use.product_key)).where(*_where(names))))
        .order_by(col(ProductCategoryOfData.category))
    )


@lru_cache(maxsize=4096)
def _category(code: str, trust: Trust, product: str, source: str) -> CategoryFact:
    """Return a category that is known of a product itself; the same facts give the same object."""
    return CategoryFact(code=code, origin=CategoryOrigin.PRODUCT, trust=trust, via=product, source=source)
