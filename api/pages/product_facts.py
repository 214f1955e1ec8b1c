"""Forms of what hangs under a product: claims, standards, places, sub-processors, categories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed
from api.pages.catalogue_forms import FormPage
from api.pages.products import found_product
from fora.queries import components
from swc.access.roles import Right
from swc.catalogue import service
from swc.catalogue.codelists import Choice, choices
from swc.catalogue.inputs import (
    CertificateInput,
    ClaimInput,
    DataCategoryInput,
    FactInput,
    LocationInput,
    StandardInput,
    SubProcessorInput,
)
from swc.catalogue.kinds import LocationKind
from swc.catalogue.queries import vendor_names
from swc.catalogue.schemas import ProductDetail
from swc.errors import NotFoundError

router = APIRouter(prefix="/producten")
_INPUTS: dict[str, type[FactInput]] = {
    "claim": ClaimInput,
    "standard": StandardInput,
    "location": LocationInput,
    "sub_processor": SubProcessorInput,
    "data_category": DataCategoryInput,
    "certificate": CertificateInput,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsPage(FormPage):
    """The facts of a product with a form for each kind; `noun` is the kind whose form was refused."""

    product: ProductDetail
    components: tuple[tuple[str, str], ...]
    standards: tuple[Choice, ...]
    data_categories: tuple[Choice, ...]
    certificates: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    vendors: tuple[tuple[str, str], ...]
    noun: str = ""
    kinds: tuple[LocationKind, ...] = tuple(LocationKind)

    def form_of(self, noun: str) -> Entered:
        """Return what was typed in the form of a kind; the other forms are empty."""
        return self.form if noun == self.noun else Entered()


@router.get("/{key}/feiten")
def edit_facts(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the facts of a product with the forms to add and remove them."""
    act.demand(Right.EDIT_CATALOGUE)
    return page.render("products/facts.html", facts_page(session, key, Entered(), on=act.today))


@router.post("/{key}/feiten/{noun}")
def add_fact(
    *, key: CatalogueKey, noun: str, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Add a fact to a product."""
    kind = _kind(noun)
    tried = attempt(session, lambda: service.add_fact(session, key, parsed(kind, form), by=act))
    if tried.refused is not None:
        return page.render(
            "products/facts.html",
            facts_page(session, key, entered(form, tried.refused), noun, on=act.today),
            status=400,
        )
    return page.see_other(f"/producten/{key}/feiten", notice="Het gegeven is opgeslagen.")


@router.post("/{key}/feiten/{noun}/verwijderen")
def remove_fact(
    *, key: CatalogueKey, noun: str, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Remove a fact of a product; the form holds the rest of its key."""
    rest = tuple(part for part in form.getlist("key") if isinstance(part, str))
    service.remove_fact(session, key, noun, rest, by=act)
    return page.see_other(f"/producten/{key}/feiten", notice="Het gegeven is verwijderd.")


def _kind(noun: str) -> type[FactInput]:
    if noun not in _INPUTS:
        raise NotFoundError("Deze soort gegeven bestaat niet.")
    return _INPUTS[noun]


def facts_page(session: Session, key: str, form: Entered, noun: str = "", *, on: date) -> FactsPage:
    """Return the facts of a product; `form` is what was typed in the form of `noun`."""
    return FactsPage(
        form=form,
        noun=noun,
        product=found_product(session, key, on=on),
        components=tuple((one.guid, one.name) for one in components(session)),
        standards=choices(session, "standards"),
        data_categories=choices(session, "data-categories"),
        certificates=choices(session, "certificates"),
        levels=choices(session, "biv-levels"),
        vendors=vendor_names(session),
    )
