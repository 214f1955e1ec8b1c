"""What must hold of a contract or an exit before it is kept: every problem at once, with its field and a remedy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlmodel import Session, col, select

from swc.catalogue.models import Product, Vendor, VendorAlias
from swc.errors import Problem
from swc.landscape.contracts.content import Content
from swc.landscape.contracts.inputs import ContractInput, ExitInput
from swc.landscape.contracts.schemas import PartyFact
from swc.landscape.imports.dates import EARLIEST, LATEST
from swc.landscape.imports.folding import fold_party
from swc.landscape.kinds import LegalForm, Renewal
from swc.landscape.service import checks
from swc.landscape.service.agreement_checks import is_web_address

RENEWS: Final = (Renewal.AUTOMATIC, Renewal.OPTION, Renewal.UNKNOWN)
"""The renewals for which a length may be told."""


def problems(session: Session, after: Content) -> Iterator[Problem]:
    """Yield what is wrong with the values of a contract."""
    yield from term_problems(after)
    yield from _parties(session, after)
    yield from _products(session, after)
    for one in after["documents"]:
        if not is_web_address(one.url):
            yield Problem(
                "documents",
                "De verwijzing naar een document is geen webadres.",
                "Gebruik een adres dat met https:// begint.",
            )


def term_problems(after: Content) -> Iterator[Problem]:
    """Yield what cannot be true, or not at once, of the dates, terms and price of a contract."""
    yield from _slips(after)
    yield from checks.order("start_date", after["start_date"], "end_date", after["end_date"])
    yield from checks.order("start_date", after["start_date"], "ended_on", after["ended_on"])
    if after["notice_days"] is not None and after["notice_months"] is not None:
        yield Problem("notice_months", "De opzegtermijn staat er dubbel.", "Vul dagen of maanden in, niet allebei.")
    if after["renewal_months"] is not None and after["renewal"] not in RENEWS:
        yield Problem(
            "renewal_months",
            "Dit contract wordt niet verlengd, maar er staat met hoeveel maanden.",
            "Kies een andere verlenging, of maak dit veld leeg.",
        )
    if after["legal_form"] is LegalForm.FREE_WITHOUT_CONTRACT and after["yearly_price"]:
        yield Problem(
            "yearly_price",
            "Wat gratis is, heeft geen prijs.",
            "Kies hoe het contract tot stand kwam, of maak de prijs leeg.",
        )


def _slips(after: Content) -> Iterator[Problem]:
    """Yield days in a year that only a slip of the keyboard gives, such as 0204 for 2024; lists refuse the same."""
    for name in ("signed_on", "start_date", "end_date", "ended_on"):
        day = after[name]
        if day is not None and not EARLIEST <= day.year <= LATEST:
            yield Problem(
                name,
                "De datum “%(value)s” ligt niet tussen %(first)s en %(last)s.",
                "Verbeter het jaartal.",
                params={"value": f"{day:%d-%m-}{day.year:04}", "first": EARLIEST, "last": LATEST},
            )


def _parties(session: Session, after: Content) -> Iterator[Problem]:
    keys = {one.vendor_key for one in after["parties"] if one.vendor_key}
    known = set(session.exec(select(Vendor.key).where(col(Vendor.key).in_(keys)))) if keys else set()
    for key in sorted(keys - known):
        yield Problem(
            "parties",
            "Leverancier %(vendor)s staat niet in de catalogus.",
            "Kies een leverancier uit de lijst, of typ de naam.",
            params={"vendor": key},
        )
    if any(not one.name and not one.vendor_key for one in after["parties"]):
        yield Problem("parties", "Een partij heeft geen naam.", "Vul de naam in, of haal de partij weg.")
    if any("@" in one.name for one in after["parties"]):
        yield Problem("parties", "Dit is een persoon, geen partij.", "Noem de organisatie.")


def _products(session: Session, after: Content) -> Iterator[Problem]:
    named = after["products"]
    known = set(session.exec(select(Product.key).where(col(Product.key).in_(named)))) if named else set()
    for product in sorted(set(named) - known):
        yield Problem(
            "products",
            "Product %(product)s staat niet in de catalogus.",
            "Kies producten uit de lijst.",
            params={"product": product},
        )


def with_vendors(session: Session, data: ContractInput) -> tuple[PartyFact, ...]:
    """Return the parties, each with the one vendor that bears its name, and with the name that vendor has."""
    open_names = {fold_party(one.name) for one in data.parties if one.name and not one.vendor_key}
    by_name = _vendors_named(session) if open_names else {}
    keys = {one.vendor_key for one in data.parties if one.vendor_key}
    keys |= {key for name in open_names if len(found := by_name.get(name, set())) == 1 for key in found}
    names = dict(session.exec(select(Vendor.key, Vendor.name).where(col(Vendor.key).in_(keys))).all()) if keys else {}
    tied: list[PartyFact] = []
    for one in data.parties:
        meant = by_name.get(fold_party(one.name), set()) if one.name else set()
        key = one.vendor_key or (next(iter(meant)) if len(meant) == 1 else None)
        tied.append(PartyFact(role=one.role, name=names.get(key or "", one.name), vendor_key=key))
    return tuple(tied)


def _vendors_named(session: Session) -> dict[str, set[str]]:
    """Return the keys of vendors by their names and other names, apart from case and legal form."""
    found: dict[str, set[str]] = {}
    for key, name in (
        *session.exec(select(Vendor.key, Vendor.name)),
        *session.exec(select(VendorAlias.vendor_key, VendorAlias.name)),
    ):
        found.setdefault(fold_party(name), set()).add(key)
    found.pop("", None)
    return found


def exit_problems(session: Session, data: ExitInput, *, own_product: str, today: date) -> Iterator[Problem]:
    """Yield what is wrong with what is said of leaving an application; a trial lies in the past."""
    for name in ("export_tested_on", "alternative_tested_on"):
        day = getattr(data, name)
        if day is not None and not date(EARLIEST, 1, 1) <= day <= today:
            yield Problem(name, "De dag van de proef klopt niet.", "Kies een dag tot en met vandaag, of maak hem leeg.")
    if not is_web_address(data.exit_plan_url):
        yield Problem(
            "exit_plan_url",
            "De verwijzing naar het uitstapplan is geen webadres.",
            "Gebruik een adres dat met https:// begint.",
        )
    key = data.alternative_product_key
    if key == own_product:
        yield Problem(
            "alternative_product_key",
            "Het alternatief is hetzelfde product.",
            "Kies een ander product, of laat het veld leeg.",
        )
    elif key and session.get(Product, key) is None:
        yield Problem(
            "alternative_product_key",
            "Product %(product)s staat niet in de catalogus.",
            "Kies een product uit de lijst, of typ de naam van het alternatief.",
            params={"product": key},
        )
    if data.alternative_tested_on and not (key or data.alternative_name):
        yield Problem(
            "alternative_tested_on",
            "Er is een alternatief beproefd, maar niet genoemd.",
            "Noem het alternatief, of maak de datum leeg.",
        )
