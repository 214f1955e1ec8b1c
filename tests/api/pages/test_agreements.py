"""Agreements in a browser: the lists, one agreement with its annexes, and a list that is read in and taken back."""

from __future__ import annotations

from datetime import date, timedelta

from bs4 import BeautifulSoup
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from swc.landscape.kinds import AgreementPresence
from swc.landscape.models import Agreement, AgreementBatch, AgreementCategory
from swc.risk.models import Flag
from tests.api.conftest import Door
from tests.factories.agreements import make_deal
from tests.factories.landscape import make_agreement, make_codes, make_landscape, make_use
from tests.factories.lists import make_xlsx
from tests.personas import BOARD_A, BRAM, CARLA, CHRIS, NOW

HERE = f"/besturen/{BOARD_A}/overeenkomsten"


def page_of(client: TestClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "html.parser")


def test_the_lists_are_tiles_with_counts_and_open_with_why_and_what_to_do(door: Door, session: Session) -> None:
    make_landscape(session)
    make_use(session, categories=("P01",))
    client = door(BRAM)
    page = page_of(client, HERE)
    assert page.find("a", href=f"{HERE}?lijst=without-agreement").get_text(" ", strip=True).startswith("1 ")
    shown = page_of(client, f"{HERE}?lijst=without-agreement").find("table").get_text(" ", strip=True)
    assert "Magister" in shown
    assert "Niemand heeft vastgelegd of er een overeenkomst is." in shown
    assert "Zoek de overeenkomst op" in shown
    assert page.find("a", href=f"{HERE}/nieuw") is None
    assert door(CHRIS).get(HERE).status_code == 404


def test_an_agreement_that_ended_does_not_stand_as_present(door: Door, session: Session) -> None:
    make_landscape(session)
    use = make_use(session, categories=("P01",))
    stored = make_agreement(session, use, valid_until=NOW.date())
    row = page_of(door(BRAM), HERE).find("table").get_text(" ", strip=True)
    assert "Aanwezig" in row
    stored.valid_until = NOW.date() - timedelta(days=1)
    session.flush()
    row = page_of(door(BRAM), HERE).find("table").get_text(" ", strip=True)
    assert "Afgelopen" in row
    assert "Aanwezig" not in row


def test_an_agreement_with_a_vendor_is_added_changed_and_shown_at_the_use(door: Door, session: Session) -> None:
    make_landscape(session)
    use = make_use(session, categories=("P03",))
    client = door(CARLA)
    asked = page_of(client, f"{HERE}/nieuw?leverancier=schoolmaster")
    assert asked.find("input", {"name": "products", "value": "magister"})
    typed = {
        "vendor_name": "SchoolMaster B.V.",
        "presence": "present",
        "signed_on": "2025-01-01",
        "categories": ["P01"],
        "sub_processors": "Hosting BV (NL)\r\nMailer",
        "locations": "nl, ie",
    }
    refused = client.post(f"{HERE}/nieuw", data={**typed, "document_url": "vo.pdf"})
    assert refused.status_code == 400
    assert "Mailer" in BeautifulSoup(refused.text, "html.parser").find("textarea", {"name": "sub_processors"}).text
    added = client.post(f"{HERE}/nieuw", data=typed)
    assert added.status_code == 303
    address = added.headers["location"]
    page = page_of(client, address)
    assert "Ierland (IE)" in page.get_text()
    assert page.find("a", href=f"/besturen/{BOARD_A}/applicaties/{use.id}")
    at_use = page_of(client, f"/besturen/{BOARD_A}/applicaties/{use.id}")
    assert "Valt onder de overeenkomst met SchoolMaster B.V." in at_use.get_text()

    changed = client.post(address, data={**typed, "version": "1", "categories": ["P03"], "locations": ""})
    assert changed.status_code == 303
    (found,) = session.exec(select(Agreement)).all()
    assert (found.vendor_key, found.row_version) == ("schoolmaster", 2)
    assert session.exec(select(AgreementCategory.category)).all() == ["P03"]
    late = client.post(address, data={**typed, "version": "1", "note": "van mij"})
    assert late.status_code == 409
    assert BeautifulSoup(late.text, "html.parser").find("textarea", {"name": "note"}).text == "van mij"
    assert client.post(f"{address}/verwijderen", data={}).status_code == 400
    assert client.post(f"{address}/verwijderen", data={"removal_reason": "dubbel"}).status_code == 303
    assert client.get(address).status_code == 404


def test_the_form_at_a_use_keeps_its_own_agreement_and_empties_what_was_emptied(door: Door, session: Session) -> None:
    make_landscape(session)
    use = make_use(session)
    own = make_deal(session, use=use, annex=("P01",), signer_role="bestuurder", model_version="")
    client = door(CARLA)
    page = page_of(client, f"/besturen/{BOARD_A}/applicaties/{use.id}")
    assert page.find("a", href=f"{HERE}/{own.id}")
    form = {"version": "1", "presence": "present", "signer_role": "", "signer_authorised": "false"}
    kept = client.post(f"/besturen/{BOARD_A}/applicaties/{use.id}/overeenkomst", data=form)
    assert kept.status_code == 303
    session.expire_all()
    found = session.get_one(Agreement, own.id)
    assert (found.signer_role, found.signer_authorised, found.annex_recorded) == ("", False, True)


def test_a_list_is_read_weighed_processed_and_taken_back(door: Door, session: Session) -> None:
    make_landscape(session)
    make_codes(session, "agreement-models", "model-4.0")
    client = door(CARLA)
    assert page_of(client, f"{HERE}/inlezen").find("input", {"type": "file"})
    bad = client.post(f"{HERE}/inlezen", files={"bestand": ("x.xlsx", make_xlsx([("a",)], headers=("Kleur",)))})
    assert bad.status_code == 400
    content = make_xlsx(
        [("SchoolMaster", date(2025, 1, 1)), ("Sanoma", "zomer")], headers=("Verwerker", "Datum verwerkersovereenkomst")
    )
    answer = client.post(f"{HERE}/inlezen", files={"bestand": ("lijst.xlsx", content)})
    address = answer.headers["location"]
    assert "Kolom B (Datum verwerkersovereenkomst)" in page_of(client, address).get_text()
    assert client.post(f"{address}/verwerken", data={}).status_code == 400
    assert client.post(address, data={"rij-3": "skip:"}).status_code == 303
    assert page_of(client, address).find("input", {"name": "rij-3", "value": "skip:"}).has_attr("checked")
    assert client.post(f"{address}/verwerken", data={}).status_code == 303
    (found,) = session.exec(select(Agreement)).all()
    assert (found.vendor_key, found.presence) == ("schoolmaster", AgreementPresence.PRESENT)
    assert page_of(client, address).find("form", action=f"{address}/terugdraaien")
    assert client.post(f"{address}/terugdraaien").status_code == 303
    assert session.exec(select(Agreement)).all() == []
    assert "Teruggedraaid" in page_of(client, address).get_text()
    other = client.post(f"{HERE}/inlezen", files={"bestand": ("lijst.xlsx", content)}).headers["location"]
    assert client.post(f"{other}/weggooien").status_code == 303
    assert len(session.exec(select(AgreementBatch)).all()) == 1


def test_the_export_and_the_template_are_workbooks_and_the_mark_of_a_thing_leads_to_its_page(
    door: Door, session: Session
) -> None:
    make_landscape(session)
    client = door(CARLA)
    added = client.post(f"{HERE}/nieuw", data={"vendor_name": "Sanoma", "presence": "present"}).headers["location"]
    for path in ("lijst.xlsx", "sjabloon.xlsx"):
        answer = client.get(f"{HERE}/{path}")
        assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    key = added.rpartition("/")[2]
    assert client.get(f"/doc/agreement/{key}").headers["location"] == added
    assert door(CHRIS).get(f"/doc/agreement/{key}").status_code == 404


def test_flags_on_agreements_follow_the_one_with_the_vendor(door: Door, session: Session) -> None:
    make_landscape(session)
    make_codes(session, "agreement-models", "model-3.0")
    make_use(session, categories=("P01",))
    client = door(CARLA)
    typed = {"vendor_name": "SchoolMaster B.V.", "presence": "absent"}
    address = client.post(f"{HERE}/nieuw", data=typed).headers["location"]
    assert open_flags(session) == {"PA01"}
    signed = {**typed, "presence": "present", "signed_on": "2025-01-01", "model_version": "model-3.0", "version": "1"}
    assert client.post(address, data=signed).status_code == 303
    assert open_flags(session) == {"PA02"}


def open_flags(session: Session) -> set[str]:
    """Return the rules on presence and model of an agreement of which a flag is open."""
    open_now = select(Flag.rule).where(col(Flag.resolved_at).is_(None), col(Flag.rule).in_(("PA01", "PA02")))
    return set(session.exec(open_now))
