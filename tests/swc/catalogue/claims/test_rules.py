"""Steps of a claim, which claims are about one fact, and completeness; no database."""

from __future__ import annotations

import pytest

from swc.catalogue.claims.kinds import FACTS, PRODUCT_FIELDS, VENDOR_FIELDS, ClaimDeed, ClaimNoun
from swc.catalogue.claims.rules import ASKED, IDENTITY, completeness, fact_key, fingerprint, next_state
from swc.catalogue.kinds import ClaimState
from swc.errors import RuleRefusedError

SETTLED = (ClaimState.CONFIRMED, ClaimState.REJECTED, ClaimState.WITHDRAWN)


def test_a_claim_that_waits_is_confirmed_rejected_or_withdrawn() -> None:
    assert [next_state(ClaimState.SUBMITTED, deed) for deed in ClaimDeed] == list(SETTLED)


@pytest.mark.parametrize("state", SETTLED)
@pytest.mark.parametrize("deed", ClaimDeed)
def test_a_settled_claim_stays_as_it_is(state: ClaimState, deed: ClaimDeed) -> None:
    with pytest.raises(RuleRefusedError):
        next_state(state, deed)


def test_every_kind_of_fact_is_known_by_its_own_fields() -> None:
    assert set(IDENTITY) == set(FACTS)
    assert (*FACTS, *PRODUCT_FIELDS, *VENDOR_FIELDS) == tuple(ClaimNoun)


@pytest.mark.parametrize(
    ("noun", "one", "other", "same"),
    [
        (ClaimNoun.VERSION, {"name": "V4.2"}, {"name": "versie 4.2"}, True),
        (ClaimNoun.VERSION, {"name": "4.2"}, {"name": "4.3"}, False),
        (ClaimNoun.SUB_PROCESSOR, {"name": "Wolk B.V."}, {"name": "wolk b v"}, True),
        (ClaimNoun.LOCATION, {"country": "NL", "kind": "storage"}, {"country": "NL", "kind": "support"}, False),
        (ClaimNoun.HOSTING, {"hosting": "saas"}, {"hosting": "eigen"}, True),
    ],
)
def test_two_claims_are_about_one_fact_whatever_they_say_of_it(
    noun: ClaimNoun, one: dict[str, str], other: dict[str, str], *, same: bool
) -> None:
    assert (fact_key("a", "p", noun, one) == fact_key("b", "p", noun, other)) is same


def test_what_a_vendor_says_of_itself_is_about_that_vendor_alone() -> None:
    facts = {fact_key(vendor, None, ClaimNoun.WEBSITE, {}) for vendor in ("a", "b")}
    assert len(facts) == 2


def test_a_mark_tells_that_a_fact_changed_and_that_it_did_not() -> None:
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert len({fingerprint({"a": 1}), fingerprint({"a": 2}), fingerprint(None)}) == 3


def test_completeness_counts_what_boards_ask_and_nothing_else() -> None:
    found = completeness({ClaimNoun.HOSTING: True, ClaimNoun.NAME: True, ClaimNoun.STANDARD: False})
    assert found.known == (ClaimNoun.HOSTING,)
    assert len(found.missing) == len(ASKED) - 1
    assert found.share == pytest.approx(1 / len(ASKED))
