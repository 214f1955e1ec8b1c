"""Reads of the import: what rows are read against, the uses they can be about, and a batch as a person sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from fora import queries as fora
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.models import School
from swc.catalogue.kinds import ProductStatus
from swc.catalogue.models import Product, ProductAlias, ProductVersion, Vendor, VendorAlias
from swc.catalogue.vendor_queries import owned
from swc.landscape.agreements.coverage import Asking
from swc.landscape.agreements.held import held
from swc.landscape.imports.batches import Batches, PlannedRow
from swc.landscape.imports.folding import fold_party
from swc.landscape.imports.matching import Named, NameIndex
from swc.landscape.imports.parties import SchoolNames
from swc.landscape.imports.plan import plan
from swc.landscape.imports.reading import Known, labels_of
from swc.landscape.imports.rules import KnownAgreement, KnownUse
from swc.landscape.imports.schemas import BatchPreview, BatchSummary, StoredColumn, StoredRow
from swc.landscape.imports.standing import Standing
from swc.landscape.models import ImportBatch, Placement, Use, UseDataCategory, UseSchool

_MAX_OWNERS = 6


def known(session: Session, board_number: str, *, on: date) -> Known:
    """Return what rows of a board's list are read against, in a fixed number of statements."""
    return Known(
        products=NameIndex(named_products(session, on=on)),
        components=NameIndex(Named(one.guid, one.name) for one in fora.components(session)),
        schools=SchoolNames(school_names(session, board_number)),
        hosting=labels_of("hosting-forms"),
        models=labels_of("agreement-models"),
        categories=labels_of("data-categories"),
    )


def named_products(session: Session, *, on: date) -> list[Named]:
    """Return every product with its other names, its vendor and the owners above that on a day."""
    aliases: dict[str, list[str]] = defaultdict(list)
    for key, name in session.exec(select(ProductAlias.product_key, ProductAlias.name)):
        aliases[key].append(name)
    vendors = {key: (one.name, one.parent_key) for key, one in owned(session, on=on).items()}
    also: dict[str, list[str]] = defaultdict(list)
    for key, name in session.exec(select(VendorAlias.vendor_key, VendorAlias.name)):
        also[key].append(name)
    found = []
    standing = col(Product.status) != ProductStatus.MERGED
    for key, name, vendor_key in session.exec(select(Product.key, Product.name, Product.vendor_key).where(standing)):
        parties: list[str] = []
        at: str | None = vendor_key
        while at in vendors and len(parties) < _MAX_OWNERS:
            parties += [vendors[at][0], *also[at]]
            at = vendors[at][1]
        vendor = vendors[vendor_key][0] if vendor_key in vendors else ""
        found.append(Named(key, name, tuple(aliases[key]), vendor, tuple(parties)))
    return found


def named_vendors(session: Session) -> list[Named]:
    """Return every vendor with its other names, also without their legal form."""
    aliases: dict[str, list[str]] = defaultdict(list)
    for key, name in session.exec(select(VendorAlias.vendor_key, VendorAlias.name)):
        aliases[key].append(name)
    return [
        Named(key, name, tuple({*aliases[key], *(fold_party(one) for one in (name, *aliases[key]))}))
        for key, name in session.exec(select(Vendor.key, Vendor.name))
    ]


def standing(session: Session, board_number: str, today: date) -> Standing:
    """Return what a plan is made against, in a fixed number of statements."""
    return Standing(
        uses=_uses(session, board_number),
        product_names=dict(session.exec(select(Product.key, Product.name)).all()),
        component_names={one.guid: one.name for one in fora.components(session)},
        today=today,
        versions=_versions(session),
    )


def _versions(session: Session) -> dict[str, dict[int, str]]:
    """Return the names of the versions of every product by their number."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for key, number, name in session.exec(
        select(ProductVersion.product_key, ProductVersion.id, ProductVersion.name).order_by(col(ProductVersion.id))
    ):
        found[key][number or 0] = name
    return dict(found)


def _uses(session: Session, board_number: str) -> tuple[KnownUse, ...]:
    mine = select(Use.id).where(Use.board_number == board_number)
    schools, components, categories = (
        _parts(session.exec(select(owner, value).where(col(owner).in_(mine))).all())
        for owner, value in (
            (UseSchool.use_id, UseSchool.brin),
            (Placement.use_id, Placement.component_guid),
            (UseDataCategory.use_id, UseDataCategory.category),
        )
    )
    rows = session.exec(
        select(Use).where(Use.board_number == board_number).order_by(col(Use.created_at), col(Use.id))
    ).all()
    agreements = _agreements(session, board_number, rows)
    return tuple(
        KnownUse(
            id=row.id,
            product_key=row.product_key,
            import_key=row.import_key,
            schools=schools[row.id],
            row_version=row.row_version,
            status=row.status,
            status_since=row.status_since,
            own_name=row.own_name,
            version_id=row.version_id,
            start_date=row.start_date,
            end_date=row.end_date,
            owner_role=row.owner_role,
            hosting=row.hosting,
            users=row.users,
            yearly_cost=row.yearly_cost,
            criticality=row.criticality,
            notes=row.notes,
            components=components[row.id],
            categories=categories[row.id],
            agreement=agreements.get(row.id, KnownAgreement()),
        )
        for row in rows
    )


def _agreements(session: Session, board_number: str, uses: Sequence[Use]) -> dict[UUID, KnownAgreement]:
    """Return the agreement that counts for each use, as the exported list shows it, so that it reads back unchanged."""
    makers = dict(session.exec(select(Product.key, Product.vendor_key)).all())
    counting = held(
        session, board_number, (Asking(use.id, use.product_key, makers.get(use.product_key)) for use in uses)
    )
    return {
        use_id: KnownAgreement(fact.presence, fact.model_version, fact.signed_on, fact.valid_until, fact.note)
        for use_id, fact in counting.items()
    }


def _parts(pairs: Sequence[tuple[UUID, str]]) -> dict[UUID, frozenset[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for use_id, value in pairs:
        found[use_id].add(value)
    return defaultdict(frozenset, {use_id: frozenset(values) for use_id, values in found.items()})


def product_names(session: Session) -> tuple[str, ...]:
    """Return the names of all products, to choose from while typing."""
    return tuple(sorted(session.exec(select(Product.name)).all(), key=str.casefold))


def school_names(session: Session, board_number: str) -> dict[str, str]:
    """Return name by BRIN of the schools of a board."""
    return dict(session.exec(select(School.brin, School.name).where(School.board_number == board_number)).all())


def rows_of(batch: ImportBatch) -> tuple[StoredRow, ...]:
    """Return the rows that a batch keeps."""
    return tuple(StoredRow.model_validate(row) for row in batch.rows)


def columns_of(batch: ImportBatch) -> tuple[StoredColumn, ...]:
    """Return the columns that a batch keeps; the first entry tells of the sheet."""
    return tuple(StoredColumn.model_validate(column) for column in batch.columns[1:])


def _weigh(session: Session, batch: ImportBatch, by: Act) -> tuple[Sequence[PlannedRow], dict[str, Any]]:
    rows = rows_of(batch)
    planned = plan(rows, standing(session, batch.board_number, by.today)) if rows else ()
    about = {"sheet": "", "header_row": 0, **(batch.columns[0] if batch.columns else {})}
    return [one.plan for one in planned], {**about, "columns": columns_of(batch)}


BATCHES = Batches(ImportBatch, BatchSummary, BatchPreview, Right.EDIT_LANDSCAPE, _weigh)
preview = BATCHES.preview
