"""Rules on dependency: concentration with what is unknown about it, critical groups, standards, announced ends."""

from __future__ import annotations

from datetime import date

import pytest

from swc.landscape.kinds import Criticality
from swc.risk.facts import BoardFacts, CouplingFacts, UseFacts
from swc.risk.kinds import Certainty, EvidenceForm, FlagSubject, Severity
from swc.risk.rules import vendor_rules as rules
from tests.factories.risk import LAS, ended, facts_of_board, facts_of_use, planned, product, vendor


def board_of(*groups: str | None, known: bool = True) -> BoardFacts:
    """Return a board with one use per named vendor group."""
    uses = (facts_of_use(at, vendor=vendor(key, group_known=known)) for at, key in enumerate(groups, start=1))
    return facts_of_board(*uses)


def critical(at: int, group: str | None, level: Criticality | None = Criticality.CRITICAL) -> UseFacts:
    """Return a use of a vendor group with a criticality."""
    return facts_of_use(at, vendor=vendor(group), criticality=level)


def test_vd01_notices_concentration_over_the_whole_landscape() -> None:
    (found,) = rules.concentration(board_of(*["a"] * 6, *["b"] * 4))
    assert (found.severity, found.certainty) == (Severity.ORANGE, Certainty.CERTAIN)
    assert found.subject.kind is FlagSubject.BOARD
    assert "a: 6/10" in {fact.value for fact in found.evidence}


def test_vd01_is_silent_below_ten_uses_and_with_spread() -> None:
    assert not list(rules.concentration(board_of(*["a"] * 9)))
    assert not list(rules.concentration(board_of(*"abcdefghij")))


def test_vd01_is_unknown_when_uses_with_an_unknown_vendor_decide() -> None:
    (found,) = rules.concentration(board_of("a", "a", *"bcdefgh", None, None, None, None))
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.UNKNOWN)


def test_vd01_is_unknown_when_the_owners_at_the_top_were_never_checked() -> None:
    (found,) = rules.concentration(board_of(*"abcdefghij", known=False))
    assert found.certainty is Certainty.UNKNOWN


def test_vd02_notices_a_group_with_more_than_half_of_what_is_critical() -> None:
    board = facts_of_board(critical(1, "a"), critical(2, "a", Criticality.HIGH), critical(3, "b"))
    (found,) = rules.critical_dependency(board)
    assert (found.subject.key, found.severity, found.certainty) == ("a", Severity.ORANGE, Certainty.CERTAIN)


def test_vd02_is_silent_at_exactly_half_and_for_fewer_than_three_critical_uses() -> None:
    half = facts_of_board(*(critical(at, key) for at, key in enumerate("aabb", start=1)))
    few = facts_of_board(critical(1, "a"), critical(2, "a"))
    assert not list(rules.critical_dependency(half))
    assert not list(rules.critical_dependency(few))


def test_vd02_is_one_unknown_for_the_board_while_the_criticality_of_uses_is_missing() -> None:
    uses = [critical(1, "a"), critical(2, "a"), critical(3, "b"), *(critical(at, "c", None) for at in range(4, 8))]
    (found,) = rules.critical_dependency(facts_of_board(*uses))
    assert (found.subject.kind, found.certainty) == (FlagSubject.BOARD, Certainty.UNKNOWN)
    assert [fact.value for fact in found.evidence if fact.label == "Mogelijk overheersende groep"] == ["a", "c"]


def test_vd02_counts_a_critical_use_of_an_unknown_vendor_as_possibly_of_the_group() -> None:
    board = facts_of_board(critical(1, "a"), critical(2, "b"), critical(3, "a"), critical(4, None))
    assert [one.certainty for one in rules.critical_dependency(board)] == [Certainty.UNKNOWN]


def test_vd02_asks_for_criticality_when_nobody_recorded_any() -> None:
    (found,) = rules.critical_dependency(facts_of_board(*(critical(at, "a", None) for at in range(1, 4))))
    assert (found.subject.kind, found.certainty) == (FlagSubject.BOARD, Certainty.UNKNOWN)


def test_vd05_notices_a_pupil_administration_without_any_of_its_core_standards() -> None:
    use = facts_of_use(components=(LAS,), product=product(standards=frozenset({"saml"})))
    (found,) = rules.closed_exchange(facts_of_board(use))
    assert (found.severity, found.certainty) == (Severity.ORANGE, Certainty.CERTAIN)
    assert {"oso", "uwlr", "rod"} <= {fact.value for fact in found.evidence}


def test_vd05_is_silent_when_product_or_couplings_give_the_core_standards() -> None:
    use = facts_of_use(components=(LAS,), product=product(standards=frozenset({"oso", "uwlr"})))
    rod = CouplingFacts("k", "naar ROD", use.id, None, "ROD", ("",), standards=frozenset({"rod"}))
    other = facts_of_use(2)
    assert not list(rules.closed_exchange(facts_of_board(use, other, couplings=(rod,))))


def test_vd05_is_unknown_when_no_standards_or_only_a_part_is_recorded() -> None:
    nothing = facts_of_use(components=(LAS,), product=product(standards=frozenset()))
    part = facts_of_use(2, components=(LAS,), product=product(standards=frozenset({"oso"})))
    found = list(rules.closed_exchange(facts_of_board(nothing, part)))
    assert [one.certainty for one in found] == [Certainty.UNKNOWN] * 2


def test_vd07_is_red_for_an_announced_end_also_before_the_start_but_not_after_it() -> None:
    use = facts_of_use(product=product(end_of_life=date(2027, 1, 1)))
    found = [*rules.announced_end(facts_of_board(use)), *rules.announced_end(facts_of_board(planned(use)))]
    assert [(one.severity, one.certainty) for one in found] == [(Severity.RED, Certainty.CERTAIN)] * 2
    assert not list(rules.announced_end(facts_of_board(ended(use))))


def test_vd07_looks_at_the_version_in_use_and_not_at_other_versions() -> None:
    ending = facts_of_use(product=product(version="4", version_end=date(2026, 12, 31)))
    newer = facts_of_use(2, product=product(version="5", other_version_ends=(("4", date(2026, 12, 31)),)))
    assert [one.subject.key for one in rules.announced_end(facts_of_board(ending, newer))] == [ending.id]


def test_vd07_is_red_for_a_version_whose_support_is_over_and_for_one_that_stops_later() -> None:
    over = facts_of_use(product=product(version="4", version_status="in-gebruik", version_end=date(2020, 1, 1)))
    later = facts_of_use(2, product=product(version="5", version_status="in-gebruik", version_end=date(2030, 1, 1)))
    found = list(rules.announced_end(facts_of_board(over, later)))
    assert [(one.subject.key, one.severity) for one in found] == [(over.id, Severity.RED), (later.id, Severity.RED)]


@pytest.mark.parametrize("status", ["einde-ondersteuning", "teruggetrokken"])
def test_vd07_is_red_for_a_version_that_the_vendor_stopped_with_on_an_unknown_day(status: str) -> None:
    use = facts_of_use(product=product(version="4", version_status=status))
    (found,) = rules.announced_end(facts_of_board(use))
    assert (found.severity, found.certainty) == (Severity.RED, Certainty.CERTAIN)
    assert [(one.label, one.value, one.form) for one in found.evidence][1:3] == [
        ("Status van de versie in gebruik", status, EvidenceForm.CONCEPT),
        ("Einde ondersteuning van de versie in gebruik", "", EvidenceForm.MISSING),
    ]


@pytest.mark.parametrize("status", ["in-gebruik", "in-ontwikkeling"])
def test_vd07_is_silent_for_a_version_that_goes_on(status: str) -> None:
    use = facts_of_use(product=product(version="5", version_status=status, other_version_ends=(("4", None),)))
    assert not list(rules.announced_end(facts_of_board(use)))


def test_vd07_is_silent_for_a_version_that_is_no_longer_used() -> None:
    use = facts_of_use(product=product(version="4", version_end=date(2026, 12, 31)))
    assert not list(rules.announced_end(facts_of_board(ended(use))))


def test_vd07_is_unknown_when_some_version_ends_and_nobody_recorded_which_is_used() -> None:
    use = facts_of_use(product=product(other_version_ends=(("4", date(2026, 12, 31)),)))
    assert [one.certainty for one in rules.announced_end(facts_of_board(use))] == [Certainty.UNKNOWN]
