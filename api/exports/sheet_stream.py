"""A workbook of one sheet, written while it is read: rows go out as they come, whatever their number.

Office Open XML (ECMA-376): texts stand once in the shared strings, in the order of appearance, which are written last.
A cell is a text, a number or a day, so that nothing in it ever runs as a formula.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import RawIOBase
from typing import Final
from xml.sax.saxutils import escape

MOST_ROWS: Final = 1_048_575
"""How many rows a sheet holds below its heading (ECMA-376, as Excel implements it)."""

_LONGEST: Final = 32_767
_EPOCH: Final = date(1899, 12, 30).toordinal()
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/>'
    '<name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
    '<patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/>'
    '<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    "</cellXfs>"
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


class Texts:
    """The texts of a workbook, each once; `cell` is what stands in a cell that holds one."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def cell(self, text: str) -> str:
        """Return a cell with a text."""
        at = self._known.setdefault(text, len(self._known))
        return f'<c t="s"><v>{at}</v></c>'

    def written(self) -> Iterator[str]:
        """Yield the table of texts in portions."""
        yield f'{_HEAD}<sst xmlns="{_MAIN}" uniqueCount="{len(self._known)}">'
        for text in self._known:
            yield f'<si><t xml:space="preserve">{_shown(text)}</t></si>'
        yield "</sst>"


def inline(text: str) -> str:
    """Return a cell with a text that hardly occurs again, so that it is not kept."""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{_shown(text)}</t></is></c>'


def number(value: object) -> str:
    """Return a cell with a number."""
    return f"<c><v>{value}</v></c>"


def day(value: date) -> str:
    """Return a cell with a day, as days since 30 December 1899."""
    return f'<c s="2"><v>{value.toordinal() - _EPOCH}</v></c>'


EMPTY: Final = "<c/>"
CODE: Final = '<c t="inlineStr"><is><t>', "</t></is></c>"
"""What stands around an id or a moment, which hold nothing to escape."""


class _Outbox(RawIOBase):
    """Where the archive writes to: what it wrote waits until it is taken. It cannot go back, nor need it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """Return what was written since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def workbook(name: str, headings: Sequence[str], texts: Texts, rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield a workbook in portions; each of `rows` holds a portion of rows, as the cells of each written together."""
    out = _Outbox()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path, content in _FIXED.items():
            archive.writestr(path, _HEAD + content)
        archive.writestr("xl/workbook.xml", _book(name))
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(_opening(headings, texts).encode())
            for portion in rows:
                sheet.write(f"<row>{'</row><row>'.join(portion)}</row>".encode() if portion else b"")
                yield out.take()
            sheet.write(b"</sheetData></worksheet>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as table:
            for text in texts.written():
                table.write(text.encode())
        yield out.take()
    yield out.take()


def _shown(text: str) -> str:
    """Return a text as XML can hold it, no longer than a cell is."""
    return escape(_UNWRITABLE.sub("", text)[:_LONGEST])


def _book(name: str) -> str:
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{escape(name[:31], {chr(34): "&quot;"})}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _opening(headings: Sequence[str], texts: Texts) -> str:
    cells = "".join(texts.cell(one).replace("<c ", '<c s="1" ') for one in headings)
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0" tabSelected="1">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{len(headings)}" width="24" customWidth="1"/></cols><sheetData><row>{cells}</row>'
    )
