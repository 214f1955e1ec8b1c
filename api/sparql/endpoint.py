"""The endpoint: `/sparql` for what is public, `/sparql/sector` for what boards share, `/sparql/<board>` for one."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api.db import Database
from api.i18n import translate
from api.media import HTML, RDF, RESULTS, Media, negotiate
from api.quick import Identify, identify
from api.sparql import description
from api.sparql.pool import Question
from api.sparql.protocol import question_of
from api.sparql.results import represent
from api.sparql.scopes import PUBLIC, SECTOR, board_scope, graphs_of
from api.sparql.service import Sparql
from swc.access.kinds import Act

router = APIRouter()

QuestionDep = Annotated[Question | None, Depends(question_of)]

_METHODS = ["GET", "HEAD", "POST"]
_KEPT = "public, max-age=60"
"""How long a public answer to a GET may be kept; whoever has logged in or brings a key is told `no-store` instead."""


async def _sparql(request: Request) -> Sparql:
    found: Sparql = request.app.state.sparql
    return found


SparqlDep = Annotated[Sparql, Depends(_sparql)]
IdentifyDep = Annotated[Identify, Depends(identify)]


class Asking:
    """What every door needs: the request, its question, and everything to answer it.

    One thread does the whole of a request: handing each part of it to a thread would take longer than the answer.
    """

    def __init__(self, request: Request, question: Question | None, sparql: Sparql, who: Identify) -> None:
        self.request = request
        self.question = question
        self.sparql = sparql
        self._identify = who
        self.accept = ",".join(request.headers.getlist("accept"))

    async def answer(self, scope: str) -> Response:
        """Return the whole answer in a representation that the caller accepts (SPARQL 1.1 Protocol 2.1.5, 2.1.6)."""
        return await run_in_threadpool(self._answered, scope)

    def _answered(self, scope: str) -> Response:
        database: Database = self.request.app.state.database
        act = self.sparql.visitors.act(self.request, database, self._identify)
        answer = self._described(scope, act) if self.question is None else self._found(self.question, scope, act)
        if scope == PUBLIC and self.request.method != "POST" and act.actor.anonymous:
            answer.headers["Cache-Control"] = _KEPT
        return answer

    def _found(self, question: Question, scope: str, act: Act) -> Response:
        if negotiate(self.accept, (*RESULTS, *RDF)) is None:
            raise self._not_acceptable((*RESULTS, *RDF))
        found = self.sparql.ask(None, question, act=act, scope=scope)
        written = represent(found, self.accept)
        if written is None:
            raise self._not_acceptable(RESULTS if found.json is not None else RDF)
        body, media = written
        return Response(body, media_type=media.media_type, headers={"Vary": "Accept"})

    def _described(self, scope: str, act: Act) -> Response:
        """Answer a bare GET: the page for a browser, else the service description (SPARQL 1.1 SD)."""
        chosen = negotiate(self.accept, (*RDF, HTML))
        if chosen is None:
            raise self._not_acceptable((*RDF, HTML))
        visible = graphs_of(self.sparql.writer, act=act, scope=scope)
        if chosen is HTML:
            page = "/sparql-vragen" if scope == PUBLIC else f"/sparql-vragen/nieuw?over={quote(scope)}"
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


async def _asking(request: Request, question: QuestionDep, sparql: SparqlDep, who: IdentifyDep) -> Asking:
    return Asking(request, question, sparql, who)


AskingDep = Annotated[Asking, Depends(_asking)]


@router.api_route("/sparql", methods=_METHODS)
async def public(asking: AskingDep) -> Response:
    """Answer a question about what is public, to anybody and from any site."""
    return await asking.answer(PUBLIC)


@router.api_route("/sparql/sector", methods=_METHODS)
async def of_sector(asking: AskingDep) -> Response:
    """Answer a question about what is public and what boards share with the sector, to who may read that."""
    return await asking.answer(SECTOR)


@router.api_route("/sparql/{number}", methods=_METHODS)
async def of_board(number: str, asking: AskingDep) -> Response:
    """Answer a question about what is public and about one board, to who may read that board."""
    return await asking.answer(board_scope(number))
