"""The pages on dependency in the sector: numbers for boards, names for who reads the sector, nothing for vendors."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlmodel import Session

from swc.boards.kinds import Sharing
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_school
from tests.factories.landscape import make_use
from tests.factories.lens import make_lens_board, share
from tests.personas import BRAM, SACHA, SYLVIA, VICTOR

LENS = "/sector/afhankelijkheid"
WHAT_IF = "/sector/wat-als"
SANOMA = f"{WHAT_IF}?doel=group:sanoma"
ITSLEARNING = f"{WHAT_IF}?doel=product:itslearning"


@pytest.fixture
def sector(session: Session) -> None:
    """Make eight boards that share; only board A uses itslearning."""
    make_lens_board(session)
    share(session)
    for number in range(60001, 60008):
        make_board(session, number=str(number), name=f"Bestuur {number}", sharing=Sharing.SECTOR)
        make_school(session, brin=f"{number - 60000:02d}ZZ", board_number=str(number), pupils=1500)
        for product in ("magister", "gynzy"):
            make_use(session, board=str(number), product=product, yearly_cost=Decimal(1000))
    session.flush()


@pytest.mark.usefixtures("sector")
def test_the_sector_shows_who_supplies_most_and_names_no_board(door: Door) -> None:
    page = door(BRAM).get(LENS).text
    assert "8 besturen delen hun landschap met de sector." in page
    assert "Sanoma levert de meeste" in page
    assert "Bij 8 besturen komt meer dan de helft van de applicaties van Sanoma." in page
    assert "Over minder dan 5 besturen samen wordt niets verteld" in page
    assert "Bestuur 6" not in page
    assert "Bestuur 6" not in door(SYLVIA).get(LENS).text


@pytest.mark.usefixtures("sector")
def test_every_measure_and_filter_gives_a_page_and_nonsense_does_not(door: Door) -> None:
    client = door(BRAM)
    for query in ("maat=functions", "maat=pupils", "maat=objects", "maat=cost", "sector=po", "op="):
        answer = client.get(f"{LENS}?{query}")
        assert answer.status_code == 200, query
        assert "Alle leveranciersgroepen" in answer.text, query
    for query in ("maat=geluk", "sector=xx", "op=gisteren"):
        assert client.get(f"{LENS}?{query}").status_code == 400, query


def test_too_few_boards_tell_nothing(door: Door, session: Session) -> None:
    make_lens_board(session)
    share(session)
    page = door(BRAM).get(LENS).text
    assert "Er delen nog te weinig besturen om iets over de sector te zeggen." in page
    assert "Sanoma" not in page


@pytest.mark.usefixtures("sector")
def test_boards_are_named_to_who_reads_the_sector_and_to_nobody_else(door: Door) -> None:
    named = door(SYLVIA).get(SANOMA).text
    assert "Bestuur 60001" in named
    told = door(BRAM).get(SANOMA).text
    assert "Bestuur 60001" not in told
    assert "Namen van besturen ziet alleen wie voor de sector mag meekijken" in told
    assert "Als Sanoma stopt" in told


@pytest.mark.usefixtures("sector")
def test_what_too_few_boards_use_is_not_told_but_to_who_reads_the_sector(door: Door) -> None:
    told = door(BRAM).get(ITSLEARNING).text
    assert "Dit is bij minder dan 5 besturen in gebruik." in told
    assert 'id="functies"' not in told
    assert "te weinig besturen om te noemen" in told
    assert 'id="besturen"' in door(SYLVIA).get(ITSLEARNING).text


@pytest.mark.usefixtures("sector")
def test_each_scenario_has_its_answer(door: Door) -> None:
    client = door(BRAM)
    for query, told in (
        ("scenario=breach", "binnen 72 uur nadat het ervan weet"),
        ("scenario=taken_over", "Kies wie overneemt."),
        ("scenario=taken_over&overnemer=amazon", "Als Sanoma wordt overgenomen door Amazon"),
    ):
        assert told in " ".join(client.get(f"{SANOMA}&{query}").text.split())


@pytest.mark.usefixtures("sector")
def test_a_vendor_and_a_stranger_find_no_such_page(door: Door) -> None:
    for path in (LENS, WHAT_IF, SANOMA, ITSLEARNING):
        assert door(VICTOR).get(path).status_code == 404
        assert door().get(path).status_code in (303, 401)
        assert door(SACHA).get(path).status_code == 200


@pytest.mark.usefixtures("sector")
def test_the_sector_is_found_from_the_front_page_by_who_may_see_it(door: Door) -> None:
    assert LENS in door(BRAM).get("/").text
    assert LENS not in door(VICTOR).get("/").text
    assert LENS not in door().get("/").text
    assert LENS in door(BRAM).get("/sector/privacy").text
    assert "/sector/samen-inkopen" in door(SYLVIA).get(LENS).text
    assert "/sector/samen-inkopen" not in door(BRAM).get(LENS).text
