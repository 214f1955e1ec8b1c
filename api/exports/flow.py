"""Files that are made while they are sent: a portion at a time, from one moment of the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from contextvars import copy_context
from typing import TypeVar

from sqlmodel import Session

from api.db import Database

Made = Callable[[Session], Iterator[bytes]]
Out = TypeVar("Out")


async def flow(database: Database, make: Made, threads: ThreadPoolExecutor) -> AsyncIterator[bytes]:
    """Yield the portions of a file; the next one is made while the last is on its way, and never more than that one.

    When the reader goes away the portion in the making is finished, and the transaction ends.
    """
    loop, running = asyncio.get_running_loop(), copy_context()
    portions = _portions(database, make)

    def ask() -> asyncio.Future[bytes | None]:
        return loop.run_in_executor(threads, lambda: running.run(next, portions, None))

    coming = ask()
    try:
        while (portion := await coming) is not None:
            coming = ask()
            yield portion
    finally:
        await asyncio.shield(_end(coming, portions, loop, threads))


async def _end(
    coming: asyncio.Future[bytes | None],
    portions: Iterator[bytes],
    loop: asyncio.AbstractEventLoop,
    threads: ThreadPoolExecutor,
) -> None:
    await asyncio.wait([coming])
    await loop.run_in_executor(threads, portions.close)  # type: ignore[attr-defined]


def _portions(database: Database, make: Made) -> Iterator[bytes]:
    with database.snapshot() as session, closing(make(session)) as portions:  # type: ignore[type-var]
        yield from portions
