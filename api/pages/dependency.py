"""Dependency of a board on its vendors: the lens, and what happens when one of them stops, is sold or leaks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from api.board_door import BoardNumber
from api.deps import ActDep, IrisDep, PageDep, SessionDep
from api.exports.dependency_files import EVERY_END, lens_file, what_if_file
from api.exports.handing_out import Handout
from api.pages.dependency_figures import Measure
from api.pages.dependency_lens import lens_page
from api.pages.dependency_what_if import AskedDep, WhatIfPage, offered
from swc.boards.queries import open_board
from swc.catalogue.vendor_queries import vendor_names
from swc.dependency import queries
from swc.dependency.flowing import flow_links
from swc.dependency.targets import targets_of
from swc.dependency.whatif import answer
from swc.errors import NotFoundError

router = APIRouter(prefix="/besturen/{number}")

DayDep = Annotated[date | Literal[""], Query(description="De dag van eigenaren en contracten; leeg is vandaag")]


@router.get("/afhankelijkheid")
def show_lens(
    number: BoardNumber,
    *,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    maat: Annotated[Measure, Query(description="Waarin de leveranciersgroepen worden vergeleken")] = Measure.USES,
    op: DayDep = "",
) -> Response:
    """Show on whom a board depends, by the chosen measure; the owners and contracts are those of a day."""
    facts = queries.facts_of(session, number, op or act.today)
    moments = queries.over_time(session, number, act.today)
    links = flow_links(facts, most=EVERY_END)
    model = lens_page(queries.lens(facts), maat, moments=moments, flows=links, day=str(op))
    return page.render("dependency/lens.html", model)


@router.get("/afhankelijkheid.{extension}")
def hand_out_lens(
    number: BoardNumber, extension: str, *, session: SessionDep, act: ActDep, iris: IrisDep, op: DayDep = ""
) -> Response:
    """Hand out the dependency of a board as it stands today, or with the owners of another day."""
    return _attached(lens_file(session, number, extension, on=op or act.today, iris=iris, by=act))


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


@router.get("/wat-als.{extension}")
def hand_out_what_if(
    number: BoardNumber, extension: str, asked: AskedDep, *, session: SessionDep, act: ActDep
) -> Response:
    """Hand out what hangs on something, as a file."""
    question = asked.question
    if question is None:
        raise NotFoundError("Zonder vraag is er geen antwoord.")
    return _attached(what_if_file(session, number, question, extension, by=act))


def _attached(made: Handout) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=made.media_type, headers=headers)
