"""The register as RDF (DPV 2.3): every activity as it stands, and every version, to which only a successor is added.

Only what people established is written down; what is suggested is not yet the board's. All that a version says follows
from its stored content alone, so that no release, code list or name can alter it afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any
from urllib.parse import quote
from uuid import UUID

from pyoxigraph import Triple
from sqlalchemy import Row, select
from sqlmodel import Session, col

from swc.audit.parts import Parts
from swc.register.kinds import CODED, COUNTS, ActivityState, AnchorKind, BoardRole, RegisterField
from swc.register.models import ProcessingActivity, ProcessingVersion
from swc.register.schemas import Activity, Register, RegisterValue
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, text, triples, typed
from vocab.namespaces import DCTERMS, DPV, PROV, RDFS, SKOS, concept_iri
from vocab.terms import Property

OWN_WORDS = "eigen-"
"""How the key of a value in a person's own words begins."""
IN_FORA = "law:"
"""How the key of a law of FORA begins; every other key of a coded field is a code."""

F = RegisterField

_POINTS: dict[RegisterField, str] = {
    F.PURPOSE: DPV + "hasPurpose",
    F.LEGAL_BASIS: DPV + "hasLegalBasis",
    F.SPECIAL_GROUND: DPV + "hasLegalBasis",
    F.STATUTE: DCTERMS + "references",
    F.DATA_SUBJECT: DPV + "hasDataSubject",
    F.DATA_CATEGORY: DPV + "hasPersonalData",
    F.INFORMATION_OBJECT: Property.TOUCHES_OBJECT,
    F.RECIPIENT: DPV + "hasRecipient",
    F.PROCESSOR: DPV + "hasDataProcessor",
    F.SUB_PROCESSOR: DPV + "hasDataProcessor",
    F.TRANSFER: Property.TRANSFER,
    F.RETENTION: DPV + "hasStorageCondition",
    F.SECURITY: DPV + "hasTechnicalOrganisationalMeasure",
    F.FUNCTION: Property.SUPPORTS_FUNCTION,
    F.PROCESS: Property.SUPPORTS_PROCESS,
    F.APPLICATION: DPV + "isImplementedUsingTechnology",
    F.JOINT_CONTROLLER: DPV + "hasDataController",
    F.CONTROLLER: DPV + "hasDataController",
}
"""Which property leads from an activity to a value; the description is words and stands with the activity itself."""

_CLASSES: dict[RegisterField, tuple[str, ...]] = {
    F.PROCESSOR: (DPV + "DataProcessor",),
    F.SUB_PROCESSOR: (DPV + "DataSubProcessor",),
    F.CONTROLLER: (DPV + "DataController",),
    F.JOINT_CONTROLLER: (DPV + "DataController",),
}
_IN_IRI = ":/?#[]@!$&'()*+,;=%~"
_ELEMENTS = frozenset({F.FUNCTION, F.PROCESS, F.INFORMATION_OBJECT})
_ASPECTS = {
    "availability": Property.AVAILABILITY,
    "integrity": Property.INTEGRITY,
    "confidentiality": Property.CONFIDENTIALITY,
}


@dataclass(frozen=True, slots=True)
class Told:
    """An activity as one address tells it: the current one or a version, with the versions around it."""

    subject: str
    activity: Activity
    is_version: bool = False
    made_at: datetime | None = None
    digest: str = ""
    replaces: str | None = None
    replaced_by: str | None = None
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A value that is no code of ours and has no address elsewhere: a node below the version that says it."""

    address: str
    value: RegisterValue


def board_triples(session: Session, iris: Iris, board_number: str, *, only: Parts | None = None) -> Iterator[Triple]:
    """Yield every version of the activities of a board (or some) and how each stands now, in one statement."""
    if only and not only.activities:
        return
    every = _rows(session, board_number, only.activities if only else None)
    for activity_id, found in groupby(every, key=lambda row: row.activity_id):
        rows = list(found)
        numbers = [row.number for row in rows]
        for row in rows:
            yield from _told(iris, _version(iris, row, newest=numbers[-1]))
        yield from _told(iris, _current(iris, activity_id, Activity.model_validate(rows[-1].content), numbers))


def register_graph(iris: Iris, register: Register) -> Iterator[Triple]:
    """Yield the register of one board as it stands: the activities that were established, with what counts."""
    for activity in register.activities:
        if not activity.version or activity.state not in (ActivityState.ESTABLISHED, ActivityState.ENDED):
            continue
        yield from _told(iris, _current(iris, activity.id, activity, [activity.version]))


def _rows(session: Session, board_number: str, only: Collection[UUID] | None) -> Iterable[Row[Any]]:
    version = ProcessingVersion
    wanted = select(
        col(version.activity_id), col(version.number), col(version.content), col(version.digest), col(version.made_at)
    ).join(ProcessingActivity, col(ProcessingActivity.id) == col(version.activity_id))
    wanted = wanted.where(col(ProcessingActivity.board_number) == board_number)
    if only is not None:
        wanted = wanted.where(col(version.activity_id).in_(only))
    return session.execute(wanted.order_by(col(version.activity_id), col(version.number))).all()


def _version(iris: Iris, row: Row[Any], *, newest: int) -> Told:
    address = _address(iris, row.activity_id, row.number)
    return Told(
        subject=address,
        activity=Activity.model_validate(row.content),
        is_version=True,
        made_at=row.made_at,
        digest=row.digest,
        replaces=_address(iris, row.activity_id, row.number - 1) if row.number > 1 else None,
        replaced_by=_address(iris, row.activity_id, row.number + 1) if row.number < newest else None,
    )


def _current(iris: Iris, activity_id: UUID, activity: Activity, numbers: Iterable[int]) -> Told:
    return Told(
        subject=iris.thing("processing", str(activity_id)),
        activity=activity,
        versions=tuple(_address(iris, activity_id, number) for number in numbers),
    )


def _told(iris: Iris, told: Told) -> Iterator[Triple]:
    """Yield an activity or a version, and the nodes of its values."""
    yield from _process_map(iris).triples(told)
    yield from triples(_VALUES, (Node(_node(iris, told, one), one) for one in _values(told) if _needs_node(one)))
    for one in _values(told):
        if one.field in _CLASSES and _needs_node(one):
            yield from _party_map(iris, one.field).triples(Node(_node(iris, told, one), one))


@cache
def _process_map(iris: Iris) -> NodeMap[Told]:
    def own(told: Told) -> str:
        return iris.thing("board", told.activity.board_number)

    def leads_to(field: RegisterField) -> Prop[Told]:
        return Prop(_POINTS[field], lambda told: [_point(iris, told, one) for one in _values(told, field)], iri)

    return NodeMap(
        classes=(DPV + "Process",),
        subject=lambda told: told.subject,
        props=(
            Prop(RDFS + "label", lambda told: told.activity.name, required=True),
            Prop(DCTERMS + "description", lambda told: [one.shown for one in _values(told, F.DESCRIPTION)]),
            Prop(Property.REGISTER_STATE, lambda told: concept_iri("register-states", told.activity.state.value), iri),
            Prop(Property.BOARD_ROLE, lambda told: concept_iri("register-roles", told.activity.role.value), iri),
            Prop(Property.VERSION_NUMBER, lambda told: told.activity.version, typed),
            Prop(Property.OWNER_ROLE, lambda told: told.activity.owner_role),
            Prop(Property.END_DATE, lambda told: told.activity.ended_on, typed),
            Prop(DPV + "hasDataController", lambda told: own(told) if _controls(told) else None, iri),
            Prop(DPV + "hasDataProcessor", lambda told: None if _controls(told) else own(told), iri),
            *(leads_to(field) for field in _POINTS),
            Prop(Property.SUPPORTS_FUNCTION, lambda told: _anchor(iris, told), iri),
            Prop(DCTERMS + "isVersionOf", lambda told: _whole(iris, told), iri),
            Prop(DCTERMS + "replaces", lambda told: told.replaces, iri),
            Prop(PROV + "wasRevisionOf", lambda told: told.replaces, iri),
            Prop(PROV + "generatedAtTime", lambda told: told.made_at, typed),
            Prop(Property.CONTENT_DIGEST, lambda told: told.digest),
            Prop(DCTERMS + "isReplacedBy", lambda told: told.replaced_by, iri),
            Prop(DCTERMS + "hasVersion", lambda told: list(told.versions), iri),
        ),
    )


_VALUES: NodeMap[Node] = NodeMap(
    classes=(),
    subject=lambda node: node.address,
    props=(
        Prop(RDFS + "label", lambda node: node.value.shown, text, required=True),
        Prop(SKOS + "broadMatch", lambda node: _code(node.value), iri),
        Prop(Property.COUNTRY, lambda node: node.value.detail.country),
        Prop(Property.ADEQUACY_BASIS, lambda node: node.value.detail.basis),
        Prop(Property.SAFEGUARD, lambda node: node.value.detail.safeguard),
        Prop(Property.RETENTION_DAYS, lambda node: node.value.detail.term_days, typed),
        Prop(
            Property.DATA_CATEGORY,
            lambda node: [concept_iri("data-categories", code) for code in node.value.detail.categories],
            iri,
        ),
        *(
            Prop(prop, lambda node, aspect=aspect: _level(node.value, aspect), iri)  # type: ignore[misc]
            for aspect, prop in _ASPECTS.items()
        ),
        Prop(DCTERMS + "source", lambda node: _web(node.value.detail.url), iri),
    ),
)
"""How a value in words becomes a node, with what belongs to it."""


@cache
def _party_map(iris: Iris, field: RegisterField) -> NodeMap[Node]:
    """Return how a party becomes a node, pointing at the vendor where the catalogue knows it."""

    def vendor(node: Node) -> str | None:
        key = node.value.detail.vendor_key
        return iris.thing("vendor", key) if key else None

    return NodeMap(
        classes=_CLASSES[field],
        subject=lambda node: node.address,
        props=(Prop(Property.PROCESSED_BY, vendor, iri),),
    )


def _values(told: Told, field: RegisterField | None = None) -> tuple[RegisterValue, ...]:
    """Return the values that count, of one field or all."""
    return tuple(one for one in told.activity.values if one.state in COUNTS and field in (None, one.field))


def _point(iris: Iris, told: Told, one: RegisterValue) -> str:
    """Return the address of a value: a concept, a use, a FORA element, or a node below the version."""
    if one.field is F.APPLICATION:
        return iris.thing("use", one.key)
    if one.field in _ELEMENTS and not one.key.startswith(OWN_WORDS):
        return iris.fora(one.key)
    if one.field is F.STATUTE and one.key.startswith(IN_FORA) and not one.text:
        return iris.fora(one.key.removeprefix(IN_FORA))
    if one.field is F.PROCESSOR and one.detail.vendor_key and not one.text:
        return iris.thing("vendor", one.detail.vendor_key)
    if _needs_node(one):
        return _node(iris, told, one)
    return _code(one) or _node(iris, told, one)


def _needs_node(one: RegisterValue) -> bool:
    """Say whether a value is words or facts of its own, and not just a code or a thing with an address."""
    if one.field in (F.APPLICATION, F.DESCRIPTION):
        return False
    if one.field in _ELEMENTS:
        return one.key.startswith(OWN_WORDS)
    if not one.text and (one.key.startswith(IN_FORA) or (one.field is F.PROCESSOR and one.detail.vendor_key)):
        return False
    return _code(one) is None or bool(one.text)


def _code(one: RegisterValue) -> str | None:
    """Return the concept that the key of a value in a coded field names."""
    if one.field not in CODED or one.key.startswith((OWN_WORDS, IN_FORA)):
        return None
    return concept_iri(CODED[one.field], one.key)


def _node(iris: Iris, told: Told, one: RegisterValue) -> str:
    """Return the address of a value below its version."""
    activity = told.activity
    return iris.thing("processing", str(activity.id), str(activity.version), one.field.value, one.key)


def _address(iris: Iris, activity_id: UUID, number: int) -> str:
    return iris.thing("processing", str(activity_id), str(number))


def _whole(iris: Iris, told: Told) -> str | None:
    """Return the activity of which this is a version."""
    return iris.thing("processing", str(told.activity.id)) if told.is_version else None


def _anchor(iris: Iris, told: Told) -> str | None:
    """Return the business function on which an activity rests."""
    anchor = told.activity.anchor
    return iris.fora(anchor.key) if anchor.kind is AnchorKind.FUNCTION else None


def _controls(told: Told) -> bool:
    return told.activity.role is not BoardRole.PROCESSOR


def _level(one: RegisterValue, aspect: str) -> str | None:
    """Return the level of one aspect that is required, where the value is about that aspect."""
    if one.detail.aspect != aspect or not one.detail.level_required:
        return None
    return concept_iri("biv-levels", one.detail.level_required)


def _web(address: str) -> str | None:
    """Return a web address as an IRI: what may not stand in one is escaped."""
    return quote(address, safe=_IN_IRI) if address.startswith(("https://", "http://")) else None
