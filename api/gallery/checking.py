"""Whether a text may be kept: a worker reads it as it will be asked, with every parameter empty and filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from api.i18n import language
from api.refusals import QueryRefusedError
from api.sparql.protocol import MAX_LENGTH
from swc.errors import Problem
from vocab.namespaces import XSD
from vocab.parameters import Parameter, ParameterKind, bind, names_in
from vocab.questions import missing_prefixes, with_prefixes

_SAMPLES: Final = {
    ParameterKind.THING: "<urn:x>",
    ParameterKind.CODE: "<urn:x>",
    ParameterKind.TEXT: '"x"',
    ParameterKind.DATE: f'"2026-01-01"^^<{XSD}date>',
    ParameterKind.INTEGER: f'"1"^^<{XSD}integer>',
    ParameterKind.DECIMAL: f'"1"^^<{XSD}decimal>',
    ParameterKind.BOOLEAN: f'"true"^^<{XSD}boolean>',
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a text goes wrong, counted in the text as somebody typed it; 0 where there is no place."""

    message: str
    line: int = 0
    column: int = 0
    why: str = ""

    @property
    def problem(self) -> Problem:
        """Return this as a problem at the field of the text."""
        params: dict[str, object] = {"line": self.line, "column": self.column} if self.line else {}
        return Problem("text", self.message, self.why, "syntaxis", params)


def demand_short(text: str) -> None:
    """Refuse a text that no worker would read, before anything else looks into it."""
    if len(text) > MAX_LENGTH:
        raise QueryRefusedError("De vraag is langer dan %(most)s tekens.", most=MAX_LENGTH)


def faults_in(text: str, parameters: tuple[Parameter, ...], read: Callable[[str], object]) -> tuple[Problem, ...]:
    """Return what is wrong with a text to keep; the lines of prefixes that are filled in are not counted.

    `read` has a worker read it and raises `QueryRefusedError`, or whatever keeps the text from being read now.
    """
    samples = {one.name: _SAMPLES[one.kind] for one in parameters}
    for bound in ({}, samples) if samples else ({},):
        try:
            read(with_prefixes(bind(text, bound)))
        except QueryRefusedError as refused:
            return (_placed(text, refused, bound=bool(bound)).problem,)
    return ()


def fault_told(text: str, refused: QueryRefusedError) -> Fault:
    """Return what who answers questions said is wrong with a text, without reading the text again.

    On a line with a parameter the term that stood in its place moved the rest, so there only the line is certain.
    """
    fault = _placed(text, refused, bound=False)
    if not fault.line:
        return fault
    typed = text.splitlines()[fault.line - 1 : fault.line]
    return replace(fault, column=1) if names_in("".join(typed)) else fault


def _placed(text: str, refused: QueryRefusedError, *, bound: bool) -> Fault:
    line, column = (int(str(refused.params.get(name, 0))) for name in ("line", "column"))
    if not line:
        return Fault(str(refused).replace("%", "%%"))
    line = max(line - len(missing_prefixes(text)), 1)
    if bound:  # a term is longer than the name that it replaces, so only the line is certain
        return Fault(
            "Regel %(line)s: een parameter kan hier niet staan. Zet hem in een patroon of een FILTER.", line, 1
        )
    return Fault("Geen geldige SPARQL-vraag: regel %(line)s, teken %(column)s.", line, column, _why(refused))


def _why(refused: QueryRefusedError) -> str:
    """Return what the parser says beyond the place; it says so in Dutch only."""
    sentence = str(refused).partition(f"teken {refused.params.get('column')}. ")[2]
    return sentence.replace("%", "%%") if language.get() == "nl" else ""
