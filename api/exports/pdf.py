"""Writes a document as PDF/UA-1 with Typst; the content goes in as JSON and never as source.

Typst comes with the extra `[pdf]`; without it the other formats stand.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any, Final

from api.exports.document import Block, Cell, Document, Heading, Prose, Record
from api.i18n import translate
from api.refusals import PdfBusyError, PdfUnavailableError

AT_ONCE: Final = 2
"""So many documents are set at a time; each takes a processor for a second or more."""

_WAIT_SECONDS: Final = 20
_PLAIN: Final = 0x17F
"""Up to here (Latin Extended-A) every character is in the fonts that come with Typst."""

_turns = threading.BoundedSemaphore(AT_ONCE)


def available() -> bool:
    """Say whether Typst is installed."""
    return find_spec("typst") is not None


def as_pdf(document: Document) -> bytes:
    """Return the document as tagged PDF that follows PDF/UA-1 (ISO 14289-1), checked while it is made.

    The same document gives the same bytes. Raises `PdfUnavailableError` without Typst and `PdfBusyError` when too many
    documents are being made.
    """
    if not available():
        raise PdfUnavailableError(
            "PDF kan op deze installatie niet worden gemaakt: het pakket typst ontbreekt.",
            remedy="Kies Excel, Word of JSON, of laat de beheerder `pip install 'fora-swc[pdf]'` uitvoeren.",
        )
    content = json.dumps(_content(document), ensure_ascii=False)
    with _turn():
        return _set("document.typ", shown_with(_uncovered(content), content), document)


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for a turn, not for ever."""
    if not _turns.acquire(timeout=_WAIT_SECONDS):
        raise PdfBusyError("Er worden al te veel PDF-bestanden gemaakt.", remedy="Probeer het zo meteen opnieuw.")
    try:
        yield
    finally:
        _turns.release()


def _set(template: str, content: str, document: Document | None = None) -> bytes:
    import typst  # noqa: PLC0415 - an optional extra

    day = datetime.combine(document.day, time(), tzinfo=UTC) if document else datetime(2000, 1, 1, tzinfo=UTC)
    return typst.compile(
        (files("api.exports") / template).read_bytes(),
        sys_inputs={"document": content},
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=day,
    )


def shown_with(missing: frozenset[str], content: str) -> str:
    """Return a text in which characters that no font has stand as their number, `‹U+4E2D›`."""
    return content.translate({ord(one): f"‹U+{ord(one):04X}›" for one in missing})


def _uncovered(content: str) -> frozenset[str]:
    """Return the characters that cannot be shown; PDF/UA-1 refuses a document that has one (clause 7.21.8)."""
    rare = "".join(sorted({one for one in content if ord(one) > _PLAIN}))
    if not rare or _covered(rare):
        return frozenset()
    return frozenset(one for one in rare if not _covered(one))


@cache
def _covered(text: str) -> bool:
    import typst  # noqa: PLC0415 - an optional extra

    try:
        _set("probe.typ", json.dumps(text))
    except typst.TypstError:
        return False
    return True


def _content(document: Document) -> dict[str, Any]:
    """Return what the layout reads."""
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.author,
        "language": document.language,
        "date": [document.day.year, document.day.month, document.day.day],
        "footer": f"{document.day:%d-%m-%Y} · {document.stamp[:12]}",
        "page": translate("Pagina"),
        "blocks": list(_blocks(document)),
    }


def _blocks(document: Document) -> Iterator[dict[str, Any]]:
    """Yield the blocks, with a table of contents before the first heading."""
    listed = False
    for block in document.blocks:
        if isinstance(block, Heading) and not listed:
            listed = True
            yield {"kind": "contents", "text": translate("Inhoudsopgave")}
        yield _block(block)


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        flags = {"listed": block.listed, "apart": block.apart}
        return {"kind": "heading", "text": block.text, "level": block.level, **flags}
    if isinstance(block, Prose):
        return {"kind": "prose", "paragraphs": block.paragraphs, "note": block.note}
    if isinstance(block, Record):
        rows = [[[[name, ""]], _cell(found)] for name, found in block.pairs]
        columns = [translate("Gegeven"), translate("Inhoud")]
        return {"kind": "record", "columns": columns, "widths": [26, 74], "rows": rows}
    rows = [[_cell(one) for one in row] for row in block.rows]
    return {"kind": "table", "columns": block.columns, "widths": block.widths, "rows": rows}


def _cell(found: Cell) -> list[list[str]]:
    return [[line.text, line.mark] for line in found]
