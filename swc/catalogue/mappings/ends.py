"""The concepts that a mapping can join: which lists there are, what is in them, and what an IRI stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from fora.guids import found_guid
from fora.models import Element, Release
from fora.queries import of_published
from swc.access.kinds import Act
from swc.catalogue.imported.models import ImportedConcept, ImportedScheme
from swc.catalogue.imported.queries import imported_schemes, public_keys
from swc.catalogue.imported.taking import code_of
from swc.catalogue.mappings.kinds import End
from swc.catalogue.mappings.schemas import EndFact, MappedScheme
from swc.errors import NotFoundError
from vocab import schemes as own
from vocab.iris import Iris
from vocab.known_concepts import DPV_SPACE, TITLES, known_concepts
from vocab.namespaces import SCHEME

FORA = "fora"
IMPORT = "import/"
_KNOWN = frozenset(TITLES)


@dataclass(frozen=True, slots=True)
class Named:
    """A concept with the names by which it is compared; `guid` joins FORA with what has the same identifier."""

    end: End
    label_nl: str
    label_en: str
    others: tuple[str, ...] = ()
    definition: str = ""
    notation: str = ""
    deprecated: bool = False
    guid: str = ""


def mapped_schemes(session: Session, *, by: Act | None = None) -> tuple[MappedScheme, ...]:
    """Return every list that can be mapped: ours by title, FORA, those known by address, those read in."""
    ours = (
        MappedScheme(key=one.name, title_nl=one.title_nl, title_en=one.title_en, concepts=len(one.concepts))
        for one in own.schemes()
    )
    found = [*sorted(ours, key=lambda one: one.title_nl.casefold())]
    elements = len(_elements(session))
    found.append(MappedScheme(key=FORA, title_nl="FORA", title_en="FORA", concepts=elements))
    for key, (title_nl, title_en) in TITLES.items():
        count = len(known_concepts(key))
        found.append(MappedScheme(key=key, title_nl=title_nl, title_en=title_en, concepts=count, partial=True))
    found += [
        MappedScheme(key=IMPORT + one.key, title_nl=one.title, title_en=one.title, concepts=one.concepts)
        for one in imported_schemes(session, by=by)
    ]
    return tuple(found)


def concepts_of(session: Session, scheme: str) -> tuple[Named, ...]:
    """Return the concepts of a list in reading order; raises `NotFoundError` for a list that is not there."""
    if scheme == FORA:
        return _elements(session)
    if scheme in _KNOWN:
        return tuple(
            Named(End(scheme, one.iri), one.label_nl, one.label_en, guid=one.guid) for one in known_concepts(scheme)
        )
    if scheme.startswith(IMPORT):
        return _imported(session, scheme)
    return tuple(_own(one) for one in own.scheme(scheme).concepts)


def named(session: Session, ends: Iterable[End]) -> dict[End, Named]:
    """Return the concepts of some ends as far as they are there, in at most one statement for each kind of list."""
    by_scheme: dict[str, set[End]] = {}
    for end in ends:
        by_scheme.setdefault(end.scheme, set()).add(end)
    found: dict[End, Named] = {}
    for scheme, wanted in by_scheme.items():
        codes = {end.code for end in wanted}
        if scheme == FORA:
            some: Iterable[Named] = _elements(session, codes)
        else:
            some = _listed(session, scheme, codes)
        found |= {one.end: one for one in some if one.end in wanted}
    return found


def _listed(session: Session, scheme: str, codes: Iterable[str]) -> tuple[Named, ...]:
    """Return the concepts of a list; of one that was taken back, nothing."""
    try:
        return _imported(session, scheme, codes) if scheme.startswith(IMPORT) else concepts_of(session, scheme)
    except NotFoundError:
        return ()


def fact(iris: Iris, end: End, found: Named | None) -> EndFact:
    """Return an end as it is shown; one that is no longer there shows its code."""
    return EndFact(
        scheme=end.scheme,
        code=end.code,
        iri=iri_of(iris, end),
        label_nl=found.label_nl if found else end.code,
        label_en=found.label_en if found else end.code,
        page=_page(end) if found else "",
        known=found is not None,
    )


def unnamed(iris: Iris, end: End, found: Named | None) -> EndFact:
    """Return an end as it is shown to who may not read its list: by its address alone, which names no more than it."""
    shown = fact(iris, end, found)
    return shown.model_copy(update={"label_nl": end.code, "label_en": end.code, "page": ""})


def closed_lists(session: Session, schemes: Iterable[str], *, by: Act) -> frozenset[str]:
    """Return which of these lists somebody may not read: those of others without a licence that lets everybody."""
    imported = {one for one in schemes if one.startswith(IMPORT)}
    if not (by.actor.anonymous and imported):
        return frozenset()
    return frozenset(imported - {IMPORT + key for key in public_keys(session)})


def iri_of(iris: Iris, end: End) -> str:
    """Return the IRI of a concept."""
    if end.scheme == FORA:
        return iris.fora(end.code)
    if end.scheme in _KNOWN or end.scheme.startswith(IMPORT):
        return end.code
    return f"{SCHEME}{end.scheme}/{end.code}"


def ends_of(session: Session, iris: Iris, wanted: Iterable[str]) -> dict[str, End]:
    """Return what each IRI stands for, as far as it is a concept that can be mapped (at most 2 statements)."""
    asked = set(wanted)
    guessed = {iri: end for iri in asked for end in [_end(iris, iri)] if end is not None}
    there = named(session, guessed.values())
    found = {iri: end for iri, end in guessed.items() if end in there}
    left = sorted(asked - set(found))
    if left:
        found |= dict(_ends_imported(session, left))
    return found


def _end(iris: Iris, iri: str) -> End | None:
    """Return what an IRI stands for by its form alone; whether it is there is another question."""
    if iri.startswith(SCHEME):
        scheme, _, code = iri.removeprefix(SCHEME).partition("/")
        return End(scheme, code)
    home = iris.fora("")
    if iri.startswith(home):
        return End(FORA, found_guid(iri.removeprefix(home)) or "")
    if iri.startswith(DPV_SPACE):
        return End("dpv", iri)
    return next((End(key, iri) for key in TITLES for one in known_concepts(key) if one.iri == iri), None)


def _ends_imported(session: Session, wanted: list[str]) -> Iterator[tuple[str, End]]:
    rows = session.execute(
        select(col(ImportedConcept.iri), col(ImportedScheme.key))
        .join(ImportedScheme, col(ImportedScheme.file_id) == col(ImportedConcept.file_id))
        .where(col(ImportedConcept.iri).in_(wanted))
        .order_by(col(ImportedScheme.key).desc())
    )
    for iri, key in rows:
        yield iri, End(IMPORT + key, iri)


def _page(end: End) -> str:
    if end.scheme == FORA:
        return f"/fora/elementen/{end.code}"
    if end.scheme.startswith(IMPORT):
        return f"/begrippen/import/{end.scheme.removeprefix(IMPORT)}/{code_of(end.code)}"
    if end.scheme in _KNOWN:
        return end.code if end.code.startswith(("https://", "http://")) else ""
    return f"/begrippen/{end.scheme}/{end.code}"


def _own(one: own.Concept) -> Named:
    return Named(
        End(one.scheme, one.code),
        one.label_nl,
        one.label_en,
        one.alternates_nl + one.alternates_en,
        one.definition_nl,
        one.notation,
        one.deprecated,
    )


def _elements(session: Session, guids: Iterable[str] | None = None) -> tuple[Named, ...]:
    """Return elements of the published release by name; those of its metamodel are no concepts."""
    query = (
        select(col(Element.guid), col(Element.name), col(Element.documentation), col(Element.fora_type))
        .join(Release, of_published())
        .where(col(Element.metamodel).is_(False), col(Element.name) != "")
        .order_by(col(Element.name), col(Element.guid))
    )
    if guids is not None:
        query = query.where(col(Element.guid).in_(list(guids)))
    rows = session.execute(query)
    return tuple(
        Named(End(FORA, guid), name, name, definition=text, notation=kind, guid=guid) for guid, name, text, kind in rows
    )


def _imported(session: Session, scheme: str, iris: Iterable[str] | None = None) -> tuple[Named, ...]:
    key = scheme.removeprefix(IMPORT)
    file_id = session.execute(select(col(ImportedScheme.file_id)).where(col(ImportedScheme.key) == key)).scalar()
    if file_id is None:
        raise NotFoundError("Deze ingelezen begrippenlijst is niet gevonden.")
    query = select(
        col(ImportedConcept.iri),
        col(ImportedConcept.label_nl),
        col(ImportedConcept.label_en),
        col(ImportedConcept.definition),
        col(ImportedConcept.notation),
        col(ImportedConcept.deprecated),
        col(ImportedConcept.facts),
    ).where(col(ImportedConcept.file_id) == file_id)
    if iris is not None:
        query = query.where(col(ImportedConcept.iri).in_(list(iris)))
    rows = session.execute(query.order_by(col(ImportedConcept.deprecated), col(ImportedConcept.position)))
    return tuple(
        Named(
            End(scheme, iri),
            label_nl,
            label_en,
            tuple(text for text, _ in facts.get("altLabel", ())),
            definition,
            notation,
            deprecated,
        )
        for iri, label_nl, label_en, definition, notation, deprecated, facts in rows
    )
