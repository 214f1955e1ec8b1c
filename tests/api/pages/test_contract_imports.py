"""A purchaser reads a list of contracts in: looks first, chooses, carries it out, and takes it back."""

from __future__ import annotations

import re

import pytest
from sqlmodel import Session, select

from swc.catalogue.codelists import load
from swc.landscape.models import Contract, ContractBatch, ContractProduct
from tests.api.conftest import Door
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BRAM, CHRIS, PETRA, SYSTEM_ACT

HERE = "/besturen/41101/contracten/inlezen"
LIST = """Contract;Leverancier;Producten;Einddatum;Opzegtermijn;Prijs per jaar
Administratie;Zeil;Leerspoor;31-07-2026;3 maanden;1.200,50
Rooster;Zeil;Leerspoort;31-07-2027;;veel
"""


@pytest.fixture(autouse=True)
def _landscape(session: Session) -> None:
    make_landscape(session)
    load(session, by=SYSTEM_ACT)
    make_vendor(session, "zeil", name="Zeil")
    make_product(session, "leerspoor", vendor_key="zeil")
    make_product(session, "leerpoort", name="Leerpoort", vendor_key="zeil")
    make_use(session, product="leerspoor")


def read_in(door: Door, text: str = LIST) -> str:
    """Read a list in as the purchaser and return the address of its preview."""
    done = door(PETRA).post(HERE, files={"bestand": ("contracten.csv", text.encode(), "text/csv")})
    assert done.status_code == 303, done.text
    return str(done.headers["location"])


def choices(page: str) -> list[str]:
    """Return the choices that a page offers."""
    return [one for one in re.findall(r'value="(\d+\|[^"]*)"', page) if "|product|" in one]


def test_nothing_changes_before_the_list_is_carried_out_and_one_click_takes_it_back(
    door: Door, session: Session
) -> None:
    where = read_in(door)
    client = door(PETRA)
    page = client.get(where).text
    assert "Er is nog niets veranderd." in page
    assert "Kolom F" in page
    assert session.exec(select(Contract)).all() == []
    chosen = [one for one in choices(page) if one.split("|")[2] == "leerspoor"][:1]
    done = client.post(f"{where}/verwerken", data={"keuze": chosen, "alles-error": "ja", "alles-choose": "ja"})
    assert done.status_code == 303, done.text
    assert "Administratie" in session.exec(select(Contract.title)).all()
    assert "leerspoor" in session.exec(select(ContractProduct.product_key)).all()
    assert "Hele lijst terugdraaien" in client.get(where).text
    assert client.post(f"{where}/terugdraaien").status_code == 303
    assert session.exec(select(Contract)).all() == []
    assert "Teruggedraaid op" in client.get(where).text


def test_a_name_that_is_not_sure_is_chosen_and_the_choice_taken_back(door: Door) -> None:
    where = read_in(door)
    client = door(PETRA)
    (offered, *_rest) = choices(client.get(where).text)
    assert client.post(where, data={"keuze": [offered]}).status_code == 303
    page = client.get(where).text
    assert "terugnemen" in page
    assert re.search(r"€\s1\.200,50", page)
    assert re.search(r"<dt>Producten</dt>\s*<dd[^>]*>Leerspoor", page)
    number, _what, _key, name = offered.split("|", 3)
    assert client.post(where, data={"keuze": [f"{number}|:product||{name}"]}).status_code == 303
    assert "terugnemen" not in client.get(where).text


def test_a_column_that_is_not_known_is_told_apart_from_what_comes_before(door: Door) -> None:
    where = read_in(door, "Contract;Producten;Kostenplaats;Verlenging\nRooster;Leerspoor;4400;jaarlijks\n")
    page = door(PETRA).get(where).text
    assert re.search(r"Er is nog niets veranderd\.\s+Niet herkend, en bewaard in de toelichting: Kostenplaats\.", page)
    assert "Stilzwijgende verlenging" in page


def test_a_row_is_skipped_and_taken_after_all(door: Door) -> None:
    where = read_in(door)
    client = door(PETRA)
    assert client.post(where, data={"keuze": ["2|skip||"]}).status_code == 303
    assert "Deze rij toch meenemen" in client.get(where).text
    assert client.post(where, data={"keuze": ["2|||", "onzin", "x|skip||"]}).status_code == 303
    assert "Deze rij toch meenemen" not in client.get(where).text
    assert client.post(f"{where}/verwerken", data={"keuze": ["2|skip||"]}).status_code == 400
    assert "Deze rij toch meenemen" in client.get(where).text, "what was chosen stays, also when nothing is carried out"


def test_a_choice_that_does_not_exist_is_refused_and_changes_nothing(door: Door) -> None:
    where = read_in(door)
    refused = door(PETRA).post(f"{where}?staat=choose", data={"keuze": ["99|skip||"]})
    assert refused.status_code == 400
    assert "Deze rij staat niet in de lijst." in refused.text
    assert "<h2>Kies wat er bedoeld is</h2>" in refused.text, "the rows that were looked at are still looked at"


def test_a_file_that_cannot_be_read_says_why(door: Door, session: Session) -> None:
    page = door(PETRA).post(HERE, files={"bestand": ("lijst.csv", b"a;b\n1;2\n", "text/csv")})
    assert page.status_code == 400
    assert "formulier" in page.text or "kolom" in page.text.lower()
    assert session.exec(select(ContractBatch)).all() == []


def test_a_list_is_thrown_away(door: Door, session: Session) -> None:
    where = read_in(door)
    assert "contracten.csv" in door(PETRA).get(HERE).text
    assert door(PETRA).post(f"{where}/weggooien").status_code == 303
    assert session.exec(select(ContractBatch)).all() == []


def test_the_exported_list_reads_back_as_nothing_to_do(door: Door, session: Session) -> None:
    where = read_in(door, LIST.splitlines()[0] + "\n" + LIST.splitlines()[1] + "\n")
    client = door(PETRA)
    client.post(f"{where}/verwerken", data={})
    sheet = client.get("/besturen/41101/contracten/lijst.xlsx").content
    again = client.post(HERE, files={"bestand": ("contracten.xlsx", sheet, "application/octet-stream")})
    assert "Ongewijzigd" in client.get(again.headers["location"]).text
    assert client.get("/besturen/41101/contracten/sjabloon.xlsx").content[:2] == b"PK"
    assert len(session.exec(select(Contract)).all()) == 1


def test_a_reader_and_an_outsider_do_not_read_lists_in(door: Door) -> None:
    where = read_in(door)
    assert door(BRAM).get(HERE).status_code == 403
    assert door(BRAM).get(where).status_code == 403
    assert door(CHRIS).get(where).status_code == 404
