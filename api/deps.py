"""What a route can ask for: a session, who acts and when, the page, the form, the settings.

Each takes what it needs from the application itself and not from another of these: FastAPI reads the signature of every
one anew for every route, and hundreds of routes that ask for the same few took a sixth of the start. So too the
signature of what most of them ask for is read once (`read_once`).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from sqlmodel import Session
from starlette.datastructures import FormData

from api.db import Database
from api.quick import Identify
from api.rendering import Page, visitor_of
from api.settings import Settings
from swc.access.kinds import Act
from vocab.iris import Iris

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_READS_BY_POST = re.compile(r"/sparql(/.*)?|/sparql-vragen/nieuw")
"""A question may be too long for an address; asking it by POST still changes nothing."""


Asked = TypeVar("Asked", bound=Callable[..., object])


def read_once(dependency: Asked) -> Asked:
    """Keep the signature of a dependency with its annotations read, as `inspect.signature` looks for it first."""
    dependency.__signature__ = inspect.signature(dependency, eval_str=True)  # type: ignore[attr-defined]
    return dependency


async def _database(request: Request) -> Database:
    found: Database = request.app.state.database
    return found


async def _settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


DatabaseDep = Annotated[Database, Depends(_database)]
SettingsDep = Annotated[Settings, Depends(_settings)]


@read_once
def _session(request: Request) -> Iterator[Session]:
    """Open one transaction for the request; it commits before the answer is sent (scope `function`)."""
    database: Database = request.app.state.database
    reads = request.method in _SAFE or bool(_READS_BY_POST.fullmatch(request.url.path))
    opened = database.read() if reads else database.write()
    with opened as session:
        yield session


SessionDep = Annotated[Session, Depends(_session, scope="function")]


async def _now(request: Request) -> datetime:
    database: Database = request.app.state.database
    return database.clock()


NowDep = Annotated[datetime, Depends(_now)]


@read_once
def _act(request: Request) -> Act:
    """Return who acts in this request and when; noted on the request for the error page.

    Looked up apart from the request's own transaction, so that reading an upload does not hold the database's writer.
    """
    database: Database = request.app.state.database
    identify: Identify = request.app.state.identify
    with database.read() as session:
        return identify(request, session, database.clock())


ActDep = Annotated[Act, Depends(_act)]


@read_once
async def _page(request: Request, act: ActDep) -> Page:
    return Page(request=request, visitor=visitor_of(request, act.actor), settings=request.app.state.settings)


PageDep = Annotated[Page, Depends(_page)]


@read_once
async def _form(request: Request) -> AsyncIterator[FormData]:
    """Read the form; files in it are closed when the answer is made."""
    async with request.form(max_files=4, max_fields=5000) as form:
        yield form


FormDep = Annotated[FormData, Depends(_form)]


async def _iris(request: Request) -> Iris:
    settings: Settings = request.app.state.settings
    return Iris(settings.public_base_url)


IrisDep = Annotated[Iris, Depends(_iris)]
