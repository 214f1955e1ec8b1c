"""Every row that lens and what-if of a board are worked out from, read in a fixed number of statements."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlmodel import Session, col

from swc.boards.models import Board, School
from swc.catalogue.kinds import Trust
from swc.catalogue.models import ProductLocation, ProductStandard, SubProcessor
from swc.catalogue.rules import Owned, group
from swc.catalogue.schemas import VendorGroup
from swc.catalogue.vendor_queries import owned
from swc.dependency.costs import use_costs
from swc.dependency.facts import BoardFacts, PlaceFacts, SchoolFacts, SubFacts, UseFacts
from swc.dependency.hidden import sub_key
from swc.dependency.norms import least_uses, limits
from swc.dependency.reached import Release, Spoken, release
from swc.landscape.contracts import queries as contracts
from swc.landscape.kinds import ACTIVE, DerivedKind, Verdict
from swc.landscape.models import AgreementSubProcessor, DerivedVerdict, Use
from swc.landscape.queries import couplings, use_summaries
from swc.landscape.schemas import UseSummary

_KINDS = (DerivedKind.FUNCTION, DerivedKind.PROCESS, DerivedKind.INFORMATION_OBJECT)


@dataclass(frozen=True, slots=True)
class _Below:
    """The sub-processors, by product and by agreement."""

    subs: Mapping[str, list[Row[Any]]]
    annex: Mapping[UUID, list[Row[Any]]]


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known around the uses: by product, by agreement, by use and by vendor."""

    schools: Mapping[str, SchoolFacts]
    below: _Below
    verdicts: Mapping[UUID, list[Spoken]]
    vendors: Mapping[str, Owned]
    groups: Mapping[str, VendorGroup]
    costs: Mapping[UUID, Any]
    reached: Release


def board_facts(session: Session, board_number: str, on: date) -> BoardFacts | None:
    """Return the facts of a board with the owners of a day; nothing when there is no such board."""
    name = session.execute(select(col(Board.name)).where(col(Board.number) == board_number)).scalar()
    if name is None:
        return None
    active = _active(use_summaries(session, board_number, on=on))
    subs, annex = _subs(session, board_number), _annex(session, active)
    return replace(
        _facts(session, board_number, on, active, _Below(subs, annex)),
        name=name,
        couplings=couplings(session, board_number),
        standards=_standards(session, board_number),
        places=_places(session, board_number),
        exits=contracts.exits(session, board_number),
    )


def share_facts(session: Session, board_number: str, on: date, uses: Iterable[UseSummary] | None = None) -> BoardFacts:
    """Return of the facts of a board only what shares and concentration are worked out from.

    `uses` are those of the board, where somebody read them before.
    """
    every = use_summaries(session, board_number, on=on) if uses is None else uses
    return _facts(session, board_number, on, _active(every), _Below({}, {}))


def _active(uses: Iterable[UseSummary]) -> tuple[UseSummary, ...]:
    return tuple(use for use in uses if use.status in ACTIVE)


def _facts(session: Session, board_number: str, on: date, active: tuple[UseSummary, ...], below: _Below) -> BoardFacts:
    """Return the uses of a board with what they reach, whose they are and what they cost."""
    deals = contracts.contracts(session, board_number, on)
    vendors = owned(session, on=on)
    needed = {*(use.vendor_key for use in active), *(row.vendor_key for rows in below.subs.values() for row in rows)}
    around = _Around(
        schools=_schools(session, board_number),
        below=below,
        verdicts=_verdicts(session, board_number),
        vendors=vendors,
        groups={key: group(vendors, key) for key in needed if key in vendors},
        costs=use_costs(active, deals),
        reached=release(session),
    )
    named = {one.guid: one.name for rows in around.verdicts.values() for one in rows}
    return BoardFacts(
        number=board_number,
        name="",
        on=on,
        limits=limits(on),
        least=least_uses(on),
        has_release=around.reached.reach is not None,
        uses=tuple(_use(use, around) for use in active),
        schools=around.schools,
        names=ChainMap(dict(around.reached.names), named),
        vendors=vendors,
        groups=around.groups,
        contracts=deals,
    )


def _use(use: UseSummary, around: _Around) -> UseFacts:
    components = (one.guid for one in use.components if not one.lapsed)
    reaches = around.reached.of(components, around.verdicts.get(use.id, ()))
    return UseFacts(
        summary=use,
        group=around.groups.get(use.vendor_key) if use.vendor_key else None,
        functions=reaches.functions,
        processes=reaches.processes,
        objects=reaches.objects,
        schools=frozenset(around.schools if use.whole_board else use.schools),
        subs=tuple(_below(use, around)),
        cost=around.costs.get(use.id),
    )


def _below(use: UseSummary, around: _Around) -> Iterator[SubFacts]:
    """Yield the sub-processors of a use, each once: by the catalogue first, then by the annex of its agreement."""
    seen: set[str] = set()
    annex = around.below.annex.get(use.agreement.agreement_id, ()) if use.agreement.agreement_id else ()
    for row in (*around.below.subs.get(use.product_key, ()), *annex):
        vendor = getattr(row, "vendor_key", None)
        key = sub_key(row.name, vendor)
        if key in seen:
            continue
        seen.add(key)
        known = around.vendors.get(vendor) if vendor else None
        yield SubFacts(
            key=key,
            name=row.name,
            country=row.country or (known.country if known else None),
            vendor_key=vendor,
            certified=known.dpf_certified if known else None,
            trust=getattr(row, "trust", Trust.UNCONFIRMED),
        )


def _mine(board_number: str) -> Select[Any]:
    return select(col(Use.product_key)).where(col(Use.board_number) == board_number)


def _schools(session: Session, board_number: str) -> dict[str, SchoolFacts]:
    rows = session.execute(
        select(col(School.brin), col(School.name), col(School.pupils), col(School.pupils_at_least))
        .where(col(School.board_number) == board_number)
        .order_by(col(School.brin))
    )
    return {row[0]: SchoolFacts(*row) for row in rows}


def _subs(session: Session, board_number: str) -> dict[str, list[Row[Any]]]:
    columns = (SubProcessor.name, SubProcessor.country, SubProcessor.vendor_key, SubProcessor.trust)
    query = select(col(SubProcessor.product_key), *(col(one) for one in columns))
    return _bound(
        session.execute(
            query.where(col(SubProcessor.product_key).in_(_mine(board_number))).order_by(col(SubProcessor.name))
        )
    )


def _annex(session: Session, uses: Iterable[UseSummary]) -> dict[UUID, list[Row[Any]]]:
    """Return the sub-processors that annexes name, by agreement."""
    ids = {use.agreement.agreement_id for use in uses if use.agreement.agreement_id}
    columns = (AgreementSubProcessor.agreement_id, AgreementSubProcessor.name, AgreementSubProcessor.country)
    query = select(*(col(one) for one in columns)).where(col(AgreementSubProcessor.agreement_id).in_(ids))
    return _bound(session.execute(query.order_by(col(AgreementSubProcessor.name))))


def _bound(rows: Iterable[Row[Any]]) -> dict[Any, list[Row[Any]]]:
    found: dict[Any, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return dict(found)


def _verdicts(session: Session, board_number: str) -> dict[UUID, list[Spoken]]:
    query = (
        select(
            col(DerivedVerdict.use_id),
            col(DerivedVerdict.element_guid),
            col(DerivedVerdict.element_name),
            col(DerivedVerdict.kind),
            col(DerivedVerdict.verdict),
        )
        .join(Use, col(Use.id) == col(DerivedVerdict.use_id))
        .where(col(Use.board_number) == board_number, col(DerivedVerdict.kind).in_(_KINDS))
    )
    found: dict[UUID, list[Spoken]] = defaultdict(list)
    for use_id, guid, name, kind, verdict in session.execute(query):
        found[use_id].append(Spoken(guid, name, kind, verdict is Verdict.ACCEPTED))
    return dict(found)


def _standards(session: Session, board_number: str) -> dict[str, frozenset[str]]:
    rows = session.execute(
        select(col(ProductStandard.product_key), col(ProductStandard.standard)).where(
            col(ProductStandard.product_key).in_(_mine(board_number))
        )
    )
    found: dict[str, set[str]] = defaultdict(set)
    for product, code in rows:
        found[product].add(code)
    return {product: frozenset(codes) for product, codes in found.items()}


def _places(session: Session, board_number: str) -> dict[str, list[PlaceFacts]]:
    rows = session.execute(
        select(col(ProductLocation.product_key), col(ProductLocation.country), col(ProductLocation.kind))
        .where(col(ProductLocation.product_key).in_(_mine(board_number)))
        .order_by(col(ProductLocation.country))
    )
    found: dict[str, list[PlaceFacts]] = defaultdict(list)
    for product, country, kind in rows:
        found[product].append(PlaceFacts(country, kind))
    return dict(found)
