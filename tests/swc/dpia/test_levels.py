"""The level of a risk: by likelihood times impact, with bounds that are data, never lower as a risk grows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.dpia.kinds import Matrix, MeasureState, RiskLevel
from swc.dpia.levels import bounds, highest, level
from vocab.schemes import scheme

TODAY = date(2026, 3, 2)
ORDER = [RiskLevel.LOW, RiskLevel.MIDDLE, RiskLevel.HIGH, RiskLevel.VERY_HIGH]


@pytest.mark.parametrize(
    ("matrix", "likelihood", "impact", "expected"),
    [
        (Matrix.FOUR, 1, 3, RiskLevel.LOW),
        (Matrix.FOUR, 2, 2, RiskLevel.MIDDLE),
        (Matrix.FOUR, 2, 4, RiskLevel.HIGH),
        (Matrix.FOUR, 3, 4, RiskLevel.VERY_HIGH),
        (Matrix.FIVE, 1, 4, RiskLevel.LOW),
        (Matrix.FIVE, 1, 5, RiskLevel.MIDDLE),
        (Matrix.FIVE, 2, 5, RiskLevel.HIGH),
        (Matrix.FIVE, 3, 5, RiskLevel.VERY_HIGH),
        (Matrix.FIVE, None, 5, RiskLevel.UNKNOWN),
        (Matrix.FOUR, 4, None, RiskLevel.UNKNOWN),
    ],
)
def test_the_level_follows_the_bounds(
    matrix: Matrix, likelihood: int | None, impact: int | None, expected: RiskLevel
) -> None:
    assert level(likelihood, impact, bounds(matrix, TODAY)) is expected


@given(st.sampled_from(Matrix), st.integers(1, 5), st.integers(1, 5), st.integers(0, 4), st.integers(0, 4))
def test_a_likelier_or_graver_risk_is_never_of_a_lower_level(
    matrix: Matrix, likelihood: int, impact: int, more: int, worse: int
) -> None:
    within = bounds(matrix, TODAY)
    less = ORDER.index(level(likelihood, impact, within))
    assert less <= ORDER.index(level(likelihood + more, impact + worse, within))


@given(st.lists(st.sampled_from(RiskLevel)))
def test_what_is_not_estimated_hides_a_low_level_and_never_a_high_one(levels: list[RiskLevel]) -> None:
    found = highest(levels)
    known = [one for one in levels if one is not RiskLevel.UNKNOWN]
    most = max(known, key=ORDER.index, default=RiskLevel.UNKNOWN)
    doubted = len(known) < len(levels) and most not in (RiskLevel.HIGH, RiskLevel.VERY_HIGH)
    assert found is (RiskLevel.UNKNOWN if doubted else most)


def test_the_codes_are_those_of_the_schemes() -> None:
    assert list(scheme("risk-levels").codes) == [one.value for one in RiskLevel]
    assert list(scheme("measure-states").codes) == [one.value for one in MeasureState]
