"""Forms of a product: added, changed and confirmed by a sector editor, proposed by a board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed
from api.pages.catalogue_forms import FormPage, prefilled, version_of, with_aliases
from api.pages.products import found_product
from swc.access.roles import Right
from swc.catalogue import service
from swc.catalogue.codelists import Choice, choices
from swc.catalogue.inputs import ProductInput, ProposalInput, Sourcing
from swc.catalogue.queries import categories, vendor_names
from swc.catalogue.schemas import ProductDetail
from swc.errors import UnauthenticatedError

router = APIRouter(prefix="/producten")
BoardQuery = Annotated[str, Query(alias="bestuur", max_length=10, description="Nummer van het bestuur bij DUO")]
NameQuery = Annotated[str, Query(alias="naam", max_length=200, description="Naam om mee te beginnen")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFormPage(FormPage):
    """The form of a product; `product` is nothing for a new one."""

    product: ProductDetail | None
    vendors: tuple[tuple[str, str], ...]
    categories: tuple[str, ...]
    hosting: tuple[Choice, ...]
    ai_uses: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage(FormPage):
    """The form in which a board proposes a product."""

    board_number: str
    categories: tuple[str, ...]


@router.get("/nieuw")
def new_product(session: SessionDep, act: ActDep, page: PageDep, *, naam: NameQuery = "") -> Response:
    """Show the empty form of a product."""
    act.demand(Right.EDIT_CATALOGUE)
    return page.render("products/form.html", _form(session, prefilled(naam), None))


@router.post("/nieuw")
def add_product(session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Add a product."""
    tried = attempt(session, lambda: service.add_product(session, with_aliases(ProductInput, form), by=act))
    if tried.refused is not None:
        return page.render("products/form.html", _form(session, entered(form, tried.refused), None), status=400)
    return page.see_other(f"/producten/{tried.value}", notice="Het product is toegevoegd.")


@router.get("/voorstellen")
def new_proposal(
    *, session: SessionDep, act: ActDep, page: PageDep, bestuur: BoardQuery, naam: NameQuery = ""
) -> Response:
    """Show the form in which a board proposes a product that it misses."""
    if not act.actor.key:
        raise UnauthenticatedError("Log eerst in.")
    act.demand(Right.PROPOSE_PRODUCT, bestuur)
    return page.render("products/propose.html", _proposal(session, prefilled(naam), bestuur))


@router.post("/voorstellen")
def propose(session: SessionDep, act: ActDep, page: PageDep, form: FormDep, *, bestuur: BoardQuery) -> Response:
    """Add a concept product for a board."""
    tried = attempt(session, lambda: service.propose_product(session, bestuur, parsed(ProposalInput, form), by=act))
    if tried.refused is not None:
        shown = _proposal(session, entered(form, tried.refused), bestuur)
        return page.render("products/propose.html", shown, status=400)
    return page.see_other(f"/producten/{tried.value}", notice="Het product staat als concept in de catalogus.")


@router.get("/{key}/wijzigen")
def edit_product(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the form of a product as it stands."""
    act.demand(Right.EDIT_CATALOGUE)
    return page.render("products/form.html", _form(session, Entered(), found_product(session, key, on=act.today)))


@router.post("/{key}/wijzigen")
def change_product(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Change a product."""
    tried = attempt(session, lambda: _change(session, key, form, act))
    if tried.refused is not None:
        shown = _form(session, entered(form, tried.refused), found_product(session, key, on=act.today))
        return page.render("products/form.html", shown, status=400)
    return page.see_other(f"/producten/{key}", notice="De wijziging is opgeslagen.")


@router.post("/{key}/bevestigen")
def confirm_product(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Make a concept a confirmed product."""
    service.confirm_product(session, key, parsed(Sourcing, form), by=act)
    return page.see_other(f"/producten/{key}", notice="Het product is bevestigd.")


def _change(session: Session, key: str, form: FormDep, act: ActDep) -> None:
    data, version = with_aliases(ProductInput, form), version_of(form)
    service.change_product(session, key, data, by=act, expected_version=version)


def _form(session: Session, form: Entered, product: ProductDetail | None) -> ProductFormPage:
    return ProductFormPage(
        form=form,
        product=product,
        vendors=vendor_names(session),
        categories=categories(session),
        hosting=choices(session, "hosting-forms"),
        ai_uses=choices(session, "ai-uses"),
    )


def _proposal(session: Session, form: Entered, board_number: str) -> ProposalPage:
    return ProposalPage(form=form, board_number=board_number, categories=categories(session))
