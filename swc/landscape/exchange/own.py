"""The board's own part of its model: vendors, products, applications, the board, outside parties, and relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fora.readers.model import RawElement, RawPair, RawRelation
from swc.catalogue.kinds import ClaimOrigin, ProductStatus
from swc.landscape.exchange import encoding as e
from swc.landscape.exchange.holding import Facts, Holding
from swc.landscape.exchange.reference import standard_names, standards
from swc.landscape.kinds import Direction
from swc.landscape.schemas import CouplingDetail, UseSummary
from vocab.schemes import scheme

Properties = Mapping[str, object]
_FOLDER = "Softwarecatalogus"
_ORIGINS = {ClaimOrigin.VENDOR: "leverancier", ClaimOrigin.SECTOR: "sectorredactie", ClaimOrigin.SEED: "beginvulling"}


def pairs(values: Properties) -> list[RawPair]:
    """Return properties in the order given; what is not known is left out, never written as no."""
    return [RawPair(key, str(value)) for key, value in values.items() if value is not None and value != ""]


def own_elements(held: Holding, facts: Facts) -> list[RawElement]:
    """Return the elements that do not come from FORA: kind after kind, each by name."""
    return [
        _board(held),
        *(_vendor(held, key) for key in held.vendors),
        *(_product(held, key) for key in held.products),
        *(_use(held, one, facts.get(one.id, {})) for one in held.uses),
        *_parties(held),
        *_standards(held),
    ]


def own_relations(held: Holding) -> list[RawRelation]:
    """Return the relations of the board's own part, also those with elements of FORA, by identifier."""
    found = [*_supplies(held), *_versions(held), *_placed(held), *_claims(held), *_supports(held), *_used(held)]
    return sorted([*found, *_couplings(held)], key=lambda one: one.id)


def standard_ref(held: Holding, code: str) -> str:
    """Return the identifier of a standard: of FORA where it has it, else our own."""
    guid = standards().get(code, "")
    return held.reference.identifier(guid) if guid in held.reference.elements else e.standard_id(code)


def _element(kind: str, identifier: str, name: str, swc_type: str, values: Properties, *, text: str = "") -> RawElement:
    own = {e.BRON: e.OWN, e.OBJECT_ID: identifier.removeprefix("id-"), e.SWC_TYPE: swc_type}
    return RawElement(
        id=identifier,
        type=kind,
        name=name,
        documentation=text,
        folder=(_FOLDER, swc_type),
        properties=pairs({**own, **values}),
        langs=_DUTCH,
    )


_DUTCH = {"name": "nl", "documentation": "nl"}


def _board(held: Holding) -> RawElement:
    return _element("BusinessActor", e.board_id(held.number), held.name, e.BOARD, {e.BOARD_NUMBER: held.number})


def _vendor(held: Holding, key: str) -> RawElement:
    row = held.vendors[key]
    return _element("BusinessActor", e.vendor_id(key), row.name, e.VENDOR, {e.PRODUCT_KEY: key, e.URL: row.website})


def _product(held: Holding, key: str) -> RawElement:
    row = held.products[key]
    known = row.status is ProductStatus.CONFIRMED
    values = {e.PRODUCT_KEY: key, e.EXTERNAL: "nee" if known else "ja"}
    return _element("ApplicationComponent", e.product_id(key), row.name, e.PRODUCT, values)


def _use(held: Holding, use: UseSummary, facts: Mapping[str, str]) -> RawElement:
    version = held.versions.get(use.version_id or 0)
    values: Properties = {
        e.VERSION: use.version_name,
        e.VERSION_STATUS: dutch_label("version-status", version.status) if version else None,
        e.STATUS: e.STATUSES[use.status],
        e.STATUS_SINCE: use.status_since,
        e.CHANGED: use.updated_at.isoformat(),
        e.START: use.start_date,
        e.END: use.end_date,
        e.SCHOOLS: e.WHOLE_BOARD if use.whole_board else " ".join(use.schools),
        e.OWNER: use.owner_role,
        e.HOSTING: dutch_label("hosting-forms", use.hosting) if use.hosting else None,
        e.USERS: use.users,
        e.COST: use.yearly_cost,
        e.CRITICALITY: e.CRITICALITIES[use.criticality] if use.criticality else None,
        e.CATEGORIES: " ".join(held.own_categories.get(use.id, ())),
        e.ALL_CATEGORIES: " ".join(sorted({one.code for one in use.categories})),
        e.PERSONAL: e.PERSONAL_DATA[use.personal_data],
        e.AGREEMENT: e.PRESENCES[use.agreement.presence],
        **facts,
        e.ROW_VERSION: use.row_version,
    }
    text = held.notes.get(use.id, "")
    return _element("ApplicationComponent", e.xml_id(use.id), use.name, e.USE, values, text=text)


def dutch_label(name: str, code: str) -> str:
    """Return the Dutch label of a code: the file is the same in whatever language people read."""
    return next((one.label_nl for one in scheme(name).concepts if one.code == code), code)


def _parties(held: Holding) -> Iterator[RawElement]:
    names = {one.target_name for one in held.couplings if _outside(held, one)}
    for name in sorted(names):
        yield _element("BusinessActor", e.party_id(held.number, name), name, e.PARTY, {})


def _outside(held: Holding, one: CouplingDetail) -> bool:
    """Say whether a coupling goes to a party that neither the board nor FORA has."""
    return one.target_use_id is None and one.target_guid not in held.reference.elements


def _standards(held: Holding) -> Iterator[RawElement]:
    codes = {code for one in held.couplings for code in one.standards} | {one.standard for one in held.supports}
    for code in sorted(codes):
        if standards().get(code, "") not in held.reference.elements:
            name = standard_names().get(code, code)
            yield _element("Constraint", e.standard_id(code), name, e.STANDARD, {e.STANDARD_CODE: code})


def _relation(kind: str, name: str, source: str, target: str, values: Properties | None = None) -> RawRelation:
    return RawRelation(
        id=e.relation_id(name, source, target),
        type=kind,
        source=source,
        target=target,
        name=name,
        properties=pairs({e.BRON: e.OWN, **(values or {})}),
        langs={"name": "nl"},
        folder=(_FOLDER, "Relaties"),
    )


def _supplies(held: Holding) -> Iterator[RawRelation]:
    for key, row in held.products.items():
        if row.vendor_key in held.vendors:
            yield _relation("Association", e.SUPPLIES, e.vendor_id(row.vendor_key), e.product_id(key))


def _versions(held: Holding) -> Iterator[RawRelation]:
    for one in held.uses:
        yield _relation("Specialization", e.HAS_VERSION, e.product_id(one.product_key), e.xml_id(one.id))


def _used(held: Holding) -> Iterator[RawRelation]:
    for one in held.uses:
        yield _relation("Serving", e.USED_BY, e.xml_id(one.id), e.board_id(held.number))


def _placed(held: Holding) -> Iterator[RawRelation]:
    for one in held.uses:
        for component in one.components:
            if component.guid in held.reference.elements:
                target = held.reference.identifier(component.guid)
                yield _relation("Specialization", e.PLACED, e.xml_id(one.id), target)


def _claims(held: Holding) -> Iterator[RawRelation]:
    """Yield what is said of products; the same claim of several origins is one relation that names them all."""
    origins: dict[tuple[str, str], list[str]] = {}
    for one in held.claims:
        if one.component_guid in held.reference.elements:
            origins.setdefault((one.product_key, one.component_guid), []).append(_ORIGINS[ClaimOrigin(one.origin)])
    for (key, guid), said in origins.items():
        values = {e.CLAIM_BY: ", ".join(sorted(said))}
        yield _relation("Specialization", e.SUITED, e.product_id(key), held.reference.identifier(guid), values)


def _supports(held: Holding) -> Iterator[RawRelation]:
    for one in held.supports:
        target = standard_ref(held, one.standard)
        yield _relation("Realization", e.SUPPORTS, e.product_id(one.product_key), target, {e.VERSION: one.version})


def _couplings(held: Holding) -> Iterator[RawRelation]:
    for one in held.couplings:
        flow = _flow(held, one)
        yield flow
        for code in one.standards:
            yield _relation("Association", e.IMPLEMENTS, flow.id, standard_ref(held, code))


def _flow(held: Holding, one: CouplingDetail) -> RawRelation:
    """Return the flow of a coupling in the direction in which the data go; both ways is told by its property."""
    ends = [e.xml_id(one.source_use_id), _other_end(held, one)]
    source, target = reversed(ends) if one.direction is Direction.IN else ends
    values: Properties = {
        e.BRON: e.OWN,
        e.OBJECT_ID: str(one.id),
        e.DIRECTION: e.DIRECTIONS[one.direction],
        e.KIND: dutch_label("coupling-kinds", one.kind) if one.kind else None,
        e.ALL_CATEGORIES: " ".join(one.categories),
        e.ROW_VERSION: one.row_version,
    }
    return RawRelation(
        id=e.xml_id(one.id),
        type="Flow",
        source=source,
        target=target,
        name=f"{one.source_name} – {one.target_name}",
        documentation=one.description,
        properties=pairs(values),
        langs=_DUTCH,
        folder=(_FOLDER, "Koppelingen"),
    )


def _other_end(held: Holding, one: CouplingDetail) -> str:
    if one.target_use_id is not None:
        return e.xml_id(one.target_use_id)
    if one.target_guid in held.reference.elements:
        return held.reference.identifier(one.target_guid or "")
    return e.party_id(held.number, one.target_name)
