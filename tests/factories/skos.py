"""Small concept schemes of others, as the Turtle in which people hand them in."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from swc.catalogue.imported import service
from swc.catalogue.imported.kinds import Publication
from swc.catalogue.imported.schemas import StoreInput
from tests.personas import SACHA, acting

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix vak: <http://voorbeeld.test/vakken/> .
"""
SCHEME = "http://voorbeeld.test/vakken/lijst"
VAKKEN = {"rekenen": "Rekenen", "taal": "Taal", "gym": "Bewegingsonderwijs"}


def make_turtle(concepts: Mapping[str, str] = VAKKEN, *, extra: str = "", title: str = "Vakken") -> bytes:
    """Return a scheme of which nothing is wrong, with a concept for each name; `extra` is put behind it."""
    lines = [f'<{SCHEME}> a skos:ConceptScheme ; dct:title "{title}"@nl .']
    lines += [
        f'vak:{code} a skos:Concept ; skos:inScheme <{SCHEME}> ; skos:prefLabel "{label}"@nl ; '
        f'skos:definition "Het vak {label}."@nl .'
        for code, label in concepts.items()
    ]
    return "\n".join([HEAD, *lines, extra]).encode()


def store_scheme(
    session: Session, content: bytes | None = None, *, publication: Publication = Publication.UNKNOWN, licence: str = ""
) -> str:
    """Read and store a scheme as the sector editor would, and return its key."""
    file = service.read_file(content or make_turtle(), "vakken.ttl")
    file_id = service.keep_file(session, file, by=acting(SACHA))
    data = StoreInput(publication=publication, licence=licence, source_url="https://voorbeeld.test/vakken.ttl")
    return service.store_file(session, file_id, data, by=acting(SACHA))
