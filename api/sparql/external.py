"""Questions on the sector to a SPARQL server elsewhere: the same limits and refusals as of our own processes.

A worker of our own has read a question before it comes here. The server holds the graphs of the sector and nothing
else; what is no longer shared is gone from it before it is asked anything.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
import structlog

from api.graph.delivery import StoreDelivery
from api.graph.scopes import SECTOR
from api.graph.store import UNION, StoreError
from api.refusals import (
    QueryBusyError,
    QueryRefusedError,
    QueryTooLargeError,
    QueryTooSlowError,
    StoreUnavailableError,
)
from api.sparql.answers import MAX_BYTES
from api.sparql.dataset import dataset_of
from api.sparql.guard import Checked
from api.sparql.pool import Found, Limits, Question

log = structlog.get_logger()

_GRAPHS = frozenset({"ConstructQuery", "DescribeQuery"})
_NTRIPLES, _JSON = "application/n-triples", "application/sparql-results+json"
_REFUSED = frozenset({400, 413, 414, 422})


def _client() -> httpx2.Client:
    return httpx2.Client(follow_redirects=False, trust_env=False)


@dataclass(frozen=True, slots=True)
class ExternalStore:
    """The server of one installation; `delivery` knows its address and what it has."""

    delivery: StoreDelivery
    limits: Limits
    _client: httpx2.Client = field(default_factory=_client)
    _turns: threading.BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        """Let as many questions through at once as our own processes would answer."""
        object.__setattr__(self, "_turns", threading.BoundedSemaphore(self.limits.workers))

    def ask(self, question: Question, checked: Checked) -> Found:
        """Return the answer of the server; raises the refusals of a question (`api.refusals`).

        A server that does not answer, or still has what is no longer shared, is refused as unavailable.
        """
        started = time.monotonic()
        deadline = started + self.limits.seconds
        self._settled()
        asked = self._asked(question, checked)
        accept = _NTRIPLES if checked.form in _GRAPHS else _JSON
        if not self._turns.acquire(timeout=self.limits.seconds):
            raise QueryBusyError(
                "Er lopen te veel vragen tegelijk.", remedy="Probeer het over enkele seconden opnieuw."
            )
        try:
            with _told_in_our_words(self.limits.seconds):
                body = self._answer(asked, accept, deadline)
        finally:
            self._turns.release()
        return self._found(body, accept, time.monotonic() - started)

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def _settled(self) -> None:
        """See to it that the server has nothing that is no longer shared."""
        try:
            self.delivery.withdraw()
        except StoreError as error:
            log.warning("sparql.store_not_settled", reason=str(error))
            raise _unavailable() from None

    def _asked(self, question: Question, checked: Checked) -> dict[str, Any]:
        """Return the request: the text, and the union of all graphs or the ones that are named and may be seen."""
        visible = self.delivery.writer.files(SECTOR).keys()
        dataset = dataset_of(
            visible, checked, default_graphs=question.default_graphs, named_graphs=question.named_graphs
        )
        base = f"BASE <{question.base}>\n" if question.base else ""
        asked: dict[str, Any] = {"query": base + checked.text}
        if dataset.default is None:
            return asked | UNION
        return asked | {"default-graph-uri": list(dataset.default), "named-graph-uri": list(dataset.named or ())}

    def _answer(self, asked: dict[str, Any], accept: str, deadline: float) -> bytes:
        """Return the whole body, read no further than the limits on time and bytes allow."""
        address = self.delivery.store.address.query
        left = max(0.1, deadline - time.monotonic())
        timeout = httpx2.Timeout(left, connect=min(left, 5.0))
        with self._client.stream("POST", address, data=asked, headers={"Accept": accept}, timeout=timeout) as reply:
            pieces, size = [], 0
            for piece in reply.iter_bytes():
                size += len(piece)
                pieces.append(piece)
                if size > MAX_BYTES:
                    raise QueryTooLargeError("Het antwoord is te groot. Vraag minder kolommen of gebruik LIMIT.")
                if time.monotonic() > deadline:
                    raise httpx2.ReadTimeout("past the deadline")
            body = b"".join(pieces)
            if reply.status_code in _REFUSED:
                reason = body.decode(errors="replace")[:500]
                raise QueryRefusedError("De vraag kan niet worden uitgevoerd: %(reason)s", reason=reason)
            kind = reply.headers.get("content-type", "").partition(";")[0].strip()
            if reply.status_code != httpx2.codes.OK or kind != accept:
                raise httpx2.RemoteProtocolError(f"{reply.status_code} {kind}")
            return body

    def _found(self, body: bytes, accept: str, seconds: float) -> Found:
        """Return a complete answer within the limit on rows; an answer that is not one is the server's fault."""
        if accept == _NTRIPLES:
            rows = body.count(b"\n")
            self._demand_few(rows)
            return Found(triples=body.decode(), rows=rows, seconds=seconds)
        try:
            told = json.loads(body)
            rows = 1 if "boolean" in told else len(told["results"]["bindings"])
        except (ValueError, KeyError, TypeError):
            raise _unavailable() from None
        self._demand_few(rows)
        return Found(json=body.decode(), rows=rows, seconds=seconds)

    def _demand_few(self, rows: int) -> None:
        if rows > self.limits.rows:
            raise QueryTooLargeError(
                "Het antwoord heeft meer dan %(limit)s rijen. Gebruik LIMIT of verfijn.", limit=self.limits.rows
            )


@contextmanager
def _told_in_our_words(seconds: float) -> Iterator[None]:
    try:
        yield
    except (httpx2.ConnectTimeout, httpx2.PoolTimeout):
        raise _unavailable() from None
    except httpx2.TimeoutException:
        raise QueryTooSlowError(
            "De vraag duurde langer dan %(seconds)s seconden en is gestopt.",
            remedy="Maak de vraag kleiner of gebruik LIMIT.",
            seconds=f"{seconds:g}",
        ) from None
    except httpx2.HTTPError as error:
        log.warning("sparql.store_failed", reason=str(error))
        raise _unavailable() from None


def _unavailable() -> StoreUnavailableError:
    return StoreUnavailableError(
        "De server die vragen over de sector beantwoordt, is nu niet te gebruiken.",
        remedy="Probeer het over een minuut opnieuw. Vragen over wat openbaar is en over uw eigen bestuur gaan door, "
        "net als alle pagina's. Blijft het zo, vraag dan de beheerder naar de SPARQL-server te kijken.",
    )
