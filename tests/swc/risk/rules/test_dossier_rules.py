"""What a DPIA holds: a reasoned decision, advice, remaining risk and measures."""

from __future__ import annotations

from datetime import date

import pytest

from swc.dpia.kinds import DpiaState, Duty, RiskLevel
from swc.risk.facts import Known, MeasureFact
from swc.risk.kinds import Certainty, EvidenceForm, Severity
from swc.risk.rules import dossier_rules as rules
from tests.factories.risk import TODAY, dpia, ended, facts_of_board, facts_of_use

WEIGH = {"duty": Duty.WEIGH, "ap_hits": (), "wp248_hits": ("WP7",)}
LATE, LATER = MeasureFact("Zet logs uit.", date(2026, 3, 1), "ict"), MeasureFact("Ruim accounts op.", TODAY)
UNDATED = MeasureFact("Bespreek het met ouders.")


@pytest.mark.parametrize("state", [DpiaState.NOT_ASSESSED, DpiaState.SCREENING, DpiaState.REVIEW])
def test_dp03_notices_one_criterion_that_nobody_weighed(state: DpiaState) -> None:
    (found,) = rules.unweighed(facts_of_board(facts_of_use(dpia=dpia(state=state, **WEIGH))))
    assert (found.severity, found.certainty) == (Severity.ORANGE, Certainty.CERTAIN)
    assert "WP7" in {fact.value for fact in found.evidence}


@pytest.mark.parametrize("state", [DpiaState.NOT_REQUIRED, DpiaState.REQUIRED, DpiaState.IN_PROGRESS])
def test_dp03_is_silent_once_somebody_decided(state: DpiaState) -> None:
    board = facts_of_board(facts_of_use(dpia=dpia(state=state, **WEIGH)), ended(facts_of_use(2, dpia=dpia(**WEIGH))))
    assert not list(rules.unweighed(board))


def test_dp03_is_unknown_while_criteria_beside_the_one_that_holds_are_open() -> None:
    use = facts_of_use(dpia=dpia(state=DpiaState.SCREENING, **(WEIGH | {"duty": Duty.UNKNOWN})))
    (found,) = rules.unweighed(facts_of_board(use))
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.UNKNOWN)


def test_dp05_notices_an_approval_without_advice() -> None:
    (found,) = rules.approved_without_advice(facts_of_board(facts_of_use(dpia=dpia(fg_advice_on=None))))
    assert (found.severity, found.certainty) == (Severity.RED, Certainty.CERTAIN)


def test_dp05_is_silent_with_advice_and_before_the_decision() -> None:
    asked = facts_of_use(2, dpia=dpia(state=DpiaState.FG_ADVICE, fg_advice_on=None))
    written = facts_of_use(3, dpia=dpia(fg_advice_on=None, fg_advice="Akkoord."))
    assert not list(rules.approved_without_advice(facts_of_board(facts_of_use(), asked, written)))


def test_dp05_is_unknown_when_not_even_the_day_of_the_decision_is_known() -> None:
    use = facts_of_use(dpia=dpia(fg_advice_on=None, decided_on=None))
    assert [one.certainty for one in rules.approved_without_advice(facts_of_board(use))] == [Certainty.UNKNOWN]


@pytest.mark.parametrize("level", [RiskLevel.HIGH, RiskLevel.VERY_HIGH])
def test_dp09_notices_a_high_risk_that_remains_without_consultation(level: RiskLevel) -> None:
    (found,) = rules.high_residual(facts_of_board(facts_of_use(dpia=dpia(residual=level))))
    assert (found.severity, found.evidence[0].value) == (Severity.RED, level.value)


def test_dp09_is_silent_after_consultation_after_rejection_and_below_high() -> None:
    board = facts_of_board(
        facts_of_use(dpia=dpia(residual=RiskLevel.HIGH, consulted_on=date(2026, 2, 1))),
        facts_of_use(2, dpia=dpia(residual=RiskLevel.HIGH, state=DpiaState.REJECTED)),
        facts_of_use(3, dpia=dpia(residual=RiskLevel.MIDDLE)),
        facts_of_use(4, dpia=dpia(residual=RiskLevel.HIGH), personal_data=Known.NO),
        facts_of_use(5, dpia=dpia(residual=None, state=DpiaState.IN_PROGRESS)),
    )
    assert not list(rules.high_residual(board))


@pytest.mark.parametrize("level", [None, RiskLevel.UNKNOWN])
def test_dp09_is_unknown_for_an_approval_of_which_the_remaining_risk_was_not_estimated(level: RiskLevel | None) -> None:
    (found,) = rules.high_residual(facts_of_board(facts_of_use(dpia=dpia(residual=level))))
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.UNKNOWN)


def test_dp10_notices_a_measure_after_its_day_and_names_it() -> None:
    (found,) = rules.measures_overdue(facts_of_board(facts_of_use(dpia=dpia(open_measures=(LATE, LATER, UNDATED)))))
    assert (found.severity, found.certainty) == (Severity.ORANGE, Certainty.CERTAIN)
    assert [fact.value for fact in found.evidence] == ["Zet logs uit.", "2026-03-01"]


def test_dp10_is_silent_on_the_last_day_itself() -> None:
    assert not list(rules.measures_overdue(facts_of_board(facts_of_use(dpia=dpia(open_measures=(LATER,))))))


def test_dp10_is_unknown_for_an_open_measure_without_a_day() -> None:
    (found,) = rules.measures_overdue(facts_of_board(facts_of_use(dpia=dpia(open_measures=(LATER, UNDATED)))))
    assert found.certainty is Certainty.UNKNOWN
    assert EvidenceForm.MISSING in {fact.form for fact in found.evidence}
