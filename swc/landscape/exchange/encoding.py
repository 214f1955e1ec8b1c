"""How the landscape is told in ArchiMate: the published encoding of the municipal Softwarecatalogus, and our own parts.

Names of properties and relations are those of gemmaonline "Softwarecatalogus AMEFF-export" and of the views on it in
VNG-Realisatie/Softwarecatalogus-Archi-repository (docs/archimate.md says which comes from where).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID, uuid5

from swc.landscape.kinds import AgreementPresence, Criticality, Direction, ProcessesPersonalData, UsageStatus

_NAMESPACE: Final = UUID("5d7c1d3e-5c0f-5b61-9a5e-2d0f4c9b7a10")

BRON: Final = "Bron"
FORA: Final = "FORA"
OWN: Final = "Softwarecatalogus"
OBJECT_ID: Final = "Object ID"
SWC_TYPE: Final = "SWC type"
FORA_TYPE: Final = "FORA-type"

VENDOR: Final = "Leverancier"
PRODUCT: Final = "Pakket"
USE: Final = "Pakketversie"
BOARD: Final = "Bestuur"
PARTY: Final = "Externe partij"
STANDARD: Final = "Standaard"

SUITED: Final = "is geschikt voor"
PLACED: Final = "wordt gebruikt voor"
SUPPLIES: Final = "levert"
HAS_VERSION: Final = "heeft versie"
SUPPORTS: Final = "ondersteunt"
USED_BY: Final = "gebruikt door"
IMPLEMENTS: Final = "implementeert"

BOARD_NUMBER: Final = "Bestuursnummer"
MODEL_TYPE: Final = "Type model"
LANDSCAPE: Final = "Bestuurslandschap"
RELEASE: Final = "FORA-release"
UP_TO: Final = "Stand"
COPY_OF: Final = "Kopie van"
ROW_VERSION: Final = "Rijversie"
PRODUCT_KEY: Final = "Catalogussleutel"
EXTERNAL: Final = "Extern pakket"
URL: Final = "URL"
VERSION: Final = "Versieaanduiding"
VERSION_STATUS: Final = "Pakketversie Status"
STATUS: Final = "Gebruik status"
STATUS_SINCE: Final = "Gebruik datum"
CHANGED: Final = "Gebruik mutatiedatum"
START: Final = "Gebruik startdatum"
END: Final = "Gebruik einddatum"
OWNER: Final = "Eigenaar (rol)"
HOSTING: Final = "Hosting"
USERS: Final = "Aantal gebruikers"
COST: Final = "Jaarlijkse kosten"
CRITICALITY: Final = "Belang"
SCHOOLS: Final = "Scholen"
CATEGORIES: Final = "Eigen categorieën persoonsgegevens"
ALL_CATEGORIES: Final = "Categorieën persoonsgegevens"
PERSONAL: Final = "Persoonsgegevens"
AGREEMENT: Final = "Verwerkersovereenkomst"
DIRECTION: Final = "Richting"
KIND: Final = "Soort koppeling"
STANDARD_CODE: Final = "Standaardcode"
CLAIM_BY: Final = "Herkomst"

BIV: Final[Mapping[str, str]] = {
    "Beschikbaarheid (FORA)": "availability",
    "Integriteit (FORA)": "integrity",
    "Vertrouwelijkheid (FORA)": "confidentiality",
}
"""The properties that tell the highest levels of the touched information objects, with their fields."""

WHOLE_BOARD: Final = "heel bestuur"

STATUSES: Final[Mapping[UsageStatus, str]] = {
    UsageStatus.ACQUISITION: "Verwerving",
    UsageStatus.PLANNED: "Gepland",
    UsageStatus.IN_PRODUCTION: "In productie",
    UsageStatus.PHASING_OUT: "Uit te faseren",
    UsageStatus.PHASED_OUT: "Uitgefaseerd",
}
CRITICALITIES: Final[Mapping[Criticality, str]] = {one: one.value.capitalize() for one in Criticality}
DIRECTIONS: Final[Mapping[Direction, str]] = {one: one.value for one in Direction}
PRESENCES: Final[Mapping[AgreementPresence, str]] = {
    AgreementPresence.PRESENT: "aanwezig",
    AgreementPresence.ABSENT: "afwezig",
    AgreementPresence.NOT_NEEDED: "niet nodig",
    AgreementPresence.UNKNOWN: "onbekend",
}
PERSONAL_DATA: Final[Mapping[ProcessesPersonalData, str]] = {
    ProcessesPersonalData.YES: "ja",
    ProcessesPersonalData.NO: "nee",
    ProcessesPersonalData.UNKNOWN: "onbekend",
}


def named_id(*parts: str) -> UUID:
    """Return the fixed id of what has no GUID of its own: UUID version 5 of the path of its IRI, or of its relation.

    The path and not the whole address: an installation that moves keeps the ids of its models.
    """
    return uuid5(_NAMESPACE, "/".join(parts))


def xml_id(one: UUID) -> str:
    """Return an id as an exchange file writes it: an `xs:ID` starts with a letter."""
    return f"id-{one}"


def vendor_id(key: str) -> str:
    """Return the identifier of a vendor."""
    return xml_id(named_id("vendor", key))


def product_id(key: str) -> str:
    """Return the identifier of a product."""
    return xml_id(named_id("product", key))


def board_id(number: str) -> str:
    """Return the identifier of a board."""
    return xml_id(named_id("board", number))


def party_id(number: str, name: str) -> str:
    """Return the identifier of a party outside, as one board names it."""
    return xml_id(named_id("board", number, "party", name))


def standard_id(code: str) -> str:
    """Return the identifier of a standard that the reference architecture does not have."""
    return xml_id(named_id("standard", code))


def relation_id(kind: str, source: str, target: str) -> str:
    """Return the identifier of a relation, from what it says and its ends."""
    return xml_id(named_id("relation", kind, source, target))
