"""Citing a central DPIA: a version about this product, with a local part of its own; it settles nothing."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.dpia.kinds import AssessmentSource, DpiaState
from swc.dpia.queries import use_dpia
from swc.dpia.schemas import CitationInput, DpiaStatus
from swc.dpia.service import cite_central
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape.models import Use
from tests.factories.catalogue import make_central, make_product
from tests.personas import BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, acting

TODAY = date(2026, 3, 2)
CITED = CitationInput(central_key="dpia-leerspoor", central_number=1, local_part_on=date(2026, 2, 1))


def status(session: Session, use: Use) -> DpiaStatus:
    """Return how the use stands."""
    detail = use_dpia(session, BOARD_A, use.id, TODAY)
    assert detail is not None
    return detail.dpia


def test_a_citation_shows_with_its_local_part_and_settles_nothing(session: Session, use: Use) -> None:
    cite_central(session, BOARD_A, use.id, CITED, by=acting(CARLA))
    found = status(session, use)
    assert found.central is not None
    assert (found.central.key, found.central.number, found.source) == ("dpia-leerspoor", 1, AssessmentSource.CENTRAL)
    assert (found.local_part_on, found.local_measures_on) == (date(2026, 2, 1), None)
    assert (found.state, found.settled) == (DpiaState.NOT_ASSESSED, False)


def test_a_citation_can_be_taken_away(session: Session, use: Use) -> None:
    cite_central(session, BOARD_A, use.id, CITED, by=acting(CARLA))
    cite_central(session, BOARD_A, use.id, CitationInput(), by=acting(CARLA))
    found = status(session, use)
    assert (found.central, found.source, found.row_version) == (None, AssessmentSource.OWN, 2)


def test_the_same_citation_twice_leaves_one_event(session: Session, use: Use) -> None:
    cite_central(session, BOARD_A, use.id, CITED, by=acting(CARLA))
    cite_central(session, BOARD_A, use.id, CITED, by=acting(CARLA))
    assert session.exec(select(Event.kind)).all() == ["assessment.central_cited"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"central_key": "dpia-anders"}, "central_key"),
        ({"central_key": None}, "central_key"),
        ({"central_number": 7}, "central_number"),
        ({"central_number": None}, "central_number"),
        ({"local_part_on": date(2026, 3, 3)}, "local_part_on"),
        ({"local_measures_on": date(2030, 1, 1)}, "local_measures_on"),
    ],
)
def test_what_cannot_be_cited_is_refused_by_field(
    session: Session, use: Use, changes: dict[str, object], field: str
) -> None:
    make_product(session, "anders")
    make_central(session, "dpia-anders", products=("anders",))
    with pytest.raises(InvalidInputError) as refused:
        cite_central(session, BOARD_A, use.id, CITED.model_copy(update=changes), by=acting(CARLA))
    assert [problem.where for problem in refused.value.problems] == [field]


def test_a_lost_update_is_refused(session: Session, use: Use) -> None:
    cite_central(session, BOARD_A, use.id, CITED, by=acting(CARLA))
    with pytest.raises(ConflictError):
        cite_central(session, BOARD_A, use.id, CitationInput(expected_version=0), by=acting(CARLA))


def test_a_reader_cites_nothing_and_another_board_finds_nothing(session: Session, use: Use) -> None:
    with pytest.raises(NotAllowedError):
        cite_central(session, BOARD_A, use.id, CITED, by=acting(BRAM))
    with pytest.raises(NotFoundError):
        cite_central(session, BOARD_B, use.id, CITED, by=acting(CHRIS))
