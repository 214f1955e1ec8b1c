"""Whether a text may be kept: a worker reads it as it will be asked, with every parameter empty and filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

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
            fault = _placed(text, refused)
            if bound and "line" in fault.params:  # a term is longer than the name that it replaces
                params = {"line": fault.params["line"], "column": 1}
                fault = Problem(
                    "text",
                    "Regel %(line)s: een parameter kan hier niet staan. Zet hem in een patroon of een FILTER.",
                    code="syntaxis",
                    params=params,
                )
            return (fault,)
    return ()


def fault_told(text: str, refused: QueryRefusedError) -> Problem:
    """Return what who answers questions said is wrong with a text, without reading the text again.

    On a line with a parameter the term that stood in its place moved the rest, so there only the line is certain.
    """
    fault = _placed(text, refused)
    line = int(str(fault.params.get("line", 0)))
    moved = line and names_in("".join(text.splitlines()[line - 1 : line]))
    return replace(fault, params=fault.params | {"column": 1}) if moved else fault


def _placed(text: str, refused: QueryRefusedError) -> Problem:
    """Return a refusal as a problem at the field of the text, its line counted in the text as somebody typed it."""
    params = refused.params
    if "line" in params:
        line = int(str(params["line"])) - len(missing_prefixes(text))
        params = params | {"line": max(line, 1)}
    return Problem("text", refused.message, refused.remedy, "syntaxis", params)
