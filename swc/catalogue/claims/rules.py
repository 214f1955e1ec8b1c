"""Pure rules of claims: which step leads where, which claims are about one fact, and how complete a product is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from swc.catalogue.claims.kinds import ClaimDeed, ClaimNoun
from swc.catalogue.kinds import ClaimState
from swc.catalogue.rules import fold, version_key
from swc.errors import RuleRefusedError

TRANSITIONS: Mapping[tuple[ClaimState, ClaimDeed], ClaimState] = {
    (ClaimState.SUBMITTED, ClaimDeed.CONFIRM): ClaimState.CONFIRMED,
    (ClaimState.SUBMITTED, ClaimDeed.REJECT): ClaimState.REJECTED,
    (ClaimState.SUBMITTED, ClaimDeed.WITHDRAW): ClaimState.WITHDRAWN,
}
"""Every step there is: what was judged or withdrawn stays so, and a vendor who is of another mind makes a new claim."""

IDENTITY: Mapping[ClaimNoun, tuple[str, ...]] = {
    ClaimNoun.CLAIM: ("component_guid",),
    ClaimNoun.STANDARD: ("standard",),
    ClaimNoun.LOCATION: ("country", "kind"),
    ClaimNoun.SUB_PROCESSOR: ("name",),
    ClaimNoun.DATA_CATEGORY: ("category",),
    ClaimNoun.CERTIFICATE: ("certificate",),
    ClaimNoun.VERSION: ("name",),
}
"""By which of its fields a fact under a product is known; a field of a product or vendor is known by its noun."""


class FactKey(NamedTuple):
    """Which fact a claim is about: two open claims with one key contradict or repeat each other.

    `subject` is the product, whoever claims it, or the vendor for what it says of itself.
    """

    about_product: bool
    subject: str
    noun: ClaimNoun
    rest: tuple[str, ...]


def next_state(state: ClaimState, deed: ClaimDeed) -> ClaimState:
    """Return where a step leads; raises `RuleRefusedError` for a claim that is settled."""
    found = TRANSITIONS.get((state, deed))
    if found is None:
        raise RuleRefusedError(
            "Over deze opgave is al beslist, of zij is ingetrokken.",
            remedy="Doe een nieuwe opgave als er iets gewijzigd is.",
        )
    return found


def fact_key(vendor_key: str, product_key: str | None, noun: ClaimNoun, payload: Mapping[str, Any]) -> FactKey:
    """Return which fact a claim is about; names are compared as search does, names of versions as versions are."""
    parts = (str(payload.get(field) or "") for field in IDENTITY.get(noun, ()))
    return FactKey(
        product_key is not None, product_key or vendor_key, noun, tuple(_folded(noun, part) for part in parts)
    )


def _folded(noun: ClaimNoun, part: str) -> str:
    if noun is ClaimNoun.VERSION:
        return version_key(part)
    return fold(part) if noun is ClaimNoun.SUB_PROCESSOR else part.casefold()


def fingerprint(present: Mapping[str, Any] | None) -> str:
    """Return a short mark of what the catalogue holds of a fact, to notice that it changed since somebody looked."""
    text = json.dumps(present, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Completeness(NamedTuple):
    """How much of what boards ask of a product is known: the nouns that are, and those that nobody told yet."""

    known: tuple[ClaimNoun, ...]
    missing: tuple[ClaimNoun, ...]

    @property
    def share(self) -> float:
        """Return the part that is known, from 0 to 1."""
        return len(self.known) / (len(self.known) + len(self.missing))


ASKED = (
    ClaimNoun.CATEGORY,
    ClaimNoun.DATA_LEVEL,
    ClaimNoun.HOSTING,
    ClaimNoun.AI_USE,
    ClaimNoun.CLAIM,
    ClaimNoun.STANDARD,
    ClaimNoun.VERSION,
    ClaimNoun.LOCATION,
    ClaimNoun.SUB_PROCESSOR,
    ClaimNoun.DATA_CATEGORY,
    ClaimNoun.CERTIFICATE,
)
"""What boards ask of every product; an end of life is asked of none, since most have none."""


def completeness(known: Mapping[ClaimNoun, bool]) -> Completeness:
    """Return what is known and what is missing of a product, in the order in which it is asked."""
    return Completeness(
        tuple(noun for noun in ASKED if known.get(noun)), tuple(noun for noun in ASKED if not known.get(noun))
    )
