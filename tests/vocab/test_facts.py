"""The mappings: everything the shipped data name is mapped or knowingly unknown, each fact with source and trust."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from tests.shared_data import shared
from vocab import facts
from vocab.reading import rows
from vocab.schemes import scheme
from vocab.sources import source

LAS = "c64a7a54f38e487e814801bc3d9c92fd"
TODAY = date(2026, 11, 22)
TABLES = (
    "adequate_countries.csv",
    "component_aliases.csv",
    "component_traits.csv",
    "core_standards.csv",
    "expected_components.csv",
    "level_confidentiality.csv",
    "object_categories.csv",
    "object_words.csv",
    "product_categories.csv",
    "product_traits.csv",
)


def _starter(kind: str) -> dict[str, str]:
    with shared("starter", "elements.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["fora_guid"]: row["name_nl"] for row in csv.DictReader(stream) if row["type"] == kind}


def _products(column: str) -> set[str]:
    with shared("products.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row[column] for row in csv.DictReader(stream)}


@pytest.mark.parametrize("table", TABLES)
def test_every_mapped_fact_has_a_listed_source_and_a_trust(table: str) -> None:
    trusts = set(scheme("trust").codes)
    for row in rows(table):
        assert source(row["source"]).title
        assert row["trust"] in trusts


@pytest.mark.parametrize("table", ["object_categories.csv", "object_words.csv", "product_categories.csv"])
def test_every_mapped_category_exists(table: str) -> None:
    for row in rows(table):
        assert set(row["categories"].split()) <= set(scheme("data-categories").codes), row


def test_every_information_object_of_the_starter_is_mapped() -> None:
    objects = _starter("Informatieobject")
    assert {row["guid"]: row["name"] for row in rows("object_categories.csv")} == objects
    assert all(facts.object_categories(guid) for guid in objects)


def test_a_mapped_object_says_which_categories_and_on_what_ground() -> None:
    found = facts.object_categories("6331c3ee72c74d25848cc31a5309c550")
    assert [(one.code, one.trust) for one in found] == [("P09", "unconfirmed")]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Ziekteverzuimmelding", ["P07", "P09"]),
        ("Ziekteverzuim medewerker", ["P19"]),
        ("Interne toezichthouder", ["P18"]),
        ("Ouder of voogd", ["P16"]),
        ("Accountantsverklaring", []),
        ("Verzuimmelding", ["P07"]),
        ("Medisch Handelingsprotocol", ["P09"]),
        ("Dyslexieverklaring", ["P10"]),
        ("Sollicitatiebrief", ["P18"]),
        ("Gebouw", []),
        ("", []),
    ],
)
def test_an_object_of_another_release_is_tried_by_the_words_of_its_name(name: str, codes: list[str]) -> None:
    found = facts.object_categories("0" * 32, name)
    assert [one.code for one in found] == codes
    assert all(one.trust == "unconfirmed" for one in found)


def test_the_table_goes_before_the_words_of_the_name() -> None:
    assert [one.code for one in facts.object_categories("87bae9bcb2fe4242863046e933642240", "Ziekte")] == ["P16"]


def test_every_category_of_the_shipped_products_is_in_the_table() -> None:
    assert {row["category"] for row in rows("product_categories.csv")} == _products("category")


def test_an_unknown_market_category_gives_nothing_rather_than_a_guess() -> None:
    assert facts.product_category_categories("rocket science") == ()
    assert [one.code for one in facts.product_category_categories("pseudonym service")] == ["P02", "P03"]


def test_the_alias_table_knows_every_starter_component_by_its_own_name() -> None:
    for guid, name in _starter("Referentiecomponent").items():
        assert facts.component_alias(name) == guid
        assert facts.component_names()[guid] == name


def test_aliases_lead_to_components_and_never_to_two() -> None:
    by_name: dict[str, str] = {}
    for row in rows("component_aliases.csv"):
        assert by_name.setdefault(facts.folded(row["name"]), row["guid"]) == row["guid"], row["name"]
        assert row["kind"] in ("exact", "alias")


@pytest.mark.parametrize(
    ("name", "guid"),
    [
        ("Leerlingadministratiesysteem (LAS)", LAS),
        ("  las ", LAS),
        ("Enquêtesysteem", "e88d68bcd8f44dd9ba416ffbb01a0cc6"),
        ("ENQUETESYSTEEM", "e88d68bcd8f44dd9ba416ffbb01a0cc6"),
        ("Oudercommunicatiesysteem", "cbbe64bfe6864e5ab88cc6a34264b838"),
        ("Landelijke voorziening", None),
        ("AI-assistent", None),
        ("Portfoliosysteem", None),
        ("", None),
    ],
)
def test_a_component_is_found_by_name_or_alias_and_never_guessed(name: str, guid: str | None) -> None:
    assert facts.component_alias(name) == guid


def test_the_guesses_of_the_shipped_products_that_name_a_component_are_covered() -> None:
    names = {facts.folded(name) for name in _starter("Referentiecomponent").values()}
    covered = {guess for guess in _products("fora_reference_component_guess") if facts.component_alias(guess)}
    assert {guess for guess in covered if facts.folded(guess) in names} == {
        guess for guess in _products("fora_reference_component_guess") if facts.folded(guess) in names
    }
    assert len(covered) == 18


@pytest.mark.parametrize("table", ["component_traits.csv", "core_standards.csv", "expected_components.csv"])
def test_components_are_named_as_the_starter_names_them(table: str) -> None:
    components = _starter("Referentiecomponent")
    assert all(components[row["guid"]] == row["component"] for row in rows(table))


def test_a_secondary_board_is_expected_to_have_a_timetable_and_a_primary_one_is_not() -> None:
    timetable = "52b06a4694f44b2abd2a50c39f4b0632"
    assert timetable in facts.expected_components("vo")
    assert timetable not in facts.expected_components("po")
    assert LAS in facts.expected_components("po")
    assert facts.expected_components("unknown") == ()


def test_the_pupil_administration_must_speak_oso_uwlr_and_rod() -> None:
    assert facts.core_standards(LAS) == ("oso", "uwlr", "rod")
    assert facts.core_standards("0" * 32) == ()


def test_core_standards_are_standards_of_the_list() -> None:
    assert {row["standard"] for row in rows("core_standards.csv")} <= set(scheme("standards").codes)


def test_only_administrations_may_hold_the_citizen_number_and_learning_material_may_not() -> None:
    assert LAS in facts.bsn_components()
    assert not facts.bsn_components() & facts.learning_components()


@pytest.mark.parametrize(
    ("country", "on", "basis"),
    [
        ("NL", TODAY, "eea"),
        ("NO", TODAY, "eea"),
        ("CA", TODAY, "adequacy"),
        ("CH", TODAY, "adequacy"),
        ("GB", date(2024, 1, 1), "adequacy"),
        ("GB", TODAY, "adequacy"),
        ("US", TODAY, "dpf"),
        ("US", date(2023, 7, 9), None),
        ("CN", TODAY, None),
        ("AU", TODAY, None),
    ],
)
def test_a_country_is_adequate_on_a_ground_and_for_a_period(country: str, on: date, basis: str | None) -> None:
    found = facts.adequate_countries(on).get(country)
    assert (found.basis if found else None) == basis


def test_the_united_states_and_canada_are_adequate_for_part_of_the_recipients_only() -> None:
    conditional = {one.country for one in facts.adequate_countries(TODAY).values() if one.conditional}
    assert {"US", "CA"} <= conditional
    assert not conditional & {"NL", "CH", "GB"}


def test_the_whole_european_economic_area_is_listed() -> None:
    area = {one.country for one in facts.adequate_countries(TODAY).values() if one.basis == "eea"}
    assert len(area) == 30
    assert {"IS", "LI", "NO", "HR"} <= area


@pytest.mark.parametrize(("written", "iso"), [("UK", "GB"), ("uk ", "GB"), ("EL", "GR"), ("nl", "NL")])
def test_a_country_code_as_people_write_it_becomes_iso(written: str, iso: str) -> None:
    assert facts.country_code(written) == iso


@pytest.mark.parametrize("name", ["Enquêtesysteem", "Loopbaanoriëntatie en -begeleidingsysteem (LOB)", "ÉÉN  twee"])
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    assert facts.folded(facts.folded(name)) == facts.folded(name)
