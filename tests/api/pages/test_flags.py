"""The pages of flags: filters, one flag with facts and remedy, accepting it and taking that back."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import Session

from swc.risk.kinds import Certainty, FlagStatus, FlagSubject, Severity
from swc.risk.models import Flag
from swc.risk.queries import board_flags, flag_detail
from swc.risk.schemas import FlagFilters
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_use
from tests.factories.risk import make_flag
from tests.personas import ANNE, ANONYMOUS, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS
from tests.query_count import counted

LIST = f"/besturen/{BOARD_A}/signalen"
TODAY = date(2026, 3, 2)
EVIDENCE = (
    {"label": "Verwerkersovereenkomst", "form": "missing", "source": "opgave van het bestuur"},
    {"label": "Status van de applicatie", "form": "concept", "scheme": "usage-status", "value": "in-productie"},
    {"label": "Datum van het besluit", "form": "date", "value": "2026-01-31"},
    {"label": "Land van de leverancier", "value": "<b>Vendor</b> (US)", "target_kind": "vendor", "target_key": "v1"},
)


@pytest.fixture(autouse=True)
def _boards(session: Session) -> None:
    make_board(session, name="De Linde")
    make_board(session, number=BOARD_B, name="Lyceum Zuid")
    make_product(session, "magister")


@pytest.fixture
def flag(session: Session) -> Flag:
    """Make an uncertain flag about a use."""
    return make_flag(
        session,
        use_id=make_use(session).id,
        severity=Severity.GREY,
        certainty=Certainty.UNKNOWN,
        evidence=EVIDENCE,
    )


def test_the_list_groups_flags_by_rule_with_remedy_and_facts(door: Door, session: Session, flag: Flag) -> None:
    make_flag(session, rule="VD01", subject_kind=FlagSubject.BOARD, severity=Severity.ORANGE, subject_name="De Linde")
    text = door(BRAM).get(LIST).text
    assert re.findall(r'<h2 id="regel-(\w+)">', text) == ["VD01", "PA01"]
    assert "Sluit een verwerkersovereenkomst" in text
    assert f'href="{LIST}/{flag.id}"' in text
    assert "2 signalen" in text


def test_every_form_of_fact_reads_well_and_is_escaped(door: Door, flag: Flag) -> None:
    text = door(BRAM).get(f"{LIST}/{flag.id}").text
    assert '<span class="unknown">onbekend</span>' in text
    assert "31 jan" in text
    assert "&lt;b&gt;Vendor&lt;/b&gt; (US)" in text
    assert 'href="/leveranciers/v1"' in text
    assert "in-productie</dd>" not in text


def test_an_unknown_flag_says_that_facts_are_missing(door: Door, flag: Flag) -> None:
    text = door(BRAM).get(f"{LIST}/{flag.id}").text
    assert "Feiten ontbreken" in text
    assert "niet uit te sluiten" in text


def test_filters_narrow_the_list_and_stay_filled_in(door: Door, session: Session, flag: Flag) -> None:
    make_flag(session, rule="TR01", use_id=flag.use_id)
    text = door(BRAM).get(LIST, params={"severity": "red", "certainty": "", "rule": ""}).text
    assert re.findall(r'<h2 id="regel-(\w+)">', text) == ["TR01"]
    assert '<option value="red" selected>' in text
    assert re.findall(r'<h2 id="regel-(\w+)">', door(BRAM).get(LIST, params={"rule": "pa01"}).text) == ["PA01"]


@pytest.mark.parametrize("query", ["status=alles", "severity=paars", "useId=geen", "rule=%00", "page=0"])
def test_a_filter_that_cannot_be_is_refused(door: Door, query: str) -> None:
    assert door(BRAM).get(f"{LIST}?{query}").status_code == 400


def test_the_privacy_officer_accepts_a_flag_and_takes_it_back(door: Door, session: Session, flag: Flag) -> None:
    client, address = door(ANNE), f"{LIST}/{flag.id}"
    answer = client.post(f"{address}/accepteren", data={"reason": "Bewuste keuze", "until": "2026-09-01"})
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    text = client.get(address).text
    assert "Bewuste keuze" in text
    assert "geaccepteerd tot en met" in text
    assert board_flags(session, BOARD_A, FlagFilters(status=FlagStatus.ACCEPTED), TODAY)
    assert client.post(f"{address}/acceptatie-beeindigen").status_code == 303
    session.expire_all()
    detail = flag_detail(session, BOARD_A, flag.id, TODAY)
    assert detail is not None
    assert detail.status is FlagStatus.OPEN
    assert "acceptatie beëindigd" in client.get(address).text


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"reason": "Bewuste keuze", "until": "2026-03-02"}, "until", "moet na vandaag liggen"),
        ({"reason": "Bewuste keuze", "until": "morgen"}, "until", "Dit is geen datum"),
        ({"reason": "ja", "until": "2026-09-01"}, "reason", "Geef een reden van ten minste vijf tekens"),
        ({}, "reason", "Dit veld ontbreekt"),
    ],
)
def test_a_refused_acceptance_shows_the_form_with_what_was_entered(
    door: Door, flag: Flag, data: dict[str, str], field: str, sentence: str
) -> None:
    answer = door(ANNE).post(f"{LIST}/{flag.id}/accepteren", data=data)
    assert answer.status_code == 400
    assert f'id="fout-{field}-1"' in answer.text
    assert sentence in answer.text
    for value in data.values():
        assert value in answer.text


@pytest.mark.parametrize("actor", [BRAM, CARLA])
def test_who_may_not_accept_sees_no_form_and_is_refused(door: Door, flag: Flag, actor: object) -> None:
    client = door(actor)
    assert "accepteren" not in client.get(f"{LIST}/{flag.id}").text.replace("Bekijk of accepteer", "")
    answer = client.post(f"{LIST}/{flag.id}/accepteren", data={"reason": "Bewuste keuze", "until": "2026-09-01"})
    assert answer.status_code == 403


def test_another_boards_flag_does_not_exist_through_either_board(door: Door, session: Session, flag: Flag) -> None:
    other = make_flag(session, board_number=BOARD_B, subject_kind=FlagSubject.BOARD)
    assert door(CHRIS).get(LIST).status_code == 404
    assert door(CHRIS).get(f"{LIST}/{flag.id}").status_code == 404
    assert door(ANNE).get(f"{LIST}/{other.id}").status_code == 404
    assert door(ANNE).get(f"{LIST}/{uuid4()}").status_code == 404
    assert door(ANNE).post(f"{LIST}/{other.id}/accepteren", data={}).status_code in (400, 404)
    answer = door(ANNE).post(f"{LIST}/{other.id}/accepteren", data={"reason": "Bewuste keuze", "until": "2026-09-01"})
    assert answer.status_code == 404


def test_the_anonymous_are_sent_to_log_in(door: Door, flag: Flag) -> None:
    assert door(ANONYMOUS).get(LIST).status_code == 303
    assert door(ANONYMOUS).get(f"{LIST}/{flag.id}").status_code == 303


def test_more_flags_do_not_mean_more_statements(door: Door, session: Session, flag: Flag) -> None:
    client = door(BRAM)
    client.get(LIST)
    with counted(session) as few:
        client.get(LIST)
    for number in range(20):
        make_flag(session, rule="ID01", use_id=flag.use_id, subject_kind=FlagSubject.COUPLING, subject_key=str(number))
    session.flush()
    with counted(session) as many:
        client.get(LIST)
    assert len(many) == len(few)
