"""The small reference model of a fresh installation: FORA's names and GUIDs, definitions in our own words."""

from __future__ import annotations

import csv
import hashlib
from datetime import datetime
from importlib import resources

from sqlmodel import Session

from fora import queries, release
from fora.kinds import SourceFormat
from fora.models import Release
from fora.readers import Reading
from fora.readers.model import RawElement, RawModel, RawPair, RawRelation
from fora.traversal import PATH_KEY, ROLE_KEY

VERSION = "startmodel-2025-02-28"
TITLE = "Startmodel"
_PROPERTIES = {
    "type": "FORA-type",
    "domain": "Domein",
    "personal_data": "Persoonsgegevens",
    "beschikbaarheid": "Beschikbaarheid",
    "integriteit": "Integriteit",
    "vertrouwelijkheid": "Vertrouwelijkheid",
    "source_url": "Element URI",
}
_CAPITALISED = {"personal_data", "beschikbaarheid", "integriteit", "vertrouwelijkheid"}


def reading() -> Reading:
    """Return the shipped model as if it were a file that was read."""
    content = b"".join(_data(name) for name in ("elements.csv", "relations.csv"))
    model = RawModel(format=SourceFormat.STARTER, id="startmodel", name=TITLE, version=VERSION)
    model.elements = [_element(row) for row in _rows("elements.csv")]
    model.relations = _relations()
    return Reading(model=model, name="startmodel", content=content, sha256=hashlib.sha256(content).hexdigest())


def install(session: Session, *, now: datetime) -> Release | None:
    """Publish the shipped model when nothing is published yet; return the release, or None where one was there."""
    if queries.published(session) is not None:
        return None
    staged = release.stage(session, reading(), now=now)
    return release.publish(session, staged.version, now=now)


def _data(name: str) -> bytes:
    return resources.files(__package__).joinpath(name).read_bytes()


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_data(name).decode("utf-8").splitlines()))


def _element(row: dict[str, str]) -> RawElement:
    pairs = [
        RawPair(key, row[column].capitalize() if column in _CAPITALISED else row[column])
        for column, key in _PROPERTIES.items()
        if row[column]
    ]
    return RawElement(
        id=row["fora_guid"],
        type=row["archimate_type"],
        name=row["name_nl"],
        documentation=row["definition_nl"],
        properties=pairs,
    )


def _relations() -> list[RawRelation]:
    """Return the relations; rows that differ only in `note` are one relation that stands for several paths."""
    found: dict[tuple[str, str, str], RawRelation] = {}
    for row in _rows("relations.csv"):
        key = (row["source_guid"], row["type"].capitalize(), row["target_guid"])
        relation = found.setdefault(key, RawRelation(id="", source=key[0], type=key[1], target=key[2]))
        if row["note"]:
            relation.properties.append(RawPair(ROLE_KEY if key[1] == "Realization" else PATH_KEY, row["note"]))
    return list(found.values())
