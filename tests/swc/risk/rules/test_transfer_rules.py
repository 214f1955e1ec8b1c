"""Rules on transfer: countries without adequacy, the Data Privacy Framework, and countries nobody recorded."""

from __future__ import annotations

import pytest

from swc.risk.facts import CountryFact, Known, VendorFacts
from swc.risk.kinds import Certainty, Severity
from swc.risk.rules import transfer_rules as rules
from tests.factories.risk import dpia, ended, facts_of_board, facts_of_use, product

INDIA = CountryFact("IN", "Land van een subverwerker", "Helpdesk Ltd")
CANADA = CountryFact("CA", "Land van een eigenaar", "Moeder Inc")


def american(*, certified: bool | None) -> CountryFact:
    """Return an American vendor."""
    return CountryFact("US", "Land van de leverancier", "Vendor Inc", dpf=certified)


def test_tr01_is_red_for_a_party_in_a_country_without_adequacy() -> None:
    (found,) = rules.transfer_without_ground(facts_of_board(facts_of_use(product=product(countries=(INDIA,)))))
    assert (found.severity, found.certainty) == (Severity.RED, Certainty.CERTAIN)
    assert found.evidence[0].value == "Helpdesk Ltd (India)"


def test_tr01_is_red_for_an_american_party_that_is_known_not_to_be_certified() -> None:
    use = facts_of_use(product=product(countries=(american(certified=False),)))
    assert [one.severity for one in rules.transfer_without_ground(facts_of_board(use))] == [Severity.RED]


def test_tr01_is_silent_within_the_eea_with_adequacy_with_a_dtia_and_after_the_end() -> None:
    assessed = facts_of_use(2, product=product(countries=(INDIA,)), dpia=dpia(dtia_settled=True))
    adequate = facts_of_use(3, product=product(countries=(CANADA, american(certified=True))))
    over = ended(facts_of_use(4, product=product(countries=(INDIA,))))
    assert not list(rules.transfer_without_ground(facts_of_board(facts_of_use(), assessed, adequate, over)))


@pytest.mark.parametrize(
    "changes",
    [
        {"product": product(locations_known=False, countries=())},
        {"product": product(vendor_country_known=False)},
        {"vendor": VendorFacts("x", "X", "x", "X", group_known=False)},
        {"product": product(countries=(american(certified=None),))},
        {"product": product(countries=(INDIA,)), "personal_data": Known.UNKNOWN},
    ],
)
def test_tr01_is_unknown_while_a_country_an_owner_or_a_certification_is_missing(changes: dict[str, object]) -> None:
    (found,) = rules.transfer_without_ground(facts_of_board(facts_of_use(**changes)))
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.UNKNOWN)


def test_tr02_is_orange_for_a_certified_american_party_without_a_fallback() -> None:
    use = facts_of_use(product=product(countries=(american(certified=True),)))
    (found,) = rules.only_privacy_framework(facts_of_board(use))
    assert (found.severity, found.certainty) == (Severity.ORANGE, Certainty.CERTAIN)


def test_tr02_is_silent_with_a_dtia_and_without_an_american_party() -> None:
    fallback = facts_of_use(2, product=product(countries=(american(certified=True),)), dpia=dpia(dtia_settled=True))
    assert not list(rules.only_privacy_framework(facts_of_board(facts_of_use(), fallback)))


def test_tr02_is_unknown_while_the_certification_is_not_recorded() -> None:
    use = facts_of_use(product=product(countries=(american(certified=None),)))
    (found,) = rules.only_privacy_framework(facts_of_board(use))
    assert (found.severity, found.certainty) == (Severity.GREY, Certainty.UNKNOWN)
