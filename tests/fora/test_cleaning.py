"""Cleaning: each known dirt gives a clean value, a report line and keeps the original."""

from __future__ import annotations

import pytest

from fora import cleaning
from fora.cleaning import Report, Subject
from fora.kinds import Level, Lifecycle, PersonalData
from fora.readers.model import RawPair

SUBJECT = Subject("element", "1a" * 16, "Cijfer")
DOMAINS = {"leerlingbegeleiding en -zorg": "Leerlingbegeleiding en –zorg"}


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("Toelichting", "tekst\r", "tekst"),
        ("Toelichting", "  tekst ", "tekst"),
        ("Persoonsgegevens", "ja", "Ja"),
        ("Persoonsgegevens", "NEE", "Nee"),
        ("Beschikbaarheid", "hoog", "Hoog"),
        ("Domein", "Leerlingbegeleiding en -zorg", "Leerlingbegeleiding en –zorg"),
        ("Statusdatum", "1-12-2021", "2021-12-01"),
    ],
)
def test_a_dirty_value_is_cleaned_reported_and_kept_beside_the_clean_one(key: str, old: str, new: str) -> None:
    report = Report()
    (stored,) = cleaning.clean_pairs([RawPair(key, old)], SUBJECT, report, DOMAINS)
    assert stored == {"key": key, "value": new, "raw": old}
    line = report.lines[0]
    assert (line["subject_name"], line["property"], line["old_value"], line["new_value"]) == ("Cijfer", key, old, new)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Persoonsgegevens", "Niet ingevuld"),
        ("Persoonsgegevens", "misschien"),
        ("Integriteit", "Niet ingevuld"),
        ("Domein", "undefined"),
        ("Domein", "Onbestaand domein"),
        ("Statusdatum", "31-2-2021"),
        ("Statusdatum", "undefined"),
    ],
)
def test_a_value_that_cannot_be_used_stays_as_it_was_and_is_reported(key: str, value: str) -> None:
    report = Report()
    (stored,) = cleaning.clean_pairs([RawPair(key, value)], SUBJECT, report, DOMAINS)
    assert stored == {"key": key, "value": value}
    assert [(line["old_value"], line["new_value"]) for line in report.lines] == [(value, None)]


@pytest.mark.parametrize(
    "pair", [RawPair("Status", "Definitief"), RawPair("Statusdatum", "2021-12-01"), RawPair("Bron", "")]
)
def test_a_clean_value_gives_no_report_line(pair: RawPair) -> None:
    report = Report()
    cleaning.clean_pairs([pair], SUBJECT, report, DOMAINS)
    assert report.lines == []


def test_a_property_without_a_name_is_kept_and_reported() -> None:
    report = Report()
    assert cleaning.clean_pairs([RawPair("", "IB'er", "nl")], SUBJECT, report, {}) == [
        {"key": "", "value": "IB'er", "lang": "nl"}
    ]
    assert "geen naam" in str(report.lines[0]["reason"])


@pytest.mark.parametrize(
    ("name", "clean"), [(" Rooster ", "Rooster"), ("Les\r\nrooster", "Les rooster"), ("", "(zonder naam)")]
)
def test_a_name_goes_on_one_line(name: str, clean: str) -> None:
    report = Report()
    assert cleaning.clean_name(name, SUBJECT, report) == clean
    assert report.lines


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        (["Ja"], PersonalData.YES),
        (["Nee"], PersonalData.NO),
        (["Niet ingevuld"], PersonalData.UNKNOWN),
        ([], PersonalData.UNKNOWN),
        (["Nee", "Ja"], PersonalData.YES),
    ],
)
def test_what_is_not_filled_in_never_reads_as_no(values: list[str], answer: PersonalData) -> None:
    pairs = [{"key": "Persoonsgegevens", "value": value} for value in values]
    assert cleaning.personal_data(pairs, SUBJECT, Report()) is answer


def test_of_two_levels_the_highest_counts_and_is_reported() -> None:
    report = Report()
    pairs = [{"key": "Integriteit", "value": value} for value in ("Laag", "Hoog")]
    assert cleaning.level(pairs, "Integriteit", SUBJECT, report) is Level.HIGH
    assert len(report.lines) == 1


def test_the_folder_gives_the_life_cycle() -> None:
    folders = (("Business", "TODO"), ("VERVALLEN", "Rollen"), ("Business",))
    found = [cleaning.lifecycle(folder) for folder in folders]
    assert found == [Lifecycle.CONCEPT, Lifecycle.WITHDRAWN, Lifecycle.CURRENT]
    assert cleaning.is_metamodel(("Motivation", "Metamodel"))
