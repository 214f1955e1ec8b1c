"""The dependency of the sector as files: the lens, and the answer to a what-if, as they were made for the reader."""

from __future__ import annotations

from api.exports.handing_out import WRITERS, Handout, as_json, as_turtle, safe, written
from api.exports.sector_document import lens_document, what_if_document
from api.media import JSON, TURTLE
from swc.dependency.projection import sector_triples
from swc.dependency.sector_schemas import SectorLens, SectorWhatIf
from swc.errors import NotFoundError
from vocab.iris import Iris


def sector_lens_file(found: SectorLens, extension: str, iris: Iris) -> Handout:
    """Return the lens of the sector as a file; raises `NotFoundError` for another kind of file."""
    part = f"-{found.sector.value}" if found.sector else ""
    name = f"afhankelijkheid-sector{part}-{found.on}.{extension}"
    if extension == JSON.extension:
        return Handout(name, JSON.media_type, as_json(found))
    if extension == TURTLE.extension:
        return Handout(name, TURTLE.media_type, as_turtle(sorted(set(sector_triples(found, iris)), key=str)))
    _demand(extension)
    return written(lens_document(found), name, extension)


def sector_what_if_file(found: SectorWhatIf, extension: str) -> Handout:
    """Return the answer to a what-if of the sector as a file; raises `NotFoundError` for another kind of file."""
    name = f"wat-als-sector-{safe(found.question.target_key)[:60]}-{found.scenario.value}-{found.on}.{extension}"
    if extension == JSON.extension:
        return Handout(name, JSON.media_type, as_json(found))
    _demand(extension)
    return written(what_if_document(found), name, extension)


def _demand(extension: str) -> None:
    if extension not in WRITERS:
        raise NotFoundError("Dit wordt niet als %(extension)s uitgevoerd.", extension=extension[:20])
