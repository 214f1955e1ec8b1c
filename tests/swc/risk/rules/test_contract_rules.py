"""Rules on contracts: the Data Act's limit on notice, an end that comes near, free without a contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from swc.landscape.contracts.kinds import ContractStatus, NoticeVerdict
from swc.landscape.kinds import LegalForm, Renewal
from swc.risk.facts import BoardFacts, Known
from swc.risk.kinds import Certainty, FlagSubject, Severity
from swc.risk.rules import contract_rules as rules
from tests.factories.risk import CONTRACT, facts_of_board, facts_of_use


def board(*changes: dict[str, Any], **use: Any) -> BoardFacts:  # noqa: ANN401 - fields of a use, named by the test
    """Return a board with one use and a contract for each set of changes."""
    contracts = tuple(replace(CONTRACT, id=f"c{at}", **one) for at, one in enumerate(changes))
    return facts_of_board(facts_of_use(**use), contracts=contracts)


def test_vd04_notices_a_notice_term_longer_than_the_data_act_allows() -> None:
    (found,) = rules.long_notice(board({"verdict": NoticeVerdict.CONFLICT, "notice_months": 6}))
    assert (found.subject.kind, found.severity, found.certainty) == (
        FlagSubject.CONTRACT,
        Severity.ORANGE,
        Certainty.CERTAIN,
    )
    assert ("Opzegtermijn", "6", "maanden") in {(one.label, one.value, one.scheme) for one in found.evidence}


def test_vd04_is_silent_within_the_limit_and_for_contracts_that_ended_or_are_none() -> None:
    ended = {"verdict": NoticeVerdict.CONFLICT, "status": ContractStatus.ENDED}
    free = {"verdict": NoticeVerdict.CONFLICT, "form": LegalForm.FREE_WITHOUT_CONTRACT}
    assert not list(rules.long_notice(board({}, ended, free)))


def test_vd04_is_one_unknown_for_the_board_that_names_the_contracts() -> None:
    unclear = {"verdict": NoticeVerdict.UNKNOWN}
    (found,) = rules.long_notice(board({**unclear, "title": "Een"}, {**unclear, "title": "Twee"}))
    assert (found.subject.kind, found.certainty) == (FlagSubject.BOARD, Certainty.UNKNOWN)
    assert {one.value for one in found.evidence} == {"2", "Een", "Twee"}


@pytest.mark.parametrize(
    "days",
    [
        {"last_notice_day": date(2026, 5, 31)},
        {"last_notice_day": None, "term_end": date(2026, 4, 30), "renewal": Renewal.ENDS},
        {"last_notice_day": date(2026, 2, 1), "term_end": date(2026, 12, 31), "status": ContractStatus.NOTICE_PASSED},
    ],
)
def test_vd09_notices_a_notice_day_or_an_end_within_the_norm_and_one_just_passed(days: dict[str, Any]) -> None:
    (found,) = rules.near_end(board(days))
    assert (found.subject.key, found.severity, found.certainty) == ("c0", Severity.ORANGE, Certainty.CERTAIN)


def test_vd09_is_silent_while_there_is_time_and_for_a_contract_without_an_end() -> None:
    endless = {"term_end": None, "last_notice_day": None, "renewal": Renewal.OPEN_ENDED}
    far = {"last_notice_day": None, "notice_months": None, "renewal": Renewal.ENDS}
    assert not list(rules.near_end(board({}, endless, far)))


@pytest.mark.parametrize(
    "unclear",
    [
        {"term_end": None, "last_notice_day": None},
        {"notice_months": None, "last_notice_day": None},
        {"status": ContractStatus.UNKNOWN, "term_end": None, "last_notice_day": None, "renewal": Renewal.UNKNOWN},
    ],
)
def test_vd09_is_unknown_without_an_end_or_a_notice_term(unclear: dict[str, Any]) -> None:
    (found,) = rules.near_end(board(unclear))
    assert (found.subject.kind, found.certainty) == (FlagSubject.BOARD, Certainty.UNKNOWN)


FREE = {"form": LegalForm.FREE_WITHOUT_CONTRACT}


def test_vd10_is_red_for_personal_data_in_something_free_without_a_contract() -> None:
    (found,) = rules.free_tool(board(FREE))
    assert (found.subject.kind, found.severity, found.certainty) == (FlagSubject.USE, Severity.RED, Certainty.CERTAIN)


def test_vd10_is_silent_with_a_contract_beside_it_and_without_personal_data() -> None:
    assert not list(rules.free_tool(board(FREE, {})))
    assert not list(rules.free_tool(board(FREE, personal_data=Known.NO)))


def test_vd10_is_unknown_while_personal_data_or_the_contract_are_unknown() -> None:
    (maybe,) = rules.free_tool(board(FREE, personal_data=Known.UNKNOWN))
    (unrecorded,) = rules.free_tool(board())
    (lapsed,) = rules.free_tool(board({"status": ContractStatus.ENDED}))
    assert [one.certainty for one in (maybe, unrecorded, lapsed)] == [Certainty.UNKNOWN] * 3
    assert (maybe.subject.kind, unrecorded.subject.kind) == (FlagSubject.USE, FlagSubject.BOARD)
