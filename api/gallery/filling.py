"""From what somebody filled in to terms in the text: every value is checked, and every problem told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from swc.access.kinds import Act
from swc.errors import InvalidInputError, NotFoundError, Problem
from swc.questions.choices import key_of
from vocab.iris import Iris
from vocab.parameters import BadValueError, Parameter, ParameterKind, bind, default_of, term
from vocab.schemes import scheme

UNKNOWN = "Deze waarde kennen wij niet."


@dataclass(frozen=True, slots=True)
class Filled:
    """The values as they stand in the form, and the term of each that was filled in."""

    values: Mapping[str, str]
    terms: Mapping[str, str]

    def text(self, query: str) -> str:
        """Return a query with the terms in their places."""
        return bind(query, self.terms)


def filled(
    session: Session, parameters: Iterable[Parameter], given: Mapping[str, str], *, iris: Iris, by: Act
) -> Filled:
    """Return what the parameters hold, defaults where nothing was given; raises `InvalidInputError` with all problems.

    A parameter that is given empty and may be, asks about everything.
    """
    values: dict[str, str] = {}
    terms: dict[str, str] = {}
    problems: list[Problem] = []
    for one in parameters:
        typed = given.get(one.name, default_of(one, by.today)).strip()
        if not typed and not one.optional:
            typed = default_of(one, by.today)
        values[one.name] = typed
        if not typed:
            if not one.optional:
                problems.append(Problem(one.name, "Vul dit in.", code="leeg"))
            continue
        try:
            terms[one.name] = term(one, _meant(session, one, typed, by=by), iris=iris, today=by.today)
        except BadValueError as bad:
            problems.append(Problem(one.name, bad.message, code="waarde", params=bad.params))
    if problems:
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=tuple(problems))
    return Filled(values, terms)


def defaults(parameters: Iterable[Parameter], *, by: Act) -> dict[str, str]:
    """Return the form as it stands before anybody typed."""
    return {one.name: default_of(one, by.today) for one in parameters}


def _meant(session: Session, parameter: Parameter, typed: str, *, by: Act) -> str:
    """Return the key or code that is meant; raises `BadValueError` for one that does not exist."""
    if parameter.kind is ParameterKind.CODE:
        return _code(parameter.of, typed)
    if parameter.kind is not ParameterKind.THING:
        return typed
    key = key_of(session, parameter.of, typed.rsplit("/", 1)[-1] if "/id/" in typed else typed, by=by)
    if key is None:
        raise BadValueError(UNKNOWN)
    return key


def _code(scheme_name: str, typed: str) -> str:
    try:
        return scheme(scheme_name).concept(typed.rsplit("/", 1)[-1]).code
    except NotFoundError:
        raise BadValueError(UNKNOWN) from None
