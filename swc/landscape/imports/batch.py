"""Making the rows and columns of a batch: values read, products matched, remarks laid beside the name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from swc.landscape.imports import columns
from swc.landscape.imports.columns import Column
from swc.landscape.imports.folding import fold
from swc.landscape.imports.kinds import Cell, ChoiceKind, ImportField, Level, MatchKind
from swc.landscape.imports.matching import Match
from swc.landscape.imports.reading import Known, read_row
from swc.landscape.imports.rules import TOTALS
from swc.landscape.imports.schemas import Candidate, RowChoice, RowMatch, RowProblem, StoredColumn, StoredRow

_EXAMPLES = 3
_EXAMPLE_LENGTH = 60


def read_rows(
    rows: Iterable[tuple[int, tuple[Cell, ...]]], over: Sequence[Column], known: Known
) -> tuple[StoredRow, ...]:
    """Read and match every row."""
    return tuple(_stored(number, cells, over, known) for number, cells in rows)


def _stored(number: int, cells: tuple[Cell, ...], over: Sequence[Column], known: Known) -> StoredRow:
    values, problems = read_row(number, cells, over, known)
    if not fold(values.name):
        missing = _at_name(number, over, Level.ERROR, "De naam van de applicatie ontbreekt.", "Vul de naam in.")
        match = RowMatch(kind=MatchKind.CANDIDATES)
        return StoredRow(number=number, cells=cells, values=values, problems=(*problems, missing), match=match)
    found = known.products.match(values.name, values.vendor)
    remarks = list(_match_remarks(number, over, values.name, found))
    choice = None
    if fold(values.name) in TOTALS:
        choice = RowChoice(kind=ChoiceKind.SKIP)
        remarks = [_at_name(number, over, Level.WARNING, "Dit lijkt een totaalregel; de rij wordt overgeslagen.", "")]
    return StoredRow(
        number=number,
        cells=cells,
        values=values,
        problems=(*problems, *remarks),
        match=RowMatch(
            kind=found.kind,
            product_key=found.key,
            product_name=found.name,
            candidates=tuple(Candidate(**asdict(one)) for one in found.candidates),
        ),
        choice=choice,
    )


def _match_remarks(number: int, over: Sequence[Column], name: str, found: Match) -> Iterable[RowProblem]:
    if found.kind is MatchKind.LIKELY:
        yield _at_name(
            number,
            over,
            Level.WARNING,
            "“%(value)s” is gelezen als %(product)s.",
            "Kies een ander product als dat niet klopt.",
            value=name,
            product=found.name,
        )
    if found.other_vendor:
        yield _at_name(
            number,
            over,
            Level.WARNING,
            "De catalogus noemt bij %(product)s een andere leverancier (%(vendor)s).",
            "Kies een ander product als dit niet het bedoelde is.",
            product=found.name,
            vendor=found.other_vendor,
        )


def _at_name(
    number: int, over: Sequence[Column], level: Level, message: str, remedy: str, **params: object
) -> RowProblem:
    naming = sorted(
        (one for one in over if one.field in columns.NAMING), key=lambda one: one.field != ImportField.PRODUCT
    )
    column = naming[0] if naming else None
    return RowProblem(
        row=number,
        column=column.letter if column else "",
        header=column.header if column else "",
        field=ImportField.NAME,
        level=level,
        message=message,
        remedy=remedy,
        params=params,
    )


def stored_columns(over: Sequence[Column], rows: Sequence[tuple[int, tuple[Cell, ...]]]) -> list[dict[str, Any]]:
    """Return the columns as JSON, each with a few of its values as examples."""
    stored = []
    for place, column in enumerate(over):
        filled = dict.fromkeys(str(cells[place]) for _, cells in rows if cells[place] is not None)
        examples = tuple(text[:_EXAMPLE_LENGTH] for text in list(filled)[:_EXAMPLES])
        stored.append(StoredColumn(**asdict(column), examples=examples).model_dump(mode="json"))
    return stored
