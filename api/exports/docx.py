"""Writes a document as DOCX with real headings and table headers, for people to go on with in Word."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Final

import docx
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml.etree import _Element

from api.exports.document import Block, Cell, Document, Heading, Line, Prose, Record, cell
from api.i18n import translate

_LANGUAGES: Final = {"nl": "nl-NL", "en": "en-GB"}
_INK: Final = RGBColor(0x14, 0x21, 0x3D)
_QUIET: Final = "4A5568"
_LINES: Final = "C9D2DE"
_HEAD_FILL: Final = "E9EFF7"
_WIDTH: Final = 9638
"""Width of the text in twentieths of a point: A4 less two margins of 20 mm."""


def as_docx(document: Document) -> bytes:
    """Return the document as a file for Word."""
    word = docx.Document()
    _properties(word, document)
    _layout(word, document)
    word.add_paragraph(document.title, style="Title")
    word.add_paragraph(document.subtitle, style="Subtitle")
    for block in document.blocks:
        _add(word, block)
    content = BytesIO()
    word.save(content)
    return content.getvalue()


def _properties(word: Word, document: Document) -> None:
    core = word.core_properties
    made = datetime.combine(document.day, time())
    core.title, core.subject, core.author = document.title[:255], document.subtitle[:255], document.author[:255]
    core.language, core.comments, core.created, core.modified = document.language, document.stamp, made, made
    core.last_modified_by = document.author[:255]


def _layout(word: Word, document: Document) -> None:
    """Set paper, fonts, language, and the page number in the footer."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    for name, size in (("Normal", 10.5), ("Title", 24), ("Heading 1", 16), ("Heading 2", 12.5), ("Heading 3", 11)):
        style = word.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LANGUAGES.get(document.language, document.language))
    word.styles["Normal"].element.get_or_add_rPr().append(language)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{document.day:%d-%m-%Y} · {document.stamp[:12]} · {translate('Pagina')} ")
    _field(footer._p, "PAGE")  # noqa: SLF001 - python-docx has no fields
    section.header.paragraphs[0].text = document.title


def _field(paragraph: _Element, name: str) -> None:
    found = _made("w:fldSimple", instr=name)
    found.append(_run("1"))
    paragraph.append(found)


def _add(word: Word, block: Block) -> None:
    if isinstance(block, Heading):
        word.add_heading(block.text, level=block.level).paragraph_format.page_break_before = block.apart
    elif isinstance(block, Prose):
        for text in block.paragraphs:
            word.add_paragraph().add_run(text).italic = block.note
    elif isinstance(block, Record):
        rows = tuple((cell(name), found) for name, found in block.pairs)
        _table(word, (translate("Gegeven"), translate("Inhoud")), (26, 74), rows)
    else:
        _table(word, block.columns, block.widths, block.rows)


def _table(word: Word, columns: tuple[str, ...], widths: tuple[int, ...], rows: tuple[tuple[Cell, ...], ...]) -> None:
    """Add a table as XML: python-docx looks up every cell anew, which takes minutes on a large register."""
    sizes = [_WIDTH * width // sum(widths) for width in widths]
    table = _made("w:tbl")
    properties = _child(table, "w:tblPr")
    _child(properties, "w:tblW", w=str(sum(sizes)), type="dxa")
    borders = _child(properties, "w:tblBorders")
    for edge in ("top", "bottom", "insideH"):
        _child(borders, f"w:{edge}", val="single", sz="4", space="0", color=_LINES)
    _child(properties, "w:tblLayout", type="fixed")
    _child(properties, "w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", noHBand="1", noVBand="1")
    grid = _child(table, "w:tblGrid")
    for size in sizes:
        _child(grid, "w:gridCol", w=str(size))
    table.append(_row(tuple(cell(name) for name in columns), sizes, head=True))
    for row in rows:
        table.append(_row(row, sizes))
    after: _Element = word.add_paragraph()._p  # noqa: SLF001 - see above
    after.addprevious(table)


def _row(row: tuple[Cell, ...], sizes: list[int], *, head: bool = False) -> _Element:
    made = _made("w:tr")
    if head:
        properties = _child(made, "w:trPr")
        _child(properties, "w:cantSplit")
        _child(properties, "w:tblHeader")
    for found, size in zip(row, sizes, strict=True):
        box = _child(made, "w:tc")
        properties = _child(box, "w:tcPr")
        _child(properties, "w:tcW", w=str(size), type="dxa")
        if head:
            _child(properties, "w:shd", val="clear", color="auto", fill=_HEAD_FILL)
        for line in found or (Line(""),):
            box.append(_paragraph(line, bold=head))
    return made


def _paragraph(line: Line, *, bold: bool) -> _Element:
    made = _made("w:p")
    _child(_child(made, "w:pPr"), "w:spacing", before="40", after="40")
    made.append(_run(line.text, bold=bold))
    if line.mark:
        made.append(_run(f" ({line.mark})", colour=_QUIET))
    return made


def _run(text: str, *, bold: bool = False, colour: str = "") -> _Element:
    """Return a run of 9 points; a line break in the text becomes one in Word."""
    made = _made("w:r")
    properties = _child(made, "w:rPr")
    if bold:
        _child(properties, "w:b")
    if colour:
        _child(properties, "w:i")
        _child(properties, "w:color", val=colour)
    _child(properties, "w:sz", val="18")
    for at, part in enumerate(text.split("\n")):
        if at:
            _child(made, "w:br")
        found = _child(made, "w:t")
        found.text = part
        found.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _made(name: str, **attributes: str) -> _Element:
    made: _Element = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _child(parent: _Element, name: str, **attributes: str) -> _Element:
    made = _made(name, **attributes)
    parent.append(made)
    return made
