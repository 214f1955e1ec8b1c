"""What stands in a contract as one set of values: to compare, to write with all that hangs under it, and to tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, SQLModel, col

from swc.landscape.contracts.inputs import ContractInput
from swc.landscape.contracts.schemas import DocumentFact, PartyFact
from swc.landscape.contracts.stored import ContractFacts
from swc.landscape.kinds import LegalForm, PartyRole, Renewal
from swc.landscape.models import Contract, ContractDocument, ContractParty, ContractProduct
from swc.landscape.service.opening import Json, plain

COLUMNS: Final = (
    "title",
    "reference",
    "legal_form",
    "signed_on",
    "start_date",
    "end_date",
    "notice_days",
    "notice_months",
    "renewal",
    "renewal_months",
    "yearly_price",
    "price_index",
    "data_processing_service",
    "switching_clause",
    "ended_on",
    "note",
)
"""The columns of a contract that people fill in."""

_CENT: Final = Decimal("0.01")
_ORDER: Final = {role: place for place, role in enumerate(PartyRole)}

NOTHING: Final = (None, "", ())

Content = dict[str, Any]
"""Values by field: parties and documents as facts, products as keys, every list sorted and without doubles."""


def content_of(facts: ContractFacts) -> Content:
    """Return what stands in a contract."""
    found: Content = {name: getattr(facts, name) for name in COLUMNS}
    found["parties"] = ordered_parties(facts.parties)
    found["products"] = tuple(sorted(one.key for one in facts.products))
    found["documents"] = ordered_documents(facts.documents)
    return found


def wanted(data: ContractInput, parties: Iterable[PartyFact]) -> Content:
    """Return what should stand in a contract; the parties come with the vendors that their names mean."""
    found: Content = {name: getattr(data, name) for name in COLUMNS}
    found["parties"] = ordered_parties(parties)
    if data.yearly_price is not None:
        found["yearly_price"] = data.yearly_price.quantize(_CENT)
    found["products"] = tuple(sorted(set(data.products)))
    found["documents"] = ordered_documents(
        DocumentFact(title=one.title or one.url, url=one.url, dated=one.dated) for one in data.documents
    )
    return found


def ordered_parties(parties: Iterable[PartyFact]) -> tuple[PartyFact, ...]:
    """Return parties in the order of their roles, each name once in a role."""
    found = {(one.role, one.name): one for one in parties}
    return tuple(sorted(found.values(), key=lambda one: (_ORDER[one.role], one.name.casefold(), one.name)))


def ordered_documents(documents: Iterable[DocumentFact]) -> tuple[DocumentFact, ...]:
    """Return documents by title, each once."""
    return tuple(sorted(dict.fromkeys(documents), key=lambda one: one.text))


def write(session: Session, contract: Contract, after: Content) -> None:
    """Put the values in the contract and its parts."""
    for name in COLUMNS:
        setattr(contract, name, after[name])
    session.add(contract)
    session.flush()
    mine = contract.id
    _replace(session, ContractParty, mine, (one.model_dump() for one in after["parties"]))
    _replace(session, ContractProduct, mine, ({"product_key": key} for key in after["products"]))
    _replace(session, ContractDocument, mine, (one.model_dump() for one in after["documents"]))


def _replace(
    session: Session,
    table: type[ContractParty | ContractProduct | ContractDocument],
    mine: UUID,
    rows: Iterable[dict[str, Any]],
) -> None:
    session.execute(delete(table).where(col(table.contract_id) == mine))
    made: list[SQLModel] = [table.model_validate({"contract_id": mine, **row}) for row in rows]
    session.add_all(made)
    session.flush()


EMPTY: Final[Mapping[str, Any]] = {
    **dict.fromkeys(COLUMNS),
    "title": "",
    "reference": "",
    "legal_form": LegalForm.UNKNOWN,
    "renewal": Renewal.UNKNOWN,
    "price_index": "",
    "note": "",
    "parties": (),
    "products": (),
    "documents": (),
}
"""What a contract holds of which nothing is known yet."""


def as_input(content: Mapping[str, Any]) -> ContractInput:
    """Return the values as a form of input, as a service takes them."""
    return ContractInput.model_validate(
        {
            **{name: content[name] for name in (*COLUMNS, "products")},
            "parties": tuple(one.model_dump() for one in content["parties"]),
            "documents": tuple(one.model_dump() for one in content["documents"]),
        }
    )


def told(content: Mapping[str, Any]) -> Json:
    """Return the values as an event tells them: parties and documents as texts."""
    found = {name: plain(value) for name, value in content.items()}
    found["parties"] = [_party(one) for one in content["parties"]]
    found["documents"] = [one.text for one in content["documents"]]
    return found


def _party(one: PartyFact) -> str:
    return f"{one.text} ({one.vendor_key})" if one.vendor_key else one.text
