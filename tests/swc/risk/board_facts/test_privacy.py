"""Facts of a board from register, assessment files, settings, certificates and measurements."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from swc.boards.models import BoardMeasurement
from swc.catalogue.kinds import Addressee, DataLevel
from swc.catalogue.models import ProductCertificate, Vendor
from swc.dpia.kinds import AssessmentKind, DpiaState, MeasureState, RiskLevel
from swc.dpia.models import AssessmentMeasure, AssessmentRisk, AssessmentScope
from swc.landscape.kinds import SettingAnswer
from swc.landscape.models import Use, UseAnswer
from swc.register.kinds import ActivityState, RegisterField
from swc.risk.board_facts import board_facts
from swc.risk.facts import BivFact, BoardFacts, Known, UseFacts
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.dpia import make_activity, make_assessment
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, NOW
from tests.query_count import counted

TODAY = date(2026, 3, 2)
GROUND = {RegisterField.SPECIAL_GROUND: (("zwaarwegend-algemeen-belang", "Zwaarwegend algemeen belang"),)}


@pytest.fixture
def use(session: Session) -> Use:
    make_landscape(session)
    make_vendor(session, "huis", country="NL")
    make_product(session, "spoor", vendor_key="huis", data_level=DataLevel.SENSITIVE)
    return make_use(session, product="spoor", categories=("P01",))


def read(session: Session) -> BoardFacts:
    """Return the facts of board A."""
    session.flush()
    found = board_facts(session, BOARD_A, TODAY)
    assert found is not None
    return found


def facts_of(session: Session, use: Use) -> UseFacts:
    """Return the facts of one use."""
    return next(one for one in read(session).uses if one.id == str(use.id))


def test_the_register_gives_grounds_and_activities_of_what_was_established(session: Session, use: Use) -> None:
    assert not facts_of(session, use).in_register
    make_activity(session, uses=(use.id,), state=ActivityState.ENDED)
    assert not facts_of(session, use).in_register
    make_activity(session, uses=(use.id,), name="Begeleiden")
    assert facts_of(session, use).special_grounds == ()
    make_activity(session, uses=(use.id,), name="Zorg", values=GROUND)
    assert facts_of(session, use).special_grounds == ("zwaarwegend-algemeen-belang",)
    assert [one.name for one in read(session).activities] == ["Begeleiden", "Zorg"]


def test_the_highest_remaining_risk_counts_and_one_not_estimated_keeps_a_low_one_from_it(
    session: Session, use: Use
) -> None:
    row = make_assessment(session, use_id=use.id, state=DpiaState.APPROVED)
    assert facts_of(session, use).dpia.residual is None
    session.add(AssessmentRisk(assessment_id=row.id, title="Lek", residual_likelihood=1, residual_impact=1))
    assert facts_of(session, use).dpia.residual is RiskLevel.LOW
    session.add(AssessmentRisk(assessment_id=row.id, title="Verlies"))
    assert facts_of(session, use).dpia.residual is RiskLevel.UNKNOWN
    session.add(AssessmentRisk(assessment_id=row.id, title="Misbruik", residual_likelihood=4, residual_impact=4))
    assert facts_of(session, use).dpia.residual is RiskLevel.VERY_HIGH


@pytest.mark.parametrize("kind", [AssessmentKind.DPIA, AssessmentKind.DTIA])
def test_open_measures_of_every_assessment_of_a_use_count(session: Session, use: Use, kind: AssessmentKind) -> None:
    row = make_assessment(session, use_id=use.id, kind=kind, state=DpiaState.APPROVED)
    for state in (MeasureState.OPEN, MeasureState.DONE):
        session.add(
            AssessmentMeasure(assessment_id=row.id, text=state.value, addressee=Addressee.BOARD, state=state, due=TODAY)
        )
    assert [(one.text, one.due) for one in facts_of(session, use).dpia.open_measures] == [("open", TODAY)]


def test_a_settled_assessment_of_rights_counts_for_its_use_and_over_the_activities_that_hold_it(
    session: Session, use: Use
) -> None:
    other = make_use(session, product="spoor", own_name="Ander", categories=("P01",))
    make_assessment(session, use_id=use.id, kind=AssessmentKind.FRIA, state=DpiaState.APPROVED)
    activity = make_activity(session, uses=(other.id,))
    over = make_assessment(session, use_id=None, kind=AssessmentKind.FRIA, state=DpiaState.APPROVED)
    session.add(AssessmentScope(assessment_id=over.id, activity_id=activity.id))
    assert facts_of(session, use).dpia.fria_settled
    assert facts_of(session, other).dpia.fria_settled
    over.state = DpiaState.REVIEW
    assert not facts_of(session, other).dpia.fria_settled


def test_answers_hold_only_the_questions_that_apply(session: Session, use: Use) -> None:
    for question in ("mfa-staff", "own-keys"):
        session.add(
            UseAnswer(
                use_id=use.id,
                question=question,
                answer=SettingAnswer.YES,
                answered_at=NOW,
                answered_by="Carla",
            )
        )
    found = facts_of(session, use)
    assert (found.said("mfa-staff"), found.said("own-password"), found.said("own-keys")) == (
        Known.YES,
        Known.UNKNOWN,
        Known.NO,
    )


def test_valid_certificates_prove_the_heaviest_level_of_each_aspect(session: Session, use: Use) -> None:
    session.add_all(
        ProductCertificate(product_key="spoor", certificate=code, valid_until=until, **levels)
        for code, until, levels in (
            ("certificeringsschema", None, {"availability": "midden"}),
            ("iso-27001", TODAY, {"availability": "laag", "confidentiality": "hoog"}),
            ("nen-7510", date(2026, 3, 1), {"integrity": "hoog"}),
        )
    )
    found = facts_of(session, use)
    assert found.product.proven == BivFact(2, 0, 3)
    assert found.required.confidentiality == 3


def test_covenant_and_the_newest_level_are_told(session: Session, use: Use) -> None:
    vendor = session.get(Vendor, "huis")
    assert vendor is not None
    vendor.covenant_member = False
    session.add_all(
        BoardMeasurement(
            board_number=BOARD_A,
            topic="supplier-management",
            measured_on=date(year, 1, 1),
            level=level,
            recorded_at=NOW,
            recorded_by="Admin",
        )
        for year, level in ((2024, 1), (2026, 2))
    )
    assert facts_of(session, use).vendor.covenant_member is False
    assert read(session).measurements["supplier-management"].level == 2


def test_more_of_everything_takes_no_more_statements(session: Session, use: Use) -> None:
    row = make_assessment(session, use_id=use.id, state=DpiaState.APPROVED)
    read(session)
    with counted(session) as few:
        read(session)
    for at in range(4):
        more = make_use(session, product="spoor", own_name=f"Extra {at}", categories=("P01",))
        make_activity(session, uses=(more.id,), name=f"Werk {at}")
        session.add(AssessmentRisk(assessment_id=row.id, title=f"Risico {at}"))
    session.flush()
    with counted(session) as many:
        read(session)
    assert len(few) == len(many)
