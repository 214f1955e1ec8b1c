"""The DPIA pages: the worklist, one use with a single open form, and steps that survive a refusal."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from jinja2.ext import babel_extract
from sqlmodel import Session

from api.i18n import catalogue
from swc.dpia.kinds import Answer, DpiaState
from swc.dpia.names import DUTY_NAMES, EVENT_NAMES, INPUT_NAMES, STATE_NAMES, URGENCY_NAMES
from swc.dpia.rules import TRANSITIONS, allowed_events
from swc.landscape.models import Use
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_central, make_product
from tests.factories.dpia import make_answer, make_assessment
from tests.factories.landscape import make_use
from tests.personas import ADMIN, ANNE, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, SACHA
from tests.query_count import counted
from tests.shared_data import ROOT


@pytest.fixture
def use(session: Session) -> Use:
    """Return board A's use of a product with a central DPIA."""
    make_board(session)
    make_board(session, number=BOARD_B, name="Lyceum Zuid")
    make_school(session, pupils=300)
    make_product(session, categories=("P02",))
    make_central(session)
    return make_use(session, product="leerspoor")


def at(use: Use, path: str = "", board: str = BOARD_A) -> str:
    """Return the address of the DPIA page of a use."""
    return f"/besturen/{board}/applicaties/{use.id}/dpia{path}"


def words(html: str) -> str:
    """Return the text of a page without tags and double spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_shows_state_duty_criteria_and_the_first_step(door: Door, use: Use) -> None:
    answer = door(ANNE).get(at(use))
    text = words(answer.text)
    assert answer.status_code == 200
    assert "Niet beoordeeld" in text
    assert "WP7" in text
    assert "P02 ECK iD en andere pseudoniemen komt voor" in text
    assert f"{at(use)}?soort=dpia&amp;stap=screen#stap" in answer.text
    assert "Er is nog geen stap gezet." in text


@pytest.mark.parametrize("state", list(DpiaState))
def test_the_buttons_are_the_steps_of_the_table(door: Door, session: Session, use: Use, state: DpiaState) -> None:
    make_assessment(session, use_id=use.id, state=state)
    shown = re.findall(r"stap=(\w+)#stap", door(ADMIN).get(at(use)).text)
    assert shown == [event.value for event, _ in allowed_events(state)]


@pytest.mark.parametrize(("state", "event"), list(TRANSITIONS))
def test_an_open_form_asks_what_the_table_asks_and_no_field_has_two_names(
    door: Door, session: Session, use: Use, state: DpiaState, event: str
) -> None:
    make_assessment(session, use_id=use.id, state=state)
    html = door(ADMIN).get(at(use, f"?stap={event}")).text
    step = next(to for (here, what), to in TRANSITIONS.items() if (here, what) == (state, event))
    for name in step.inputs:
        assert re.search(rf'<(input|textarea) id="veld-{name}"[^>]*required', html)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_step_is_taken_and_told(door: Door, use: Use) -> None:
    client = door(ANNE)
    answer = client.post(at(use, "/stap?soort=dpia"), data={"event": "screen", "expected_version": "0"})
    assert (answer.status_code, answer.headers["location"]) == (303, at(use))
    text = words(client.get(at(use)).text)
    assert "De stap is vastgelegd." in text
    assert "Niet beoordeeld → Voorafgaande toets" in text


def test_a_refused_step_keeps_what_was_typed_and_names_the_fields(door: Door, session: Session, use: Use) -> None:
    make_assessment(session, use_id=use.id, state=DpiaState.SCREENING)
    data = {"event": "conclude_not_required", "expected_version": "1", "reason": "Kleine pilot", "on": "2026-03-02"}
    answer = door(ANNE).post(at(use, "/stap"), data=data)
    assert answer.status_code == 400
    assert ">Kleine pilot</textarea>" in answer.text
    assert 'id="fout-fg_seen_on-1"' in answer.text


def test_a_lost_update_is_told_and_the_new_version_offered(door: Door, session: Session, use: Use) -> None:
    make_assessment(session, use_id=use.id, state=DpiaState.SCREENING)
    data = {"event": "conclude_required", "expected_version": "0", "on": "2026-03-02"}
    answer = door(ANNE).post(at(use, "/stap"), data=data)
    assert answer.status_code == 400
    assert "Iemand anders heeft deze beoordeling intussen gewijzigd." in words(answer.text)
    assert 'name="expected_version" value="1"' in answer.text


def test_a_step_that_the_table_does_not_know_is_refused(door: Door, use: Use) -> None:
    data = {"event": "approve", "expected_version": "0", "on": "2026-03-02"}
    answer = door(ADMIN).post(at(use, "/stap"), data=data)
    assert answer.status_code == 400
    assert "Vanuit de status ‘Niet beoordeeld’ is de stap ‘Goedkeuren’ niet mogelijk." in words(answer.text)


@pytest.mark.parametrize("data", [{}, {"event": "vlieg"}, {"event": "screen", "expected_version": "x"}])
def test_a_form_that_makes_no_sense_is_400(door: Door, use: Use, data: dict[str, str]) -> None:
    assert door(ANNE).post(at(use, "/stap"), data=data).status_code == 400


def test_a_hit_on_the_list_is_told_before_somebody_concludes_it_away(door: Door, session: Session, use: Use) -> None:
    make_assessment(session, use_id=use.id, state=DpiaState.SCREENING)
    client, told = door(ANNE), "maakt een DPIA verplicht: AP12"
    assert told not in client.get(at(use, "?stap=conclude_not_required")).text
    make_answer(session, use_id=use.id, criterion="AP12", answer=Answer.YES, reason="Volgt de bus.")
    assert told in client.get(at(use, "?stap=conclude_not_required")).text
    data = {"event": "conclude_not_required", "reason": "x", "on": "2026-03-02", "fg_seen_on": "2026-03-02"}
    refused = client.post(at(use, "/stap"), data=data)
    assert (refused.status_code, refused.text.count(told)) == (400, 1)


def test_an_editor_sees_which_steps_take_another_role(door: Door, session: Session, use: Use) -> None:
    make_assessment(session, use_id=use.id, state=DpiaState.SCREENING)
    html = door(CARLA).get(at(use)).text
    assert "stap=conclude_required" not in html
    assert "hiervoor is een andere rol nodig" in html
    data = {"event": "conclude_required", "expected_version": "1", "on": "2026-03-02"}
    assert door(CARLA).post(at(use, "/stap"), data=data).status_code == 403


def test_a_reader_sees_everything_and_no_form(door: Door, use: Use) -> None:
    html = door(BRAM).get(at(use, "?criterium=WP6&stap=screen&centraal=true")).text
    assert f'action="{at(use)}' not in html
    assert "WP6" in html


def test_a_criterion_is_answered_and_both_findings_stay_in_sight(door: Door, use: Use) -> None:
    client = door(CARLA)
    assert 'id="antwoord"' in client.get(at(use, "?criterium=WP6")).text
    data = {"criterion": "WP6", "answer": "no", "reason": "Geen koppelingen."}
    assert client.post(at(use, "/criterium"), data=data).status_code == 303
    assert "Carla, 2 mrt 2026: Geen koppelingen. (afgeleid: onbekend )" in words(client.get(at(use)).text)


def test_an_answer_without_reason_is_asked_for_it(door: Door, use: Use) -> None:
    answer = door(CARLA).post(at(use, "/criterium"), data={"criterion": "WP6", "answer": "no"})
    assert answer.status_code == 400
    assert 'id="fout-reason-1"' in answer.text


def test_an_answer_is_taken_back_with_the_empty_choice(door: Door, session: Session, use: Use) -> None:
    make_answer(session, use_id=use.id, criterion="WP6", reason="Nagevraagd.")
    client = door(CARLA)
    assert client.post(at(use, "/criterium"), data={"criterion": "WP6", "answer": ""}).status_code == 303
    assert "Nagevraagd." not in client.get(at(use)).text


def test_a_central_version_is_cited_from_the_page(door: Door, use: Use) -> None:
    client = door(CARLA)
    assert 'value="dpia-leerspoor/1"' in client.get(at(use, "?centraal=true")).text
    data = {"central": "dpia-leerspoor/1", "local_part_on": "2026-02-01", "expected_version": "0"}
    assert client.post(at(use, "/centraal"), data=data).status_code == 303
    assert "1 feb 2026" in words(client.get(at(use)).text)
    empty = {"central": "", "expected_version": "1"}
    assert client.post(at(use, "/centraal"), data=empty).status_code == 303
    assert "nog niets aangehaald" in client.get(at(use)).text


@pytest.mark.parametrize("central", ["dpia-leerspoor/9", "dpia-leerspoor/x", "onzin"])
def test_a_central_version_that_does_not_exist_is_refused(door: Door, use: Use, central: str) -> None:
    assert door(CARLA).post(at(use, "/centraal"), data={"central": central}).status_code == 400


def test_the_transfer_assessment_has_a_page_and_steps_of_its_own(door: Door, use: Use) -> None:
    client = door(ANNE)
    answer = client.post(at(use, "/stap?soort=dtia"), data={"event": "screen", "expected_version": "0"})
    assert answer.headers["location"] == at(use, "?soort=dtia")
    assert "Voorafgaande toets" in words(client.get(at(use, "?soort=dtia")).text)
    assert "Er is nog geen stap gezet." in words(client.get(at(use)).text)


@pytest.mark.parametrize("query", ["?soort=gok", "?stap=vlieg", "?centraal=misschien"])
def test_a_bad_question_is_400(door: Door, use: Use, query: str) -> None:
    assert door(ANNE).get(at(use, query)).status_code == 400


@pytest.mark.usefixtures("use")
def test_the_worklist_puts_the_overdue_first_and_counts_the_whole_board(door: Door, session: Session) -> None:
    for name, state, due in (
        ("Klaar", DpiaState.APPROVED, date(2028, 1, 1)),
        ("Verlopen", DpiaState.APPROVED, date(2026, 1, 1)),
        ("Heropend", DpiaState.REVIEW, None),
        ("Nodig", DpiaState.REQUIRED, None),
    ):
        one = make_use(session, product="leerspoor", own_name=name)
        make_assessment(session, use_id=one.id, state=state, review_due=due)
    html = door(BRAM).get(f"/besturen/{BOARD_A}/dpia").text
    assert re.findall(r'/dpia">([^<]+)</a></th>', html) == ["Verlopen", "Heropend", "Nodig", "Leerspoor", "Klaar"]
    only = door(BRAM).get(f"/besturen/{BOARD_A}/dpia?settlement=settled&text=&duty=").text
    assert re.findall(r'/dpia">([^<]+)</a></th>', only) == ["Klaar"]
    assert '<span class="tile-number">1</span> <span class="tile-text">Herziening verlopen</span>' in only


def test_an_empty_landscape_says_where_to_begin(door: Door, session: Session) -> None:
    make_board(session)
    text = words(door(ANNE).get(f"/besturen/{BOARD_A}/dpia").text)
    assert "Er staan nog geen applicaties in het landschap. Lees uw lijst in" in text


@pytest.mark.usefixtures("use")
def test_a_filter_that_nothing_meets_says_so(door: Door) -> None:
    assert "Geen applicatie past bij dit filter." in door(ANNE).get(f"/besturen/{BOARD_A}/dpia?settlement=settled").text
    assert door(ANNE).get(f"/besturen/{BOARD_A}/dpia?settlement=misschien").status_code == 400


@pytest.mark.parametrize("actor", [CHRIS, SACHA])
def test_another_board_is_not_found(door: Door, use: Use, actor: object) -> None:
    client = door(actor)
    assert client.get(f"/besturen/{BOARD_A}/dpia").status_code == 404
    assert client.get(at(use)).status_code == 404
    assert client.post(at(use, "/stap"), data={"event": "screen"}).status_code == 404


def test_a_use_of_another_board_is_not_found_under_the_own_number(door: Door, use: Use) -> None:
    assert door(CHRIS).get(at(use, board=BOARD_B)).status_code == 404
    assert door(ANNE).get(f"/besturen/{BOARD_A}/applicaties/{uuid4()}/dpia").status_code == 404


@pytest.mark.parametrize("path", ["/besturen/41101/dpia", "/besturen/41101/applicaties/x/dpia"])
def test_the_anonymous_are_sent_to_log_in(door: Door, path: str) -> None:
    answer = door().get(path)
    assert answer.status_code in (303, 400)
    assert answer.status_code == 400 or answer.headers["location"].startswith("/inloggen")


def test_the_pages_speak_english_when_asked(door: Door, use: Use) -> None:
    text = words(door(ANNE).get(at(use), headers={"Accept-Language": "en"}).text)
    assert "Not assessed" in text
    assert "Next step" in text
    assert "Start screening" in text
    assert "Volgende stap" not in text


@pytest.mark.usefixtures("use")
def test_the_worklist_counts_in_english_too(door: Door) -> None:
    html = door(ANNE).get(f"/besturen/{BOARD_A}/dpia", headers={"Accept-Language": "en"}).text
    assert "<caption>1 application, the most urgent first</caption>" in html


@pytest.mark.usefixtures("use")
def test_more_uses_do_not_mean_more_statements(door: Door, session: Session) -> None:
    client = door(ANNE)
    client.get(f"/besturen/{BOARD_A}/dpia")
    with counted(session) as few:
        client.get(f"/besturen/{BOARD_A}/dpia")
    for number in range(5):
        make_assessment(session, use_id=make_use(session, product="leerspoor", own_name=str(number)).id)
    with counted(session) as many:
        client.get(f"/besturen/{BOARD_A}/dpia")
    assert len([one for one in many if one.startswith("SELECT")]) == len(
        [one for one in few if one.startswith("SELECT")]
    )


def test_every_sentence_of_the_dpia_room_has_an_english_twin() -> None:
    english = catalogue("en")
    names = [*STATE_NAMES.values(), *EVENT_NAMES.values(), *DUTY_NAMES.values(), *URGENCY_NAMES.values()]
    sources = [ROOT / "swc/dpia/screening.py", ROOT / "swc/dpia/rules.py", *(ROOT / "swc/dpia/service").glob("*.py")]
    said = {text for path in sources for text in sentences(path)}
    assert len(said) > 40
    assert sorted({*names, *said, *INPUT_NAMES.values()} - set(english)) == []


def test_every_text_of_the_dpia_templates_has_an_english_twin() -> None:
    english = catalogue("en")
    missing = set()
    for path in (ROOT / "api/templates/dpia").glob("*.html"):
        with path.open("rb") as file:
            for _, _, text, _ in babel_extract(file, ("_", "ngettext"), (), {"trimmed": "true"}):
                first = text if isinstance(text, str) else text[0]
                missing |= {first} - set(english)
    assert missing == set()


def sentences(path: Path) -> set[str]:
    """Return the Dutch sentences in a module: texts that end as a sentence and are no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
        if node.value.endswith(".") and " " in node.value
    }


@pytest.mark.usefixtures("use")
def test_the_kind_of_product_is_told_in_dutch_and_in_english_as_the_catalogue_has_it(
    door: Door, session: Session
) -> None:
    make_product(session, key="sommen", name="Sommenmaker", category="adaptive practice (po)", categories=())
    page = at(make_use(session, product="sommen"))

    dutch, english = (words(door(ANNE).get(page, headers={"Accept-Language": code}).text) for code in ("nl", "en"))

    assert "Sommenmaker is een product van de soort ‘Adaptief oefenen (po)’." in dutch
    assert "product: Adaptief oefenen (po), niet bevestigd" in dutch
    assert "adaptive practice" not in dutch
    assert "Sommenmaker is a product of the kind ‘adaptive practice (po)’." in english
    assert "niet bevestigd" not in english


def test_what_the_facts_do_not_point_at_is_no_proof_until_a_person_says_so(
    door: Door, session: Session, use: Use
) -> None:
    assert "geen aanwijzing AP17 Biometrische gegevens" in words(door(ANNE).get(at(use)).text)

    make_answer(session, use_id=use.id, criterion="AP17", answer=Answer.NO)

    assert "geldt niet AP17 Biometrische gegevens" in words(door(ANNE).get(at(use)).text)
