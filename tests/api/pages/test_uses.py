"""One use as people see and change it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from lxml import html
from sqlmodel import Session, select

from fora.models import Release
from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.landscape.kinds import UsageStatus
from swc.landscape.models import Agreement, DerivedVerdict, Placement, Use
from tests.api.conftest import Door
from tests.factories.catalogue import make_product, make_version
from tests.factories.fora import ENROL, GRADES, LAS, REGISTER, make_element, make_relation
from tests.factories.landscape import make_codes, make_coupling, make_landscape, make_use, make_verdict
from tests.personas import ANONYMOUS, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS
from tests.query_count import counted


@pytest.fixture(autouse=True)
def surroundings(session: Session) -> None:
    make_landscape(session)
    make_codes(session, "usage-status", *(one.value for one in UsageStatus))
    make_codes(session, "agreement-presence", "present", "absent", "not_needed", "unknown")


def at(use: Use, path: str = "") -> str:
    return f"/besturen/{BOARD_A}/applicaties/{use.id}{path}"


def test_a_reader_sees_facts_paths_reasons_and_no_controls(door: Door, session: Session) -> None:
    use = make_use(session, components=(LAS,), owner_role="Coördinator ICT", notes="Pilot")
    answer = door(BRAM).get(at(use))
    assert answer.status_code == 200
    page = html.fromstring(answer.text)
    assert page.xpath("//main//h1")[0].text_content().startswith("Magister")
    text = page.xpath("//main")[0].text_content()
    for part in ("Coördinator ICT", "Pilot", "Sanoma", "Gegevensniveau van het product", "Leerplichtwet 1969"):
        assert part in text
    paths = [[step.text_content() for step in path.xpath("li")] for path in page.xpath("//ol[@class='path']")]
    assert ["Leerlingadministratiesysteem", "Leerlingbeheer", "Inschrijving"] in paths
    assert page.xpath("//main//form") == []


def test_the_page_names_its_json_twin(door: Door, session: Session) -> None:
    use = make_use(session)
    page = html.fromstring(door(BRAM).get(at(use)).text)
    json = page.xpath("//link[@rel='alternate'][@type='application/json']/@href")
    assert json == [f"/api/v1/boards/{BOARD_A}/uses/{use.id}"]


@pytest.mark.parametrize("path", ["", "/bewerken"])
def test_strangers_log_in_first_and_others_find_nothing(door: Door, session: Session, path: str) -> None:
    use, theirs = make_use(session), make_use(session, board=BOARD_B)
    assert door(ANONYMOUS).get(at(use, path)).status_code == 303
    assert door(CHRIS).get(at(use, path)).status_code == 404
    assert door(CARLA).get(at(theirs, path)).status_code == 404
    assert door(CARLA).get(f"/besturen/{BOARD_A}/applicaties/{uuid4()}{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["bewerken", "verwijderen", "plaatsen", "weghalen", "afgeleid", "categorieen", "overeenkomst"]
)
@pytest.mark.parametrize(("actor", "status"), [(BRAM, 403), (CHRIS, 404), (ANONYMOUS, 401)])
def test_who_may_not_edit_changes_nothing(door: Door, session: Session, path: str, actor: Actor, status: int) -> None:
    use = make_use(session, components=(LAS,))
    form = {
        "component_guid": LAS,
        "element_guids": GRADES,
        "verdict": "accepted",
        "presence": "absent",
        "removal_reason": "weg",
        "users": "7",
    }
    assert door(actor).post(at(use, f"/{path}"), data=form).status_code == status
    assert session.exec(select(Event)).all() == []


def test_placing_and_taking_off_show_at_once(door: Door, session: Session) -> None:
    use, client = make_use(session), door(CARLA)
    assert client.post(at(use, "/plaatsen"), data={"component_guid": LAS}).status_code == 303
    page = html.fromstring(client.get(at(use)).text)
    assert page.xpath("//section[@aria-labelledby='plaatsing']//li/a/text()") == ["Leerlingadministratiesysteem"]
    (happened,) = page.xpath("//section[@aria-labelledby='historie']//li")
    assert "Carla heeft Magister op een FORA-component geplaatst" in happened.text_content()
    assert client.post(at(use, "/weghalen"), data={"component_guid": LAS}).status_code == 303
    assert session.exec(select(Placement)).all() == []


def test_a_component_that_is_none_is_refused_next_to_the_field(door: Door, session: Session) -> None:
    use = make_use(session)
    answer = door(CARLA).post(at(use, "/plaatsen"), data={"component_guid": GRADES})
    assert answer.status_code == 400
    assert "Kies een referentiecomponent" in answer.text


def test_ticked_lines_are_judged_together(door: Door, session: Session) -> None:
    use, client = make_use(session, components=(LAS,)), door(CARLA)
    form = {"element_guids": [GRADES, ENROL], "verdict": "accepted", "reason": ""}
    assert client.post(at(use, "/afgeleid"), data=form).status_code == 303
    assert len(session.exec(select(DerivedVerdict)).all()) == 2
    assert "aanvaard" in client.get(at(use)).text


def test_rejecting_without_a_reason_keeps_what_was_ticked(door: Door, session: Session) -> None:
    use = make_use(session, components=(LAS,))
    answer = door(CARLA).post(at(use, "/afgeleid"), data={"element_guids": [GRADES], "verdict": "rejected"})
    assert answer.status_code == 400
    page = html.fromstring(answer.text)
    assert page.xpath("//input[@name='element_guids' and @checked]/@value") == [GRADES]
    assert page.xpath("//input[@name='reason']/@aria-invalid") == ["true"]


def test_something_is_added_by_hand_after_a_search(door: Door, session: Session) -> None:
    use, client = make_use(session), door(CARLA)
    page = html.fromstring(client.get(at(use), params={"element": "verzuim"}).text)
    offered = page.xpath("//form[.//button[text()='Toevoegen']]//input[@name='element_guids']/@value")
    assert REGISTER in offered
    client.post(at(use, "/afgeleid"), data={"element_guids": REGISTER, "verdict": "accepted"})
    assert "zelf toegevoegd" in client.get(at(use)).text


def test_of_many_facts_the_nearest_and_the_judged_are_shown_and_the_rest_on_request(
    door: Door, session: Session
) -> None:
    release = session.exec(select(Release)).one()
    for at_ in range(40):
        guid = f"{at_:032x}"
        make_element(session, release, guid=guid, name=f"Object {at_:02}", archimate_type="BusinessObject")
        make_relation(session, release, kind="Access", source=LAS, target=guid)
    use, client = make_use(session, components=(LAS,)), door(BRAM)
    make_verdict(session, use.id, f"{39:032x}")

    def objects(query: str = "") -> list[str]:
        page = html.fromstring(client.get(at(use, query)).text)
        return page.xpath("//table[caption[contains(., 'Informatieobject')]]/tbody/tr/th/a/text()")

    assert len(objects()) == 26
    assert "Object 39" in objects()
    assert len(objects("?toon=information_object")) == 43


def test_a_lapsed_path_is_said(door: Door, session: Session) -> None:
    use = make_use(session)
    make_verdict(session, use.id, GRADES, name="Cijfer", path=[{"guid": LAS, "name": "Oud LAS"}])
    text = door(BRAM).get(at(use)).text
    assert "aanvaard, pad vervallen" in text
    assert "Oud LAS" in text


def test_categories_and_agreement_are_kept_once_per_version(door: Door, session: Session) -> None:
    use, client = make_use(session), door(CARLA)
    assert client.post(at(use, "/categorieen"), data={"version": "1", "categories": "P12"}).status_code == 303
    form = {"version": "2", "presence": "present", "model_version": "4.0", "signed_on": "2025-09-01"}
    assert client.post(at(use, "/overeenkomst"), data=form).status_code == 303
    assert session.exec(select(Agreement.model_version)).one() == "4.0"
    late = client.post(at(use, "/overeenkomst"), data={"version": "2", "presence": "absent"})
    assert late.status_code == 409
    assert "Iemand anders heeft dit intussen gewijzigd" in late.text
    assert session.exec(select(Agreement.model_version)).one() == "4.0"


def edit_form(text: str) -> dict[str, str]:
    """Return what a browser would send of the edit form as it stands."""
    (form,) = html.fromstring(text).xpath("//form[@data-guard]")
    return dict(form.form_values())


def test_an_untouched_form_changes_nothing(door: Door, session: Session) -> None:
    use, client = make_use(session, users=10, notes="regel\nregel"), door(CARLA)
    form = edit_form(client.get(at(use, "/bewerken")).text)
    assert client.post(at(use, "/bewerken"), data=form).status_code == 303
    assert session.exec(select(Event)).all() == []


def test_an_emptied_field_becomes_empty(door: Door, session: Session) -> None:
    use, client = make_use(session, users=10, owner_role="ICT"), door(CARLA)
    form = edit_form(client.get(at(use, "/bewerken")).text) | {"users": ""}
    assert client.post(at(use, "/bewerken"), data=form).status_code == 303
    session.refresh(use)
    assert (use.users, use.owner_role) == (None, "ICT")


def test_a_wrong_field_keeps_the_form_and_its_version(door: Door, session: Session) -> None:
    use, client = make_use(session), door(CARLA)
    form = edit_form(client.get(at(use, "/bewerken")).text) | {"users": "-1", "owner_role": "FB"}
    answer = client.post(at(use, "/bewerken"), data=form)
    assert answer.status_code == 400
    again = edit_form(answer.text)
    assert (again["owner_role"], again["version"], again["base"]) == ("FB", "1", form["base"])


def test_two_people_editing_lose_nothing(door: Door, session: Session) -> None:
    use, client = make_use(session, users=10, owner_role="ICT", notes="oud"), door(CARLA)
    mine = edit_form(client.get(at(use, "/bewerken")).text)
    theirs = mine | {"users": "12", "owner_role": "FB"}
    assert client.post(at(use, "/bewerken"), data=theirs).status_code == 303
    answer = client.post(at(use, "/bewerken"), data=mine | {"owner_role": "IBP", "notes": "nieuw"})
    assert answer.status_code == 409
    merged = edit_form(answer.text)
    assert (merged["users"], merged["owner_role"], merged["notes"]) == ("12", "IBP", "nieuw")
    row = html.fromstring(answer.text).xpath("//table//tbody/tr")
    assert [cell.text_content() for cell in row[0].xpath("th|td")] == ["Eigenaar (rol)", "FB", "IBP"]
    assert client.post(at(use, "/bewerken"), data=merged).status_code == 303
    session.refresh(use)
    assert (use.users, use.owner_role, use.notes) == (12, "IBP", "nieuw")


def test_the_version_is_chosen_in_the_form_and_shown_with_its_product(door: Door, session: Session) -> None:
    four, use, client = make_version(session), make_use(session), door(CARLA)
    assert "versie onbekend" in client.get(at(use)).text
    form = edit_form(client.get(at(use, "/bewerken")).text)
    assert form["version_id"] == ""
    assert client.post(at(use, "/bewerken"), data={**form, "version_id": str(four)}).status_code == 303
    page = html.fromstring(client.get(at(use)).text)
    assert page.xpath("//main//a[@href=$href]/text()", href=f"/producten/magister#version-{four}") == ["versie 4.2"]
    assert edit_form(client.get(at(use, "/bewerken")).text)["version_id"] == str(four)
    history = html.fromstring(client.get(f"/besturen/{BOARD_A}/historie").text).xpath("//main")[0].text_content()
    assert "versie 4.2" in " ".join(history.split()).replace("versie4", "versie 4")
    assert "version_id" not in history


def test_a_version_of_another_product_is_refused_next_to_the_field(door: Door, session: Session) -> None:
    make_product(session, "roosterwijs")
    use, other = make_use(session), make_version(session, "roosterwijs")
    client = door(CARLA)
    form = edit_form(client.get(at(use, "/bewerken")).text)
    answer = client.post(at(use, "/bewerken"), data={**form, "version_id": str(other)})
    assert answer.status_code == 400
    told = html.fromstring(answer.text).get_element_by_id("fout-version_id-1").text_content()
    assert told == "Deze versie hoort niet bij dit product. Kies een versie van dit product."


def test_removing_asks_a_reason(door: Door, session: Session) -> None:
    use, client = make_use(session), door(CARLA)
    address = at(use, "/verwijderen")
    assert client.post(address, data={"removal_reason": ""}).status_code == 400
    answer = client.post(address, data={"removal_reason": "dubbel"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/besturen/{BOARD_A}/applicaties")
    assert session.exec(select(Use)).all() == []


def test_more_couplings_do_not_take_more_statements(door: Door, session: Session) -> None:
    use, client = make_use(session, components=(LAS,)), door(CARLA)
    client.get(at(use))
    with counted(session) as few:
        client.get(at(use))
    for _ in range(20):
        make_coupling(session, use, standards=("uwlr",))
    with counted(session) as many:
        client.get(at(use))
    assert len(few) == len(many)
