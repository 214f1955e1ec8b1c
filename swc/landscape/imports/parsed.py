"""What reading one cell gives: a value, or nothing, with remarks and errors in Dutch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from swc.landscape.imports.kinds import Level

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One thing wrong with a cell: `message` and `remedy` are message ids filled from `params`."""

    level: Level
    message: str
    remedy: str = ""
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T_co]):
    """A value read from a cell; `None` when the cell says nothing (or nothing clear)."""

    value: T_co | None = None
    problems: tuple[CellProblem, ...] = ()


NOTHING: Parsed[Any] = Parsed()
"""An empty cell, or one that says unknown."""


def problem(level: Level, message: str, remedy: str, **params: object) -> Parsed[Any]:
    """Return nothing read, with one problem."""
    return Parsed(None, (CellProblem(level, message, remedy, params),))


def remark(message: str, remedy: str = "", **params: object) -> tuple[CellProblem, ...]:
    """Return one warning to go with a value that was read."""
    return (CellProblem(Level.WARNING, message, remedy, params),)
