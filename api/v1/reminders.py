"""What is due, as JSON: at a board, and for whoever is logged in."""

from __future__ import annotations

from fastapi import APIRouter

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from swc.reminders.queries import open_due, own_digest
from swc.reminders.schemas import BoardDue, Digest

router = APIRouter(prefix="/api/v1", tags=["Herinneringen"])


@router.get("/boards/{number}/due", summary="Wat er bij een bestuur te doen is, het dringendste eerst")
def read_due(number: BoardNumber, session: SessionDep, act: ActDep) -> BoardDue:
    """Return reviews, steps, measures, ending agreements and the open suggestions of the register."""
    return open_due(session, number, by=act)


@router.get("/me/digest", summary="Wat er voor u te doen is, over al uw besturen")
def read_digest(session: SessionDep, act: ActDep) -> Digest:
    """Return the digest of whoever is logged in; a key has no account and is refused."""
    return own_digest(session, by=act)
