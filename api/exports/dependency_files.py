"""Dependency as files: the lens of a board, and the answer to a what-if."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlmodel import Session

from api.exports.dependency_document import DependencyFacts, dependency_document
from api.exports.handing_out import WRITERS, Handout, as_json, as_turtle, safe, written
from api.exports.what_if_document import what_if_document
from api.media import JSON, TURTLE
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.dependency import queries
from swc.dependency.flowing import flow_links
from swc.dependency.projection import board_triples
from swc.dependency.whatif import open_what_if
from swc.dependency.whatif_schemas import WhatIfQuestion
from swc.errors import NotFoundError
from vocab.iris import Iris

EVERY_END: Final = 100_000
"""So many ends that none is taken together with others: a file has them all."""


def lens_file(session: Session, board_number: str, extension: str, *, on: date, iris: Iris, by: Act) -> Handout:
    """Return the dependency of a board with the owners of a day, for who may read the board."""
    by.demand(Right.READ_BOARD, board_number)
    name = f"afhankelijkheid-{safe(board_number)}-{on}.{extension}"
    if extension == TURTLE.extension:
        triples = board_triples(session, iris, board_number, on)
        return Handout(name, TURTLE.media_type, as_turtle(sorted(set(triples), key=str)))
    facts = queries.facts_of(session, board_number, on)
    lens = queries.lens(facts)
    if extension == JSON.extension:
        return Handout(name, JSON.media_type, as_json(lens))
    _demand_document(extension)
    moments = queries.over_time(session, board_number, by.today)
    told = DependencyFacts(lens, moments, flow_links(facts, most=EVERY_END))
    return written(dependency_document(told), name, extension)


def what_if_file(session: Session, board_number: str, question: WhatIfQuestion, extension: str, *, by: Act) -> Handout:
    """Return the answer to a what-if, for who may read the board."""
    found = open_what_if(session, board_number, question, by=by)
    name = f"wat-als-{safe(question.target_key)[:60]}-{question.scenario.value}-{by.today}.{extension}"
    if extension == JSON.extension:
        return Handout(name, JSON.media_type, as_json(found))
    _demand_document(extension)
    return written(what_if_document(found), name, extension)


def _demand_document(extension: str) -> None:
    if extension not in WRITERS:
        raise NotFoundError("Dit wordt niet als %(extension)s uitgevoerd.", extension=extension[:20])
