"""Contracts and exits for tests, made as rows without asking the services."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from swc.landscape.kinds import LegalForm, PartyRole, Renewal
from swc.landscape.models import Contract, ContractDocument, ContractParty, ContractProduct, UseExit
from tests.personas import BOARD_A, NOW


def make_contract(
    session: Session,
    *,
    board: str = BOARD_A,
    title: str = "Magister",
    products: tuple[str, ...] = ("magister",),
    parties: tuple[tuple[PartyRole, str, str | None], ...] = (),
    documents: tuple[str, ...] = (),
    **columns: Any,  # noqa: ANN401 - the columns of a contract, named by the test
) -> Contract:
    """Make a contract on products that exist; `parties` are roles, names and keys, `documents` addresses."""
    found = Contract(
        board_number=board,
        title=title,
        created_at=NOW,
        updated_at=NOW,
        **{"legal_form": LegalForm.UNKNOWN, "renewal": Renewal.UNKNOWN, **columns},
    )
    session.add(found)
    session.flush()
    session.add_all(ContractProduct(contract_id=found.id, product_key=key) for key in products)
    session.add_all(
        ContractParty(contract_id=found.id, role=role, name=name, vendor_key=key) for role, name, key in parties
    )
    session.add_all(ContractDocument(contract_id=found.id, title=url, url=url) for url in documents)
    session.flush()
    return found


def make_exit(session: Session, use_id: UUID, **columns: Any) -> UseExit:  # noqa: ANN401 - columns, named by the test
    """Make what is known of leaving a use."""
    found = UseExit(use_id=use_id, updated_at=NOW, **columns)
    session.add(found)
    session.flush()
    return found
