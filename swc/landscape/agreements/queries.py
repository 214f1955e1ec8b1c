"""Reads of agreements: every one with the uses that rest on it, and the lists of what does not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from swc.catalogue.models import Product, Vendor
from swc.catalogue.vendor_queries import vendor_groups
from swc.errors import NotFoundError
from swc.landscape import queries as landscape
from swc.landscape.agreements import rules, stored
from swc.landscape.agreements.rules import Terms
from swc.landscape.agreements.schemas import (
    AgreementBook,
    AgreementFacts,
    AgreementRow,
    CoveredUse,
    ProductRef,
    VendorName,
)
from swc.landscape.rules import folded
from swc.landscape.schemas import UseSummary
from swc.landscape.service.agreement_checks import known_vendor
from vocab.norms import norm


def agreements(
    session: Session, board_number: str, today: date, *, uses: tuple[UseSummary, ...] | None = None
) -> tuple[AgreementRow, ...]:
    """Return every agreement of a board by name, each with the uses it covers (a fixed number of statements).

    `uses` are all the uses of the board, where somebody read them before.
    """
    known = landscape.use_summaries(session, board_number, on=today) if uses is None else uses
    return covered(stored.of_board(session, board_number), known, today)


def agreement(session: Session, board_number: str, agreement_id: UUID, today: date) -> AgreementRow:
    """Return one agreement of a board; raises `NotFoundError` for another board's."""
    found = stored.one(session, agreement_id)
    if found is None or found.board_number != board_number:
        raise NotFoundError("Deze overeenkomst is niet gevonden bij bestuur %(board)s.", board=board_number)
    (row,) = covered([found], landscape.use_summaries(session, board_number, on=today), today)
    return row


def agreement_book(session: Session, board_number: str, today: date) -> AgreementBook:
    """Return every agreement of a board with the lists of what does not fit (a fixed number of statements)."""
    uses = landscape.use_summaries(session, board_number, on=today)
    rows = covered(stored.of_board(session, board_number), uses, today)
    current = norm("agreement-model-current", today).number
    terms = Terms(today, norm("agreement-ending-days", today).whole, float(current))
    return AgreementBook(
        board_number=board_number,
        agreements=rows,
        lists=rules.filled(uses, rows, terms),
        ending_days=terms.ending_days,
        current_model=f"model-{current:.1f}",
    )


def covered(found: Sequence[AgreementFacts], uses: Sequence[UseSummary], today: date) -> tuple[AgreementRow, ...]:
    """Lay the uses of a board beside its agreements, by the name of the agreement."""
    by_id = {use.id: use for use in uses}
    by_vendor, by_product = defaultdict[str, list[UseSummary]](list), defaultdict[str, list[UseSummary]](list)
    for use in uses:
        by_product[use.product_key].append(use)
        if use.vendor_key is not None:
            by_vendor[use.vendor_key].append(use)

    def about(one: AgreementFacts) -> list[UseSummary]:
        if one.use_id is not None:
            return [by_id[one.use_id]] if one.use_id in by_id else []
        if one.products:
            return [use for product in one.products for use in by_product[product.key]]
        return by_vendor[one.vendor_key] if one.vendor_key is not None else []

    rows = (_row(one, about(one), today) for one in found)
    return tuple(sorted(rows, key=lambda row: (folded(row.name), str(row.id))))


def _row(facts: AgreementFacts, uses: Sequence[UseSummary], today: date) -> AgreementRow:
    return AgreementRow(
        **{name: getattr(facts, name) for name in AgreementFacts.model_fields},
        covered=tuple(
            CoveredUse(
                id=use.id,
                name=use.name,
                product_key=use.product_key,
                status=use.status,
                personal_data=use.personal_data,
                live=rules.is_live(use, today),
                counts=use.agreement.agreement_id == facts.id,
            )
            for use in sorted(uses, key=lambda use: (folded(use.name), str(use.id)))
        ),
    )


def vendor_names(session: Session) -> tuple[str, ...]:
    """Return the names of all vendors, to choose from while typing."""
    return tuple(sorted(session.exec(select(Vendor.name)).all(), key=folded))


def products_of(session: Session, vendor_key: str | None, *, on: date) -> tuple[ProductRef, ...]:
    """Return the products of a vendor and of those in its group, by name: what an agreement with it can name."""
    groups = vendor_groups(session, on=on)
    if vendor_key not in groups:
        return ()
    makers = [key for key, group in groups.items() if group.key == groups[vendor_key].key]
    rows = session.exec(select(Product.key, Product.name).where(col(Product.vendor_key).in_(makers)))
    return tuple(ProductRef(key=key, name=name) for key, name in sorted(rows, key=lambda row: folded(row[1])))


def named_vendor(session: Session, name: str) -> VendorName | None:
    """Return the vendor that bears a name, or nothing where the catalogue has no such vendor (or more than one)."""
    key = known_vendor(session, name)
    found = session.get(Vendor, key) if key else None
    return VendorName(key=found.key, name=found.name) if found else None
