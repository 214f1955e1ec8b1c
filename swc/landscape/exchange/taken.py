"""What a board's model takes from the published release: elements and relations as they were read, marked as FORA's."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from fora.readers.model import RawElement, RawPair, RawRelation
from swc.landscape.exchange import encoding as e
from swc.landscape.exchange.reference import Reference, Stored

_NO_TYPE = ""


def taken_elements(reference: Reference, guids: Collection[str]) -> list[RawElement]:
    """Return the elements of a release among some GUIDs, by GUID."""
    return [_element(reference.elements[guid]) for guid in sorted(guids) if guid in reference.elements]


def taken_relations(reference: Reference, guids: Collection[str]) -> list[RawRelation]:
    """Return the relations of which both ends are taken; an end may itself be such a relation."""
    known = {guid: reference.identifier(guid) for guid in guids if guid in reference.elements}
    pending = list(reference.relations)
    found: list[RawRelation] = []
    while True:
        more = [one for one in pending if one.source_guid in known and one.target_guid in known]
        if not more:
            return sorted(found, key=lambda one: one.id)
        for one in more:
            identifier = one.source_id or f"id-{one.guid}"
            found.append(_relation(one, identifier, known[one.source_guid], known[one.target_guid]))
            known[one.guid] = identifier
        done = {one.guid for one in more}
        pending = [one for one in pending if one.guid not in done]


def _element(row: Stored) -> RawElement:
    return RawElement(
        id=row.source_id,
        type=row.archimate_type,
        name=row.name,
        documentation=row.documentation,
        folder=(e.FORA, *(part for part in row.folder.split("/") if part)),
        properties=[*_marks(row, row.fora_type), *stored_pairs(row)],
        translations=row.translations,
    )


def _relation(row: Stored, identifier: str, source: str, target: str) -> RawRelation:
    return RawRelation(
        id=identifier,
        type=row.type,
        source=source,
        target=target,
        access_type=row.access_type,
        modifier=row.modifier,
        directed=row.directed,
        name=row.name,
        documentation=row.documentation,
        properties=[*_marks(row, _NO_TYPE), *stored_pairs(row)],
        translations=row.translations,
        folder=(e.FORA, "Relaties"),
    )


def _marks(row: Stored, fora_type: str) -> Iterator[RawPair]:
    """Yield whose it is and its key; what the release says itself stays as it is, behind it."""
    there = {one["key"] for one in row.properties}
    yield RawPair(e.BRON, e.FORA)
    if e.OBJECT_ID not in there:
        yield RawPair(e.OBJECT_ID, row.guid)
    for key in (e.SWC_TYPE, e.FORA_TYPE):
        if fora_type and key not in there:
            yield RawPair(key, fora_type)


def stored_pairs(row: Stored) -> list[RawPair]:
    """Return the properties of a row as the file had them, before cleaning."""
    return [RawPair(one["key"], one.get("raw", one["value"]), one.get("lang")) for one in row.properties]
