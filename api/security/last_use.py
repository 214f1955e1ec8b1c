"""Writes that a session or key was used, once the answer is sent and in a transaction of its own."""

from __future__ import annotations

from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send
from structlog import get_logger

from api.db import Database
from swc.boards.login.last_use import LastUse, note_use

_log = get_logger()


class LastUseMiddleware:
    """Keeps a session alive that is only read with; nobody waits for it and nothing fails over it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the request, then write the use it left behind."""
        await self.app(scope, receive, send)
        if scope["type"] != "http":
            return
        use: LastUse | None = scope.get("state", {}).get("last_use")
        if use is not None:
            await run_in_threadpool(_write, scope["app"].state.database, use)


def _write(database: Database, use: LastUse) -> None:
    """Write the use; a database that is too busy means that the next request tries again."""
    try:
        with database.write() as session:
            note_use(session, use)
    except OperationalError as error:
        _log.warning("last use not noted", carrier=use.carrier.value, reason=str(error.orig))
