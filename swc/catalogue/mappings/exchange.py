"""Mapping sets in the form of the field: SSSOM (Simple Standard for Sharing Ontological Mappings) as TSV, or as CSV.

Column names and justifications are those of SSSOM; identifiers are CURIEs by the prefixes in the head of the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from swc.catalogue.mappings.schemas import MappingFact
from vocab.iris import Iris
from vocab.labels import compact
from vocab.namespaces import PREFIXES, SCHEME, SKOS

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "mapping_date",
    "mapping_source",
    "comment",
)
"""The columns that are written, with the names that SSSOM gives them."""
SEMAPV = "https://w3id.org/semapv/vocab/"


def prefixes(iris: Iris) -> dict[str, str]:
    """Return the prefixes under which identifiers are written: those of the vocabulary, the schemes and FORA."""
    return PREFIXES | {"scheme": SCHEME, "fora": iris.fora(""), "semapv": SEMAPV}


def as_tsv(iris: Iris, facts: Iterable[MappingFact], *, title: str) -> str:
    """Return mappings as SSSOM/TSV with the prefixes that it uses in its head."""
    known = prefixes(iris)
    rows = [_line(iris, one) for one in facts]
    used = sorted({cell.split(":")[0] for row in rows for cell in row if _is_curie(cell, known)} | {"skos", "semapv"})
    head = [f"#mapping_set_title: {title}", "#curie_map:"]
    head += [f"#  {prefix}: {known[prefix]}" for prefix in used]
    return "\n".join([*head, "\t".join(COLUMNS), *("\t".join(row) for row in rows)]) + "\n"


def as_csv(iris: Iris, facts: Iterable[MappingFact]) -> str:
    """Return mappings as CSV with the columns of SSSOM; what a spreadsheet would calculate gets an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in _line(iris, one)] for one in facts)
    return text.getvalue()


def as_turtle(facts: Iterable[MappingFact]) -> str:
    """Return mappings as plain statements of SKOS in Turtle."""
    told = [
        Triple(NamedNode(one.subject.iri), NamedNode(SKOS + one.predicate.value), NamedNode(one.object.iri))
        for one in facts
    ]
    written: bytes = serialize(told, format=RdfFormat.TURTLE, prefixes={"skos": SKOS})  # type: ignore[assignment]
    return written.decode()


def _line(iris: Iris, one: MappingFact) -> list[str]:
    when = one.decided_at or one.proposed_at
    cells = (
        _short(iris, one.subject.iri),
        one.subject.label_nl,
        f"skos:{one.predicate.value}",
        _short(iris, one.object.iri),
        one.object.label_nl,
        f"semapv:{one.justification.value}",
        when.date().isoformat() if when else "",
        one.source,
        one.note,
    )
    return [" ".join(cell.split()) for cell in cells]


def _short(iris: Iris, iri: str) -> str:
    for prefix, space in (("scheme", SCHEME), ("fora", iris.fora(""))):
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return compact(iri)


def _is_curie(cell: str, known: dict[str, str]) -> bool:
    prefix, colon, rest = cell.partition(":")
    return bool(colon) and prefix in known and not rest.startswith("//") and " " not in cell


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell
