"""The guard before evaluation: only a query that an independent parser understands, and without SERVICE, goes on.

Text filters are no defence (SPARQL 1.1 allows a keyword in many spellings); a parser that fails closed is.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from api.refusals import QueryRefusedError
from api.sparql import syntax

MAX_LENGTH = 16_384
"""The longest query text, in characters."""

_LOOKING = 1.0
"""The seconds spent on finding the place of a fault by trying parts of the text; a long one costs seconds per try."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the guard read in a query: its form, the graphs that its own FROM clauses name, and the text to evaluate."""

    form: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    text: str = ""

    @classmethod
    def of(cls, told: dict[str, Any]) -> Checked:
        """Return what was told in JSON form."""
        return cls(told["form"], tuple(told["default"]), tuple(told["named"]), told["text"])

    def told(self) -> dict[str, Any]:
        """Return this in JSON form."""
        return {"form": self.form, "default": self.default_graphs, "named": self.named_graphs, "text": self.text}


def check(text: str, base: str | None = None) -> Checked:
    """Return what a query is; raises `QueryRefusedError` for what is too long, no query, or asks another server."""
    if len(text) > MAX_LENGTH:
        raise QueryRefusedError("De vraag is langer dan %(most)s tekens.", most=MAX_LENGTH)
    from api.sparql import algebra  # noqa: PLC0415 - loads the parser, which most processes never need

    try:
        query = algebra.read(text, base)
    except algebra.NotReadError as error:
        until = time.monotonic() + _LOOKING
        fault = syntax.explained(text, error.loc, lambda part: time.monotonic() < until and algebra.parses(part))
        raise fault from error
    except RecursionError as error:
        raise QueryRefusedError("De vraag is te diep genest.") from error
    except Exception as error:  # the parser of a third party: whatever it cannot take is refused
        unknown = QueryRefusedError("De vraag wordt niet begrepen: %(reason)s", reason=str(error))
        raise syntax.known(text) or unknown from error
    if algebra.asks_elsewhere(query.algebra):
        raise QueryRefusedError("SERVICE is niet toegestaan: een vraag gaat alleen over deze catalogus.")
    clauses = query.algebra.get("datasetClause") or ()
    return Checked(
        form=str(query.algebra.name),
        default_graphs=tuple(str(clause.default) for clause in clauses if clause.default),
        named_graphs=tuple(str(clause.named) for clause in clauses if clause.named),
        text=text,
    )


def ready() -> None:
    """Load the parser before it is needed: in a process that others are forked from."""
    check("ASK {}")
