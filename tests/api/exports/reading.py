"""Reading back what was handed out: every text in a workbook, a Word file and a PDF."""

from __future__ import annotations

import re
from io import BytesIO

import docx
from pypdf import PdfReader
from python_calamine import load_workbook

from api.exports.document import Document, Heading, Prose, Record, plain

_IGNORED = re.compile(r"[\s\u00ad\u200e\u200f-]+")


def texts_of(document: Document) -> set[str]:
    """Return every value that a document holds."""
    found: set[str] = set()
    for block in document.blocks:
        if isinstance(block, Prose):
            found.add("\n".join(block.paragraphs))
        elif isinstance(block, Record):
            found |= {plain(cell) for _, cell in block.pairs}
        elif not isinstance(block, Heading):
            found |= {plain(cell) for row in block.rows for cell in row}
    return found - {""}


def in_xlsx(content: bytes) -> set[str]:
    """Return every text in the cells of a workbook."""
    book = load_workbook(BytesIO(content))
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    return {str(cell) for rows in sheets for row in rows for cell in row if cell != ""}


def in_docx(content: bytes) -> set[str]:
    """Return every text in the cells of tables and in the paragraphs of a Word file."""
    word = docx.Document(BytesIO(content))
    cells = {
        "\n".join(paragraph.text for paragraph in cell.paragraphs)
        for table in word.tables
        for row in table.rows
        for cell in row.cells
    }
    return (cells | {paragraph.text for paragraph in word.paragraphs}) - {""}


def in_pdf(content: bytes) -> str:
    """Return all text of a PDF without white space and hyphens, since lines are broken anew."""
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def squeezed(text: str) -> str:
    """Return a text as it is compared with a PDF."""
    return _IGNORED.sub("", text)
