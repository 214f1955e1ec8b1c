"""How periods of ownership become nodes, beside the plain parent of today that stands with the vendor itself."""

from __future__ import annotations

from swc.catalogue.models import OwnershipPeriod
from swc.catalogue.provenance_terms import PROVENANCE
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, nl, typed
from vocab.namespaces import ORG, PROV, SKOS, concept_iri
from vocab.terms import Class, Property


def period_maps(iris: Iris) -> tuple[NodeMap[OwnershipPeriod], NodeMap[OwnershipPeriod]]:
    """Return how a period becomes a node, and how its organisation leads to it."""

    def node(row: OwnershipPeriod) -> str:
        return iris.thing("vendor", row.vendor_key, "ownership", str(row.id))

    def vendor(key: str | None) -> str | None:
        return iris.thing("vendor", key) if key else None

    return (
        NodeMap(
            (Class.OWNERSHIP_PERIOD, PROV + "Entity"),
            node,
            (
                Prop(Property.OWNED_PARTY, lambda row: vendor(row.vendor_key), iri, required=True),
                Prop(ORG + "organization", lambda row: vendor(row.vendor_key), iri),
                Prop(Property.OWNER, lambda row: vendor(row.owner_key), iri),
                Prop(
                    Property.OWNERSHIP_RELATION,
                    lambda row: concept_iri("ownership-relations", row.relation.value),
                    iri,
                ),
                Prop(
                    Property.OWNERSHIP_KIND,
                    lambda row: concept_iri("ownership-kinds", row.kind) if row.kind else None,
                    iri,
                ),
                Prop(Property.OWNED_SHARE, lambda row: row.share, typed),
                Prop(Property.OWNER_CONTROLS, lambda row: row.control, typed),
                Prop(Property.VALID_FROM, lambda row: row.from_date, typed),
                Prop(Property.HELD_UNTIL, lambda row: row.until, typed),
                Prop(SKOS + "note", lambda row: row.note, nl),
                *PROVENANCE,
            ),
        ),
        NodeMap((), lambda row: iris.thing("vendor", row.vendor_key), (Prop(Property.OWNERSHIP_PERIOD, node, iri),)),
    )
