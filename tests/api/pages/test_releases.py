"""Releases in the browser: read in, weighed, published and rolled back by a sector editor only."""

from __future__ import annotations

import pytest
from lxml import html
from sqlmodel import Session
from starlette.testclient import TestClient

from fora import queries
from swc.access.kinds import Actor
from swc.landscape import releases
from tests.api.conftest import Door
from tests.factories.model_files import AMEFF
from tests.personas import ADMIN, ANNE, ANONYMOUS, SACHA, acting

FILE = {"bestand": ("proef.xml", AMEFF.encode(), "text/xml")}


@pytest.fixture
def starter(session: Session) -> str:
    """Return the version of the starter, published."""
    found = releases.install_starter(session, by=acting(SACHA))
    return found.version if found else ""


def upload(client: TestClient) -> str:
    """Read in a file and return the address of the staged release."""
    answer = client.post("/fora/releases", files=FILE)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_file_is_staged_and_shows_counts_and_difference(door: Door, starter: str) -> None:
    client = door(SACHA)
    found = html.fromstring(client.get(upload(client)).text)
    text = " ".join(found.text_content().split())
    assert "3 elementen, 2 relaties, 1 platen" in text
    assert f"Verschil met {starter}" in text
    assert "Nieuw" in text


def test_changes_can_be_narrowed_to_one_kind(door: Door, starter: str) -> None:
    client = door(SACHA)
    text = client.get(f"{upload(client)}?soort=new").text
    assert "Leerlingsysteem" in text
    assert "Betaalsysteem" not in text
    assert starter


def test_cleaned_values_are_shown_with_old_and_new(door: Door) -> None:
    client = door(SACHA)
    text = client.get(f"{upload(client)}/opgeschoond").text
    assert "hoofdletters gelijkgetrokken" in text
    assert "niet gebruikt" in text


def test_publishing_and_rolling_back(door: Door, session: Session, starter: str) -> None:
    client = door(SACHA)
    address = upload(client)
    assert client.post(f"{address}/publiceren").status_code == 303
    found = queries.published(session)
    assert found is not None
    assert address.endswith(found.version)
    assert client.post("/fora/releases/terugdraaien").status_code == 303
    session.expire_all()
    found = queries.published(session)
    assert found is not None
    assert found.version == starter


def test_a_staged_release_can_be_thrown_away_and_a_published_one_cannot(door: Door, starter: str) -> None:
    client = door(SACHA)
    address = upload(client)
    assert client.post(f"{address}/weggooien").status_code == 303
    assert client.get(address).status_code == 404
    refused = client.post(f"/fora/releases/{starter}/weggooien")
    assert refused.status_code == 400
    assert "blijft bewaard" in refused.text


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (("pagina.html", b"<html/>", "text/html"), "hoofdelement is html"),
        (("kapot.xml", b"<model", "text/xml"), "niet welgevormd"),
        (("bom.xml", b"<!DOCTYPE x><model/>", "text/xml"), "DOCTYPE"),
        (("", b"", "text/xml"), "Kies een bestand"),
    ],
)
def test_a_bad_file_says_why_and_changes_nothing(
    door: Door, session: Session, file: tuple[str, bytes, str], sentence: str
) -> None:
    answer = door(SACHA).post("/fora/releases", files={"bestand": file})
    assert answer.status_code == 400
    assert sentence in html.fromstring(answer.text).text_content()
    assert queries.releases(session) == ()


@pytest.mark.parametrize("actor", [ANONYMOUS, ANNE, ADMIN], ids=lambda actor: actor.label)
def test_others_see_published_releases_and_no_buttons(door: Door, starter: str, actor: Actor) -> None:
    staged = upload(door(SACHA))
    client = door(actor)
    text = client.get("/fora/releases").text
    assert starter in text
    assert "Lezen en klaarzetten" not in text
    assert client.get(staged).status_code == 404
    assert client.post("/fora/releases", files=FILE).status_code in {401, 403}
    assert client.post(f"{staged}/publiceren").status_code in {401, 403}


def test_there_is_nothing_to_roll_back_to_on_the_first_release(door: Door, starter: str) -> None:
    answer = door(SACHA).post("/fora/releases/terugdraaien")
    assert answer.status_code == 400
    assert "geen eerdere release" in answer.text
    assert starter
