"""Kinds of things that fall due."""

from __future__ import annotations

from enum import StrEnum


class DueKind(StrEnum):
    """What falls due."""

    REVIEW = "review"
    REOPENED = "reopened"
    SCREENING = "screening"
    ADVICE = "advice"
    DECISION = "decision"
    CONSULTATION = "consultation"
    MEASURE = "measure"
    AGREEMENT_ENDS = "agreement_ends"
    REGISTER_DIFFERENCE = "register_difference"
    FLAG_ACCEPTANCE_ENDS = "flag_acceptance_ends"


class Urgency(StrEnum):
    """How a due date lies to today."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"
