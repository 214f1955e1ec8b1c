"""The pages of contracts: what a purchaser and a coordinator do there, and what nobody else may."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from swc.catalogue.codelists import load
from swc.landscape.models import Contract, ContractParty, Use, UseExit
from tests.api.conftest import Door
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BRAM, CARLA, CHRIS, PETRA, SYSTEM_ACT

LIST = "/besturen/41101/contracten"
FORM = {
    "title": "Leerlingadministratie",
    "legal_form": "eigen-aanbesteding",
    "parties": "Zeil\naankoopcentrale: Samen Inkopen",
    "documents": "Overeenkomst | https://example.test/c.pdf | 2024-01-31",
    "signed_on": "2024-01-31",
    "start_date": "2024-08-01",
    "end_date": "2026-07-31",
    "renewal": "stilzwijgend",
    "renewal_months": "12",
    "notice_months": "3",
    "yearly_price": "12.500,50",
    "data_processing_service": "true",
    "products": ["leerspoor"],
}


@pytest.fixture
def use(session: Session) -> Use:
    """Return a use of a product at board A, with the code lists in place."""
    make_landscape(session)
    load(session, by=SYSTEM_ACT)
    make_vendor(session, "zeil", name="Zeil")
    make_product(session, "leerspoor", vendor_key="zeil")
    return make_use(session, product="leerspoor")


def added(door: Door, **changes: object) -> str:
    """Add a contract as the purchaser and return the address of its page."""
    done = door(PETRA).post(f"{LIST}/nieuw", data=FORM | changes)
    assert done.status_code == 303, done.text
    return str(done.headers["location"])


@pytest.mark.usefixtures("use")
def test_a_purchaser_adds_a_contract_and_reads_what_follows_from_it(door: Door, session: Session) -> None:
    text = door(PETRA).get(added(door)).text
    assert "30 apr 2026" in text
    assert "opzegdag nadert" in text
    assert "€ 12.500,50" in text.replace("\xa0", " ")
    parties = session.exec(select(ContractParty.role, ContractParty.vendor_key).order_by(ContractParty.name)).all()
    assert [(str(role), key) for role, key in parties] == [("aankoopcentrale", None), ("leverancier", "zeil")]


@pytest.mark.usefixtures("use")
def test_the_list_counts_filters_and_names_what_has_no_contract(door: Door, session: Session) -> None:
    empty = door(PETRA).get(LIST).text
    assert "geen contract vastgelegd" in empty
    added(door)
    added(door, title="Vervallen", end_date="2025-01-31", renewal="eindigt", renewal_months="", products=[])
    client = door(BRAM)
    assert "2 van 2 contracten" in client.get(LIST).text
    narrowed = client.get(LIST, params={"status": "ended"}).text
    assert "1 van 2 contracten" in narrowed
    assert "Vervallen" in narrowed
    assert "Geen contract past bij deze keuze." in client.get(LIST, params={"text": "bestaat niet"}).text
    assert session.exec(select(Contract)).all()


@pytest.mark.usefixtures("use")
def test_a_wrong_form_says_what_to_mend_at_each_field_and_keeps_what_was_typed(door: Door, session: Session) -> None:
    wrong = FORM | {"notice_days": "30", "end_date": "2020-01-01", "yearly_price": "veel"}
    page = door(PETRA).post(f"{LIST}/nieuw", data=wrong)
    assert page.status_code == 400
    assert 'value="veel"' in page.text
    assert "fout-yearly_price-1" in page.text
    page = door(PETRA).post(f"{LIST}/nieuw", data=wrong | {"yearly_price": "10"})
    assert "De opzegtermijn staat er dubbel." in page.text
    assert session.exec(select(Contract)).all() == []


@pytest.mark.usefixtures("use")
def test_changing_keeps_the_tie_to_a_vendor_and_refuses_an_older_form(door: Door, session: Session) -> None:
    where = added(door)
    client = door(CARLA)
    version = re.search(r'name="version" value="(\d+)"', client.get(where).text)
    assert version is not None
    form = FORM | {"version": version.group(1), "title": "Administratie"}
    assert client.post(where, data=form).status_code == 303
    late = client.post(where, data=form | {"title": "Te laat"})
    assert late.status_code == 409
    assert "Te laat" in late.text
    assert session.exec(select(Contract.title)).one() == "Administratie"
    assert "zeil" in session.exec(select(ContractParty.vendor_key)).all()


@pytest.mark.usefixtures("use")
def test_a_contract_is_ended_with_a_day_and_removed_with_a_reason(door: Door, session: Session) -> None:
    where = added(door)
    client = door(PETRA)
    for day in ("", "9999-12-31"):
        refused = client.post(f"{where}/beeindigen", data={"last_day": day})
        assert refused.status_code == 400
        assert 'id="fout-last_day-1"' in refused.text
        assert re.search(r'name="title"[^>]*value="[^"]+"', refused.text), "the form shows the contract as it stands"
    assert client.post(f"{where}/beeindigen", data={"last_day": "2026-02-28"}).status_code == 303
    assert "afgelopen" in client.get(where).text
    refused = client.post(f"{where}/verwijderen", data={})
    assert refused.status_code == 400
    assert re.search(r'name="title"[^>]*value="[^"]+"', refused.text)
    assert "Verwijderen vraagt een reden." in refused.text
    assert client.post(f"{where}/verwijderen", data={"removal_reason": "dubbel"}).status_code == 303
    assert session.exec(select(Contract)).all() == []


@pytest.mark.usefixtures("use")
def test_the_calendar_and_the_costs_follow_from_the_contracts(door: Door) -> None:
    added(door)
    client = door(BRAM)
    calendar = client.get(f"{LIST}/kalender").text
    assert "laatste dag om op te zeggen" in calendar
    assert "verlengt vanzelf" in calendar
    costs = client.get(f"{LIST}/kosten").text.replace("\xa0", " ")
    assert "€ 12.500,50" in costs


def test_leaving_an_application_is_recorded_by_the_coordinator(door: Door, session: Session, use: Use) -> None:
    where = f"/besturen/41101/applicaties/{use.id}/uitstap"
    client = door(CARLA)
    assert "onbekend" in client.get(where).text
    form = {"version": "0", "exit_plan": "yes", "export_format": "CSV", "export_tested_on": "2026-01-10"}
    assert client.post(where, data=form).status_code == 303
    kept = session.exec(select(UseExit)).one()
    assert (str(kept.exit_plan), kept.export_tested_on) == ("yes", date(2026, 1, 10))
    assert client.post(where, data=form).status_code == 409
    wrong = client.post(where, data=form | {"version": "1", "alternative_tested_on": "2026-01-01"})
    assert wrong.status_code == 400
    assert "Er is een alternatief beproefd, maar niet genoemd." in wrong.text


@pytest.mark.usefixtures("use")
def test_readers_see_no_forms_and_outsiders_see_nothing(door: Door, use: Use) -> None:
    where = added(door)
    page = door(BRAM).get(where).text
    assert "Contract wijzigen" not in page
    assert door(BRAM).post(where, data=FORM).status_code == 403
    for path in (LIST, where, f"{LIST}/kalender", f"{LIST}/kosten", f"/besturen/41101/applicaties/{use.id}/uitstap"):
        assert door(CHRIS).get(path).status_code == 404
        assert door().get(path).status_code == 303
    assert door(PETRA).get(f"{LIST}/{uuid4()}").status_code == 404
