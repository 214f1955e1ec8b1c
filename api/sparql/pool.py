"""The scopes that are loaded, and the questions put to them: in turn, within limits, from the newest state."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from api.graph.scopes import SECTOR
from api.refusals import QueryBusyError, QueryRefusedError, QueryTooLargeError, QueryTooSlowError
from api.sparql.budget import Budget
from api.sparql.changes import Differing, Graphs, change_between
from api.sparql.frames import ClosedError, Head
from api.sparql.guard import Checked
from api.sparql.loaded import KeeperGoneError, Loaded
from api.sparql.processes import Keeper, Seed
from api.sparql.turns import Hall, NoTurnError, Turns

MAX_SCOPES = 6
"""How many scopes stay loaded, that of the sector and the empty one apart; the one used longest ago makes room."""

MAX_INSIDE, MAX_INSIDE_OF_ONE = 32, 24
"""How many questions may run or wait at once, in all and of one caller: fewer than the threads of the server (40)."""

READING = ""
"""The scope without graphs in which texts are only read: loaded in milliseconds, whatever else is being loaded."""

MAX_TEXTS = 2_000
"""How many texts are remembered with what the guard said of them: its parser takes 20 ms for a text."""

_LARGE = frozenset({"te-veel-rijen", "te-groot", "geheugen"})


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
class Limits:
    """What one query may cost, how many run at once in a scope, and how many seconds a caller gets every minute."""

    seconds: float
    rows: int
    memory_mb: int
    workers: int = 2
    seconds_per_minute: float = 30.0


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
    """The loaded scopes of one application, by name. `differing` tells what a version of a graph changed."""

    limits: Limits
    differing: Differing
    seed: Seed = field(default_factory=Seed)
    budget: Budget = field(init=False)
    _hall: Hall = field(default_factory=partial(Hall, MAX_INSIDE, MAX_INSIDE_OF_ONE))
    _loaded: OrderedDict[str, Loaded] = field(default_factory=OrderedDict)
    _changing: dict[str, threading.Lock] = field(default_factory=dict)
    _checked: OrderedDict[tuple[str, str | None], Head] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Open the budget of the callers."""
        self.budget = Budget(self.limits.seconds_per_minute)

    def ask(self, scope: str, newest: Callable[[], Graphs], question: Question, caller: Caller | None = None) -> Found:
        """Return the answer of a scope in its newest state; raises the refusals of a question (`api.refusals`)."""
        head, body = self._admitted(scope, newest, question, caller or Caller(pays=False))
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

    @property
    def loaded(self) -> tuple[str, ...]:
        """Return the scopes that are loaded, the one used longest ago first."""
        return tuple(one for one in self._loaded if one != READING)

    def close(self) -> None:
        """End every process."""
        self.forget()
        self.seed.close()

    def forget(self) -> None:
        """End the processes of every scope; the next question loads it anew."""
        with self._lock:
            gone = list(self._loaded.values())
            self._loaded.clear()
        for one in gone:
            one.stop()

    def _admitted(
        self, scope: str, newest: Callable[[], Graphs], question: Question, who: Caller
    ) -> tuple[Head, bytes]:
        if who.pays:
            self.budget.demand(who.name)
        try:
            with self._hall.inside(who.name, stranger=not who.waits):
                return self._retried(scope, newest, question, who)
        except NoTurnError:
            raise _busy() from None

    def _retried(self, scope: str, newest: Callable[[], Graphs], question: Question, who: Caller) -> tuple[Head, bytes]:
        """Ask, and once more when the processes of the scope were taken away underneath."""
        for _ in range(2):
            try:
                with self._using(scope, newest, who) as loaded:
                    return self._asked(loaded, question, who)
            except KeeperGoneError:
                continue
        raise _busy()

    def _asked(self, loaded: Loaded, question: Question, who: Caller) -> tuple[Head, bytes]:
        with loaded.turns.turn(who.name, seconds=self.limits.seconds):
            started = time.monotonic()
            try:
                head, body = loaded.ask(self._head(question), seconds=self.limits.seconds)
            except TimeoutError:
                raise _too_slow(self.limits.seconds, question.text) from None
            except ClosedError:
                raise QueryTooLargeError("De vraag vroeg te veel geheugen en is gestopt.") from None
            finally:
                if who.pays:
                    self.budget.charge(who.name, time.monotonic() - started)
        self._remember(question, head)
        return head, body

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

    @contextmanager
    def _using(self, scope: str, newest: Callable[[], Graphs], who: Caller) -> Iterator[Loaded]:
        """Hold a scope in its newest state; one that was replaced meanwhile ends with its last user."""
        loaded = self._at_hand(scope, newest()) or self._brought(scope, newest, who)
        try:
            yield loaded
        finally:
            with self._lock:
                loaded.users -= 1
                over = loaded.retired and not loaded.users
            if over:
                loaded.stop()

    def _at_hand(self, scope: str, graphs: Graphs | None) -> Loaded | None:
        """Return a scope that is loaded in just this state (None: in whatever state), with its user counted."""
        with self._lock:
            found = self._loaded.get(scope)
            if found is None or not found.alive or (graphs is not None and not _same(found.graphs, graphs)):
                return None
            self._loaded.move_to_end(scope)
            found.users += 1
            return found

    def _brought(self, scope: str, newest: Callable[[], Graphs], who: Caller) -> Loaded:
        """Bring a scope to its newest state, and count the user.

        One at a time; who cannot have committed anything goes on with the state before while another brings it.
        """
        with self._lock:
            changing = self._changing.setdefault(scope, threading.Lock())
        if not changing.acquire(blocking=False):
            before = None if who.waits else self._at_hand(scope, None)
            if before is not None:
                return before
            if not changing.acquire(timeout=self.limits.seconds):
                raise _busy(retry_after=10)
        try:
            graphs = newest()
            return self._at_hand(scope, graphs) or self._changed(scope, graphs) or self._started(scope, graphs)
        finally:
            changing.release()

    def _changed(self, scope: str, graphs: Graphs) -> Loaded | None:
        """Apply what changed to a loaded scope; nothing when it must be loaded anew."""
        with self._lock:
            found = self._loaded.get(scope)
        change = change_between(found.graphs, graphs, self.differing) if found is not None and found.alive else None
        if found is None or change is None:
            return None
        try:
            found.follow(change, graphs)
        except KeeperGoneError:
            return None
        return self._at_hand(scope, None)

    def _started(self, scope: str, graphs: Graphs) -> Loaded:
        """Load a scope beside what there is, then put it in place at once."""
        try:
            keeper = Keeper(self.seed, graphs, memory_mb=self.limits.memory_mb)
        except (ClosedError, TimeoutError):  # a file made room for a newer one, or the seed fell: the next try is fresh
            raise KeeperGoneError from None
        fresh = Loaded(keeper, graphs, Turns(self.limits.workers, self.budget.used))
        with self._lock:
            fresh.users = 1
            over = [self._loaded.pop(scope, None)]
            self._loaded[scope] = fresh
            over += [self._loaded.pop(one) for one in self._to_make_room()]
            ended = [one for one in over if one is not None and _retire(one)]
        for one in ended:
            one.stop()
        return fresh

    def _to_make_room(self) -> list[str]:
        counted = [one for one in self._loaded if one not in (SECTOR, READING)]
        return counted[: max(0, len(counted) - MAX_SCOPES)]


def _retire(loaded: Loaded) -> bool:
    """Take a scope out of use; say whether nobody uses it any more."""
    loaded.retired = True
    return not loaded.users


def _same(one: Graphs, other: Graphs) -> bool:
    return one is other or one == other


def _let_through(head: Head) -> Head:
    """Return what a worker told, or raise what it refused."""
    if "refused" in head:
        kind = QueryTooLargeError if head["refused"] in _LARGE else QueryRefusedError
        raise kind("%(reason)s", reason=head["message"], line=head.get("line", 0), column=head.get("column", 0))
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
