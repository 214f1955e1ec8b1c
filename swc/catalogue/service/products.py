"""Adding, changing, proposing and confirming products."""

from __future__ import annotations

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.catalogue.inputs import ProductInput, ProposalInput, Sourcing
from swc.catalogue.kinds import DataLevel, ProductStatus, Trust
from swc.catalogue.models import Product, Vendor
from swc.catalogue.service.fields import (
    demand_codes,
    demand_version,
    found,
    free_key,
    note_sources,
    write,
    write_aliases,
)
from swc.errors import InvalidInputError, Problem, RuleRefusedError

PRODUCT = "product"
_FIELDS = (
    "name",
    "vendor_key",
    "category",
    "data_level",
    "hosting",
    "ai_use",
    "end_of_life",
    "no_central_dpia_found_on",
    "note",
)
_UNSOURCED = {"note", "aliases", "status"}


def add_product(session: Session, data: ProductInput, *, by: Act) -> str:
    """Add a confirmed product and return its key; refuses an existing name, unknown codes and an unknown vendor."""
    by.demand(Right.EDIT_CATALOGUE)
    check_product(session, data)
    row = Product(
        key=free_key(session, Product, data.name),
        name="",
        status=ProductStatus.CONFIRMED,
        data_level=DataLevel.UNKNOWN,
    )
    _, after = write(row, {field: getattr(data, field) for field in _FIELDS})
    session.add(row)
    session.flush()
    write_aliases(session, row, data.aliases)
    note_sources(session, PRODUCT, row.key, fields=set(after) - _UNSOURCED, data=data, by=by)
    record(session, by=by, kind="product.added", subject=SubjectKind.PRODUCT, key=row.key, after=after)
    return row.key


def change_product(
    session: Session, key: str, data: ProductInput, *, by: Act, expected_version: int | None = None
) -> None:
    """Change a product, its end of life among the rest; refuses a row that changed meanwhile."""
    by.demand(Right.EDIT_CATALOGUE)
    row = found(session, Product, key)
    demand_version(row, expected_version)
    check_product(session, data)
    before, after = write(row, {field: getattr(data, field) for field in _FIELDS})
    old, new = write_aliases(session, row, data.aliases)
    if old != new:
        before["aliases"], after["aliases"] = old, new
    if not after:
        return
    row.row_version += 1
    note_sources(session, PRODUCT, key, fields=set(after) - _UNSOURCED, data=data, by=by)
    record(session, by=by, kind="product.changed", subject=SubjectKind.PRODUCT, key=key, before=before, after=after)


def propose_product(session: Session, board_number: str, data: ProposalInput, *, by: Act) -> str:
    """Add a concept product that a board misses and return its key.

    Its facts are unconfirmed until a sector editor confirms them; the vendor's name goes into the note, because
    a name alone is no vendor of the catalogue.
    """
    by.demand(Right.PROPOSE_PRODUCT, board_number)
    row = Product(
        key=free_key(session, Product, data.name),
        name=data.name,
        status=ProductStatus.CONCEPT,
        category=data.category,
        data_level=DataLevel.UNKNOWN,
        proposed_by_board=board_number,
        note=_proposal_note(data),
    )
    session.add(row)
    session.flush()
    write_aliases(session, row, ())
    note_sources(
        session,
        PRODUCT,
        row.key,
        fields=("name", "category") if data.category else ("name",),
        data=Sourcing(source_url=data.website, trust=Trust.UNCONFIRMED),
        by=by,
    )
    record(
        session,
        by=by,
        kind="product.proposed",
        subject=SubjectKind.PRODUCT,
        key=row.key,
        board_number=board_number,
        after={"name": row.name, "category": row.category, "note": row.note},
    )
    return row.key


def confirm_product(
    session: Session, key: str, data: Sourcing, *, by: Act, expected_version: int | None = None
) -> None:
    """Make a concept a confirmed product: a sector editor vouches that it exists under this name."""
    by.demand(Right.EDIT_CATALOGUE)
    row = found(session, Product, key)
    demand_version(row, expected_version)
    if row.status is ProductStatus.CONFIRMED:
        raise RuleRefusedError("%(name)s is al bevestigd.", name=row.name)
    row.status = ProductStatus.CONFIRMED
    row.row_version += 1
    vouched = data.model_copy(update={"trust": Trust.CONFIRMED})
    note_sources(session, PRODUCT, key, fields=("name",), data=vouched, by=by)
    record(
        session,
        by=by,
        kind="product.confirmed",
        subject=SubjectKind.PRODUCT,
        key=key,
        before={"status": ProductStatus.CONCEPT.value},
        after={"status": ProductStatus.CONFIRMED.value},
    )


def _proposal_note(data: ProposalInput) -> str:
    vendor = f"Leverancier volgens de voorsteller: {data.vendor}." if data.vendor else ""
    return " ".join(part for part in (vendor, data.note) if part)


def check_product(session: Session, data: ProductInput) -> None:
    """Refuse unknown codes and a vendor that the catalogue lacks."""
    demand_codes(session, {"hosting": ("hosting-forms", data.hosting), "ai_use": ("ai-uses", data.ai_use)})
    if data.vendor_key is not None and session.get(Vendor, data.vendor_key) is None:
        raise InvalidInputError(
            "Niet alles is goed ingevuld.",
            problems=(Problem("vendor_key", "Deze leverancier staat niet in de catalogus.", "Voeg hem eerst toe."),),
        )
