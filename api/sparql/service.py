"""Asking: from a question and who asks it to a complete answer."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass

import structlog
from sqlmodel import Session

from api.graph.writer import GraphWriter
from api.sparql.pool import Found, Question, WorkerPool
from api.sparql.scopes import PUBLIC, graphs_of
from swc.access.kinds import Act
from vocab.errors import DomainError

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sparql:
    """The SPARQL service of one application."""

    writer: GraphWriter
    pool: WorkerPool

    def ask(self, session: Session, question: Question, *, act: Act, scope: str = PUBLIC) -> Found:
        """Return the answer within a scope; hash, scope, time and outcome are logged, never the text itself."""
        started = time.monotonic()
        outcome = "answered"
        try:
            visible = graphs_of(session, self.writer, act=act, scope=scope)
            return self.pool.ask(visible.name, visible.graphs, question)
        except DomainError as error:
            outcome = error.code
            raise
        finally:
            log.info(
                "sparql.asked",
                query=hashlib.sha256(question.text.encode()).hexdigest()[:16],
                scope=scope,
                outcome=outcome,
                milliseconds=round((time.monotonic() - started) * 1000),
            )
