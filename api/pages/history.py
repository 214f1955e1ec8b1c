"""The history of a board: who did what, when and why, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, PageDep, SessionDep
from api.pages.history_words import NOTHING, SUBJECTS, field_name, is_shown, sentence, shown, use_key
from swc.access.kinds import Act
from swc.audit.kinds import SubjectKind
from swc.audit.queries import board_history
from swc.audit.schemas import EventEntry
from swc.boards.queries import open_board
from swc.dpia.disclosure import history_for
from swc.landscape.queries import use_summaries

router = APIRouter(prefix="/besturen/{number}/historie")


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One field before and after, in words."""

    field: str
    before: str
    after: str

    @property
    def value(self) -> str:
        """Return the one value of something that came or went."""
        return self.before if self.after == NOTHING else self.after


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One event in words; `link` leads to the application it is about, empty when that is gone.

    `both_sides` says that there was something before as well as after.
    """

    seq: int
    at: datetime
    sentence: str
    reason: str
    link: str
    both_sides: bool
    changes: tuple[ShownChange, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A stretch of a board's history; `older` is the cursor to what came before."""

    number: str
    name: str
    rows: tuple[HistoryRow, ...]
    older: int | None
    is_first: bool
    subject: SubjectKind | None
    subjects: tuple[tuple[str, str], ...]


@router.get("")
def show_history(
    number: BoardNumber,
    *,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    soort: str = "",
    voor: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Show what happened at a board; `soort` keeps one kind of thing, `voor` goes back in time."""
    subject = next((kind for kind in SUBJECTS if kind.value == soort), None)
    return page.render("history/history.html", history_page(session, number, subject=subject, before=voor, by=act))


def history_page(
    session: Session, number: str, *, subject: SubjectKind | None, before: int | None, by: Act
) -> HistoryPage:
    """Return the history of a board in words; a fixed number of statements."""
    board = open_board(session, number, by=by)
    found = history_for(by, number, board_history(session, number, subject=subject, before=before))
    names = {str(use.id): use.name for use in use_summaries(session, number, on=by.today)}
    return HistoryPage(
        number=number,
        name=board.name,
        rows=tuple(_row(event, number, names) for event in found.events),
        older=found.older,
        is_first=before is None,
        subject=subject,
        subjects=tuple((kind.value, word) for kind, word in SUBJECTS.items()),
    )


def _row(event: EventEntry, number: str, names: dict[str, str]) -> HistoryRow:
    """Put one event into words."""
    key = use_key(event)
    return HistoryRow(
        seq=event.seq,
        at=event.at,
        sentence=sentence(event, names),
        reason=event.reason,
        link=f"/besturen/{number}/applicaties/{key}" if key in names else "",
        both_sides=any(change.before is not None for change in event.changes)
        and any(change.after is not None for change in event.changes),
        changes=tuple(
            ShownChange(field_name(change.field), shown(change.field, change.before), shown(change.field, change.after))
            for change in event.changes
            if is_shown(change.field)
        ),
    )
