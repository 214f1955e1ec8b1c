"""The mappings of the register: all functions of the starter told of, all codes there, all facts with a source."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from tests.shared_data import ROOT
from vocab.norms import norm
from vocab.reading import rows
from vocab.register_facts import category_grounds, category_subjects, function_profile, retentions
from vocab.schemes import scheme
from vocab.sources import source

TABLES = (
    "function_profiles.csv",
    "function_words.csv",
    "category_subjects.csv",
    "category_grounds.csv",
    "category_retention.csv",
)
CODED = {
    "purposes": "purposes",
    "legal_bases": "legal-bases",
    "statutes": "statutes",
    "subjects": "data-subjects",
    "categories": "data-categories",
    "also": "data-subjects",
    "category": "data-categories",
    "ground": "special-grounds",
    "statute": "statutes",
}
ENROLMENT = "39ff594631e74638bd24f0139b4ddf3e"


@pytest.mark.parametrize("table", TABLES)
def test_every_fact_has_a_listed_source_and_a_trust(table: str) -> None:
    for row in rows(table):
        assert source(row["source"]).title
        assert row["trust"] in scheme("trust").codes


@pytest.mark.parametrize("table", TABLES)
def test_every_code_that_is_mapped_to_exists(table: str) -> None:
    for row in rows(table):
        for column, name in CODED.items():
            assert set(row.get(column, "").split()) <= set(scheme(name).codes), (row, column)


def test_every_function_of_the_starter_has_a_profile_of_its_own() -> None:
    with (ROOT / "fora" / "starter" / "elements.csv").open(encoding="utf-8", newline="") as stream:
        listed = [row for row in csv.DictReader(stream) if row["type"] == "Bedrijfsfunctie"]
    functions = {row["fora_guid"]: row["name_nl"] for row in listed}
    assert len(functions) == 75
    assert {row["guid"]: row["function"] for row in rows("function_profiles.csv")} == functions


def test_what_is_our_own_proposal_never_counts_as_confirmed() -> None:
    for table in TABLES:
        assert {row["trust"] for row in rows(table) if row["source"] == "eigen-voorstel"} <= {"unconfirmed"}


def test_a_function_with_personal_data_has_a_purpose_a_ground_and_people() -> None:
    for table in ("function_profiles.csv", "function_words.csv"):
        for row in rows(table):
            assert row["purposes"], row
            assert row["legal_bases"], row
            assert row["subjects"] or not row["categories"], row


def test_consent_is_no_ground_for_what_a_school_must_do() -> None:
    assert {code for row in rows("function_profiles.csv") for code in row["legal_bases"].split()} <= {
        "wettelijke-plicht",
        "publieke-taak",
        "overeenkomst",
        "gerechtvaardigd-belang",
    }


def test_a_function_outside_the_table_is_tried_by_words_and_else_unknown() -> None:
    assert function_profile(ENROLMENT).categories == ("P01", "P03", "P04", "P14", "P16")
    assert "P10" in function_profile("ff" * 16, "Begeleiden dyslexie").categories
    assert function_profile("ff" * 16, "Iets heel anders") is None
    assert function_profile("ff" * 16) is None


@pytest.mark.parametrize("category", scheme("data-categories").codes)
def test_every_category_is_about_somebody(category: str) -> None:
    found = category_subjects(category)
    assert found is not None
    assert found.usual


@pytest.mark.parametrize(
    ("category", "named", "expected"),
    [
        ("P01", ("aanmelders", "ouders"), ("aanmelders",)),
        ("P01", ("medewerkers",), ("leerlingen",)),
        ("P01", (), ("leerlingen",)),
        ("P18", ("sollicitanten", "medewerkers"), ("medewerkers", "sollicitanten")),
    ],
)
def test_the_function_says_which_people_a_category_is_about(
    category: str, named: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    found = category_subjects(category)
    assert found is not None
    assert found.among(named) == expected


def test_only_special_or_criminal_data_have_a_ground_and_biometrics_get_none() -> None:
    levels = {one.code: one.extra["dataLevel"] for one in scheme("data-categories").concepts}
    assert {levels[code] for code in category_grounds()} == {"bijzonder"}
    assert "P22" not in category_grounds()
    assert category_grounds()["P21"].code == ""


def test_every_norm_of_retention_holds_today() -> None:
    for row in rows("category_retention.csv"):
        assert norm(row["norm"], date(2026, 11, 22)).number > 0


def test_what_a_function_says_of_retention_goes_before_the_general_norm() -> None:
    found = {one.norm: one.categories for one in retentions(ENROLMENT, frozenset({"P01", "P05", "P22"}))}
    assert found == {"retention-absence-years": {"P01"}, "retention-pupil-file-years": {"P05"}}
    assert retentions("ff" * 16, frozenset({"P22"})) == ()
