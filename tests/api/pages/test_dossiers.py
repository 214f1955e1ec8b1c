"""The pages of dossiers without JavaScript: list, steps, screening, texts that are merged, risks and measures."""

from __future__ import annotations

import re

import pytest
from sqlmodel import Session, select

from swc.dpia.files import assessment_file
from swc.dpia.kinds import DpiaState
from swc.dpia.models import Assessment, AssessmentSection
from swc.dpia.rules import allowed_events
from swc.landscape.models import Use
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_central, make_product
from tests.factories.dpia import make_assessment
from tests.factories.landscape import make_use
from tests.factories.register import ADMIN_ACTIVITY, make_established, make_register_landscape
from tests.personas import ADMIN, ANNE, BOARD_A, BRAM, CARLA, FATIMA, NOW

BASE = f"/besturen/{BOARD_A}"


@pytest.fixture
def use(session: Session) -> Use:
    """Return board A's use of a product with a central DPIA."""
    make_board(session)
    make_school(session, pupils=300)
    make_product(session, categories=("P02",))
    make_central(session)
    return make_use(session, product="leerspoor")


@pytest.fixture
def dossier(session: Session, use: Use) -> Assessment:
    """Return the assessment of that use, in progress."""
    return make_assessment(session, use_id=use.id, state=DpiaState.IN_PROGRESS)


def at(dossier: Assessment, path: str = "") -> str:
    """Return an address below a dossier."""
    return f"{BASE}/dpia/dossiers/{dossier.id}{path}"


def words(html: str) -> str:
    """Return the text of a page without tags and double spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_use_leads_to_its_dossier_and_the_list_to_both(door: Door, use: Use) -> None:
    client = door(ANNE)
    page = f"{BASE}/applicaties/{use.id}/dpia"
    assert f'action="{page}/dossier"' in client.get(page).text
    opened = client.post(f"{page}/dossier", data={"kind": "dpia"})
    assert opened.status_code == 303
    assert client.post(f"{page}/dossier", data={"kind": "dpia"}).headers["location"] == opened.headers["location"]
    assert opened.headers["location"] in client.get(page).text
    assert opened.headers["location"] in client.get(f"{BASE}/dpia/dossiers").text
    assert "Geen dossier past bij dit filter." in client.get(f"{BASE}/dpia/dossiers?text=niets").text


def test_a_dossier_over_activities_is_opened_from_the_register(door: Door, session: Session) -> None:
    make_register_landscape(session)
    client = door(ANNE)
    assert "nog geen vastgestelde verwerking" in client.get(f"{BASE}/dpia/dossiers/nieuw").text
    make_established(session)
    assert str(ADMIN_ACTIVITY) in client.get(f"{BASE}/dpia/dossiers/nieuw").text
    refused = client.post(f"{BASE}/dpia/dossiers", data={"title": "Administratie"})
    assert (refused.status_code, 'value="Administratie"' in refused.text) == (400, True)
    data = {"title": "Administratie", "activities": str(ADMIN_ACTIVITY), "matrix": "5x5", "kind": "dpia"}
    opened = client.post(f"{BASE}/dpia/dossiers", data=data).headers["location"]
    assert f"{BASE}/register/{ADMIN_ACTIVITY}" in client.get(opened).text
    assert client.get(f"{opened}/risicos?welke=nieuw").text.count("5 – zeer waarschijnlijk") == 2
    changed = client.post(f"{opened}/reikwijdte", data=data | {"title": "Leerlingadministratie"})
    assert changed.status_code == 303
    assert "Leerlingadministratie" in client.get(opened).text
    screened = client.post(f"{opened}/screening", data={"rest": "no", "rest_reason": "Nagegaan."})
    assert screened.status_code == 303
    assert "Nagegaan." in client.get(f"{opened}/screening").text


def test_the_buttons_are_the_steps_of_the_table(door: Door, session: Session, dossier: Assessment) -> None:
    client = door(ADMIN)
    for state in DpiaState:
        dossier.state = state
        session.add(dossier)
        session.flush()
        shown = re.findall(r"stap=(\w+)#stap\" ?[^c]*?>", client.get(at(dossier)).text)
        assert list(dict.fromkeys(shown)) == [event.value for event, _ in allowed_events(state)], state


def test_who_gave_the_advice_does_not_decide(door: Door, session: Session, dossier: Assessment) -> None:
    dossier.state = DpiaState.FG_ADVICE
    session.flush()
    fatima, anne = door(FATIMA), door(ANNE)
    advice = {"event": "advise", "advice": "Beperk de bewaartermijn.", "on": "2026-03-01"}
    assert fatima.post(at(dossier, "/stap"), data=advice).status_code == 303
    assert "Beperk de bewaartermijn." in words(fatima.get(at(dossier)).text)
    approve = {"event": "approve", "on": "2026-03-02"}
    refused = fatima.post(at(dossier, "/stap"), data=approve)
    assert (refused.status_code, "art. 38 lid 6 AVG" in refused.text) == (400, True)
    assert anne.post(at(dossier, "/stap"), data=approve).status_code == 303


def test_the_screening_comes_ticked_with_reasons_and_a_change_asks_one(
    door: Door, session: Session, dossier: Assessment
) -> None:
    dossier.state = DpiaState.SCREENING
    session.flush()
    client, path = door(ANNE), at(dossier, "/screening")
    html = client.get(path).text
    assert re.search(r'name="answer.WP7" value="yes" class="derived" checked', html)
    assert "P02 ECK iD en andere pseudoniemen komt voor" in words(html)
    assert "Vul eerst de toets in" in client.get(at(dossier)).text
    refused = client.post(path, data={"answer.WP7": "no", "motive": "Zie hieronder."})
    assert refused.status_code == 400
    assert re.search(r'id="fout-WP7"[^>]*>Geef een reden', refused.text)
    assert "Zie hieronder." in refused.text
    data = {"answer.WP7": "no", "reason.WP7": "Alleen personeel.", "rest": "no", "rest_reason": "Nagegaan."}
    assert client.post(path, data=data).status_code == 303
    found = assessment_file(session, BOARD_A, dossier.id, NOW.date())
    assert found is not None
    assert found.screening is not None
    answers = {one.criterion: (one.outcome.value, one.answer_reason) for one in found.screening.criteria}
    assert answers["WP7"] == ("no", "Alleen personeel.")
    assert answers["AP06"][0] == "no"
    assert "Vul eerst de toets in" not in client.get(at(dossier)).text


def test_a_settled_screening_is_read_and_not_filled_in(door: Door, dossier: Assessment) -> None:
    html = door(ANNE).get(at(dossier, "/screening")).text
    assert 'name="answer.WP7"' not in html
    assert door(ANNE).post(at(dossier, "/screening"), data={}).status_code == 400


def test_the_draft_is_taken_over_below_the_text_and_kept_only_when_saved(
    door: Door, session: Session, dossier: Assessment
) -> None:
    client, path = door(CARLA), at(dossier, "/onderdelen/personal-data")
    draft = "P02 ECK iD en andere pseudoniemen."
    assert draft in client.get(path).text
    taken = client.post(path, data={"text": "Mijn zin.", "number": "0", "deed": "draft"})
    assert re.search(rf"<textarea[^>]*>Mijn zin\.\n\n{draft}", taken.text)
    assert session.exec(select(AssessmentSection)).all() == []
    assert client.post(path, data={"text": "a\r\nb", "number": "0", "deed": "save"}).headers["location"] == path
    assert session.exec(select(AssessmentSection.text)).one() == "a\nb"
    assert client.post(path, data={"text": "c", "number": "1", "deed": "close"}).headers["location"] == at(dossier)


def test_the_second_of_two_writers_merges_and_nothing_is_lost(
    door: Door, session: Session, dossier: Assessment
) -> None:
    anne, carla, path = door(ANNE), door(CARLA), at(dossier, "/onderdelen/purposes")
    anne.post(path, data={"text": "Lesgeven. Toetsen.", "number": "0"})
    anne.post(path, data={"text": "Lesgeven. Toetsen en examens.", "number": "1"})
    page = carla.post(path, data={"text": "Lesgeven en begeleiden. Toetsen.", "number": "1"})
    assert page.status_code == 409
    for text in ("Anne", "Lesgeven. Toetsen.", "Lesgeven. Toetsen en examens.", "Lesgeven en begeleiden. Toetsen."):
        assert text in words(page.text)
    proposal = "Lesgeven en begeleiden. Toetsen en examens."
    assert re.search(rf'<textarea id="veld-text"[^>]*>{proposal}</textarea>', page.text)
    assert 'name="number" value="2"' in page.text
    anne.post(path, data={"text": "Alleen examens.", "number": "2"})
    again = carla.post(path, data={"text": proposal, "number": "2"})
    assert (again.status_code, "Alleen examens." in again.text, proposal in again.text) == (409, True, True)
    assert carla.post(path, data={"text": proposal, "number": "3"}).status_code == 303
    kept = session.exec(select(AssessmentSection.text).order_by(AssessmentSection.number)).all()  # type: ignore[arg-type]
    assert kept == ["Lesgeven. Toetsen.", "Lesgeven. Toetsen en examens.", "Alleen examens.", proposal]
    shown = carla.get(f"{path}/versies").text
    assert [text for text in kept if text not in shown] == []


def test_a_risk_is_added_weighed_changed_and_removed(door: Door, session: Session, dossier: Assessment) -> None:
    client, path = door(ANNE), at(dossier, "/risicos")
    refused = client.post(path, data={"description": "Zonder naam"})
    assert (refused.status_code, "Zonder naam" in refused.text) == (400, True)
    assert client.post(path, data={"title": "Inzage", "likelihood": "4", "impact": "4"}).status_code == 303
    html = client.get(path).text
    assert re.search(r'cell-very_high"><span class="cell-level">Zeer hoog</span> <strong><a href="#risico-1"', html)
    assert "Nog niet ingeschat: R1" in words(html)
    found = assessment_file(session, BOARD_A, dossier.id, NOW.date())
    assert found is not None
    one = found.risks[0]
    form = client.get(f"{path}?welke={one.id}").text
    assert (len(re.findall(r'\bid="', form)), 'value="Inzage"' in form) == (
        len(set(re.findall(r'\bid="[^"]+"', form))),
        True,
    )
    data = {"title": "Inzage", "residual_likelihood": "1", "residual_impact": "1", "expected_version": "1"}
    assert client.post(f"{path}/{one.id}", data=data).status_code == 303
    late = client.post(f"{path}/{one.id}", data=data | {"title": "Anders"})
    assert (late.status_code, 'value="Anders"' in late.text, 'name="expected_version" value="2"' in late.text) == (
        400,
        True,
        True,
    )
    assert "Zo staat het nu, met de wijziging van de ander: Inzage" in words(late.text)
    assert client.post(f"{path}/{one.id}", data={"deed": "remove"}).status_code == 303
    assert "Er zijn nog geen risico" in client.get(path).text


def test_a_measure_is_settled_with_evidence_or_a_reason(door: Door, session: Session, dossier: Assessment) -> None:
    client, path = door(ANNE), at(dossier, "/maatregelen")
    data = {"text": "Zet logging aan.", "addressee": "board", "owner_role": "beheerder", "due": "2026-01-01"}
    assert client.post(path, data=data).status_code == 303
    found = assessment_file(session, BOARD_A, dossier.id, NOW.date())
    assert found is not None
    one = found.measures[0]
    assert "over tijd" in client.get(path).text
    assert "Zet logging aan." in client.get(f"{BASE}/maatregelen?overdue=true").text
    refused = client.post(f"{path}/{one.id}/uitkomst", data={"state": "done", "on": "2026-03-01"})
    assert (refused.status_code, 'id="fout-evidence-1"' in refused.text) == (400, True)
    done = {"state": "done", "on": "2026-03-01", "evidence": "Besluit 12", "expected_version": "1"}
    assert client.post(f"{path}/{one.id}/uitkomst", data=done).status_code == 303
    assert "Besluit 12" in client.get(path).text
    assert "Zet logging aan." not in client.get(f"{BASE}/maatregelen").text
    assert "Zet logging aan." in client.get(f"{BASE}/maatregelen?state=all&owner=beheerder").text


def test_the_term_of_the_authority_is_shown_and_extended(door: Door, session: Session, dossier: Assessment) -> None:
    dossier.state, dossier.consulted_on = DpiaState.PRIOR_CONSULTATION, NOW.date()
    session.flush()
    client = door(ANNE)
    assert "antwoord uiterlijk 27 apr 2026" in client.get(at(dossier)).text
    wrong = client.post(at(dossier, "/verlenging"), data={"on": "2026-09-01"})
    assert (wrong.status_code, 'id="fout-on-1"' in wrong.text) == (400, True)
    assert client.post(at(dossier, "/verlenging"), data={"on": "2026-03-02"}).status_code == 303
    assert "antwoord uiterlijk 8 jun 2026" in client.get(at(dossier)).text
    said = {"event": "answer", "reason": "De AP heeft geen bezwaar.", "on": "2026-03-02"}
    assert client.post(at(dossier, "/stap"), data=said).status_code == 303
    text = words(client.get(at(dossier)).text)
    assert "Antwoord 2 mrt 2026: De AP heeft geen bezwaar." in text
    assert "uiterlijk" not in text
    assert "Begin intussen niet" not in text


def test_an_incident_is_reported_and_reopens_the_dossier(door: Door, session: Session, dossier: Assessment) -> None:
    dossier.state = DpiaState.APPROVED
    session.flush()
    client = door(CARLA)
    assert "?deel=aanleiding#aanleiding" in client.get(at(dossier)).text
    data = {"trigger": "incident", "on": "2026-03-01"}
    refused = client.post(at(dossier, "/aanleiding"), data=data)
    assert (refused.status_code, 'id="fout-reason-1"' in refused.text) == (400, True)
    assert client.post(at(dossier, "/aanleiding"), data=data | {"reason": "Datalek."}).status_code == 303
    text = words(client.get(at(dossier)).text)
    assert "Te herzien" in text
    assert "Aanleiding: Incident Datalek." in text


def test_a_reader_reads_and_gets_no_forms(door: Door, dossier: Assessment) -> None:
    client = door(BRAM)
    for path in ("", "/screening", "/onderdelen/purposes", "/risicos", "/maatregelen"):
        html = client.get(at(dossier, path)).text
        main = html[html.index("<main") : html.index("</main>")]
        assert "<textarea" not in main, path
        assert "<button" not in main, path
