"""The PDF is PDF/UA-1: tagged, with a language, a title and headings; the same document gives the same bytes."""

from __future__ import annotations

import threading
from io import BytesIO

import pytest
from pypdf import PdfReader

from api.exports import pdf
from api.exports.document import Document, Heading, Prose
from api.refusals import PdfBusyError, PdfUnavailableError
from tests.api.exports.reading import in_pdf
from tests.api.exports.test_document import whole
from tests.factories.exports import DAY


def simple(text: str) -> Document:
    """Return a document with one text."""
    blocks = (Heading("Kop", 1), Prose("Blad", "Tekst", (text,)))
    return Document("Titel", "Onder", "Bestuur", "nl", DAY, "0" * 64, blocks)


def test_the_pdf_says_that_it_is_accessible_and_in_which_language() -> None:
    reader = PdfReader(BytesIO(pdf.as_pdf(whole())))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is not None
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "nl"
    assert reader.metadata is not None
    assert reader.metadata.title == "Register van verwerkingsactiviteiten van Stichting De Horizon"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert "/StructTreeRoot" in root


def test_the_pdf_has_bookmarks_and_page_numbers() -> None:
    reader = PdfReader(BytesIO(pdf.as_pdf(whole())))
    assert "Leeswijzer" in [one.title for one in reader.outline if not isinstance(one, list)]
    assert f"Pagina 2 / {len(reader.pages)}" in reader.pages[1].extract_text()


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf.as_pdf(whole()) == pdf.as_pdf(whole())


def test_a_character_without_a_letterform_shows_as_its_number() -> None:
    found = in_pdf(pdf.as_pdf(simple("Groep 中 met 😀 en 中.")))
    assert "Groep‹U+4E2D›met‹U+1F600›en‹U+4E2D›." in found


def test_without_typst_the_refusal_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda _name: None)
    with pytest.raises(PdfUnavailableError) as refused:
        pdf.as_pdf(simple("Tekst"))
    assert "pip install 'fora-swc[pdf]'" in str(refused.value)


def test_who_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(pdf, "_WAIT_SECONDS", 0.01)
    pdf._turns.acquire()
    with pytest.raises(PdfBusyError):
        pdf.as_pdf(simple("Tekst"))
