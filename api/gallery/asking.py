"""Asking a named question: over which data somebody may ask it, and the answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated, Final

from fastapi import Depends, Request, Response

from api.deps import ActDep, IrisDep, SessionDep, SettingsDep
from api.gallery.filling import Filled, filled
from api.gallery.named import Named
from api.graph.files import GraphFile
from api.i18n import translate
from api.sparql.pool import Found, Question
from api.sparql.scopes import PUBLIC, SECTOR, board_scope, graphs_of
from api.sparql.service import Sparql
from api.sparql.statistics import statistics
from swc.access.roles import Right
from swc.boards.queries import boards_of
from swc.errors import InvalidInputError, NotAllowedError, Problem
from vocab.parameters import Parameter

MOST_BOARDS: Final = 2_000
_COUNTED: Final = 24
"""How many graphs of a scope are counted for completion."""


@dataclass(frozen=True, slots=True)
class Place:
    """Data to ask over: the name of its scope, and what people call it."""

    scope: str
    name: str


class Asking:
    """What every door of the gallery works with: who asks, and everything to answer."""

    def __init__(
        self, request: Request, *, session: SessionDep, act: ActDep, settings: SettingsDep, iris: IrisDep
    ) -> None:
        self.request = request
        self.session = session
        self.act = act
        self.base = settings.public_base_url
        self.iris = iris
        self.sparql: Sparql = request.app.state.sparql

    def places(self, scopes: Iterable[str]) -> tuple[Place, ...]:
        """Return the data that this reader may ask over, of these kinds of scope."""
        found: list[Place] = []
        wanted = tuple(scopes)
        if PUBLIC in wanted:
            found.append(Place(PUBLIC, translate("wat openbaar is")))
        if "board" in wanted:
            found.extend(self._boards())
        if SECTOR in wanted and self.act.actor.may(Right.QUERY_SECTOR):
            found.append(Place(SECTOR, translate("besturen die met de sector delen")))
        return tuple(found)

    def _boards(self) -> tuple[Place, ...]:
        """Return the boards that this reader may query; a key that may do nothing else knows them by number."""
        actor = self.act.actor
        numbers = [number for number in sorted(actor.boards) if actor.may(Right.QUERY_BOARD, number)]
        if not numbers:
            return ()
        names = {one.number: one.name for one in boards_of(self.session, actor, limit=MOST_BOARDS)}
        places = (Place(board_scope(number), names.get(number, number)) for number in numbers)
        return tuple(sorted(places, key=lambda one: one.name.lower()))

    def chosen(self, question: Named, asked: str) -> str:
        """Return the scope to ask over: as asked, or the first that this reader may; raises for any other."""
        kind = "board" if asked.startswith("board/") else asked
        if asked:
            if kind not in question.scopes:
                raise InvalidInputError(
                    "Deze vraag gaat niet over die gegevens.",
                    problems=(
                        Problem("scope", "Toegestaan: %(known)s.", params={"known": ", ".join(question.scopes)}),
                    ),
                )
            return asked  # whether it may be asked is for the service that answers
        places = self.places(question.scopes)
        if not places:
            raise self._refusal(question)
        return places[0].scope

    def _refusal(self, question: Named) -> NotAllowedError:
        """Return why nothing can be asked, and what this reader can do about it."""
        if self.act.actor.anonymous:
            return NotAllowedError(
                "Deze vraag gaat over gegevens van een bestuur of van de sector, en die zijn niet openbaar.",
                remedy="Log in met een account dat ze mag bevragen.",
            )
        if "board" in question.scopes:
            return NotAllowedError(
                "Deze vraag gaat over alles van een bestuur, en dat mag u met uw rol niet bevragen.",
                remedy="Kijk op de pagina's van uw bestuur, of vraag de beheerder daarvan om de rol lezer."
                if self.act.actor.boards
                else "Dat kan wie bij een bestuur de rol lezer heeft.",
            )
        return NotAllowedError(
            "Deze vraag gaat over alle besturen die met de sector delen, en die mag u met uw rol niet bevragen.",
            remedy="Vraag de sectorredactie om de rol sectorlezer.",
        )

    def fill(self, question: Named, given: Mapping[str, str]) -> Filled:
        """Return the parameters of a question filled in; raises `InvalidInputError` with every problem."""
        return filled(self.session, question.parameters, given, iris=self.iris, by=self.act)

    def fill_plain(self, parameters: tuple[Parameter, ...]) -> Filled:
        """Return parameters at their defaults; one without a default asks about everything."""
        eased = tuple(replace(one, optional=True) for one in parameters)
        return filled(self.session, eased, {}, iris=self.iris, by=self.act)

    def answer(self, question: Named, values: Filled, scope: str) -> Found:
        """Return the answer of a named question."""
        return self.ask(values.text(question.text), scope)

    def counted(self, scope: str) -> Mapping[str, int]:
        """Return the classes and properties that occur in a scope, each with how often; refuses another's scope.

        Of the sector a sample of boards is counted: their graphs use the same terms.
        """
        files = graphs_of(self.sparql.writer, act=self.act, scope=scope)
        names = sorted(files, key=lambda name: ("/board/" in name, name))
        return _counted(tuple(files[name] for name in names[:_COUNTED]))

    def read(self, text: str) -> None:
        """Have a worker read a text and nobody evaluate it; raises the refusals of a question."""
        self.sparql.check(Question(text), act=self.act)

    def ask(self, text: str, scope: str) -> Found:
        """Return the answer of a text."""
        return self.sparql.ask(self.session, Question(text), act=self.act, scope=scope)


AskingDep = Annotated[Asking, Depends()]


@lru_cache(maxsize=16)
def _counted(files: tuple[GraphFile, ...]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for file in files:
        told = statistics(file)
        found.update({one.iri: one.entities for one in told.classes})
        found.update({one.iri: one.triples for one in told.properties})
    return found


def kept_private(answer: Response, scope: str) -> Response:
    """Return an answer that no cache keeps where it is not about what is public."""
    if scope != PUBLIC:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def given_in(pairs: Iterable[tuple[str, str]], known: frozenset[str]) -> dict[str, str]:
    """Return the values in an address by name; one that stands there twice or is not known is refused."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for name, value in pairs:
        if name not in known:
            problems.append(_unknown(name, known))
        elif name in found:
            problems.append(Problem(name[:60], "Deze parameter staat er twee keer.", code="dubbel"))
        found[name] = value
    if problems:
        raise InvalidInputError("Er staan onbekende parameters in het adres.", problems=tuple(problems))
    return found


def _unknown(name: str, known: frozenset[str]) -> Problem:
    names = ", ".join(sorted(known)) or "geen"
    return Problem(
        name[:60],
        "Deze parameter bestaat hier niet.",
        "Toegestaan: %(known)s.",
        "onbekende-parameter",
        {"known": names},
    )
