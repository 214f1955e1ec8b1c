"""Suggestions between two lists, worked out when they are asked for and never stored.

They rest on equal or nearly equal names, and on elements of FORA that say what they are in ROSA or share its GUID.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlmodel import Session, col

from fora.models import Element, Release
from fora.queries import of_published
from swc.catalogue.mappings.ends import FORA, Named, concepts_of, fact
from swc.catalogue.mappings.kinds import End, Justification, MappingState, Predicate
from swc.catalogue.mappings.schemas import Suggestion
from swc.catalogue.mappings.standing import links, shipped
from swc.catalogue.rules import fold
from swc.errors import InvalidInputError, NotFoundError
from vocab.iris import Iris

_ALIKE = 90
"""The lowest likeness (0–100) of two names that are suggested."""
_SHORT = 6
"""Names shorter than this are only suggested when they are equal: one letter makes another word."""
_MOST_COMPARED = 4_000_000
"""The most pairs of names that are compared for likeness; beyond it only equal names are suggested."""
_ROSA = "rosa"
_folded = lru_cache(maxsize=60_000)(fold)
"""Names are folded once: a list of twenty thousand is compared again for every page of suggestions."""
_ROSA_PROPERTY = "ROSA Element URI"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two concepts that may correspond, before it is shown; `said` tells the source."""

    left: Named
    right: Named
    predicate: Predicate
    justification: Justification
    said: str
    score: int

    @property
    def key(self) -> str:
        """Return what names this suggestion between two lists: the codes hold no space."""
        return f"{self.left.end.code} {self.predicate.value} {self.right.end.code}"


def suggestions(session: Session, iris: Iris, left: str, right: str) -> tuple[Suggestion, ...]:
    """Return what may correspond between two lists, surest first; raises `NotFoundError` for an unknown list."""
    return tuple(
        Suggestion(
            key=one.key,
            left=fact(iris, one.left.end, one.left),
            right=fact(iris, one.right.end, one.right),
            predicate=one.predicate,
            justification=one.justification,
            source=one.said,
            score=one.score,
        )
        for one in proposals(session, left, right)
    )


def proposals(session: Session, left: str, right: str) -> tuple[Proposal, ...]:
    """Return the suggestions between two lists that nobody took, refused or made needless."""
    if left == right:
        raise NotFoundError("Kies twee verschillende lijsten.")
    ours = [one for one in concepts_of(session, left) if not one.deprecated]
    theirs = [one for one in concepts_of(session, right) if not one.deprecated]
    known = _known(session)
    found: dict[tuple[End, End], Proposal] = {}
    for one in (*_told(session, ours, theirs), *_equal(ours, theirs), *_nearly(ours, theirs)):
        pair = (one.left.end, one.right.end)
        if pair not in known and pair[::-1] not in known:
            found.setdefault(pair, one)
    return tuple(sorted(found.values(), key=lambda one: (-one.score, _folded(one.left.label_nl), one.key)))


def chosen(session: Session, left: str, right: str, keys: Iterable[str]) -> tuple[Proposal, ...]:
    """Return suggestions by their keys; raises `InvalidInputError` when none of them is there any more."""
    wanted = set(keys)
    found = tuple(one for one in proposals(session, left, right) if one.key in wanted)
    if not found:
        raise InvalidInputError("Er is geen voorstel gekozen.", remedy="Vink aan wat u overneemt.")
    return found


def _known(session: Session) -> set[tuple[End, End]]:
    """Return the pairs about which something was said already, withdrawn or not."""
    told = (*links(session, *MappingState), *(link for link, _ in shipped()))
    return {(one.subject, one.object) for one in told}


def _equal(ours: list[Named], theirs: list[Named]) -> Iterator[Proposal]:
    by_name: dict[str, list[Named]] = {}
    for one in theirs:
        for name in _names(one):
            by_name.setdefault(name, []).append(one)
    for one in ours:
        main = {_folded(one.label_nl), _folded(one.label_en)} - {""}
        for name in _names(one):
            for other in by_name.get(name, ()):
                both = bool(main & {_folded(other.label_nl), _folded(other.label_en)})
                predicate = Predicate.EXACT if both else Predicate.CLOSE
                yield Proposal(one, other, predicate, Justification.LEXICAL, "gelijke naam", 100 if both else 95)


def _names(one: Named) -> set[str]:
    return {_folded(name) for name in {one.label_nl, one.label_en, *one.others}} - {""}


def _nearly(ours: list[Named], theirs: list[Named]) -> Iterator[Proposal]:
    if len(ours) * len(theirs) > _MOST_COMPARED:
        return
    names = [_folded(one.label_nl) for one in theirs]
    for one in ours:
        name = _folded(one.label_nl)
        if len(name) < _SHORT:
            continue
        for _, score, place in process.extract(name, names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3):
            if len(names[place]) >= _SHORT:
                said = "bijna gelijke naam"
                yield Proposal(one, theirs[place], Predicate.CLOSE, Justification.LEXICAL, said, int(score) - 1)


def _told(session: Session, ours: list[Named], theirs: list[Named]) -> Iterator[Proposal]:
    """Yield what FORA says of ROSA: the property of an element, and the GUID that both use."""
    schemes = {one.end.scheme for one in (*ours[:1], *theirs[:1])}
    if schemes != {FORA, _ROSA}:
        return
    elements, rosa = (ours, theirs) if ours[0].end.scheme == FORA else (theirs, ours)
    by_guid = {one.guid: one for one in rosa if one.guid}
    for element in elements:
        other = by_guid.get(element.guid)
        if other is not None:
            same = _folded(element.label_nl) == _folded(other.label_nl)
            predicate = Predicate.EXACT if same else Predicate.CLOSE
            pair = (element, other) if elements is ours else (other, element)
            yield Proposal(*pair, predicate, Justification.REFERENCE, "zelfde GUID in FORA en ROSA", 100)
    yield from _said_by_elements(session, elements, rosa, turned=elements is theirs)


def _said_by_elements(
    session: Session, elements: list[Named], rosa: list[Named], *, turned: bool
) -> Iterator[Proposal]:
    """Yield the elements that carry the address of a concept that the list of ROSA holds."""
    by_iri = {one.end.code: one for one in rosa}
    by_guid = {one.end.code: one for one in elements}
    for guid, iri in rosa_addresses(session):
        if guid in by_guid and iri in by_iri:
            pair = (by_iri[iri], by_guid[guid]) if turned else (by_guid[guid], by_iri[iri])
            said = "eigenschap ROSA Element URI in FORA"
            yield Proposal(*pair, Predicate.EXACT, Justification.REFERENCE, said, 100)


def rosa_addresses(session: Session) -> tuple[tuple[str, str], ...]:
    """Return the elements of the published release that say what they are in ROSA, with the address there."""
    rows = session.execute(
        select(col(Element.guid), col(Element.properties))
        .join(Release, of_published())
        .where(col(Element.archimate_type) == "ApplicationComponent")
        .order_by(col(Element.guid))
    )
    return tuple(
        (guid, pair["value"])
        for guid, properties in rows
        for pair in properties
        if pair["key"] == _ROSA_PROPERTY and pair["value"].startswith("https://")
    )
