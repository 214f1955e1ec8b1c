"""Reading mappings: one, those of a concept, two lists side by side, and a whole set for exchange."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.catalogue.kinds import Trust
from swc.catalogue.mappings.ends import Named, closed_lists, concepts_of, fact, mapped_schemes, named, unnamed
from swc.catalogue.mappings.kinds import End, Justification, Link, MappingState
from swc.catalogue.mappings.models import Mapping
from swc.catalogue.mappings.schemas import EndFact, MappingFact, PairCounts, PairRow
from swc.catalogue.mappings.standing import link_of, shipped
from swc.catalogue.rules import fold
from swc.errors import NotFoundError
from vocab.iris import Iris

_LIVE = (MappingState.PROPOSED, MappingState.CONFIRMED)


class Shown(StrEnum):
    """Which concepts of two lists side by side are shown."""

    ALL = "alle"
    MAPPED = "afgebeeld"
    OPEN = "open"
    PROPOSED = "voorgesteld"
    WITHDRAWN = "ingetrokken"


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two lists side by side: the rows that fit, how many those are, and the counts of all."""

    rows: tuple[PairRow, ...]
    total: int
    counts: PairCounts


def mapping(session: Session, iris: Iris, mapping_id: UUID, *, by: Act) -> MappingFact:
    """Return one mapping; raises `NotFoundError`, also for a proposal that somebody who did not sign in asks for."""
    row = session.get(Mapping, mapping_id)
    if row is None or (by.actor.anonymous and row.state is MappingState.PROPOSED):
        raise NotFoundError("Deze afbeelding is niet gevonden.")
    return facts(session, iris, [row], by=by)[0]


def is_own_proposal(session: Session, mapping_id: UUID, *, by: Act) -> bool:
    """Say whether somebody looks at a proposal of their own."""
    row = session.get(Mapping, mapping_id)
    own = row is not None and row.proposed_by == by.actor.key and not by.actor.anonymous
    return own and row is not None and row.state is MappingState.PROPOSED


def mappings_of(
    session: Session, iris: Iris, end: End, *, by: Act, states: Sequence[MappingState] = (MappingState.CONFIRMED,)
) -> tuple[MappingFact, ...]:
    """Return the mappings of a concept that people made here, from whichever end (at most 4 statements)."""
    rows = session.execute(
        select(Mapping)
        .where(col(Mapping.state).in_(states), or_(_at(end, "subject"), _at(end, "object")))
        .order_by(col(Mapping.predicate), col(Mapping.object_code), col(Mapping.subject_code))
    ).scalars()
    return facts(session, iris, list(rows), by=by)


def mapping_set(
    session: Session, iris: Iris, left: str = "", right: str = "", *, by: Act, states: Sequence[MappingState] = _LIVE
) -> tuple[MappingFact, ...]:
    """Return the mappings between two lists, of one list, or all; shipped ones first where confirmed is asked for.

    Proposals nobody looked at are only told to who signed in.
    """
    if by.actor.anonymous:
        states = [one for one in states if one is not MappingState.PROPOSED]
    rows = session.execute(
        select(Mapping)
        .where(col(Mapping.state).in_(states), _between(left, right))
        .order_by(col(Mapping.subject_scheme), col(Mapping.subject_code), col(Mapping.object_code), col(Mapping.id))
    ).scalars()
    made = facts(session, iris, list(rows), by=by)
    return (*_shipped(session, iris, left, right), *made) if MappingState.CONFIRMED in states else made


def side_by_side(
    session: Session,
    iris: Iris,
    left: str,
    right: str,
    *,
    by: Act,
    shown: Shown = Shown.ALL,
    search: str = "",
    offset: int = 0,
    limit: int = 50,
) -> SideBySide:
    """Return the concepts of a list with what they correspond with in another; raises `NotFoundError`."""
    if left == right:
        raise NotFoundError("Kies twee verschillende lijsten.")
    if not {left, right} <= {one.key for one in mapped_schemes(session, by=by)}:
        raise NotFoundError("Deze begrippenlijst is niet gevonden.")
    concepts, others = concepts_of(session, left), concepts_of(session, right)
    found = mapping_set(session, iris, left, right, by=by)
    at = _by_end(found)
    held = {end for end, told in at.items() if any(one.state is MappingState.CONFIRMED for one in told)}
    words = fold(search).split()
    told = at
    if shown is Shown.WITHDRAWN:
        told = _by_end(mapping_set(session, iris, left, right, by=by, states=(MappingState.WITHDRAWN,)))
    fits = [one for one in concepts if _fits(one, told.get(one.end, ()), shown, words)]
    counts = PairCounts(
        left=len(concepts),
        left_mapped=sum(one.end in held for one in concepts),
        right=len(others),
        right_mapped=sum(one.end in held for one in others),
        proposed=sum(one.state is MappingState.PROPOSED for one in found),
    )
    rows = tuple(
        PairRow(
            left=fact(iris, one.end, one),
            definition=one.definition,
            notation=one.notation,
            mappings=tuple(told.get(one.end, ())),
        )
        for one in fits[offset : offset + limit]
    )
    return SideBySide(rows, len(fits), counts)


_STATE_SHOWN = {
    Shown.MAPPED: MappingState.CONFIRMED,
    Shown.PROPOSED: MappingState.PROPOSED,
    Shown.WITHDRAWN: MappingState.WITHDRAWN,
}


def _by_end(found: Sequence[MappingFact]) -> dict[End, list[MappingFact]]:
    """Return mappings under each of their ends."""
    at: dict[End, list[MappingFact]] = {}
    for one in found:
        for end in (one.subject, one.object):
            at.setdefault(End(end.scheme, end.code), []).append(one)
    return at


def _fits(one: Named, told: Sequence[MappingFact], shown: Shown, words: Sequence[str]) -> bool:
    states = {fact.state for fact in told}
    if not told and one.deprecated:
        return False
    if shown in _STATE_SHOWN and _STATE_SHOWN[shown] not in states:
        return False
    if shown is Shown.OPEN and states:
        return False
    names = fold(" ".join((one.label_nl, one.label_en, one.notation, *one.others)))
    return all(word in names for word in words)


def facts(session: Session, iris: Iris, rows: Sequence[Mapping], *, by: Act) -> tuple[MappingFact, ...]:
    """Return rows as they are shown, with the names of the concepts in lists that the reader may read."""
    told = [(row, link_of(row)) for row in rows]
    ends = _ends(link for _, link in told)
    names, closed = named(session, ends), closed_lists(session, {one.scheme for one in ends}, by=by)

    def shown(end: End) -> EndFact:
        return (unnamed if end.scheme in closed else fact)(iris, end, names.get(end))

    editor = by.actor.may(Right.EDIT_CATALOGUE)
    return tuple(
        MappingFact(
            id=row.id,
            shipped=False,
            subject=shown(link.subject),
            predicate=row.predicate,
            object=shown(link.object),
            state=row.state,
            justification=row.justification,
            source=row.source,
            trust=row.trust,
            note=row.note if row.state is MappingState.CONFIRMED or not by.actor.anonymous else "",
            reason=row.reason,
            proposed_at=row.proposed_at,
            proposed_by=row.proposed_label if editor else "",
            decided_at=row.decided_at,
            decided_by=row.decided_label if editor else "",
            row_version=row.row_version,
        )
        for row, link in told
    )


def _shipped(session: Session, iris: Iris, left: str, right: str) -> tuple[MappingFact, ...]:
    wanted = {left, right} - {""}
    some = [(link, source) for link, source in shipped() if wanted <= {link.subject.scheme, link.object.scheme}]
    names = named(session, _ends(link for link, _ in some))
    return tuple(
        MappingFact(
            id=None,
            shipped=True,
            subject=fact(iris, link.subject, names.get(link.subject)),
            predicate=link.predicate,
            object=fact(iris, link.object, names.get(link.object)),
            state=MappingState.CONFIRMED,
            justification=Justification.MANUAL,
            source=source,
            trust=Trust.UNCONFIRMED,
        )
        for link, source in some
    )


def _ends(links: Iterable[Link]) -> set[End]:
    return {end for link in links for end in (link.subject, link.object)}


def _at(end: End, side: str) -> ColumnElement[bool]:
    scheme, code = getattr(Mapping, f"{side}_scheme"), getattr(Mapping, f"{side}_code")
    return and_(code == end.code, scheme == end.scheme)


def _between(left: str, right: str) -> ColumnElement[bool]:
    subject, other = col(Mapping.subject_scheme), col(Mapping.object_scheme)
    if left and right:
        return or_(and_(subject == left, other == right), and_(subject == right, other == left))
    one = left or right
    return or_(subject == one, other == one) if one else col(Mapping.id).is_not(None)
