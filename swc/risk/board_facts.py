"""Reads everything the rules ask of one board, in a fixed number of statements whatever its size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, select

from fora.derivation import published_reach
from swc.boards.kinds import Sector
from swc.boards.measurements import newest
from swc.boards.models import Board, School
from swc.catalogue.kinds import Trust
from swc.dpia.criteria import WP_SCHEME
from swc.dpia.kinds import Answer, AssessmentKind, Finding, RiskLevel
from swc.dpia.queries import dpias_of
from swc.dpia.schemas import CriterionFact, DpiaStatus
from swc.landscape.answers import board_answers, circumstances
from swc.landscape.kinds import ACTIVE, CategoryOrigin, SettingAnswer, UsageStatus
from swc.landscape.queries import use_summaries
from swc.landscape.schemas import UseSummary
from swc.landscape.settings import asked
from swc.risk.contract_facts import contracts, exits
from swc.risk.coupling_facts import couplings
from swc.risk.dossier_facts import Dossiers, dossiers
from swc.risk.facts import (
    AgreementFacts,
    BoardFacts,
    CategoryFact,
    ComponentFact,
    DpiaFacts,
    Known,
    MeasureFact,
    MeasurementFact,
    ProductFacts,
    Stage,
    UseFacts,
    VendorFacts,
)
from swc.risk.product_facts import Products, products
from swc.risk.reference import reference
from swc.risk.register_facts import RegisterFacts, register_facts
from swc.risk.required_biv import Required, required_biv
from swc.risk.supply_facts import NO_EXIT, ExitFact
from vocab.kept import Kept


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything read of a board, ready to be bound to each use."""

    products: Products
    dossiers: Dossiers
    register: RegisterFacts
    answers: Mapping[UUID, Mapping[str, SettingAnswer]]
    required: Required
    exits: Mapping[UUID, ExitFact]


class _Held(NamedTuple):
    """What the assessments of one use hold."""

    dtia_settled: bool
    fria_settled: bool
    residual: RiskLevel | None
    consulted_on: date | None
    open_measures: tuple[MeasureFact, ...]


class _About(NamedTuple):
    """Everything that the facts of one use are put together from."""

    use: UseSummary
    dpia: DpiaStatus
    product: ProductFacts
    vendor: VendorFacts
    held: _Held
    answers: tuple[tuple[str, SettingAnswer], ...]
    required: Required
    special_grounds: tuple[str, ...] | None
    exit: ExitFact


_KEPT: Kept[UseFacts] = Kept()
_NOTHING: Mapping[str, SettingAnswer] = {}


def board_facts(session: Session, board_number: str, today: date) -> BoardFacts | None:
    """Return the facts of a board on a day; nothing when there is no such board."""
    board = session.get(Board, board_number)
    if board is None:
        return None
    uses = use_summaries(session, board_number, on=today)
    return facts_of(session, board, uses, dpias_of(session, board_number, uses, today), today)


def facts_of(
    session: Session,
    board: Board,
    uses: tuple[UseSummary, ...],
    dpias: Mapping[UUID, DpiaStatus],
    today: date,
) -> BoardFacts:
    """Return the facts of a board whose uses and DPIA statuses were read before."""
    number, reach = board.number, published_reach(session)
    known = _Known(
        products=products(session, number, today),
        dossiers=dossiers(session, number, today),
        register=register_facts(session, number),
        answers=board_answers(session, number),
        required=required_biv(reach),
        exits=exits(session, number),
    )
    return BoardFacts(
        number=number,
        name=board.name,
        today=today,
        reference=reference(reach, board_sectors(session, board), today),
        uses=tuple(_use(use, dpias[use.id], known) for use in uses),
        couplings=couplings(session, number, {use.id: use.name for use in uses}),
        activities=known.register.activities,
        measurements={
            one.topic: MeasurementFact(one.level, one.measured_on, one.source) for one in newest(session, number)
        },
        contracts=contracts(session, number, today),
    )


def board_sectors(session: Session, board: Board) -> tuple[Sector, ...]:
    """Return the sectors of the schools of a board, or its own where no school says."""
    found = session.exec(select(School.sector).where(School.board_number == board.number).distinct()).all()
    return tuple(Sector(one) for one in found if one != Sector.UNKNOWN) or (Sector(board.sector),)


def _use(use: UseSummary, dpia: DpiaStatus, known: _Known) -> UseFacts:
    """Return the facts of a use, put together again only where any of them differs."""
    about = _About(
        use=use,
        dpia=dpia,
        product=known.products.product(use.product_key, use.version_id, dpia.central_newest),
        vendor=known.products.vendor(use.product_key),
        held=_held(use.id, dpia.assessment_id, known.dossiers),
        answers=tuple(known.answers.get(use.id, _NOTHING).items()),
        required=known.required,
        special_grounds=known.register.grounds.get(str(use.id)),
        exit=known.exits.get(use.id, NO_EXIT),
    )
    return _KEPT.of(use.id, about, lambda: _put_together(about))


def _put_together(about: _About) -> UseFacts:
    use, product = about.use, about.product
    given = dict(about.answers)
    return UseFacts(
        id=str(use.id),
        name=use.name,
        stage=_stage(use.status),
        status=use.status,
        product=product,
        vendor=about.vendor,
        components=tuple(ComponentFact(one.guid, one.name) for one in use.components),
        personal_data=Known(use.personal_data.value),
        data_level=use.data_level,
        categories=tuple(_categories(use)),
        categories_unknown=use.categories_unknown or (not use.categories and use.personal_data.value != Known.NO),
        criticality=use.criticality,
        agreement=_agreement(use),
        dpia=_dpia(about.dpia, about.held),
        answers={code: given.get(code) for code in asked(circumstances(use, product.ai_use))},
        required=about.required.of(use),
        special_grounds=about.special_grounds,
        exit=about.exit,
    )


def _agreement(use: UseSummary) -> AgreementFacts:
    agreement = use.agreement
    annex = agreement.annex_categories
    return AgreementFacts(
        presence=agreement.presence,
        model=agreement.model_version,
        signed_on=agreement.signed_on,
        valid_until=agreement.valid_until,
        signer_authorised=agreement.signer_authorised,
        annex_categories=None if annex is None else frozenset(annex),
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


def _held(use_id: UUID, counting: UUID | None, held: Dossiers) -> _Held:
    """Return what the assessments of a use hold, of which `counting` is the one that its status is of."""
    return _Held(
        dtia_settled=use_id in held.settled[AssessmentKind.DTIA],
        fria_settled=use_id in held.settled[AssessmentKind.FRIA],
        residual=held.residual.get(counting) if counting else None,
        consulted_on=held.consulted.get(counting) if counting else None,
        open_measures=held.open_measures(use_id, counting),
    )


def _dpia(dpia: DpiaStatus, held: _Held) -> DpiaFacts:
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
        dtia_settled=held.dtia_settled,
        fria_settled=held.fria_settled,
        fg_advice_on=dpia.fg_advice_on,
        fg_advice=dpia.fg_advice,
        residual=held.residual,
        consulted_on=held.consulted_on,
        open_measures=held.open_measures,
    )


def _wp248_hits(criteria: Iterable[CriterionFact]) -> tuple[str, ...]:
    """Return the criteria of WP248 that hold: a person's answer counts before what was derived."""
    return tuple(one.criterion for one in criteria if one.scheme == WP_SCHEME and _holds(one))


def _holds(one: CriterionFact) -> bool:
    return one.derived is Finding.YES if one.answer is None else one.answer is Answer.YES
