"""What hangs on a vendor, group, product, sub-processor or facility of a board, should it stop, be sold or leak."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.catalogue.rules import group
from swc.catalogue.schemas import VendorGroup
from swc.dependency import affected
from swc.dependency.affected import Touched
from swc.dependency.alternatives import alternatives
from swc.dependency.facts import BoardFacts
from swc.dependency.incident import incident
from swc.dependency.kinds import Scenario, TargetKind
from swc.dependency.norms import whole
from swc.dependency.queries import facts_of
from swc.dependency.rules import share
from swc.dependency.takeover import takeover
from swc.dependency.targets import leaning, target_of
from swc.dependency.whatif_schemas import AffectedDpia, WhatIf, WhatIfQuestion
from swc.dpia.queries import dpias_of
from swc.errors import InvalidInputError, NotFoundError
from swc.register.kinds import COUNTS, ActivityState, RegisterField, ValueState
from swc.register.models import ProcessingActivity, ProcessingValue
from vocab.errors import Problem


def open_what_if(session: Session, board_number: str, question: WhatIfQuestion, *, by: Act) -> WhatIf:
    """Return the answer to a what-if to who may read the board; raises `NotFoundError` otherwise."""
    by.demand(Right.READ_BOARD, board_number)
    return board_what_if(session, board_number, question, by.today)


def board_what_if(session: Session, board_number: str, question: WhatIfQuestion, today: date) -> WhatIf:
    """Return everything of a board that hangs on a target, in a fixed number of statements.

    Raises `NotFoundError` for an unknown board or for what no active use leans on, and `InvalidInputError` for a
    takeover without an acquirer that the catalogue knows.
    """
    return answer(session, facts_of(session, board_number, today), question)


def answer(session: Session, facts: BoardFacts, question: WhatIfQuestion) -> WhatIf:
    """Return what `board_what_if` does, over facts that were read before."""
    today = facts.on
    target = target_of(facts, question.target_kind, question.target_key)
    if target is None:
        raise NotFoundError("Geen applicatie in gebruik bij dit bestuur leunt op „%(key)s”.", key=question.target_key)
    acquirer = _acquirer(facts, question)
    via = leaning(facts, question.target_kind, question.target_key)
    leaks = question.scenario is Scenario.BREACH
    facility = target.key if target.kind is TargetKind.FACILITY else ""
    touched = Touched(facts, via, _subjects(session, facts.number, via), facility)
    return WhatIf(
        board_number=facts.number,
        board_name=facts.name,
        on=today,
        question=question,
        target=target,
        uses=affected.affected_uses(touched),
        use_share=share(len(via), len(facts.uses)),
        schools=affected.schools(touched),
        pupils=affected.pupils(touched),
        unplaced=sum(use.unplaced for use in touched.uses),
        components=affected.components(touched),
        functions=affected.elements(touched, "functions"),
        processes=affected.elements(touched, "processes"),
        couplings=affected.couplings(touched),
        objects=affected.elements(touched, "objects"),
        categories=affected.categories(touched),
        categories_unknown=sum(use.summary.categories_unknown for use in touched.uses),
        subjects=affected.subjects(touched),
        agreements=affected.agreements(touched),
        contracts=affected.contracts(touched),
        dpias=_dpias(session, touched, today),
        alternatives=alternatives(session, touched, target, least=whole("vd01-min-boards", today)),
        takeover=takeover(touched, acquirer) if acquirer else None,
        incident=incident(touched, target, hours=whole("breach-notice-hours", today)) if leaks else None,
    )


def _acquirer(facts: BoardFacts, question: WhatIfQuestion) -> VendorGroup | None:
    """Return the group that takes the target over; nothing in another scenario."""
    if question.scenario is not Scenario.TAKEN_OVER:
        return None
    if question.acquirer_key not in facts.vendors:
        raise InvalidInputError(
            "Kies wie de overname doet.",
            problems=(
                Problem(
                    "acquirerKey", "Deze organisatie staat niet in de catalogus.", "Kies een leverancier of groep."
                ),
            ),
        )
    return group(facts.vendors, question.acquirer_key)


def _dpias(session: Session, touched: Touched, today: date) -> tuple[AffectedDpia, ...]:
    """Return how the DPIAs of the touched uses stand: state and duty, nothing that people wrote."""
    found = dpias_of(session, touched.facts.number, tuple(use.summary for use in touched.uses), today)
    return tuple(
        AffectedDpia(
            use=use.ref,
            state=found[use.id].state.value,
            duty=found[use.id].duty.value,
            settled=found[use.id].settled,
            expired=found[use.id].expired,
        )
        for use in touched.uses
    )


def _subjects(session: Session, board_number: str, uses: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """Return whom established processing activities say that the data of uses are about, in one statement."""
    query = (
        select(col(ProcessingValue.activity_id), col(ProcessingValue.field), col(ProcessingValue.key))
        .join(ProcessingActivity, col(ProcessingActivity.id) == col(ProcessingValue.activity_id))
        .where(
            col(ProcessingActivity.board_number) == board_number,
            col(ProcessingActivity.state) == ActivityState.ESTABLISHED,
            col(ProcessingValue.field).in_((RegisterField.APPLICATION, RegisterField.DATA_SUBJECT)),
            col(ProcessingValue.state).in_(COUNTS - {ValueState.LAPSED}),
        )
    )
    named = {str(use_id): use_id for use_id in uses}
    members: dict[UUID, set[UUID]] = {}
    about: dict[UUID, set[str]] = {}
    for activity, field, key in session.execute(query):
        if field is RegisterField.DATA_SUBJECT:
            about.setdefault(activity, set()).add(key)
        elif key in named:
            members.setdefault(activity, set()).add(named[key])
    found: dict[UUID, frozenset[str]] = {}
    for activity, mine in members.items():
        for use_id in mine:
            found[use_id] = found.get(use_id, frozenset()) | about.get(activity, set())
    return found
