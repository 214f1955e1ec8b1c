"""Feeds for tests: telling that something changed, and reading back what a feed says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from swc.audit.kinds import SubjectKind
from swc.audit.service import record, touched
from swc.boards.models import Board
from swc.dpia.kinds import AssessmentKind
from swc.landscape.kinds import PartyRole
from swc.landscape.models import Use
from swc.procurement.feed.follow import follow
from swc.procurement.feed.queries import entries
from swc.procurement.feed.schemas import Entry, FeedScope
from swc.risk.kinds import FlagSubject
from tests.factories.contracts import make_contract, make_exit
from tests.factories.dpia import make_activity, make_assessment
from tests.factories.landscape import make_agreement, make_coupling, make_landscape, make_use
from tests.factories.risk import make_flag
from tests.personas import BOARD_A, BOARD_B, NOW, SYSTEM_ACT, acting

CATALOGUE, SECTOR = FeedScope.catalogue(), FeedScope.sector()
OF_A, OF_B = FeedScope.board(BOARD_A), FeedScope.board(BOARD_B)
SECRET = "Xq7-geheim"
"""Stands in every field that is no machine's business."""


def tell(session: Session, subject: SubjectKind, key: object, kind: str = "", *, board: str | None = BOARD_A) -> None:
    """Record that a thing changed, as its service would."""
    record(
        session,
        by=SYSTEM_ACT,
        kind=kind or f"{subject.value}.changed",
        subject=subject,
        key=str(key),
        board_number=board,
    )


def unit_ends(session: Session, *, now: datetime = NOW) -> None:
    """End a unit of work as far as the feeds are concerned."""
    session.flush()
    follow(session, touched(session), by=acting(SYSTEM_ACT.actor, now=now))
    session.info.pop("touched", None)
    session.expire_all()


def told(session: Session, scope: FeedScope, *, after: int = 0) -> tuple[Entry, ...]:
    """Return every entry of a feed after a number."""
    return entries(session, scope, after=after, limit=100_000).entries


def subjects(found: tuple[Entry, ...]) -> list[tuple[str, str]]:
    """Return kind of thing and what was said of it, entry by entry."""
    return [(one.subject_kind.value, one.action.value) for one in found]


def state(found: tuple[Entry, ...]) -> dict[str, dict[str, Any]]:
    """Return what follows from entries: the things that are there, as the newest entry says."""
    things: dict[str, dict[str, Any]] = {}
    for one in found:
        if one.data is None:
            things.pop(one.subject, None)
        else:
            things[one.subject] = one.content()
    return things


def make_full_board(session: Session, *, board: str = BOARD_A, secret: str = SECRET) -> Use:
    """Make one of everything at a board of `make_landscape`, with the secret in each free field; return the use."""
    use = make_use(
        session, board=board, notes=secret, owner_role=secret, components=("c" * 32,), categories=("P01",), users=12
    )
    coupling = make_coupling(session, use, standards=("uwlr",), target_name="ROD")
    coupling.description = secret
    agreement = make_agreement(session, use)
    agreement.note = agreement.title = agreement.signer_role = agreement.annex_retention = secret
    contract = make_contract(session, board=board, parties=((PartyRole.SUPPLIER, "SchoolMaster B.V.", "schoolmaster"),))
    contract.note = secret
    make_exit(session, use.id, note=secret, exit_plan_url=secret)
    make_assessment(session, use_id=use.id, board_number=board, kind=AssessmentKind.DPIA, reason=secret).title = secret
    activity = make_activity(session, board_number=board)
    activity.reason = activity.owner_role = secret
    make_flag(
        session,
        board_number=board,
        use_id=use.id,
        subject_kind=FlagSubject.USE,
        subject_name=secret,
        evidence=({"label": secret, "value": secret},),
    )
    session.flush()
    return use


def make_two_boards(session: Session) -> tuple[Use, Use]:
    """Make two boards that each have one of everything and share nothing; return their uses."""
    make_landscape(session, release=False)
    found = make_full_board(session), make_full_board(session, board=BOARD_B)
    session.expire_all()
    return found


def share(session: Session, number: str, sharing: Any) -> None:  # noqa: ANN401 - a level of sharing
    """Let a board share, and end the unit of work."""
    session.get_one(Board, number).sharing = sharing
    session.flush()
    tell(session, SubjectKind.BOARD, number, "board.sharing_changed", board=number)
    unit_ends(session)
