"""DUO's column names, old and new, and what kind of file a set of columns makes; pure.

Source: the headers of the files under duo.nl/open_onderwijsdata (bevoegde gezagen,
hoofdvestigingen, alle vestigingen, leerlingen).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import StrEnum

from swc.boards.kinds import Sector


class FileKind(StrEnum):
    """What a file lists."""

    BOARDS = "boards"
    SCHOOLS = "schools"
    SITES = "sites"
    PUPILS = "pupils"


class Column(StrEnum):
    """The columns that are read, by the name that DUO gives them today."""

    BOARD = "BEVOEGD GEZAG NUMMER"
    BOARD_NAME = "BEVOEGD GEZAG NAAM"
    KVK = "KVK-NUMMER"
    SCHOOL = "INSTELLINGSCODE"
    SCHOOL_NAME = "INSTELLINGSNAAM"
    SITE = "VESTIGINGSCODE"
    SITE_NAME = "VESTIGINGSNAAM"
    STREET = "STRAATNAAM"
    HOUSE = "HUISNUMMER-TOEVOEGING"
    POSTCODE = "POSTCODE"
    CITY = "PLAATSNAAM"
    MUNICIPALITY = "GEMEENTENAAM"
    DENOMINATION = "DENOMINATIE"
    PHONE = "TELEFOONNUMMER"
    WEBSITE = "INTERNETADRES"
    STRUCTURE = "ONDERWIJSSTRUCTUUR"
    CLUSTER = "CLUSTER"


_FORMER: dict[str, Column] = {
    "BRIN NUMMER": Column.SCHOOL,
    "BRINNUMMER": Column.SCHOOL,
    "BRIN": Column.SCHOOL,
    "INSTELLINGSNAAM VESTIGING": Column.SITE_NAME,
    "VESTIGINGSNUMMER": Column.SITE,
    "VESTIGINGSNAAM": Column.SITE_NAME,
    "BEVOEGDGEZAGNUMMER": Column.BOARD,
    "BEVOEGDGEZAG NUMMER": Column.BOARD,
    "BEVOEGDGEZAG NAAM": Column.BOARD_NAME,
    "KVK NR": Column.KVK,
    "SOORT PRIMAIR ONDERWIJS": Column.CLUSTER,
    "SOORT PO": Column.CLUSTER,
    "GEMEENTE NAAM": Column.MUNICIPALITY,
}
_TOTALS = frozenset({"TOTAAL", "AANTAL LEERLINGEN", "TOTAAL LEERLINGEN", "TOTAAL AANTAL LEERLINGEN", "LEERLINGEN"})
_PART = re.compile(
    r"LEER OF VERBLIJFSJAAR [0-9]+.*|LEEFTIJD [0-9]+.*|[0-9]+ JAAR|AANTAL (?:JONGENS|MEISJES|MAN|VROUW).*"
)
_BREAKS = re.compile(r"[\s_\-/().]+")


def plain(header: str) -> str:
    """Return a header in capitals with single spaces for every kind of break."""
    return _BREAKS.sub(" ", header.upper()).strip()


_KNOWN: dict[str, Column] = {plain(column): column for column in Column} | _FORMER


def recognised(headers: Sequence[str]) -> dict[int, Column]:
    """Return which places hold which column; the first of two alike counts, unknown columns are left out."""
    found: dict[int, Column] = {}
    for place, header in enumerate(headers):
        column = _KNOWN.get(plain(header))
        if column is not None and column not in found.values():
            found[place] = column
    return found


def pupil_places(headers: Sequence[str]) -> tuple[int, ...]:
    """Return the places with numbers of pupils: the total where there is one, else every part of it."""
    named = [plain(header) for header in headers]
    totals = tuple(place for place, name in enumerate(named) if name in _TOTALS)
    return totals[:1] or tuple(place for place, name in enumerate(named) if _PART.fullmatch(name))


def kind_of(columns: Collection[Column], *, has_pupils: bool) -> FileKind | None:
    """Return what a file lists, by its columns; None when it is no file of DUO that we read."""
    if Column.SCHOOL in columns and has_pupils:
        return FileKind.PUPILS
    if Column.BOARD not in columns:
        return None
    if Column.SCHOOL not in columns:
        return FileKind.BOARDS if Column.BOARD_NAME in columns else None
    if Column.SITE in columns:
        return FileKind.SITES if Column.SITE_NAME in columns or Column.SCHOOL_NAME in columns else None
    return FileKind.SCHOOLS if Column.SCHOOL_NAME in columns or Column.SITE_NAME in columns else None


def sector_of(columns: Collection[Column], file_name: str) -> Sector:
    """Return the sector that a file covers: by a column that only one sector has, else by DUO's file names."""
    if Column.STRUCTURE in columns:
        return Sector.VO
    name = plain(file_name).lower()
    if "speciaal" in name or re.search(r"\b(sbo|so|vso)\b", name):
        return Sector.SO
    if "basisonderwijs" in name or re.search(r"\b(po|bo)\b", name):
        return Sector.PO
    if re.search(r"\bvo\b", name) or "voortgezet" in name:
        return Sector.VO
    return Sector.SO if Column.CLUSTER in columns else Sector.UNKNOWN
