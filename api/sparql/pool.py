"""The questions put to the scopes that are loaded: in turn, within limits, from the newest state."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool

from api.refusals import QueryBusyError, QueryRefusedError, QueryTooLargeError, QueryTooSlowError
from api.sparql.budget import Budget
from api.sparql.changes import Differing, Graphs
from api.sparql.frames import ClosedError, Head
from api.sparql.guard import Checked
from api.sparql.limits import Limits
from api.sparql.loaded import KeeperGoneError, Loaded
from api.sparql.processes import Seed
from api.sparql.shelf import READING, Newest, Shelf
from api.sparql.turns import Hall, NoTurnError

__all__ = ["Caller", "Found", "Limits", "Question", "WorkerPool"]

MAX_INSIDE, MAX_INSIDE_OF_ONE = 32, 24
"""How many questions may run or wait at once, in all and of one caller: fewer than the threads of the server (40)."""

MAX_TEXTS = 2_000
"""How many texts are remembered with what the guard said of them: its parser takes 20 ms for a text."""

_REFUSALS = {kind.code: kind for kind in (QueryRefusedError, QueryTooLargeError)}


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the dataset that the request asks for (SPARQL 1.1 Protocol 2.1.4).

    `base` is what relative IRIs in the text are relative to when it has no BASE of its own (RFC 3986, 5.1.4). One that
    is not `evaluated` is only read by the guard.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    evaluated: bool = True


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as the budget of seconds knows them; somebody who `waits` may have committed what must be seen."""

    name: str = ""
    waits: bool = True
    pays: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A complete answer: SPARQL JSON results for SELECT and ASK, N-Triples for CONSTRUCT and DESCRIBE."""

    json: str | None = None
    triples: str | None = None
    rows: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class WorkerPool:
    """The processes that answer for one application. `differing` tells what a version of a graph changed."""

    limits: Limits
    differing: Differing
    seed: Seed = field(default_factory=Seed)
    budget: Budget = field(init=False)
    shelf: Shelf = field(init=False)
    _hall: Hall = field(default_factory=partial(Hall, MAX_INSIDE, MAX_INSIDE_OF_ONE))
    _checked: OrderedDict[tuple[str, str | None], Head] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Open the budget of the callers, and the shelf of scopes."""
        self.budget = Budget(self.limits.seconds_per_minute)
        self.shelf = Shelf(self.differing, self.seed, self.budget.used)

    def ask(self, scope: str, newest: Newest, question: Question, caller: Caller | None = None) -> Found:
        """Return the answer of a scope in its newest state; raises the refusals of a question (`api.refusals`)."""
        head, body = self._admitted(scope, newest, question, caller or Caller(pays=False))
        return _found(head, body)

    async def answer(self, scope: str, graphs: Graphs, question: Question, caller: Caller) -> Found | None:
        """Do what `ask` does on the event loop; nothing where the scope is not at hand in just that state."""
        loaded = self.shelf.at_hand(scope, graphs)
        if loaded is None:
            return None
        try:
            with self._admitting(caller):
                async with loaded.turns.awaited(caller.name, seconds=self.limits.seconds):
                    with self._evaluating(question, caller):
                        head, body = await loaded.answer(self._head(question), seconds=self.limits.seconds)
                await asyncio.sleep(0)  # who comes next asks first, so that no worker waits while this answer is sent
        except KeeperGoneError:
            return None
        finally:
            if loaded.retired:
                await run_in_threadpool(self.shelf.leave, loaded)
            else:
                self.shelf.leave(loaded)
        self._remember(question, head)
        return _found(head, body)

    def check(self, question: Question, caller: Caller | None = None) -> Checked:
        """Return what the guard says of a question, which a worker reads and nobody evaluates; raises as `ask` does.

        The parser is slow on some texts, so it never runs in the process of the server, which could not end it.
        """
        with self._lock:
            known = self._checked.get((question.text, question.base))
        if known is None:
            only = replace(question, evaluated=False)
            head, _ = self._admitted(READING, dict, only, caller or Caller(pays=False))
            known = _let_through(head)["checked"]
        return Checked.of(known)

    def warm(self, scope: str, newest: Newest) -> Future[None]:
        """Begin to load a scope in the background, so that nobody has to wait for it."""
        return self.shelf.bring(scope, newest, self.limits)[0]

    def close(self) -> None:
        """End every process."""
        self.shelf.forget()
        self.seed.close()

    def _admitted(self, scope: str, newest: Newest, question: Question, who: Caller) -> tuple[Head, bytes]:
        """Ask, and once more when the processes of the scope were taken away underneath."""
        with self._admitting(who):
            for _ in range(2):
                try:
                    with self.shelf.using(scope, newest, self.limits, waits=who.waits) as loaded:
                        return self._asked(loaded, question, who)
                except KeeperGoneError:
                    continue
        raise _busy()

    @contextmanager
    def _admitting(self, who: Caller) -> Iterator[None]:
        """Let somebody in who has seconds left and whom there is place for; without a turn, all are busy."""
        if who.pays:
            self.budget.demand(who.name)
        try:
            with self._hall.inside(who.name, stranger=not who.waits):
                yield
        except NoTurnError:
            raise _busy() from None

    def _asked(self, loaded: Loaded, question: Question, who: Caller) -> tuple[Head, bytes]:
        with loaded.turns.turn(who.name, seconds=self.limits.seconds), self._evaluating(question, who):
            head, body = loaded.ask(self._head(question), seconds=self.limits.seconds)
        self._remember(question, head)
        return head, body

    @contextmanager
    def _evaluating(self, question: Question, who: Caller) -> Iterator[None]:
        """Have a caller pay for what is done meanwhile, and say why it was stopped."""
        started = time.monotonic()
        try:
            yield
        except TimeoutError:
            raise _too_slow(self.limits.seconds, question.text) from None
        except ClosedError:
            raise QueryTooLargeError("De vraag vroeg te veel geheugen en is gestopt.") from None
        finally:
            if who.pays:
                self.budget.charge(who.name, time.monotonic() - started)

    def _head(self, question: Question) -> Head:
        head: dict[str, Any] = {
            "query": question.text,
            "base": question.base,
            "defaultGraphs": question.default_graphs,
            "namedGraphs": question.named_graphs,
            "rows": self.limits.rows,
            "evaluated": question.evaluated,
        }
        with self._lock:
            checked = self._checked.get((question.text, question.base))
        return head | {"checked": checked} if checked and question.evaluated else head

    def _remember(self, question: Question, head: Head) -> None:
        """Keep what the guard said of a text, so that its parser is paid for once."""
        key = question.text, question.base
        with self._lock:
            if "checked" in head:
                self._checked[key] = head["checked"]
                if len(self._checked) > MAX_TEXTS:
                    self._checked.popitem(last=False)
            elif key in self._checked:
                self._checked.move_to_end(key)


def _let_through(head: Head) -> Head:
    """Return what a worker told, or raise what it refused."""
    if "refused" in head:
        raise _REFUSALS[head["refused"]](head["message"], remedy=head["remedy"], **head["params"])
    return head


def _found(head: Head, body: bytes) -> Found:
    """Return the answer that a worker gave, or raise what it refused."""
    head = _let_through(head)
    text, rows, seconds = body.decode(), int(head["rows"]), float(head["seconds"])
    if head["kind"] == "json":
        return Found(json=text, rows=rows, seconds=seconds)
    return Found(triples=text, rows=rows, seconds=seconds)


def _too_slow(seconds: float, text: str) -> QueryTooSlowError:
    advice = "Maak de vraag kleiner of gebruik LIMIT."
    if "not exists" in " ".join(text.lower().split()):
        advice = (
            "Schrijf FILTER NOT EXISTS { … } met meer dan één patroon als MINUS { … }: dat is dezelfde vraag zolang "
            "beide delen een variabele delen, en veel sneller."
        )
    return QueryTooSlowError(
        "De vraag duurde langer dan %(seconds)s seconden en is gestopt.", remedy=advice, seconds=f"{seconds:g}"
    )


def _busy(retry_after: int = 2) -> QueryBusyError:
    return QueryBusyError(
        "Er lopen te veel vragen tegelijk.",
        remedy="Probeer het over %(retry_after)s seconden opnieuw.",
        retry_after=retry_after,
    )
