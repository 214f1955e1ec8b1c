"""What a route can ask for: a session, who acts and when, the page, the form, the settings."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session
from starlette.datastructures import FormData

from api.db import Database
from api.rendering import Page, visitor_of
from api.security.identity import actor_of
from api.settings import Settings
from swc.access.kinds import Act
from vocab.iris import Iris

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_READS_BY_POST = re.compile(r"/sparql(/.*)?|/sparql-vragen/nieuw")
"""A question may be too long for an address; asking it by POST still changes nothing."""


async def _database(request: Request) -> Database:
    found: Database = request.app.state.database
    return found


async def _settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


DatabaseDep = Annotated[Database, Depends(_database)]
SettingsDep = Annotated[Settings, Depends(_settings)]


def _session(request: Request, database: DatabaseDep) -> Iterator[Session]:
    """Open one transaction for the request; it commits before the answer is sent (scope `function`)."""
    reads = request.method in _SAFE or bool(_READS_BY_POST.fullmatch(request.url.path))
    opened = database.read() if reads else database.write()
    with opened as session:
        yield session


SessionDep = Annotated[Session, Depends(_session, scope="function")]


async def _now(database: DatabaseDep) -> datetime:
    return database.clock()


NowDep = Annotated[datetime, Depends(_now)]


def act_of(request: Request, database: DatabaseDep, now: NowDep) -> Act:
    """Return who acts in this request and when; noted on the request for the error page.

    Looked up apart from the request's own transaction, so that reading an upload does not hold the database's writer.
    """
    with database.read() as session:
        actor = actor_of(request, session, now)
    request.state.actor = actor
    return Act(actor=actor, now=now)


ActDep = Annotated[Act, Depends(act_of)]


async def _page(request: Request, act: ActDep, settings: SettingsDep) -> Page:
    return Page(request=request, visitor=visitor_of(request, act.actor), settings=settings)


PageDep = Annotated[Page, Depends(_page)]


async def _form(request: Request) -> AsyncIterator[FormData]:
    """Read the form; files in it are closed when the answer is made."""
    async with request.form(max_files=4, max_fields=5000) as form:
        yield form


FormDep = Annotated[FormData, Depends(_form)]


async def _iris(settings: SettingsDep) -> Iris:
    return Iris(settings.public_base_url)


IrisDep = Annotated[Iris, Depends(_iris)]
