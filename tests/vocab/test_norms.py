"""Norms: a value per period, found by day, with a source."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from vocab.errors import NotFoundError
from vocab.norms import Norm, norm, norms
from vocab.schemes import scheme

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("dpia-review-years", 3),
        ("wp248-dpia-score", 2),
        ("hhi-high", 2000),
        ("vd01-min-uses", 10),
        ("vd01-min-boards", 5),
        ("vd02-group-share", 50),
    ],
)
def test_the_thresholds_of_the_rules_are_there(code: str, value: int) -> None:
    assert norm(code, TODAY).whole == value


def test_the_agreement_model_in_force_depends_on_the_day() -> None:
    assert norm("agreement-model-current", date(2021, 12, 31)).number == Decimal("3.0")
    assert norm("agreement-model-current", date(2022, 1, 1)).number == Decimal("4.0")


def test_a_law_that_moved_its_date_has_two_values_and_the_later_one_holds_now() -> None:
    assert norm("ai-act-annex-iii-on", date(2026, 6, 28)).day == date(2026, 8, 2)
    assert norm("ai-act-annex-iii-on", TODAY).day == date(2027, 12, 2)


def test_before_the_first_day_there_is_no_value() -> None:
    with pytest.raises(NotFoundError, match="data-act-notice-months"):
        norm("data-act-notice-months", date(2025, 9, 11))


def test_a_number_is_not_a_date_and_a_date_is_no_number() -> None:
    with pytest.raises(TypeError, match="hhi-high"):
        _ = norm("hhi-high", TODAY).day
    with pytest.raises(TypeError, match="data-act-applies-on"):
        _ = norm("data-act-applies-on", TODAY).number


@pytest.mark.parametrize("one", norms(), ids=lambda one: one.iri.rsplit("/", 1)[-1])
def test_every_norm_has_labels_a_source_a_trust_and_an_address_of_its_own(one: Norm) -> None:
    assert one.label
    assert one.label_en
    assert one.source.title
    assert one.trust in scheme("trust").codes
    assert one.iri.endswith(f"{one.code}-{one.valid_from.isoformat()}")
    assert one.valid_to is None or one.valid_from <= one.valid_to


def test_the_periods_of_one_norm_follow_each_other_without_gap_or_overlap() -> None:
    for first, second in pairwise(norms()):
        if first.code == second.code:
            assert first.valid_to is not None, first.code
            assert first.valid_to + timedelta(days=1) == second.valid_from, first.code
