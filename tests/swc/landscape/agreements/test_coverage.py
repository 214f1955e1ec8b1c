"""Which agreement counts for a use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest

from swc.landscape.agreements.coverage import Asking, Coverage
from swc.landscape.kinds import AgreementPresence

P = AgreementPresence
USE = Asking(UUID(int=1), "magister", "schoolmaster")


@dataclass
class Scope:
    """An agreement as the rule sees it, with the products that it names."""

    id: UUID
    presence: AgreementPresence
    use_id: UUID | None = None
    vendor_key: str | None = None
    products: frozenset[str] = frozenset()
    signed_on: date | None = None
    valid_until: date | None = None


def scope(name: int, presence: P = P.PRESENT, **fields: object) -> Scope:
    about = {"vendor_key": "schoolmaster"} if "use_id" not in fields else {}
    return Scope(id=UUID(int=name), presence=presence, **{**about, **fields})  # type: ignore[arg-type]


def counting(*agreements: Scope) -> int | None:
    found = Coverage(agreements, {one.id: one.products for one in agreements}).counting(USE)
    return found.id.int if found else None


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        (scope(1), True),
        (scope(1, vendor_key="zermelo"), False),
        (scope(1, vendor_key=None), False),
        (scope(1, products=frozenset({"magister"})), True),
        (scope(1, products=frozenset({"som"})), False),
        (scope(1, vendor_key="former-owner", products=frozenset({"magister"})), True),
        (scope(1, use_id=USE.id), True),
        (scope(1, use_id=uuid4()), False),
    ],
)
def test_an_agreement_covers_its_use_or_what_its_vendor_makes_or_the_products_it_names(
    agreement: Scope,
    expected: bool,  # noqa: FBT001 - a parametrized answer
) -> None:
    assert (counting(agreement) == 1) is expected


def test_a_use_goes_by_its_own_agreement_even_when_that_says_there_is_none() -> None:
    assert counting(scope(2), scope(1, P.ABSENT, use_id=USE.id)) == 1


def test_an_own_agreement_of_which_nobody_knows_hides_none_with_the_vendor() -> None:
    unsaid = scope(1, P.UNKNOWN, use_id=USE.id)
    assert counting(unsaid, scope(2)) == 2
    assert counting(unsaid) == 1
    assert counting(unsaid, scope(2, P.UNKNOWN)) == 1


def test_of_several_with_the_vendor_the_one_that_lasts_longest_counts() -> None:
    old = scope(1, valid_until=date(2024, 1, 1), products=frozenset({"magister"}))
    new = scope(2, valid_until=date(2028, 1, 1))
    assert counting(old, new, scope(3, P.ABSENT)) == 2
    assert counting(old, new, scope(4)) == 4


def test_of_those_that_last_equally_long_the_one_that_names_the_product_counts() -> None:
    assert counting(scope(2), scope(1, products=frozenset({"magister"}))) == 1
    assert counting(scope(1, signed_on=date(2025, 1, 1)), scope(2, signed_on=date(2020, 1, 1))) == 1


def test_without_any_agreement_nothing_counts() -> None:
    assert counting() is None
