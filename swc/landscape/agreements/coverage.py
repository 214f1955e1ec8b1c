"""Which agreement counts for a use: its own, else the one with its vendor. Pure; facts come in, an id goes out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from swc.landscape.kinds import AgreementPresence

_WEIGHT = {
    AgreementPresence.PRESENT: 3,
    AgreementPresence.NOT_NEEDED: 2,
    AgreementPresence.ABSENT: 1,
    AgreementPresence.UNKNOWN: 0,
}


class Scope(Protocol):
    """What an agreement is about, as far as that decides for which uses it counts."""

    id: UUID
    presence: AgreementPresence
    use_id: UUID | None
    vendor_key: str | None
    signed_on: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Asking:
    """A use that asks which agreement counts for it."""

    id: UUID
    product_key: str
    vendor_key: str | None


class Coverage:
    """The agreements of a board, laid out so that a use finds its own at once.

    Products that are named count whoever makes them now: a takeover does not end what was agreed about them.
    """

    def __init__(self, agreements: Iterable[Scope], products: Mapping[UUID, Collection[str]]) -> None:
        self._products = products
        self._own: dict[UUID, Scope] = {}
        self._by_product: dict[str, list[Scope]] = {}
        self._by_vendor: dict[str, list[Scope]] = {}
        for one in agreements:
            if one.use_id is not None:
                self._own[one.use_id] = one
            elif named := products.get(one.id):
                for key in named:
                    self._by_product.setdefault(key, []).append(one)
            elif one.vendor_key is not None:
                self._by_vendor.setdefault(one.vendor_key, []).append(one)

    def counting(self, use: Asking) -> Scope | None:
        """Return the agreement that counts for a use, or nothing.

        The use's own goes first, unless it says nothing (unknown). Of several with the vendor the one that lasts
        longest counts, so that an older one that ran out never hides the one that replaced it.
        """
        own = self._own.get(use.id)
        if own is not None and own.presence is not AgreementPresence.UNKNOWN:
            return own
        if not (self._by_product or self._by_vendor):
            return own
        shared = [*self._by_product.get(use.product_key, ()), *self._by_vendor.get(use.vendor_key or "", ())]
        said = [one for one in shared if one.presence is not AgreementPresence.UNKNOWN]
        if not said and own is not None:
            return own
        return max(said or shared, key=self._rank, default=None)

    def _rank(self, one: Scope) -> tuple[int, date, bool, date, str]:
        return (
            _WEIGHT[one.presence],
            one.valid_until or date.max,
            bool(self._products.get(one.id)),
            one.signed_on or date.min,
            str(one.id),
        )
