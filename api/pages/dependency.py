"""Dependency of a board on its vendors: the lens, and what happens when one of them stops, is sold or leaks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.board_door import BoardNumber
from api.deps import ActDep, PageDep, SessionDep
from api.pages.dependency_figures import Measure
from api.pages.dependency_lens import lens_page
from api.pages.dependency_what_if import AskedDep, WhatIfPage, offered
from swc.boards.queries import open_board
from swc.catalogue.vendor_queries import vendor_names
from swc.dependency import queries
from swc.dependency.flowing import flow_links
from swc.dependency.targets import targets_of
from swc.dependency.whatif import answer

router = APIRouter(prefix="/besturen/{number}")

EVERY_END = 100_000
"""So many ends that none is taken together with others: the table of flows has them all."""


@router.get("/afhankelijkheid")
def show_lens(
    number: BoardNumber,
    *,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    maat: Annotated[Measure, Query(description="Waarin de leveranciersgroepen worden vergeleken")] = Measure.USES,
) -> Response:
    """Show on whom a board depends, by the chosen measure."""
    facts = queries.facts_of(session, number, act.today)
    moments = queries.over_time(session, number, act.today)
    links = flow_links(facts, most=EVERY_END)
    return page.render("dependency/lens.html", lens_page(queries.lens(facts), maat, moments=moments, flows=links))


@router.get("/wat-als")
def ask_what_if(number: BoardNumber, asked: AskedDep, *, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Ask what happens when something stops, is taken over or leaks, and show what hangs on it."""
    board, facts = open_board(session, number, by=act), queries.facts_of(session, number, act.today)
    question = asked.question
    result = answer(session, facts, question) if question else None
    targets, more = offered(targets_of(facts, asked.text), asked, result.target if result else None)
    return page.render(
        "dependency/what_if.html", WhatIfPage(board, asked, targets, more, vendor_names(session), result)
    )
