"""Rules on leaving and on who stands behind: exit plans, owners, shared sub-processors."""

from __future__ import annotations

from datetime import date

from swc.landscape.kinds import Criticality, SettingAnswer
from swc.risk.facts import BoardFacts, UseFacts
from swc.risk.kinds import Certainty, FlagSubject, Severity
from swc.risk.rules import supply_rules as rules
from swc.risk.supply_facts import NO_EXIT, ExitFact, OwnerFact, SubFact
from tests.factories.risk import facts_of_board, facts_of_use, product, vendor

TESTED = date(2026, 1, 10)


def leaving(plan: SettingAnswer | None, tested: date | None = None, level: Criticality | None = None) -> BoardFacts:
    """Return a board with one application: its exit plan, the last test of the export, and how critical it is."""
    return facts_of_board(facts_of_use(exit=ExitFact(plan, "CSV", tested), criticality=level))


def test_vd03_is_red_without_a_plan_for_what_is_critical_and_orange_for_the_rest() -> None:
    (red,) = rules.no_way_out(leaving(SettingAnswer.NO, TESTED, Criticality.CRITICAL))
    (orange,) = rules.no_way_out(leaving(SettingAnswer.NO, TESTED, Criticality.LOW))
    assert [(one.severity, one.certainty) for one in (red, orange)] == [
        (Severity.RED, Certainty.CERTAIN),
        (Severity.ORANGE, Certainty.CERTAIN),
    ]


def test_vd03_is_orange_when_the_export_of_something_critical_was_not_tried_lately() -> None:
    for tested in (None, date(2024, 3, 1)):
        (found,) = rules.no_way_out(leaving(SettingAnswer.YES, tested, Criticality.HIGH))
        assert (found.severity, found.certainty) == (Severity.ORANGE, Certainty.CERTAIN)


def test_vd03_is_silent_with_a_plan_and_a_fresh_test_and_where_none_is_needed() -> None:
    assert not list(rules.no_way_out(leaving(SettingAnswer.YES, TESTED, Criticality.CRITICAL)))
    assert not list(rules.no_way_out(leaving(SettingAnswer.NOT_APPLICABLE, None, Criticality.CRITICAL)))
    assert not list(rules.no_way_out(facts_of_board(facts_of_use(exit=NO_EXIT, criticality=Criticality.LOW))))


def test_vd03_is_one_unknown_for_the_board_while_nothing_is_recorded() -> None:
    uses = (
        facts_of_use(exit=NO_EXIT, criticality=Criticality.HIGH),
        facts_of_use(2, exit=NO_EXIT, criticality=None),
    )
    (found,) = rules.no_way_out(facts_of_board(*uses))
    assert (found.subject.kind, found.certainty) == (FlagSubject.BOARD, Certainty.UNKNOWN)
    assert {one.label for one in found.evidence if one.target_kind} == {"Uitstapplan", "Belang en uitstapplan"}


def owned(*owners: OwnerFact, known: bool = True) -> UseFacts:
    """Return a use of a vendor with these owners above it."""
    return facts_of_use(vendor=vendor("zeil", group_known=known, owners=owners))


def test_vd06_is_orange_after_a_change_of_owner_anywhere_in_the_chain() -> None:
    chain = (
        OwnerFact("Zeil", "Mast", "mast", "strategisch", date(2015, 1, 1)),
        OwnerFact("Mast", "Fonds", "fonds", "private-equity", date(2025, 6, 1)),
    )
    (found,) = rules.owner_on_the_move(facts_of_board(owned(*chain)))
    assert (found.subject.key, found.severity, found.certainty) == ("zeil", Severity.ORANGE, Certainty.CERTAIN)
    assert {"2025-06-01", "Fonds"} <= {one.value for one in found.evidence}


def test_vd06_is_grey_for_an_investor_of_long_ago_and_tells_each_vendor_once() -> None:
    use = owned(OwnerFact("Zeil", "Fonds", "fonds", "private-equity", date(2015, 1, 1)))
    other = facts_of_use(2, vendor=use.vendor)
    (found,) = rules.owner_on_the_move(facts_of_board(use, other))
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.CERTAIN)


def test_vd06_is_silent_for_an_old_owner_and_for_a_takeover_that_is_still_to_come() -> None:
    old = owned(OwnerFact("Zeil", "Mast", "mast", "familie", date(2015, 1, 1)))
    assert not list(rules.owner_on_the_move(facts_of_board(old, facts_of_use(2))))
    coming = owned(OwnerFact("Zeil", "Mast", "mast", "familie", date(2026, 9, 1)))
    assert not list(rules.owner_on_the_move(facts_of_board(coming)))


def test_vd06_is_one_unknown_while_the_owner_or_since_when_is_not_known() -> None:
    undated = owned(OwnerFact("Zeil", "Mast", "mast", "familie"))
    unchecked = facts_of_use(2, vendor=vendor("boei", group_known=False))
    nobody = facts_of_use(3, vendor=vendor(None))
    (found,) = rules.owner_on_the_move(facts_of_board(undated, unchecked, nobody))
    assert (found.subject.kind, found.certainty) == (FlagSubject.BOARD, Certainty.UNKNOWN)
    assert {one.target_key for one in found.evidence if one.target_kind == "vendor"} == {"zeil", "boei"}


CLOUD = SubFact("wolk", "Wolk BV", "wolk")


def critical(at: int, *subs: SubFact, level: Criticality | None = Criticality.HIGH) -> UseFacts:
    return facts_of_use(at, product=product(key=f"p{at}", sub_processors=subs), criticality=level)


def test_vd08_notices_one_party_below_three_critical_applications() -> None:
    (found,) = rules.shared_below(facts_of_board(*(critical(at, CLOUD) for at in range(1, 4))))
    assert (found.subject.kind, found.subject.key, found.severity) == (
        FlagSubject.SUB_PROCESSOR,
        "wolk",
        Severity.ORANGE,
    )


def test_vd08_is_silent_below_the_norm_and_for_what_is_not_critical() -> None:
    low = [critical(at, CLOUD, level=Criticality.LOW) for at in range(3, 6)]
    assert not list(rules.shared_below(facts_of_board(critical(1, CLOUD), critical(2, CLOUD), *low)))


def test_vd08_is_one_unknown_when_missing_sub_processors_or_importance_could_make_it_so() -> None:
    silent = facts_of_board(*(critical(at) for at in range(1, 4)))
    unweighed = facts_of_board(*(critical(at, CLOUD, level=None) for at in range(1, 4)))
    for board in (silent, unweighed):
        (found,) = rules.shared_below(board)
        assert (found.subject.kind, found.certainty) == (FlagSubject.BOARD, Certainty.UNKNOWN)
