"""Reads of a board's landscape: every use, one use whole, and couplings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select
from sqlmodel import Session, col

from swc.catalogue.kinds import ProductStatus
from swc.catalogue.models import Product
from swc.landscape import rules
from swc.landscape.agreements import stored
from swc.landscape.derived import usual_categories
from swc.landscape.kinds import DerivedKind
from swc.landscape.models import Coupling, CouplingDataCategory, CouplingStandard, Use
from swc.landscape.rules import DataFacts
from swc.landscape.schemas import AgreementFact, CouplingDetail, DerivedFact, UseDetail, UseFilter, UseSummary
from swc.landscape.sheaf import Sheaf, gather, verdicts
from vocab.kept import Kept

NO_AGREEMENT = AgreementFact()
_KEPT: Kept[UseSummary] = Kept()


def use_summaries(
    session: Session, board_number: str, *, on: date, only: Collection[UUID] | None = None
) -> tuple[UseSummary, ...]:
    """Return the uses of a board (or some) by name, with the vendor group of a day, in a fixed number of statements."""
    sheaf = gather(session, board_number, only, on=on)
    found = (_kept_summary(row, sheaf) for row in sheaf.uses)
    return tuple(sorted(found, key=lambda use: (rules.folded(use.name), str(use.id))))


def filtered(uses: Iterable[UseSummary], asked: UseFilter) -> tuple[UseSummary, ...]:
    """Return the uses that a filter asks for, in the order given."""
    return tuple(use for use in uses if rules.matches(use, asked))


def use_summary(session: Session, board_number: str, use_id: UUID, *, on: date) -> UseSummary | None:
    """Return one use as it stands in the list, or nothing when the board has no such use."""
    sheaf = gather(session, board_number, (use_id,), on=on)
    return next((_kept_summary(row, sheaf) for row in sheaf.uses), None)


def use_detail(session: Session, board_number: str, use_id: UUID, *, on: date) -> UseDetail | None:
    """Return one use whole, or nothing when the board has no such use (a fixed number of statements)."""
    sheaf = gather(session, board_number, (use_id,), on=on)
    if not sheaf.uses:
        return None
    row = sheaf.uses[0]
    facts = _data_facts(row, sheaf)
    placed = [guid for guid, _ in sheaf.placements.get(use_id, ())]
    judged = rules.judged(sheaf.reference.derived(placed), verdicts(session, use_id))
    return UseDetail(
        summary=_summary(row, sheaf, facts),
        notes=row.notes,
        created_at=row.created_at,
        personal_data_reasons=rules.reasons(facts),
        unmapped_objects=rules.unmapped_objects(facts),
        application_functions=_of_kind(judged, DerivedKind.APPLICATION_FUNCTION),
        functions=_of_kind(judged, DerivedKind.FUNCTION),
        processes=_of_kind(judged, DerivedKind.PROCESS),
        information_objects=_of_kind(judged, DerivedKind.INFORMATION_OBJECT),
        laws=_of_kind(judged, DerivedKind.LAW),
        couplings=_couplings(
            session, board_number, ((col(Coupling.source_use_id) == use_id) | (col(Coupling.target_use_id) == use_id),)
        ),
        has_release=sheaf.reference.reach is not None,
        absent_kinds=sheaf.reference.absent_kinds(),
        own_agreement=stored.of_use(session, use_id),
    )


def couplings(session: Session, board_number: str, only: Collection[UUID] | None = None) -> tuple[CouplingDetail, ...]:
    """Return every coupling of a board (or some), by the names of its ends, in four statements."""
    return _couplings(session, board_number, () if only is None else (col(Coupling.id).in_(only),))


def coupling_detail(session: Session, board_number: str, coupling_id: UUID) -> CouplingDetail | None:
    """Return one coupling, or nothing when the board has no such coupling."""
    return next((one for one in couplings(session, board_number) if one.id == coupling_id), None)


def _data_facts(row: Row[Any], sheaf: Sheaf) -> DataFacts:
    placed = [guid for guid, _ in sheaf.placements.get(row.id, ())]
    stands = row.product_status is ProductStatus.CONFIRMED or row.proposed_by_board == row.board_number
    return DataFacts(
        product=row.product_name,
        level=row.data_level,
        level_stands=stands,
        stated=tuple(sheaf.stated.get(row.product_key, ())),
        usual=usual_categories(row.product_category),
        objects=sheaf.reference.objects(placed, sheaf.on_objects.get(row.id, ())),
        own=tuple(sorted(sheaf.own.get(row.id, ()))),
    )


def _kept_summary(row: Row[Any], sheaf: Sheaf) -> UseSummary:
    """Return the summary of a row, worked out again only where anything that it is made of differs."""
    group = sheaf.groups.get(row.vendor_key) if row.vendor_key else None
    facts = (
        tuple(row),
        sheaf.reference.stamp,
        group and (group.key, group.name),
        sheaf.agreements.get(row.id, NO_AGREEMENT),
        *(tuple(kind.get(row.id, ())) for kind in (sheaf.placements, sheaf.on_objects, sheaf.schools, sheaf.own)),
        *sheaf.stated.get(row.product_key, ()),
    )
    return _KEPT.of(row.id, facts, lambda: _summary(row, sheaf, _data_facts(row, sheaf)))


def _summary(row: Row[Any], sheaf: Sheaf, facts: DataFacts) -> UseSummary:
    """Return the summary of a row; it is not validated again, since the columns and rules have the types."""
    group = sheaf.groups.get(row.vendor_key) if row.vendor_key else None
    categories = rules.categories(facts)
    return UseSummary(
        id=row.id,
        board_number=row.board_number,
        product_key=row.product_key,
        product_name=row.product_name,
        product_status=row.product_status,
        product_category=row.product_category,
        name=row.own_name or row.product_name,
        own_name=row.own_name,
        version_id=row.version_id,
        version_name=row.version_name,
        vendor_key=row.vendor_key,
        vendor_name=row.vendor_name,
        group_key=group.key if group else None,
        group_name=group.name if group else None,
        status=row.status,
        status_since=row.status_since,
        start_date=row.start_date,
        end_date=row.end_date,
        whole_board=row.whole_board,
        schools=tuple(sheaf.schools.get(row.id, ())),
        owner_role=row.owner_role,
        hosting=row.hosting,
        users=row.users,
        yearly_cost=row.yearly_cost,
        criticality=row.criticality,
        components=tuple(sheaf.reference.component(*one) for one in sheaf.placements.get(row.id, ())),
        data_level=row.data_level,
        categories=categories,
        categories_unknown=rules.categories_unknown(facts, categories),
        personal_data=rules.processes_personal_data(facts),
        agreement=sheaf.agreements.get(row.id, NO_AGREEMENT),
        row_version=row.row_version,
        updated_at=row.updated_at,
    )


def _of_kind(facts: Iterable[DerivedFact], kind: DerivedKind) -> tuple[DerivedFact, ...]:
    return tuple(one for one in facts if one.kind is kind)


def _couplings(session: Session, board_number: str, which: Iterable[ColumnElement[bool]]) -> tuple[CouplingDetail, ...]:
    scope = (col(Coupling.board_number) == board_number, *which)
    rows = session.execute(select(Coupling).where(*scope)).scalars().all()
    mine = select(col(Coupling.id)).where(*scope)
    names = _names(session, board_number)
    standards = _codes(session, CouplingStandard.coupling_id, CouplingStandard.standard, mine)
    categories = _codes(session, CouplingDataCategory.coupling_id, CouplingDataCategory.category, mine)
    found = (
        CouplingDetail(
            id=row.id,
            board_number=row.board_number,
            source_use_id=row.source_use_id,
            source_name=names[row.source_use_id],
            target_use_id=row.target_use_id,
            target_name=names[row.target_use_id] if row.target_use_id else row.target_name,
            target_guid=row.target_guid,
            direction=row.direction,
            kind=row.kind,
            description=row.description,
            standards=standards.get(row.id, ()),
            categories=categories.get(row.id, ()),
            row_version=row.row_version,
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda one: (rules.folded(one.source_name), rules.folded(one.target_name), one.id)))


def _names(session: Session, board_number: str) -> dict[UUID, str]:
    """Return how the board calls each of its uses."""
    query = select(col(Use.id), col(Use.own_name), col(Product.name)).join(
        Product, col(Product.key) == col(Use.product_key)
    )
    rows = session.execute(query.where(col(Use.board_number) == board_number))
    return {use_id: own or product for use_id, own, product in rows}


def _codes(session: Session, key: Any, code: Any, mine: Any) -> dict[UUID, tuple[str, ...]]:  # noqa: ANN401 - columns
    found: dict[UUID, tuple[str, ...]] = {}
    for coupling_id, value in session.execute(
        select(col(key), col(code)).where(col(key).in_(mine)).order_by(col(code))
    ):
        found[coupling_id] = (*found.get(coupling_id, ()), value)
    return found
