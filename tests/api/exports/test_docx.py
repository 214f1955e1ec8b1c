"""The Word file has real headings, table headers that repeat, and properties that name title and language."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.oxml.ns import qn

from api.exports.docx import as_docx
from tests.api.exports.test_document import whole


def test_headings_are_headings() -> None:
    word = docx.Document(BytesIO(as_docx(whole())))
    styles = {paragraph.text: paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert styles["Dekking"] == "Heading 1"
    assert styles["1. Toelating en inschrijving 1"] == "Heading 2"


def test_the_first_row_of_every_table_repeats_on_the_next_page() -> None:
    word = docx.Document(BytesIO(as_docx(whole())))
    assert len(word.tables) > 5
    assert all(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in word.tables)


def test_the_properties_name_title_language_and_day() -> None:
    document = whole()
    core = docx.Document(BytesIO(as_docx(document))).core_properties
    assert (core.title, core.language, core.author) == (document.title, "nl", "Stichting De Horizon")
    assert core.created is not None
    assert core.created.date() == document.day
