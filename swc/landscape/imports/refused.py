"""Refusals told about a row of a list: of a service while the list is carried out, or of a choice."""

from __future__ import annotations

from swc.errors import InvalidInputError, Problem

AGAIN = "Laad de pagina opnieuw."
"""What helps when what a page showed is no longer there."""


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


def no_choice(where: int | str, message: str, remedy: str = AGAIN, **params: object) -> InvalidInputError:
    """Return the refusal of a choice for a row (by its number) or for something else of the file."""
    place = f"rij {where}" if isinstance(where, int) else where
    problem = Problem(where=place, message=message, remedy=remedy, params=params)
    return InvalidInputError("De keuze is niet bewaard.", problems=(problem,))


def no_list(problem: Problem) -> InvalidInputError:
    """Return the refusal of a file in which no list was found."""
    return InvalidInputError("De lijst is niet ingelezen.", problems=(problem,))
