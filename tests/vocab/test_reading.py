"""Turtle is read as what it says about each subject, and a broken file names itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from vocab.namespaces import SWC
from vocab.reading import ROOT, described, rows, turtle_files

TURTLE = """
@prefix swc: <https://w3id.org/fora-swc/def#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://voorbeeld.nl/a> swc:unit "jaar"@nl, "year"@en ; swc:rank 3, 2.5 ; swc:active true ;
    swc:checkedOn "2026-03-02"^^xsd:date ; swc:trust <https://w3id.org/fora-swc/scheme/trust/confirmed> .
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a small Turtle file."""
    path = tmp_path / "klein.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


def test_a_subject_tells_texts_by_language_values_by_type_and_codes(file: Path) -> None:
    found = described([file])["https://voorbeeld.nl/a"]
    assert found.text(SWC + "unit", "en") == "year"
    assert found.texts(SWC + "unit") == ("jaar", "year")
    assert found.values(SWC + "rank") == (Decimal(3), Decimal("2.5"))
    assert found.values(SWC + "active") == (True,)
    assert found.day(SWC + "checkedOn") == date(2026, 3, 2)
    assert found.code_of(SWC + "trust") == "confirmed"


def test_what_is_not_said_is_empty_and_not_an_error(file: Path) -> None:
    found = described([file])["https://voorbeeld.nl/a"]
    assert found.text(SWC + "label") == ""
    assert found.day(SWC + "validTo") is None
    assert found.iri_of(SWC + "parent") is None
    assert found.code_of(SWC + "parent") is None


def test_a_broken_file_is_named_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "stuk.ttl"
    path.write_text("@prefix swc: <https://w3id.org/fora-swc/def#> .\nswc:a swc:b ", encoding="utf-8")
    with pytest.raises(SyntaxError) as caught:
        described([path])
    assert "stuk.ttl" in str(caught.value.filename)
    assert caught.value.lineno is not None


def test_all_folders_of_turtle_are_there() -> None:
    assert all(turtle_files(folder) for folder in ("ontology", "schemes", "norms", "shapes"))


def test_no_mapping_file_has_stray_space_or_an_empty_row() -> None:
    for path in sorted((ROOT / "mappings").glob("*.csv")):
        for row in rows(path.name):
            assert all(value == value.strip() for value in row.values()), (path.name, row)
            assert any(row.values()), path.name
