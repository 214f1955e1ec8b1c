"""Reading the DPIA status of a landscape: settled, open or expired, with the central DPIA and a fixed query count."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import Session

from swc.catalogue.kinds import CentralOutcome, DataLevel, Trust
from swc.dpia.kinds import AssessmentSource, DpiaEvent, DpiaState, Duty, Finding, Settlement
from swc.dpia.queries import landscape, use_dpia, use_dpias
from swc.dpia.rules import TRANSITIONS
from swc.dpia.schemas import CriterionFact, DpiaStatus, LandscapeFilter
from swc.landscape.kinds import Direction, ProcessesPersonalData
from swc.landscape.models import Use
from tests.factories.boards import make_school
from tests.factories.catalogue import make_central, make_product
from tests.factories.dpia import make_answer, make_assessment, make_step
from tests.factories.landscape import make_coupling, make_use
from tests.personas import BOARD_A, BOARD_B
from tests.query_count import counted

TODAY = date(2026, 3, 2)


def status(session: Session, use: Use) -> DpiaStatus:
    """Return how a use stands today."""
    return use_dpias(session, BOARD_A, TODAY)[use.id]


def criterion(session: Session, use: Use, code: str) -> CriterionFact:
    """Return one criterion of a use."""
    return next(one for one in status(session, use).criteria if one.criterion == code)


def names(session: Session, **asked: object) -> list[str]:
    """Return the names of the uses that a filter finds."""
    filters = LandscapeFilter.model_validate(asked)
    return [row.use.name for row in landscape(session, BOARD_A, filters, TODAY)]


def test_a_use_without_any_step_is_not_assessed_and_can_be_screened(session: Session, use: Use) -> None:
    found = status(session, use)
    assert (found.state, found.settled, found.row_version) == (DpiaState.NOT_ASSESSED, False, 0)
    assert [one.event for one in found.allowed_events] == [DpiaEvent.SCREEN]
    assert len(found.criteria) == 26


@pytest.mark.parametrize(
    ("state", "review_due", "expected"),
    [
        (DpiaState.APPROVED, None, Settlement.SETTLED),
        (DpiaState.APPROVED, date(2026, 3, 2), Settlement.SETTLED),
        (DpiaState.APPROVED, date(2026, 3, 1), Settlement.EXPIRED),
        (DpiaState.NOT_REQUIRED, date(2026, 3, 1), Settlement.EXPIRED),
        (DpiaState.REJECTED, date(2027, 3, 1), Settlement.OPEN),
        (DpiaState.SCREENING, date(2020, 1, 1), Settlement.OPEN),
    ],
)
def test_settled_open_and_expired_follow_from_state_and_review_date(
    session: Session, use: Use, state: DpiaState, review_due: date | None, expected: Settlement
) -> None:
    make_assessment(session, use_id=use.id, state=state, review_due=review_due)
    assert status(session, use).settlement is expected


@pytest.mark.parametrize("state", list(DpiaState))
def test_the_steps_shown_are_those_of_the_table(session: Session, use: Use, state: DpiaState) -> None:
    make_assessment(session, use_id=use.id, state=state)
    shown = {(one.event, one.to, one.right, one.inputs) for one in status(session, use).allowed_events}
    listed = {(event, to.to, to.right, to.inputs) for (here, event), to in TRANSITIONS.items() if here is state}
    assert shown == listed


def test_a_cited_central_version_shows_and_says_when_it_is_overtaken(session: Session, use: Use) -> None:
    make_central(
        session,
        "dpia-twee",
        versions=(("2023-01", CentralOutcome.CONDITIONAL), ("2025-09", CentralOutcome.POSITIVE)),
    )
    make_assessment(session, use_id=use.id, central=("dpia-twee", 1), local_part_on=TODAY)
    found = status(session, use)
    assert found.central is not None
    assert found.central_newest is not None
    assert (found.central.number, found.central_newest.number, found.central_outdated) == (1, 2, True)
    assert found.source is AssessmentSource.CENTRAL


def test_a_use_that_cites_nothing_is_shown_the_newest_central_version(session: Session, use: Use) -> None:
    make_central(session, "dpia-nieuwer", versions=(("2025-09", CentralOutcome.POSITIVE),))
    found = status(session, use)
    assert found.central_newest is not None
    assert (found.central, found.central_newest.key) == (None, "dpia-nieuwer")
    assert found.source is AssessmentSource.OWN


def test_the_facts_come_from_product_pupils_and_couplings(session: Session, use: Use) -> None:
    other = make_use(session, product="leerspoor", own_name="Bron")
    make_coupling(session, other, target=use, direction=Direction.OUT)
    assert criterion(session, use, "WP6").derived is Finding.UNKNOWN
    make_coupling(session, use, target_name="ROD", direction=Direction.IN)
    assert criterion(session, use, "WP6").derived is Finding.YES
    assert criterion(session, use, "WP7").derived is Finding.YES
    assert criterion(session, use, "WP5").facts[0].params["people"] == 300


def test_the_pupils_of_one_school_unknown_leave_the_number_unknown(session: Session, use: Use) -> None:
    make_school(session, brin="11BB", pupils=None)
    assert criterion(session, use, "WP5").facts[0].text == "Het aantal betrokkenen is niet bekend."


def test_an_answer_lies_over_what_was_derived(session: Session, use: Use) -> None:
    make_answer(session, use_id=use.id, criterion="WP7")
    one = criterion(session, use, "WP7")
    assert (one.derived, one.outcome, one.answer_reason) == (
        Finding.YES,
        Finding.NO,
        "Gemeten: minder dan tien leerlingen.",
    )


@pytest.mark.usefixtures("use")
def test_no_personal_data_means_not_indicated(session: Session) -> None:
    make_product(session, "rooster", category="contract signing", data_level=DataLevel.NONE)
    found = status(session, make_use(session, product="rooster"))
    assert found.duty is Duty.NOT_INDICATED


@pytest.mark.usefixtures("use")
def test_a_sensitive_product_for_pupils_makes_a_dpia_required(session: Session) -> None:
    make_product(session, "toets", category="LVS tests (po)", data_level=DataLevel.SENSITIVE, categories=("P05",))
    found = status(session, make_use(session, product="toets"))
    assert (found.duty, found.outcome.wp_score) == (Duty.REQUIRED, 3)


def test_the_history_is_shown_the_newest_first(session: Session, use: Use) -> None:
    row = make_assessment(session, use_id=use.id, state=DpiaState.REQUIRED)
    make_step(session, assessment=row)
    make_step(
        session,
        assessment=row,
        event=DpiaEvent.CONCLUDE_REQUIRED,
        from_state=DpiaState.SCREENING,
        to_state=DpiaState.REQUIRED,
    )
    detail = use_dpia(session, BOARD_A, use.id, TODAY)
    assert detail is not None
    assert [one.event for one in detail.history] == [DpiaEvent.CONCLUDE_REQUIRED, DpiaEvent.SCREEN]
    assert [one.key for one in detail.central_versions] == ["dpia-leerspoor"]


def test_another_boards_use_has_no_detail(session: Session, use: Use) -> None:
    assert use_dpia(session, BOARD_B, use.id, TODAY) is None
    assert use_dpia(session, BOARD_A, uuid4(), TODAY) is None


@pytest.mark.usefixtures("use")
def test_the_landscape_is_narrowed_by_personal_data_and_by_how_it_stands(session: Session) -> None:
    make_product(session, "leeg", category="contract signing", data_level=DataLevel.NONE)
    make_use(session, product="leeg", own_name="Zonder gegevens")
    for name, due in (("Afgerond", date(2027, 1, 1)), ("Verlopen", date(2026, 1, 1))):
        done = make_use(session, product="leerspoor", own_name=name)
        make_assessment(session, use_id=done.id, review_due=due)
    assert names(session) == ["Afgerond", "Leerspoor", "Verlopen", "Zonder gegevens"]
    assert names(session, personalData="yes", settlement=("open", "expired")) == ["Leerspoor", "Verlopen"]
    assert names(session, settlement=("settled",)) == ["Afgerond"]
    assert names(session, state=("approved",)) == ["Afgerond", "Verlopen"]
    assert names(session, duty=("not_indicated",)) == ["Zonder gegevens"]
    assert names(session, text="zonder", settlement=("",)) == ["Zonder gegevens"]


def test_the_landscape_shows_each_use_with_its_own_status(session: Session, use: Use) -> None:
    rows = landscape(session, BOARD_A, LandscapeFilter(), TODAY)
    assert [(row.use.id, row.dpia.use_id) for row in rows] == [(use.id, use.id)]
    assert rows[0].use.personal_data is ProcessesPersonalData.YES


def test_more_uses_do_not_mean_more_statements(session: Session, use: Use) -> None:
    make_assessment(session, use_id=use.id, central=("dpia-leerspoor", 1))
    use_dpias(session, BOARD_A, TODAY)
    with counted(session) as few:
        use_dpias(session, BOARD_A, TODAY)
    for number in range(10):
        more = make_use(session, product="leerspoor", own_name=str(number))
        make_assessment(session, use_id=more.id, central=("dpia-leerspoor", 1))
        make_answer(session, use_id=more.id)
        make_coupling(session, more)
    session.expire_all()
    with counted(session) as many:
        landscape(session, BOARD_A, LandscapeFilter(), TODAY)
    assert len(many) == len(few)


def test_the_json_of_a_status_speaks_camel_case_and_carries_the_sentences(session: Session, use: Use) -> None:
    shown = status(session, use).model_dump(mode="json", by_alias=True)
    assert {"useId", "allowedEvents", "reviewDue", "settlement", "centralNewest"} <= set(shown)
    assert shown["criteria"][0]["facts"][0]["text"]
    assert shown["criteria"][0]["outcome"] in {"yes", "no", "unknown"}


@pytest.mark.parametrize(("trust", "expected"), [(Trust.UNCONFIRMED, Finding.UNKNOWN), (Trust.CONFIRMED, Finding.NO)])
@pytest.mark.usefixtures("use")
def test_only_a_confirmed_category_lets_silence_count_as_no(session: Session, trust: Trust, expected: Finding) -> None:
    make_product(session, "stil", category="contract signing", categories=("P04",), trust=trust)
    found = make_use(session, product="stil")
    assert criterion(session, found, "AP06").derived is expected
