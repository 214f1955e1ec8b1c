"""The composition root: settings in, application out; nothing is opened at import."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from importlib.metadata import version
from importlib.resources import files

from fastapi import Depends, FastAPI
from fastapi.middleware.gzip import GZipMiddleware

from api import errors, openapi, routing
from api.commits import Commits
from api.daily import DayTurn
from api.db import Clock, Database, now, open_engine
from api.digest_mail import send_digests
from api.feeds import FEEDS, ldes
from api.feeds.sending import Delivery, sender_for
from api.gallery import data as questions
from api.gallery import desk, editor
from api.gallery import pages as gallery
from api.graph.delivery import StoreDelivery, delivery_for
from api.graph.files import GraphFolder
from api.graph.follower import Follower
from api.graph.writer import GraphWriter
from api.heads import HeadMiddleware
from api.language import LanguageMiddleware
from api.linked.doors import LINKED
from api.linked.json_links import JsonLinksMiddleware
from api.mail import mailer_for
from api.pages import PAGES
from api.quick import reader_threads, who_acts
from api.security import install as guards
from api.security.nul import NulMiddleware
from api.security.policy import Security
from api.security.visitors import Visitors
from api.settings import Settings
from api.sparql import endpoint
from api.sparql.callers import AddressMiddleware
from api.sparql.headers import SparqlHeadersMiddleware
from api.sparql.pool import Limits, WorkerPool
from api.sparql.service import Sparql
from api.statics import HashedFiles
from api.v1 import JSON
from api.v1.strict import known_query
from swc.boards.login.passwords import CHEAP, STRONG, Passwords
from swc.boards.login.service import LoginPolicy
from swc.boards.login.sessions import SessionLimits
from swc.dependency.columns.store import Columns
from swc.dependency.uses.store import Lines
from vocab.iris import Iris


def create_app(settings: Settings | None = None, *, database: Database | None = None, clock: Clock = now) -> FastAPI:
    """Return the application for some settings; a test hands in its own database and clock."""
    chosen = settings or Settings()
    opened = database or Database(open_engine(chosen.database), clock=clock)
    app = FastAPI(
        title="FORA-softwarecatalogus",
        version=version("fora-swc"),
        lifespan=_lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    furnish(app, chosen, opened)
    for door in (endpoint.router, editor.router, desk.router, gallery.router, *LINKED, ldes.router):
        app.include_router(door, include_in_schema=False)
    for page in PAGES:
        app.include_router(page, include_in_schema=False)
    for json in (*JSON, *FEEDS):
        app.include_router(json, dependencies=[Depends(known_query)])
    for vocal in (questions.listed, questions.answers):  # an answer takes the parameters of its question
        app.include_router(vocal)
    openapi.install(app)
    routing.install(app)
    app.mount("/static", HashedFiles(directory=str(files("api") / "static")), name="static")
    errors.install(app)
    app.add_middleware(NulMiddleware)
    app.add_middleware(JsonLinksMiddleware)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=4)  # 9 takes three times as long for 4 % less
    app.add_middleware(SparqlHeadersMiddleware)
    app.add_middleware(AddressMiddleware)
    guards.install(app)
    app.add_middleware(LanguageMiddleware)
    app.add_middleware(HeadMiddleware)
    return app


def furnish(app: FastAPI, settings: Settings, database: Database) -> None:
    """Give an application what it works with; nothing of it is kept anywhere else, so that it can be replaced."""
    app.state.settings = settings
    app.state.security = security_for(settings)
    app.state.database = database
    app.state.graphs = GraphWriter(database, GraphFolder(settings.graphs_dir), Iris(settings.public_base_url))
    app.state.store_delivery = delivery_for(app.state.graphs, settings.sparql_store)
    app.state.commits = Commits(database)
    app.state.sparql = _sparql(app.state.graphs, app.state.commits, app.state.store_delivery, limits_for(settings))
    app.state.columns = Columns()
    app.state.lines = Lines(app.state.commits.version)
    app.state.visitors = Visitors(app.state.commits)
    app.state.identify = who_acts
    app.state.readers = reader_threads()
    app.state.exporters = reader_threads()


def _sparql(writer: GraphWriter, commits: Commits, delivery: StoreDelivery | None, limits: Limits) -> Sparql:
    """Return the service of questions: our own processes, and for the sector the server elsewhere if there is one."""
    pool = WorkerPool(limits, writer.folder.difference)
    if delivery is None:
        return Sparql(writer, pool, commits)
    from api.sparql.external import ExternalStore  # noqa: PLC0415 - an HTTP client that few installations need

    return Sparql(writer, pool, commits, ExternalStore(delivery, limits))


def security_for(settings: Settings) -> Security:
    """Return how logins are checked and how long sessions last, as the settings say."""
    passwords = Passwords(CHEAP if settings.login_hashing == "low" else STRONG)
    limits = SessionLimits(
        idle=timedelta(minutes=settings.session_idle_minutes),
        absolute=timedelta(hours=settings.session_absolute_hours),
    )
    return Security(LoginPolicy(passwords, limits=limits))


def limits_for(settings: Settings) -> Limits:
    """Return what one SPARQL question may cost, as the settings say."""
    return Limits(
        seconds=settings.sparql_seconds,
        rows=settings.sparql_rows,
        memory_mb=settings.sparql_memory_mb,
        workers=settings.sparql_workers,
        seconds_per_minute=settings.sparql_seconds_per_minute,
    )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    follower = Follower(app.state.graphs, app.state.store_delivery)
    follower.start()
    settings = app.state.settings
    delivery = Delivery(sender_for(app.state.database, settings))
    delivery.start()
    app.state.database.after_commit = _waking(follower, delivery)
    follower.wake()
    mailer = mailer_for(settings)
    day = DayTurn(app.state.database, lambda: send_digests(app.state.database, mailer, settings))
    day.start()
    app.state.sparql.warm(settings.sparql_warm.split())
    yield
    day.end()
    delivery.end()
    follower.end()
    app.state.readers.shutdown()
    app.state.exporters.shutdown()
    app.state.sparql.close()
    app.state.commits.close()
    app.state.database.engine.dispose()


def _waking(*threads: Follower | Delivery) -> Callable[[], None]:
    """Return what tells the threads that something was written."""

    def wake() -> None:
        for one in threads:
            one.wake()

    return wake
