"""What can be handed out, in which formats, under which name, and to whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from pyoxigraph import RdfFormat, Triple, serialize
from sqlmodel import Session

from api.exports.document import Document, Table
from api.exports.dossier_document import DossierFacts, dossier_document
from api.exports.holder import holder_of
from api.exports.pdf import as_pdf
from api.exports.register_document import RegisterFacts, register_document
from api.exports.xlsx import as_xlsx
from api.media import JSON, TURTLE
from swc.access.kinds import Act
from swc.access.schemas import ReadModel
from swc.dpia.files import activity_assessments, open_file
from swc.dpia.projection import board_triples
from swc.errors import InvalidInputError, NotFoundError
from swc.register.projection import register_graph
from swc.register.queries import register
from vocab.iris import Iris
from vocab.namespaces import PREFIXES

MOST_ROWS: Final = 40_000
"""The largest document that is set as PDF or for Word; a register of 250 applications has some 3,000 rows."""

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Handout:
    """A file: its name, media type and content."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Writer:
    """How a document becomes a file; only a workbook has no bound."""

    media_type: str
    write: Callable[[Document], bytes]
    bounded: bool = True


def _for_word(document: Document) -> bytes:
    from api.exports.docx import as_docx  # noqa: PLC0415 - a large library, which no start has to wait for

    return as_docx(document)


WRITERS: Final[dict[str, Writer]] = {
    "xlsx": Writer(XLSX, as_xlsx, bounded=False),
    "pdf": Writer("application/pdf", as_pdf),
    "docx": Writer(DOCX, _for_word),
}
FORMATS: Final = (*WRITERS, "json", "ttl")
"""The extensions in which everything is handed out."""


def register_file(
    session: Session, board_number: str, extension: str, *, iris: Iris, by: Act, origins: bool = False
) -> Handout:
    """Return the register of a board as it stands today, for who may read the board.

    A document to read has the annex on where each value comes from only when asked for (`origins`); a workbook always.
    """
    holder = holder_of(session, board_number, by=by)
    _demand_format(extension)
    found = register(session, board_number, by.today)
    name = f"register-{safe(board_number)}-{by.today}.{extension}"
    if extension == JSON.extension:
        return Handout(name, JSON.media_type, as_json(found))
    if extension == TURTLE.extension:
        return Handout(name, TURTLE.media_type, as_turtle(register_graph(iris, found)))
    assessments = activity_assessments(session, board_number, by.today)
    facts = RegisterFacts(found, holder, iris, assessments, origins=origins or not WRITERS[extension].bounded)
    return written(register_document(facts), name, extension)


def dossier_file(
    session: Session, board_number: str, assessment_id: UUID, extension: str, *, iris: Iris, by: Act
) -> Handout:
    """Return one assessment with everything in it, for who may read what is in assessments."""
    found = open_file(session, board_number, assessment_id, by=by)
    _demand_format(extension)
    name = f"{found.head.kind.value}-{safe(board_number)}-{str(assessment_id)[:8]}-{by.today}.{extension}"
    if extension == JSON.extension:
        return Handout(name, JSON.media_type, as_json(found))
    if extension == TURTLE.extension:
        triples = board_triples(session, iris, board_number, by.today)
        own = about(triples, iris.thing("assessment", str(assessment_id)))
        return Handout(name, TURTLE.media_type, as_turtle(own))
    holder = holder_of(session, board_number, by=by)
    return written(dossier_document(DossierFacts(found, holder, by.today)), name, extension)


def written(document: Document, name: str, extension: str) -> Handout:
    """Return a document as a file; raises `InvalidInputError` for one too large to set."""
    writer = WRITERS[extension]
    rows = sum(len(block.rows) for block in document.blocks if isinstance(block, Table))
    if writer.bounded and rows > MOST_ROWS:
        raise InvalidInputError(
            "Dit is te groot om op te maken: %(rows)s rijen, ten hoogste %(most)s.",
            remedy="Kies Excel of JSON.",
            rows=rows,
            most=MOST_ROWS,
        )
    return Handout(name, writer.media_type, writer.write(document))


def as_json(found: ReadModel) -> bytes:
    """Return a read model as JSON, the same that the API gives, with one property on a line."""
    return found.model_dump_json(by_alias=True, indent=1).encode()


def as_turtle(triples: Iterable[Triple]) -> bytes:
    """Return triples as Turtle with our prefixes."""
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def about(triples: Iterable[Triple], address: str) -> tuple[Triple, ...]:
    """Return what is said of a thing and of its parts, whose addresses begin with its own; sorted, each once."""

    def is_own(triple: Triple) -> bool:
        subject = str(getattr(triple.subject, "value", ""))
        return subject == address or subject.startswith(f"{address}/")

    return tuple(sorted({one for one in triples if is_own(one)}, key=str))


def safe(text: str) -> str:
    """Return a text as part of a file name: letters, digits, hyphen."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", text)


def _demand_format(extension: str) -> None:
    if extension not in FORMATS:
        raise NotFoundError("Dit wordt niet als %(extension)s uitgevoerd.", extension=extension[:20])
