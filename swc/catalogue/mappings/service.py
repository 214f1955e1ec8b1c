"""Writing mappings: propose, confirm, withdraw, change what is said of one, accept suggestions.

Whoever may edit the catalogue confirms; whoever may propose a product somewhere may propose a mapping. Every write
takes its turn, so that two mappings that exclude each other are never both judged to be free.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import hold_turn, record
from swc.catalogue.kinds import Trust
from swc.catalogue.mappings.judging import demand_free, demand_known, refuse
from swc.catalogue.mappings.kinds import End, Justification, Link, MappingState
from swc.catalogue.mappings.models import Mapping
from swc.catalogue.mappings.rules import Web
from swc.catalogue.mappings.schemas import Accepted, DecisionInput, DetailsInput, Left, MappingInput
from swc.catalogue.mappings.standing import link_of, web
from swc.catalogue.mappings.suggestions import Proposal, chosen
from swc.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    Problem,
    RuleRefusedError,
)


def may_propose(by: Act) -> bool:
    """Say whether somebody may propose a mapping: who may propose a product, in the sector or at some board."""
    actor = by.actor
    return actor.may(Right.PROPOSE_PRODUCT) or any(actor.may(Right.PROPOSE_PRODUCT, one) for one in actor.boards)


def propose_mapping(
    session: Session, data: MappingInput, *, by: Act, justification: Justification = Justification.MANUAL
) -> UUID:
    """Add a mapping and return its id: confirmed at once when an editor makes it, else proposed."""
    if not may_propose(by):
        raise NotAllowedError("Uw rol staat deze handeling niet toe.", remedy="Vraag de beheerder van uw bestuur.")
    hold_turn(session)
    link = Link(End(data.subject_scheme, data.subject_code), data.predicate, End(data.object_scheme, data.object_code))
    demand_known(session, link)
    demand_free(session, web(session), link, certain=data.certain)
    return store_link(session, link, data, justification, by=by).id


def confirm_mapping(
    session: Session, mapping_id: UUID, data: DecisionInput, *, by: Act, expected_version: int | None = None
) -> None:
    """Make a proposed mapping hold."""
    by.demand(Right.EDIT_CATALOGUE)
    hold_turn(session)
    row = _row(session, mapping_id, expected_version)
    if row.state is not MappingState.PROPOSED:
        raise RuleRefusedError("Deze afbeelding is geen voorstel meer.")
    refuse(session, web(session).judge(link_of(row)), certain=data.certain)
    _decide(session, row, MappingState.CONFIRMED, data.reason, by=by)


def withdraw_mapping(
    session: Session, mapping_id: UUID, data: DecisionInput, *, by: Act, expected_version: int | None = None
) -> None:
    """Take a mapping back with a reason: an editor any, somebody else only a proposal of their own."""
    row = _row(session, mapping_id, expected_version)
    own = row.proposed_by == by.actor.key and row.state is MappingState.PROPOSED and may_propose(by)
    if not own:
        by.demand(Right.EDIT_CATALOGUE)
    if row.state is MappingState.WITHDRAWN:
        raise RuleRefusedError("Deze afbeelding is al ingetrokken.")
    if not data.reason:
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=(Problem("reason", "Geef een reden."),))
    _decide(session, row, MappingState.WITHDRAWN, data.reason, by=by)


def change_mapping(
    session: Session, mapping_id: UUID, data: DetailsInput, *, by: Act, expected_version: int | None = None
) -> None:
    """Change source, trust or note; another relation is another mapping."""
    by.demand(Right.EDIT_CATALOGUE)
    row = _row(session, mapping_id, expected_version)
    before, after = {}, {}
    for name in DetailsInput.model_fields:
        old, new = getattr(row, name), getattr(data, name)
        if old != new:
            before[name], after[name] = str(old), str(new)
            setattr(row, name, new)
    if after:
        row.row_version += 1
        _note(session, row, "mapping.changed", before, after, by=by)


def accept_suggestions(session: Session, left: str, right: str, keys: Iterable[str], *, by: Act) -> Accepted:
    """Turn suggestions into mappings, one by one: what clashes, or asks for a closer look, is left with the reason."""
    if not may_propose(by):
        raise NotAllowedError("Uw rol staat deze handeling niet toe.", remedy="Vraag de beheerder van uw bestuur.")
    hold_turn(session)
    standing = web(session)
    done, refused = 0, []
    for one in chosen(session, left, right, keys):
        try:
            _accept(session, standing, one, by=by)
        except DomainError as error:
            problem = error.problems[0] if error.problems else Problem("", error.message, params=error.params)
            told = {name: str(value) for name, value in problem.params.items()}
            refused.append(Left(key=one.key, reason=problem.message, params=told))
        else:
            done += 1
    return Accepted(done=done, left=tuple(refused))


def _accept(session: Session, standing: Web, one: Proposal, *, by: Act) -> None:
    link = Link(one.left.end, one.predicate, one.right.end)
    demand_free(session, standing, link, certain=False)
    data = MappingInput(
        subject_scheme=link.subject.scheme,
        subject_code=link.subject.code,
        predicate=link.predicate,
        object_scheme=link.object.scheme,
        object_code=link.object.code,
        source=one.said,
        trust=Trust.UNCONFIRMED,
    )
    row = store_link(session, link, data, one.justification, by=by)
    if row.state is MappingState.CONFIRMED:
        standing.add(link_of(row))


def store_link(session: Session, link: Link, data: MappingInput, justification: Justification, *, by: Act) -> Mapping:
    """Write a statement that was judged: confirmed when an editor makes it, else as a proposal."""
    editor = by.actor.may(Right.EDIT_CATALOGUE)
    row = Mapping(
        subject_scheme=link.subject.scheme,
        subject_code=link.subject.code,
        predicate=link.predicate,
        object_scheme=link.object.scheme,
        object_code=link.object.code,
        state=MappingState.CONFIRMED if editor else MappingState.PROPOSED,
        justification=justification,
        source=data.source,
        trust=data.trust if editor else Trust.UNCONFIRMED,
        note=data.note,
        proposed_at=by.now,
        proposed_by=by.actor.key,
        proposed_label=by.actor.label,
        decided_at=by.now if editor else None,
        decided_by=by.actor.key if editor else "",
        decided_label=by.actor.label if editor else "",
    )
    session.add(row)
    session.flush()
    _note(session, row, f"mapping.{row.state.value}", None, _content(row), by=by)
    return row


def _decide(session: Session, row: Mapping, state: MappingState, reason: str, *, by: Act) -> None:
    before = row.state
    row.state, row.reason = state, reason
    row.decided_at, row.decided_by, row.decided_label = by.now, by.actor.key, by.actor.label
    row.row_version += 1
    _note(session, row, f"mapping.{state.value}", {"state": before.value}, _content(row), by=by)


def _row(session: Session, mapping_id: UUID, expected_version: int | None) -> Mapping:
    row = session.get(Mapping, mapping_id)
    if row is None:
        raise NotFoundError("Deze afbeelding is niet gevonden.")
    if expected_version is not None and expected_version != row.row_version:
        raise ConflictError("De afbeelding is intussen gewijzigd.", remedy="Bekijk haar opnieuw.")
    return row


def _content(row: Mapping) -> dict[str, Any]:
    return {
        "subject": [row.subject_scheme, row.subject_code],
        "predicate": row.predicate.value,
        "object": [row.object_scheme, row.object_code],
        "state": row.state.value,
        "source": row.source,
        "reason": row.reason,
    }


def _note(
    session: Session, row: Mapping, kind: str, before: dict[str, Any] | None, after: dict[str, Any], *, by: Act
) -> None:
    record(session, by=by, kind=kind, subject=SubjectKind.MAPPING, key=str(row.id), before=before, after=after)
