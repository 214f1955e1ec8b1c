"""Pages on which the sector editor finds entries that are one product, merges them, and takes a merge back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey, Named, asked
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed
from api.pages.products import found_product
from api.paging import Paging, WindowDep, paging
from swc.access.roles import Right
from swc.catalogue import search
from swc.catalogue.duplicates.queries import duplicates, merges
from swc.catalogue.duplicates.schemas import DistinctInput, DuplicatePair, MergeInput, MergeRecord
from swc.catalogue.schemas import Hit, ProductDetail
from swc.landscape.merging import keep_apart, merge_products, unmerge_products

router = APIRouter()
IntoQuery = Annotated[str, Query(alias="in", max_length=120, description="Sleutel van het product dat blijft")]
SearchQuery = Annotated[str, Query(alias="zoek", max_length=200, description="Naam van het product dat blijft")]


@dataclass(frozen=True, slots=True)
class DuplicatesPage(Named):
    """Entries that may be one product, a page at a time."""

    paging: Paging[DuplicatePair]


@dataclass(frozen=True, slots=True)
class MergesPage:
    """The merges that were done, newest first."""

    merges: tuple[MergeRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePage(Named):
    """Two entries side by side before they are merged; without `kept` the page asks for the one that stays."""

    form: Entered
    gone: ProductDetail
    kept: ProductDetail | None
    text: str
    hits: tuple[Hit, ...]


@router.get("/producten/dubbel")
def list_duplicates(request: Request, session: SessionDep, act: ActDep, page: PageDep, window: WindowDep) -> Response:
    """Show the entries that look like one product."""
    act.demand(Right.EDIT_CATALOGUE)
    found = duplicates(session)
    shown = found[window.offset : window.offset + window.size]
    return page.render("duplicates/list.html", DuplicatesPage(paging(request, window, shown, len(found))))


@router.get("/producten/samenvoegingen")
def list_merges(session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show what was merged, and what of that was taken back."""
    act.demand(Right.EDIT_CATALOGUE)
    return page.render("duplicates/merges.html", MergesPage(merges(session)))


@router.post("/producten/samenvoegingen/{merge_id}/ongedaan")
def undo_merge(merge_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Take a merge back."""
    unmerge_products(session, merge_id, by=act)
    return page.see_other("/producten/samenvoegingen", notice="De samenvoeging is ongedaan gemaakt.")


@router.get("/producten/{key}/samenvoegen")
def show_merge(
    *,
    key: CatalogueKey,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    into: IntoQuery = "",
    zoek: SearchQuery = "",
) -> Response:
    """Show a product beside the one that it would go up in, or search for that one."""
    act.demand(Right.EDIT_CATALOGUE)
    return page.render("duplicates/merge.html", _beside(session, key, asked(into), asked(zoek), on=act.today))


@router.post("/producten/{key}/samenvoegen")
def merge(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Let a product go up in another."""
    tried = attempt(session, lambda: merge_products(session, key, parsed(MergeInput, form), by=act))
    if tried.refused is not None:
        shown = _beside(
            session, key, asked(str(form.get("into", ""))), "", on=act.today, form=entered(form, tried.refused)
        )
        return page.render("duplicates/merge.html", shown, status=400)
    return page.see_other(f"/producten/{form['into']}", notice="De vermeldingen zijn samengevoegd.")


@router.post("/producten/{key}/verschillend")
def tell_apart(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Note that two entries are not the same product."""
    keep_apart(session, key, parsed(DistinctInput, form), by=act)
    return page.see_other("/producten/dubbel", notice="Genoteerd: dit zijn verschillende producten.")


def _beside(session: Session, key: str, into: str, text: str, *, on: date, form: Entered | None = None) -> MergePage:
    found = search.find(session, text, 20, kinds=(search.PRODUCT,)) if text else ()
    return MergePage(
        form=form or Entered(),
        gone=found_product(session, key, on=on),
        kept=found_product(session, into, on=on) if into else None,
        text=text,
        hits=tuple(one for one in found if one.key != key),
    )
