"""Who may see and change a saved question, and how many and how large they may be; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from swc.access.kinds import Actor
from swc.access.roles import Right
from swc.errors import Problem
from swc.questions.kinds import Offer
from vocab.parameters import NAME as PARAMETER_NAME
from vocab.parameters import Parameter, ParameterKind, Thing, names_in

NAME: Final = re.compile(r"[a-z][a-z0-9-]{2,59}")
"""How a question is called in addresses: small letters, digits and hyphens."""

RESERVED: Final = frozenset({"nieuw", "eigen", "aanbod", "prefixes"})
"""Names that addresses use for something else."""

MOST: Final = 100
"""How many questions one person can keep, withdrawn ones left out."""

MOST_PARAMETERS: Final = 6
LONGEST: Final = 12_000
"""The longest text that can be kept, in characters; with its prefixes it stays under what the endpoint takes."""

TAKEN: Final = frozenset({"over", "scope", "format"})
"""Names that the address of an answer uses for something else than a parameter."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides on who may do what: whose it is, with which board it is shared, and where the offer stands."""

    author: str
    board_number: str | None
    offer: Offer
    published: bool
    withdrawn: bool


def may_read(actor: Actor, one: Standing) -> bool:
    """Say whether somebody may see the question as it stands now: author, board, or a sector editor once offered."""
    if one.withdrawn:
        return False
    if _is_author(actor, one):
        return True
    if one.board_number is not None and actor.may(Right.READ_BOARD, one.board_number):
        return True
    return one.offer is not Offer.NONE and actor.may(Right.EDIT_CATALOGUE)


def may_change(actor: Actor, one: Standing) -> bool:
    """Say whether somebody may change, share, offer or withdraw it: the author, or who edits at the board.

    What is shared with a board is in use there: an author who left the board puts no other text in its place.
    """
    if one.withdrawn:
        return False
    if one.board_number is None:
        return _is_author(actor, one)
    if actor.may(Right.EDIT_LANDSCAPE, one.board_number):
        return True
    return _is_author(actor, one) and actor.may(Right.READ_BOARD, one.board_number)


def may_know_author(actor: Actor, one: Standing) -> bool:
    """Say whether somebody sees who made it; everybody else sees at most the name of nobody."""
    return may_read(actor, one)


def may_decide(actor: Actor, one: Standing) -> bool:
    """Say whether somebody may accept or decline it for the sector."""
    return not one.withdrawn and actor.may(Right.EDIT_CATALOGUE)


def _is_author(actor: Actor, one: Standing) -> bool:
    return bool(actor.key) and actor.key == one.author


def name_problem(name: str) -> Problem | None:
    """Return what is wrong with a name, or nothing."""
    if not NAME.fullmatch(name):
        return Problem("name", "Gebruik kleine letters, cijfers en streepjes; begin met een letter, ten minste drie.")
    if name in RESERVED:
        return Problem("name", "Deze naam is al vergeven.", "Kies een andere naam.")
    return None


def parameter_problems(text: str, parameters: Sequence[Parameter]) -> tuple[Problem, ...]:
    """Return what is wrong with the parameters of a text: names that clash or do not occur, kinds without values."""
    found: list[Problem] = []
    used = names_in(text)
    for at, one in enumerate(parameters):
        where = f"parameters.{at}"
        if not PARAMETER_NAME.fullmatch(one.name) or one.name in TAKEN:
            found.append(
                Problem(where, "%(name)s kan geen naam van een parameter zijn.", params={"name": one.name[:30]})
            )
        elif one.name in {other.name for other in parameters[:at]}:
            found.append(Problem(where, "Parameter %(name)s staat er twee keer.", params={"name": one.name}))
        elif one.name not in used:
            found.append(
                Problem(
                    where,
                    "Parameter %(name)s komt in de vraag niet voor.",
                    "Schrijf hem in de vraag als $%(name)s.",
                    params={"name": one.name},
                )
            )
        if one.kind is ParameterKind.THING and one.of not in set(Thing):
            found.append(Problem(where, "Dit soort waarde bestaat niet.", params={}))
    return tuple(found)
