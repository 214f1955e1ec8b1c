"""The demo's uses with placements, agreements and couplings, and what people say of what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlmodel import Session

from api.demo.data import CouplingRow, UseRow, VerdictRow, VersionRow, day, many, rows
from api.demo.people import Cast
from swc.access.kinds import Act
from swc.access.roles import Role
from swc.landscape import service
from swc.landscape.kinds import AgreementPresence, Criticality, Direction, UsageStatus, Verdict
from swc.landscape.queries import use_detail
from swc.landscape.schemas import AgreementInput, CouplingInput, UseCreate, VerdictInput

LATEST = 60
"""The landscapes were filled in this many days ago, unless a use started later."""


@dataclass(frozen=True, slots=True)
class Place:
    """A use of the demo by board and product, as the data files name it."""

    board: str
    product: str


def add_uses(session: Session, cast: Cast, keys: dict[str, str], guids: dict[str, str]) -> dict[Place, UUID]:
    """Add every use with its agreement; `keys` gives fictional products and `guids` components by name."""
    found: dict[Place, UUID] = {}
    versions = {Place(board, row.product): row.name for row in rows(VersionRow) for board in many(row.boards)}
    for row in rows(UseRow):
        by = cast.act(row.board, Role.EDITOR, days_ago=LATEST, reason="Inventarisatie")
        place = Place(row.board, row.product)
        data = _use(row, keys, guids, by=by).model_copy(update={"version_name": versions.get(place)})
        use_id = service.add_use(session, row.board, data, by=by)
        if row.agreement:
            service.set_agreement(
                session, row.board, use_id, _agreement(row, by=cast.act(row.board, Role.EDITOR)), by=by
            )
        found[place] = use_id
    return found


def _use(row: UseRow, keys: dict[str, str], guids: dict[str, str], *, by: Act) -> UseCreate:
    return UseCreate(
        product_key=keys.get(row.product, row.product),
        own_name=row.own_name,
        status=UsageStatus(row.status),
        start_date=day(row.since, by.today),
        whole_board=not row.schools,
        schools=many(row.schools),
        owner_role=row.owner,
        hosting=row.hosting or None,
        users=int(row.users) if row.users else None,
        yearly_cost=Decimal(row.cost) if row.cost else None,
        criticality=Criticality(row.criticality) if row.criticality else None,
        notes=row.notes,
        components=tuple(guids[name] for name in many(row.components)),
        categories=many(row.categories),
    )


def _agreement(row: UseRow, *, by: Act) -> AgreementInput:
    return AgreementInput(
        presence=AgreementPresence(row.agreement),
        model_version=row.model,
        signed_on=day(row.signed, by.today),
        valid_until=day(row.until, by.today),
    )


def add_couplings(session: Session, cast: Cast, uses: dict[Place, UUID]) -> None:
    """Add the data flows."""
    for row in rows(CouplingRow):
        data = CouplingInput(
            source_use_id=uses[Place(row.board, row.source)],
            target_use_id=uses[Place(row.board, row.target)] if row.target else None,
            target_name=row.target_name,
            direction=Direction(row.direction),
            kind=row.kind,
            description=row.description,
            standards=many(row.standards),
            categories=many(row.categories),
        )
        service.add_coupling(session, row.board, data, by=cast.act(row.board, Role.EDITOR, days_ago=LATEST - 5))


def give_verdicts(session: Session, cast: Cast, uses: dict[Place, UUID]) -> None:
    """Accept or reject an information object that follows from a placement, where one does."""
    for row in rows(VerdictRow):
        use_id = uses[Place(row.board, row.product)]
        by = cast.act(row.board, Role.EDITOR, days_ago=LATEST - 10)
        detail = use_detail(session, row.board, use_id, on=by.today)
        objects = detail.information_objects if detail else ()
        if objects:
            chosen = objects[0] if row.choose == "first" else objects[-1]
            data = VerdictInput(element_guid=chosen.guid, verdict=Verdict(row.verdict), reason=row.reason)
            service.decide(session, row.board, use_id, data, by=by)
