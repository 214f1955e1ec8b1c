"""The history of a board in readable sentences."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.landscape import make_landscape, make_use
from tests.personas import ANNE, ANONYMOUS, BOARD_A, BOARD_B, CARLA, CHRIS, SACHA, acting
from tests.query_count import counted

PATH = f"/besturen/{BOARD_A}/historie"


def note(session: Session, kind: str, subject: SubjectKind, key: str, **changes: Any) -> None:  # noqa: ANN401
    """Record an event by Carla at board A."""
    by = acting(CARLA, reason="op verzoek van de FG")
    record(session, by=by, kind=kind, subject=subject, key=key, board_number=BOARD_A, **changes)


def test_an_event_reads_as_a_sentence_with_reason_and_before_and_after(door: Door, session: Session) -> None:
    make_landscape(session)
    use = make_use(session)
    note(session, "use.changed", SubjectKind.USE, str(use.id), before={"users": 3}, after={"users": 500})
    text = door(ANNE).get(PATH).text
    assert "Carla heeft de applicatie" in text
    assert "Reden: op verzoek van de FG" in text
    assert "<dt>gebruikers</dt><dd>was 3, werd 500</dd>" in text
    assert f'href="/besturen/{BOARD_A}/applicaties/{use.id}"' in text


def test_what_is_gone_keeps_its_name_but_has_no_link(door: Door, session: Session) -> None:
    make_board(session)
    note(session, "use.removed", SubjectKind.USE, "0" * 32, before={"name": "Oude <b>app"})
    text = door(ANNE).get(PATH).text
    assert "Carla heeft de applicatie Oude &lt;b&gt;app verwijderd." in text
    assert "Bekijk" not in text


def test_a_removed_application_is_named_by_what_its_event_kept(door: Door, session: Session) -> None:
    make_board(session)
    rows = {"use": [{"own_name": "", "product_key": "magister"}], "placement": [{"a": 1}, {"a": 2}]}
    note(session, "use.removed", SubjectKind.USE, "0" * 32, before=rows)
    text = door(ANNE).get(PATH).text
    assert "Carla heeft de applicatie magister verwijderd." in text
    assert "<dt>placement</dt><dd>2</dd>" in text


def test_an_agreement_is_named_by_its_application(door: Door, session: Session) -> None:
    make_landscape(session)
    use = make_use(session, own_name="Onze LAS")
    sides = {"before": {"presence": "unknown"}, "after": {"presence": "present"}}
    for side in sides.values():
        side["use_id"] = str(use.id)
    note(session, "agreement.changed", SubjectKind.AGREEMENT, "1", **sides)
    text = door(ANNE).get(PATH).text
    assert "de verwerkersovereenkomst van Onze LAS gewijzigd" in text
    assert "was Onbekend, werd Aanwezig" in text


def test_codes_and_odd_values_are_shown_in_words(door: Door, session: Session) -> None:
    make_board(session)
    after = {
        "state": "required",
        "role": "board_admin",
        "tags": ["a", "b"],
        "agreed": True,
        "nested": {"name": "x", "id": 1},
        "sha256": "f00",
    }
    note(session, "iets.onbekends", SubjectKind.ASSESSMENT, "1", before={"state": None}, after=after)
    text = door(ANNE).get(PATH).text
    assert "Carla: iets.onbekends (DPIA)." in text
    assert "<dd>required</dd>" not in text
    for expected in ("<dd>a, b</dd>", "<dd>ja</dd>", "<dd>naam: x</dd>", "<dd>beheerder</dd>"):
        assert expected in text
    assert "f00" not in text


def test_a_long_history_is_paged_by_cursor(door: Door, session: Session) -> None:
    make_board(session)
    for number in range(55):
        note(session, "school.created", SubjectKind.SCHOOL, str(number), after={"name": f"School {number:02}"})
    client = door(ANNE)
    first = client.get(PATH).text
    assert "School 54" in first
    assert "School 04" not in first
    cursor = first.rpartition("voor=")[2].partition('"')[0]
    second = client.get(PATH, params={"voor": cursor}).text
    assert "School 04" in second
    assert "School 05" not in second


def test_history_can_be_kept_to_one_kind(door: Door, session: Session) -> None:
    make_board(session)
    note(session, "school.created", SubjectKind.SCHOOL, "1", after={"name": "De Eik"})
    note(session, "site.created", SubjectKind.SITE, "1", after={"name": "Dislocatie"})
    text = door(ANNE).get(PATH, params={"soort": "school"}).text
    assert "De Eik" in text
    assert "Dislocatie" not in text
    assert door(ANNE).get(PATH, params={"soort": "onzin"}).status_code == 200


@pytest.mark.parametrize(("actor", "status"), [(CHRIS, 404), (SACHA, 404), (ANONYMOUS, 303)])
def test_another_boards_history_does_not_exist(door: Door, session: Session, actor: Actor, status: int) -> None:
    make_board(session)
    make_board(session, number=BOARD_B)
    assert door(actor).get(PATH).status_code == status


def test_a_bad_cursor_is_a_bad_question(door: Door, session: Session) -> None:
    make_board(session)
    assert door(ANNE).get(PATH, params={"voor": "x"}).status_code == 400


def test_more_events_do_not_mean_more_statements(door: Door, session: Session) -> None:
    make_board(session)
    client, lengths = door(ANNE), []
    for _ in range(2):
        with counted(session) as statements:
            client.get(PATH)
        lengths.append(len([one for one in statements if one.startswith("SELECT")]))
        for number in range(10):
            note(session, "use.changed", SubjectKind.USE, str(number), after={"users": number})
    assert lengths[0] == lengths[1]
