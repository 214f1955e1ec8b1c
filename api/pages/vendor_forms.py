"""The form in which a vendor claims a fact, or asks that one be taken away: one form for each kind of fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request
from sqlmodel import Session
from starlette.datastructures import FormData

from api.catalogue_door import asked
from api.deps import ActDep
from api.forms import Entered, parsed
from api.pages.catalogue_forms import FormPage
from api.vendor_door import Told, names, own_vendor, sound
from fora.queries import components
from swc.access.kinds import Act
from swc.catalogue.claims.kinds import VENDOR_FIELDS, ClaimNoun
from swc.catalogue.claims.queries import desk
from swc.catalogue.claims.rules import IDENTITY
from swc.catalogue.claims.schemas import ClaimSubmission, OwnProduct, VendorDesk
from swc.catalogue.claims.shapes import fields_of
from swc.catalogue.codelists import Choice, choices
from swc.catalogue.kinds import ClaimAction, LocationKind
from swc.catalogue.queries import categories, product_detail, vendor_detail, vendor_names
from swc.catalogue.schemas import ProductDetail, VendorDetail
from swc.errors import InvalidInputError, NotFoundError


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form is about: of which vendor, which kind of fact, of which product, to set or to take away."""

    vendor: str
    noun: ClaimNoun
    product: str
    removal: bool

    @property
    def action(self) -> ClaimAction:
        """Return what is asked."""
        return ClaimAction.REMOVE if self.removal else ClaimAction.SET

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields that the form holds; to take a fact away it is enough to say which."""
        return IDENTITY.get(self.noun, ()) if self.removal else fields_of(self.noun)


def _asked(
    act: ActDep,
    *,
    soort: Annotated[ClaimNoun, Query(description="Soort gegeven, uit de lijst claim-kinds")],
    product: Annotated[str, Query(max_length=120, description="Sleutel van een eigen product")] = "",
    leverancier: Annotated[str, Query(max_length=120, description="Sleutel van de leverancier")] = "",
    weg: Annotated[bool, Query(description="Vragen om het gegeven weg te halen")] = False,
) -> Asked:
    return Asked(own_vendor(act, asked(leverancier)), soort, asked(product), weg)


AskedDep = Annotated[Asked, Depends(_asked)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFormPage(FormPage):
    """The form of a claim, with the choices of every kind of fact; no product where it is about the vendor itself."""

    asked: Asked
    told: Told
    vendor: VendorDetail
    product: ProductDetail | None
    statuses: tuple[Choice, ...]
    hosting: tuple[Choice, ...]
    ai_uses: tuple[Choice, ...]
    standards: tuple[Choice, ...]
    data_categories: tuple[Choice, ...]
    certificates: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    categories: tuple[str, ...]
    components: tuple[tuple[str, str], ...]
    vendors: tuple[tuple[str, str], ...]
    kinds: tuple[LocationKind, ...] = tuple(LocationKind)

    def about(self) -> dict[str, str]:
        """Return the fact that is to go, from the address or from what was typed."""
        return {name: self.form.value(name) for name in self.asked.fields}


def prefilled_by(request: Request, asked_for: Asked) -> Entered:
    """Return the form with what the address says of the fact; nothing else of the address gets in."""
    given = {name: [asked(value)] for name, value in request.query_params.items() if name in asked_for.fields and value}
    return Entered(given)


def claim_form(session: Session, asked_for: Asked, form: Entered, *, by: Act) -> ClaimFormPage:
    """Return the form of a claim for a vendor; another vendor's product is not found."""
    vendor = vendor_detail(session, asked_for.vendor, on=by.today)
    if vendor is None:
        raise NotFoundError("Leverancier %(key)s is niet gevonden.", key=asked_for.vendor)
    product = None if asked_for.noun in VENDOR_FIELDS else own_product(session, asked_for, by=by)[2]
    return ClaimFormPage(
        form=form,
        told=Told(names=names(session)),
        asked=asked_for,
        vendor=vendor,
        product=product,
        statuses=choices(session, "version-status"),
        hosting=choices(session, "hosting-forms"),
        ai_uses=choices(session, "ai-uses"),
        standards=choices(session, "standards"),
        data_categories=choices(session, "data-categories"),
        certificates=choices(session, "certificates"),
        levels=choices(session, "biv-levels"),
        categories=categories(session),
        components=tuple((one.guid, one.name) for one in components(session)),
        vendors=vendor_names(session),
    )


def own_product(session: Session, asked_for: Asked, *, by: Act) -> tuple[VendorDesk, OwnProduct, ProductDetail]:
    """Return an own product with the desk it lies on; another vendor's is not found."""
    found = desk(session, asked_for.vendor, by=by)
    own = next((one for one in found.products if one.key == asked_for.product), None)
    product = product_detail(session, asked_for.product, on=by.today) if own else None
    if own is None or product is None:
        raise NotFoundError("Product %(key)s is niet van deze leverancier.", key=asked_for.product)
    return found, own, product


def handed_in(asked_for: Asked, form: FormData) -> ClaimSubmission:
    """Return a claim from its form; raises `InvalidInputError` with a problem for each field that is not right."""
    payload = {name: value for name in asked_for.fields if isinstance(value := form.get(name), str) and value.strip()}
    fixed: Mapping[str, object] = {
        "noun": asked_for.noun,
        "action": asked_for.action,
        "product_key": asked_for.product or None,
        "payload": payload,
    }
    _demand_payload(asked_for, payload)
    return sound(parsed(ClaimSubmission, form, **fixed))


def _demand_payload(asked_for: Asked, payload: Mapping[str, str]) -> None:
    """Refuse a form to take something away that does not say what."""
    if asked_for.removal and set(payload) != set(asked_for.fields):
        raise InvalidInputError("Zeg welk gegeven weg moet.", remedy="Begin bij de lijst van uw product.")
