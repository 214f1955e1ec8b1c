"""What falls due at a board."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from swc.catalogue.kinds import Addressee
from swc.dpia.kinds import DpiaState, MeasureState
from swc.dpia.models import Assessment, AssessmentMeasure
from swc.landscape.kinds import Renewal
from swc.landscape.models import Use
from swc.reminders.due import board_due
from swc.reminders.kinds import DueKind, Urgency
from swc.reminders.schemas import DueItem
from swc.risk.models import FlagAcceptance
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.contracts import make_contract
from tests.factories.dpia import make_assessment
from tests.factories.landscape import make_agreement, make_use
from tests.factories.risk import make_flag
from tests.personas import BOARD_A, BOARD_B, NOW
from tests.query_count import counted

TODAY = NOW.date()


@pytest.fixture
def use(session: Session) -> Use:
    """Return a use of an application at board A."""
    make_board(session)
    make_board(session, number=BOARD_B)
    make_product(session, "leerspoor", categories=("P05",))
    return make_use(session, product="leerspoor")


def due(session: Session, *kinds: DueKind) -> tuple[DueItem, ...]:
    """Return what falls due at board A."""
    return board_due(session, BOARD_A, "De Linde", TODAY, kinds or tuple(DueKind))


def measure(session: Session, assessment: Assessment, **columns: object) -> AssessmentMeasure:
    """Add a measure."""
    fields = {"text": "Zet MFA aan.", "addressee": Addressee.BOARD, "state": MeasureState.OPEN, **columns}
    row = AssessmentMeasure(assessment_id=assessment.id, **fields)
    session.add(row)
    session.flush()
    return row


def test_a_review_that_passed_is_overdue_and_leads_to_its_file(session: Session, use: Use) -> None:
    made = make_assessment(session, use_id=use.id, review_due=TODAY - timedelta(days=1))
    (found,) = due(session, DueKind.REVIEW)
    assert (found.urgency, found.due) == (Urgency.OVERDUE, TODAY - timedelta(days=1))
    assert found.page == f"/besturen/{BOARD_A}/dpia/dossiers/{made.id}"


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (DpiaState.REVIEW, DueKind.REOPENED),
        (DpiaState.SCREENING, DueKind.SCREENING),
        (DpiaState.REQUIRED, DueKind.START),
        (DpiaState.FG_ADVICE, DueKind.ADVICE),
        (DpiaState.DECISION, DueKind.DECISION),
    ],
)
def test_a_state_that_waits_for_somebody_asks_for_it(
    session: Session, use: Use, state: DpiaState, kind: DueKind
) -> None:
    make_assessment(session, use_id=use.id, state=state)
    found = [one for one in due(session) if one.kind is not DueKind.REGISTER_DIFFERENCE]
    assert [(one.kind, one.urgency) for one in found] == [(kind, Urgency.UNDATED)]


def test_the_authority_answers_within_eight_weeks(session: Session, use: Use) -> None:
    row = make_assessment(session, use_id=use.id, state=DpiaState.PRIOR_CONSULTATION)
    row.consulted_on = date(2026, 1, 12)
    session.add(row)
    session.flush()
    (found,) = due(session, DueKind.CONSULTATION)
    assert found.due == date(2026, 3, 9)


def test_open_measures_of_the_board_are_told_and_those_of_a_vendor_are_not(session: Session, use: Use) -> None:
    assessment = make_assessment(session, use_id=use.id, state=DpiaState.APPROVED_CONDITIONALLY)
    measure(session, assessment, due=TODAY, owner_role="ICT-coördinator")
    measure(session, assessment, text="Versleutel de opslag.", addressee=Addressee.VENDOR)
    measure(session, assessment, text="Klaar.", state=MeasureState.DONE, done_on=TODAY)
    (found,) = due(session, DueKind.MEASURE)
    assert (found.about, found.owner_role, found.urgency) == ("Zet MFA aan.", "ICT-coördinator", Urgency.SOON)


def test_an_agreement_that_ends_is_told_as_long_as_something_rests_on_it(session: Session, use: Use) -> None:
    make_agreement(session, use, valid_until=TODAY + timedelta(days=10))
    (found,) = due(session, DueKind.AGREEMENT_ENDS)
    assert found.urgency is Urgency.SOON
    assert found.page.startswith(f"/besturen/{BOARD_A}/overeenkomsten/")
    assert "loopt af" in found.text


def test_an_agreement_that_ended_is_not_told_as_still_ending(session: Session, use: Use) -> None:
    make_agreement(session, use, valid_until=TODAY - timedelta(days=1))
    (found,) = due(session, DueKind.AGREEMENT_ENDS)
    assert found.urgency is Urgency.OVERDUE
    assert "is afgelopen" in found.text


@pytest.mark.usefixtures("use")
def test_the_last_notice_day_of_a_contract_is_told_ahead_of_it_and_not_after(session: Session) -> None:
    yearly = {"renewal": Renewal.AUTOMATIC, "renewal_months": 12}
    for days in (80, 200, -5):
        end = TODAY + timedelta(days=days + 30)
        make_contract(session, title=f"{days} dagen", products=(), end_date=end, notice_days=30, **yearly)
    found = {one.about: one.urgency for one in due(session, DueKind.CONTRACT_NOTICE)}
    assert found == {"80 dagen": Urgency.SOON, "200 dagen": Urgency.LATER}
    assert due(session, DueKind.CONTRACT_ENDS) == ()


@pytest.mark.usefixtures("use")
def test_a_contract_that_ends_for_good_is_told(session: Session) -> None:
    ends = {"end_date": TODAY + timedelta(days=20), "renewal": Renewal.ENDS, "products": ()}
    kept = make_contract(session, title="Eindigt", **ends)
    make_contract(session, title="Voorbij", **{**ends, "end_date": TODAY - timedelta(days=1)})
    (found,) = due(session, DueKind.CONTRACT_ENDS)
    assert (found.about, found.due, found.urgency) == ("Eindigt", kept.end_date, Urgency.SOON)
    assert found.page == f"/besturen/{BOARD_A}/contracten/{kept.id}"


def test_an_acceptance_that_ends_is_told_until_it_has_ended(session: Session, use: Use) -> None:
    flag = make_flag(session, use_id=use.id)
    for until in (TODAY - timedelta(days=1), TODAY + timedelta(days=5)):
        session.add(
            FlagAcceptance(
                flag_id=flag.id, reason="ok", until=until, accepted_at=NOW, accepted_by="anne", accepted_by_label="Anne"
            )
        )
    session.flush()
    (found,) = due(session, DueKind.FLAG_ACCEPTANCE_ENDS)
    assert (found.due, found.params) == (TODAY + timedelta(days=5), {"rule": "PA01"})


@pytest.mark.usefixtures("use")
def test_the_register_tells_of_all_suggestions_in_one_line(session: Session) -> None:
    (found,) = due(session, DueKind.REGISTER_DIFFERENCE)
    assert int(found.params["activities"]) >= 1
    assert found.page == f"/besturen/{BOARD_A}/register"


def test_another_board_has_nothing_of_this_one(session: Session, use: Use) -> None:
    make_assessment(session, use_id=use.id, review_due=TODAY - timedelta(days=1))
    assert board_due(session, BOARD_B, "De Beuk", TODAY) == ()


def test_a_bigger_board_takes_no_more_statements(session: Session, use: Use) -> None:
    make_assessment(session, use_id=use.id, review_due=TODAY)
    board_due(session, BOARD_A, "De Linde", TODAY)
    with counted(session) as few:
        board_due(session, BOARD_A, "De Linde", TODAY)
    for _ in range(6):
        other = make_use(session, product="leerspoor")
        measure(session, make_assessment(session, use_id=other.id, review_due=TODAY))
        make_agreement(session, other, valid_until=TODAY)
    with counted(session) as many:
        assert len(board_due(session, BOARD_A, "De Linde", TODAY)) > 10
    assert len(many) == len(few)
