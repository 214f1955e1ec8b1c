"""Questions of one's own: keep, change, share with a board, offer to the sector, decide, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from fastapi import APIRouter, Response
from starlette.datastructures import FormData

from api.deps import FormDep, PageDep
from api.forms import Entered, Outcome, attempt, entered, parsed, tried
from api.gallery.asking import MOST_BOARDS, Asking, AskingDep
from api.gallery.checking import faults_in
from api.gallery.editor import model, parameter_values, parameters_in, refused_editor
from api.gallery.pages import HOME
from api.rendering import Page
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.queries import boards_of
from swc.boards.schemas import BoardSummary
from swc.errors import DomainError, UnauthenticatedError
from swc.questions.kinds import QueryScope
from swc.questions.queries import offered_queries, query_detail, seen_queries
from swc.questions.schemas import QueryChange, QueryDetail, QueryInput, QueryRef
from swc.questions.service import (
    Faults,
    change_query,
    decide_query,
    offer_query,
    retire_query,
    save_query,
    share_query,
    withdraw_query,
)
from vocab.questions import questions

router = APIRouter()

OWN = f"{HOME}/eigen"

Asked = TypeVar("Asked", bound=QueryChange)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The questions that somebody keeps or reads, and for sector editors those that wait for a decision."""

    kept: tuple[QueryRef, ...]
    offered: tuple[QueryRef, ...]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One kept question: what can be done with it."""

    kept: QueryDetail
    boards: tuple[BoardSummary, ...]
    form: Entered


@router.get(OWN)
def show_own(page: PageDep, asking: AskingDep) -> Response:
    """Show what somebody keeps, what their boards share, and for a sector editor what was offered."""
    act = _signed_in(asking)
    offered = offered_queries(asking.session, by=act) if act.actor.may(Right.EDIT_CATALOGUE) else ()
    return page.render("questions/own.html", OwnPage(seen_queries(asking.session, by=act), offered))


@router.post(OWN)
def keep(page: PageDep, asking: AskingDep, form: FormDep) -> Response:
    """Keep what was typed; a refusal comes back in the editor."""
    act = _signed_in(asking)
    taken = frozenset(one.name for one in questions())

    def deed(data: QueryInput, faults: Faults) -> str:
        return save_query(asking.session, data, by=act, faults=faults, taken=taken)

    outcome = _read_first(asking, form, QueryInput, deed)
    if outcome.refused is not None:
        return _back(page, asking, form, outcome.refused)
    return page.see_other(f"{OWN}/{outcome.value}", notice="De vraag is bewaard; alleen u ziet haar.")


@router.get(f"{OWN}/{{name}}")
def show_kept(name: str, page: PageDep, asking: AskingDep) -> Response:
    """Show one kept question and what can be done with it."""
    found = query_detail(asking.session, name, by=_signed_in(asking))
    return page.render("questions/kept.html", _kept(asking, found, Entered()))


@router.get(f"{OWN}/{{name}}/wijzigen")
def edit(name: str, page: PageDep, asking: AskingDep) -> Response:
    """Open a kept question in the editor."""
    found = query_detail(asking.session, name, by=_signed_in(asking))
    values = {
        "title": [found.title],
        "explanation": [found.explanation],
        "plot_over": [found.plot_over],
        "plot_of": [found.plot_of],
        "version": [str(found.row_version)],
        **parameter_values(found.parameters),
    }
    places = asking.places((found.scope.value,))
    scope = places[0].scope if places else found.scope.value
    return page.render(
        "questions/editor.html", model(asking, Entered(values), text=found.text, scope=scope, kept=found)
    )


@router.post(f"{OWN}/{{name}}")
def change(name: str, page: PageDep, asking: AskingDep, form: FormDep) -> Response:
    """Replace a kept question."""
    act = _signed_in(asking)

    def deed(data: QueryChange, faults: Faults) -> None:
        change_query(asking.session, name, data, by=act, faults=faults, expected_version=_version(form))

    outcome = _read_first(asking, form, QueryChange, deed)
    if outcome.refused is not None:
        kept = query_detail(asking.session, name, by=act)
        return _back(page, asking, form, outcome.refused, kept=kept)
    return page.see_other(f"{OWN}/{name}", notice="De vraag is gewijzigd.")


@router.post(f"{OWN}/{{name}}/delen")
def share(name: str, page: PageDep, asking: AskingDep, form: FormDep) -> Response:
    """Share a question with a board, or with nobody."""
    board = str(form.get("board", "")) or None
    return _done(
        name,
        page,
        asking,
        form,
        lambda act: share_query(asking.session, name, board, by=act, expected_version=_version(form)),
        notice="Wie deze vraag ziet is gewijzigd.",
    )


@router.post(f"{OWN}/{{name}}/aanbieden")
def offer(name: str, page: PageDep, asking: AskingDep, form: FormDep) -> Response:
    """Offer a question to everybody."""
    return _done(
        name,
        page,
        asking,
        form,
        lambda act: offer_query(asking.session, name, by=act, expected_version=_version(form)),
        notice="De vraag is aangeboden; de sectorredactie besluit.",
    )


@router.post(f"{OWN}/{{name}}/besluit")
def decide(name: str, page: PageDep, asking: AskingDep, form: FormDep) -> Response:
    """Accept or decline what was offered."""
    accept = form.get("decision") == "accept"

    def deed(act: Act) -> None:
        reasoned = replace(act, reason=str(form.get("reason", "")).strip())
        decide_query(asking.session, name, accept=accept, by=reasoned, expected_version=_version(form))

    return _done(name, page, asking, form, deed, notice="Het besluit is vastgelegd.")


@router.post(f"{OWN}/{{name}}/intrekken")
def withdraw(name: str, page: PageDep, asking: AskingDep, form: FormDep) -> Response:
    """Take a question out of use."""
    return _done(
        name,
        page,
        asking,
        form,
        lambda act: withdraw_query(asking.session, name, by=act, expected_version=_version(form)),
        notice="De vraag is ingetrokken.",
        then=OWN,
    )


@router.post(f"{HOME}/{{name}}/uit-galerij")
def retire(name: str, page: PageDep, asking: AskingDep, form: FormDep) -> Response:
    """Take an accepted question out of everybody's gallery; for sector editors."""
    reasoned = replace(_signed_in(asking), reason=str(form.get("reason", "")).strip())
    retire_query(asking.session, name, by=reasoned)
    return page.see_other(HOME, notice="De vraag staat niet meer in de galerij.")


def _read_first(
    asking: Asking, form: FormData, kind: type[Asked], deed: Callable[[Asked, Faults], Result]
) -> Outcome[Result]:
    """Do a deed with what was typed, after a worker read its text: meanwhile no transaction is open."""

    def read() -> tuple[Asked, Faults]:
        data = parsed(kind, form, scope=_scope(form), parameters=parameters_in(form))
        return data, faults_in(data.text, tuple(one.plain() for one in data.parameters), asking.read)

    typed = tried(read)
    if typed.refused is not None:
        return Outcome(refused=typed.refused)
    return attempt(asking.session, lambda: deed(*typed.value))


def _done(
    name: str,
    page: Page,
    asking: Asking,
    form: FormData,
    deed: Callable[[Act], None],
    *,
    notice: str,
    then: str = "",
) -> Response:
    """Do something with a kept question; a refusal is told on its page."""
    act = _signed_in(asking)
    outcome = attempt(asking.session, lambda: deed(act))
    if outcome.refused is None:
        return page.see_other(then or f"{OWN}/{name}", notice=notice)
    found = query_detail(asking.session, name, by=act)
    return page.render("questions/kept.html", _kept(asking, found, entered(form, outcome.refused)), status=400)


def _kept(asking: Asking, found: QueryDetail, form: Entered) -> KeptPage:
    boards = boards_of(asking.session, asking.act.actor, limit=MOST_BOARDS)
    return KeptPage(found, tuple(one for one in boards if one.number in asking.act.actor.boards), form)


def _back(
    page: Page, asking: Asking, form: FormData, refused: DomainError, *, kept: QueryDetail | None = None
) -> Response:
    text, scope = str(form.get("text", "")), str(form.get("over", ""))
    return refused_editor(page, asking, entered(form), refused, text=text, scope=scope, kept=kept)


def _scope(form: FormData) -> QueryScope:
    """Return the kind of scope: which board a question is about is chosen when it is asked."""
    asked = str(form.get("over", ""))
    kind = "board" if asked.startswith("board") else asked
    return QueryScope(kind) if kind in set(QueryScope) else QueryScope.PUBLIC


def _version(form: FormData) -> int:
    try:
        return int(str(form.get("version", "")))
    except ValueError:
        return 0


def _signed_in(asking: Asking) -> Act:
    if asking.act.actor.anonymous:
        raise UnauthenticatedError("Log in om vragen te bewaren.")
    return asking.act
