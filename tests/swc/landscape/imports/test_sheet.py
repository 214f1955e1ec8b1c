"""Reading of files: what people hand in is read, what is hostile or broken is refused with where, what and remedy."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile

import pytest
import xlsxwriter

from swc.errors import InvalidInputError
from swc.landscape.imports.sheet import DEFAULT_LIMITS, Limits, read_sheets
from tests.factories.lists import make_bomb, make_book, make_csv, make_ods, make_xlsx, replaced_part

SMALL = Limits(rows=50, columns=20, unpacked=5_000_000, small=1_000_000, seconds=10)


def refusal(content: bytes, name: str = "lijst.xlsx", limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(InvalidInputError) as caught:
        read_sheets(content, name, limits)
    problem = caught.value.problems[0]
    assert problem.where
    assert problem.remedy
    return str(problem)


def test_a_workbook_gives_its_cells_with_dates_as_iso_text() -> None:
    content = make_xlsx([["Magister", "SchoolMaster", "In gebruik", dt.date(2019, 8, 1), 1200, 15000.5, True]], above=2)

    (sheet,) = read_sheets(content, "lijst.xlsx")

    assert sheet.name == "Blad1"
    assert sheet.first_row == 1
    assert sheet.rows[3] == ("Magister", "SchoolMaster", "In gebruik", "2019-08-01", 1200.0, 15000.5, True)


def test_the_row_numbers_are_those_that_excel_shows_when_the_list_starts_lower() -> None:
    (sheet,) = read_sheets(make_book({"Blad1": [[], [], [None, "Applicatie"], [None, "Zermelo"]]}), "lijst.xlsx")

    assert (sheet.first_row, sheet.first_column) == (3, 1)
    assert sheet.rows[1] == ("Zermelo",)


def test_an_opendocument_file_is_read() -> None:
    (sheet,) = read_sheets(make_ods([["Applicatie", "Leverancier"], ["Magister", "SchoolMaster"]]), "lijst.ods")

    assert sheet.rows[1] == ("Magister", "SchoolMaster")


def test_hidden_sheets_and_empty_sheets_are_left_out() -> None:
    content = make_book({"Lijst": [["Applicatie"], ["Magister"]], "Keuzes": [["ja"]], "Leeg": []}, hidden=["Keuzes"])

    assert [sheet.name for sheet in read_sheets(content, "lijst.xlsx")] == ["Lijst"]


def test_a_formula_is_never_evaluated_only_its_stored_outcome_counts() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "Applicatie")
        sheet.write_formula(1, 0, '=HYPERLINK("http://example.test","klik")', None, "Magister")
        sheet.write_formula(2, 0, "=1/0", None, "#DIV/0!")

    (read,) = read_sheets(target.getvalue(), "lijst.xlsx")

    assert read.rows[1] == ("Magister",)


def test_the_content_decides_what_a_file_is_not_its_name() -> None:
    (sheet,) = read_sheets(make_csv([["Magister", "", "", "", "", "", ""]]), "lijst.xlsx")

    assert sheet.rows[1][0] == "Magister"


def test_an_empty_file_is_refused() -> None:
    assert "leeg" in refusal(b"  \n ")


def test_a_file_over_the_upload_limit_is_refused_with_the_limit() -> None:
    assert "1 MB" in refusal(b"x" * 1_048_577, limits=Limits(size=1_048_576))


def test_a_zip_that_unpacks_too_large_is_refused_before_it_is_unpacked() -> None:
    assert "uitgepakt te groot" in refusal(make_bomb(30_000_000), limits=SMALL)


def test_a_zip_with_too_many_parts_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(30):
            archive.writestr(f"deel{number}", "x")

    assert "30 delen" in refusal(target.getvalue(), limits=Limits(entries=20))


def test_a_workbook_that_eats_memory_dies_in_its_own_process() -> None:
    """One cell in the last corner makes a reader lay out seventeen milliard cells."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "Applicatie")
        sheet.write_string(1_048_575, 16_383, "x")

    text = refusal(target.getvalue(), limits=Limits(memory=600 * 1024 * 1024, seconds=10))

    assert "geheugen" in text or "rijen" in text


def test_a_list_with_more_rows_than_allowed_is_refused_with_both_numbers() -> None:
    text = refusal(make_xlsx([[f"App {number}"] for number in range(60)]), limits=SMALL)

    assert "61 rijen" in text
    assert "50" in text


def test_a_list_with_more_columns_than_allowed_is_refused() -> None:
    assert "kolommen" in refusal(make_book({"Blad1": [["x"] * 30, ["y"] * 30]}), limits=SMALL)


def test_a_million_rows_are_refused_within_the_limits() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number in range(0, 1_000_000, 20):
            sheet.write_number(number, 0, number)

    assert "rijen" in refusal(target.getvalue())


@pytest.mark.parametrize("part", ["workbook.xml", "sheet1.xml"])
def test_a_workbook_with_broken_xml_is_refused(part: str) -> None:
    content = replaced_part(make_xlsx([["Magister"]]), part, b"</", b"<<")

    assert "geen leesbaar" in refusal(content)


def test_half_a_workbook_is_refused() -> None:
    content = make_xlsx([["Magister"]])

    assert "geen leesbaar" in refusal(content[: len(content) // 2])


def test_an_ordinary_zip_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("lees.txt", "hallo")

    assert "geen leesbaar" in refusal(target.getvalue())


def test_an_entity_in_the_xml_is_not_read_from_disk(tmp_path: object) -> None:
    secret = f"{tmp_path}/geheim.txt"
    with open(secret, "w", encoding="utf-8") as file:  # noqa: PTH123 - a text path is what the attack holds
        file.write("geheim")
    doctype = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
    content = replaced_part(make_xlsx([["Magister"]]), "sharedStrings.xml", b"Magister", b"&e;")
    content = replaced_part(
        content, "sharedStrings.xml", b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', doctype
    )

    try:
        sheets = read_sheets(content, "lijst.xlsx")
    except InvalidInputError as error:
        assert "geheim" not in str(error)  # noqa: PT017 - either outcome is fine, as long as nothing leaks
    else:
        assert "geheim" not in str(sheets)


@pytest.mark.parametrize("seed", range(12))
def test_noise_never_crashes_the_reader(seed: int) -> None:
    noise = random.Random(seed)  # noqa: S311 - noise for a test
    content = bytearray(make_xlsx([["Magister"], ["Zermelo"]]))
    for _ in range(40):
        content[noise.randrange(4, len(content))] = noise.randrange(256)

    try:
        found = read_sheets(bytes(content), "lijst.xlsx")
    except InvalidInputError as error:
        assert error.problems  # noqa: PT017 - refused is as good as read
    else:
        assert isinstance(found, tuple)
