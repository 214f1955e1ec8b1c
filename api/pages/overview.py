"""The front page of a board: risk, coverage and dependency for whoever leads it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Response

from api.board_door import BoardNumber
from api.deps import ActDep, PageDep, SessionDep
from api.i18n import translate
from api.pages.history_words import OTHER, SENTENCES, subject_word
from swc.risk.overview import open_overview
from swc.risk.schemas import BoardOverview, RecentChange, VendorShare

router = APIRouter(prefix="/besturen/{number}")

SHOWN_GROUPS = 8
"""How many vendor groups are drawn; the table beside the drawing has them all."""


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """One board at a glance; `drawn` are the largest vendor groups."""

    overview: BoardOverview
    drawn: tuple[VendorShare, ...]

    def sentence(self, change: RecentChange) -> str:
        """Return what a change was as the sentence of the history, with `who` and `what` to fill in."""
        return SENTENCES.get(change.kind, OTHER)

    def what(self, change: RecentChange) -> str:
        """Return the name of what a change is about, or the word for such a thing."""
        return change.subject_name or translate(subject_word(change.subject_kind))


@router.get("")
def show_overview(number: BoardNumber, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show one board at a glance."""
    found = open_overview(session, number, by=act)
    return page.render("overview/overview.html", OverviewPage(found, found.vendor_groups[:SHOWN_GROUPS]))
