"""States of a saved question; pure values."""

from __future__ import annotations

from enum import StrEnum


class QueryScope(StrEnum):
    """Over which data a question is asked: what is public, that and one board, or that and the sharing boards."""

    PUBLIC = "public"
    BOARD = "board"
    SECTOR = "sector"


class Offer(StrEnum):
    """Where a question stands on its way to everybody's gallery."""

    NONE = "none"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
