"""What re-opens a settled assessment: a newer central version, other facts; never twice, never without a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session, select

from swc.access.kinds import SYSTEM
from swc.audit.kinds import Touched
from swc.audit.models import Event
from swc.catalogue.duplicates.schemas import MergeInput
from swc.catalogue.kinds import CentralOutcome, DataLevel, Trust
from swc.catalogue.models import CentralDpiaVersion, Product, ProductVersion, SubProcessor
from swc.dpia import service
from swc.dpia.criteria import CRITERIA
from swc.dpia.file_schemas import ScopeInput, ScreeningInput
from swc.dpia.follow import REOPENABLE, follow
from swc.dpia.kinds import Answer, AssessmentKind, DpiaEvent, DpiaState, ReviewTrigger
from swc.dpia.models import Assessment, AssessmentStep
from swc.dpia.schemas import AnswerInput, CitationInput, StepInput
from swc.dpia.service import cite_central, step
from swc.landscape.merging import merge_products
from swc.landscape.models import Placement, Use, UseDataCategory
from swc.register.kinds import RegisterField, ValueState
from swc.register.models import ProcessingActivity, ProcessingValue
from tests.factories.catalogue import hand_over, make_central, make_product, make_vendor
from tests.factories.dpia import make_activity, make_assessment
from tests.factories.landscape import make_use
from tests.personas import ANNE, BOARD_A, BOARD_B, CARLA, NOW, SACHA, acting

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
    assert "Nieuw: categorie P09 Medische gegevens." in review.reason
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


def test_two_entries_that_turn_out_to_be_one_product_reopen_nothing(session: Session, use: Use) -> None:
    row = conclude(session, use)
    make_product(session, "leer-spoor", data_level=DataLevel.NONE)
    merge_products(session, "leerspoor", MergeInput(into="leer-spoor"), by=acting(SACHA))
    assert use.product_key == "leer-spoor"
    assert followed(session, Touched(products={"leerspoor", "leer-spoor"})) == []
    assert row.state is DpiaState.NOT_REQUIRED


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


def over(session: Session, activity: ProcessingActivity) -> Assessment:
    """Open an assessment over an activity and settle it as not needing a DPIA."""
    data = ScopeInput(title="Begeleiding", activities=(activity.id,))
    key = service.open_assessment(session, BOARD_A, data, by=acting(ANNE))
    no = tuple(AnswerInput(criterion=one.code, answer=Answer.NO, reason="Bekeken.") for one in CRITERIA)
    service.confirm_screening(session, BOARD_A, key, ScreeningInput(answers=no), by=acting(ANNE))
    concluded = StepInput(event=DpiaEvent.CONCLUDE_NOT_REQUIRED, reason="Kleine pilot.", on=TODAY, fg_seen_on=TODAY)
    service.take_step(session, BOARD_A, key, concluded, by=acting(ANNE))
    return session.exec(select(Assessment).where(Assessment.id == key)).one()


@pytest.fixture
def supplied(session: Session, use: Use) -> Use:
    """Return the use of a product of a vendor that is part of a group."""
    product = session.get(Product, "leerspoor")
    assert product is not None
    make_vendor(session, "tussen", name="Tussen BV")
    product.vendor_key = make_vendor(session, "maker", name="Maker", parent_key="tussen").key
    session.flush()
    return use


def test_a_vendor_that_came_into_another_group_reopens(session: Session, supplied: Use) -> None:
    row = conclude(session, supplied)
    change_group(session)
    assert followed(session, Touched(vendors={"iemand-anders"})) == []
    (review,) = followed(session, Touched(vendors={"tussen"}))
    assert (review.reason, row.state) == ("Maker heeft een andere eigenaar: Grote Groep.", DpiaState.REVIEW)
    assert review.facts["triggers"] == ["new_owner"]


def change_group(session: Session) -> None:
    """Let the group of the vendor of the product come into another one."""
    hand_over(session, "tussen", make_vendor(session, "grote-groep", name="Grote Groep").key)


def add_sub_processor(session: Session) -> None:
    """Let the catalogue learn of a party that works for the vendor."""
    session.add(SubProcessor(product_key="leerspoor", name="Wolk BV", country="US", trust=Trust.CONFIRMED))
    session.flush()


def switch_ai_on(session: Session) -> None:
    """Let the product use AI from now on."""
    product = session.get(Product, "leerspoor")
    assert product is not None
    product.ai_use = "learning-outcomes"
    session.flush()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (add_sub_processor, (ReviewTrigger.NEW_SUB_PROCESSOR, "Nieuw: subverwerker Wolk BV.")),
        (switch_ai_on, (ReviewTrigger.AI_FUNCTION, "Leerspoor gebruikt nu AI:")),
    ],
)
@pytest.mark.parametrize("settled", [conclude, lambda at, use: over(at, make_activity(at, uses=(use.id,)))])
def test_what_changes_at_the_product_reopens_and_is_told_by_its_kind(
    session: Session,
    use: Use,
    settled: Callable[[Session, Use], Assessment],
    change: Callable[[Session], None],
    expected: tuple[ReviewTrigger, str],
) -> None:
    row = settled(session, use)
    change(session)
    (review,) = followed(session, PRODUCT)
    trigger, told = expected
    assert trigger.value in review.facts["triggers"]
    assert told in review.reason
    assert row.state is DpiaState.REVIEW


def test_another_version_of_the_product_reopens(session: Session, use: Use) -> None:
    for number, name in enumerate(("4.1", "5.0"), start=1):
        session.add(ProductVersion(id=number, product_key="leerspoor", name=name, status="in-gebruik"))
    use.version_id = 1
    session.flush()
    conclude(session, use)
    use.version_id = 2
    session.flush()
    (review,) = followed(session, BOARD)
    assert (review.facts["triggers"], review.reason) == (
        ["new_version"],
        "Van Leerspoor is nu versie 5.0 in gebruik.",
    )


def test_a_new_purpose_or_application_of_an_activity_reopens_what_covers_it(session: Session, use: Use) -> None:
    purposes = {RegisterField.PURPOSE: (("education", "Onderwijs geven"),)}
    activity = make_activity(session, uses=(use.id,), values=purposes)
    row = over(session, activity)
    assert followed(session, BOARD) == []
    make_product(session, "tweede", name="Tweede", categories=("P02",))
    second = make_use(session, product="tweede")
    for field, key, label in (
        (RegisterField.PURPOSE, "research", "Onderzoek"),
        (RegisterField.APPLICATION, str(second.id), "Tweede"),
    ):
        session.add(
            ProcessingValue(
                activity_id=activity.id,
                field=field,
                key=key,
                label=label,
                state=ValueState.ADDED,
                decided_at=NOW,
                decided_by="carla",
            )
        )
    session.flush()
    (review,) = followed(session, BOARD)
    assert "Nieuw: doel Onderzoek." in review.reason
    assert "Nieuw: product Tweede." in review.reason
    assert row.state is DpiaState.REVIEW


def test_a_base_of_before_assessments_over_activities_is_still_compared(session: Session, use: Use) -> None:
    row = conclude(session, use)
    step_of = session.exec(select(AssessmentStep).order_by(AssessmentStep.id.desc())).first()  # type: ignore[union-attr]
    assert step_of is not None
    step_of.facts = {
        "snapshot": {
            "product": "leerspoor",
            "level": "gewoon",
            "categories": ["P02"],
            "components": {},
            "criteria": ["WP7"],
            "central": {"key": "dpia-leerspoor", "number": 1},
            "cites": False,
        }
    }
    session.flush()
    assert followed(session, BOARD) == []
    newer_version(session)
    (review,) = followed(session, PRODUCT)
    assert (review.facts["triggers"], row.state) == (["newer_central"], DpiaState.REVIEW)
