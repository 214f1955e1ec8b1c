"""Which agreement counts for a use: its own, else the one with its vendor. Pure; facts come in, an id goes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from swc.landscape.kinds import AgreementPresence

_WEIGHT = {
    AgreementPresence.PRESENT: 3,
    AgreementPresence.NOT_NEEDED: 2,
    AgreementPresence.ABSENT: 1,
    AgreementPresence.UNKNOWN: 0,
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What an agreement is about, as far as that decides for which uses it counts."""

    id: UUID
    presence: AgreementPresence
    use_id: UUID | None = None
    vendor_key: str | None = None
    products: frozenset[str] = frozenset()
    signed_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """A use that asks which agreement counts for it."""

    id: UUID
    product_key: str
    vendor_key: str | None


def covers(agreement: Scope, use: Asking) -> bool:
    """Say whether an agreement is about a use.

    Products that are named count whoever makes them now: a takeover does not end what was agreed about them.
    """
    if agreement.use_id is not None:
        return agreement.use_id == use.id
    if agreement.products:
        return use.product_key in agreement.products
    return agreement.vendor_key is not None and agreement.vendor_key == use.vendor_key


class Coverage:
    """The agreements of a board, laid out so that a use finds its own at once."""

    def __init__(self, agreements: Iterable[Scope]) -> None:
        self._own: dict[UUID, Scope] = {}
        self._by_product: dict[str, list[Scope]] = {}
        self._by_vendor: dict[str, list[Scope]] = {}
        for one in agreements:
            if one.use_id is not None:
                self._own[one.use_id] = one
            elif one.products:
                for key in one.products:
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
        shared = [*self._by_product.get(use.product_key, ()), *self._by_vendor.get(use.vendor_key or "", ())]
        said = [one for one in shared if one.presence is not AgreementPresence.UNKNOWN]
        return _longest(said) if said else own or (_longest(shared) if shared else None)


def _longest(agreements: Sequence[Scope]) -> Scope:
    return max(agreements, key=_rank)


def _rank(one: Scope) -> tuple[int, date, bool, date, str]:
    return (
        _WEIGHT[one.presence],
        one.valid_until or date.max,
        bool(one.products),
        one.signed_on or date.min,
        str(one.id),
    )
