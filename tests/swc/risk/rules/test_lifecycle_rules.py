"""Rules on the shape of the landscape: overlap, gaps, and uses whose place nobody recorded."""

from __future__ import annotations

from dataclasses import replace

from swc.landscape.kinds import UsageStatus
from swc.risk.kinds import Certainty, FlagSubject, Severity
from swc.risk.rules import lifecycle_rules as rules
from tests.factories.risk import LAS, REFERENCE, ROSTER, ended, facts_of_board, facts_of_use, planned, product

EXPECTING = replace(REFERENCE, expected=(LAS, ROSTER))


def test_lc01_notices_two_products_on_one_component() -> None:
    board = facts_of_board(facts_of_use(), facts_of_use(2, product=product(key="ander")))
    (found,) = rules.double_product(board)
    assert (found.subject.key, found.severity) == (ROSTER.guid, Severity.GREY)
    assert found.certainty is Certainty.CERTAIN


def test_lc01_is_silent_for_one_product_twice_and_for_one_that_is_leaving_or_gone() -> None:
    other = facts_of_use(2, product=product(key="ander"))
    leaving = replace(other, status=UsageStatus.PHASING_OUT)
    assert not list(rules.double_product(facts_of_board(facts_of_use(), facts_of_use(2))))
    assert not list(rules.double_product(facts_of_board(facts_of_use(), leaving)))
    assert not list(rules.double_product(facts_of_board(facts_of_use(), ended(other))))


def test_lc01_is_unknown_for_the_board_while_uses_have_no_place() -> None:
    (found,) = rules.double_product(facts_of_board(facts_of_use(components=())))
    assert (found.subject.kind, found.certainty) == (FlagSubject.BOARD, Certainty.UNKNOWN)


def test_lc02_notices_an_expected_component_that_nothing_serves() -> None:
    (found,) = rules.empty_component(facts_of_board(facts_of_use(), reference=EXPECTING))
    assert (found.subject.key, found.severity, found.certainty) == (LAS.guid, Severity.GREY, Certainty.CERTAIN)


def test_lc02_is_silent_when_a_running_or_planned_use_serves_it() -> None:
    board = facts_of_board(facts_of_use(), planned(facts_of_use(2, components=(LAS,))), reference=EXPECTING)
    assert not list(rules.empty_component(board))


def test_lc02_is_unknown_while_a_use_without_a_place_may_fill_the_gap() -> None:
    board = facts_of_board(facts_of_use(components=()), reference=EXPECTING)
    assert [one.certainty for one in rules.empty_component(board)] == [Certainty.UNKNOWN] * 2


def test_lc02_is_unknown_for_a_board_whose_sector_nobody_recorded() -> None:
    board = facts_of_board(facts_of_use(), reference=replace(REFERENCE, expected=None))
    (found,) = rules.empty_component(board)
    assert (found.subject.kind, found.certainty) == (FlagSubject.BOARD, Certainty.UNKNOWN)
