"""Reads of the dependency of a board: the lens on a day, what a what-if can be about, and flows of personal data."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.catalogue.ownership.queries import ownerships
from swc.dependency.exchange import exchanges
from swc.dependency.facts import BoardFacts
from swc.dependency.flowing import flow_links
from swc.dependency.hidden import hidden
from swc.dependency.history import Past, moments
from swc.dependency.leaving import exit_rows
from swc.dependency.norms import least_uses, limits, thresholds, whole
from swc.dependency.places import jurisdictions
from swc.dependency.schemas import BoardLens, FlowLink, LensMoment
from swc.dependency.shares import board_concentration, component_concentrations, group_shares, totals
from swc.dependency.sheaf import board_facts
from swc.dependency.single import single_suppliers
from swc.dependency.targets import targets_of
from swc.dependency.whatif_schemas import Target
from swc.errors import InvalidInputError, NotFoundError
from swc.landscape.queries import use_summaries

MONTHS: Final = 36
"""How many months the history goes back."""
_AHEAD: Final = timedelta(days=5 * 365)
"""How far ahead a lens can be asked for."""


def open_lens(session: Session, board_number: str, *, on: date | None = None, by: Act) -> BoardLens:
    """Return the lens of a board to who may read it, on today or another day.

    Raises `NotFoundError` for a board that does not exist or that the actor may not read, and `InvalidInputError` for
    a day too far ahead: a takeover may have been announced, but not for years from now.
    """
    by.demand(Right.READ_BOARD, board_number)
    if on is not None and on > by.today + _AHEAD:
        raise InvalidInputError("Deze dag ligt te ver vooruit.", remedy="Kies een dag binnen vijf jaar.")
    return board_lens(session, board_number, on or by.today)


def board_lens(session: Session, board_number: str, today: date) -> BoardLens:
    """Return the lens of a board on a day, in a fixed number of statements; raises `NotFoundError`.

    Uses and what lies around them are those of now; owners, contracts and norms are those of the day.
    """
    return lens(facts_of(session, board_number, today))


def lens(facts: BoardFacts) -> BoardLens:
    """Return the lens over facts that were read before."""
    sums = totals(facts)
    return BoardLens(
        board_number=facts.number,
        board_name=facts.name,
        on=facts.on,
        has_release=facts.has_release,
        thresholds=thresholds(facts.on),
        totals=sums,
        concentration=board_concentration(facts),
        groups=group_shares(facts, sums),
        components=component_concentrations(facts),
        single_suppliers=single_suppliers(facts),
        hidden=hidden(facts),
        exchanges=exchanges(facts),
        exits=exit_rows(facts, fresh_months=whole("export-test-months", facts.on)),
        jurisdictions=jurisdictions(facts),
    )


def flows(session: Session, board_number: str, today: date, *, most: int = 12) -> tuple[FlowLink, ...]:
    """Return the flows of personal data of a board, with the `most` heaviest of each kind of end and the rest as one.

    In a fixed number of statements; raises `NotFoundError` for an unknown board.
    """
    return flow_links(facts_of(session, board_number, today), most=most)


def open_history(session: Session, board_number: str, *, by: Act) -> tuple[LensMoment, ...]:
    """Return the history of a board to who may read it; raises `NotFoundError` otherwise."""
    by.demand(Right.READ_BOARD, board_number)
    return over_time(session, board_number, by.today)


def over_time(session: Session, board_number: str, today: date, *, months: int = MONTHS) -> tuple[LensMoment, ...]:
    """Return the concentration of a board at the end of each month and today, in a fixed number of statements.

    A takeover counts from its day; moments before it keep the old groups. Nothing for a board without uses.
    """
    owners = ownerships(session)
    past = Past(
        uses=use_summaries(session, board_number, on=today),
        owners=owners.on,
        boundaries=owners.boundaries(),
        limits=limits(today),
        least=least_uses(today),
    )
    return moments(past, today, months)


def open_flows(session: Session, board_number: str, *, most: int = 12, by: Act) -> tuple[FlowLink, ...]:
    """Return the flows of personal data of a board to who may read it; raises `NotFoundError` otherwise."""
    by.demand(Right.READ_BOARD, board_number)
    return flows(session, board_number, by.today, most=most)


def open_targets(session: Session, board_number: str, text: str, *, by: Act) -> tuple[Target, ...]:
    """Return what a what-if of a board can be about, to who may read it; raises `NotFoundError` otherwise."""
    by.demand(Right.READ_BOARD, board_number)
    return targets(session, board_number, text, by.today)


def targets(session: Session, board_number: str, text: str, today: date) -> tuple[Target, ...]:
    """Return what a what-if of a board can be about: all that an active use leans on, whose name has the words."""
    return targets_of(facts_of(session, board_number, today), text)


def facts_of(session: Session, board_number: str, today: date) -> BoardFacts:
    """Return the facts of a board; raises `NotFoundError` when there is no such board."""
    found = board_facts(session, board_number, today)
    if found is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    return found
