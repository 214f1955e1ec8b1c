"""The mappings for procurement: every code is a CPV code that the scheme has, every expected component has one."""

from __future__ import annotations

import re

import pytest

from vocab import facts, procurement_facts
from vocab.reading import rows
from vocab.schemes import scheme
from vocab.sources import source

LAS = "c64a7a54f38e487e814801bc3d9c92fd"
_NOTATION = re.compile(r"\d{8}(-\d)?")


def test_a_cpv_code_is_eight_digits_and_its_notation_may_add_the_check_digit() -> None:
    for one in scheme("cpv").concepts:
        assert re.fullmatch(r"\d{8}", one.code), one.code
        assert _NOTATION.fullmatch(one.notation), one.notation
        assert one.notation.startswith(one.code)


def test_a_broader_code_is_the_same_code_with_more_zeros() -> None:
    for one in scheme("cpv").concepts:
        if one.broader is not None:
            assert one.code.startswith(one.broader.rstrip("0")[:2]), one.code


def test_the_scheme_says_that_the_dutch_names_are_our_own() -> None:
    assert "eigen vertaling" in scheme("cpv").description_nl
    assert all("eigen vertaling" in one.definition_nl for one in scheme("cpv").concepts)


@pytest.mark.parametrize("sector", ["po", "so", "vo", "mixed"])
def test_every_component_that_a_board_is_expected_to_have_has_a_code(sector: str) -> None:
    without = [guid for guid in facts.expected_components(sector) if not procurement_facts.component_cpv(guid)]
    assert without == []


def test_every_mapped_code_is_in_the_scheme_with_source_and_trust() -> None:
    for row in rows("component_cpv.csv"):
        assert row["codes"].split()
        assert set(row["codes"].split()) <= set(scheme("cpv").codes), row
        assert source(row["source"]).title
        assert row["trust"] in scheme("trust").codes


def test_every_mapped_component_and_category_exists() -> None:
    categories = {row["category"] for row in rows("product_categories.csv")}
    for row in rows("component_cpv.csv"):
        known = facts.component_names() if row["kind"] == "component" else categories
        assert row["key"] in known, row


def test_the_main_code_comes_first() -> None:
    assert [one.code for one in procurement_facts.component_cpv(LAS)] == ["48190000", "48219300"]
    assert [one.code for one in procurement_facts.category_cpv("payroll")] == ["48450000"]


def test_what_is_not_mapped_is_unknown() -> None:
    assert procurement_facts.component_cpv("0" * 32) == ()
    assert procurement_facts.category_cpv("iets anders") == ()


def test_a_mandatory_standard_names_its_source() -> None:
    found = procurement_facts.standard_statuses()
    assert set(found) <= set(scheme("standards").codes)
    assert {code for code, one in found.items() if one.status == "mandatory"} == {
        "edukoppeling",
        "ubv",
        "certificeringsschema",
        "rod",
    }
    assert all(source(one.source).title for one in found.values())
