"""The transition table: every pair of state and event is listed or refused, with the inputs and rights it takes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from swc.access.roles import Right
from swc.dpia.kinds import SETTLED, DpiaEvent, DpiaState, RiskLevel, ScreeningStanding, StepInputName
from swc.dpia.names import DUTY_NAMES, EVENT_NAMES, INPUT_NAMES, STATE_NAMES
from swc.dpia.rules import (
    TRANSITIONS,
    Refusal,
    StepFacts,
    allowed_events,
    decide,
    default_review,
    is_expired,
    is_settled,
)
from swc.dpia.schemas import StepInput
from vocab.schemes import scheme

TODAY = date(2026, 3, 2)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
S, E = DpiaState, DpiaEvent

DESIGN = {
    (S.NOT_ASSESSED, E.SCREEN): S.SCREENING,
    (S.SCREENING, E.CONCLUDE_NOT_REQUIRED): S.NOT_REQUIRED,
    (S.SCREENING, E.CONCLUDE_REQUIRED): S.REQUIRED,
    (S.REQUIRED, E.START): S.IN_PROGRESS,
    (S.IN_PROGRESS, E.ASK_ADVICE): S.FG_ADVICE,
    (S.FG_ADVICE, E.ADVISE): S.DECISION,
    (S.DECISION, E.APPROVE): S.APPROVED,
    (S.DECISION, E.APPROVE_WITH_CONDITIONS): S.APPROVED_CONDITIONALLY,
    (S.DECISION, E.REJECT): S.REJECTED,
    (S.DECISION, E.CONSULT_AUTHORITY): S.PRIOR_CONSULTATION,
    (S.PRIOR_CONSULTATION, E.ANSWER): S.DECISION,
    (S.APPROVED_CONDITIONALLY, E.ALL_MEASURES_DONE): S.APPROVED,
    (S.NOT_REQUIRED, E.TRIGGER_REVIEW): S.REVIEW,
    (S.APPROVED, E.TRIGGER_REVIEW): S.REVIEW,
    (S.APPROVED_CONDITIONALLY, E.TRIGGER_REVIEW): S.REVIEW,
    (S.REJECTED, E.TRIGGER_REVIEW): S.REVIEW,
    (S.REVIEW, E.SCREEN): S.SCREENING,
}
"""The steps that the design fixes, written a second time on purpose."""

PAIRS = [(state, event) for state in DpiaState for event in DpiaEvent]
LISTED = [pair for pair in PAIRS if pair in DESIGN]
DECISIONS = [E.APPROVE, E.APPROVE_WITH_CONDITIONS, E.REJECT, E.CONSULT_AUTHORITY]


def complete(**changes: object) -> StepFacts:
    """Return facts with which every listed step may be taken."""
    values: dict[str, object] = {
        "actor_key": "admin",
        "reason": "Na overleg.",
        "on": TODAY,
        "fg_seen_on": YESTERDAY,
        "advice": "Akkoord met bewaartermijn.",
        "conditions": "Bewaartermijn instellen.",
        "advisor_key": "anne",
        "advised_on": YESTERDAY,
    }
    return StepFacts(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(("state", "event"), PAIRS)
def test_every_pair_of_state_and_event_leads_where_the_design_says_or_is_refused(
    state: DpiaState, event: DpiaEvent
) -> None:
    result = decide(state, event, complete(), TODAY)
    if (state, event) in DESIGN:
        assert result is DESIGN[state, event]
    else:
        assert isinstance(result, Refusal)
        assert result.code == "stap-niet-mogelijk"


@pytest.mark.parametrize(("state", "event"), [pair for pair in PAIRS if pair not in DESIGN])
def test_a_refused_step_says_in_dutch_what_is_possible_instead(state: DpiaState, event: DpiaEvent) -> None:
    result = decide(state, event, complete(), TODAY)
    assert isinstance(result, Refusal)
    params = dict(result.params)
    assert result.message % params == (
        f"Vanuit de status ‘{STATE_NAMES[state]}’ is de stap ‘{EVENT_NAMES[event]}’ niet mogelijk."
    )
    assert params["allowed"] == ", ".join(EVENT_NAMES[one] for one, _ in allowed_events(state))


@pytest.mark.parametrize(
    ("state", "event", "name"),
    [(*pair, name) for pair in LISTED for name in TRANSITIONS[pair].inputs],
)
def test_each_required_input_is_asked_for_by_its_field(state: DpiaState, event: DpiaEvent, name: StepInputName) -> None:
    empty = "" if isinstance(getattr(complete(), name.value), str) else None
    result = decide(state, event, complete(**{name.value: empty}), TODAY)
    assert isinstance(result, Refusal)
    assert name.value in [problem.where for problem in result.problems]


@pytest.mark.parametrize(("state", "event"), LISTED)
def test_all_missing_inputs_are_named_at_once(state: DpiaState, event: DpiaEvent) -> None:
    result = decide(state, event, StepFacts(actor_key="admin"), TODAY)
    asked = {name.value for name in TRANSITIONS[state, event].inputs}
    named = {problem.where for problem in result.problems} if isinstance(result, Refusal) else set()
    assert named == asked


@pytest.mark.parametrize(("state", "event"), LISTED)
def test_nothing_is_dated_in_the_future(state: DpiaState, event: DpiaEvent) -> None:
    result = decide(state, event, complete(on=TOMORROW), TODAY)
    assert isinstance(result, Refusal)
    assert [problem.where for problem in result.problems] == ["on"]


@pytest.mark.parametrize(("state", "event"), LISTED)
@pytest.mark.parametrize("due", [YESTERDAY, TODAY])
def test_a_review_lies_after_the_decision(state: DpiaState, event: DpiaEvent, due: date) -> None:
    result = decide(state, event, complete(review_due=due), TODAY)
    assert isinstance(result, Refusal)
    assert "review_due" in [problem.where for problem in result.problems]


def test_the_fg_cannot_have_seen_it_tomorrow() -> None:
    result = decide(S.SCREENING, E.CONCLUDE_NOT_REQUIRED, complete(fg_seen_on=TOMORROW), TODAY)
    assert isinstance(result, Refusal)
    assert [problem.where for problem in result.problems] == ["fg_seen_on"]


@pytest.mark.parametrize("event", DECISIONS)
def test_who_gave_the_advice_does_not_decide(event: DpiaEvent) -> None:
    result = decide(S.DECISION, event, complete(actor_key="anne"), TODAY)
    assert isinstance(result, Refusal)
    assert result.code == "adviseur-besluit-niet"


@pytest.mark.parametrize("event", DECISIONS)
def test_a_decision_without_a_known_advisor_is_free_to_everyone_with_the_right(event: DpiaEvent) -> None:
    assert decide(S.DECISION, event, complete(advisor_key=None), TODAY) is DESIGN[S.DECISION, event]


@pytest.mark.parametrize("event", DECISIONS)
def test_a_decision_does_not_lie_before_the_advice(event: DpiaEvent) -> None:
    result = decide(S.DECISION, event, complete(advised_on=TODAY, on=YESTERDAY), TODAY)
    assert isinstance(result, Refusal)
    assert [problem.where for problem in result.problems] == ["on"]


def test_a_hit_on_the_list_of_the_authority_cannot_be_concluded_away() -> None:
    result = decide(S.SCREENING, E.CONCLUDE_NOT_REQUIRED, complete(ap_hits=("AP15",)), TODAY)
    assert isinstance(result, Refusal)
    assert result.code == "ap-lijst-verplicht"
    assert dict(result.params) == {"hits": "AP15"}


def test_a_hit_on_the_list_of_the_authority_does_not_stand_in_the_way_of_the_assessment() -> None:
    assert decide(S.SCREENING, E.CONCLUDE_REQUIRED, complete(ap_hits=("AP15",)), TODAY) is S.REQUIRED


@pytest.mark.parametrize(("state", "event"), LISTED)
def test_concluding_and_deciding_take_more_than_the_right_to_edit(state: DpiaState, event: DpiaEvent) -> None:
    working = {E.SCREEN, E.START, E.ASK_ADVICE, E.TRIGGER_REVIEW}
    assert TRANSITIONS[state, event].right is (Right.EDIT_DPIA if event in working else Right.DECIDE_DPIA)


@pytest.mark.parametrize("state", list(DpiaState))
def test_every_state_has_a_way_out_and_a_way_in(state: DpiaState) -> None:
    assert allowed_events(state)
    assert state is S.NOT_ASSESSED or state in {step.to for step in TRANSITIONS.values()}


@pytest.mark.parametrize("state", list(DpiaState))
def test_only_a_decided_question_is_settled_and_only_until_its_review_date(state: DpiaState) -> None:
    decided = state in SETTLED
    assert is_settled(state, None, TODAY) is decided
    assert is_settled(state, TODAY, TODAY) is decided
    assert not is_settled(state, YESTERDAY, TODAY)
    assert is_expired(state, YESTERDAY, TODAY) is decided
    assert not is_expired(state, TODAY, TODAY)
    assert not is_expired(state, None, TODAY)


def test_the_default_review_is_the_same_day_some_years_on() -> None:
    assert default_review(date(2026, 3, 2), years=3) == date(2029, 3, 2)
    assert default_review(date(2028, 2, 29), years=3) == date(2031, 2, 28)
    assert default_review(date(2028, 2, 29), years=4) == date(2032, 2, 29)


def test_every_input_of_the_table_is_a_field_of_the_form_and_of_the_facts() -> None:
    for name in StepInputName:
        assert name.value in StepInput.model_fields
        assert hasattr(complete(), name.value)


def test_the_states_and_duties_are_those_of_the_vocabulary_with_the_same_names() -> None:
    states = {one.code: one.label_nl for one in scheme("dpia-states").concepts}
    assert states == {state.value: name for state, name in STATE_NAMES.items()}
    duties = {one.code: one.label_nl for one in scheme("dpia-duty").concepts}
    assert duties == {duty.value: name for duty, name in DUTY_NAMES.items()}


def test_every_event_and_input_has_a_dutch_name() -> None:
    assert set(EVENT_NAMES) == set(DpiaEvent)
    assert set(INPUT_NAMES) == set(StepInputName)


@pytest.mark.parametrize(
    ("pair", "changes", "code"),
    [
        ((S.SCREENING, E.CONCLUDE_REQUIRED), {"screening": ScreeningStanding.MISSING}, "toets-niet-bevestigd"),
        ((S.SCREENING, E.CONCLUDE_NOT_REQUIRED), {"screening": ScreeningStanding.OUTDATED}, "toets-verouderd"),
        ((S.SCREENING, E.CONCLUDE_NOT_REQUIRED), {"unanswered": ("WP5",)}, "criteria-onbekend"),
        ((S.DECISION, E.APPROVE), {"residual": RiskLevel.HIGH}, "restrisico-hoog"),
        ((S.DECISION, E.APPROVE_WITH_CONDITIONS), {"residual": RiskLevel.VERY_HIGH}, "restrisico-hoog"),
        ((S.APPROVED_CONDITIONALLY, E.ALL_MEASURES_DONE), {"open_measures": 1}, "maatregelen-open"),
    ],
)
def test_law_and_care_refuse_beside_the_table(
    pair: tuple[DpiaState, DpiaEvent], changes: dict[str, object], code: str
) -> None:
    found = decide(*pair, complete(**changes), TODAY)
    assert isinstance(found, Refusal)
    assert found.code == code
    assert found.message % dict(found.params)


@pytest.mark.parametrize(
    ("pair", "changes"),
    [
        ((S.SCREENING, E.CONCLUDE_REQUIRED), {"unanswered": ("WP5",)}),
        ((S.DECISION, E.APPROVE), {"residual": RiskLevel.VERY_HIGH, "consulted": True}),
        ((S.DECISION, E.APPROVE), {"residual": RiskLevel.UNKNOWN}),
        ((S.DECISION, E.REJECT), {"residual": RiskLevel.VERY_HIGH}),
        ((S.DECISION, E.CONSULT_AUTHORITY), {"residual": RiskLevel.VERY_HIGH}),
        ((S.DECISION, E.APPROVE_WITH_CONDITIONS), {"open_measures": 4}),
    ],
)
def test_what_the_law_leaves_free_is_not_refused(pair: tuple[DpiaState, DpiaEvent], changes: dict[str, object]) -> None:
    assert decide(*pair, complete(**changes), TODAY) is DESIGN[pair]
