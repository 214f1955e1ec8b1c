"""The concept schemes as Python reads them: one `Scheme` per Turtle file, its concepts in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal

from vocab.errors import NotFoundError
from vocab.namespaces import ADMS, DCAT, DCTERMS, OWL, RDF, SCHEME, SKOS, SWC
from vocab.reading import Described, Value, as_value, code, described, turtle_files
from vocab.sources import Source, sources

MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
"""The mapping relations of SKOS, strongest first."""

_OWN = {SWC + "position"}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a property of ours says of a concept; `scheme` is set when the value is a code of that scheme."""

    prop: str
    value: str
    scheme: str | None


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept; the first thirteen fields are the columns of the code list in the catalogue.

    `extra` holds, by local name, every property of our own that the Turtle gives (a level, a relevance, a date),
    with concepts as their code; a list where it has more than one value.
    """

    scheme: str
    code: str
    iri: str
    label_nl: str
    label_en: str
    definition_nl: str
    definition_en: str
    notation: str
    broader: str | None
    position: int
    deprecated: bool
    source: str
    extra: dict[str, object] = field(hash=False)
    alternates_nl: tuple[str, ...] = ()
    alternates_en: tuple[str, ...] = ()
    note_nl: str = ""
    note_en: str = ""
    matches: tuple[tuple[str, str], ...] = ()
    related: tuple[str, ...] = ()
    replaced_by: str | None = None
    sources: tuple[Source, ...] = ()
    said: tuple[Said, ...] = ()
    issued: date | None = None


@dataclass(frozen=True, slots=True)
class SchemeVersion:
    """One version of a scheme: its number, its day and what it changed."""

    number: str
    day: date | None
    note_nl: str
    note_en: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """One concept scheme, which is also the data set under which it is managed and given a version.

    `versions` holds every version that was published, the newest first: the one in force, then those before it, which
    the Turtle tells under `dcat:hasVersion` (number, `dct:issued`, `adms:versionNotes`).
    """

    name: str
    iri: str
    title_nl: str
    title_en: str
    description_nl: str
    description_en: str
    version: str
    modified: date | None
    sources: tuple[Source, ...]
    concepts: tuple[Concept, ...]
    versions: tuple[SchemeVersion, ...] = ()

    def concept(self, code: str) -> Concept:
        """Return one concept; raises `NotFoundError`."""
        for one in self.concepts:
            if one.code == code:
                return one
        raise NotFoundError("Begrip %(code)s staat niet in de lijst %(scheme)s.", code=code, scheme=self.name)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes in reading order."""
        return tuple(one.code for one in self.concepts)


@cache
def schemes() -> tuple[Scheme, ...]:
    """Return every scheme, by name; raises `SyntaxError` where a file is not Turtle."""
    found = described(turtle_files("schemes"))
    members: dict[str, list[Described]] = {}
    for one in found.values():
        for scheme_iri in one.iris(SKOS + "inScheme"):
            members.setdefault(scheme_iri, []).append(one)
    return tuple(
        _scheme(one, members.get(iri, ()), found)
        for iri, one in sorted(found.items())
        if SKOS + "ConceptScheme" in one.iris(RDF + "type")
    )


def scheme(name: str) -> Scheme:
    """Return one scheme by its name (`dpia-states`); raises `NotFoundError`."""
    for one in schemes():
        if one.name == name:
            return one
    raise NotFoundError("Begrippenlijst %(scheme)s bestaat niet.", scheme=name)


def _scheme(found: Described, members: Iterable[Described], known: dict[str, Described]) -> Scheme:
    """Return the scheme that a subject describes, with its concepts sorted."""
    name = found.iri.removeprefix(SCHEME)
    concepts = sorted((_concept(name, one) for one in members), key=lambda one: (one.position, one.code))
    return Scheme(
        name=name,
        iri=found.iri,
        title_nl=found.text(DCTERMS + "title", "nl"),
        title_en=found.text(DCTERMS + "title", "en"),
        description_nl=found.text(DCTERMS + "description", "nl"),
        description_en=found.text(DCTERMS + "description", "en"),
        version=found.text(DCAT + "version"),
        modified=found.day(DCTERMS + "modified"),
        sources=_sources(found),
        concepts=tuple(concepts),
        versions=tuple(_versions(found, known)),
    )


def _versions(found: Described, known: dict[str, Described]) -> Iterator[SchemeVersion]:
    """Yield the version in force and those before it, the newest first."""
    yield _version(found, found.day(DCTERMS + "modified"))
    earlier = [known[iri] for iri in found.iris(DCAT + "hasVersion") if iri in known]
    yield from sorted(
        (_version(one, one.day(DCTERMS + "issued")) for one in earlier),
        key=lambda one: (one.day or date.min, one.number),
        reverse=True,
    )


def _version(found: Described, day: date | None) -> SchemeVersion:
    """Return the version that a subject describes."""
    notes = (found.text(ADMS + "versionNotes", language) for language in ("nl", "en"))
    return SchemeVersion(found.text(DCAT + "version"), day, *notes)


def _concept(scheme_name: str, found: Described) -> Concept:
    """Return the concept that a subject describes."""
    used = _sources(found)
    position = next((int(value) for value in found.values(SWC + "position") if isinstance(value, Decimal)), 9999)
    return Concept(
        scheme=scheme_name,
        code=code(found.iri),
        iri=found.iri,
        label_nl=found.text(SKOS + "prefLabel", "nl"),
        label_en=found.text(SKOS + "prefLabel", "en"),
        definition_nl=found.text(SKOS + "definition", "nl"),
        definition_en=found.text(SKOS + "definition", "en"),
        notation=found.text(SKOS + "notation"),
        broader=found.code_of(SKOS + "broader"),
        position=position,
        deprecated="true" in found.texts(OWL + "deprecated"),
        source="; ".join(one.title for one in used),
        extra=_extra(found),
        alternates_nl=found.texts(SKOS + "altLabel", "nl"),
        alternates_en=found.texts(SKOS + "altLabel", "en"),
        note_nl=found.text(SKOS + "scopeNote", "nl"),
        note_en=found.text(SKOS + "scopeNote", "en"),
        matches=tuple((match, iri) for match in MATCHES for iri in found.iris(SKOS + match)),
        related=tuple(code(iri) for iri in found.iris(SKOS + "related")),
        replaced_by=found.code_of(DCTERMS + "isReplacedBy"),
        sources=used,
        said=tuple(_said(found)),
        issued=found.day(DCTERMS + "issued"),
    )


def _said(found: Described) -> Iterator[Said]:
    """Yield what our own properties say, with the scheme of values that are concepts."""
    for predicate, terms in found.properties.items():
        if predicate.startswith(SWC) and predicate not in _OWN:
            for term in terms:
                scheme_name = None if isinstance(term, Literal) else term.value.removeprefix(SCHEME).split("/")[0]
                yield Said(predicate, term.value if scheme_name is None else code(term.value), scheme_name)


def _extra(found: Described) -> dict[str, object]:
    """Return our own properties by local name, as values that JSON can hold."""
    extra: dict[str, object] = {}
    for predicate, terms in found.properties.items():
        if predicate.startswith(SWC) and predicate not in _OWN:
            values = [_plain(as_value(term)) if isinstance(term, Literal) else code(term.value) for term in terms]
            extra[predicate.removeprefix(SWC)] = values if len(values) > 1 else values[0]
    return extra


def _plain(value: Value) -> str | bool | int | float:
    """Return a value that JSON can hold; a date becomes ISO text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _sources(found: Described) -> tuple[Source, ...]:
    """Return the source documents that a subject names; an unlisted one is an error of the files."""
    return tuple(sources()[iri] for iri in found.iris(DCTERMS + "source"))
