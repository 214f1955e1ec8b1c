"""The matrix shows every risk once: in its cell, or among those nobody estimated."""

from __future__ import annotations

from uuid import UUID

import pytest

from swc.dpia.file_schemas import RiskRow
from swc.dpia.kinds import Matrix, RiskLevel
from swc.dpia.levels import bounds
from swc.dpia.matrix import grid
from tests.personas import NOW

RISKS = (
    RiskRow(id=UUID(int=1), title="Inzage", likelihood=4, impact=3, residual_likelihood=1, residual_impact=1),
    RiskRow(id=UUID(int=2), title="Verlies", likelihood=4, impact=3, residual_likelihood=2),
    RiskRow(id=UUID(int=3), title="Profilering"),
)


@pytest.mark.parametrize("matrix", list(Matrix))
def test_rows_run_from_likely_down_and_columns_from_light_up(matrix: Matrix) -> None:
    found = grid(matrix, bounds(matrix, NOW.date()), RISKS, residual=False)
    places = [[(cell.likelihood, cell.impact) for cell in row] for row in found.rows]
    steps = range(1, matrix.size + 1)
    assert places == [[(row, column) for column in steps] for row in reversed(steps)]
    assert (found.size, found.rows[0][-1].level, found.rows[-1][0].level) == (
        matrix.size,
        RiskLevel.VERY_HIGH,
        RiskLevel.LOW,
    )


@pytest.mark.parametrize(
    ("residual", "places", "unknown"), [(False, {(4, 3): (1, 2)}, (3,)), (True, {(1, 1): (1,)}, (2, 3))]
)
def test_every_risk_stands_in_its_cell_or_among_the_unknown(
    residual: bool,  # noqa: FBT001 - a parameter of the test
    places: dict[tuple[int, int], tuple[int, ...]],
    unknown: tuple[int, ...],
) -> None:
    found = grid(Matrix.FOUR, bounds(Matrix.FOUR, NOW.date()), RISKS, residual=residual)
    taken = {(cell.likelihood, cell.impact): cell.risks for row in found.rows for cell in row if cell.risks}
    assert (taken, found.open) == (places, unknown)
