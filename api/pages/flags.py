"""The flags of a board: the list by rule, one flag with its facts and history, and accepting it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.flag_query import FlagFilterDep
from api.forms import Entered, attempt, entered, parsed
from api.paging import Paging, WindowDep, paging
from api.rendering import Page
from swc.access.kinds import Act
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.risk import rule_texts, service
from swc.risk.disclosure import flags_for
from swc.risk.kinds import FlagStatus
from swc.risk.queries import board_flags, open_flag
from swc.risk.schemas import AcceptFlag, FlagDetail, FlagFilters, FlagSummary, RuleSummary

router = APIRouter(prefix="/besturen/{number}/signalen")


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The flags of one rule."""

    rule: RuleSummary
    flags: tuple[FlagSummary, ...]


@dataclass(frozen=True, slots=True)
class FlagsPage:
    """One page of flags by rule, what was asked, and the rules to choose from; `statuses` are the tabs."""

    board: BoardDetail
    paging: Paging[FlagSummary]
    groups: tuple[RuleGroup, ...]
    filters: FlagFilters
    rules: tuple[RuleSummary, ...]
    statuses: tuple[FlagStatus, ...] = tuple(FlagStatus)


@dataclass(frozen=True, slots=True)
class FlagPage:
    """One flag, and the form to accept it."""

    board: BoardDetail
    flag: FlagDetail
    form: Entered


@router.get("")
def show_flags(
    *,
    number: BoardNumber,
    filters: FlagFilterDep,
    window: WindowDep,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    request: Request,
) -> Response:
    """Show the flags that the filter asks for."""
    found = flags_for(act, board_flags(session, number, filters, act.today))
    shown = paging(request, window, window.cut(found), len(found))
    board = open_board(session, number, by=act)
    return page.render("flags/flags.html", FlagsPage(board, shown, _groups(shown.items), filters, rule_texts.rules()))


@router.get("/{flag_id}")
def show_flag(number: BoardNumber, flag_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show one flag with its facts and history."""
    return page.render("flags/flag.html", _flag_page(session, number, flag_id, Entered(), by=act))


@router.post("/{flag_id}/accepteren")
def accept_flag(
    number: BoardNumber, flag_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Accept the flag for a reason until a day."""

    def deed() -> None:
        service.accept_flag(session, number, flag_id, parsed(AcceptFlag, form), by=act)

    return _answer(session, (number, flag_id), deed, form, act=act, page=page, notice="Het signaal is geaccepteerd.")


@router.post("/{flag_id}/acceptatie-beeindigen")
def end_acceptance(
    number: BoardNumber, flag_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """End the acceptance, so that the flag counts as open again."""

    def deed() -> None:
        service.end_acceptance(session, number, flag_id, by=act)

    return _answer(session, (number, flag_id), deed, form, act=act, page=page, notice="De acceptatie is beëindigd.")


def _answer(
    session: Session,
    flag: tuple[str, UUID],
    deed: Callable[[], None],
    form: FormData,
    *,
    act: Act,
    page: Page,
    notice: str,
) -> Response:
    """Do what was asked and go back to the flag; a refusal shows the form again with what was entered."""
    outcome = attempt(session, deed)
    if outcome.refused:
        model = _flag_page(session, *flag, entered(form, outcome.refused), by=act)
        return page.render("flags/flag.html", model, status=400)
    return page.see_other(f"/besturen/{flag[0]}/signalen/{flag[1]}", notice=notice)


def _flag_page(session: Session, number: str, flag_id: UUID, form: Entered, *, by: Act) -> FlagPage:
    return FlagPage(open_board(session, number, by=by), open_flag(session, number, flag_id, by=by), form)


def _groups(flags: Iterable[FlagSummary]) -> tuple[RuleGroup, ...]:
    """Return the flags by rule; they come with those of one rule together."""
    by_rule = groupby(flags, lambda flag: flag.rule)
    return tuple(RuleGroup(rule_texts.rule_summary(code), tuple(found)) for code, found in by_rule)
