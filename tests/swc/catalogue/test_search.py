"""Finding products and vendors by name, on both databases."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.catalogue.search import all_names, find, index
from tests.factories.catalogue import make_product, make_vendor
from tests.query_count import counted


@pytest.fixture
def names(session: Session) -> Session:
    make_vendor(session, "cafe", name="Café Leerwerk B.V.")
    make_product(session, "enquete", name="Enquête+ vóór België", aliases=("Peilpunt",))
    make_product(session, "zien", name="ZIEN!")
    make_product(session, "zienderogen", name="Zienderogen")
    make_product(session, "tien", name="Alles gezien")
    make_product(session, "parnas", name="ParnasSys", vendor_key="cafe")
    return session


def keys(session: Session, text: str, **kw: object) -> list[str]:
    return [hit.key for hit in find(session, text, **kw)]  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["enquete", "ENQUÊTE", "voor belgie", "belgië", "Enquête+ vóór", "enq", "bel enq"])
def test_diacritics_case_punctuation_and_word_order_do_not_matter(names: Session, text: str) -> None:
    assert keys(names, text) == ["enquete"]


def test_an_exact_name_comes_before_a_name_that_begins_so_before_a_name_that_holds_it(names: Session) -> None:
    assert keys(names, "zien") == ["zien", "zienderogen", "tien"]


def test_an_alias_finds_the_product_and_is_named(names: Session) -> None:
    (hit,) = find(names, "peilp")
    assert (hit.key, hit.name, hit.matched) == ("enquete", "Enquête+ vóór België", "Peilpunt")


def test_two_letters_are_enough(names: Session) -> None:
    assert keys(names, "zi")[:2] == ["zien", "zienderogen"]


def test_a_vendor_is_found_beside_products_unless_only_products_are_asked(names: Session) -> None:
    assert keys(names, "cafe") == ["cafe"]
    assert keys(names, "cafe", kinds=("product",)) == []


def test_a_misspelt_name_is_offered_when_nothing_fits(names: Session) -> None:
    assert keys(names, "parnasys") == ["parnas"]


@pytest.mark.parametrize("text", ["", "   ", "!?", "%", "_", '"', "' OR 1=1 --zzqq"])
def test_signs_that_mean_something_to_the_database_find_nothing(names: Session, text: str) -> None:
    assert find(names, text) == ()


def test_the_limit_holds_and_each_thing_comes_once(names: Session) -> None:
    index(names, "product", "zien", title="ZIEN!", names=("Zien digitaal", "Zien online"))
    assert keys(names, "zien", limit=2) == ["zien", "zienderogen"]
    assert keys(names, "zien").count("zien") == 1


def test_a_renamed_product_is_no_longer_found_under_its_old_name(names: Session) -> None:
    index(names, "product", "tien", title="Geheel anders")
    assert "tien" not in keys(names, "gezien")
    assert keys(names, "geheel") == ["tien"]


def test_all_names_gives_names_and_aliases_of_products_only(names: Session) -> None:
    found = all_names(names)
    assert ("enquete", "Peilpunt") in found
    assert all(key != "cafe" for key, _name in found)


def test_a_search_takes_one_statement(names: Session) -> None:
    with counted(names) as statements:
        find(names, "zien")
    assert len(statements) == 1
