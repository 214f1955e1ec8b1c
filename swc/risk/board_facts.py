"""Reads everything the rules ask of one board, in a fixed number of statements whatever its size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlmodel import Session, select

from swc.boards.kinds import Sector
from swc.boards.models import Board, School
from swc.catalogue.kinds import Trust
from swc.dpia.criteria import WP_SCHEME
from swc.dpia.kinds import Answer, AssessmentKind, Finding
from swc.dpia.models import Assessment
from swc.dpia.queries import dpias_of
from swc.dpia.rules import is_settled
from swc.dpia.schemas import CriterionFact, DpiaStatus
from swc.landscape.kinds import ACTIVE, CategoryOrigin, UsageStatus
from swc.landscape.queries import use_summaries
from swc.landscape.schemas import UseSummary
from swc.risk.coupling_facts import couplings
from swc.risk.facts import (
    AgreementFacts,
    BoardFacts,
    CategoryFact,
    ComponentFact,
    DpiaFacts,
    Known,
    Stage,
    UseFacts,
)
from swc.risk.product_facts import Products, products
from swc.risk.reference import reference


def board_facts(session: Session, board_number: str, today: date) -> BoardFacts | None:
    """Return the facts of a board on a day; nothing when there is no such board."""
    board = session.get(Board, board_number)
    if board is None:
        return None
    uses = use_summaries(session, board_number)
    return facts_of(session, board, uses, dpias_of(session, board_number, uses, today), today)


def facts_of(
    session: Session,
    board: Board,
    uses: tuple[UseSummary, ...],
    dpias: Mapping[UUID, DpiaStatus],
    today: date,
) -> BoardFacts:
    """Return the facts of a board whose uses and DPIA statuses were read before."""
    known = products(session, board.number)
    transfers = settled_transfers(session, board.number, today)
    return BoardFacts(
        number=board.number,
        name=board.name,
        today=today,
        reference=reference(session, board_sectors(session, board), today),
        uses=tuple(_use(use, dpias[use.id], known, dtia_settled=use.id in transfers) for use in uses),
        couplings=couplings(session, board.number, {use.id: use.name for use in uses}),
    )


def board_sectors(session: Session, board: Board) -> tuple[Sector, ...]:
    """Return the sectors of the schools of a board, or its own where no school says."""
    found = session.exec(select(School.sector).where(School.board_number == board.number).distinct()).all()
    return tuple(Sector(one) for one in found if one != Sector.UNKNOWN) or (Sector(board.sector),)


def settled_transfers(session: Session, board_number: str, today: date) -> frozenset[UUID]:
    """Return the uses whose transfer assessment (DTIA) is settled and not expired, in one statement."""
    rows = session.exec(
        select(Assessment).where(Assessment.board_number == board_number, Assessment.kind == AssessmentKind.DTIA)
    )
    return frozenset(row.use_id for row in rows if row.use_id and is_settled(row.state, row.review_due, today))


def _use(use: UseSummary, dpia: DpiaStatus, known: Products, *, dtia_settled: bool) -> UseFacts:
    agreement = use.agreement
    return UseFacts(
        id=str(use.id),
        name=use.name,
        stage=_stage(use.status),
        status=use.status,
        product=known.product(use.product_key, use.version_id, dpia.central_newest),
        vendor=known.vendor(use.product_key),
        components=tuple(ComponentFact(one.guid, one.name) for one in use.components),
        personal_data=Known(use.personal_data.value),
        data_level=use.data_level,
        categories=tuple(_categories(use)),
        categories_unknown=use.categories_unknown or (not use.categories and use.personal_data.value != Known.NO),
        criticality=use.criticality,
        agreement=AgreementFacts(
            agreement.presence, agreement.model_version, agreement.signed_on, agreement.valid_until
        ),
        dpia=_dpia(dpia, dtia_settled=dtia_settled),
    )


def _stage(status: UsageStatus) -> Stage:
    if status in ACTIVE:
        return Stage.ACTIVE
    return Stage.ENDED if status is UsageStatus.PHASED_OUT else Stage.PLANNED


def _categories(use: UseSummary) -> Iterable[CategoryFact]:
    """Yield each category once; confirmed when the board says so or a confirmed source does."""
    sure: dict[str, bool] = {}
    for one in use.categories:
        said = one.origin is CategoryOrigin.OWN or one.trust is Trust.CONFIRMED
        sure[one.code] = sure.get(one.code, False) or said
    return (CategoryFact(code, confirmed) for code, confirmed in sorted(sure.items()))


def _dpia(dpia: DpiaStatus, *, dtia_settled: bool) -> DpiaFacts:
    return DpiaFacts(
        state=dpia.state,
        duty=dpia.duty,
        ap_hits=dpia.outcome.ap_hits,
        wp248_hits=_wp248_hits(dpia.criteria) if dpia.outcome.wp_score else (),
        review_due=dpia.review_due,
        decided_on=dpia.decided_on,
        fg_seen_on=dpia.fg_seen_on,
        reason=dpia.reason,
        cited_key=dpia.central.key if dpia.central else None,
        cited_number=dpia.central.number if dpia.central else None,
        local_part_on=dpia.local_part_on,
        local_measures_on=dpia.local_measures_on,
        dtia_settled=dtia_settled,
    )


def _wp248_hits(criteria: Iterable[CriterionFact]) -> tuple[str, ...]:
    """Return the criteria of WP248 that hold: a person's answer counts before what was derived."""
    return tuple(one.criterion for one in criteria if one.scheme == WP_SCHEME and _holds(one))


def _holds(one: CriterionFact) -> bool:
    return one.derived is Finding.YES if one.answer is None else one.answer is Answer.YES
