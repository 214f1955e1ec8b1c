"""The risk matrix as a drawing or a table shows it: every cell with its level and the risks that stand there; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from swc.dpia.file_schemas import RiskRow
from swc.dpia.kinds import Matrix, RiskLevel
from swc.dpia.levels import Bounds, level


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the matrix: steps counted from 1, the level, and the numbers of the risks there (from 1)."""

    likelihood: int
    impact: int
    level: RiskLevel
    risks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix: rows from the most likely down, each from the least grave up, and the risks nobody estimated yet."""

    rows: tuple[tuple[Cell, ...], ...]
    open: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """Return the number of steps either way."""
        return len(self.rows)


def grid(matrix: Matrix, within: Bounds, risks: Sequence[RiskRow], *, residual: bool) -> Grid:
    """Return the matrix of some risks, before measures or (`residual`) after them; `within` are the day's bounds."""
    places: dict[tuple[int, int], list[int]] = {}
    unknown = []
    for number, risk in enumerate(risks, start=1):
        likelihood, impact = _place(risk, residual=residual)
        if likelihood is None or impact is None:
            unknown.append(number)
        else:
            places.setdefault((likelihood, impact), []).append(number)
    steps = range(1, matrix.size + 1)
    rows = tuple(
        tuple(Cell(row, column, level(row, column, within), tuple(places.get((row, column), ()))) for column in steps)
        for row in reversed(steps)
    )
    return Grid(rows, tuple(unknown))


def _place(risk: RiskRow, *, residual: bool) -> tuple[int | None, int | None]:
    if residual:
        return risk.residual_likelihood, risk.residual_impact
    return risk.likelihood, risk.impact
