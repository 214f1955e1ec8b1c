"""Addresses of things follow the installation and are safe whatever the key holds."""

from __future__ import annotations

import pytest

from vocab.iris import KINDS, Iris
from vocab.namespaces import PREFIXES, concept_iri

HERE = Iris("https://voorbeeld.nl")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_addresses_under_id(kind: str) -> None:
    assert HERE.thing(kind, "1") == f"https://voorbeeld.nl/id/{kind}/1"


def test_a_kind_without_addresses_is_refused() -> None:
    with pytest.raises(ValueError, match="person"):
        HERE.thing("person", "anne")


def test_a_key_cannot_leave_its_place() -> None:
    assert HERE.thing("product", "../board/1 2") == "https://voorbeeld.nl/id/product/..%2Fboard%2F1%202"


def test_a_key_of_several_parts_keeps_its_slashes_between_them() -> None:
    assert HERE.thing("processing", "7", "2") == "https://voorbeeld.nl/id/processing/7/2"


def test_a_fora_element_has_one_address_in_every_release() -> None:
    assert HERE.fora("ab" * 16) == f"https://voorbeeld.nl/id/fora/{'ab' * 16}"


def test_graphs_are_named_by_what_they_hold() -> None:
    assert HERE.graph("board/41101") == "https://voorbeeld.nl/graph/board/41101"


def test_concepts_do_not_follow_the_installation() -> None:
    assert concept_iri("severity", "red") == "https://w3id.org/fora-swc/scheme/severity/red"


def test_no_two_prefixes_stand_for_one_namespace() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
