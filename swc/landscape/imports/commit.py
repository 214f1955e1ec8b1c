"""Carrying out a batch through the services that people use: every row, or, at the first refusal, none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.catalogue.inputs import ProposalInput
from swc.catalogue.service.products import propose_product
from swc.errors import InvalidInputError
from swc.landscape import service as landscape
from swc.landscape.imports import queries, rules
from swc.landscape.imports.batches import DOING, close, counted, demand_ready
from swc.landscape.imports.folding import fold
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.plan import Planned, plan
from swc.landscape.imports.queries import BATCHES
from swc.landscape.imports.refused import with_row
from swc.landscape.imports.rules import KnownAgreement, KnownUse
from swc.landscape.imports.schemas import BatchResult, ProposedProduct
from swc.landscape.models import Use, UseDataCategory
from swc.landscape.schemas import AgreementInput, CategoriesInput, PlacementChange, UseCreate, UseUpdate

_DOING = DOING | {RowState.UNCHANGED}

Concepts = dict[str, ProposedProduct]
"""The concept products of a batch by folded name."""


def commit(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> BatchResult:
    """Carry out a batch, planned anew on the landscape as it is now, and return what was done.

    Raises `RuleRefusedError` while rows still need a choice or have errors that nobody skipped, and
    `InvalidInputError` with the rows when a service refuses; the caller's transaction then undoes everything.
    """
    batch = BATCHES.waiting(session, board_number, batch_id, by=by)
    planned = plan(queries.rows_of(batch), queries.standing(session, board_number, by.today))
    plans = [one.plan for one in planned]
    demand_ready(plans, "Kies een product, of sla de rij over.")
    concepts = _concepts(session, board_number, planned, by=by)
    use_ids = tuple(
        _carry_out(session, board_number, one, concepts, by=by) for one in planned if one.plan.state in _DOING
    )
    _remember_keys(session, planned, use_ids)
    result = BatchResult(**counted(plans), concepts=tuple(concepts.values()), use_ids=use_ids)
    batch.rows = []  # what they led to stands in the landscape and its history
    close(session, batch, result, "import.committed", by=by)
    return result


def _concepts(session: Session, board_number: str, planned: Sequence[Planned], *, by: Act) -> Concepts:
    """Propose each missing product once and return it by folded name."""
    proposed: Concepts = {}
    for one in planned:
        name = one.plan.concept_name
        if one.plan.state is RowState.NEW and name and fold(name) not in proposed:
            data = ProposalInput(name=name, vendor=one.row.values.vendor)
            key = propose_product(session, board_number, data, by=by)
            proposed[fold(name)] = ProposedProduct(key=key, name=name)
    return proposed


def _carry_out(session: Session, board_number: str, one: Planned, concepts: Concepts, *, by: Act) -> UUID:
    """Add or change the use of one row and return its id; a refusal names the row."""
    try:
        if one.use is None:
            product_key = one.plan.product_key or concepts[fold(one.plan.concept_name)].key
            return _add(session, board_number, one, product_key, by=by)
        if one.edit:
            _change(session, board_number, one, one.use, by=by)
    except InvalidInputError as error:
        raise with_row(one.plan.number, one.plan.name, error) from error
    else:
        return one.use.id


def _add(session: Session, board_number: str, one: Planned, product_key: str, *, by: Act) -> UUID:
    fields: dict[str, Any] = dict(one.edit.fields)
    data = UseCreate(
        product_key=product_key,
        components=one.edit.components,
        categories=one.edit.categories,
        import_key=rules.import_key(one.row.values),
        whole_board=not fields.get("schools"),
        **fields,
    )
    use_id = landscape.add_use(session, board_number, data, by=by)
    _set_agreement(session, board_number, use_id, one.edit.agreement, by=by)
    return use_id


def _change(session: Session, board_number: str, one: Planned, use: KnownUse, *, by: Act) -> None:
    """Change only what differs; the version guards against somebody who changed the use meanwhile."""
    if one.edit.fields:
        data = UseUpdate.model_validate(one.edit.fields)
        landscape.change_use(session, board_number, use.id, data, by=by, expected_version=use.row_version)
    for guid in one.edit.components:
        landscape.place(session, board_number, use.id, PlacementChange(component_guid=guid), by=by)
    if one.edit.categories:
        own = session.exec(select(UseDataCategory.category).where(UseDataCategory.use_id == use.id)).all()
        wanted = CategoriesInput(categories=tuple(sorted({*own, *one.edit.categories})))
        landscape.set_categories(session, board_number, use.id, wanted, by=by)
    _set_agreement(session, board_number, use.id, one.edit.agreement, by=by)


def _set_agreement(session: Session, board_number: str, use_id: UUID, after: KnownAgreement | None, *, by: Act) -> None:
    if after is None:
        return
    data = AgreementInput(
        presence=after.presence,
        model_version=after.model_version,
        signed_on=after.signed_on,
        valid_until=after.valid_until,
        note=after.note,
    )
    landscape.set_agreement(session, board_number, use_id, data, by=by)


def _remember_keys(session: Session, planned: Sequence[Planned], use_ids: Sequence[UUID]) -> None:
    """Note on each use by which row it was found, so that the same file finds it again without a question."""
    done = [one for one in planned if one.plan.state in _DOING]
    keys = {use_id: rules.import_key(one.row.values) for use_id, one in zip(use_ids, done, strict=True)}
    for use in session.exec(select(Use).where(col(Use.id).in_(keys))):
        if use.import_key != keys[use.id]:
            use.import_key = keys[use.id]
            session.add(use)
    session.flush()
