"""The named questions that come with the product: `questions/*.ttl` as Python reads them, with their versions."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from vocab.namespaces import DCTERMS, PREFIXES, RDF, RDFS, SCHEME, SH, SWC, XSD
from vocab.parameters import Parameter, ParameterKind, Thing, code_of
from vocab.reading import ROOT, Described, code, described, turtle_files
from vocab.schemes import schemes
from vocab.terms import Class, Property

FORMS: Final = {SH + "SPARQLSelectExecutable": SH + "select", SH + "SPARQLConstructExecutable": SH + "construct"}
"""Class of an executable (SHACL Advanced Features, section 6) → the property that holds its text."""

THINGS: Final = {
    str(Class.PRODUCT): Thing.PRODUCT,
    str(Class.VENDOR): Thing.VENDOR,
    str(Class.REFERENCE_COMPONENT): Thing.COMPONENT,
    str(Class.BOARD): Thing.BOARD,
}
"""Class of a parameter's values → the kind of thing that is asked for."""

_DATATYPES: Final = {
    XSD + "date": ParameterKind.DATE,
    XSD + "integer": ParameterKind.INTEGER,
    XSD + "decimal": ParameterKind.DECIMAL,
    XSD + "boolean": ParameterKind.BOOLEAN,
    XSD + "string": ParameterKind.TEXT,
}
_PREFIXED: Final = re.compile(r"(?<![\w:?$@-])([A-Za-z][\w-]*):(?=[\w%\\]|$|\s|[;.,)\]}|/*+?^])")
_DECLARED: Final = re.compile(r"\bPREFIX\s+(?:([A-Za-z][\w-]*)\s*)?:", re.IGNORECASE)
_DAYS: Final = re.compile(r"(-?)P(\d+)D")


@dataclass(frozen=True, slots=True)
class Plot:
    """Which columns are drawn: the names along the side, and the numbers."""

    over: str
    of: str


@dataclass(frozen=True, slots=True)
class NamedQuestion:
    """A question with a name: what it answers, for whom, within which scopes, and its text with prefixes.

    `scopes` holds `public`, `board` and `sector`, the first being the usual one.
    """

    name: str
    iri: str
    label_nl: str
    label_en: str
    comment_nl: str
    comment_en: str
    audiences: tuple[str, ...]
    scopes: tuple[str, ...]
    text: str
    constructs: bool
    version: str
    parameters: tuple[Parameter, ...]
    plot: Plot | None


@cache
def questions() -> tuple[NamedQuestion, ...]:
    """Return the named questions, those about what is public first, then by file and place in it."""
    found = described(turtle_files("questions"))
    kind = SH + "SPARQLExecutable"
    read = [_question(one, found) for one in found.values() if kind in one.iris(RDF + "type")]
    order = ("public", "board", "sector")
    return tuple(sorted(read, key=lambda one: order.index(one.scopes[0])))


def question(name: str) -> NamedQuestion | None:
    """Return one named question, or nothing."""
    return next((one for one in questions() if one.name == name), None)


@cache
def prefixes() -> Mapping[str, str]:
    """Return every prefix that is filled in by itself: those of the namespaces, and the name of each scheme."""
    return PREFIXES | {one.name: f"{one.iri}/" for one in schemes()} | {"scheme": SCHEME}


def missing_prefixes(text: str) -> tuple[str, ...]:
    """Return the known prefixes that a query uses and does not declare."""
    bare = code_of(text)
    declared = {found[1] or "" for found in _DECLARED.finditer(bare)}
    body = _DECLARED.sub(lambda found: " " * len(found[0]), bare)
    used = {found[1] for found in _PREFIXED.finditer(body)}
    return tuple(sorted((used - declared) & set(prefixes())))


def with_prefixes(text: str) -> str:
    """Return a query with the known prefixes that it uses declared in front of it."""
    known = prefixes()
    return "".join(f"PREFIX {name}: <{known[name]}>\n" for name in missing_prefixes(text)) + text


def digest(found: NamedQuestion) -> str:
    """Return what tells two versions of a question apart: the start of the SHA-256 of text and parameters."""
    content = repr((found.text, [(one.name, one.kind.value, one.of) for one in found.parameters]))
    return hashlib.sha256(content.encode()).hexdigest()[:16]


@cache
def known_versions() -> Mapping[str, tuple[str, str]]:
    """Return the newest version of each question with its digest; a changed text asks for a new line."""
    with (ROOT / "questions" / "versions.csv").open(encoding="utf-8", newline="") as stream:
        return {row["name"]: (row["version"], row["digest"]) for row in csv.DictReader(stream)}


def _question(found: Described, all_found: Mapping[str, Described]) -> NamedQuestion:
    form = next(kind for kind in FORMS if kind in found.iris(RDF + "type"))
    parameters = [all_found[iri] for iri in found.iris(SH + "parameter")]
    over, of = found.text(Property.PLOT_OVER), found.text(Property.PLOT_OF)
    name = found.text(DCTERMS + "identifier")
    return NamedQuestion(
        name=name,
        iri=found.iri,
        label_nl=found.text(RDFS + "label", "nl"),
        label_en=found.text(RDFS + "label", "en"),
        comment_nl=found.text(RDFS + "comment", "nl"),
        comment_en=found.text(RDFS + "comment", "en"),
        audiences=tuple(code(iri) for iri in found.iris(DCTERMS + "audience")),
        scopes=found.texts(Property.QUERY_SCOPE),
        text=with_prefixes(found.text(FORMS[form]).strip() + "\n"),
        constructs=form == SH + "SPARQLConstructExecutable",
        version=known_versions().get(name, ("1", ""))[0],
        parameters=tuple(_parameter(one) for one in parameters),
        plot=Plot(over, of) if over else None,
    )


def _parameter(found: Described) -> Parameter:
    kind, of = _kind(found)
    path = found.iri_of(SH + "path") or ""
    return Parameter(
        name=path.rsplit("#", 1)[-1],
        label_nl=found.text(RDFS + "label", "nl"),
        label_en=found.text(RDFS + "label", "en"),
        kind=kind,
        of=of,
        default=_default(found),
        optional=found.text(SH + "optional") == "true",
    )


def _kind(found: Described) -> tuple[ParameterKind, str]:
    scheme = found.iri_of(Property.VALUE_SCHEME)
    if scheme is not None:
        return ParameterKind.CODE, code(scheme)
    thing = found.iri_of(SH + "class")
    if thing is not None:
        return ParameterKind.THING, THINGS[thing].value
    return _DATATYPES[found.iri_of(SH + "datatype") or XSD + "string"], ""


def _default(found: Described) -> str:
    """Return the default as a person would type it; a duration is counted from today."""
    term = next(iter(found.properties.get(SH + "defaultValue", ())), None)
    if isinstance(term, NamedNode):
        return code(term.value)
    if isinstance(term, Literal) and term.datatype.value == XSD + "dayTimeDuration":
        days = _DAYS.fullmatch(term.value)
        if days is None:
            raise ValueError(f"{found.iri} has a default that is no number of days")
        return "today" if days[2] == "0" else f"today{days[1] or '+'}{days[2]}"
    return term.value if isinstance(term, Literal) else ""


NAMESPACE: Final = SWC.removesuffix("def#") + "query/"
"""Where the named questions live; `…/query/<name>`."""
