"""Carrying out a model file as one batch, through the services that people use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.catalogue.inputs import ProposalInput
from swc.catalogue.service.products import propose_product
from swc.errors import InvalidInputError
from swc.landscape import service as landscape
from swc.landscape.exchange import queries
from swc.landscape.exchange.coupling_edits import CouplingEdit
from swc.landscape.exchange.edits import UseEdit
from swc.landscape.exchange.ground import ground
from swc.landscape.exchange.kinds import Deed, EndKind, Subject
from swc.landscape.exchange.plan import Planned, plan
from swc.landscape.exchange.queries import BATCHES
from swc.landscape.exchange.schemas import Done, ExchangeResult
from swc.landscape.imports.batches import DOING, close, counted, demand_ready
from swc.landscape.imports.folding import fold
from swc.landscape.imports.refused import with_row
from swc.landscape.imports.rules import KnownUse
from swc.landscape.models import Coupling, Use
from swc.landscape.schemas import CategoriesInput, CouplingDetail, CouplingInput, PlacementChange, UseCreate, UseUpdate
from swc.landscape.service.opening import plain

_COUPLING = ("source_use_id", "target_use_id", "target_name", "target_guid", "direction", "kind", "description")


def commit(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> ExchangeResult:
    """Carry out a batch, planned anew on what stands now, and return what was done.

    Raises `RuleRefusedError` while items still need a choice or have errors that nobody skipped, and
    `InvalidInputError` with the items when a service refuses; the caller's transaction then undoes everything.
    """
    batch = BATCHES.waiting(session, board_number, batch_id, by=by)
    planned = plan(queries.told_of(batch), queries.choices_of(batch), ground(session, board_number, by.today))
    items = [one.item for one in planned]
    demand_ready(items, "Kies wat het bestand bedoelt, of sla het onderdeel over.")
    result = ExchangeResult(**counted(items), done=_Carrying(session, board_number, by).out(planned))
    batch.told, batch.choices = {}, {}
    close(session, batch, result, "model.imported", by=by)
    return result


class _Carrying:
    """Carries out the items of one file: applications first, since couplings lie between them."""

    def __init__(self, session: Session, board_number: str, by: Act) -> None:
        self._session = session
        self._board = board_number
        self._by = by
        self._added: dict[str, UUID] = {}
        self._concepts: dict[str, str] = {}

    def out(self, planned: Sequence[Planned]) -> tuple[Done, ...]:
        """Carry out every item that is new or changed."""
        doing = [one for one in planned if one.item.state in DOING]
        done = tuple(self._told(one, self._use) for one in doing if one.use_edit is not None)
        couplings = tuple(self._told(one, self._coupling) for one in doing if one.use_edit is None)
        return (*done, *couplings)

    def _told(self, one: Planned, deed: Any) -> Any:  # noqa: ANN401 - what the deed returns
        """Do one thing; a refusal names the item."""
        try:
            return deed(one)
        except InvalidInputError as error:
            raise with_row(one.item.number, one.item.name, error) from error

    def _use(self, one: Planned) -> Done:
        if one.use_edit is None:
            raise ValueError("nothing is asked of the application")
        before = None
        if one.use is None:
            use_id = self._add(one, one.use_edit)
        else:
            use_id, before = one.use.id, _before(one.use, one.use_edit)
            self._change(one.use, one.use_edit)
        version = self._session.get_one(Use, use_id).row_version
        return Done(subject=Subject.USE, id=use_id, row_version=version, before=before)

    def _add(self, one: Planned, edit: UseEdit) -> UUID:
        key = one.product_key or self._concept(one.item.name)
        data = UseCreate(product_key=key, components=edit.on, categories=edit.categories or (), **edit.fields)
        use_id = landscape.add_use(self._session, self._board, data, by=self._by)
        self._added[one.item.ref] = use_id
        return use_id

    def _concept(self, name: str) -> str:
        """Propose a product that the catalogue lacks, each name once."""
        if fold(name) not in self._concepts:
            data = ProposalInput(name=name)
            self._concepts[fold(name)] = propose_product(self._session, self._board, data, by=self._by)
        return self._concepts[fold(name)]

    def _change(self, use: KnownUse, edit: UseEdit) -> None:
        """Change only what differs; the version guards against somebody who changed the use meanwhile."""
        if edit.fields:
            data = UseUpdate.model_validate(edit.fields)
            landscape.change_use(
                self._session, self._board, use.id, data, by=self._by, expected_version=use.row_version
            )
        for guid in edit.off:
            change = PlacementChange(component_guid=guid)
            landscape.unplace(self._session, self._board, use.id, change, by=self._by)
        for guid in edit.on:
            landscape.place(self._session, self._board, use.id, PlacementChange(component_guid=guid), by=self._by)
        if edit.categories is not None:
            wanted = CategoriesInput(categories=edit.categories)
            landscape.set_categories(self._session, self._board, use.id, wanted, by=self._by)

    def _coupling(self, one: Planned) -> Done:
        if one.item.deed is Deed.REMOVE and one.coupling is not None:
            current = one.coupling
            landscape.remove_coupling(
                self._session, self._board, current.id, by=self._by, expected_version=current.row_version
            )
            before = coupling_before(current)
            return Done(subject=Subject.COUPLING, id=current.id, row_version=0, before=before)
        if one.coupling_edit is None:
            raise ValueError("nothing is asked of the coupling")
        data = self._input(one.coupling_edit)
        if one.coupling is None:
            coupling_id = landscape.add_coupling(self._session, self._board, data, by=self._by)
        else:
            coupling_id = one.coupling.id
            landscape.change_coupling(
                self._session, self._board, coupling_id, data, by=self._by, expected_version=one.coupling.row_version
            )
        version = self._session.get_one(Coupling, coupling_id).row_version
        stood = coupling_before(one.coupling) if one.coupling else None
        return Done(subject=Subject.COUPLING, id=coupling_id, row_version=version, before=stood)

    def _input(self, edit: CouplingEdit) -> CouplingInput:
        fields: dict[str, Any] = dict(edit.fields)
        other = edit.other
        fields["source_use_id"] = self._use_id(edit.source.kind, edit.source.key)
        if other.kind in (EndKind.USE, EndKind.NEW):
            fields["target_use_id"] = self._use_id(other.kind, other.key)
        elif other.kind is EndKind.ELEMENT:
            fields.setdefault("target_guid", other.key)
        else:
            fields.setdefault("target_name", other.key)
        return CouplingInput.model_validate(fields)

    def _use_id(self, kind: EndKind, key: str) -> UUID | None:
        return self._added.get(key) if kind is EndKind.NEW else UUID(key)


def coupling_before(one: CouplingDetail) -> dict[str, Any]:
    """Return a coupling as it stood, as JSON that its input reads back."""
    found = {name: plain(getattr(one, name)) for name in _COUPLING}
    if one.target_use_id is not None:
        found["target_name"] = ""
    return {**found, "standards": list(one.standards), "categories": list(one.categories)}


def _before(use: KnownUse, edit: UseEdit) -> dict[str, Any]:
    """Return what an edit changes, as it stood."""
    fields = {name: plain(getattr(use, name)) for name in edit.fields if name not in ("schools", "whole_board")}
    if "schools" in edit.fields:
        fields |= {"schools": sorted(use.schools), "whole_board": not use.schools}
    if "status" in edit.fields:
        fields["status_since"] = plain(use.status_since)
    categories = None if edit.categories is None else sorted(use.categories)
    return {"fields": fields, "on": list(edit.on), "off": list(edit.off), "categories": categories}
