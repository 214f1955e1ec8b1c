"""Workbook, PDF and Word file say the same, whatever is in them."""

from __future__ import annotations

from io import BytesIO

import pytest
from python_calamine import load_workbook

from api.exports.document import Document, Prose, readable
from api.exports.docx import as_docx
from api.exports.dossier_document import DossierFacts, dossier_document
from api.exports.pdf import as_pdf
from api.exports.register_document import RegisterFacts, register_document
from api.exports.xlsx import LONGEST, as_xlsx
from api.i18n import language
from swc.register.kinds import ActivityState, BoardRole, RegisterField, ValueState
from swc.register.schemas import Activity
from tests.api.exports.reading import in_docx, in_pdf, in_xlsx, squeezed, texts_of
from tests.factories.exports import DAY, HOLDER, make_activity, make_file, make_register, make_value
from vocab.iris import Iris

IRIS = Iris("http://swc.test")
HOSTILE = (
    "=HYPERLINK(1)",
    "+31 6 12345678",
    "@naam",
    "-5",
    '#read("/etc/passwd") $x^2$ *vet* <label> @ref #let a = 1',
    "een\x00twee\x0bdrie\ufffe",
    "lang woord " * 364,
    "שלום עולם",
    "a\u202eomgekeerd",
    "<script>alert(1)</script> & ' \"",
    "\\ ` ~ _onder_ // geen opmerking /* ook niet */",
)


def register_of(*activities: Activity, name: str = "Stichting De Horizon") -> Document:
    """Return the document of a register of these activities."""
    return register_document(RegisterFacts(make_register(*activities, name=name), HOLDER, IRIS, {}))


def whole() -> Document:
    """Return a register with an activity of every kind."""
    return register_of(
        make_activity(0),
        make_activity(1, state=ActivityState.SUGGESTED, missing=(RegisterField.RECIPIENT,)),
        make_activity(2, role=BoardRole.PROCESSOR),
        make_activity(3, state=ActivityState.REJECTED, reason="Dit doen wij niet."),
    )


def dossier() -> Document:
    """Return an assessment in which every part holds something."""
    return dossier_document(DossierFacts(make_file(), HOLDER, DAY))


@pytest.mark.parametrize("make", [whole, dossier, register_of])
def test_the_three_formats_hold_every_value(make: object) -> None:
    document = make()  # type: ignore[operator]
    wanted = texts_of(document)
    assert wanted
    assert wanted - in_xlsx(as_xlsx(document)) == set()
    prose = {text for block in document.blocks if isinstance(block, Prose) for text in block.paragraphs}
    whole_prose = {"\n".join(block.paragraphs) for block in document.blocks if isinstance(block, Prose)}
    assert (wanted - whole_prose) | prose <= in_docx(as_docx(document))
    pdf = in_pdf(as_pdf(document))
    assert {text for text in wanted if squeezed(text) not in pdf} == set()


def test_no_format_holds_a_value_that_the_document_has_not() -> None:
    document = whole()
    names = {
        name
        for block in document.blocks
        for name in (
            *(pair[0] for pair in getattr(block, "pairs", ())),
            *getattr(block, "columns", ()),
            *(part for pair in getattr(block, "lead", ()) for part in pair),
            getattr(block, "column", ""),
            getattr(block, "text", ""),
        )
    }
    names |= {"Gegeven", "Inhoud", "Titel", "Betreft", document.title, document.subtitle}
    allowed = texts_of(document) | names
    assert in_xlsx(as_xlsx(document)) <= allowed
    assert in_docx(as_docx(document)) <= allowed


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text: str) -> None:
    value = make_value(RegisterField.DESCRIPTION, "Omschrijving", state=ValueState.CHANGED, text=text, reason=text)
    document = register_of(make_activity(0, name=text, values=(value,)), name=text)
    shown = readable(text)
    for found in (in_xlsx(as_xlsx(document)), in_docx(as_docx(document))):
        assert f"gewijzigd\n{shown}" in found
        assert f"{shown} (gewijzigd)" in found
    if "שלום" not in text and "\u202e" not in text:  # a reader of PDF gives these in the order of the page
        assert in_pdf(as_pdf(document)).count(squeezed(shown)) >= 2


def test_a_workbook_holds_no_formula() -> None:
    value = make_value(RegisterField.DESCRIPTION, "=1+1", text="=cmd|' /C calc'!A0")
    content = as_xlsx(register_of(make_activity(0, name="=1+1", values=(value,))))
    sheet = load_workbook(BytesIO(content)).get_sheet_by_name("Verwerkingen").to_python()
    assert "=1+1" in sheet[1]


def test_what_does_not_fit_in_a_cell_goes_on_in_the_next_row() -> None:
    long = "x" * LONGEST + "einde"
    document = dossier_document(
        DossierFacts(make_file(sections=(make_file().sections[0].model_copy(update={"text": long}),)), HOLDER, DAY)
    )
    found = in_xlsx(as_xlsx(document))
    assert {"x" * LONGEST, "einde"} <= found


def test_the_workbook_has_a_sheet_of_activities_of_values_and_of_coverage() -> None:
    book = load_workbook(BytesIO(as_xlsx(whole())))
    assert {"Verwerkingen", "Waarden", "Dekking"} <= set(book.sheet_names)
    activities = book.get_sheet_by_name("Verwerkingen").to_python()
    assert len(activities) == 4
    assert {"Doelen", "Grondslagen", "Betrokkenen", "Ontvangers", "Bewaartermijnen", "DPIA"} <= set(activities[0])
    assert book.get_sheet_by_name("Waarden").to_python()[0] == [
        "Nr.",
        "Verwerking",
        "Gegeven",
        "Waarde",
        "Stand",
        "Herkomst en pad",
        "Bron",
        "Zekerheid",
    ]


def test_what_is_missing_is_said() -> None:
    found = in_xlsx(as_xlsx(register_of(make_activity(0, values=(), missing=(RegisterField.PURPOSE,)))))
    assert {"ontbreekt", "Doelen", "geen DPIA vastgelegd", "alleen de verwerkers"} <= found


def test_an_empty_register_says_so() -> None:
    assert any("Er staan nog geen verwerkingen in dit register." in text for text in in_docx(as_docx(register_of())))


def test_an_english_reader_gets_english() -> None:
    token = language.set("en")
    try:
        found = in_docx(as_docx(whole())) | in_docx(as_docx(dossier()))
    finally:
        language.reset(token)
    assert {"Purposes", "Coverage", "no DPIA recorded", "Part B. Lawfulness", "Measures"} <= found
    dutch = [text for text in found if text in {"Dekking", "Leeswijzer", "Maatregelen", "Gegeven", "ontbreekt"}]
    assert dutch == []
