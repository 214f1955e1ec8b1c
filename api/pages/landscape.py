"""The landscape of a board: the list with its filters, the same list as a file, and adding an application."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed
from api.landscape_export import as_csv, as_xlsx
from api.landscape_query import FilterDep
from api.pages.use_forms import Choices, choices_for
from api.paging import Paging, WindowDep, paging
from swc.access.kinds import Act
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.catalogue import search
from swc.catalogue.inputs import ProposalInput
from swc.catalogue.queries import product_detail
from swc.catalogue.schemas import Hit, ProductDetail
from swc.catalogue.service import products as catalogue
from swc.dpia.queries import landscape, narrowed
from swc.dpia.schemas import LandscapeFilter, LandscapeRow
from swc.landscape import service
from swc.landscape.schemas import UseCreate
from swc.risk.queries import flag_counts
from swc.risk.schemas import SeverityCounts

router = APIRouter(prefix="/besturen/{number}")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Pair = tuple[str, str]
Exported = tuple[tuple[LandscapeRow, ...], Mapping[UUID, SeverityCounts]]


@dataclass(frozen=True, slots=True)
class LandscapePage:
    """The list: one page of rows, what was asked, the choices that narrow it further, and the flags per use.

    `everything` counts the uses without a filter; `query` is the filter as it stands in the address.
    """

    board: BoardDetail
    paging: Paging[LandscapeRow]
    filters: LandscapeFilter
    everything: int
    components: tuple[Pair, ...]
    groups: tuple[Pair, ...]
    flags: Mapping[UUID, SeverityCounts]
    query: str


@dataclass(frozen=True, slots=True)
class NewUsePage:
    """Adding an application: first the product (found, or proposed), then what the board knows of its use."""

    board: BoardDetail
    text: str
    hits: tuple[Hit, ...]
    product: ProductDetail | None
    choices: Choices
    form: Entered


@router.get("/applicaties")
def show_landscape(
    *,
    number: BoardNumber,
    filters: FilterDep,
    window: WindowDep,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    request: Request,
) -> Response:
    """Show the uses that the filter asks for."""
    return page.render("landscape/list.html", _list_page(session, number, filters, window, request, by=act))


@router.get("/applicaties.csv")
def as_csv_file(number: BoardNumber, filters: FilterDep, session: SessionDep, act: ActDep) -> Response:
    """Hand out the list as CSV."""
    content = as_csv(*_exported(session, number, filters, act))
    return _file(content, "text/csv; charset=utf-8", f"applicaties-{number}-{act.today}.csv")


@router.get("/applicaties.xlsx")
def as_xlsx_file(number: BoardNumber, filters: FilterDep, session: SessionDep, act: ActDep) -> Response:
    """Hand out the list as a workbook."""
    content = as_xlsx(*_exported(session, number, filters, act))
    return _file(content, XLSX, f"applicaties-{number}-{act.today}.xlsx")


@router.get("/applicaties/nieuw")
def ask_new_use(
    *,
    number: BoardNumber,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    zoek: Annotated[str, Query(max_length=200)] = "",
    product: Annotated[str, Query(max_length=120)] = "",
) -> Response:
    """Ask which product, and then what the board knows of its use."""
    return page.render("landscape/new.html", _new_page(session, number, zoek, product, Entered(), by=act))


@router.post("/applicaties/nieuw")
def add_use(number: BoardNumber, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Add the application and show it."""
    outcome = attempt(session, lambda: service.add_use(session, number, parsed(UseCreate, form), by=act))
    if outcome.refused:
        key = str(form.get("product_key", ""))
        model = _new_page(session, number, "", key, entered(form, outcome.refused), by=act)
        return page.render("landscape/new.html", model, status=400)
    return page.see_other(f"/besturen/{number}/applicaties/{outcome.value}", notice="De applicatie is toegevoegd.")


@router.post("/applicaties/nieuw/product")
def propose_product(number: BoardNumber, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Propose a product that the catalogue lacks, and go on with it."""
    outcome = attempt(session, lambda: catalogue.propose_product(session, number, parsed(ProposalInput, form), by=act))
    if outcome.refused:
        text = str(form.get("name", ""))
        model = _new_page(session, number, text, "", entered(form, outcome.refused), by=act)
        return page.render("landscape/new.html", model, status=400)
    return page.see_other(
        f"/besturen/{number}/applicaties/nieuw?product={outcome.value}", notice="Het product is voorgesteld."
    )


def _list_page(
    session: Session, number: str, filters: LandscapeFilter, window: WindowDep, request: Request, *, by: Act
) -> LandscapePage:
    everything = landscape(session, number, LandscapeFilter(), by.today)
    rows = narrowed(everything, filters)
    return LandscapePage(
        board=open_board(session, number, by=by),
        paging=paging(request, window, window.cut(rows), len(rows)),
        filters=filters,
        everything=len(everything),
        components=_pairs((one.guid, one.name) for row in everything for one in row.use.components),
        groups=_pairs((row.use.group_key or "", row.use.group_name or "") for row in everything if row.use.group_key),
        flags=flag_counts(session, number, by.today),
        query=request.url.query,
    )


def _pairs(found: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return each choice once, by name."""
    return tuple(sorted(set(found), key=lambda pair: (pair[1].casefold(), pair[0])))


def _exported(session: Session, number: str, filters: LandscapeFilter, act: Act) -> Exported:
    return landscape(session, number, filters, act.today), flag_counts(session, number, act.today)


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def _new_page(session: Session, number: str, text: str, product: str, form: Entered, *, by: Act) -> NewUsePage:
    chosen = product_detail(session, product, on=by.today) if product else None
    return NewUsePage(
        board=open_board(session, number, by=by),
        text=text.strip(),
        hits=search.find(session, text, 12, kinds=("product",)) if text.strip() else (),
        product=chosen,
        choices=choices_for(session, chosen),
        form=form,
    )
