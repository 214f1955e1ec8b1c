"""Flags as they are written: opened, changed, resolved, reopened, accepted; each step told once in the history."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.errors import InvalidInputError, NotAllowedError, NotFoundError, RuleRefusedError
from swc.risk.kinds import Certainty, FlagStatus, FlagSubject, Severity
from swc.risk.models import Flag, FlagAcceptance
from swc.risk.queries import flag_detail
from swc.risk.rules.declaration import Fact, Finding, Subject
from swc.risk.schemas import AcceptFlag
from swc.risk.service import (
    accept_flag,
    end_acceptance,
    evaluate_board,
    evaluate_boards,
    fingerprinted,
    write_findings,
)
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.fora import LAS, make_reference
from tests.factories.landscape import make_agreement, make_use
from tests.factories.risk import make_flag
from tests.personas import ANNE, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, NOW, SYSTEM_ACT, acting

TODAY = date(2026, 3, 2)
LATER = TODAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def _boards(session: Session) -> None:
    make_board(session)
    make_board(session, number=BOARD_B, name="Stichting Andere")


def finding(*, key: str = "x", severity: Severity = Severity.ORANGE, evidence: str = "een feit") -> Finding:
    """Return a finding about the board."""
    subject = Subject(FlagSubject.COMPONENT, key, "Onderdeel")
    return Finding("LC02", subject, severity, Certainty.CERTAIN, (Fact("Verwacht onderdeel", evidence),))


def write(session: Session, *findings: Finding) -> Any:  # noqa: ANN401 - the evaluation
    """Write findings about board A."""
    return write_findings(session, BOARD_A, fingerprinted(findings), by=SYSTEM_ACT)


def only(session: Session) -> Flag:
    """Return the only flag."""
    session.expire_all()
    return session.exec(select(Flag)).one()


def told(session: Session) -> list[str]:
    """Return the kinds of the events, oldest first."""
    return list(session.exec(select(Event.kind).order_by(Event.seq)))  # type: ignore[arg-type]


def accept(
    session: Session, flag: Flag, *, by: Actor = ANNE, until: date = LATER, reason: str = "Bewuste keuze"
) -> None:
    """Accept a flag of board A."""
    accept_flag(session, BOARD_A, flag.id, AcceptFlag(reason=reason, until=until), by=acting(by))


def test_a_new_finding_opens_a_flag_with_its_evidence(session: Session) -> None:
    wrote = write(session, finding())
    flag = only(session)
    assert wrote.opened == [flag.id]
    assert flag.evidence == [{"label": "Verwacht onderdeel", "value": "een feit", "form": "text"}]
    assert told(session) == ["flag.opened"]


def test_the_same_finding_again_writes_nothing(session: Session) -> None:
    write(session, finding())
    assert not write(session, finding())
    assert told(session) == ["flag.opened"]


def test_changed_evidence_is_written_without_an_event(session: Session) -> None:
    write(session, finding())
    assert write(session, finding(evidence="een ander feit")).changed == [only(session).id]
    assert only(session).evidence[0]["value"] == "een ander feit"
    assert told(session) == ["flag.opened"]


def test_a_flag_that_weighs_otherwise_is_told(session: Session) -> None:
    write(session, finding())
    write(session, finding(severity=Severity.RED))
    assert told(session) == ["flag.opened", "flag.changed"]


def test_a_finding_that_is_gone_resolves_the_flag_and_one_that_returns_reopens_the_same(session: Session) -> None:
    write(session, finding())
    first = only(session).id
    assert write(session).resolved == [first]
    assert only(session).resolved_at == NOW
    assert write(session, finding()).reopened == [first]
    assert only(session).resolved_at is None
    assert told(session) == ["flag.opened", "flag.resolved", "flag.reopened"]


def test_another_boards_flags_are_left_alone(session: Session) -> None:
    make_flag(session, board_number=BOARD_B, subject_kind=FlagSubject.BOARD)
    write(session)
    assert only(session).resolved_at is None


def test_accepting_keeps_reason_day_and_person(session: Session) -> None:
    write(session, finding())
    accept(session, only(session))
    detail = flag_detail(session, BOARD_A, only(session).id, TODAY)
    assert detail is not None
    assert (detail.status, detail.accepted_until, detail.accepted_reason) == (
        FlagStatus.ACCEPTED,
        LATER,
        "Bewuste keuze",
    )
    assert [step.kind for step in detail.history] == ["flag.opened", "flag.accepted"]
    assert detail.history[1].actor == "Anne"


def test_an_acceptance_ends_with_its_last_day(session: Session) -> None:
    write(session, finding())
    accept(session, only(session))
    on, after = (flag_detail(session, BOARD_A, only(session).id, day) for day in (LATER, LATER + timedelta(days=1)))
    assert on is not None
    assert after is not None
    assert (on.status, after.status) == (FlagStatus.ACCEPTED, FlagStatus.OPEN)


def test_accepting_again_replaces_the_earlier_acceptance_and_keeps_it_in_the_history(session: Session) -> None:
    write(session, finding())
    accept(session, only(session))
    accept(session, only(session), reason="Nog een jaar", until=LATER + timedelta(days=365))
    detail = flag_detail(session, BOARD_A, only(session).id, TODAY)
    assert detail is not None
    assert [(one.reason, one.in_force) for one in detail.acceptances] == [
        ("Nog een jaar", True),
        ("Bewuste keuze", False),
    ]


def test_a_heavier_flag_ends_its_acceptance_and_a_lighter_one_keeps_it(session: Session) -> None:
    write(session, finding())
    accept(session, only(session))
    write(session, finding(severity=Severity.GREY))
    assert session.exec(select(FlagAcceptance)).one().ended_at is None
    write(session, finding(severity=Severity.RED))
    session.expire_all()
    assert session.exec(select(FlagAcceptance)).one().ended_at == NOW
    assert told(session)[-1] == "flag.acceptance_ended"


def test_other_evidence_of_the_same_weight_keeps_the_acceptance(session: Session) -> None:
    write(session, finding())
    accept(session, only(session))
    write(session, finding(evidence="een ander feit"))
    assert session.exec(select(FlagAcceptance)).one().ended_at is None


def test_a_flag_that_returns_after_being_resolved_is_open_and_not_accepted(session: Session) -> None:
    write(session, finding())
    accept(session, only(session))
    write(session)
    write(session, finding())
    detail = flag_detail(session, BOARD_A, only(session).id, TODAY)
    assert detail is not None
    assert detail.status is FlagStatus.OPEN


def test_somebody_can_end_an_acceptance_once(session: Session) -> None:
    write(session, finding())
    accept(session, only(session))
    end_acceptance(session, BOARD_A, only(session).id, by=acting(ANNE))
    with pytest.raises(RuleRefusedError):
        end_acceptance(session, BOARD_A, only(session).id, by=acting(ANNE))


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=1), date(2206, 1, 1)])
def test_the_last_day_of_an_acceptance_lies_ahead_but_not_ages_ahead(session: Session, until: date) -> None:
    write(session, finding())
    with pytest.raises(InvalidInputError) as refused:
        accept(session, only(session), until=until)
    assert [problem.where for problem in refused.value.problems] == ["until"]


def test_a_resolved_flag_cannot_be_accepted(session: Session) -> None:
    write(session, finding())
    write(session)
    with pytest.raises(RuleRefusedError):
        accept(session, only(session))


@pytest.mark.parametrize("actor", [BRAM, CARLA])
def test_readers_and_editors_cannot_accept(session: Session, actor: Actor) -> None:
    write(session, finding())
    with pytest.raises(NotAllowedError):
        accept(session, only(session), by=actor)


def test_another_boards_flag_does_not_exist(session: Session) -> None:
    write(session, finding())
    flag = make_flag(session, board_number=BOARD_B, subject_kind=FlagSubject.BOARD)
    with pytest.raises(NotFoundError):
        accept(session, flag)
    with pytest.raises(NotFoundError):
        accept_flag(session, BOARD_A, flag.id, AcceptFlag(reason="Bewuste keuze", until=LATER), by=acting(CHRIS))


def test_evaluating_a_board_finds_what_is_missing_and_settles_when_nothing_changed(session: Session) -> None:
    make_reference(session)
    make_product(session, "leerspoor")
    use = make_use(session, product="leerspoor", components=(LAS,))
    wrote = evaluate_board(session, BOARD_A, by=SYSTEM_ACT)
    mine = {flag.rule for flag in session.exec(select(Flag).where(Flag.use_id == use.id))}
    assert {"DP01", "PA01", "TR01"} <= mine
    assert len(wrote.opened) == len(set(wrote.opened))
    assert not evaluate_board(session, BOARD_A, by=SYSTEM_ACT)


def test_recording_the_agreement_makes_its_flag_go(session: Session) -> None:
    make_reference(session)
    make_product(session, "leerspoor")
    use = make_use(session, product="leerspoor", components=(LAS,))
    evaluate_board(session, BOARD_A, by=SYSTEM_ACT)
    make_agreement(session, use, model_version="model-4.0")
    evaluate_board(session, BOARD_A, by=SYSTEM_ACT)
    flag = session.exec(select(Flag).where(Flag.use_id == use.id, Flag.rule == "PA01")).one()
    assert flag.resolved_at is not None


def test_every_board_is_evaluated_so_that_a_passed_date_shows(session: Session) -> None:
    assert set(evaluate_boards(session, by=SYSTEM_ACT)) == {BOARD_A, BOARD_B}


def test_a_board_that_does_not_exist_cannot_be_evaluated(session: Session) -> None:
    with pytest.raises(NotFoundError):
        evaluate_board(session, "00000", by=SYSTEM_ACT)
