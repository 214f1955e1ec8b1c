"""Products side by side: the same requirements, unknown apart from no, never more than six."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from swc.catalogue.kinds import ProductStatus
from swc.errors import InvalidInputError, NotFoundError
from swc.procurement.comparison import comparison
from swc.procurement.kinds import Fulfilment
from tests.factories.catalogue import make_product
from tests.factories.fora import ADMINISTRATION, LAS, make_reference
from tests.query_count import counted

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _products(session: Session) -> None:
    make_reference(session)
    make_product(session, "een", components=(LAS,), standards=("saml",), locations=("CN",))
    make_product(session, "twee")
    for at in range(6):
        make_product(session, f"meer-{at}")


def test_every_product_answers_the_same_requirements_in_the_order_asked(session: Session) -> None:
    found = comparison(session, ["twee", "een", "twee"], on=TODAY)
    asked = [one.id for one in found.requirements]
    assert [one.key for one in found.products] == ["twee", "een"]
    assert all([one.requirement for one in product.answers] == asked for product in found.products)
    assert f"function-{ADMINISTRATION}" in asked


def test_unknown_is_counted_apart_and_is_neither_yes_nor_no(session: Session) -> None:
    found = comparison(session, ["een", "twee"], on=TODAY)
    een, twee = found.products
    assert (een.on("locations").answer, twee.on("locations").answer) == (Fulfilment.NO, Fulfilment.UNKNOWN)
    assert (een.no, twee.no, twee.yes, twee.unknown) == (1, 0, 0, len(found.requirements))
    assert een.yes + een.no + een.unknown == len(found.requirements)


@pytest.mark.parametrize("keys", [[], ["een"], ["een", "een"], [f"meer-{at}" for at in range(6)] + ["een"]])
def test_two_to_six_products_can_be_compared(session: Session, keys: list[str]) -> None:
    with pytest.raises(InvalidInputError, match="2 tot 6"):
        comparison(session, keys, on=TODAY)


def test_a_product_that_does_not_exist_or_was_merged_is_not_found(session: Session) -> None:
    make_product(session, "oud", status=ProductStatus.MERGED)
    for key in ("bestaat-niet", "oud"):
        with pytest.raises(NotFoundError, match=key):
            comparison(session, ["een", key], on=TODAY)


def test_six_products_take_as_many_statements_as_two(session: Session) -> None:
    comparison(session, ["een", "twee"], on=TODAY)
    with counted(session) as two:
        comparison(session, ["een", "twee"], on=TODAY)
    with counted(session) as six:
        comparison(session, ["een", *(f"meer-{at}" for at in range(5))], on=TODAY)
    assert len(six) == len(two)
