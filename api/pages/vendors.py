"""Pages of vendors: the list, one vendor with its chain of owners and products, and the forms of a sector editor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey, Named, asked
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered
from api.pages.catalogue_forms import FormPage, version_of, with_aliases
from api.paging import Paging, WindowDep, paging
from api.vendor_door import Told, names
from swc.access.roles import Right
from swc.catalogue import service
from swc.catalogue.claims.queries import open_vendor_claims
from swc.catalogue.claims.schemas import OpenClaim
from swc.catalogue.codelists import Choice, choices
from swc.catalogue.inputs import VendorInput
from swc.catalogue.queries import vendor_detail, vendor_names, vendors
from swc.catalogue.schemas import VendorDetail, VendorSummary
from swc.errors import NotFoundError

router = APIRouter(prefix="/leveranciers")


@dataclass(frozen=True, slots=True)
class VendorsPage(Named):
    """A page of vendors and what was searched for."""

    paging: Paging[VendorSummary]
    search: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorPage(Told):
    """One vendor, and apart from it what it says of itself and nobody confirmed yet."""

    vendor: VendorDetail
    claimed: tuple[OpenClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorFormPage(FormPage):
    """The form of a vendor; `vendor` is nothing for a new one."""

    vendor: VendorDetail | None
    owners: tuple[tuple[str, str], ...]
    ownership: tuple[Choice, ...]


@router.get("")
def list_vendors(
    request: Request, session: SessionDep, act: ActDep, page: PageDep, *, window: WindowDep, zoek: str = ""
) -> Response:
    """Show the vendors and owners by name."""
    search = asked(zoek)
    found = vendors(session, on=act.today, search=search, offset=window.offset, limit=window.size)
    return page.render("vendors/list.html", VendorsPage(paging(request, window, found.items, found.total), search))


@router.get("/nieuw")
def new_vendor(session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the empty form of a vendor."""
    act.demand(Right.EDIT_CATALOGUE)
    return page.render("vendors/form.html", _form(session, Entered(), None))


@router.post("/nieuw")
def add_vendor(session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Add a vendor."""
    tried = attempt(session, lambda: service.add_vendor(session, with_aliases(VendorInput, form), by=act))
    if tried.refused is not None:
        return page.render("vendors/form.html", _form(session, entered(form, tried.refused), None), status=400)
    return page.see_other(f"/leveranciers/{tried.value}", notice="De leverancier is toegevoegd.")


@router.get("/{key}")
def show_vendor(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show a vendor with the group it belongs to."""
    vendor, claimed = _found(session, key, act.today), open_vendor_claims(session, key)
    model = VendorPage(names=names(session) if claimed else {}, vendor=vendor, claimed=claimed)
    return page.render("vendors/detail.html", model)


@router.get("/{key}/wijzigen")
def edit_vendor(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the form of a vendor as it stands."""
    act.demand(Right.EDIT_CATALOGUE)
    return page.render("vendors/form.html", _form(session, Entered(), _found(session, key, act.today)))


@router.post("/{key}/wijzigen")
def change_vendor(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Change a vendor."""
    tried = attempt(session, lambda: _change(session, key, form, act))
    if tried.refused is not None:
        shown = _form(session, entered(form, tried.refused), _found(session, key, act.today))
        return page.render("vendors/form.html", shown, status=400)
    return page.see_other(f"/leveranciers/{key}", notice="De wijziging is opgeslagen.")


def _change(session: Session, key: str, form: FormDep, act: ActDep) -> None:
    data, version = with_aliases(VendorInput, form), version_of(form)
    service.change_vendor(session, key, data, by=act, expected_version=version)


def _found(session: Session, key: str, on: date) -> VendorDetail:
    vendor = vendor_detail(session, key, on=on)
    if vendor is None:
        raise NotFoundError("Leverancier %(key)s is niet gevonden.", key=key)
    return vendor


def _form(session: Session, form: Entered, vendor: VendorDetail | None) -> VendorFormPage:
    own = vendor.key if vendor else ""
    return VendorFormPage(
        form=form,
        vendor=vendor,
        owners=tuple(pair for pair in vendor_names(session) if pair[0] != own),
        ownership=choices(session, "ownership-kinds"),
    )
