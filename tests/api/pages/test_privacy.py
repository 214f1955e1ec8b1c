"""The privacy dashboards as pages and as JSON."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session

from swc.boards.kinds import Sharing
from swc.catalogue.kinds import Addressee
from swc.dpia.kinds import DpiaState, MeasureState
from swc.dpia.models import AssessmentMeasure
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_product
from tests.factories.dpia import make_assessment, make_step
from tests.factories.landscape import make_use
from tests.factories.risk import make_flag
from tests.personas import ANNE, BOARD_A, BRAM, CHRIS, NOW, PETRA
from tests.query_count import counted

TODAY = NOW.date()


@pytest.fixture
def landscape(session: Session) -> None:
    """Make a board with a review that passed and three open measures."""
    make_board(session)
    make_product(session, "leerspoor", name="Leerspoor", categories=("P05",))
    use = make_use(session, product="leerspoor")
    assessment = make_assessment(session, use_id=use.id, review_due=TODAY - timedelta(days=1))
    make_step(session, assessment=assessment, to_state=DpiaState.APPROVED, at=NOW - timedelta(days=40))
    for text, owner, due, addressee in (
        ("Zet MFA aan.", "ICT-coördinator", TODAY - timedelta(days=2), Addressee.BOARD),
        ("Leg de bewaartermijn vast.", "", None, Addressee.BOARD),
        ("Versleutel de opslag.", "", None, Addressee.VENDOR),
    ):
        session.add(
            AssessmentMeasure(
                assessment_id=assessment.id,
                text=text,
                owner_role=owner,
                due=due,
                addressee=addressee,
                state=MeasureState.OPEN,
            )
        )
    session.flush()


@pytest.mark.usefixtures("landscape")
def test_the_dashboard_shows_what_is_too_late_and_whose_it_is(door: Door) -> None:
    found = door(ANNE).get(f"/api/v1/boards/{BOARD_A}/privacy").json()
    assert [one["useName"] for one in found["overdueReviews"]] == ["Leerspoor"]
    assert [one["text"] for one in found["overdueMeasures"]] == ["Zet MFA aan."]
    assert [(one["ownerRole"], one["open"], one["overdue"]) for one in found["measuresByOwner"]] == [
        ("ICT-coördinator", 1, 1),
        ("", 1, 0),
    ]
    assert (found["openMeasures"], found["vendorMeasures"]) == (2, 1)
    assert [one["decided"] for one in found["trend"]][-3:] == [1, 1, 1]
    page = door(ANNE).get(f"/besturen/{BOARD_A}/privacy").text
    assert "Zet MFA aan." in page
    assert "Verloop over een jaar" in page
    assert "nog niemand" in page


@pytest.mark.usefixtures("landscape")
def test_a_purchaser_and_an_outsider_get_no_dashboard(door: Door) -> None:
    for path in (f"/besturen/{BOARD_A}/privacy", f"/api/v1/boards/{BOARD_A}/privacy"):
        assert door(PETRA).get(path).status_code == 403
        assert door(CHRIS).get(path).status_code == 404
        assert door(BRAM).get(path).status_code == 200


@pytest.mark.usefixtures("landscape")
def test_an_empty_board_has_a_dashboard_too(door: Door, session: Session) -> None:
    make_board(session, number="41102", name="De Beuk")
    assert "Niets is over zijn datum." in door(CHRIS).get("/besturen/41102/privacy").text


@pytest.mark.usefixtures("landscape")
def test_more_uses_take_no_more_statements(door: Door, session: Session) -> None:
    client = door(ANNE)
    path = f"/api/v1/boards/{BOARD_A}/privacy"
    client.get(path)
    with counted(session) as few:
        client.get(path)
    for _ in range(5):
        make_assessment(session, use_id=make_use(session, product="leerspoor").id, review_due=TODAY)
    session.flush()
    with counted(session) as many:
        client.get(path)
    assert len(many) == len(few)


def test_the_sector_page_ranks_products_and_tells_nothing_of_too_few_boards(door: Door, session: Session) -> None:
    make_product(session, "leerspoor", name="Leerspoor")
    assert "te weinig besturen" in door(ANNE).get("/sector/privacy").text
    for n in range(5):
        make_board(session, number=str(50_000 + n), sharing=Sharing.SECTOR)
        make_school(session, brin=f"{n:02d}ZZ", board_number=str(50_000 + n), pupils=100)
        use = make_use(session, board=str(50_000 + n), product="leerspoor")
        make_flag(session, board_number=str(50_000 + n), rule="DP02", use_id=use.id)
    page = door(ANNE).get("/sector/privacy").text
    assert "Leerspoor" in page
    assert "500" in page
    assert door(ANNE).get("/api/v1/sector/privacy").json()["missing"][0]["pupils"] == 500


def test_nobody_reads_the_sector_without_logging_in(door: Door) -> None:
    assert door().get("/api/v1/sector/privacy").status_code == 401
    assert door().get("/sector/privacy").status_code in (302, 303, 401)
