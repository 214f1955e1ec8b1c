"""Releases for tests: a small reference architecture built row by row, or a release of any kind."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count

from sqlmodel import Session

from fora.kinds import DomainOrigin, Level, Lifecycle, PersonalData, ReleaseStatus, SourceFormat
from fora.models import Element, ElementDomain, Relation, Release, View, ViewElement

_NUMBERS = count(1)
AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)

LAS = "1a" * 16
"""Leerlingadministratiesysteem: the component of `make_reference`."""
GRADES = "2b" * 16
"""Cijfer: the information object with personal data that the component accesses itself."""
ENROL = "3c" * 16
"""Inschrijving: personal data, reached through the application function."""
ABSENCE = "4d" * 16
"""Verzuimmelding: personal data, reached through function and process."""
ADMINISTRATION = "5e" * 16
"""Leerlingadministratie: the business function."""
REGISTER = "6f" * 16
"""Registreren verzuim: the business process."""
APPLICATION_FUNCTION = "7a" * 16
STANDARD = "8b" * 16
LAW = "9c" * 16
DOMAIN = "ad" * 16


def make_release(session: Session, *, version: str = "", status: ReleaseStatus = ReleaseStatus.PUBLISHED) -> Release:
    """Store an empty release; its hash is unique, so that nothing kept in memory is mistaken for it."""
    number = next(_NUMBERS)
    name = version or f"release-{number}"
    release = Release(
        version=name,
        title=name,
        status=status,
        source_format=SourceFormat.STARTER,
        source_name="fabriek",
        sha256=hashlib.sha256(f"{name}-{number}".encode()).hexdigest(),
        counts={},
        staged_at=AT,
        published_at=AT if status is ReleaseStatus.PUBLISHED else None,
    )
    session.add(release)
    session.flush()
    return release


def make_element(
    session: Session,
    release: Release,
    *,
    guid: str,
    name: str,
    archimate_type: str = "ApplicationComponent",
    fora_type: str = "Referentiecomponent",
    personal_data: PersonalData = PersonalData.UNKNOWN,
    confidentiality: Level = Level.UNKNOWN,
    lifecycle: Lifecycle = Lifecycle.CURRENT,
    properties: Sequence[tuple[str, str]] = (),
) -> Element:
    """Store an element; a reference component unless told otherwise."""
    element = Element(
        release_id=release.id,
        guid=guid,
        source_id=f"id-{guid}",
        archimate_type=archimate_type,
        fora_type=fora_type,
        name=name,
        lifecycle=lifecycle,
        personal_data=personal_data,
        availability=Level.UNKNOWN,
        integrity=Level.UNKNOWN,
        confidentiality=confidentiality,
        properties=[{"key": key, "value": value} for key, value in properties],
    )
    session.add(element)
    session.flush()
    return element


def make_relation(
    session: Session,
    release: Release,
    *,
    kind: str,
    source: str,
    target: str,
    properties: Sequence[tuple[str, str]] = (),
    access_type: str = "",
) -> Relation:
    """Store a relation between two elements."""
    guid = hashlib.md5(f"{kind}{source}{target}".encode(), usedforsecurity=False).hexdigest()
    relation = Relation(
        release_id=release.id,
        guid=guid,
        source_id=f"id-{guid}",
        type=kind,
        source_guid=source,
        target_guid=target,
        access_type=access_type,
        properties=[{"key": key, "value": value} for key, value in properties],
    )
    session.add(relation)
    session.flush()
    return relation


def make_domain_member(session: Session, release: Release, *, element: str, domain: str) -> None:
    """Say that an element belongs to a domain."""
    row = ElementDomain(
        release_id=release.id, element_guid=element, domain_guid=domain, origin=DomainOrigin.AGGREGATION
    )
    session.add(row)
    session.flush()


def make_reference(session: Session, *, version: str = "") -> Release:
    """Store a published release in which one component reaches an object along each of the three kinds of path."""
    release = make_release(session, version=version)
    yes = PersonalData.YES
    named = (
        (LAS, "Leerlingadministratiesysteem", "ApplicationComponent", "Referentiecomponent", PersonalData.UNKNOWN),
        (GRADES, "Cijfer", "BusinessObject", "Informatieobject", yes),
        (ENROL, "Inschrijving", "BusinessObject", "Informatieobject", yes),
        (ABSENCE, "Verzuimmelding", "BusinessObject", "Informatieobject", yes),
        (ADMINISTRATION, "Leerlingadministratie", "BusinessFunction", "Bedrijfsfunctie", PersonalData.UNKNOWN),
        (REGISTER, "Registreren verzuim", "BusinessProcess", "Bedrijfsproces", PersonalData.UNKNOWN),
        (APPLICATION_FUNCTION, "Leerlingbeheer", "ApplicationFunction", "Applicatiefunctie", PersonalData.UNKNOWN),
        (STANDARD, "UWLR", "Constraint", "Standaard", PersonalData.UNKNOWN),
        (LAW, "Leerplichtwet 1969", "Driver", "Wet- en regelgeving", PersonalData.UNKNOWN),
        (DOMAIN, "Onderwijsondersteuning", "Grouping", "Bedrijfsdomein", PersonalData.UNKNOWN),
    )
    for guid, name, archimate_type, fora_type, personal_data in named:
        make_element(
            session,
            release,
            guid=guid,
            name=name,
            archimate_type=archimate_type,
            fora_type=fora_type,
            personal_data=personal_data,
        )
    _relate(session, release)
    make_domain_member(session, release, element=LAS, domain=DOMAIN)
    return release


def _relate(session: Session, release: Release) -> None:
    related = (
        ("Access", LAS, GRADES),
        ("Assignment", LAS, APPLICATION_FUNCTION),
        ("Access", APPLICATION_FUNCTION, ENROL),
        ("Serving", APPLICATION_FUNCTION, ADMINISTRATION),
        ("Aggregation", ADMINISTRATION, REGISTER),
        ("Access", REGISTER, ABSENCE),
        ("Influence", ABSENCE, LAW),
        ("Aggregation", DOMAIN, LAS),
    )
    for kind, source, target in related:
        make_relation(session, release, kind=kind, source=source, target=target)
    make_relation(
        session,
        release,
        kind="Realization",
        source=LAS,
        target=STANDARD,
        properties=(("Verbindingsrol", "aanbevolen"),),
    )


def make_view(session: Session, release_id: int, guid: str = "f0" * 16) -> None:
    """Store a view that shows the component and an object."""
    session.add(
        View(
            release_id=release_id,
            guid=guid,
            source_id=guid,
            name="Plaat",
            nodes=[
                {"id": "n", "kind": "element", "x": 0, "y": 0, "w": 9, "h": 9, "element": LAS, "label": ""},
                {"id": "m", "kind": "element", "x": 0, "y": 0, "w": 9, "h": 9, "element": GRADES, "label": ""},
            ],
            connections=[],
        )
    )
    session.flush()
    for element in (LAS, GRADES):
        session.add(ViewElement(release_id=release_id, view_guid=guid, element_guid=element))
    session.flush()
