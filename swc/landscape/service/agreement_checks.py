"""What must hold of an agreement before it is kept: every problem at once, with its field and a remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit

from sqlmodel import Session, col, select

from swc.catalogue.models import Product, Vendor, VendorAlias
from swc.errors import Problem
from swc.landscape.agreements.content import COLUMNS, Content
from swc.landscape.agreements.countries import is_country
from swc.landscape.agreements.schemas import SubProcessor
from swc.landscape.imports.folding import fold_party
from swc.landscape.kinds import AgreementPresence
from swc.landscape.service import checks

_NO_AGREEMENT = (AgreementPresence.ABSENT, AgreementPresence.NOT_NEEDED)

TOLD: Final = ("model_version", "signed_on", "valid_until", "signer_role", "document_url", "annex_recorded")
"""What can only be told of an agreement that is there."""


def problems(session: Session, after: Content) -> Iterator[Problem]:
    """Yield what is wrong with the values of any agreement."""
    yield from checks.order("signed_on", after["signed_on"], "valid_until", after["valid_until"])
    yield from checks.texts({name: after[name] for name in COLUMNS})
    yield from checks.codes(session, "model_version", "agreement-models", [after["model_version"]])
    yield from checks.codes(session, "categories", "data-categories", after["categories"])
    named = (SubProcessor.read(text).country for text in after["sub_processors"])
    for field, codes in (("locations", after["locations"]), ("sub_processors", [code for code in named if code])):
        yield from _no_countries(field, codes)
    if not is_web_address(after["document_url"]):
        yield Problem(
            "document_url",
            "De verwijzing naar het document is geen webadres.",
            "Gebruik een adres dat met https:// begint.",
        )
    if "@" in after["signer_role"]:
        yield Problem(
            "signer_role", "Dit is een persoon, geen functie.", "Noem de functie, zoals voorzitter college van bestuur."
        )
    if after["presence"] in _NO_AGREEMENT and any(after[name] for name in TOLD):
        yield Problem(
            "presence",
            "Er is geen overeenkomst, maar wel een model of datum ingevuld.",
            "Kies 'aanwezig', of maak model en datums leeg.",
        )


def _no_countries(field: str, codes: Iterable[str]) -> Iterator[Problem]:
    for code in sorted({code for code in codes if not is_country(code)}):
        yield Problem(
            field, "%(code)s is geen land.", "Gebruik de code van een land, zoals NL of IE.", params={"code": code}
        )


def is_web_address(text: str) -> bool:
    """Say whether a text is empty or an address that a browser opens over the web: http or https, with a host."""
    if not text:
        return True
    try:
        found = urlsplit(text)
    except ValueError:
        return False
    return found.scheme in ("http", "https") and bool(found.hostname) and not any(sign.isspace() for sign in text)


def vendor_problems(session: Session, after: Content) -> Iterator[Problem]:
    """Yield what is wrong with the vendor and the products of an agreement.

    The products may be another's than the vendor: who resells them agrees on them too.
    """
    key, wanted = after["vendor_key"], after["products"]
    if key is None and not after["vendor_name"] and not wanted:
        yield Problem("vendor_name", "Er is geen leverancier genoemd.", "Kies de leverancier of typ de naam.")
    if key is not None and session.get(Vendor, key) is None:
        yield Problem(
            "vendor_key",
            "Leverancier %(vendor)s staat niet in de catalogus.",
            "Kies een leverancier uit de lijst, of typ de naam.",
            params={"vendor": key},
        )
    known = set(session.exec(select(Product.key).where(col(Product.key).in_(wanted))))
    for product in sorted(set(wanted) - known):
        yield Problem(
            "products",
            "Product %(product)s staat niet in de catalogus.",
            "Kies producten uit de lijst.",
            params={"product": product},
        )


def known_vendor(session: Session, name: str) -> str | None:
    """Return the key of the one vendor that bears a name, apart from case and legal form; nothing when none does."""
    wanted = fold_party(name)
    if not wanted:
        return None
    names = [
        *session.exec(select(Vendor.key, Vendor.name)),
        *session.exec(select(VendorAlias.vendor_key, VendorAlias.name)),
    ]
    found = {key for key, called in names if fold_party(called) == wanted}
    return found.pop() if len(found) == 1 else None
