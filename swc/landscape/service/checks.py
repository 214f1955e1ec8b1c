"""What must hold before a change is made: every problem is found at once, with its field and a remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from fora import queries as fora
from fora.kinds import ForaType
from fora.schemas import ElementRef
from swc.boards.models import School
from swc.catalogue.models import Concept, Product, ProductVersion
from swc.errors import InvalidInputError, Problem
from swc.landscape.models import Use, UseSchool
from swc.landscape.schemas import UseCreate

MAX_USERS: Final = 10_000_000
MAX_COST: Final = Decimal("9999999999.99")
MAX_LENGTHS: Final[Mapping[str, int]] = {
    "own_name": 200,
    "owner_role": 200,
    "notes": 10_000,
    "note": 10_000,
    "reason": 2_000,
    "description": 2_000,
    "target_name": 200,
    "kind": 60,
    "model_version": 40,
    "title": 300,
    "signer_role": 200,
    "document_url": 1_000,
    "annex_retention": 2_000,
}
"""How long a text may be; fields that are not named here hold codes."""


def demand(problems: Iterable[Problem]) -> None:
    """Raise `InvalidInputError` with every problem, if there is any."""
    found = tuple(problems)
    if found:
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=found)


def order(start_field: str, start: object, end_field: str, end: object) -> Iterator[Problem]:
    """Yield a problem when something ends before it starts."""
    if isinstance(start, date) and isinstance(end, date) and end < start:
        yield Problem(
            end_field,
            "De einddatum ligt voor de begindatum.",
            "Kies een einddatum op of na %(start)s.",
            params={"start": f"{start:%d-%m-}{start.year:04}", "start_field": start_field},
        )


def size(users: object, yearly_cost: object) -> Iterator[Problem]:
    """Yield problems of the number of users and the yearly cost."""
    if isinstance(users, int) and not 0 <= users <= MAX_USERS:
        yield Problem("users", "Het aantal gebruikers kan niet kloppen.", "Vul een heel getal van 0 tot 10 miljoen in.")
    if isinstance(yearly_cost, Decimal) and not (yearly_cost.is_finite() and 0 <= yearly_cost <= MAX_COST):
        yield Problem(
            "yearly_cost", "De jaarlijkse kosten kunnen niet kloppen.", "Vul een bedrag in euro van 0 of meer in."
        )


def texts(values: Mapping[str, object]) -> Iterator[Problem]:
    """Yield problems of texts that are too long."""
    for name, value in values.items():
        limit = MAX_LENGTHS.get(name)
        if isinstance(value, str) and limit is not None and len(value) > limit:
            yield Problem(
                name,
                "De tekst is langer dan %(limit)s tekens.",
                "Maak de tekst korter.",
                params={"limit": limit},
            )


def codes(session: Session, field: str, scheme: str, given: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each code that the code list does not have."""
    wanted = {code for code in given if code}
    if not wanted:
        return
    known = set(session.exec(select(Concept.code).where(Concept.scheme == scheme, col(Concept.code).in_(wanted))))
    for code in sorted(wanted - known):
        yield Problem(
            field,
            "De keuze %(code)s bestaat niet.",
            "Kies een waarde uit de lijst %(scheme)s.",
            params={"code": code, "scheme": scheme},
        )


def schools(session: Session, board_number: str, brins: Iterable[str], *, whole_board: bool) -> Iterator[Problem]:
    """Yield problems of the schools for which a use holds."""
    wanted = set(brins)
    if not wanted:
        if not whole_board:
            yield Problem(
                "schools", "Er is geen school gekozen.", "Kies een of meer scholen, of kies het hele bestuur."
            )
        return
    own = session.exec(select(School.brin).where(School.board_number == board_number, col(School.brin).in_(wanted)))
    for brin in sorted(wanted.difference(own)):
        yield Problem(
            "schools",
            "School %(brin)s hoort niet bij dit bestuur.",
            "Kies een school van uw eigen bestuur.",
            params={"brin": brin},
        )


def product(
    session: Session, product_key: str, version_id: int | None, version_name: str | None = None
) -> Iterator[Problem]:
    """Yield problems of the product and its version; a name that is still here stands for no version of the product."""
    if session.exec(select(Product.key).where(Product.key == product_key)).first() is None:
        yield Problem(
            "product_key",
            "Product %(product)s staat niet in de catalogus.",
            "Zoek het product, of stel een nieuw product voor.",
            params={"product": product_key},
        )
        return
    if version_name:
        yield _misnamed(version_id, version_name)
    if version_id is None:
        return
    owner = select(ProductVersion.product_key).where(ProductVersion.id == version_id)
    if session.exec(owner).first() != product_key:
        yield Problem("version_id", "Deze versie hoort niet bij dit product.", "Kies een versie van dit product.")


def twin(session: Session, board_number: str, data: UseCreate) -> Iterator[Problem]:
    """Yield a problem when the landscape holds a use that nobody could tell from this one, as after a second click.

    Told apart are own name, version, status and schools; a row of an import is told apart by its own key.
    """
    if data.import_key:
        return
    alike = select(Use.id).where(
        Use.board_number == board_number,
        Use.product_key == data.product_key,
        Use.own_name == data.own_name,
        Use.status == data.status,
        col(Use.version_id).is_(None) if data.version_id is None else Use.version_id == data.version_id,
    )
    held: dict[UUID, set[str]] = {use_id: set() for use_id in session.exec(alike)}
    for row in session.exec(select(UseSchool).where(col(UseSchool.use_id).in_(held))):
        held[row.use_id].add(row.brin)
    if set(data.schools) in held.values():
        yield Problem(
            "product_key",
            "Dit product staat al precies zo in uw landschap.",
            "Wijzig die applicatie, of geef deze een eigen naam, een andere versie of andere scholen.",
        )


def _misnamed(version_id: int | None, name: str) -> Problem:
    if version_id is not None:
        return Problem(
            "version_name",
            "Versie %(version)s is een andere dan die met het genoemde nummer.",
            "Geef het nummer of de naam van de versie, niet allebei.",
            params={"version": name},
        )
    return Problem(
        "version_name",
        "Versie %(version)s van dit product staat niet in de catalogus.",
        "Kies een versie van dit product, of vraag een sectorredacteur om haar toe te voegen.",
        params={"version": name},
    )


def components(session: Session, guids: Iterable[str], *, field: str) -> tuple[dict[str, ElementRef], list[Problem]]:
    """Return the components of the published release by GUID, and a problem for each GUID that is not one."""
    wanted = tuple(dict.fromkeys(guids))
    if not wanted:
        return {}, []
    found = fora.names(session, wanted)
    kept = {guid: one for guid, one in found.items() if one.fora_type == ForaType.COMPONENT.value}
    problems = [
        Problem(
            field,
            "Component %(component)s staat niet in de gepubliceerde FORA-release.",
            "Kies een referentiecomponent uit de lijst.",
            params={"component": guid},
        )
        for guid in wanted
        if guid not in kept
    ]
    return kept, problems
