"""The courses that a DPIA can have run in the demo: which steps, how long ago, and who took them."""

from __future__ import annotations

from dataclasses import dataclass

from swc.access.roles import Role
from swc.dpia.kinds import DpiaEvent


@dataclass(frozen=True, slots=True)
class Move:
    """One step, so many days ago, by somebody with a role."""

    event: DpiaEvent
    days_ago: int
    role: Role


@dataclass(frozen=True, slots=True)
class Course:
    """The steps of an assessment; `cites` is the version of the central DPIA (0: the newest, `None`: none).

    `local` says that the board settled its own part of the central DPIA; `review_in` is the review date in days from
    today, where the default of the norm should not count.
    """

    moves: tuple[Move, ...] = ()
    cites: int | None = None
    local: bool = False
    review_in: int | None = None


_E, _FG, _ADMIN = Role.EDITOR, Role.PRIVACY_OFFICER, Role.BOARD_ADMIN
_SCREEN = Move(DpiaEvent.SCREEN, 52, _E)
_REQUIRED = (_SCREEN, Move(DpiaEvent.CONCLUDE_REQUIRED, 48, _FG))
_RUNNING = (*_REQUIRED, Move(DpiaEvent.START, 45, _E))
_ASKED = (*_RUNNING, Move(DpiaEvent.ASK_ADVICE, 30, _E))
_ADVISED = (*_ASKED, Move(DpiaEvent.ADVISE, 24, _FG))
_APPROVED = (*_ADVISED, Move(DpiaEvent.APPROVE, 18, _ADMIN))
_CONDITIONAL = (*_ADVISED, Move(DpiaEvent.APPROVE_WITH_CONDITIONS, 18, _ADMIN))
_NOT_REQUIRED = (_SCREEN, Move(DpiaEvent.CONCLUDE_NOT_REQUIRED, 46, _FG))


def _earlier(moves: tuple[Move, ...], days: int) -> tuple[Move, ...]:
    return tuple(Move(move.event, move.days_ago + days, move.role) for move in moves)


COURSES: dict[str, Course] = {
    "screening": Course((_SCREEN,)),
    "not_required": Course(_NOT_REQUIRED),
    "not_required_expired": Course(_earlier(_NOT_REQUIRED, 900), review_in=-25),
    "required": Course(_REQUIRED),
    "in_progress": Course(_RUNNING),
    "fg_advice": Course(_ASKED),
    "decision": Course(_ADVISED),
    "approved": Course(_APPROVED),
    "approved_expired": Course(_earlier(_APPROVED, 900), review_in=-40),
    "conditional": Course(_CONDITIONAL, cites=0, local=True),
    "measures_done": Course((*_CONDITIONAL, Move(DpiaEvent.ALL_MEASURES_DONE, 6, _FG))),
    "rejected": Course((*_ADVISED, Move(DpiaEvent.REJECT, 18, _ADMIN))),
    "prior": Course((*_ADVISED, Move(DpiaEvent.CONSULT_AUTHORITY, 18, _ADMIN))),
    "central": Course(_APPROVED, cites=0, local=True),
    "central_nolocal": Course(_RUNNING, cites=0),
    "central_none": Course((_SCREEN,)),
    "outdated": Course(_earlier(_APPROVED, 300), cites=1, local=True),
    "reopened": Course(_APPROVED, cites=1, local=True),
}
"""The courses by the name that the data files use."""

TAKEN_OVER = "bare"
"""An assessment taken over from an earlier register that only says "not needed": without reason, day or FG."""

TAKEN_OVER_APPROVED = "bare_approved"
"""An approval taken over from an earlier register, with its day and without advice of the FG."""

UNDATED = frozenset({DpiaEvent.SCREEN, DpiaEvent.START, DpiaEvent.ASK_ADVICE})
"""The steps that carry no day of their own."""

SETTLING = frozenset({DpiaEvent.CONCLUDE_NOT_REQUIRED, DpiaEvent.APPROVE, DpiaEvent.APPROVE_WITH_CONDITIONS})
"""The steps that set a review date."""

_HIGH_RISK = {"reason": "Het risico voor leerlingen is ook na maatregelen hoog."}
TEXTS: dict[DpiaEvent, dict[str, str]] = {
    DpiaEvent.CONCLUDE_NOT_REQUIRED: {
        "reason": "Weinig gegevens, een kleine groep, en geen van de criteria weegt hier zwaar."
    },
    DpiaEvent.ADVISE: {"advice": "Akkoord, mits het lokale deel wordt nageleefd."},
    DpiaEvent.APPROVE_WITH_CONDITIONS: {"conditions": "Zet het delen van namen uit en sluit ongebruikte accounts."},
    DpiaEvent.REJECT: _HIGH_RISK,
    DpiaEvent.CONSULT_AUTHORITY: _HIGH_RISK,
}
"""What people wrote down at a step."""
