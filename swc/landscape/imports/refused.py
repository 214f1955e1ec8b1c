"""The refusal of a service told about a row of a list: the row's number and name in front of each problem."""

from __future__ import annotations

from swc.errors import InvalidInputError, Problem


def with_row(number: int, name: str, error: InvalidInputError) -> InvalidInputError:
    """Return what a service refused, as a refusal of the whole list that names the row."""
    problems = error.problems or (Problem(where="", message=error.message, remedy=error.remedy, params=error.params),)
    return InvalidInputError(
        "De lijst is niet verwerkt; er is niets veranderd.",
        problems=tuple(
            Problem(
                where=f"rij {number} ({name}), {problem.where}".rstrip(", "),
                message=problem.message,
                remedy=problem.remedy,
                params=problem.params,
            )
            for problem in problems
        ),
    )
