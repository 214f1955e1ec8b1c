"""What forms hand in is read as people write it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from swc.landscape.schemas import UseUpdate


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1.250,50", "1250.50"), ("€ 12,5", "12.5"), ("1250.50", "1250.50"), ("€ 800", "800"), (12, "12")],
)
def test_an_amount_is_read_in_dutch_and_in_json_notation(typed: object, amount: str) -> None:
    assert UseUpdate.model_validate({"yearly_cost": typed}).yearly_cost == Decimal(amount)


def test_whole_counts_every_field_as_given() -> None:
    assert UseUpdate(users=1).model_fields_set == {"users"}
    assert UseUpdate(users=1).whole().model_fields_set == set(UseUpdate.model_fields)
