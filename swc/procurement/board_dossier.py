"""What a board adds to a tender dossier: what it uses now, how large that is, and which exchanges have to go on.

Of a DPIA only the state is told, also to who may read more: a dossier leaves the board (the wall that SIVON keeps
between buying and DPIAs).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.dpia.queries import dpias_of
from swc.landscape.contracts.queries import contracts
from swc.landscape.contracts.schemas import ContractSummary
from swc.landscape.kinds import UsageStatus
from swc.landscape.queries import couplings, use_summaries
from swc.landscape.schemas import CouplingDetail, UseSummary
from swc.procurement.dossier import component_dossier, product_dossier
from swc.procurement.kinds import SubjectOf
from swc.procurement.schemas import BuyingBoard, KeptCoupling, OwnUse, TenderDossier


def board_dossier(
    session: Session, board_number: str, subject: SubjectOf, key: str, *, by: Act
) -> TenderDossier | None:
    """Return the public dossier with what the board has itself, for who may read the board; a fixed number of reads."""
    board = open_board(session, board_number, by=by)
    public = (component_dossier if subject is SubjectOf.COMPONENT else product_dossier)(session, key, on=by.today)
    if public is None:
        return None
    return public.model_copy(update={"board": _board(session, board, public, by.today)})


def _board(session: Session, board: BoardDetail, dossier: TenderDossier, on: date) -> BuyingBoard:
    mine = _mine(use_summaries(session, board.number, on=on), dossier)
    states = {use_id: found.state.value for use_id, found in dpias_of(session, board.number, mine, on).items()}
    running = tuple(one for one in contracts(session, board.number, on) if one.may_hold)
    known = [one.users for one in mine if one.users is not None]
    return BuyingBoard(
        number=board.number,
        name=board.name,
        kvk_number=board.kvk_number,
        pupils=board.pupils,
        pupils_at_least=board.pupils_at_least,
        schools=len(board.schools),
        users=sum(known) if known else None,
        users_unknown=len(mine) - len(known),
        uses=tuple(_own_use(one, running, states.get(one.id, "")) for one in mine),
        couplings=_kept(couplings(session, board.number), {one.id: one.name for one in mine}),
        row_version=board.row_version,
    )


def _mine(uses: Iterable[UseSummary], dossier: TenderDossier) -> tuple[UseSummary, ...]:
    """Return the uses that the dossier is about: of the product itself, or placed on one of its components."""
    guids = {one.guid for one in dossier.components}
    return tuple(
        use
        for use in uses
        if use.status is not UsageStatus.PHASED_OUT
        and (
            (dossier.subject is SubjectOf.PRODUCT and use.product_key == dossier.key)
            or any(one.guid in guids for one in use.components)
        )
    )


def _own_use(use: UseSummary, running: Sequence[ContractSummary], dpia_state: str) -> OwnUse:
    """Return a use with the contract that ends last, since that one binds the board longest."""
    under = [one for one in running if any(each.id == use.id for each in one.uses) and one.term_end is not None]
    last = max(under, key=lambda one: one.term_end or date.min, default=None)
    return OwnUse(
        id=use.id,
        name=use.name,
        product_key=use.product_key,
        product_name=use.product_name,
        status=use.status,
        users=use.users,
        whole_board=use.whole_board,
        schools=len(use.schools),
        contract_end=last.term_end if last else use.end_date,
        last_notice_day=last.last_notice_day if last else None,
        agreement=use.agreement.presence,
        agreement_model=use.agreement.model_version,
        dpia_state=dpia_state,
    )


def _kept(found: Iterable[CouplingDetail], mine: dict[UUID, str]) -> tuple[KeptCoupling, ...]:
    """Return the couplings of the uses with what is outside them."""
    return tuple(
        KeptCoupling(
            id=one.id,
            use_name=one.source_name if one.source_use_id in mine else one.target_name,
            other_name=one.target_name if one.source_use_id in mine else one.source_name,
            direction=one.direction,
            kind=one.kind,
            standards=one.standards,
            categories=one.categories,
        )
        for one in found
        if one.source_use_id in mine or one.target_use_id in mine
    )
