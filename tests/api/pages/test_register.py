"""The register pages: what is suggested is marked, one form makes one version, and nobody's words are dropped."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlmodel import Session, select

from api.pages.register_forms import mark
from fora.kinds import ReleaseStatus
from fora.models import Release
from swc.access.kinds import Actor
from swc.landscape.models import Use
from swc.register import queries, service
from swc.register.kinds import RegisterField, ValueState
from swc.register.schemas import Activity, ActivityChange, RegisterValue, ValueAddition
from tests.api.conftest import Door
from tests.factories.dpia import make_assessment
from tests.factories.register import ADMIN_ACTIVITY, make_established, make_processor_activity, make_register_landscape
from tests.personas import ANNE, BOARD_A, BRAM, CARLA, CHRIS, NOW, PETRA, acting

REGISTER = f"/besturen/{BOARD_A}/register"
ONE = f"{REGISTER}/{ADMIN_ACTIVITY}"
F = RegisterField


@pytest.fixture(autouse=True)
def use(session: Session) -> Use:
    return make_register_landscape(session)


def words(html: str) -> str:
    """Return the text of a page without tags and double spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def current(session: Session) -> Activity:
    """Return the activity as it stands."""
    found = queries.activity(session, BOARD_A, ADMIN_ACTIVITY, NOW.date())
    assert found is not None
    return found


def application(session: Session) -> RegisterValue:
    """Return the value of the use of the fixture."""
    return current(session).of(F.APPLICATION)[0]


def controls(value: RegisterValue, **said: str) -> dict[str, str]:
    """Return what the form of one value posts."""
    which = mark(value)
    given = {"field": value.field.value, "key": value.key, "was": value.shown, "text": value.shown, **said}
    return {f"{name}-{which}": text for name, text in given.items()}


def test_the_register_opens_by_process_and_marks_what_is_only_suggested(door: Door, session: Session) -> None:
    answer = door(BRAM).get(REGISTER)
    text = words(answer.text)
    coverage = queries.register(session, BOARD_A, NOW.date()).coverage
    assert answer.status_code == 200
    assert f"{coverage.fields_derived} van de {coverage.fields_asked} velden van art. 30 AVG" in text
    assert f'<a href="{ONE}">Leerlingadministratie</a>' in answer.text
    assert "Voorgesteld" in text
    assert "overnemen" not in text


def test_the_register_says_when_there_is_no_reference_to_derive_from(door: Door, session: Session) -> None:
    make_established(session)
    assert "geen release van de FORA" not in words(door(BRAM).get(REGISTER).text)
    for release in session.exec(select(Release)).all():
        release.status = ReleaseStatus.WITHDRAWN
    session.flush()
    text = words(door(BRAM).get(REGISTER).text)
    assert "Er is nu geen release van de FORA gepubliceerd." in text
    assert "Leerlingadministratie" in text


def test_every_view_and_the_processor_register_have_their_own_address(door: Door, session: Session) -> None:
    make_processor_activity(session)
    client = door(BRAM)
    assert "Magister" in words(client.get(REGISTER, params={"view": "application"}).text)
    assert "Leerlingen" in words(client.get(REGISTER, params={"view": "subject"}).text)
    assert client.get(REGISTER, params={"view": "category"}).status_code == 200
    processor = words(client.get(REGISTER, params={"role": "processor"}).text)
    assert "Administratie voor het samenwerkingsverband" in processor
    assert "Leerlingadministratie " not in processor
    assert "Geen verwerking past bij dit filter." in words(client.get(REGISTER, params={"text": "bestaat niet"}).text)
    assert client.get(REGISTER, params={"view": "weg"}).status_code == 400


def test_the_page_of_an_activity_shows_each_value_with_its_way_and_offers_only_what_one_may(
    door: Door, session: Session
) -> None:
    reader, editor = door(PETRA).get(ONE), door(CARLA).get(ONE)
    for value in current(session).values:
        assert value.shown in words(reader.text)
    assert "Waar komt dit vandaan?" in words(reader.text)
    assert "Magister (applicatie)" in words(reader.text)
    assert "vaststellen" not in reader.text
    assert "Alles overnemen en vaststellen" in words(editor.text)


def test_a_way_is_told_in_the_language_of_the_reader(door: Door) -> None:
    english = words(door(CARLA).get(ONE, headers={"Accept-Language": "en"}).text)
    assert "Data subjects of the category (mapping)" in english
    assert "Betrokkenen bij de categorie" not in english
    assert "Source: Own proposal of this catalogue" in english


def test_the_page_tells_which_assessments_cover_the_activity_and_leads_there_who_may_read_them(
    door: Door, session: Session, use: Use
) -> None:
    assert "Over deze verwerking is nog niets beoordeeld." in words(door(PETRA).get(ONE).text)
    found = make_assessment(session, use_id=use.id)
    where = f"/besturen/{BOARD_A}/dpia/dossiers/{found.id}"
    reader, purchaser = door(BRAM).get(ONE), door(PETRA).get(ONE)
    assert f'href="{where}"' in reader.text
    assert f'href="{where}"' not in purchaser.text
    assert "Goedgekeurd" in words(purchaser.text)


def test_one_button_establishes_everything_and_says_so(door: Door, session: Session) -> None:
    client = door(CARLA)
    answer = client.post(f"{ONE}/vaststellen", data={"expected_version": "0", "accept_all": "true"})
    assert (answer.status_code, answer.headers["location"]) == (303, ONE)
    assert (current(session).version, current(session).open_suggestions) == (1, 0)
    page = words(client.get(ONE).text)
    assert "Versie 1" in page
    assert "Vastgesteld" in page


def test_the_page_shows_what_now_follows_beside_what_was_established(door: Door, session: Session, use: Use) -> None:
    make_established(session)
    use.own_name = "Anders & Co"
    session.add(use)
    session.flush()
    for actor in (PETRA, CARLA):
        answer = door(actor).get(ONE)
        assert answer.status_code == 200
        assert "verschil Nu volgt hier: Anders & Co" in words(answer.text)


def test_one_button_takes_over_the_register_of_the_board(door: Door, session: Session) -> None:
    client = door(ANNE)
    assert "Alle voorstellen van" in words(client.get(REGISTER).text)
    assert client.post(f"{REGISTER}/overnemen").status_code == 303
    assert queries.register(session, BOARD_A, NOW.date()).coverage.suggested == 0
    assert "Alle voorstellen van" not in words(client.get(REGISTER).text)


def test_text_that_was_written_counts_although_nothing_was_chosen(door: Door, session: Session) -> None:
    make_established(session)
    data = controls(application(session), text="Ons administratiesysteem")
    answer = door(CARLA).post(f"{ONE}/besluiten", data={"expected_version": "1", **data})
    assert answer.status_code == 303
    assert (application(session).state, application(session).shown) == (ValueState.CHANGED, "Ons administratiesysteem")


def test_several_decisions_and_additions_of_one_form_are_one_version(door: Door, session: Session) -> None:
    make_established(session)
    rejected = current(session).of(F.INFORMATION_OBJECT)[0]
    data = {
        "expected_version": "1",
        **controls(application(session), text="Ons systeem"),
        **controls(rejected, decision="reject", reason="Gebruiken wij niet"),
        "add-data_category-key": "P05",
        "add-retention-text": "Zolang als nodig",
        "days-add-retention": "400",
        "reason": "Jaarlijkse ronde",
    }
    assert door(CARLA).post(f"{ONE}/besluiten", data=data).status_code == 303
    found = current(session)
    assert found.version == 2
    assert [one.detail.term_days for one in found.of(F.RETENTION) if one.shown == "Zolang als nodig"] == [400]
    page = words(door(BRAM).get(ONE).text)
    assert "Reden: Gebruiken wij niet" in page
    assert "Jaarlijkse ronde" in page


def test_a_refused_form_keeps_what_was_typed_and_names_the_value(door: Door, session: Session) -> None:
    make_established(session)
    value = application(session)
    data = {
        "expected_version": "1",
        "opened": "application",
        **controls(value, decision="reject"),
        "add-application-key": "geen-applicatie",
    }
    answer = door(CARLA).post(f"{ONE}/besluiten", data=data)
    assert answer.status_code == 400
    assert "Applicaties: Magister: Geef een reden bij wat u afwijst." in words(answer.text)
    assert '<option value="reject" selected>' in answer.text
    assert '<p class="field-error">Geef een reden bij wat u afwijst.</p>' in answer.text
    late = door(CARLA).post(f"{ONE}/besluiten", data={**data, "expected_version": "0"})
    assert late.status_code == 409
    assert "Iemand anders heeft deze verwerking intussen gewijzigd." in words(late.text)


def test_a_suggestion_is_rejected_and_an_activity_ends_and_comes_back(door: Door, session: Session) -> None:
    client = door(CARLA)
    assert client.post(f"{ONE}/afwijzen", data={"expected_version": "0"}).status_code == 400
    assert client.post(f"{ONE}/afwijzen", data={"expected_version": "0", "reason": "Nee"}).status_code == 303
    assert "Afgewezen: Nee" in words(client.get(ONE).text)
    assert client.post(f"{ONE}/heropenen", data={"reason": "Toch"}).status_code == 303
    make_established(session)
    ended = {"expected_version": "1", "reason": "Gestopt", "on": "2026-02-01"}
    assert client.post(f"{ONE}/beeindigen", data=ended).status_code == 303
    assert "Beëindigd op 1 feb 2026: Gestopt" in words(client.get(ONE).text)
    assert client.post(f"{ONE}/heropenen", data={"reason": "Weer gestart"}).status_code == 303
    assert current(session).version == 3


def test_an_older_version_says_by_which_it_was_replaced_and_the_newer_what_changed(
    door: Door, session: Session
) -> None:
    make_established(session)
    data = ActivityChange(name="Leerlingzaken", additions=(ValueAddition(field=F.RECIPIENT, text="De gemeente"),))
    service.change(session, BOARD_A, ADMIN_ACTIVITY, data, by=acting(CARLA))
    client = door(PETRA)
    old, new = words(client.get(f"{ONE}/1").text), words(client.get(f"{ONE}/2").text)
    assert "Vervangen door versie 2 sinds 2 mrt 2026 10:30." in old
    assert "De gemeente" not in old
    assert "Dit is de geldende versie." in new
    assert "erbij: De gemeente" in new
    assert "Naam: Leerlingadministratie Leerlingzaken" in new
    assert client.get(f"{ONE}/3").status_code == 404


def test_an_activity_by_hand_and_one_as_processor_are_made_on_a_page(door: Door) -> None:
    client = door(CARLA)
    assert client.get(f"{REGISTER}/nieuw").status_code == 200
    data = {
        "name": "Dossiers voor het samenwerkingsverband",
        "role": "processor",
        "lines-controller": "Samenwerkingsverband Zuid\nGemeente Zuid",
        "add-description-text": "Bewaren van dossiers",
        "codes-data_category": ["P05", "P07"],
        "lines-security": "Toegang per rol",
    }
    made = client.post(f"{REGISTER}/nieuw", data=data)
    assert made.status_code == 303
    page = words(client.get(made.headers["location"]).text)
    for told in ("Samenwerkingsverband Zuid", "Gemeente Zuid", "Bewaren van dossiers", "Verwerker"):
        assert told in page
    refused = client.post(f"{REGISTER}/nieuw", data={**data, "lines-controller": ""})
    assert refused.status_code == 400
    assert "Noem voor wie uw bestuur verwerkt." in words(refused.text)
    assert 'value="Dossiers voor het samenwerkingsverband"' in refused.text


@pytest.mark.parametrize(("actor", "status"), [(BRAM, 403), (PETRA, 403), (CHRIS, 404)])
def test_who_may_not_decide_is_refused_on_every_form(door: Door, actor: Actor, status: int) -> None:
    client = door(actor)
    for path in (f"{REGISTER}/overnemen", f"{ONE}/vaststellen", f"{ONE}/afwijzen"):
        assert client.post(path, data={"accept_all": "true", "reason": "x"}).status_code == status
    assert client.get(f"{REGISTER}/nieuw").status_code == status
    assert client.get(f"{ONE}/9").status_code == 404
