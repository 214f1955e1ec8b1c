"""Reading in a mapping set: SSSOM as TSV or CSV, every row judged as if it were typed here.

Nothing at all is done unless it is asked for; a row that cannot stand is left out with the reason.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.service import hold_turn
from swc.catalogue.kinds import Trust
from swc.catalogue.mappings.ends import ends_of
from swc.catalogue.mappings.exchange import prefixes
from swc.catalogue.mappings.judging import demand_free
from swc.catalogue.mappings.kinds import End, Justification, Link, Predicate
from swc.catalogue.mappings.rules import Web
from swc.catalogue.mappings.schemas import Exchanged, ExchangeRow, MappingInput
from swc.catalogue.mappings.service import store_link
from swc.catalogue.mappings.standing import web
from swc.errors import DomainError, InvalidInputError, Problem
from vocab.iris import Iris
from vocab.namespaces import SKOS

_NEEDED = ("subject_id", "predicate_id", "object_id")
_MOST = 5_000
_PREFIX_LINE = re.compile(r"#\s+([A-Za-z][\w.-]*)\s*:\s*[\"']?(\S+?)[\"']?\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a file: its number as people see it, and its cells with identifiers written out."""

    number: int
    subject: str
    predicate: str
    object: str
    justification: str
    source: str
    note: str
    modifier: str


def entries(iris: Iris, text: str) -> tuple[Entry, ...]:
    """Return the rows of an SSSOM file; raises `InvalidInputError` where it is none."""
    lines = text.lstrip("\ufeff").splitlines()
    known = prefixes(iris) | dict(_own_prefixes(lines))
    body = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not body:
        raise _unfit("Het bestand bevat geen regels.")
    separator = "\t" if "\t" in body[0][1] else ","
    head = next(csv.reader([body[0][1]], delimiter=separator))
    missing = [name for name in _NEEDED if name not in head]
    if missing:
        raise _unfit("De kolom %(column)s ontbreekt.", column=missing[0])
    if len(body) - 1 > _MOST:
        raise _unfit("Het bestand heeft meer dan %(limit)s regels.", limit=_MOST)
    return tuple(_entry(number, line, head, separator, known) for number, line in body[1:])


def _own_prefixes(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if not line.startswith("#"):
            return
        found = _PREFIX_LINE.fullmatch(line)
        if found and "://" in found[2]:
            yield found[1], found[2]


def _entry(number: int, line: str, head: list[str], separator: str, known: dict[str, str]) -> Entry:
    told = line.split("\t") if separator == "\t" else next(csv.reader([line]), [])
    cells = dict(zip(head, told, strict=False))
    whole = {name: _whole(cells.get(name, "").strip(), known) for name in _NEEDED}
    return Entry(
        number=number,
        subject=whole["subject_id"],
        predicate=whole["predicate_id"],
        object=whole["object_id"],
        justification=cells.get("mapping_justification", "").rpartition(":")[2].strip(),
        source=cells.get("mapping_source", "").strip()[:500],
        note=cells.get("comment", "").strip()[:1000],
        modifier=cells.get("predicate_modifier", "").strip(),
    )


def _whole(cell: str, known: dict[str, str]) -> str:
    """Return an identifier as a whole IRI."""
    prefix, colon, rest = cell.partition(":")
    return known[prefix] + rest if colon and prefix in known and not rest.startswith("//") else cell.strip("<>")


def read_set(session: Session, iris: Iris, text: str, *, by: Act, dry_run: bool = True) -> Exchanged:
    """Say what a file with mappings would do, row by row, and do it unless it is a dry run.

    Rows that cannot stand are left out with the reason; the others are proposed, or confirmed by an editor.
    """
    by.demand(Right.EDIT_CATALOGUE)
    hold_turn(session)
    told = entries(iris, text)
    found = ends_of(session, iris, [iri for one in told for iri in (one.subject, one.object)])
    standing = web(session)
    rows = tuple(_weigh(session, standing, found, one, by=by, dry_run=dry_run) for one in told)
    return Exchanged(
        stored=not dry_run,
        new=sum(one.outcome == "new" for one in rows),
        standing=sum(one.outcome == "standing" for one in rows),
        refused=sum(one.outcome == "refused" for one in rows),
        rows=rows,
    )


def _weigh(
    session: Session, standing: Web, found: dict[str, End], one: Entry, *, by: Act, dry_run: bool
) -> ExchangeRow:
    """Judge a row, and carry it out unless it is a dry run."""
    try:
        link, data = _data(found, one)
        demand_free(session, standing, link, certain=False)
        if not dry_run:
            store_link(session, link, data, _justification(one), by=by)
        standing.add(link)
    except DomainError as error:
        problem = error.problems[0] if error.problems else Problem("", error.message, params=error.params)
        outcome = "standing" if error.message.startswith("Deze afbeelding is er al") else "refused"
        told = {name: str(value) for name, value in problem.params.items()}
        return _row(one, outcome, problem.message, told)
    return _row(one, "new")


def _data(found: dict[str, End], one: Entry) -> tuple[Link, MappingInput]:
    """Return the mapping that a row means; raises `InvalidInputError` for what is not one."""
    names = {SKOS + predicate.value: predicate for predicate in Predicate}
    if one.predicate not in names:
        raise _unfit("Het verband %(name)s is geen afbeelding van SKOS.", name=one.predicate[:100])
    if one.modifier:
        raise _unfit("Een ontkennende afbeelding (predicate_modifier) wordt niet ingelezen.")
    for iri in (one.subject, one.object):
        if iri not in found:
            raise _unfit("Het begrip %(name)s is hier niet bekend.", name=iri[:200])
    subject, other = found[one.subject], found[one.object]
    link = Link(subject, names[one.predicate], other)
    return link, MappingInput(
        subject_scheme=subject.scheme,
        subject_code=subject.code,
        predicate=link.predicate,
        object_scheme=other.scheme,
        object_code=other.code,
        source=one.source,
        note=one.note,
        trust=Trust.UNCONFIRMED,
    )


def _justification(one: Entry) -> Justification:
    known = {justification.value: justification for justification in Justification}
    return known.get(one.justification, Justification.UNSPECIFIED)


def _row(one: Entry, outcome: str, message: str = "", params: dict[str, str] | None = None) -> ExchangeRow:
    return ExchangeRow(
        row=one.number,
        subject_id=one.subject,
        predicate_id=one.predicate,
        object_id=one.object,
        outcome=outcome,
        message=message,
        params=params or {},
    )


def _unfit(message: str, **params: object) -> InvalidInputError:
    return InvalidInputError(
        "Het bestand kan niet worden gelezen.", problems=(Problem("bestand", message, params=params),)
    )
