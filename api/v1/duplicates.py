"""Entries that may be one product as JSON, merging them, and the merges that were done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from api.catalogue_door import CatalogueKey
from api.deps import ActDep, SessionDep
from api.paging import WindowDep, paging
from swc.access.roles import Right
from swc.access.schemas import ReadModel
from swc.catalogue.duplicates.queries import duplicates, merges
from swc.catalogue.duplicates.schemas import DistinctInput, DuplicatePair, MergeInput, MergeRecord
from swc.landscape.merging import keep_apart, merge_products, unmerge_products

router = APIRouter(prefix="/api/v1", tags=["Producten"])


class DuplicateList(ReadModel):
    """One page of pairs that may be one product."""

    items: tuple[DuplicatePair, ...]
    page: int
    page_size: int
    total: int


class MergeList(ReadModel):
    """The merges that were done, newest first."""

    items: tuple[MergeRecord, ...]


@router.get(
    "/product-duplicates", summary="Vermeldingen die hetzelfde product kunnen zijn", response_model=DuplicateList
)
def list_duplicates(
    *, request: Request, session: SessionDep, act: ActDep, window: WindowDep, response: Response
) -> dict[str, Any]:
    """Return the entries that look like one product, likeliest first, each with the reasons."""
    act.demand(Right.EDIT_CATALOGUE)
    found = duplicates(session)
    shown = found[window.offset : window.offset + window.size]
    return paging(request, window, shown, len(found)).tell(response)


@router.get("/product-merges", summary="Samengevoegde producten")
def list_merges(session: SessionDep, act: ActDep) -> MergeList:
    """Return the merges, those that were undone included."""
    act.demand(Right.EDIT_CATALOGUE)
    return MergeList(items=merges(session))


@router.post("/products/{key}/merges", summary="Product laten opgaan in een ander", status_code=201)
def merge(key: CatalogueKey, data: MergeInput, session: SessionDep, act: ActDep) -> MergeRecord:
    """Let a product go up in another: what pointed to it moves along, its own key keeps leading there."""
    made = merge_products(session, key, data, by=act)
    return next(one for one in merges(session, key) if one.id == made)


@router.delete("/product-merges/{merge_id}", summary="Samenvoeging ongedaan maken", status_code=204)
def undo_merge(merge_id: UUID, session: SessionDep, act: ActDep) -> None:
    """Take two entries apart again; what moved and still is there goes back."""
    unmerge_products(session, merge_id, by=act)


@router.post("/products/{key}/distinctions", summary="Vastleggen dat twee producten verschillen", status_code=204)
def tell_apart(key: CatalogueKey, data: DistinctInput, session: SessionDep, act: ActDep) -> None:
    """Note that two entries that look alike are not the same product."""
    keep_apart(session, key, data, by=act)
