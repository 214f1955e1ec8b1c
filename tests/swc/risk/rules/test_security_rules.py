"""Proven levels against required ones, and the maturity that the standards framework asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from swc.risk.facts import NO_BIV, BivFact, Known, NormFact
from swc.risk.kinds import Certainty, FlagSubject, Severity
from swc.risk.rules import security_rules as rules
from tests.factories.risk import NORMS, REFERENCE, facts_of_board, facts_of_use, product


@pytest.mark.parametrize(
    ("required", "severity"), [(BivFact(1, 1, 3), Severity.RED), (BivFact(3, 1, 2), Severity.ORANGE)]
)
def test_se01_is_red_for_confidentiality_and_orange_for_the_rest(required: BivFact, severity: Severity) -> None:
    (found,) = rules.under_required(facts_of_board(facts_of_use(required=required)))
    assert (found.severity, found.certainty) == (severity, Certainty.CERTAIN)
    assert [fact.value for fact in found.evidence] == ["hoog", "midden"]


def test_se01_is_silent_when_enough_is_proven_and_when_little_is_asked() -> None:
    little = facts_of_use(2, required=BivFact(1, 1, 1), product=product(proven=NO_BIV))
    none = facts_of_use(3, required=BivFact(3, 3, 3), personal_data=Known.NO)
    assert not list(rules.under_required(facts_of_board(facts_of_use(), little, none)))


@pytest.mark.parametrize("facts", [{"required": NO_BIV}, {"product": product(proven=NO_BIV)}])
def test_se01_is_unknown_when_what_is_asked_or_proven_is_missing(facts: dict[str, object]) -> None:
    (found,) = rules.under_required(facts_of_board(facts_of_use(**facts)))
    assert (found.subject.kind, found.certainty) == (FlagSubject.BOARD, Certainty.UNKNOWN)


@pytest.mark.parametrize(("duty", "severity"), [(date(2030, 1, 1), Severity.ORANGE), (date(2026, 1, 1), Severity.RED)])
def test_nk01_is_orange_until_meeting_the_framework_is_a_duty(duty: date, severity: Severity) -> None:
    moved = NORMS | {"normenkader-duty-on": NormFact(0, "", "Normenkader IBP", duty)}
    (found,) = rules.below_framework(facts_of_board(measured=2, reference=replace(REFERENCE, norms=moved)))
    assert (found.severity, found.certainty) == (severity, Certainty.CERTAIN)


def test_nk01_is_silent_at_the_level_and_unknown_without_a_measurement() -> None:
    assert not list(rules.below_framework(facts_of_board(measured=3)))
    (found,) = rules.below_framework(facts_of_board(measured=None))
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.UNKNOWN)
