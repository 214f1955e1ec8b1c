"""Reads which central DPIA versions are about a product, which the board cites, and what is new in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Select, bindparam
from sqlalchemy import select as rows_of
from sqlmodel import Session, col

from swc.catalogue.central_queries import central_versions
from swc.catalogue.models import CentralDpia, CentralDpiaProduct, CentralDpiaVersion
from swc.catalogue.schemas import CentralVersion
from swc.dpia.inherit import news
from swc.dpia.schemas import CentralRef


@dataclass(frozen=True, slots=True)
class Centrals:
    """The central DPIAs of some products: keys per product, versions per key in order of number."""

    by_product: dict[str, list[str]] = field(default_factory=dict)
    versions: dict[str, list[CentralRef]] = field(default_factory=dict)

    def cited(self, key: str | None, number: int | None) -> CentralRef | None:
        """Return the version that is cited, if any."""
        return next((one for one in self.versions.get(key or "", ()) if one.number == number), None)

    def about(self, product_key: str) -> tuple[CentralRef, ...]:
        """Return every version about a product, the newest first."""
        found = [one for key in self.by_product.get(product_key, ()) for one in self.versions.get(key, ())]
        return tuple(sorted(found, key=_age, reverse=True))

    def newest(self, product_key: str) -> CentralRef | None:
        """Return the newest version about a product, if any."""
        return next(iter(self.about(product_key)), None)

    def latest(self, key: str) -> CentralRef | None:
        """Return the newest version of one central DPIA, if it has any."""
        return next(reversed(self.versions.get(key, ())), None)

    def overtaken(self, key: str | None, number: int | None) -> bool:
        """Say whether a cited version has a newer one of the same central DPIA."""
        return number is not None and any(one.number > number for one in self.versions.get(key or "", ()))


@dataclass(frozen=True, slots=True)
class CentralNews:
    """What versions of some central DPIAs say against each other, by key and number."""

    versions: dict[str, tuple[CentralVersion, ...]] = field(default_factory=dict)

    def since(self, known: int, key: str, number: int) -> str:
        """Return in Dutch what a version means to who knew the version with number `known` (0 for none)."""
        found = {one.number: one for one in self.versions.get(key, ())}
        return news(found.get(known), found[number]) if number in found else ""


def central_news(session: Session, keys: Iterable[str]) -> CentralNews:
    """Return what there is to tell of some central DPIAs, in two statements; of none, in none."""
    wanted = sorted(set(keys))
    return CentralNews(central_versions(session, wanted) if wanted else {})


def centrals_of(session: Session, *, products: Iterable[str], cited: Iterable[str]) -> Centrals:
    """Return the central DPIAs about some products and those cited by key, in two statements."""
    pairs = session.execute(_about(), {"products": list(products)}).all()
    by_product: dict[str, list[str]] = defaultdict(list)
    for product_key, central_key in pairs:
        by_product[product_key].append(central_key)
    keys = {central_key for _, central_key in pairs} | set(cited)
    versions: dict[str, list[CentralRef]] = defaultdict(list)
    for row in session.execute(_versions(), {"keys": sorted(keys)}):
        versions[row.central_key].append(_ref(tuple(row)))
    return Centrals(by_product=dict(by_product), versions=dict(versions))


@cache
def _about() -> Select[*tuple[Any, ...]]:
    return (
        rows_of(col(CentralDpiaProduct.product_key), col(CentralDpiaProduct.central_key))
        .where(col(CentralDpiaProduct.product_key).in_(bindparam("products", expanding=True)))
        .order_by(col(CentralDpiaProduct.central_key))
    )


@cache
def _versions() -> Select[*tuple[Any, ...]]:
    return (
        rows_of(*(col(one) for one in _READ))
        .join(CentralDpia, col(CentralDpia.key) == col(CentralDpiaVersion.central_key))
        .where(col(CentralDpiaVersion.central_key).in_(bindparam("keys", expanding=True)))
        .order_by(col(CentralDpiaVersion.central_key), col(CentralDpiaVersion.number))
    )


def _age(one: CentralRef) -> tuple[int, int]:
    """Order versions by the first day they can mean, then by number."""
    return (one.effective_on.toordinal() if one.effective_on else 0, one.number)


_READ = (
    CentralDpiaVersion.central_key,
    CentralDpiaVersion.number,
    CentralDpia.title,
    CentralDpiaVersion.instrument,
    CentralDpiaVersion.dated,
    CentralDpiaVersion.effective_on,
    CentralDpiaVersion.outcome,
    CentralDpiaVersion.outcome_text,
    CentralDpiaVersion.board_action,
    CentralDpiaVersion.source_url,
    CentralDpiaVersion.trust,
)


@lru_cache(maxsize=1024)
def _ref(row: tuple[Any, ...]) -> CentralRef:
    """Return the read model of one version; the same columns give the same object."""
    key, number, title, instrument, dated, effective_on, outcome, outcome_text, board_action, source_url, trust = row
    return CentralRef(
        key=key,
        number=number,
        title=title,
        instrument=instrument,
        dated=dated,
        effective_on=effective_on,
        outcome=outcome.value,
        outcome_text=outcome_text,
        board_action=board_action,
        source_url=source_url,
        trust=trust.value,
    )
