"""What re-opens a settled assessment: a newer central version, other facts; never twice, never without a reason."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, select

from swc.access.kinds import SYSTEM
from swc.audit.kinds import Touched
from swc.audit.models import Event
from swc.catalogue.kinds import CentralOutcome, DataLevel, Trust
from swc.catalogue.models import CentralDpiaVersion, Product
from swc.dpia.follow import REOPENABLE, follow
from swc.dpia.kinds import AssessmentKind, DpiaEvent, DpiaState
from swc.dpia.models import Assessment, AssessmentStep
from swc.dpia.schemas import CitationInput, StepInput
from swc.dpia.service import cite_central, step
from swc.landscape.models import Placement, Use, UseDataCategory
from tests.factories.catalogue import make_central
from tests.factories.dpia import make_assessment
from tests.personas import ANNE, BOARD_A, BOARD_B, CARLA, NOW, acting

TODAY = date(2026, 3, 2)
BOARD = Touched(boards={BOARD_A})
PRODUCT = Touched(products={"leerspoor"})


def conclude(session: Session, use: Use) -> Assessment:
    """Settle a use as not needing a DPIA, through the service."""
    for event in (DpiaEvent.SCREEN, DpiaEvent.CONCLUDE_NOT_REQUIRED):
        data = StepInput(event=event, reason="Kleine pilot.", on=TODAY, fg_seen_on=TODAY)
        step(session, BOARD_A, use.id, AssessmentKind.DPIA, data, by=acting(ANNE))
    return session.exec(select(Assessment).where(Assessment.use_id == use.id)).one()


def newer_version(session: Session, key: str = "dpia-leerspoor") -> None:
    """Publish a second version of a central DPIA."""
    session.add(
        CentralDpiaVersion(
            central_key=key,
            number=2,
            dated="2026-02",
            effective_on=date(2026, 2, 1),
            outcome=CentralOutcome.CONDITIONAL,
            trust=Trust.CONFIRMED,
        )
    )
    session.flush()


def followed(session: Session, touched: Touched) -> list[AssessmentStep]:
    """Run the follower and return the reviews it started."""
    follow(session, touched, by=acting(CARLA))
    wanted = select(AssessmentStep).where(AssessmentStep.event == DpiaEvent.TRIGGER_REVIEW)
    return list(session.exec(wanted).all())


def test_nothing_changed_means_nothing_is_reopened(session: Session, use: Use) -> None:
    row = conclude(session, use)
    assert followed(session, BOARD) == []
    assert row.state is DpiaState.NOT_REQUIRED


def test_a_newer_central_version_reopens_with_a_reason_that_names_it(session: Session, use: Use) -> None:
    cited = CitationInput(central_key="dpia-leerspoor", central_number=1)
    cite_central(session, BOARD_A, use.id, cited, by=acting(ANNE))
    row = conclude(session, use)
    newer_version(session)
    (review,) = followed(session, PRODUCT)
    assert row.state is DpiaState.REVIEW
    assert review.actor_key == SYSTEM.key
    assert review.reason == (
        "Er is een nieuwere versie van de centrale DPIA ‘dpia-leerspoor’ (2026-02). "
        "Uitkomst en maatregelen bleven gelijk."
    )


def test_the_first_central_dpia_about_the_product_reopens_too(session: Session, use: Use) -> None:
    row = conclude(session, use)
    make_central(session, "dpia-eerste", versions=(("2026-01", CentralOutcome.NEGATIVE),))
    assert len(followed(session, PRODUCT)) == 1
    assert row.reason == (
        "Er is een nieuwere versie van de centrale DPIA ‘dpia-eerste’ (2026-01). "
        "De uitkomst is ‘Ongunstig’; maatregelen voor besturen: 0."
    )


def test_another_central_dpia_does_not_reopen_who_cites_one(session: Session, use: Use) -> None:
    cited = CitationInput(central_key="dpia-leerspoor", central_number=1)
    cite_central(session, BOARD_A, use.id, cited, by=acting(ANNE))
    conclude(session, use)
    make_central(session, "dpia-ander", versions=(("2026-01", CentralOutcome.NEGATIVE),))
    assert followed(session, PRODUCT) == []


def test_citing_after_the_decision_is_the_boards_own_deed(session: Session, use: Use) -> None:
    newer_version(session)
    conclude(session, use)
    cited = CitationInput(central_key="dpia-leerspoor", central_number=1)
    cite_central(session, BOARD_A, use.id, cited, by=acting(ANNE))
    assert followed(session, BOARD) == []


def test_a_new_category_reopens_and_is_named(session: Session, use: Use) -> None:
    conclude(session, use)
    session.add(UseDataCategory(use_id=use.id, category="P09"))
    session.flush()
    (review,) = followed(session, BOARD)
    assert "Nieuw: categorie P09." in review.reason
    assert "WP4" in review.reason


def test_a_category_that_falls_away_reopens_nothing(session: Session, use: Use) -> None:
    session.add(UseDataCategory(use_id=use.id, category="P04"))
    session.flush()
    conclude(session, use)
    session.delete(session.get(UseDataCategory, (use.id, "P04")))
    session.flush()
    assert followed(session, BOARD) == []


@pytest.mark.parametrize(
    ("level", "reviews"), [(DataLevel.SPECIAL, 1), (DataLevel.PSEUDONYM, 0), (DataLevel.UNKNOWN, 0)]
)
def test_only_a_heavier_level_reopens(session: Session, use: Use, level: DataLevel, reviews: int) -> None:
    conclude(session, use)
    product = session.get(Product, "leerspoor")
    assert product is not None
    product.data_level = level
    session.flush()
    assert len(followed(session, PRODUCT)) == reviews


def test_a_new_placement_reopens(session: Session, use: Use) -> None:
    conclude(session, use)
    session.add(
        Placement(use_id=use.id, component_guid="a" * 32, component_name="LAS", placed_at=NOW, placed_by="carla")
    )
    session.flush()
    (review,) = followed(session, BOARD)
    assert "LAS" in review.reason


def test_following_twice_reopens_once(session: Session, use: Use) -> None:
    conclude(session, use)
    session.add(UseDataCategory(use_id=use.id, category="P09"))
    session.flush()
    assert len(followed(session, BOARD)) == 1
    assert len(followed(session, BOARD)) == 1


def test_after_a_new_conclusion_the_same_facts_reopen_nothing(session: Session, use: Use) -> None:
    conclude(session, use)
    session.add(UseDataCategory(use_id=use.id, category="P04"))
    session.flush()
    assert len(followed(session, BOARD)) == 1
    row = conclude(session, use)
    assert len(followed(session, BOARD)) == 1
    assert row.state is DpiaState.NOT_REQUIRED


@pytest.mark.parametrize("state", list(DpiaState))
def test_only_a_decided_assessment_is_reopened(session: Session, use: Use, state: DpiaState) -> None:
    newer_version(session)
    row = make_assessment(session, use_id=use.id, state=state, central=("dpia-leerspoor", 1))
    followed(session, BOARD)
    assert row.state is (DpiaState.REVIEW if state in REOPENABLE else state)


def test_what_was_taken_over_without_history_is_reopened_by_a_newer_version_only(session: Session, use: Use) -> None:
    row = make_assessment(session, use_id=use.id, central=("dpia-leerspoor", 1))
    session.add(UseDataCategory(use_id=use.id, category="P09"))
    session.flush()
    assert followed(session, BOARD) == []
    newer_version(session)
    assert len(followed(session, PRODUCT)) == 1
    assert row.state is DpiaState.REVIEW


@pytest.mark.parametrize("touched", [Touched(), Touched(boards={BOARD_B}), Touched(products={"ander"})])
def test_what_was_not_touched_is_not_looked_at(session: Session, use: Use, touched: Touched) -> None:
    conclude(session, use)
    session.add(UseDataCategory(use_id=use.id, category="P09"))
    session.flush()
    assert followed(session, touched) == []


def test_a_new_release_looks_at_every_board(session: Session, use: Use) -> None:
    conclude(session, use)
    session.add(UseDataCategory(use_id=use.id, category="P09"))
    session.flush()
    assert len(followed(session, Touched(release=True))) == 1


def test_a_review_that_starts_by_itself_leaves_an_event_of_the_system(session: Session, use: Use) -> None:
    conclude(session, use)
    session.add(UseDataCategory(use_id=use.id, category="P09"))
    session.flush()
    (review,) = followed(session, BOARD)
    event = session.exec(select(Event).where(Event.kind == "assessment.trigger_review")).one()
    assert (event.actor_key, event.door, event.reason) == ("system", "system", review.reason)
