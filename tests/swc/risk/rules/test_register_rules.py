"""What is not in the register, how long data are kept, and special data without a ground."""

from __future__ import annotations

from dataclasses import replace

import pytest

from swc.catalogue.kinds import DataLevel
from swc.risk.facts import CategoryFact, Known, RetentionFact
from swc.risk.kinds import Certainty, FlagSubject, Severity
from swc.risk.rules import register_rules as rules
from swc.risk.rules import special_rules
from tests.factories.risk import ACTIVITY, facts_of_board, facts_of_use

CARE = (CategoryFact("P08", confirmed=True),)


def test_rg01_notices_a_use_outside_the_register() -> None:
    (found,) = rules.not_in_register(facts_of_board(facts_of_use(special_grounds=None)))
    assert (found.severity, found.certainty, found.subject.kind) == (
        Severity.ORANGE,
        Certainty.CERTAIN,
        FlagSubject.USE,
    )


def test_rg01_gives_one_flag_while_a_board_established_nothing_at_all() -> None:
    uses = (facts_of_use(at, special_grounds=None) for at in range(1, 31))
    (found,) = rules.not_in_register(facts_of_board(*uses, activities=()))
    assert (found.subject.kind, found.evidence[1].value) == (FlagSubject.BOARD, "30")


def test_rg01_is_silent_in_the_register_and_without_personal_data() -> None:
    without = facts_of_use(2, special_grounds=None, personal_data=Known.NO)
    assert not list(rules.not_in_register(facts_of_board(facts_of_use(), without)))


def test_rg01_is_unknown_when_nobody_knows_whether_there_are_personal_data() -> None:
    use = facts_of_use(special_grounds=None, personal_data=Known.UNKNOWN)
    assert [one.certainty for one in rules.not_in_register(facts_of_board(use))] == [Certainty.UNKNOWN]


def test_rt01_notices_an_activity_without_a_term() -> None:
    (found,) = rules.no_retention(facts_of_board(activities=(replace(ACTIVITY, retention=()),)))
    assert (found.severity, found.subject.kind, found.subject.key) == (
        Severity.ORANGE,
        FlagSubject.ACTIVITY,
        ACTIVITY.id,
    )


@pytest.mark.parametrize("check", [rules.no_retention, rules.longer_than_norm])
def test_the_rules_on_terms_are_silent_within_the_norm_and_unknown_outside_the_register(check: object) -> None:
    assert not list(check(facts_of_board(facts_of_use())))  # type: ignore[operator]
    (found,) = check(facts_of_board(facts_of_use(special_grounds=None)))  # type: ignore[operator]
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.UNKNOWN)


@pytest.mark.parametrize(
    ("term", "wanted"),
    [
        (RetentionFact("10 jaar", 3650, 730), [Certainty.CERTAIN]),
        (RetentionFact("10 jaar", 3650, 730, "Lopende bezwaren."), []),
        (RetentionFact("10 jaar", 3650, None), []),
        (RetentionFact("zolang nodig"), [Certainty.UNKNOWN]),
    ],
)
def test_rt02_holds_a_term_against_its_norm(term: RetentionFact, wanted: list[Certainty]) -> None:
    board = facts_of_board(activities=(replace(ACTIVITY, retention=(term,)),))
    assert [one.certainty for one in rules.longer_than_norm(board)] == wanted


def test_sd01_notices_special_data_without_a_ground_in_the_register() -> None:
    (found,) = special_rules.no_special_ground(facts_of_board(facts_of_use(categories=CARE)))
    assert (found.severity, found.certainty) == (Severity.RED, Certainty.CERTAIN)


def test_sd01_is_silent_with_a_ground_and_without_special_data() -> None:
    grounded = facts_of_use(2, categories=CARE, special_grounds=("zwaarwegend-algemeen-belang",))
    assert not list(special_rules.no_special_ground(facts_of_board(facts_of_use(), grounded)))


@pytest.mark.parametrize(
    "facts",
    [
        {"categories": CARE, "special_grounds": None},
        {"categories": (CategoryFact("P08", confirmed=False),)},
        {"categories": (), "categories_unknown": True, "data_level": DataLevel.SPECIAL},
    ],
)
def test_sd01_is_unknown_outside_the_register_or_while_the_categories_are_not_sure(facts: dict[str, object]) -> None:
    (found,) = special_rules.no_special_ground(facts_of_board(facts_of_use(**facts)))
    assert (found.subject.kind, found.certainty) == (FlagSubject.BOARD, Certainty.UNKNOWN)
