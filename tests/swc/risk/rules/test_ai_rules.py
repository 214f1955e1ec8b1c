"""Artificial intelligence in what a board uses, with the dates of the act as data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from swc.landscape.kinds import SettingAnswer
from swc.risk.facts import NormFact, UseFacts
from swc.risk.kinds import Certainty, Severity
from swc.risk.rules import ai_rules as rules
from tests.factories.risk import NORMS, REFERENCE, dpia, facts_of_board, facts_of_use, product

EMOTION = product(ai_use="emotion-recognition", ai_risk="prohibited")
STEERING = product(ai_use="learning-outcomes", ai_risk="high")


def use_of(found: object, answer: SettingAnswer | None = None, **facts: object) -> UseFacts:
    """Return a use of a product with AI, and what the board says of its AI function."""
    return facts_of_use(product=found, answers={"ai-function": answer}, **facts)


@pytest.mark.parametrize("answer", [None, SettingAnswer.YES])
def test_ai01_notices_a_prohibited_practice_also_while_nobody_says_that_it_is_off(answer: SettingAnswer | None) -> None:
    (found,) = rules.prohibited(facts_of_board(use_of(EMOTION, answer)))
    assert (found.severity, found.certainty) == (Severity.RED, Certainty.CERTAIN)


def test_ai01_is_silent_when_the_function_is_off_and_for_other_ai() -> None:
    assert not list(rules.prohibited(facts_of_board(use_of(EMOTION, SettingAnswer.NO), use_of(STEERING))))


@pytest.mark.parametrize("check", [rules.prohibited, rules.no_rights_assessment, rules.minors])
def test_every_ai_rule_is_unknown_once_while_the_catalogue_does_not_say_what_ai_there_is(check: object) -> None:
    unknown = product(ai_use=None, ai_risk="")
    uses = (facts_of_use(1, product=unknown, answers={}), facts_of_use(2, product=unknown, answers={}))
    (found,) = check(facts_of_board(*uses))  # type: ignore[operator]
    assert (found.severity, found.certainty, found.evidence[0].value) == (Severity.GREY, Certainty.UNKNOWN, "2")


@pytest.mark.parametrize(("duty", "severity"), [(date(2026, 3, 3), Severity.ORANGE), (date(2026, 3, 2), Severity.RED)])
def test_ai02_is_orange_before_the_day_of_the_duty_and_red_from_then_on(duty: date, severity: Severity) -> None:
    moved = NORMS | {"ai-act-annex-iii-on": NormFact(0, "", "AI-verordening", duty)}
    board = facts_of_board(use_of(STEERING), reference=replace(REFERENCE, norms=moved))
    assert [one.severity for one in rules.no_rights_assessment(board)] == [severity]


def test_ai02_is_silent_with_a_settled_assessment_of_fundamental_rights() -> None:
    use = use_of(STEERING, dpia=dpia(fria_settled=True))
    assert not list(rules.no_rights_assessment(facts_of_board(use)))
