"""The desk of a vendor: its own products with what is missing, its claims, and the forms to make one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey, asked
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import attempt, entered
from api.pages.catalogue_forms import version_of
from api.pages.vendor_forms import Asked, AskedDep, claim_form, handed_in, own_product, prefilled_by
from api.paging import Paging, WindowDep, paging
from api.vendor_door import Told, names, own_vendor
from swc.access.kinds import Act
from swc.catalogue.claims.kinds import PRODUCT_FIELDS, VENDOR_FIELDS, ClaimNoun
from swc.catalogue.claims.queries import claim, claims, desk
from swc.catalogue.claims.schemas import ClaimDetail, ClaimFilter, OwnProduct, VendorDesk
from swc.catalogue.claims.service import withdraw_claim
from swc.catalogue.claims.shapes import fields_of
from swc.catalogue.claims.submitting import submit_claim
from swc.catalogue.schemas import ProductDetail, Provenance

router = APIRouter(prefix="/leverancier")
VendorQuery = Annotated[str, Query(max_length=120, description="Sleutel van de leverancier")]

_LISTS: dict[ClaimNoun, str] = {
    ClaimNoun.CLAIM: "components",
    ClaimNoun.STANDARD: "standards",
    ClaimNoun.VERSION: "versions",
    ClaimNoun.LOCATION: "locations",
    ClaimNoun.SUB_PROCESSOR: "sub_processors",
    ClaimNoun.DATA_CATEGORY: "data_categories",
    ClaimNoun.CERTIFICATE: "certificates",
}


@dataclass(frozen=True, slots=True)
class Held:
    """A fact of a product as its vendor sees it: what it says, its source, and its fields for the form."""

    words: tuple[tuple[str, str], ...]
    provenance: Provenance | None
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage(Told):
    """The desk of one vendor; `voices` are all vendors that the visitor speaks for."""

    desk: VendorDesk
    paging: Paging[ClaimDetail]
    voices: tuple[str, ...]
    own_fields: tuple[ClaimNoun, ...] = VENDOR_FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProductPage(Told):
    """One own product: every kind of fact with the way to claim it, and the claims that wait."""

    vendor: VendorDesk
    own: OwnProduct
    product: ProductDetail
    waiting: tuple[ClaimDetail, ...]

    def own_fields(self) -> tuple[tuple[ClaimNoun, Held | None], ...]:
        """Return what the product has one of, with what stands there; nothing for what is unknown."""
        return tuple((noun, self._field(noun)) for noun in PRODUCT_FIELDS)

    def lists(self) -> tuple[tuple[ClaimNoun, tuple[Held, ...]], ...]:
        """Return what hangs under the product by kind."""
        return tuple((noun, self._list(noun)) for noun in _LISTS)

    def _field(self, noun: ClaimNoun) -> Held | None:
        value = getattr(self.product, noun.value)
        if value in (None, "", "unknown"):
            return None
        fields = {noun.value: str(getattr(value, "value", value))}
        return Held(self.words(noun, fields), self.product.fact(noun.value), fields)

    def _list(self, noun: ClaimNoun) -> tuple[Held, ...]:
        return tuple(self._held(noun, one) for one in getattr(self.product, _LISTS[noun]))

    def _held(self, noun: ClaimNoun, one: Any) -> Held:  # noqa: ANN401 - any of the facts of a product
        dumped = one.model_dump(mode="json")
        fields = {name: dumped[name] for name in fields_of(noun) if dumped.get(name) not in (None, "")}
        return Held(self.words(noun, fields), getattr(one, "provenance", None), fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClaimPage(Told):
    """One own claim with what became of it."""

    claim: ClaimDetail


@router.get("")
def show_desk(
    *,
    request: Request,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    window: WindowDep,
    leverancier: VendorQuery = "",
) -> Response:
    """Show the desk of a vendor that the visitor speaks for."""
    vendor = own_vendor(act, asked(leverancier))
    found = claims(session, ClaimFilter(vendor=vendor), by=act, offset=window.offset, limit=window.size)
    model = DeskPage(
        names=names(session),
        desk=desk(session, vendor, by=act),
        paging=paging(request, window, found.items, found.total),
        voices=tuple(sorted(act.actor.vendors)),
    )
    return page.render("vendor_desk/desk.html", model)


@router.get("/producten/{key}")
def show_own_product(
    key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep, *, leverancier: VendorQuery = ""
) -> Response:
    """Show an own product with everything that can be claimed of it."""
    about = Asked(own_vendor(act, asked(leverancier)), ClaimNoun.NAME, key, removal=False)
    return page.render("vendor_desk/product.html", _product_page(session, about, act))


@router.get("/opgeven")
def ask_claim(request: Request, session: SessionDep, act: ActDep, page: PageDep, *, about: AskedDep) -> Response:
    """Show the form to claim a fact, or to ask that one be taken away."""
    shown = claim_form(session, about, prefilled_by(request, about), by=act)
    return page.render("vendor_desk/claim.html", shown)


@router.post("/opgeven")
def hand_in(session: SessionDep, act: ActDep, page: PageDep, form: FormDep, *, about: AskedDep) -> Response:
    """Hand in a claim."""
    tried = attempt(session, lambda: submit_claim(session, about.vendor, handed_in(about, form), by=act))
    if tried.refused is not None:
        again = claim_form(session, about, entered(form, tried.refused), by=act)
        return page.render("vendor_desk/claim.html", again, status=400)
    return page.see_other(
        f"/leverancier/opgaven/{tried.value}", notice="Uw opgave is ingediend. De sectorredactie beoordeelt haar."
    )


@router.get("/opgaven/{claim_id}")
def show_own_claim(claim_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show an own claim with what became of it."""
    own_vendor(act)
    found = claim(session, claim_id, by=act)
    return page.render("vendor_desk/own_claim.html", OwnClaimPage(names=names(session), claim=found))


@router.post("/opgaven/{claim_id}/intrekken")
def withdraw(claim_id: UUID, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Take back an own claim."""
    withdraw_claim(session, claim_id, by=act, expected_version=version_of(form))
    return page.see_other(f"/leverancier/opgaven/{claim_id}", notice="De opgave is ingetrokken.")


def _product_page(session: Session, about: Asked, act: Act) -> OwnProductPage:
    found, own, product = own_product(session, about, by=act)
    waiting = claims(session, ClaimFilter(vendor=about.vendor, product=about.product), by=act, limit=200)
    return OwnProductPage(
        names=names(session),
        vendor=found,
        own=own,
        product=product,
        waiting=tuple(one for one in waiting.items if one.open),
    )
