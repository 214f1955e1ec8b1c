"""Reads of a board's landscape: every use, one use whole, and couplings."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from swc.landscape.schemas import CouplingDetail, UseDetail, UseSummary


def use_summaries(session: Session, board_number: str) -> tuple[UseSummary, ...]:
    """Return every use of a board by name, in a fixed number of statements."""
    raise RuntimeError(f"not readable yet: {board_number}, {session}")


def use_detail(session: Session, board_number: str, use_id: UUID) -> UseDetail | None:
    """Return one use whole, or nothing when the board has no such use."""
    raise RuntimeError(f"not readable yet: {board_number}, {use_id}, {session}")


def couplings(session: Session, board_number: str) -> tuple[CouplingDetail, ...]:
    """Return every coupling of a board, in a fixed number of statements."""
    raise RuntimeError(f"not readable yet: {board_number}, {session}")
