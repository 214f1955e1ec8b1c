"""Rules on the DPIA: for each a use that breaks it, one that does not, and one where facts are missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from swc.dpia.kinds import DpiaState, Duty
from swc.risk.facts import CentralFact, DpiaFacts, Known
from swc.risk.kinds import Certainty, EvidenceForm, Severity
from swc.risk.rules import dpia_rules as rules
from tests.factories.risk import dpia, ended, facts_of_board, facts_of_use, planned, product

CENTRAL = CentralFact("dpia-roosterwijs", "DPIA Roosterwijs", 2, date(2025, 6, 1))


def test_dp01_asks_for_screening_of_a_use_with_personal_data() -> None:
    (found,) = rules.no_screening(facts_of_board(facts_of_use(dpia=DpiaFacts())))
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.CERTAIN)


def test_dp01_is_silent_when_somebody_screened_or_there_are_no_personal_data() -> None:
    screened = facts_of_use(dpia=DpiaFacts(state=DpiaState.SCREENING))
    without = facts_of_use(2, personal_data=Known.NO, dpia=DpiaFacts())
    assert not list(rules.no_screening(facts_of_board(screened, without)))


def test_dp01_is_unknown_while_nobody_said_whether_there_are_personal_data() -> None:
    (found,) = rules.no_screening(facts_of_board(facts_of_use(personal_data=Known.UNKNOWN, dpia=DpiaFacts())))
    assert found.certainty is Certainty.UNKNOWN
    assert found.evidence[0].form is EvidenceForm.MISSING


def test_dp01_looks_at_planned_uses_and_not_at_ended_ones() -> None:
    use = facts_of_use(dpia=DpiaFacts())
    assert list(rules.no_screening(facts_of_board(planned(use))))
    assert not list(rules.no_screening(facts_of_board(ended(use))))


@pytest.mark.parametrize("state", [DpiaState.NOT_ASSESSED, DpiaState.REQUIRED, DpiaState.REJECTED])
def test_dp02_is_red_while_a_due_dpia_is_not_done(state: DpiaState) -> None:
    (found,) = rules.dpia_missing(facts_of_board(facts_of_use(dpia=dpia(state=state))))
    assert (found.severity, found.certainty) == (Severity.RED, Certainty.CERTAIN)
    assert [fact.value for fact in found.evidence][:3] == ["AP15", "WP4", "WP7"]


def test_dp02_is_orange_before_the_start_and_during_a_review() -> None:
    before = planned(facts_of_use(dpia=dpia(state=DpiaState.REQUIRED)))
    review = facts_of_use(2, dpia=dpia(state=DpiaState.REVIEW))
    assert [one.severity for one in rules.dpia_missing(facts_of_board(before, review))] == [Severity.ORANGE] * 2


@pytest.mark.parametrize("state", [DpiaState.APPROVED, DpiaState.APPROVED_CONDITIONALLY])
def test_dp02_is_silent_once_the_dpia_is_approved(state: DpiaState) -> None:
    assert not list(rules.dpia_missing(facts_of_board(facts_of_use(dpia=dpia(state=state)))))


def test_dp02_accepts_a_reasoned_no_for_wp248_but_not_for_the_ap_list() -> None:
    reasoned = facts_of_use(dpia=dpia(state=DpiaState.NOT_REQUIRED, ap_hits=()))
    listed = facts_of_use(2, dpia=dpia(state=DpiaState.NOT_REQUIRED))
    found = list(rules.dpia_missing(facts_of_board(reasoned, listed)))
    assert [one.subject.key for one in found] == [listed.id]


def test_dp02_is_unknown_when_screening_has_started_and_criteria_are_open() -> None:
    use = facts_of_use(dpia=DpiaFacts(state=DpiaState.SCREENING, duty=Duty.UNKNOWN))
    (found,) = rules.dpia_missing(facts_of_board(use))
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.UNKNOWN)


@pytest.mark.parametrize("gone", [{"reason": " "}, {"decided_on": None}, {"fg_seen_on": None}])
def test_dp04_wants_reason_date_and_fg_for_not_required(gone: dict[str, object]) -> None:
    use = facts_of_use(dpia=dpia(state=DpiaState.NOT_REQUIRED, **gone))
    (found,) = rules.bare_not_required(facts_of_board(use))
    assert (found.severity, found.certainty) == (Severity.ORANGE, Certainty.CERTAIN)


def test_dp04_is_silent_when_all_three_are_recorded() -> None:
    use = facts_of_use(dpia=dpia(state=DpiaState.NOT_REQUIRED))
    assert not list(rules.bare_not_required(facts_of_board(use)))


def test_dp04_shows_what_nobody_recorded_as_missing_and_never_as_fine() -> None:
    bare = DpiaFacts(state=DpiaState.NOT_REQUIRED)
    (found,) = rules.bare_not_required(facts_of_board(facts_of_use(dpia=bare)))
    missing = [fact.label for fact in found.evidence if fact.form is EvidenceForm.MISSING]
    assert missing == ["Reden", "Datum van het besluit", "Gezien door de FG op"]


def test_dp06_wants_a_local_part_and_measures_beside_a_central_dpia() -> None:
    use = facts_of_use(
        product=product(central=CENTRAL),
        dpia=dpia(cited_key=CENTRAL.key, cited_number=2, local_part_on=date(2026, 1, 1)),
    )
    (found,) = rules.local_part_missing(facts_of_board(use))
    assert (found.severity, found.certainty) == (Severity.ORANGE, Certainty.CERTAIN)
    assert found.evidence[0].target_key == CENTRAL.key


def test_dp06_holds_for_a_use_that_nobody_assessed_because_a_central_dpia_is_never_enough() -> None:
    use = facts_of_use(product=product(central=CENTRAL), dpia=DpiaFacts())
    assert [one.certainty for one in rules.local_part_missing(facts_of_board(use))] == [Certainty.CERTAIN]


def test_dp06_is_silent_with_local_part_and_measures_or_a_dpia_of_its_own() -> None:
    done = date(2026, 1, 1)
    local = dpia(cited_key=CENTRAL.key, cited_number=2, local_part_on=done, local_measures_on=done)
    both = facts_of_use(product=product(central=CENTRAL), dpia=local)
    own = facts_of_use(2, product=product(central=CENTRAL))
    assert not list(rules.local_part_missing(facts_of_board(both, own)))


def test_dp06_is_unknown_while_nobody_said_whether_there_are_personal_data() -> None:
    use = facts_of_use(product=product(central=CENTRAL), dpia=DpiaFacts(), personal_data=Known.UNKNOWN)
    assert [one.certainty for one in rules.local_part_missing(facts_of_board(use))] == [Certainty.UNKNOWN]


def test_dp07_notices_a_newer_version_of_the_cited_central_dpia() -> None:
    use = facts_of_use(product=product(central=CENTRAL), dpia=dpia(cited_key=CENTRAL.key, cited_number=1))
    (found,) = rules.central_is_newer(facts_of_board(use))
    assert (found.severity, found.certainty) == (Severity.ORANGE, Certainty.CERTAIN)


def test_dp07_compares_by_date_when_the_board_cites_nothing() -> None:
    older = facts_of_use(product=product(central=CENTRAL), dpia=dpia(decided_on=date(2025, 1, 1)))
    newer = facts_of_use(2, product=product(central=CENTRAL))
    assert [one.subject.key for one in rules.central_is_newer(facts_of_board(older, newer))] == [older.id]


def test_dp07_is_unknown_when_a_date_is_missing() -> None:
    undated = replace(CENTRAL, effective_on=None)
    use = facts_of_use(product=product(central=undated))
    assert [one.certainty for one in rules.central_is_newer(facts_of_board(use))] == [Certainty.UNKNOWN]


def test_dp08_notices_a_review_date_that_has_passed_but_not_one_of_today() -> None:
    late = facts_of_use(dpia=dpia(review_due=date(2026, 3, 1)))
    today = facts_of_use(2, dpia=dpia(review_due=date(2026, 3, 2)))
    assert [one.subject.key for one in rules.review_overdue(facts_of_board(late, today))] == [late.id]


@pytest.mark.parametrize(
    ("decided", "count"), [(date(2023, 3, 1), 1), (date(2023, 3, 2), 0), (date(2020, 2, 29), 1), (date(2024, 1, 1), 0)]
)
def test_dp08_notices_a_decision_older_than_the_norm(decided: date, count: int) -> None:
    use = facts_of_use(dpia=dpia(review_due=None, decided_on=decided))
    assert len(list(rules.review_overdue(facts_of_board(use)))) == count


def test_dp08_is_unknown_without_any_date() -> None:
    use = facts_of_use(dpia=dpia(review_due=None, decided_on=None))
    assert [one.certainty for one in rules.review_overdue(facts_of_board(use))] == [Certainty.UNKNOWN]
