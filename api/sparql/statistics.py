"""VoID statistics of a graph: what stands in it, counted once per version and kept beside the graph file.

W3C Interest Group Note "Describing Linked Datasets with the VoID Vocabulary" (2011-03-03), section 4.6: triples,
distinct subjects and objects, and the partitions by class and by property.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import TypeAdapter
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from api.graph.files import GraphFile
from vocab.namespaces import RDF, VOID, XSD

_TYPE = f"<{RDF}type>".encode()
_SUFFIX = ".void.json"


@dataclass(frozen=True, slots=True)
class PropertyPartition:
    """The triples with one property: how many, and about how many subjects."""

    iri: str
    triples: int
    subjects: int


@dataclass(frozen=True, slots=True)
class ClassPartition:
    """The things of one class: how many, and the properties that they have."""

    iri: str
    entities: int
    properties: tuple[PropertyPartition, ...]


@dataclass(frozen=True, slots=True)
class GraphStatistics:
    """What stands in one version of one graph; classes and properties by IRI."""

    triples: int
    subjects: int
    objects: int
    classes: tuple[ClassPartition, ...]
    properties: tuple[PropertyPartition, ...]


_JSON = TypeAdapter(GraphStatistics)


def statistics(file: GraphFile) -> GraphStatistics:
    """Return the statistics of a version of a graph: read from beside the file, else counted and put there.

    Counting reads the file twice, about 2 µs per triple. Raises `FileNotFoundError` when the graph file is gone.
    """
    kept = file.path.with_suffix(_SUFFIX)
    with suppress(OSError, ValueError):
        return _JSON.validate_json(kept.read_bytes())
    counted = count(file.path)
    with suppress(OSError):  # a folder that cannot be written to only means counting again
        _keep(kept, counted)
    return counted


def count(path: Path) -> GraphStatistics:
    """Count an N-Triples file as the graph writer leaves it: a triple on each line, none twice."""
    types = _types(path)
    triples = 0
    objects: set[bytes] = set()
    by_property: Counter[bytes] = Counter()
    by_class: Counter[tuple[bytes, bytes]] = Counter()
    having: defaultdict[bytes, set[bytes]] = defaultdict(set)
    with path.open("rb") as lines:
        for line in lines:
            subject, name, rest = line.split(b" ", 2)
            triples += 1
            objects.add(rest)
            by_property[name] += 1
            having[subject].add(name)
            for kind in types.get(subject, ()):
                by_class[kind, name] += 1
    return GraphStatistics(
        triples, len(having), len(objects), _classes(types, having, by_class), _all(having, by_property)
    )


def _types(path: Path) -> dict[bytes, list[bytes]]:
    """Return the classes of every subject that has any."""
    types: dict[bytes, list[bytes]] = {}
    with path.open("rb") as lines:
        for line in lines:
            subject, name, rest = line.split(b" ", 2)
            if name == _TYPE and rest.startswith(b"<"):
                types.setdefault(subject, []).append(rest[: rest.index(b">") + 1])
    return types


def _all(having: Mapping[bytes, set[bytes]], triples: Counter[bytes]) -> tuple[PropertyPartition, ...]:
    subjects = Counter(name for names in having.values() for name in names)
    return tuple(PropertyPartition(_iri(name), triples[name], subjects[name]) for name in sorted(triples))


def _classes(
    types: Mapping[bytes, list[bytes]], having: Mapping[bytes, set[bytes]], triples: Counter[tuple[bytes, bytes]]
) -> tuple[ClassPartition, ...]:
    entities: Counter[bytes] = Counter()
    subjects: Counter[tuple[bytes, bytes]] = Counter()
    for subject, kinds in types.items():
        for kind in kinds:
            entities[kind] += 1
            subjects.update((kind, name) for name in having[subject])
    properties: defaultdict[bytes, list[PropertyPartition]] = defaultdict(list)
    for (kind, name), number in sorted(triples.items()):
        properties[kind].append(PropertyPartition(_iri(name), number, subjects[kind, name]))
    return tuple(ClassPartition(_iri(kind), entities[kind], tuple(properties[kind])) for kind in sorted(entities))


def _iri(term: bytes) -> str:
    return term.decode().strip("<>")


def total(several: Iterable[GraphStatistics]) -> GraphStatistics:
    """Return the statistics of graphs together: exact for triples, an upper bound for what is counted as distinct.

    The graphs of a scope have no triple in common; a subject or object may stand in more than one of them.
    """
    kept = tuple(several)
    kinds: dict[str, list[ClassPartition]] = {}
    for one in kept:
        for kind in one.classes:
            kinds.setdefault(kind.iri, []).append(kind)
    classes = tuple(
        ClassPartition(iri, sum(one.entities for one in parts), _sum(one.properties for one in parts))
        for iri, parts in sorted(kinds.items())
    )
    return GraphStatistics(
        sum(one.triples for one in kept),
        sum(one.subjects for one in kept),
        sum(one.objects for one in kept),
        classes,
        _sum(one.properties for one in kept),
    )


def _sum(several: Iterable[tuple[PropertyPartition, ...]]) -> tuple[PropertyPartition, ...]:
    triples: Counter[str] = Counter()
    subjects: Counter[str] = Counter()
    for parts in several:
        for one in parts:
            triples[one.iri] += one.triples
            subjects[one.iri] += one.subjects
    return tuple(PropertyPartition(iri, triples[iri], subjects[iri]) for iri in sorted(triples))


def void_triples(about: NamedNode | BlankNode, found: GraphStatistics, *, label: str = "") -> Iterator[Triple]:
    """Yield what VoID says of a graph; `label` keeps the blank nodes of several graphs in one document apart."""
    yield from _numbers(about, triples=found.triples, distinctSubjects=found.subjects, distinctObjects=found.objects)
    yield from _numbers(about, classes=len(found.classes), properties=len(found.properties))
    yield from _property_partitions(about, found.properties, f"{label}p")
    for number, kind in enumerate(found.classes):
        part = BlankNode(f"{label}c{number}")
        yield Triple(about, NamedNode(VOID + "classPartition"), part)
        yield Triple(part, NamedNode(VOID + "class"), NamedNode(kind.iri))
        yield from _numbers(part, entities=kind.entities)
        yield from _property_partitions(part, kind.properties, f"{label}c{number}p")


def _property_partitions(
    about: NamedNode | BlankNode, properties: tuple[PropertyPartition, ...], label: str
) -> Iterator[Triple]:
    for number, one in enumerate(properties):
        part = BlankNode(f"{label}{number}")
        yield Triple(about, NamedNode(VOID + "propertyPartition"), part)
        yield Triple(part, NamedNode(VOID + "property"), NamedNode(one.iri))
        yield from _numbers(part, triples=one.triples, distinctSubjects=one.subjects)


def _numbers(about: NamedNode | BlankNode, **values: int) -> Iterator[Triple]:
    for name, value in values.items():
        yield Triple(about, NamedNode(VOID + name), Literal(str(value), datatype=NamedNode(XSD + "integer")))


def _keep(path: Path, counted: GraphStatistics) -> None:
    """Put statistics beside their graph file, whole or not at all, and forget those of older versions."""
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        part.write(_JSON.dump_json(counted))
    Path(part.name).replace(path)
    for other in path.parent.glob(f"*{_SUFFIX}"):
        if other.name < path.name:
            other.unlink(missing_ok=True)
