"""Whether a text may be kept: the guard reads it as it will be asked, with every parameter empty and filled in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from api.i18n import language
from api.refusals import QueryRefusedError
from api.sparql.guard import RefusedQueryError, check
from swc.errors import InvalidInputError, Problem
from swc.questions.schemas import QueryChange
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


def fault_in(text: str, parameters: tuple[Parameter, ...] = ()) -> Fault | None:
    """Return what is wrong with a text, or nothing; the lines of prefixes that are filled in are not counted."""
    samples = {one.name: _SAMPLES[one.kind] for one in parameters}
    for bound in ({}, samples) if samples else ({},):
        try:
            check(with_prefixes(bind(text, bound)))
        except RefusedQueryError as refused:
            return _placed(refused, added=len(missing_prefixes(text)), bound=bool(bound))
    return None


def fault_told(text: str, refused: QueryRefusedError) -> Fault:
    """Return what who answers questions said is wrong with a text, without reading the text again.

    On a line with a parameter the term that stood in its place moved the rest, so there only the line is certain.
    """
    reason, line, column = (refused.params.get(name) for name in ("reason", "line", "column"))
    told = RefusedQueryError("", str(reason), line=int(str(line or 0)), column=int(str(column or 0)))
    fault = _placed(told, added=len(missing_prefixes(text)), bound=False)
    typed = text.splitlines()[fault.line - 1 : fault.line]
    return replace(fault, column=1) if names_in("".join(typed)) else fault


def demand_askable(data: QueryChange) -> None:
    """Refuse a question whose text the guard does not take."""
    parameters = tuple(one.plain() for one in data.parameters)
    fault = fault_in(data.text, parameters)
    if fault is not None:
        raise InvalidInputError("De vraag kan zo niet gesteld worden.", problems=(fault.problem,))


def _placed(refused: RefusedQueryError, *, added: int, bound: bool) -> Fault:
    line, column = refused.line, refused.column
    if not line:
        return Fault(str(refused).replace("%", "%%"))
    line = max(line - added, 1)
    if bound:  # a term is longer than the name that it replaces, so only the line is certain
        return Fault(
            "Regel %(line)s: een parameter kan hier niet staan. Zet hem in een patroon of een FILTER.", line, 1
        )
    return Fault("Geen geldige SPARQL-vraag: regel %(line)s, teken %(column)s.", line, column, _why(refused))


def _why(refused: RefusedQueryError) -> str:
    """Return what the parser says beyond the place; it says so in Dutch only."""
    sentence = str(refused).partition(f"teken {refused.column}. ")[2]
    return sentence.replace("%", "%%") if language.get() == "nl" else ""
