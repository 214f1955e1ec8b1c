"""What the forms about a use choose from, and how the stored use stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from fora import queries as fora
from swc.catalogue.codelists import Choice, choices
from swc.catalogue.schemas import ProductDetail, VersionFact
from swc.landscape.schemas import UseDetail

Pair = tuple[str, str]


FIELD_NAMES: Mapping[str, str] = {
    "own_name": "Eigen naam",
    "version_id": "Versie",
    "status": "Status",
    "status_since": "Status sinds",
    "start_date": "Begindatum",
    "end_date": "Einddatum",
    "whole_board": "Voor wie",
    "schools": "Scholen",
    "owner_role": "Eigenaar (rol)",
    "hosting": "Hosting",
    "users": "Aantal gebruikers",
    "yearly_cost": "Kosten per jaar in euro",
    "criticality": "Belang",
    "notes": "Notities",
}
"""How the fields of a use are called (Dutch message ids)."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The code lists and components of the forms; `suited` are the components the catalogue claims for the product."""

    statuses: tuple[Choice, ...]
    hosting: tuple[Choice, ...]
    criticalities: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    agreement_models: tuple[Choice, ...]
    presences: tuple[Choice, ...]
    versions: tuple[VersionFact, ...]
    components: tuple[Pair, ...]
    suited: tuple[Pair, ...]


def choices_for(session: Session, product: ProductDetail | None) -> Choices:
    """Return the choices for a use of a product (a fixed number of statements)."""
    components = tuple((one.guid, one.name) for one in fora.components(session))
    claimed = {one.component_guid for one in product.components} if product else set()
    return Choices(
        statuses=choices(session, "usage-status"),
        hosting=choices(session, "hosting-forms"),
        criticalities=choices(session, "criticality"),
        categories=choices(session, "data-categories"),
        agreement_models=choices(session, "agreement-models"),
        presences=choices(session, "agreement-presence"),
        versions=product.versions if product else (),
        components=components,
        suited=tuple(pair for pair in components if pair[0] in claimed),
    )


def as_entered(use: UseDetail) -> dict[str, list[str]]:
    """Return the stored use as a form holds it: every field a list of texts."""
    summary = use.summary
    stored: dict[str, object] = {
        "own_name": summary.own_name,
        "version_id": summary.version_id,
        "status": summary.status.value,
        "status_since": summary.status_since,
        "start_date": summary.start_date,
        "end_date": summary.end_date,
        "whole_board": "true" if summary.whole_board else "false",
        "owner_role": summary.owner_role,
        "hosting": summary.hosting,
        "users": summary.users,
        "yearly_cost": summary.yearly_cost,
        "criticality": summary.criticality.value if summary.criticality else None,
        "notes": use.notes,
    }
    texts = {name: ["" if value is None else str(value)] for name, value in stored.items()}
    return {**texts, "schools": sorted(summary.schools)}
