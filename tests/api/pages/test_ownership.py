"""The pages of owners over time: the picture of a day, and the forms of the sector editor."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.catalogue.models import OwnershipPeriod, VendorName
from tests.api.conftest import Door
from tests.factories.catalogue import drop_periods, make_period, make_product, make_vendor
from tests.personas import ANNE, ANONYMOUS, CARLA, SACHA, TODAY
from tests.query_count import counted

PATH = "/leveranciers/maker/eigenaren"
THEN = TODAY - timedelta(days=500)


@pytest.fixture(autouse=True)
def market(session: Session) -> Session:
    make_vendor(session, "oud", name="Oude Eigenaar", country="FI")
    make_vendor(session, "nieuw", name="Nieuwe Eigenaar", country="US")
    make_vendor(session, "deel", name="Deelgenoot")
    make_vendor(session, "maker", name="Maker", parent_key="oud")
    make_vendor(session, "dochter", name="Dochter", parent_key="maker")
    drop_periods(session, "maker")
    make_period(session, "maker", "oud", until=THEN)
    make_period(session, "maker", "nieuw", from_date=THEN, share=Decimal("81.1"))
    make_period(session, "maker", "deel", from_date=THEN, share=Decimal("18.9"), control=False)
    return session


def period(session: Session, owner: str) -> OwnershipPeriod:
    return session.exec(select(OwnershipPeriod).where(OwnershipPeriod.owner_key == owner)).one()


def test_anybody_sees_the_owners_of_today_with_their_part_and_source(door: Door) -> None:
    text = door().get(PATH).text
    assert "Hoogste bekende eigenaar: Nieuwe Eigenaar" in text
    assert "81,1%" in text
    assert "Nieuwe Eigenaar (US)" in text
    assert 'stroke-dasharray="5 4"' in text
    assert "eigenaar zonder zeggenschap" in text
    assert "Overname vastleggen" not in text
    assert f'href="{PATH}"' in door().get("/leveranciers/maker").text


def test_the_picture_of_a_day_before_keeps_the_owner_of_then(door: Door) -> None:
    text = door().get(f"{PATH}?op={THEN - timedelta(days=1)}").text
    assert "Hoogste bekende eigenaar: Oude Eigenaar" in text
    assert f'value="{THEN - timedelta(days=1)}"' in text


@pytest.mark.parametrize("text", ["gisteren", "2024-02-31"])
def test_what_is_no_day_is_refused_beside_its_field(door: Door, text: str) -> None:
    answer = door().get(f"{PATH}?op={text}")
    assert answer.status_code == 400
    assert 'id="fout-op-1"' in answer.text


def test_an_organisation_of_which_nothing_is_known_says_so(door: Door, session: Session) -> None:
    make_vendor(session, "los", name="Los", parent_known=False)
    drop_periods(session, "los")
    answer = door().get("/leveranciers/los/eigenaren")
    assert answer.status_code == 200
    text = answer.text
    assert "Niemand heeft iets over de eigenaar vastgelegd." in text
    assert "Wie er boven Los staat is onbekend." in text
    assert door().get("/leveranciers/weg/eigenaren").status_code == 404


def test_a_sector_editor_records_a_takeover_that_counts_from_its_day(door: Door) -> None:
    client = door(SACHA)
    assert 'id="veld-on"' in client.get(f"{PATH}/vastleggen/overname").text
    data = {"owner_key": "oud", "on": str(TODAY), "source_url": "https://example.test/x", "trust": "confirmed"}
    answer = client.post(f"{PATH}/vastleggen/overname", data=data)
    assert (answer.status_code, answer.headers["location"]) == (303, PATH)
    assert "Hoogste bekende eigenaar: Oude Eigenaar" in client.get(PATH).text
    before = client.get(f"{PATH}?op={TODAY - timedelta(days=1)}").text
    assert "Hoogste bekende eigenaar: Nieuwe Eigenaar" in before


def test_a_vendor_becomes_independent_only_when_that_is_chosen(door: Door) -> None:
    client = door(SACHA)
    data = {"owner_key": "-", "on": str(TODAY), "control": ""}
    assert client.post(f"{PATH}/vastleggen/overname", data=data).status_code == 303
    assert "Voor zover bekend heeft deze organisatie geen eigenaar boven zich." in client.get(PATH).text


@pytest.mark.parametrize(
    ("deed", "data", "field"),
    [
        ("overname", {"owner_key": "dochter", "on": str(TODAY)}, "owner_key"),
        ("overname", {"owner_key": "oud"}, "on"),
        ("overname", {"owner_key": "", "on": str(TODAY)}, "owner_key"),
        ("periode", {"relation": "owned", "owner_key": "oud", "share": "101"}, "share"),
        ("periode", {"relation": "owned"}, "owner_key"),
        ("fusie", {"into_key": "dochter", "on": str(TODAY)}, "into_key"),
        ("nieuwe-naam", {"name": "Later", "on": str(TODAY + timedelta(days=1))}, "on"),
        ("eerdere-naam", {"name": "X", "from_date": str(TODAY), "until": str(TODAY)}, "until"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(door: Door, deed: str, data: dict[str, str], field: str) -> None:
    answer = door(SACHA).post(f"{PATH}/vastleggen/{deed}", data=data)
    assert answer.status_code == 400
    assert f'id="fout-{field}-1"' in answer.text


@pytest.mark.parametrize("deed", ["periode", "overname", "fusie", "nieuwe-naam", "eerdere-naam"])
def test_every_form_opens_for_a_sector_editor_and_for_nobody_else(door: Door, deed: str) -> None:
    assert door(SACHA).get(f"{PATH}/vastleggen/{deed}").status_code == 200
    assert door(CARLA).get(f"{PATH}/vastleggen/{deed}").status_code == 403
    assert door(SACHA).get(f"{PATH}/vastleggen/iets").status_code == 404


def test_a_new_name_and_a_merger_show_in_the_timeline(door: Door, session: Session) -> None:
    client = door(SACHA)
    client.post(f"{PATH}/vastleggen/nieuwe-naam", data={"name": "Maakster", "on": str(TODAY)})
    client.post("/leveranciers/dochter/eigenaren/vastleggen/fusie", data={"into_key": "maker", "on": str(TODAY)})
    text = client.get(PATH).text
    assert "Eigenaren van Maakster door de tijd" in text
    assert "Dochter (NL), opgegaan in" in text
    assert "heette toen Maker" in client.get(f"{PATH}?op={THEN}").text
    (name,) = session.exec(select(VendorName)).all()
    assert client.post(f"{PATH}/namen/{name.id}/verwijderen").status_code == 303
    assert "Er is geen eerdere naam bekend." in client.get(PATH).text


def test_a_period_is_changed_and_removed_against_its_version(door: Door, session: Session) -> None:
    client, one = door(SACHA), period(session, "deel")
    address = f"{PATH}/perioden/{one.id}"
    assert 'value="18.90"' in client.get(address).text
    data = {"row_version": "1", "relation": "owned", "owner_key": "deel", "control": "false", "until": str(TODAY)}
    assert client.post(address, data=data).headers["location"] == PATH
    stale = client.post(address, data=data | {"note": "anders"})
    assert (stale.status_code, "intussen gewijzigd" in stale.text) == (400, True)
    assert client.post(f"{address}/verwijderen", data={"row_version": "2"}).status_code == 303
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("actor", [ANNE, CARLA])
def test_nobody_but_a_sector_editor_changes_owners(door: Door, session: Session, actor: Actor) -> None:
    client, one = door(actor), period(session, "deel")
    assert client.post(f"{PATH}/vastleggen/overname", data={"on": str(TODAY)}).status_code == 403
    assert client.post(f"{PATH}/perioden/{one.id}", data={"owner_key": "deel"}).status_code == 403
    assert client.post(f"{PATH}/perioden/{one.id}/verwijderen").status_code == 403
    assert door(ANONYMOUS).get(f"{PATH}/vastleggen/overname").status_code in {303, 401, 403}


def test_a_product_keeps_the_countries_around_it_apart(door: Door, session: Session) -> None:
    make_product(
        session, "app", vendor_key="dochter", locations=("IE",), sub_processors=(("Wolk", "US"), ("Gok", None))
    )
    text = door().get("/producten/app").text
    rows = text.split('id="landen"')[1].split("</table>")[0]
    for country in ("Nederland (NL)", "Verenigde Staten (US)", "Ierland (IE)", "onbekend"):
        assert country in rows
    make_product(session, "kaal", vendor_key=None)
    assert "In welk land de gegevens staan is onbekend." in door().get("/producten/kaal").text


def test_the_timeline_takes_the_same_number_of_statements_for_many(door: Door, session: Session) -> None:
    client = door()
    client.get(PATH)
    with counted(session) as few:
        client.get(PATH)
    for number in range(20):
        make_vendor(session, f"v{number}", parent_key="maker")
    with counted(session) as many:
        client.get(PATH)
    assert len(many) == len(few)
