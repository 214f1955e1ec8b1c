"""The endpoint: `/sparql` for what is public, `/sparql/<board>` for that and one's own board."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from api.deps import ActDep, SessionDep
from api.media import HTML, RDF, negotiate
from api.sparql import description
from api.sparql.pool import Question
from api.sparql.protocol import question_of
from api.sparql.results import represent
from api.sparql.scopes import PUBLIC, SECTOR, board_scope
from api.sparql.service import Sparql

router = APIRouter()

QuestionDep = Annotated[Question | None, Depends(question_of)]


def _sparql(request: Request) -> Sparql:
    found: Sparql = request.app.state.sparql
    return found


SparqlDep = Annotated[Sparql, Depends(_sparql)]


class Asking:
    """What both doors need: the request, its question, and everything to answer it."""

    def __init__(
        self, request: Request, question: QuestionDep, session: SessionDep, act: ActDep, sparql: SparqlDep
    ) -> None:
        self.request = request
        self.question = question
        self.session = session
        self.act = act
        self.sparql = sparql

    def answer(self, scope: str) -> Response:
        """Return the answer in a representation that the caller accepts."""
        accept = self.request.headers.get("accept", "")
        if self.question is None:
            return _described(self.request, accept, scope)
        found = self.sparql.ask(self.session, self.question, act=self.act, scope=scope)
        written = represent(found, accept)
        if written is None:
            raise HTTPException(406, "Deze weergave is er niet voor dit soort antwoord.")
        body, media = written
        return Response(body, media_type=f"{media.media_type}; charset=utf-8", headers={"Vary": "Accept"})


AskingDep = Annotated[Asking, Depends()]


@router.api_route("/sparql", methods=["GET", "POST"])
def public(asking: AskingDep) -> Response:
    """Answer a question about what is public, to anybody and from any site."""
    answer = asking.answer(PUBLIC)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@router.api_route("/sparql/sector", methods=["GET", "POST"])
def of_sector(asking: AskingDep) -> Response:
    """Answer a question about what is public and what boards share with the sector, to who may read that."""
    answer = asking.answer(SECTOR)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.api_route("/sparql/{number}", methods=["GET", "POST"])
def of_board(number: str, asking: AskingDep) -> Response:
    """Answer a question about what is public and about one board, to who may read that board."""
    answer = asking.answer(board_scope(number))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _described(request: Request, accept: str, scope: str) -> Response:
    """Answer a bare GET: the page for a browser, else the service description (SPARQL 1.1 SD)."""
    chosen = negotiate(accept, (*RDF, HTML))
    if chosen is HTML:
        board = scope.removeprefix("board/") if scope.startswith("board/") else ""
        return RedirectResponse(f"/sparql-vragen{f'?bestuur={board}' if board else ''}", status_code=303)
    if chosen is None:
        raise HTTPException(406, "De beschrijving van deze dienst is er als RDF of als pagina.")
    address = f"{request.app.state.settings.public_base_url}{request.url.path}"
    return Response(description.of_service(address, chosen), media_type=f"{chosen.media_type}; charset=utf-8")
