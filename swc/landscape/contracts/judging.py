"""Working out what contracts say today: their term and notice day, status, overlap and what the Data Act says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from swc.landscape.contracts import rules
from swc.landscape.contracts.rules import NoticeNorm
from swc.landscape.contracts.schemas import (
    ContractProductRef,
    ContractRef,
    ContractSummary,
    ContractUse,
    NoticeCheck,
    Overlap,
)
from swc.landscape.contracts.stored import BoardUse, ContractFacts
from vocab.norms import norm

_PLAIN = (
    "id",
    "board_number",
    "title",
    "reference",
    "legal_form",
    "signed_on",
    "start_date",
    "end_date",
    "ended_on",
    "notice_days",
    "notice_months",
    "renewal",
    "renewal_months",
    "yearly_price",
    "price_index",
    "data_processing_service",
    "switching_clause",
    "parties",
    "products",
    "row_version",
    "updated_at",
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What contracts are held against on a day: how long ahead is warned, and the norm of the Data Act."""

    warning_days: int
    notice: NoticeNorm
    source_url: str


@lru_cache(maxsize=64)
def thresholds(today: date) -> Thresholds:
    """Return the thresholds that hold on a day."""
    since = norm("data-act-contracts-from", max(today, date(2024, 1, 11)))
    limit = norm("data-act-notice-months", max(today, since.day))
    warning = norm("contract-warning-days", max(today, date(2024, 1, 1)))
    return Thresholds(warning.whole, NoticeNorm(limit.whole, since.day), limit.source.url)


def summaries(found: Sequence[ContractFacts], uses: Iterable[BoardUse], today: date) -> tuple[ContractSummary, ...]:
    """Lay the uses of a board beside its contracts and judge each of them on a day."""
    by_product: dict[str, list[BoardUse]] = defaultdict(list)
    for use in uses:
        by_product[use.product_key].append(use)
    overlaps = _overlaps(found, today)
    return tuple(
        _summary(one, [use for product in one.products for use in by_product[product.key]], overlaps, today)
        for one in found
    )


def _summary(
    one: ContractFacts, uses: Sequence[BoardUse], overlaps: Mapping[UUID, list[Overlap]], today: date
) -> ContractSummary:
    terms, held = one.terms, thresholds(today)
    last = rules.notice_day(terms, today)
    return ContractSummary(
        **{name: getattr(one, name) for name in _PLAIN},
        uses=tuple(
            ContractUse(id=use.id, name=use.name, product_key=use.product_key, status=use.status, live=use.live)
            for use in uses
        ),
        status=rules.status(terms, today, warning_days=held.warning_days),
        term_end=rules.term_end(terms, today),
        last_notice_day=last,
        notice_days_left=None if last is None else (last - today).days,
        notice_check=NoticeCheck(
            verdict=rules.notice_conflict(terms, today, held.notice),
            limit_months=held.notice.months,
            source_url=held.source_url,
        ),
        overlaps=tuple(overlaps.get(one.id, ())),
    )


def _overlaps(found: Sequence[ContractFacts], today: date) -> dict[UUID, list[Overlap]]:
    """Return, by contract, the others that hold for a same product on a same day."""
    about: dict[str, list[tuple[ContractFacts, ContractProductRef]]] = defaultdict(list)
    for one in found:
        for product in one.products:
            about[product.key].append((one, product))
    laid: dict[UUID, list[Overlap]] = defaultdict(list)
    for same in about.values():
        for place, (one, product) in enumerate(same):
            for other, _ in same[place + 1 :]:
                both = rules.overlapping(one.terms, other.terms, today)
                if both is not False:
                    laid[one.id].append(_overlap(other, product, certain=both is True))
                    laid[other.id].append(_overlap(one, product, certain=both is True))
    return laid


def _overlap(other: ContractFacts, product: ContractProductRef, *, certain: bool) -> Overlap:
    return Overlap(other=ContractRef(id=other.id, title=other.title), product=product, certain=certain)
