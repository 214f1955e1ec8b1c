"""The scopes that are loaded, each brought to its newest state before it is used.

Loading is done by a thread of its own and goes on when nobody waits for it any more: the whole sector takes longer than
any question may. A change to what is loaded takes a millisecond, so whoever comes first applies it.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

import structlog

from api.graph.scopes import SECTOR
from api.refusals import QueryLoadingError
from api.sparql.changes import Differing, Graphs, change_between
from api.sparql.frames import ClosedError
from api.sparql.limits import Limits
from api.sparql.loaded import KeeperGoneError, Loaded
from api.sparql.processes import Keeper, Seed
from api.sparql.turns import Turns

MAX_SCOPES = 6
"""How many scopes stay loaded, that of the sector and the empty one apart; the one used longest ago makes room."""

MOST_OF_SECTOR = 2
"""How many may ask the sector at once: a process that touches all of it takes gigabytes of its own."""

READING = ""
"""The scope without graphs in which texts are only read: loaded in milliseconds, whatever else is being loaded."""

_AGAIN = 10
"""After how many seconds to ask again for what is being loaded; the sector takes a minute."""

log = structlog.get_logger()

Newest = Callable[[], Graphs]


@dataclass(slots=True)
class Shelf:
    """The loaded scopes by name. `differing` tells what a version of a graph changed, `used` what a caller used."""

    differing: Differing
    seed: Seed
    used: Callable[[str], float]
    _loaded: OrderedDict[str, Loaded] = field(default_factory=OrderedDict)
    _bringing: dict[str, Future[None]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the scopes that are loaded, the one used longest ago first."""
        return tuple(one for one in self._loaded if one != READING)

    def forget(self) -> None:
        """End the processes of every scope; the next question loads it anew."""
        with self._lock:
            gone = list(self._loaded.values())
            self._loaded.clear()
        for one in gone:
            one.stop()

    @contextmanager
    def using(self, scope: str, newest: Newest, limits: Limits, *, waits: bool) -> Iterator[Loaded]:
        """Hold a scope in its newest state; one that was replaced meanwhile ends with its last user.

        Who does not wait goes on with the state before while another is brought. Raises `QueryLoadingError` when it
        is not there within the limit, and `KeeperGoneError`.
        """
        loaded = self._current(scope, newest) or self._brought(scope, newest, limits, waits=waits)
        try:
            yield loaded
        finally:
            self.leave(loaded)

    def leave(self, loaded: Loaded) -> None:
        """Let a scope go that was at hand."""
        with self._lock:
            loaded.users -= 1
            over = loaded.retired and not loaded.users
        if over:
            loaded.stop()

    def bring(self, scope: str, newest: Newest, limits: Limits) -> tuple[Future[None], bool]:
        """Begin to bring a scope to its newest state, or join who is at it; say whether it began now."""
        with self._lock:
            running = self._bringing.get(scope)
            if running is not None:
                return running, False
            begun = self._bringing[scope] = Future()
            loaded = scope in self._loaded
        if not (loaded and self._bring(scope, newest, begun, self._follows)):
            load = (scope, newest, begun, partial(self._start, limits))
            threading.Thread(target=self._bring, args=load, name=f"load-{scope}", daemon=True).start()
        return begun, True

    def _current(self, scope: str, newest: Newest) -> Loaded | None:
        """Return a scope that is loaded in its newest state; of one that is not loaded, that is not looked up here."""
        return self.at_hand(scope, newest()) if scope in self._loaded else None

    def at_hand(self, scope: str, graphs: Graphs | None) -> Loaded | None:
        """Return a scope that is loaded in just this state (None: in whatever state), with its user counted."""
        with self._lock:
            found = self._loaded.get(scope)
            if found is None or not found.alive or not (graphs is None or _same(found.graphs, graphs)):
                return None
            self._loaded.move_to_end(scope)
            found.users += 1
            return found

    def _brought(self, scope: str, newest: Newest, limits: Limits, *, waits: bool) -> Loaded:
        """Have a scope brought to its newest state, and count the user.

        What another began may have looked up the files before this caller committed, so then it is looked at again.
        """
        deadline = time.monotonic() + limits.seconds
        while True:
            bringing, mine = self.bring(scope, newest, limits)
            found = None if mine or waits else self.at_hand(scope, None)
            if found is not None:
                return found
            try:
                bringing.result(max(0.0, deadline - time.monotonic()))
            except TimeoutError:
                raise _loading() from None
            found = self.at_hand(scope, None) if mine else self._current(scope, newest)
            if found is not None:
                return found

    def _bring(self, scope: str, newest: Newest, begun: Future[None], how: Callable[[str, Graphs], bool]) -> bool:
        """Bring a scope to its newest state in some way and tell whoever waits; say whether that was the way."""
        failure: Exception | None = None
        try:
            if not how(scope, newest()):
                return False
        except KeeperGoneError as error:  # whoever asks tries again
            log.warning("sparql.not_loaded", scope=scope)
            failure = error
        except Exception as error:  # whoever waits is told; perhaps nobody does
            log.exception("sparql.not_loaded", scope=scope)
            failure = error
        with self._lock:
            del self._bringing[scope]
        if failure is None:
            begun.set_result(None)
        else:
            begun.set_exception(failure)
        return True

    def _follows(self, scope: str, graphs: Graphs) -> bool:
        """Apply what changed, if anything, to a loaded scope; say whether it holds the state now."""
        with self._lock:
            found = self._loaded.get(scope)
        if found is None or not found.alive:
            return False
        if _same(found.graphs, graphs):
            return True
        change = change_between(found.graphs, graphs, self.differing)
        if change is None:
            return False
        try:
            found.follow(change, graphs)
        except KeeperGoneError:
            return False
        return True

    def _start(self, limits: Limits, scope: str, graphs: Graphs) -> bool:
        """Load a scope beside what there is, then put it in place at once."""
        started = time.monotonic()
        try:
            keeper = Keeper(self.seed, graphs, memory_mb=limits.memory_mb)
        except (ClosedError, TimeoutError):  # a file made room for a newer one, or the seed fell: the next try is fresh
            raise KeeperGoneError from None
        places = min(limits.workers, MOST_OF_SECTOR) if scope == SECTOR else limits.workers
        fresh = Loaded(keeper, graphs, Turns(places, self.used))
        with self._lock:
            over = [self._loaded.pop(scope, None)]
            self._loaded[scope] = fresh
            over += [self._loaded.pop(one) for one in self._to_make_room()]
            ended = [one for one in over if one is not None and _retire(one)]
        for one in ended:
            one.stop()
        log.info("sparql.loaded", scope=scope, seconds=round(time.monotonic() - started, 1))
        return True

    def _to_make_room(self) -> list[str]:
        counted = [one for one in self._loaded if one not in (SECTOR, READING)]
        return counted[: max(0, len(counted) - MAX_SCOPES)]


def _retire(loaded: Loaded) -> bool:
    """Take a scope out of use; say whether nobody uses it any more."""
    loaded.retired = True
    return not loaded.users


def _same(one: Graphs, other: Graphs) -> bool:
    return one is other or one == other


def _loading() -> QueryLoadingError:
    return QueryLoadingError(
        "De gegevens waar deze vraag over gaat worden nog geladen.",
        remedy="Probeer het over %(retry_after)s seconden opnieuw.",
        retry_after=_AGAIN,
    )
