"""Criteria over several applications: one yes is enough, a no needs them all, and silence stays unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.dpia.criteria import CRITERIA
from swc.dpia.facts import UseFacts
from swc.dpia.kinds import AssessmentKind, Duty, Finding, ReviewTrigger
from swc.dpia.schemas import CriterionFact, Fact
from swc.dpia.union import HIGH_RISK_AI, fundamental_rights, of_all, personal_data, united
from swc.landscape.kinds import ProcessesPersonalData
from vocab.schemes import scheme

YES, NO, UNKNOWN = Finding.YES, Finding.NO, Finding.UNKNOWN


def criteria(finding: Finding, sentence: str = "Zo is het.") -> tuple[CriterionFact, ...]:
    """Return every criterion with one finding."""
    return tuple(
        CriterionFact(criterion=one.code, scheme=one.scheme, derived=finding, facts=(Fact(message=sentence),))
        for one in CRITERIA
    )


@given(st.lists(st.sampled_from(Finding)))
def test_one_yes_is_enough_and_a_no_needs_all(findings: list[Finding]) -> None:
    found = of_all(findings)
    assert (found is YES) == (YES in findings)
    assert (found is NO) == (bool(findings) and set(findings) == {NO})


@given(st.lists(st.sampled_from(Finding), min_size=1), st.sampled_from(Finding))
def test_one_more_application_never_turns_a_yes_or_a_doubt_into_a_no(findings: list[Finding], more: Finding) -> None:
    before, after = of_all(findings), of_all([*findings, more])
    assert not (before is not NO and after is NO)
    assert not (before is YES and after is not YES)


def test_the_facts_are_those_of_the_applications_that_made_the_finding() -> None:
    found = united((("Magister", criteria(NO, "Niets.")), ("Snappet", criteria(YES, "Adaptief."))))
    assert {one.derived for one in found} == {YES}
    assert [(fact.about, fact.text) for fact in found[0].facts] == [("Snappet", "Adaptief.")]


def test_nothing_to_read_from_is_unknown_and_says_so() -> None:
    found = united(())
    assert ({one.derived for one in found}, len(found)) == ({UNKNOWN}, 26)
    assert found[0].facts[0].text == "In deze verwerking is geen applicatie bekend."


@pytest.mark.parametrize(
    ("says", "expected"),
    [(("no", "yes"), "yes"), (("no", "no"), "no"), (("no", "unknown"), "unknown"), ((), "unknown")],
)
def test_personal_data_are_processed_as_soon_as_one_does(says: tuple[str, ...], expected: str) -> None:
    facts = [UseFacts(personal_data=ProcessesPersonalData(one)) for one in says]
    assert personal_data(facts).value == expected


@pytest.mark.parametrize(
    ("ai", "expected"),
    [
        (("none", "proctoring"), Duty.REQUIRED),
        (("none", None), Duty.UNKNOWN),
        (("none",), Duty.NOT_INDICATED),
        ((), Duty.UNKNOWN),
    ],
)
def test_fundamental_rights_are_weighed_where_high_risk_ai_is_used(ai: tuple[str | None, ...], expected: Duty) -> None:
    found = fundamental_rights([UseFacts(product="Product", ai_use=one) for one in ai])
    assert found.duty is expected
    assert found.why[0].text


def test_the_codes_are_those_of_the_schemes() -> None:
    assert set(scheme("ai-uses").codes) >= HIGH_RISK_AI
    assert set(scheme("review-triggers").codes) == {one.value for one in ReviewTrigger}
    assert set(scheme("assessment-kinds").codes) == {one.value for one in AssessmentKind}
