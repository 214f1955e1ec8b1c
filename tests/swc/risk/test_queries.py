"""Reads of flags: filters, order, status on a day, one flag whole, and counts that agree with the list."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlmodel import Session

from swc.risk.flag_counts import accepted, counted, flag_counts, rule_counts, severities
from swc.risk.kinds import Certainty, EvidenceForm, FlagStatus, FlagSubject, Severity
from swc.risk.models import Flag
from swc.risk.queries import board_flags, flag_detail, use_flags
from swc.risk.schemas import AcceptFlag, FlagFilters
from swc.risk.service import accept_flag
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_use
from tests.factories.risk import make_flag
from tests.personas import ANNE, BOARD_A, BOARD_B, NOW, acting
from tests.query_count import counted as statements

TODAY = date(2026, 3, 2)
LATER = TODAY + timedelta(days=30)
EVIDENCE = ({"label": "Verwerkersovereenkomst", "form": "missing", "target_kind": "use", "target_key": "x"},)


@pytest.fixture
def flags(session: Session) -> dict[str, Flag]:
    """Make one flag of every kind at board A, and one at board B."""
    make_board(session)
    make_board(session, number=BOARD_B)
    make_product(session, "magister")
    use = make_use(session)
    made = {
        "grey": make_flag(
            session,
            rule="PA01",
            use_id=use.id,
            severity=Severity.GREY,
            certainty=Certainty.UNKNOWN,
            evidence=EVIDENCE,
        ),
        "red": make_flag(session, rule="TR01", use_id=use.id),
        "board": make_flag(session, rule="VD01", subject_kind=FlagSubject.BOARD, severity=Severity.ORANGE),
        "accepted": make_flag(session, rule="DP02", use_id=use.id),
        "resolved": make_flag(session, rule="DP01", use_id=use.id, resolved_at=NOW),
        "other": make_flag(session, board_number=BOARD_B, rule="VD01", subject_kind=FlagSubject.BOARD),
    }
    accept_flag(session, BOARD_A, made["accepted"].id, AcceptFlag(reason="Bewuste keuze", until=LATER), by=acting(ANNE))
    return made


def rules(session: Session, **filters: object) -> list[str]:
    """Return the rules of the flags that a filter finds."""
    return [flag.rule for flag in board_flags(session, BOARD_A, FlagFilters(**filters), TODAY)]


def test_open_flags_come_heaviest_first_and_leave_out_accepted_and_resolved_ones(
    session: Session, flags: dict[str, Flag]
) -> None:
    assert flags
    assert rules(session) == ["TR01", "VD01", "PA01"]


def test_flags_are_found_by_status_severity_certainty_rule_and_use(session: Session, flags: dict[str, Flag]) -> None:
    assert rules(session, status="accepted") == ["DP02"]
    assert rules(session, status="resolved") == ["DP01"]
    assert rules(session, severity="red") == ["TR01"]
    assert rules(session, certainty="unknown") == ["PA01"]
    assert rules(session, rule="vd01") == ["VD01"]
    assert rules(session, use_id=flags["grey"].use_id) == ["TR01", "PA01"]
    assert rules(session, use_id=uuid4()) == []


def test_an_accepted_flag_is_open_again_once_the_last_day_has_passed(session: Session, flags: dict[str, Flag]) -> None:
    found = board_flags(session, BOARD_A, FlagFilters(), LATER + timedelta(days=1))
    assert flags["accepted"].id in {flag.id for flag in found}


def test_the_flags_of_a_use_are_the_open_and_the_accepted_ones(session: Session, flags: dict[str, Flag]) -> None:
    use_id = flags["grey"].use_id
    assert use_id is not None
    found = use_flags(session, BOARD_A, use_id, TODAY)
    assert [(flag.rule, flag.status) for flag in found] == [
        ("DP02", FlagStatus.ACCEPTED),
        ("TR01", FlagStatus.OPEN),
        ("PA01", FlagStatus.OPEN),
    ]
    assert use_flags(session, BOARD_B, use_id, TODAY) == ()


def test_one_flag_tells_its_rule_its_evidence_and_its_history(session: Session, flags: dict[str, Flag]) -> None:
    detail = flag_detail(session, BOARD_A, flags["grey"].id, TODAY)
    assert detail is not None
    assert detail.rule_text.code == "PA01"
    assert detail.rule_text.sources
    assert detail.evidence[0].form is EvidenceForm.MISSING
    assert detail.model_dump(by_alias=True)["evidence"][0]["targetKind"] == "use"


def test_another_boards_flag_is_not_found(session: Session, flags: dict[str, Flag]) -> None:
    assert flag_detail(session, BOARD_A, flags["other"].id, TODAY) is None


def test_counts_agree_with_the_list(session: Session, flags: dict[str, Flag]) -> None:
    counts = counted(session, BOARD_A, TODAY)
    numbers = severities(counts)
    assert (numbers.red, numbers.orange, numbers.grey, numbers.unknown) == (1, 1, 1, 1)
    assert numbers.total == len(rules(session))
    assert accepted(counts) == 1
    assert [one.rule for one in rule_counts(counts)] == ["TR01", "VD01", "PA01"]
    per_use = flag_counts(session, BOARD_A, TODAY)
    assert {use_id: one.total for use_id, one in per_use.items()} == {flags["grey"].use_id: 2}


def test_reading_flags_takes_two_statements_however_many_there_are(session: Session, flags: dict[str, Flag]) -> None:
    use_id = flags["grey"].use_id
    for number in range(20):
        make_flag(session, rule="ID01", use_id=use_id, subject_kind=FlagSubject.COUPLING, subject_key=str(number))
    with statements(session) as ran:
        board_flags(session, BOARD_A, FlagFilters(), TODAY)
    assert len(ran) == 2
    with statements(session) as ran:
        flag_counts(session, BOARD_A, TODAY)
    assert len(ran) == 1
