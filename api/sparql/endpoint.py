"""The endpoint: `/sparql` for what is public, `/sparql/sector` for what boards share, `/sparql/<board>` for one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from api.deps import ActDep, SessionDep
from api.i18n import translate
from api.media import HTML, RDF, RESULTS, Media, negotiate
from api.sparql import description
from api.sparql.pool import Question
from api.sparql.protocol import question_of
from api.sparql.results import represent
from api.sparql.scopes import PUBLIC, SECTOR, board_scope, graphs_of
from api.sparql.service import Sparql

router = APIRouter()

QuestionDep = Annotated[Question | None, Depends(question_of)]

_METHODS = ["GET", "HEAD", "POST"]
_KEPT = "public, max-age=60"
"""How long a public answer to a GET may be kept; whoever has logged in or brings a key is told `no-store` instead."""


def _sparql(request: Request) -> Sparql:
    found: Sparql = request.app.state.sparql
    return found


SparqlDep = Annotated[Sparql, Depends(_sparql)]


class Asking:
    """What every door needs: the request, its question, and everything to answer it."""

    def __init__(
        self, request: Request, question: QuestionDep, session: SessionDep, act: ActDep, sparql: SparqlDep
    ) -> None:
        self.request = request
        self.question = question
        self.session = session
        self.act = act
        self.sparql = sparql
        self.accept = ",".join(request.headers.getlist("accept"))

    def answer(self, scope: str) -> Response:
        """Return the whole answer in a representation that the caller accepts (SPARQL 1.1 Protocol 2.1.5, 2.1.6)."""
        if self.question is None:
            return self._described(scope)
        if negotiate(self.accept, (*RESULTS, *RDF)) is None:
            raise self._not_acceptable((*RESULTS, *RDF))
        client = self.request.client
        found = self.sparql.ask(
            self.session, self.question, act=self.act, scope=scope, address=client.host if client else ""
        )
        written = represent(found, self.accept)
        if written is None:
            raise self._not_acceptable(RESULTS if found.json is not None else RDF)
        body, media = written
        return Response(body, media_type=media.media_type, headers={"Vary": "Accept"})

    def _described(self, scope: str) -> Response:
        """Answer a bare GET: the page for a browser, else the service description (SPARQL 1.1 SD)."""
        chosen = negotiate(self.accept, (*RDF, HTML))
        if chosen is None:
            raise self._not_acceptable((*RDF, HTML))
        visible = graphs_of(self.sparql.writer, act=self.act, scope=scope)
        if chosen is HTML:
            board = scope.removeprefix("board/") if scope.startswith("board/") else ""
            page = f"/sparql-vragen{f'?bestuur={board}' if board else ''}"
            return RedirectResponse(page, status_code=303, headers={"Vary": "Accept"})
        settings = self.request.app.state.settings
        service = description.Service(settings.public_base_url, self.request.url.path, visible)
        body = description.of_service(service, settings, chosen)
        return Response(body, media_type=chosen.media_type, headers={"Vary": "Accept"})

    @staticmethod
    def _not_acceptable(offered: tuple[Media, ...]) -> HTTPException:
        types = ", ".join(one.media_type for one in offered)
        detail = translate("Deze weergave is er niet. Vraag met Accept om een van: %(types)s.", types=types)
        return HTTPException(406, detail, headers={"Vary": "Accept"})


AskingDep = Annotated[Asking, Depends()]


@router.api_route("/sparql", methods=_METHODS)
def public(asking: AskingDep) -> Response:
    """Answer a question about what is public, to anybody and from any site."""
    answer = asking.answer(PUBLIC)
    if asking.request.method != "POST" and not asking.act.actor.key:
        answer.headers["Cache-Control"] = _KEPT
    return answer


@router.api_route("/sparql/sector", methods=_METHODS)
def of_sector(asking: AskingDep) -> Response:
    """Answer a question about what is public and what boards share with the sector, to who may read that."""
    return asking.answer(SECTOR)


@router.api_route("/sparql/{number}", methods=_METHODS)
def of_board(number: str, asking: AskingDep) -> Response:
    """Answer a question about what is public and about one board, to who may read that board."""
    return asking.answer(board_scope(number))
