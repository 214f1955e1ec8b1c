"""Kinds of things that fall due."""

from __future__ import annotations

from enum import StrEnum


class DueKind(StrEnum):
    """What falls due, in the order in which a digest tells of it."""

    CONSULTATION = "consultation"
    REOPENED = "reopened"
    REVIEW = "review"
    DECISION = "decision"
    ADVICE = "advice"
    START = "start"
    SCREENING = "screening"
    MEASURE = "measure"
    AGREEMENT_ENDS = "agreement_ends"
    CONTRACT_NOTICE = "contract_notice"
    CONTRACT_ENDS = "contract_ends"
    FLAG_ACCEPTANCE_ENDS = "flag_acceptance_ends"
    REGISTER_DIFFERENCE = "register_difference"


class Urgency(StrEnum):
    """How a due date lies to today, most urgent first."""

    OVERDUE = "overdue"
    SOON = "soon"
    UNDATED = "undated"
    LATER = "later"


TOLD = frozenset({Urgency.OVERDUE, Urgency.SOON, Urgency.UNDATED})
"""What a digest tells by mail; what comes later is on the page and in the calendar only."""
