"""The rules that rest on what the board answers: a yes, a no, and a question that nobody answered."""

from __future__ import annotations

from typing import Any

import pytest

from swc.catalogue.kinds import DataLevel
from swc.landscape.kinds import SettingAnswer
from swc.risk.facts import CategoryFact, CouplingFacts, UseFacts
from swc.risk.kinds import Certainty, FlagSubject, Severity
from swc.risk.rules import BY_CODE
from swc.risk.rules.declaration import Finding
from tests.factories.risk import facts_of_board, facts_of_use, planned, product

YES, NO, NOT = SettingAnswer.YES, SettingAnswer.NO, SettingAnswer.NOT_APPLICABLE
GENERATIVE = product(ai_use="generative", ai_risk="transparency")
BSN = (CategoryFact("P03", confirmed=True),)
SENSITIVE = DataLevel.SENSITIVE


def answered(question: str, answer: SettingAnswer | None, **facts: Any) -> UseFacts:  # noqa: ANN401 - facts of a use
    """Return the healthy use with one question (others may come along in `facts`)."""
    return facts_of_use(answers={question: answer, **facts.pop("also", {})}, **facts)


HITS = {
    "ID02": (answered("bsn-partnership", YES, categories=BSN), Severity.RED),
    "ID04": (answered("bsn-parent-login", YES), Severity.ORANGE),
    "SD02": (answered("special-data-stored", YES, also={"own-keys": NO}), Severity.RED),
    "SD03": (answered("special-data-talks", YES), Severity.ORANGE),
    "SD04": (answered("consumer-services-pupils", YES), Severity.ORANGE),
    "AI03": (
        answered("minors-ai", YES, product=GENERATIVE, also={"ai-terms-minors": NO, "ai-function": None}),
        Severity.ORANGE,
    ),
    "SE02": (answered("mfa-staff", NO, data_level=SENSITIVE), Severity.ORANGE),
    "SE03": (answered("own-password", YES, product=product(standards=frozenset({"saml"}))), Severity.ORANGE),
}
SILENT = {
    "ID02": answered("bsn-partnership", NO, categories=BSN),
    "ID04": answered("bsn-parent-login", NOT),
    "SD02": answered("special-data-stored", YES, also={"own-keys": YES}),
    "SD03": answered("special-data-talks", NO),
    "SD04": answered("consumer-services-pupils", NOT),
    "AI03": answered("minors-ai", NO, product=GENERATIVE, also={"ai-terms-minors": None, "ai-function": YES}),
    "SE02": answered("mfa-staff", NOT, data_level=SENSITIVE),
    "SE03": answered("own-password", NO, product=product(standards=frozenset({"saml"}))),
}
UNKNOWN = {
    "ID02": answered("bsn-partnership", None, categories=BSN),
    "ID04": answered("bsn-parent-login", None),
    "SD02": answered("special-data-stored", YES, also={"own-keys": None}),
    "SD03": answered("special-data-talks", None),
    "SD04": answered("consumer-services-pupils", None),
    "AI03": answered("minors-ai", YES, product=GENERATIVE, also={"ai-terms-minors": None, "ai-function": YES}),
    "SE02": answered("mfa-staff", None, data_level=SENSITIVE),
    "SE03": answered("own-password", YES, product=product(standards=frozenset())),
}


def told(code: str, *uses: UseFacts, couplings: tuple[CouplingFacts, ...] = ()) -> list[Finding]:
    """Return what one rule says of a board with these uses."""
    return list(BY_CODE[code].check(facts_of_board(*uses, couplings=couplings)))


@pytest.mark.parametrize("code", HITS)
def test_a_wrong_answer_is_a_flag_of_the_use(code: str) -> None:
    use, severity = HITS[code]
    (found,) = told(code, use)
    assert (found.severity, found.certainty, found.subject.use_id) == (severity, Certainty.CERTAIN, use.id)


@pytest.mark.parametrize("code", HITS)
def test_a_use_that_does_not_run_gets_no_flag(code: str) -> None:
    assert not told(code, planned(HITS[code][0]))


@pytest.mark.parametrize("code", SILENT)
def test_a_right_answer_is_silent(code: str) -> None:
    assert not told(code, SILENT[code])


@pytest.mark.parametrize("code", UNKNOWN)
def test_a_missing_answer_is_one_grey_flag_of_the_board_that_names_the_use(code: str) -> None:
    (found,) = told(code, UNKNOWN[code])
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.UNKNOWN)
    assert found.subject.kind is FlagSubject.BOARD
    assert UNKNOWN[code].id in {fact.target_key for fact in found.evidence}


def test_a_board_flag_counts_all_uses_and_names_the_first_twenty() -> None:
    uses = [facts_of_use(at, answers={"mfa-staff": None}) for at in range(1, 31)]
    (found,) = told("SE02", *uses)
    assert found.evidence[0].value == "30"
    assert sum(bool(fact.target_key) for fact in found.evidence) == 20


def test_a_question_that_does_not_apply_is_not_asked() -> None:
    assert not [finding for code in HITS if code != "AI03" for finding in told(code, facts_of_use(answers={}))]


def test_sd02_takes_a_category_that_the_board_confirmed_for_a_yes() -> None:
    care = (CategoryFact("P08", confirmed=True),)
    use = answered("special-data-stored", None, also={"own-keys": NO}, categories=care)
    assert [one.severity for one in told("SD02", use)] == [Severity.RED]


@pytest.mark.parametrize("name", ["Samenwerkingsverband Rijnstreek", "SWV Oost"])
def test_id02_notices_the_number_over_a_coupling_to_a_partnership(name: str) -> None:
    use = facts_of_use(answers={})
    coupling = CouplingFacts("k", f"LAS – {name}", use.id, None, name, ("",), categories=frozenset({"P03"}))
    (found,) = told("ID02", use, couplings=(coupling,))
    assert (found.severity, found.subject.kind) == (Severity.RED, FlagSubject.COUPLING)


def test_id02_notices_the_number_in_a_product_of_a_partnership_before_anybody_answers() -> None:
    trait = product(traits=frozenset({"partnership"}))
    (found,) = told("ID02", answered("bsn-partnership", None, categories=BSN, product=trait))
    assert found.severity is Severity.RED
