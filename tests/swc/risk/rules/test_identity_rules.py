"""Rules on identifying data: where the citizen service number may be, and what learning material gets."""

from __future__ import annotations

import pytest

from swc.catalogue.kinds import DataLevel
from swc.risk.facts import CategoryFact, CouplingFacts, Known, UseFacts
from swc.risk.kinds import Certainty, FlagSubject, Severity
from swc.risk.rules import identity_rules as rules
from tests.factories.risk import LAS, LEARNING, ended, facts_of_board, facts_of_use, product

BSN = (CategoryFact("P03", confirmed=True),)
DERIVED_BSN = (CategoryFact("P03", confirmed=False),)


def coupling(source: UseFacts, target: UseFacts | None, *, categories: str, standards: str = "") -> CouplingFacts:
    """Return a coupling that sends categories to a use, or to something outside."""
    return CouplingFacts(
        id="k1",
        name="een koppeling",
        source_id=source.id,
        target_id=target.id if target else None,
        target_name=target.name if target else "Buiten",
        receivers=(target.id if target else "",),
        standards=frozenset(standards.split()),
        categories=frozenset(categories.split()),
    )


def learner(**changes: object) -> UseFacts:
    """Return a use that is learning material and gets names."""
    return facts_of_use(components=(LEARNING,), **changes)


def test_id01_is_red_for_a_confirmed_number_outside_the_allowed_components() -> None:
    (found,) = rules.bsn_outside(facts_of_board(facts_of_use(categories=BSN)))
    assert (found.severity, found.certainty) == (Severity.RED, Certainty.CERTAIN)


def test_id01_is_silent_in_the_pupil_administration_and_without_the_number() -> None:
    allowed = facts_of_use(categories=BSN, components=(LAS,))
    without = facts_of_use(2)
    over = ended(facts_of_use(3, categories=BSN))
    assert not list(rules.bsn_outside(facts_of_board(allowed, without, over)))


@pytest.mark.parametrize(
    "changes",
    [
        {"categories": DERIVED_BSN, "data_level": DataLevel.SENSITIVE},
        {"categories": BSN, "components": ()},
        {"categories": (), "categories_unknown": True, "data_level": DataLevel.UNKNOWN},
        {"categories": BSN, "personal_data": Known.UNKNOWN, "components": ()},
    ],
)
def test_id01_is_unknown_while_categories_or_place_are_not_settled(changes: dict[str, object]) -> None:
    (found,) = rules.bsn_outside(facts_of_board(facts_of_use(**changes)))
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.UNKNOWN)


def test_id01_lets_a_lighter_level_rule_out_what_nobody_confirmed() -> None:
    guessed = facts_of_use(categories=DERIVED_BSN, data_level=DataLevel.ORDINARY)
    nothing = facts_of_use(2, categories=(), categories_unknown=True, data_level=DataLevel.PSEUDONYM)
    confirmed = facts_of_use(3, categories=BSN, data_level=DataLevel.ORDINARY)
    board = facts_of_board(guessed, nothing, confirmed)
    assert [one.subject.key for one in rules.bsn_outside(board)] == [confirmed.id]


def test_id03_lets_a_product_that_only_knows_pseudonyms_rule_out_what_nobody_confirmed() -> None:
    guessed = learner(categories=(CategoryFact("P01", confirmed=False),), data_level=DataLevel.PSEUDONYM)
    assert not list(rules.name_in_learning_material(facts_of_board(guessed)))


def test_id01_follows_the_number_over_a_coupling() -> None:
    source, target = facts_of_use(components=(LAS,), categories=BSN), facts_of_use(2)
    board = facts_of_board(source, target, couplings=(coupling(source, target, categories="P03"),))
    (found,) = rules.bsn_outside(board)
    assert (found.subject.kind, found.severity) == (FlagSubject.COUPLING, Severity.RED)


def test_id01_does_not_know_what_an_outside_party_may_receive_unless_a_national_exchange_says_so() -> None:
    source = facts_of_use(components=(LAS,), categories=BSN)
    outside = facts_of_board(source, couplings=(coupling(source, None, categories="P03"),))
    national = facts_of_board(source, couplings=(coupling(source, None, categories="P03", standards="rod"),))
    assert [one.certainty for one in rules.bsn_outside(outside)] == [Certainty.UNKNOWN]
    assert not list(rules.bsn_outside(national))


def test_id03_notices_names_in_learning_material_that_could_do_with_a_pseudonym() -> None:
    (found,) = rules.name_in_learning_material(facts_of_board(learner()))
    assert (found.severity, found.certainty) == (Severity.ORANGE, Certainty.CERTAIN)


def test_id03_takes_a_coupling_that_sends_names_as_proof() -> None:
    source = facts_of_use(components=(LAS,))
    use = learner(categories=(CategoryFact("P02", confirmed=True),))
    use = UseFacts(**{**{name: getattr(use, name) for name in use.__slots__}, "id": "u2"})
    sent = coupling(source, use, categories="P01 P02", standards="uwlr")
    found = list(rules.name_in_learning_material(facts_of_board(source, use, couplings=(sent,))))
    assert [(one.subject.key, one.certainty) for one in found] == [("u2", Certainty.CERTAIN)]
    assert "Naam en geboortedatum over de koppeling" in {fact.label for fact in found[0].evidence}


def test_id03_is_silent_for_other_components_and_without_names() -> None:
    other = facts_of_use()
    pseudonym = learner(categories=(CategoryFact("P02", confirmed=True),))
    assert not list(rules.name_in_learning_material(facts_of_board(other, pseudonym)))


@pytest.mark.parametrize(
    "changes",
    [
        {"categories": (CategoryFact("P01", confirmed=False),)},
        {"categories": (), "categories_unknown": True},
        {"product": product(standards=frozenset())},
    ],
)
def test_id03_is_unknown_while_the_data_or_the_standards_are_not_settled(changes: dict[str, object]) -> None:
    (found,) = rules.name_in_learning_material(facts_of_board(learner(**changes)))
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.UNKNOWN)
