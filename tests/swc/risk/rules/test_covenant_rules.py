"""What a processor agreement is worth: covenant, annex and signature."""

from __future__ import annotations

from dataclasses import replace

import pytest

from swc.landscape.kinds import AgreementPresence
from swc.risk.facts import AgreementFacts, CategoryFact, Known, VendorFacts
from swc.risk.kinds import Certainty, FlagSubject, Severity
from swc.risk.rules import covenant_rules as rules
from tests.factories.risk import HEALTHY, VENDOR, facts_of_board, facts_of_use

OUTSIDE = replace(VENDOR, covenant_member=False)
AGREED = HEALTHY.agreement


def test_pa03_gives_one_flag_for_a_vendor_with_all_its_applications() -> None:
    (found,) = rules.outside_covenant(facts_of_board(*(facts_of_use(at, vendor=OUTSIDE) for at in (1, 2))))
    assert (found.subject.kind, found.severity, found.certainty) == (
        FlagSubject.VENDOR,
        Severity.ORANGE,
        Certainty.CERTAIN,
    )
    assert sum(fact.target_kind == "use" for fact in found.evidence) == 2


def test_pa03_is_silent_for_a_member_and_where_no_agreement_is_needed() -> None:
    no_need = facts_of_use(2, vendor=OUTSIDE, agreement=AgreementFacts(AgreementPresence.NOT_NEEDED))
    none = facts_of_use(3, vendor=OUTSIDE, personal_data=Known.NO)
    assert not list(rules.outside_covenant(facts_of_board(facts_of_use(), no_need, none)))


@pytest.mark.parametrize("vendor", [replace(VENDOR, covenant_member=None), VendorFacts()])
def test_pa03_is_unknown_once_for_the_board_while_the_catalogue_does_not_say(vendor: VendorFacts) -> None:
    (found,) = rules.outside_covenant(facts_of_board(facts_of_use(vendor=vendor), facts_of_use(2, vendor=vendor)))
    assert (found.subject.kind, found.severity, found.certainty) == (
        FlagSubject.BOARD,
        Severity.GREY,
        Certainty.UNKNOWN,
    )
    assert found.evidence[0].value == "2"


def test_pa04_notices_a_category_that_the_annex_does_not_name() -> None:
    more = (*HEALTHY.categories, CategoryFact("P08", confirmed=True))
    (found,) = rules.not_in_annex(facts_of_board(facts_of_use(categories=more)))
    assert (found.severity, found.evidence[0].value) == (Severity.ORANGE, "P08")


def test_pa04_is_silent_when_the_annex_names_all_and_without_an_agreement() -> None:
    absent = facts_of_use(2, agreement=AgreementFacts(AgreementPresence.ABSENT))
    assert not list(rules.not_in_annex(facts_of_board(facts_of_use(), absent)))


def test_pa04_is_unknown_without_the_annex_or_while_a_category_is_not_confirmed() -> None:
    unread = facts_of_use(1, agreement=replace(AGREED, annex_categories=None))
    derived = facts_of_use(2, categories=(*HEALTHY.categories, CategoryFact("P08", confirmed=False)))
    (found,) = rules.not_in_annex(facts_of_board(unread, derived))
    assert found.certainty is Certainty.UNKNOWN
    assert {fact.label for fact in found.evidence if fact.target_kind} == {
        "Privacybijlage",
        "Categorieën persoonsgegevens",
    }


def test_an_annex_without_any_category_is_a_statement_of_its_own() -> None:
    use = facts_of_use(agreement=replace(AGREED, annex_categories=frozenset()))
    assert [one.certainty for one in rules.not_in_annex(facts_of_board(use))] == [Certainty.CERTAIN]


@pytest.mark.parametrize(
    ("authorised", "wanted"),
    [
        (False, [(Severity.ORANGE, Certainty.CERTAIN)]),
        (True, []),
        (None, [(Severity.GREY, Certainty.UNKNOWN)]),
    ],
)
def test_pa05_asks_whether_the_signer_could_bind_the_board(
    *, authorised: bool | None, wanted: list[tuple[Severity, Certainty]]
) -> None:
    use = facts_of_use(agreement=replace(AGREED, signer_authorised=authorised))
    assert [(one.severity, one.certainty) for one in rules.not_authorised(facts_of_board(use))] == wanted
