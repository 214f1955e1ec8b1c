"""The endpoint: `/sparql` for what is public, `/sparql/sector` for what boards share, `/sparql/<board>` for one."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api.db import Database
from api.i18n import translate
from api.media import HTML, RDF, RESULTS, SPARQL_JSON, Media, negotiate
from api.quick import Identify
from api.security.visitors import Visitors
from api.sparql import description
from api.sparql.pool import Found, Question
from api.sparql.protocol import question_of
from api.sparql.results import represent
from api.sparql.scopes import PUBLIC, SECTOR, board_scope, graphs_of
from api.sparql.service import Sparql
from swc.access.kinds import Act

router = APIRouter()

_METHODS = ["GET", "HEAD", "POST"]
_KEPT = "public, max-age=60"
"""How long a public answer to a GET may be kept; whoever has logged in or brings a key is told `no-store` instead."""


class Asking:
    """What every door needs: the request, its question, and everything to answer it.

    The event loop sees a question through where all is at hand; else one thread does the whole of the request.
    """

    def __init__(self, request: Request, question: Question | None) -> None:
        self.request = request
        self.question = question
        self.sparql: Sparql = request.app.state.sparql
        self._database: Database = request.app.state.database
        self._visitors: Visitors = request.app.state.visitors
        self._identify: Identify = request.app.state.identify
        self.accept = ",".join(request.headers.getlist("accept"))

    async def answer(self, scope: str) -> Response:
        """Return the whole answer in a representation that the caller accepts (SPARQL 1.1 Protocol 2.1.5, 2.1.6)."""
        if self.question is None:
            return await run_in_threadpool(self._described, scope)
        soon = await self._soon(self.question, scope)
        return soon if soon is not None else await run_in_threadpool(self._asked, self.question, scope)

    async def _soon(self, question: Question, scope: str) -> Response | None:
        """Answer who was here just before, where the scope is loaded in its newest state."""
        act = self._visitors.known(self.request, self._database)
        if act is None:
            return None
        self._demand_acceptable()
        found = await self.sparql.answer(question, act=act, scope=scope)
        if found is None:
            return None
        if found.json is not None and negotiate(self.accept, RESULTS) is SPARQL_JSON:
            return self._told(found, scope, act)
        return await run_in_threadpool(self._told, found, scope, act)

    def _asked(self, question: Question, scope: str) -> Response:
        act = self._visitors.act(self.request, self._database, self._identify)
        self._demand_acceptable()
        return self._told(self.sparql.ask(None, question, act=act, scope=scope), scope, act)

    def _told(self, found: Found, scope: str, act: Act) -> Response:
        written = represent(found, self.accept)
        if written is None:
            raise self._not_acceptable(RESULTS if found.json is not None else RDF)
        body, media = written
        return self._kept(Response(body, media_type=media.media_type, headers={"Vary": "Accept"}), scope, act)

    def _kept(self, answer: Response, scope: str, act: Act) -> Response:
        if scope == PUBLIC and self.request.method != "POST" and act.actor.anonymous:
            answer.headers["Cache-Control"] = _KEPT
        return answer

    def _described(self, scope: str) -> Response:
        """Answer a bare GET: the page for a browser, else the service description (SPARQL 1.1 SD)."""
        act = self._visitors.act(self.request, self._database, self._identify)
        chosen = negotiate(self.accept, (*RDF, HTML))
        if chosen is None:
            raise self._not_acceptable((*RDF, HTML))
        visible = graphs_of(self.sparql.writer, act=act, scope=scope)
        if chosen is HTML:
            page = "/sparql-vragen" if scope == PUBLIC else f"/sparql-vragen/nieuw?over={quote(scope)}"
            return self._kept(RedirectResponse(page, status_code=303, headers={"Vary": "Accept"}), scope, act)
        settings = self.request.app.state.settings
        service = description.Service(settings.public_base_url, self.request.url.path, visible)
        body = description.of_service(service, settings, chosen)
        return self._kept(Response(body, media_type=chosen.media_type, headers={"Vary": "Accept"}), scope, act)

    def _demand_acceptable(self) -> None:
        if negotiate(self.accept, (*RESULTS, *RDF)) is None:
            raise self._not_acceptable((*RESULTS, *RDF))

    @staticmethod
    def _not_acceptable(offered: tuple[Media, ...]) -> HTTPException:
        types = ", ".join(one.media_type for one in offered)
        detail = translate("Deze weergave is er niet. Vraag met Accept om een van: %(types)s.", types=types)
        return HTTPException(406, detail, headers={"Vary": "Accept"})


async def public(request: Request) -> Response:
    """Answer a question about what is public, to anybody and from any site."""
    return await _answer(request, PUBLIC)


async def of_sector(request: Request) -> Response:
    """Answer a question about what is public and what boards share with the sector, to who may read that."""
    return await _answer(request, SECTOR)


async def of_board(request: Request) -> Response:
    """Answer a question about what is public and about one board, to who may read that board."""
    return await _answer(request, board_scope(request.path_params["number"]))


async def _answer(request: Request, scope: str) -> Response:
    return await Asking(request, await question_of(request)).answer(scope)


for _path, _door in (("/sparql", public), ("/sparql/sector", of_sector), ("/sparql/{number}", of_board)):
    router.add_route(_path, _door, methods=_METHODS)  # nothing is injected: that takes longer than a small answer
