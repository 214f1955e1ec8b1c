"""From what the store found to a complete answer within the limits: written by the store itself, counted on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, Any, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

from api.refusals import QueryRefusedError, QueryTooLargeError

MAX_BYTES = 32 * 1024 * 1024
"""The largest answer, in bytes of its JSON or N-Triples form."""

_NEXT_ROW = b'},{"'
"""What stands before each row but the first: within a text a quote comes after a backslash, but for its last."""
_LAST_OF_TEXT = (b'},{"}', b'},{",')
"""What only a text that ends like this brings about: a row goes on with the name of a variable."""
_EMPTY_ROW = b"},{}"
"""What stands before a row without any value, and maybe within a text."""
_ROW_END = b"},{"
_TEXT = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|$)', re.DOTALL)
_UNTOLD = (b'"type":"triple"', b'"its:dir":')
"""Kinds of term that SPARQL 1.1 results do not know (RDF 1.2); within a text their quotes would be escaped."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: `json` or `triples`, its bytes and how many rows they hold."""

    kind: str
    body: bytes
    rows: int


def written(found: QuerySolutions | QueryBoolean | QueryTriples, *, rows: int) -> Answer:
    """Return the answer whole; raises `QueryTooLargeError` past the limit on rows or bytes."""
    if isinstance(found, QueryBoolean):
        return Answer("json", found.serialize(format=QueryResultsFormat.JSON) or b"", 1)
    if isinstance(found, QueryTriples):
        lines = _Lines(rows)
        found.serialize(cast("IO[bytes]", lines), format=RdfFormat.N_TRIPLES)
        return Answer("triples", bytes(lines.kept), lines.rows)
    solutions = _Rows(rows)
    found.serialize(cast("IO[bytes]", solutions), format=QueryResultsFormat.JSON)
    solutions.check()
    return Answer("json", bytes(solutions.kept), solutions.count())


class _Lines:
    """What the store writes into: keeps it, and stops at the limits."""

    def __init__(self, limit: int) -> None:
        self.kept = bytearray()
        self.limit = limit
        self.rows = 0

    def write(self, piece: Any) -> int:  # noqa: ANN401 - whatever bytes the store hands over
        """Take the next piece; raises `QueryTooLargeError` as soon as there is too much."""
        data = bytes(piece)
        self.kept += data
        self.count_in(data)
        if len(self.kept) > MAX_BYTES:
            raise QueryTooLargeError("Het antwoord is te groot. Vraag minder kolommen of gebruik LIMIT.")
        return len(data)

    def flush(self) -> None:
        """Do nothing: all is kept already."""

    def count_in(self, data: bytes) -> None:
        """Count what came in: a line for each row."""
        self.rows += data.count(b"\n")
        if self.rows > self.limit:
            raise self.too_many()

    def too_many(self) -> QueryTooLargeError:
        """Return the refusal that names the limit."""
        return QueryTooLargeError(
            "Het antwoord heeft meer dan %(limit)s rijen. Gebruik LIMIT of verfijn.", limit=self.limit
        )


class _Rows(_Lines):
    """SPARQL JSON results: rows are counted while they come, and anew should one without values have come by."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self._ends = 0
        self._doubtful = False

    def count_in(self, data: bytes) -> None:
        start = max(0, len(self.kept) - len(data) - len(_NEXT_ROW) + 1)
        self._ends += self.kept.count(_NEXT_ROW, start)
        self._ends -= sum(self.kept.count(one, max(0, start - 1)) for one in _LAST_OF_TEXT)
        self._doubtful = self._doubtful or self.kept.find(_EMPTY_ROW, start) >= 0
        if self._ends > self.limit:
            raise self.too_many()

    def check(self) -> None:
        """Refuse what has a row too many, or a kind of term that is not told."""
        if self.count() > self.limit:
            raise self.too_many()
        if any(mark in self.kept for mark in _UNTOLD):
            raise QueryRefusedError("Het antwoord bevat een soort term die deze dienst niet teruggeeft.")

    def count(self) -> int:
        """Return how many rows there are."""
        if self.kept.endswith(b'"bindings":[]}}'):
            return 0
        return 1 + (_ends_outside_texts(self.kept) if self._doubtful else self._ends)


def _ends_outside_texts(written_so_far: bytearray) -> int:
    return _TEXT.sub(b"", written_so_far).count(_ROW_END)
