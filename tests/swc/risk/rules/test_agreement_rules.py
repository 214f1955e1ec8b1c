"""Rules on the processor agreement: no agreement, an old model, and what nobody recorded."""

from __future__ import annotations

from datetime import date

import pytest

from swc.landscape.kinds import AgreementPresence
from swc.risk.facts import AgreementFacts, Known
from swc.risk.kinds import Certainty, EvidenceForm, Severity
from swc.risk.rules import agreement_rules as rules
from tests.factories.risk import ended, facts_of_board, facts_of_use, planned

ABSENT = AgreementFacts(AgreementPresence.ABSENT)


def test_pa01_is_red_for_a_use_with_personal_data_and_no_agreement() -> None:
    (found,) = rules.no_agreement(facts_of_board(facts_of_use(agreement=ABSENT)))
    assert (found.severity, found.certainty) == (Severity.RED, Certainty.CERTAIN)


def test_pa01_is_orange_before_the_start_and_silent_after_the_end() -> None:
    use = facts_of_use(agreement=ABSENT)
    assert [one.severity for one in rules.no_agreement(facts_of_board(planned(use)))] == [Severity.ORANGE]
    assert not list(rules.no_agreement(facts_of_board(ended(use))))


def test_pa01_counts_an_agreement_that_ended_yesterday_as_none() -> None:
    over = AgreementFacts(AgreementPresence.PRESENT, "4.0", valid_until=date(2026, 3, 1))
    last_day = AgreementFacts(AgreementPresence.PRESENT, "4.0", valid_until=date(2026, 3, 2))
    board = facts_of_board(facts_of_use(agreement=over), facts_of_use(2, agreement=last_day))
    assert [one.subject.key[-1] for one in rules.no_agreement(board)] == ["1"]


@pytest.mark.parametrize("presence", [AgreementPresence.PRESENT, AgreementPresence.NOT_NEEDED])
def test_pa01_is_silent_with_an_agreement_or_when_none_is_needed(presence: AgreementPresence) -> None:
    assert not list(rules.no_agreement(facts_of_board(facts_of_use(agreement=AgreementFacts(presence)))))


def test_pa01_is_unknown_when_nobody_recorded_whether_there_is_an_agreement() -> None:
    (found,) = rules.no_agreement(facts_of_board(facts_of_use(agreement=AgreementFacts())))
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.UNKNOWN)
    assert EvidenceForm.MISSING in {fact.form for fact in found.evidence}


def test_pa01_is_unknown_when_nobody_knows_whether_there_are_personal_data() -> None:
    use = facts_of_use(agreement=ABSENT, personal_data=Known.UNKNOWN)
    assert [one.certainty for one in rules.no_agreement(facts_of_board(use))] == [Certainty.UNKNOWN]


@pytest.mark.parametrize("model", ["model-3.0", "3.0", "ouder-model"])
def test_pa02_notices_an_older_model(model: str) -> None:
    use = facts_of_use(agreement=AgreementFacts(AgreementPresence.PRESENT, model))
    (found,) = rules.old_model(facts_of_board(use))
    assert (found.severity, found.certainty) == (Severity.ORANGE, Certainty.CERTAIN)


def test_pa02_is_silent_for_the_current_model_and_without_an_agreement() -> None:
    board = facts_of_board(facts_of_use(), facts_of_use(2, agreement=ABSENT))
    assert not list(rules.old_model(board))


@pytest.mark.parametrize("model", ["model-leverancier", "raamovereenkomst", "model-4.0", "model-5.0"])
def test_pa02_does_not_date_an_agreement_in_another_form(model: str) -> None:
    use = facts_of_use(agreement=AgreementFacts(AgreementPresence.PRESENT, model))
    assert not list(rules.old_model(facts_of_board(use)))


@pytest.mark.parametrize("model", ["", "anders"])
def test_pa02_is_unknown_without_a_version(model: str) -> None:
    use = facts_of_use(agreement=AgreementFacts(AgreementPresence.PRESENT, model))
    assert [one.certainty for one in rules.old_model(facts_of_board(use))] == [Certainty.UNKNOWN]


@pytest.mark.parametrize(
    ("model", "older"),
    [("model-3.0", Known.YES), ("Model 4,0", Known.NO), ("eigen", Known.UNKNOWN), ("", Known.UNKNOWN)],
)
def test_the_age_of_a_model_is_read_from_its_code_or_name(model: str, older: Known) -> None:
    assert rules.is_older(model, 4.0) is older
