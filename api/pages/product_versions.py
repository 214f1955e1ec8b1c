"""Forms of the versions of a product: add one, change it, and take away one that no board uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed
from api.pages.catalogue_forms import FormPage, version_of
from api.pages.product_facts import facts_page
from api.pages.products import found_product
from api.pages.use_pages import status_of
from swc.access.roles import Right
from swc.catalogue import service
from swc.catalogue.codelists import Choice, choices
from swc.catalogue.inputs import VersionInput
from swc.catalogue.schemas import ProductDetail, VersionFact
from swc.errors import NotFoundError

router = APIRouter(prefix="/producten/{key}/versies")
VersionId = Annotated[int, Path(ge=1, le=2_147_483_647)]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage(FormPage):
    """The form of a version; no `version` for a new one."""

    product: ProductDetail
    statuses: tuple[Choice, ...]
    version: VersionFact | None = None


@router.get("/nieuw")
def ask_version(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the form of a new version."""
    act.demand(Right.EDIT_CATALOGUE)
    return page.render("products/version.html", _page(session, key, Entered(), on=act.today))


@router.post("/nieuw")
def add_version(*, key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Add a version to a product."""
    tried = attempt(session, lambda: service.add_version(session, key, parsed(VersionInput, form), by=act))
    if tried.refused is not None:
        shown = _page(session, key, entered(form, tried.refused), on=act.today)
        return page.render("products/version.html", shown, status=status_of(tried.refused))
    return page.see_other(f"/producten/{key}/feiten", notice="De versie is toegevoegd.")


@router.get("/{version_id}")
def ask_change(
    *, key: CatalogueKey, version_id: VersionId, session: SessionDep, act: ActDep, page: PageDep
) -> Response:
    """Show the form of a version as it is stored."""
    act.demand(Right.EDIT_CATALOGUE)
    return page.render("products/version.html", _page(session, key, Entered(), version_id, on=act.today))


@router.post("/{version_id}")
def change_version(
    *, key: CatalogueKey, version_id: VersionId, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Keep the form of a version."""
    tried = attempt(
        session,
        lambda: service.change_version(
            session, key, version_id, parsed(VersionInput, form), by=act, expected_version=version_of(form)
        ),
    )
    if tried.refused is not None:
        shown = _page(session, key, entered(form, tried.refused), version_id, on=act.today)
        return page.render("products/version.html", shown, status=status_of(tried.refused))
    return page.see_other(f"/producten/{key}/feiten", notice="De versie is gewijzigd.")


@router.post("/{version_id}/verwijderen")
def remove_version(
    *, key: CatalogueKey, version_id: VersionId, session: SessionDep, act: ActDep, page: PageDep
) -> Response:
    """Take away a version; one that a board uses stays, and the page says why."""
    tried = attempt(session, lambda: service.remove_version(session, key, version_id, by=act))
    if tried.refused is not None:
        shown = facts_page(session, key, Entered(refused=tried.refused), "version", on=act.today)
        return page.render("products/facts.html", shown, status=HTTPStatus.CONFLICT)
    return page.see_other(f"/producten/{key}/feiten", notice="De versie is verwijderd.")


def _page(session: Session, key: str, form: Entered, version_id: int | None = None, *, on: date) -> VersionPage:
    product = found_product(session, key, on=on)
    version = product.version(version_id) if version_id is not None else None
    if version_id is not None and version is None:
        raise NotFoundError("Deze versie van %(name)s is niet gevonden.", name=product.name)
    return VersionPage(form=form, product=product, statuses=choices(session, "version-status"), version=version)
