"""Pages of the versions of a product: a sector editor adds, changes and removes them; everybody reads them."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.catalogue.queries import product_detail
from swc.catalogue.schemas import VersionFact
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_codes, make_use
from tests.personas import ADMIN, CARLA, SACHA, TODAY

HERE = "/producten/een/versies"
FOUR = {"name": "4.2", "status": "in-gebruik", "from_date": "2025-01-01", "end_of_support": ""}


@pytest.fixture(autouse=True)
def market(session: Session) -> None:
    make_product(session, "een", name="Één")
    make_codes(session, "version-status", "in-gebruik", "einde-ondersteuning")


def only(session: Session) -> VersionFact:
    detail = product_detail(session, "een", on=TODAY)
    assert detail is not None
    (version,) = detail.versions
    return version


def test_a_version_is_added_changed_and_removed_with_forms(door: Door, session: Session) -> None:
    client = door(SACHA)
    assert f'href="{HERE}/nieuw"' in client.get("/producten/een/feiten").text
    assert 'name="end_of_support"' in client.get(f"{HERE}/nieuw").text
    added = client.post(f"{HERE}/nieuw", data=FOUR)
    assert (added.status_code, added.headers["location"].partition("?")[0]) == (303, "/producten/een/feiten")
    at = f"{HERE}/{only(session).id}"
    form = client.get(at).text
    assert 'value="2025-01-01"' in form
    assert 'name="row_version" value="2"' in form
    ended = {**FOUR, "end_of_support": "2026-06-30", "row_version": "2"}
    assert client.post(at, data=ended).status_code == 303
    page = door().get("/producten/een").text
    assert f'id="version-{only(session).id}"' in page
    assert "30 jun 2026" in page
    late = client.post(at, data=ended)
    assert late.status_code == 409
    assert client.post(f"{at}/verwijderen").status_code == 303
    assert "4.2" not in door().get("/producten/een").text


def test_a_refused_form_keeps_what_was_typed(door: Door) -> None:
    client = door(SACHA)
    client.post(f"{HERE}/nieuw", data=FOUR)
    answer = client.post(f"{HERE}/nieuw", data={**FOUR, "name": "v4.2", "end_of_support": "2024-01-01"})
    assert answer.status_code == 400
    assert 'value="v4.2"' in answer.text
    assert "heeft al een versie 4.2" in answer.text
    assert "eindigt voordat de versie er is" in answer.text


def test_a_version_in_use_stays_and_the_page_says_why(door: Door, session: Session) -> None:
    client = door(SACHA)
    client.post(f"{HERE}/nieuw", data=FOUR)
    make_board(session)
    make_use(session, product="een", version_id=only(session).id)
    answer = client.post(f"{HERE}/{only(session).id}/verwijderen")
    assert answer.status_code == 409
    assert "Versie 4.2 is in gebruik bij een bestuur en kan niet weg." in answer.text


def test_nobody_else_reaches_the_forms(door: Door, session: Session) -> None:
    door(SACHA).post(f"{HERE}/nieuw", data=FOUR)
    at = f"{HERE}/{only(session).id}"
    for actor in (CARLA, ADMIN):
        client = door(actor)
        assert client.get(f"{HERE}/nieuw").status_code == 403
        assert client.get(at).status_code == 403
        assert client.post(at, data=FOUR).status_code == 403
        assert client.post(f"{at}/verwijderen").status_code == 403
    assert door(SACHA).get(f"{HERE}/999").status_code == 404


def test_the_pages_speak_english_when_asked(door: Door) -> None:
    client = door(SACHA)
    client.headers["Accept-Language"] = "en"
    assert "Add a version of Één" in client.get(f"{HERE}/nieuw").text
