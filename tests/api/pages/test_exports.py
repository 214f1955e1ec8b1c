"""Files to take along, through the door: formats, names, who may have them, and what is not there."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from pyoxigraph import RdfFormat, parse
from sqlmodel import Session, col, select

from api.exports import pdf
from swc.audit.models import Event
from swc.dpia.kinds import AssessmentKind
from swc.dpia.service import open_for_use
from swc.landscape.models import Use
from tests.api.conftest import Door
from tests.api.exports.reading import in_docx
from tests.factories.register import make_established, make_register_landscape
from tests.personas import ANNE, BOARD_A, BRAM, CHRIS, NOW, PETRA, acting

REGISTER = f"/besturen/{BOARD_A}/register"
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "ttl": "text/turtle; charset=utf-8",
}


@pytest.fixture(autouse=True)
def use(session: Session) -> Use:
    """Make a register with one established activity."""
    made = make_register_landscape(session)
    make_established(session)
    return made


@pytest.fixture
def dossier(session: Session, use: Use) -> str:
    """Open an assessment and return the address of its files."""
    made = open_for_use(session, BOARD_A, use.id, AssessmentKind.DPIA, by=acting(ANNE))
    return f"/besturen/{BOARD_A}/dpia/dossiers/{made}"


@pytest.mark.parametrize("extension", TYPES)
def test_who_reads_the_board_takes_the_register_along(door: Door, extension: str) -> None:
    answer = door(PETRA).get(f"{REGISTER}.{extension}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, TYPES[extension])
    name = f"register-{BOARD_A}-{NOW.date()}.{extension}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["cache-control"] == "no-store"
    assert len(answer.content) > 500


@pytest.mark.parametrize("extension", TYPES)
def test_who_reads_assessments_takes_one_along(door: Door, dossier: str, extension: str) -> None:
    answer = door(BRAM).get(f"{dossier}.{extension}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, TYPES[extension])
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="dpia-{BOARD_A}-')


def test_the_json_is_what_the_api_gives_and_the_turtle_is_turtle(door: Door) -> None:
    reader = door(BRAM)
    assert json.loads(reader.get(f"{REGISTER}.json").content)["activities"][0]["state"] == "established"
    assert list(parse(reader.get(f"{REGISTER}.ttl").content, format=RdfFormat.TURTLE))


def test_a_purchaser_does_not_get_what_is_in_an_assessment(door: Door, dossier: str) -> None:
    assert door(PETRA).get(f"{dossier}.pdf").status_code == 403


@pytest.mark.parametrize("path", [f"{REGISTER}.pdf", f"{REGISTER}.exe", f"{REGISTER}/verantwoording.zip"])
def test_another_boards_files_do_not_exist(door: Door, path: str) -> None:
    assert door(CHRIS).get(path).status_code == 404
    assert door().get(path).status_code == 303


def test_another_format_or_assessment_does_not_exist(door: Door) -> None:
    reader = door(BRAM)
    assert reader.get(f"{REGISTER}.exe").status_code == 404
    assert reader.get(f"/besturen/{BOARD_A}/dpia/dossiers/{BOARD_A}.pdf").status_code == 404


def test_without_typst_the_page_names_the_command_and_the_other_formats(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda _name: None)
    answer = door(BRAM).get(f"{REGISTER}.pdf")
    assert answer.status_code == 503
    assert "fora-swc[pdf]" in answer.text
    assert "Kies Excel, Word of JSON" in answer.text


def test_the_register_of_a_day_comes_with_its_proof_and_is_noted(door: Door, session: Session) -> None:
    answer = door(BRAM).get(f"{REGISTER}/verantwoording.zip", params={"op": str(NOW.date())})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert f"verantwoording-{BOARD_A}-{NOW.date()}.zip" in answer.headers["content-disposition"]
    with zipfile.ZipFile(BytesIO(answer.content)) as package:
        assert json.loads(package.read("manifest.json"))["asOf"] == str(NOW.date())
    event = session.exec(select(Event).where(col(Event.kind) == "register.exported")).one()
    assert event.actor_key == "bram"


@pytest.mark.parametrize(("op", "told"), [("2030-01-01", "moet nog komen"), ("2001-01-01", "Kies een latere dag")])
def test_a_day_without_a_register_is_told(door: Door, op: str, told: str) -> None:
    answer = door(BRAM).get(f"{REGISTER}/verantwoording.zip", params={"op": op})
    assert answer.status_code == 400
    assert told in answer.text


def test_the_pages_offer_what_this_installation_can_make(
    door: Door, dossier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = door(BRAM)
    for address in (REGISTER, dossier):
        assert f'href="{address}.pdf"' in reader.get(address).text
    monkeypatch.setattr(pdf, "find_spec", lambda _name: None)
    for address in (REGISTER, dossier):
        text = reader.get(address).text
        assert f'href="{address}.pdf"' not in text
        assert f'href="{address}.docx"' in text


def test_a_register_to_read_has_the_annex_on_origins_only_when_asked_for(door: Door) -> None:
    client = door(ANNE)
    annex = "Bijlage: herkomst van elke waarde"
    brief, full = (
        in_docx(client.get(f"/besturen/{BOARD_A}/register.docx{query}").content) for query in ("", "?herkomst=true")
    )
    assert (annex in brief, annex in full) == (False, True)
    assert {one for one in brief if "Excel-" not in one} <= full
