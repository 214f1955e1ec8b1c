"""Publishing a version of a central DPIA: exactly the local assessments on that product re-open, with what changed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.audit.service import touched
from swc.catalogue.inputs import CentralMeasureInput, CentralVersionInput
from swc.catalogue.kinds import CentralOutcome
from swc.catalogue.service import add_central_version
from swc.dpia.follow import REOPENABLE, follow
from swc.dpia.kinds import AssessmentKind, DpiaEvent, DpiaState
from swc.dpia.models import Assessment, AssessmentScope, AssessmentStep
from swc.dpia.schemas import CitationInput, StepInput
from swc.dpia.service import cite_central, step
from swc.landscape.models import Use
from swc.register.kinds import ActivityState, AnchorKind, BoardRole, RegisterField, ValueState
from swc.register.models import ProcessingActivity, ProcessingValue
from tests.factories.boards import make_board
from tests.factories.catalogue import make_central, make_central_measure, make_product
from tests.factories.dpia import make_assessment
from tests.factories.landscape import make_use
from tests.personas import BOARD_A, BOARD_B, NOW, SACHA, SYSTEM_ACT, acting

BOARD_C = "41103"
KEY = "dpia-leerspoor"
TODAY = date(2026, 3, 2)
ROUND = (
    DpiaEvent.SCREEN,
    DpiaEvent.CONCLUDE_REQUIRED,
    DpiaEvent.START,
    DpiaEvent.ASK_ADVICE,
    DpiaEvent.ADVISE,
    DpiaEvent.APPROVE,
)


@pytest.fixture
def market(session: Session) -> Session:
    """Two products; a central DPIA on the first, of which version 1 asks one thing of boards."""
    for number in (BOARD_A, BOARD_B, BOARD_C):
        make_board(session, number=number, name=f"Bestuur {number}")
    make_product(session)
    make_product(session, "leergang")
    make_central(session, versions=(("2024-05", CentralOutcome.CONDITIONAL),))
    make_central_measure(session, "M1", text="Zet namen uit.")
    return session


def approve(session: Session, use: Use, *, cites: int | None = None) -> Assessment:
    """Take a use the whole way to an approval, citing a version of the central DPIA or not."""
    if cites is not None:
        cited = CitationInput(central_key=KEY, central_number=cites)
        cite_central(session, use.board_number, use.id, cited, by=SYSTEM_ACT)
    for event in ROUND:
        data = StepInput(event=event, reason="Zo besloten.", on=TODAY, advice="Akkoord.")
        step(session, use.board_number, use.id, AssessmentKind.DPIA, data, by=SYSTEM_ACT)
    return session.exec(select(Assessment).where(Assessment.use_id == use.id)).one()


def over_activity(session: Session, board_number: str, use: Use) -> Assessment:
    """Return an approved assessment over an established activity in which a use takes part."""
    activity = ProcessingActivity(
        board_number=board_number,
        anchor_kind=AnchorKind.USE,
        anchor_key=str(use.id),
        anchor_name="Begeleiden",
        name="Begeleiden",
        role=BoardRole.CONTROLLER,
        state=ActivityState.ESTABLISHED,
        current_version=1,
        created_at=NOW,
        updated_at=NOW,
    )
    row = Assessment(
        board_number=board_number,
        kind=AssessmentKind.DPIA,
        title="Begeleiden",
        state=DpiaState.APPROVED,
        state_since=NOW,
        central_key=KEY,
        central_number=1,
    )
    session.add_all([activity, row])
    session.flush()
    session.add(AssessmentScope(assessment_id=row.id, activity_id=activity.id))
    session.add(
        ProcessingValue(
            activity_id=activity.id,
            field=RegisterField.APPLICATION,
            key=str(use.id),
            label=use.product_key,
            state=ValueState.ACCEPTED,
            decided_at=NOW,
            decided_by="carla",
        )
    )
    session.flush()
    return row


def publish(session: Session) -> None:
    """Publish version 2 as a unit of work does: the deed, then the followers on what it touched."""
    session.info.pop("touched", None)
    data = CentralVersionInput(
        dated="2026-02",
        outcome=CentralOutcome.NEGATIVE,
        measures=(CentralMeasureInput(code="M1", text="Zet alles uit."), CentralMeasureInput(text="Informeer ouders.")),
    )
    add_central_version(session, KEY, data, by=acting(SACHA))
    follow(session, touched(session), by=acting(SACHA))
    session.flush()


def standing(session: Session) -> dict[UUID, tuple[DpiaState, int, str]]:
    """Return every assessment of every board as it stands."""
    session.expire_all()
    return {one.id: (one.state, one.row_version, one.reason) for one in session.exec(select(Assessment))}


def test_of_three_boards_exactly_those_with_the_product_reopen(market: Session) -> None:
    cites = approve(market, make_use(market, board=BOARD_A, product="leerspoor"), cites=1)
    own = approve(market, make_use(market, board=BOARD_B, product="leerspoor"))
    other = approve(market, make_use(market, board=BOARD_C, product="leergang"))
    beside = approve(market, make_use(market, board=BOARD_A, product="leergang"))
    before = standing(market)
    publish(market)
    after = standing(market)
    assert {key for key in before if before[key] != after[key]} == {cites.id, own.id}
    assert {after[key][0] for key in (cites.id, own.id)} == {DpiaState.REVIEW}
    assert after[cites.id][2] == (
        "Er is een nieuwere versie van de centrale DPIA ‘dpia-leerspoor’ (2026-02). "
        "De uitkomst is nu ‘Ongunstig’; die was ‘Gunstig onder voorwaarden’. "
        "Gewijzigde maatregel voor besturen (M1): Zet alles uit. "
        "Nieuwe maatregel voor besturen (M2): Informeer ouders."
    )
    assert after[own.id][2] == after[cites.id][2]
    assert {after[one.id][0] for one in (other, beside)} == {DpiaState.APPROVED}
    reopened = market.exec(select(Event.board_number).where(Event.kind == "assessment.trigger_review")).all()
    assert sorted(str(one) for one in reopened) == [BOARD_A, BOARD_B]


def test_an_assessment_over_activities_that_hold_a_use_of_the_product_reopens_too(market: Session) -> None:
    with_product = over_activity(market, BOARD_A, make_use(market, board=BOARD_A, product="leerspoor"))
    without = over_activity(market, BOARD_B, make_use(market, board=BOARD_B, product="leergang"))
    without.central_key = without.central_number = None
    market.flush()
    publish(market)
    after = standing(market)
    assert (after[with_product.id][0], after[without.id][0]) == (DpiaState.REVIEW, DpiaState.APPROVED)
    assert "Gewijzigde maatregel voor besturen (M1): Zet alles uit." in after[with_product.id][2]


def test_following_once_more_changes_nothing(market: Session) -> None:
    approve(market, make_use(market, board=BOARD_A, product="leerspoor"), cites=1)
    publish(market)
    before = standing(market)
    follow(market, touched(market), by=acting(SACHA))
    assert standing(market) == before


CASES = st.lists(
    st.tuples(
        st.sampled_from([BOARD_A, BOARD_B, BOARD_C]),
        st.sampled_from(["leerspoor", "leergang"]),
        st.sampled_from([*REOPENABLE, DpiaState.IN_PROGRESS, DpiaState.REVIEW, DpiaState.DECISION]),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cases=CASES)
def test_no_other_assessment_of_any_board_changes(
    market: Session, cases: list[tuple[str, str, DpiaState, bool]]
) -> None:
    with market.begin_nested() as undone:
        expected = set()
        for board_number, product, state, cites in cases:
            use = make_use(market, board=board_number, product=product)
            central = (KEY, 1) if cites and product == "leerspoor" else None
            row = make_assessment(market, use_id=use.id, board_number=board_number, state=state, central=central)
            if central and state in REOPENABLE:
                expected.add(row.id)
        before = standing(market)
        publish(market)
        after = standing(market)
        steps = set(market.exec(select(AssessmentStep.assessment_id)).all())
        assert {key for key in before if before[key] != after[key]} == expected == steps
        assert all(after[key][0] is DpiaState.REVIEW for key in expected)
        undone.rollback()
