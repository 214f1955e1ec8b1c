"""What the verbs share: writing changed fields with their source, checking codes and versions, aliases and search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import delete
from sqlmodel import Session, SQLModel, col, select

from swc.access.kinds import Act
from swc.catalogue import codelists, search
from swc.catalogue.inputs import Sourcing
from swc.catalogue.models import FactSource, Product, ProductAlias, Vendor, VendorAlias
from swc.catalogue.rules import key_of
from swc.errors import ConflictError, InvalidInputError, NotFoundError, Problem

Row = TypeVar("Row", Vendor, Product)

RESERVED = frozenset({"nieuw", "voorstellen", "dubbel", "samenvoegingen"})
"""Keys that would clash with the address of a form."""
KINDS: dict[type[SQLModel], str] = {Vendor: "vendor", Product: "product"}


def found(session: Session, table: type[Row], key: str) -> Row:
    """Return the row with a key; raises `NotFoundError` with a Dutch sentence when there is none."""
    row = session.get(table, key, with_for_update=session.get_bind().dialect.name == "postgresql")
    if row is None:
        sentence = "Leverancier %(key)s is niet gevonden." if table is Vendor else "Product %(key)s is niet gevonden."
        raise NotFoundError(sentence, key=key)
    return row


def demand_version(row: Vendor | Product, expected: int | None) -> None:
    """Refuse when somebody else changed the row since it was read (`expected` is its version then)."""
    if expected is not None and expected != row.row_version:
        raise ConflictError(
            "Iemand anders heeft dit intussen gewijzigd.",
            remedy="Haal de pagina opnieuw op en vul uw wijziging weer in.",
        )


def demand_codes(session: Session, codes: Mapping[str, tuple[str, str | None]]) -> None:
    """Refuse codes that are in no code list; `codes` maps a field to its scheme and the code handed in."""
    problems = tuple(
        Problem(field, "%(code)s is geen keuze van deze lijst.", "Kies een waarde uit de lijst.", params={"code": code})
        for field, (scheme, code) in codes.items()
        if code is not None and code not in {choice.code for choice in codelists.choices(session, scheme)}
    )
    if problems:
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=problems)


def free_key(session: Session, table: type[Row], name: str, *, where: str = "name") -> str:
    """Return the key of a new thing; refuses a name that folds to an existing one (accents and case aside)."""
    key = key_of(name)
    if key in RESERVED:
        key = f"{key}-{KINDS[table]}"
    existing = session.get(table, key)
    if existing is not None:
        raise ConflictError(
            "Er bestaat al een vermelding met deze naam: %(name)s.",
            remedy="Gebruik de bestaande vermelding of kies een andere naam.",
            problems=(Problem(where, "Deze naam bestaat al.", "Kies een andere naam."),),
            name=existing.name,
        )
    return key


def write(row: Vendor | Product, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set the fields that differ; returns what they were and what they are, as JSON values."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for field, value in values.items():
        old = getattr(row, field)
        if old != value:
            before[field], after[field] = plain(old), plain(value)
            setattr(row, field, value)
    return before, after


def plain(value: Any) -> Any:  # noqa: ANN401 - any column value
    """Return a column value as JSON knows it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def note_sources(session: Session, kind: str, key: str, *, fields: Iterable[str], data: Sourcing, by: Act) -> None:
    """Note source, date and trust of the fields that were written; a source without a date was looked at today."""
    for field in fields:
        row = session.get(FactSource, (kind, key, field)) or FactSource(subject_kind=kind, subject_key=key, field=field)
        row.source_url, row.trust = data.source_url, data.trust
        row.checked_on = data.checked_on or (by.today if data.source_url else None)
        row.note = ""
        session.add(row)
    session.flush()


def write_aliases(session: Session, row: Vendor | Product, aliases: Iterable[str]) -> tuple[list[str], list[str]]:
    """Make these the other names of a thing and of its search entry; returns the names before and after."""
    table, owner = (VendorAlias, "vendor_key") if isinstance(row, Vendor) else (ProductAlias, "product_key")
    column = getattr(table, owner)
    names = sorted({one for one in aliases if one != row.name})
    old = sorted(session.exec(select(table.name).where(column == row.key)).all())
    if names != old:
        session.execute(delete(table).where(col(column) == row.key))
        session.add_all(table(**{owner: row.key, "name": one}) for one in names)
    search.index(session, KINDS[type(row)], row.key, title=row.name, names=names)
    return old, names
