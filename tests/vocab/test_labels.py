"""Terms have names for people and short names for architects."""

from __future__ import annotations

import pytest

from vocab.labels import compact, labels, own_terms
from vocab.reading import ROOT
from vocab.terms import Class, Property


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/dpv#Student", "dpv:Student"),
        ("https://w3id.org/dpv/legal/eu/gdpr#A6-1-c", "eu-gdpr:A6-1-c"),
        ("http://www.w3.org/ns/org#Site", "org:Site"),
        ("https://w3id.org/fora-swc/def#Board", "swc:Board"),
        ("https://elders.nl/x", "https://elders.nl/x"),
    ],
)
def test_an_iri_is_shortened_where_we_list_its_namespace(iri: str, short: str) -> None:
    assert compact(iri) == short


def test_all_own_terms_come_with_what_they_refine() -> None:
    terms = {one.iri: one for one in own_terms()}
    assert len(terms) == len(Class) + len(Property)
    assert terms[Class.BOARD].refines == ("http://www.w3.org/ns/org#FormalOrganization",)
    assert terms[Property.SUITED_FOR].refines == ("https://purl.org/archimate#specialization",)
    assert terms[Class.BOARD].is_class
    assert not terms[Property.SUITED_FOR].is_class


def test_names_cover_our_terms_and_the_pinned_ones() -> None:
    assert labels()["https://w3id.org/dpv#Student"] == ("leerling of student", "student")
    assert labels()[Class.VENDOR] == ("Leverancier", "Vendor")


def test_the_glossary_pairs_every_class_and_property_as_the_ontology_does() -> None:
    glossary = (ROOT.parent / "docs" / "glossary.md").read_text(encoding="utf-8")
    for one in own_terms():
        assert f"| {one.label_nl} | {one.label_en} | `{one.name}` |" in glossary, one.name
