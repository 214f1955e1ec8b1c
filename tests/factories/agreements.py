"""Agreements with vendors and annexes for tests, made as rows without asking the services."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session

from swc.landscape.kinds import AgreementPresence
from swc.landscape.models import (
    Agreement,
    AgreementCategory,
    AgreementLocation,
    AgreementProduct,
    AgreementSubProcessor,
    Use,
)
from tests.personas import BOARD_A, NOW


def make_deal(
    session: Session,
    *,
    board: str = BOARD_A,
    use: Use | None = None,
    vendor: str | None = "schoolmaster",
    products: tuple[str, ...] = (),
    annex: tuple[str, ...] | None = None,
    sub_processors: tuple[tuple[str, str | None], ...] = (),
    locations: tuple[str, ...] = (),
    **columns: Any,  # noqa: ANN401 - the columns of an agreement, named by the test
) -> Agreement:
    """Make an agreement with a vendor, or of a use; `annex` holds the categories, nothing means it was not read."""
    found = Agreement(
        board_number=board,
        use_id=use.id if use else None,
        vendor_key=None if use else vendor,
        annex_recorded=annex is not None,
        updated_at=NOW,
        **{
            "presence": AgreementPresence.PRESENT,
            "model_version": "model-4.0",
            "signed_on": date(2025, 9, 1),
            **columns,
        },
    )
    session.add(found)
    session.flush()
    session.add_all(AgreementProduct(agreement_id=found.id, product_key=key) for key in products)
    session.add_all(AgreementCategory(agreement_id=found.id, category=code) for code in annex or ())
    session.add_all(AgreementLocation(agreement_id=found.id, country=code) for code in locations)
    session.add_all(
        AgreementSubProcessor(agreement_id=found.id, name=name, country=country) for name, country in sub_processors
    )
    session.flush()
    return found
