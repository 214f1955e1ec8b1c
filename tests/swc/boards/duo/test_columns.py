"""What kind of file a set of columns makes, whatever year its names are of."""

from __future__ import annotations

import pytest

from swc.boards.duo.columns import Column, FileKind, kind_of, pupil_places, recognised, sector_of
from swc.boards.kinds import Sector

C = Column


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (["BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG NAAM", "KVK-NUMMER"], FileKind.BOARDS),
        (["PROVINCIE", "BEVOEGD GEZAG NUMMER", "INSTELLINGSCODE", "INSTELLINGSNAAM"], FileKind.SCHOOLS),
        (["BEVOEGD_GEZAG_NUMMER", "BRIN NUMMER", "INSTELLINGSNAAM"], FileKind.SCHOOLS),
        (["bevoegd gezag nummer", "Instellingscode", "vestigingscode", "VESTIGINGSNAAM"], FileKind.SITES),
        (["BEVOEGD GEZAG NUMMER", "BRIN_NUMMER", "VESTIGINGSNUMMER", "VESTIGINGSNAAM"], FileKind.SITES),
        (["INSTELLINGSCODE", "VESTIGINGSCODE", "TOTAAL"], FileKind.PUPILS),
        (["BRIN NUMMER", "LEER- OF VERBLIJFSJAAR 1 - MAN", "LEER- OF VERBLIJFSJAAR 1 - VROUW"], FileKind.PUPILS),
        (["NAAM", "ADRES"], None),
        (["BEVOEGD GEZAG NUMMER"], None),
        (["BEVOEGD GEZAG NUMMER", "INSTELLINGSCODE"], None),
        ([], None),
    ],
)
def test_the_columns_tell_the_kind(headers: list[str], kind: FileKind | None) -> None:
    columns = set(recognised(headers).values())
    assert kind_of(columns, has_pupils=bool(pupil_places(headers))) is kind


def test_renamed_columns_are_the_same_column() -> None:
    assert recognised(["INSTELLINGSCODE"]) == recognised(["BRIN NUMMER"]) == recognised(["brin_nummer "])
    assert recognised(["VESTIGINGSCODE"]) == recognised(["VESTIGINGSNUMMER"]) == {0: C.SITE}


def test_a_column_given_twice_is_read_once_and_an_unknown_one_not_at_all() -> None:
    assert recognised(["BRIN NUMMER", "PROVINCIE", "INSTELLINGSCODE"]) == {0: C.SCHOOL}


def test_a_total_goes_before_its_parts() -> None:
    assert pupil_places(["LEEFTIJD 4 JAAR", "TOTAAL", "LEEFTIJD 5 JAAR"]) == (1,)
    assert pupil_places(["4 JAAR", "5 JAAR", "POSTCODE"]) == (0, 1)


@pytest.mark.parametrize(
    ("columns", "name", "sector"),
    [
        ({C.STRUCTURE}, "bestand.csv", Sector.VO),
        (set(), "02.-alle-schoolvestigingen-basisonderwijs.csv", Sector.PO),
        (set(), "09.-alle-vestigingen-speciaal-(basis)onderwijs.csv", Sector.SO),
        (set(), "08.-hoofdvestigingen-sbo,-so-en-vso.csv", Sector.SO),
        (set(), "02.-alle-vestigingen-vo.csv", Sector.VO),
        ({C.CLUSTER}, "bestand.csv", Sector.SO),
        (set(), "besturen.csv", Sector.UNKNOWN),
        (set(), "volledig.csv", Sector.UNKNOWN),
    ],
)
def test_columns_or_the_file_name_tell_the_sector_and_else_it_is_unknown(
    columns: set[Column], name: str, sector: Sector
) -> None:
    assert sector_of(columns, name) is sector
