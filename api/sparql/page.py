"""The page where people ask: worked queries to start from, a form, and the answer as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from api.deps import ActDep, PageDep, SessionDep
from api.sparql.endpoint import SparqlDep
from api.sparql.gallery import Example, example, examples
from api.sparql.pool import Found, Question
from api.sparql.results import Table, table_of
from api.sparql.scopes import PUBLIC, board_scope
from swc.access.roles import Right
from swc.boards.queries import boards_of
from swc.boards.schemas import BoardSummary
from swc.errors import DomainError

router = APIRouter()


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """The gallery, the query in the form, and what came of it."""

    examples: tuple[Example, ...]
    chosen: Example | None
    text: str
    board: str
    boards: tuple[BoardSummary, ...]
    table: Table | None = None
    triples: str = ""
    refused: DomainError | None = None


class Asked(BaseModel):
    """What stands in the address: a worked query by name, a query of one's own, and the board it is about."""

    vraag: str = ""
    query: str = ""
    bestuur: str = ""


@router.get("/sparql-vragen")
def questions(
    session: SessionDep, act: ActDep, page: PageDep, sparql: SparqlDep, asked: Annotated[Asked, Query()]
) -> Response:
    """Show the gallery; with a query, its answer too (a link to it can be shared)."""
    chosen = example(asked.vraag)
    boards = tuple(one for one in boards_of(session, act.actor) if act.actor.may(Right.QUERY_BOARD, one.number))
    text = asked.query or (chosen.text if chosen else "")
    board = asked.bestuur or (boards[0].number if chosen and chosen.scope == "board" and boards else "")
    model = QuestionsPage(examples(), chosen, text, board, boards)
    if not asked.query:
        return page.render("sparql/questions.html", model)
    try:
        scope = board_scope(asked.bestuur) if asked.bestuur else PUBLIC
        found = sparql.ask(session, Question(asked.query), act=act, scope=scope)
    except DomainError as refused:
        if refused.code == "niet-gevonden":
            raise
        return page.render("sparql/questions.html", _with(model, refused=refused), status=400)
    return page.render("sparql/questions.html", _with(model, found=found))


def _with(model: QuestionsPage, *, found: Found | None = None, refused: DomainError | None = None) -> QuestionsPage:
    table = table_of(found.json) if found and found.json is not None else None
    return QuestionsPage(
        model.examples,
        model.chosen,
        model.text,
        model.board,
        model.boards,
        table=table,
        triples=(found.triples or "") if found else "",
        refused=refused,
    )
