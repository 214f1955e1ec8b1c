"""The shared graphs as lines of N-Triples, for some boards at a time: the same for one board as for all of the sector.

A shared graph tells what the feed of the sector tells, in the words of the board's own graph: board, schools, uses with
what follows from their product and places, couplings with their standards, and whether there is an agreement. It tells
no own names, prices, importance, notes, roles or contracts, and nothing of DPIAs, flags and the register.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, cast

from sqlmodel import Session

from swc.catalogue.product_projection import version_iri
from swc.dependency.shared_graph.facts import USE, Said, Told, known
from swc.dependency.shared_graph.rows import Shared, shared
from swc.dependency.shared_graph.terms import Addresses, concept, dutch, node, plain, value
from swc.landscape.agreements.coverage import Asking, Coverage
from swc.landscape.derived import Reference, reference
from swc.landscape.kinds import AgreementPresence
from vocab.iris import Iris
from vocab.mapping import TYPE
from vocab.namespaces import DCTERMS, DPV, ORG, SKOS
from vocab.terms import Class, Property

P = {term: node(term) for term in Property}
_TYPE = str(TYPE)
_NAME, _IDENTIFIER, _PART = node(SKOS + "prefLabel"), node(DCTERMS + "identifier"), node(ORG + "subOrganizationOf")
_BOARD = tuple(node(one) for one in (Class.BOARD, ORG + "FormalOrganization", DPV + "DataController"))
_SCHOOL = tuple(node(one) for one in (Class.SCHOOL, ORG + "Organization"))
_COUPLING, _AGREEMENT = f"{_TYPE} {node(Class.COUPLING)}", f"{_TYPE} {node(Class.AGREEMENT)}"
_UNSAID = concept("agreement-presence", AgreementPresence.UNKNOWN)
_KEPT: dict[str, Told] = {}
"""What was told for the release that was asked last, by the base of the addresses."""


def shared_graphs(session: Session, iris: Iris, numbers: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield number and lines of those of some boards that share; fourteen statements, whatever their number."""
    found = shared(session, numbers)
    told = _told(iris, reference(session))
    for board in found.boards:
        lines: list[str] = []
        lines.extend(_board(told.addresses, board, found))
        uses = {row.id: told.addresses.by_id("use", row.id) for row in found.uses[board.number]}
        lines.extend(_uses(told, board.number, found, uses))
        lines.extend(_couplings(told.addresses, board.number, found, uses))
        lines.extend(_agreements(told.addresses, board.number, found, uses))
        yield board.number, "".join(lines)


def _told(iris: Iris, release: Reference) -> Told:
    """Return what was told for a release, begun anew for another one."""
    kept = _KEPT.get(iris.base)
    if kept is None or kept.reference is not release:
        kept = _KEPT[iris.base] = Told(Addresses(iris), release, {})
    return kept


def _board(at: Addresses, board: Any, found: Shared) -> Iterator[str]:  # noqa: ANN401 - a row
    this = at.thing("board", board.number)
    for one in _BOARD:
        yield f"{this} {_TYPE} {one} .\n"
    yield f"{this} {_NAME} {dutch(board.name)} .\n"
    yield f"{this} {_IDENTIFIER} {plain(board.number)} .\n"
    yield f"{this} {P[Property.BOARD_NUMBER]} {plain(board.number)} .\n"
    yield f"{this} {P[Property.SECTOR]} {concept('sectors', board.sector)} .\n"
    yield f"{this} {P[Property.SHARING_LEVEL]} {concept('sharing-levels', board.sharing)} .\n"
    if board.kvk_number:
        yield f"{this} {P[Property.KVK_NUMBER]} {plain(board.kvk_number)} .\n"
    if board.municipality:
        yield f"{this} {P[Property.MUNICIPALITY]} {plain(board.municipality)} .\n"
    for _, brin, name, sector, pupils in found.schools[board.number]:
        school = at.thing("school", brin)
        for one in _SCHOOL:
            yield f"{school} {_TYPE} {one} .\n"
        yield (
            f"{school} {_NAME} {dutch(name)} .\n"
            f"{school} {P[Property.BRIN]} {plain(brin)} .\n"
            f"{school} {P[Property.SECTOR]} {concept('sectors', sector)} .\n"
            f"{school} {P[Property.SCHOOL_OF]} {this} .\n"
            f"{school} {_PART} {this} .\n"
        )
        if pupils is not None:
            yield f"{school} {P[Property.PUPILS]} {value(pupils)} .\n"


def _uses(told: Told, number: str, found: Shared, uses: dict[str, str]) -> Iterator[str]:
    at = told.addresses
    used_by = f"{P[Property.USED_BY]} {at.thing('board', number)} .\n"
    for row in found.uses[number]:
        this = f"<{uses[row.id]}>"
        said = (Said(*one[1:]) for one in found.said[row.id]) if row.id in found.said else ()
        facts = known(row, found.stated[row.product_key], found.placed[row.id], found.own[row.id])
        yield told.of(facts, said).replace(USE, this)
        yield (
            f"{this} {used_by}"
            f"{this} {P[Property.USAGE_STATUS]} {concept('usage-status', row.status)} .\n"
            f"{this} {P[Property.WHOLE_BOARD]} {value(row.whole_board)} .\n"
        )
        for brin in found.at[row.id]:
            yield f"{this} {P[Property.USED_AT]} {at.thing('school', brin)} .\n"
        for term, known_value in (
            (Property.USERS, row.users),
            (Property.STATUS_SINCE, row.status_since),
            (Property.START_DATE, row.start_date),
            (Property.END_DATE, row.end_date),
        ):
            if known_value is not None:
                yield f"{this} {P[term]} {value(known_value)} .\n"
        if row.hosting:
            yield f"{this} {P[Property.HOSTING]} {concept('hosting-forms', row.hosting)} .\n"
        if row.version_id is not None:
            yield f"{this} {P[Property.USES_VERSION]} {node(version_iri(at.iris, row.product_key, row.version_id))} .\n"


def _couplings(at: Addresses, number: str, found: Shared, uses: dict[str, str]) -> Iterator[str]:
    source_of, target_of = P[Property.COUPLING_SOURCE], P[Property.COUPLING_TARGET]
    direction_of, follows = P[Property.DIRECTION], P[Property.FOLLOWS_STANDARD]
    for _, key, source, target, guid, direction in found.couplings[number]:
        this = f"<{at.by_id('coupling', key)}>"
        yield (
            f"{this} {_COUPLING} .\n{this} {source_of} <{uses[source]}> .\n"
            f"{this} {direction_of} {concept('coupling-directions', direction)} .\n"
        )
        if target is not None:
            yield f"{this} {target_of} <{uses[target]}> .\n"
        elif guid:
            yield f"{this} {target_of} {at.element(guid)} .\n"
        for code in found.standards[key]:
            yield f"{this} {follows} {concept('standards', code)} .\n"


def _agreements(at: Addresses, number: str, found: Shared, uses: dict[str, str]) -> Iterator[str]:
    """Yield whether there is an agreement; at every use points exactly one node, which may say that nobody knows."""
    agreements = found.agreements[number]
    coverage = Coverage(agreements, cast("Any", found.covered))
    for_uses: dict[Any, list[Any]] = {row.id: [] for row in agreements}
    about, presence = P[Property.AGREEMENT_FOR], P[Property.AGREEMENT_PRESENCE]
    for use in found.uses[number]:
        counting = coverage.counting(Asking(use.id, use.product_key, use.vendor_key))
        if counting is None:
            this = f"<{uses[use.id]}/agreement>"
            yield f"{this} {_AGREEMENT} .\n{this} {about} <{uses[use.id]}> .\n{this} {presence} {_UNSAID} .\n"
        else:
            for_uses[counting.id].append(use)
    for row in agreements:
        this = f"<{at.by_id('agreement', row.id)}>"
        yield f"{this} {_AGREEMENT} .\n{this} {presence} {concept('agreement-presence', row.presence)} .\n"
        for use in for_uses[row.id]:
            yield f"{this} {about} <{uses[use.id]}> .\n"
        for key in _vendors(row, for_uses[row.id]):
            yield f"{this} {P[Property.AGREEMENT_WITH]} {at.thing('vendor', key)} .\n"
        for key in found.covered[row.id]:
            yield f"{this} {P[Property.COVERS_PRODUCT]} {at.thing('product', key)} .\n"


def _vendors(row: Any, uses: Iterable[Any]) -> set[str]:  # noqa: ANN401 - rows
    """Return with whom an agreement is: its own vendor, or the one behind the use that it is about."""
    if row.vendor_key:
        return {row.vendor_key}
    return {use.vendor_key for use in uses if row.use_id == use.id and use.vendor_key}
