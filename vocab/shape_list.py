"""The SHACL shapes by name: which class each is about, and the document that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vocab.errors import NotFoundError
from vocab.namespaces import RDF, SH, SHAPE
from vocab.reading import Described, described, turtle_files


@dataclass(frozen=True, slots=True)
class Shape:
    """A named shape; `document` is the name of the file that holds it, `about` the class or property it is about."""

    name: str
    iri: str
    document: str
    about: str
    properties: int
    messages: tuple[str, ...]


@cache
def shapes() -> tuple[Shape, ...]:
    """Return every named shape, in the order of the files."""
    return tuple(
        _shape(one, path.stem)
        for path in turtle_files("shapes")
        for one in described([path]).values()
        if one.iri.startswith(SHAPE) and any(kind.endswith("Shape") for kind in one.iris(RDF + "type"))
    )


def shape(name: str) -> Shape:
    """Return one shape by its name; raises `NotFoundError`."""
    for one in shapes():
        if one.name == name:
            return one
    raise NotFoundError("Vorm %(name)s bestaat niet.", name=name)


def _shape(found: Described, document: str) -> Shape:
    """Return the shape that a subject describes."""
    told = (SH + "targetClass", SH + "targetSubjectsOf", SH + "targetObjectsOf", SH + "path")
    about = next((iri for predicate in told if (iri := found.iri_of(predicate))), "")
    return Shape(
        name=found.iri.removeprefix(SHAPE),
        iri=found.iri,
        document=document,
        about=about,
        properties=len(found.iris(SH + "property")),
        messages=found.texts(SH + "message"),
    )
