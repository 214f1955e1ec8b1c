"""An answer as people read it: columns, cells with their links, the rows that fit on a page, and a drawing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from api.drawing.amounts import Amounts, amounts
from api.i18n import translate
from api.rendering import dated, number
from api.sparql.pool import Found
from vocab.namespaces import XSD
from vocab.questions import Plot

ON_PAGE: Final = 200
"""How many rows a page shows; the downloads have them all."""

_NUMBERS: Final = frozenset({"integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"})
_KEY: Final = "_id"
"""A column `x_id` holds the address of what column `x` names; on a page the two are one."""

Term = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: its text, where it leads, and whether it is a number."""

    text: str
    link: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A complete answer of SELECT or ASK: the names of the columns and the terms of each row by name."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Term], ...]

    def values(self) -> Iterator[dict[str, Any]]:
        """Yield each row with values as JSON has them; a number is a number, what is absent is null."""
        for row in self.rows:
            yield {name: value_of(row.get(name)) for name in self.columns}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of an answer; `total` counts all rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    plot: Amounts | None = None
    triples: str = ""
    triple_count: int = 0

    @property
    def is_cut(self) -> bool:
        """Say whether there are more rows than the page shows."""
        return self.total > len(self.rows)


def told(found: Found) -> Told:
    """Return the rows of an answer in SPARQL JSON; a yes or no is one row with column `antwoord`."""
    read = json.loads(found.json or "{}")
    if "boolean" in read:
        yes = {"type": "literal", "value": "true" if read["boolean"] else "false", "datatype": XSD + "boolean"}
        return Told(("antwoord",), ({"antwoord": yes},))
    names = tuple(read.get("head", {}).get("vars", ()))
    return Told(names, tuple(read.get("results", {}).get("bindings", ())))


def shown(found: Found, *, base: str, plot: Plot | None = None) -> Shown:
    """Return an answer for a page of the installation at `base`."""
    if found.json is None:
        lines = (found.triples or "").splitlines(keepends=True)
        return Shown((), (), 0, triples="".join(lines[:ON_PAGE]), triple_count=len(lines))
    answer = told(found)
    columns = tuple(name for name in answer.columns if not _is_key(name, answer.columns))
    rows = tuple(tuple(_cell(row, name, base) for name in columns) for row in answer.rows[:ON_PAGE])
    return Shown(columns, rows, len(answer.rows), _drawn(answer, plot))


def value_of(term: Term | None) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return a term as a JSON value."""
    if term is None:
        return None
    kind = _datatype(term)
    if kind == "boolean":
        return term["value"] in ("true", "1")
    if kind in _NUMBERS:
        number = _number(term)
        if number is not None:
            return int(number) if number == number.to_integral_value() else float(number)
    return term["value"]


def _drawn(answer: Told, plot: Plot | None) -> Amounts | None:
    if plot is None or plot.over not in answer.columns or plot.of not in answer.columns:
        return None
    pairs = [(row.get(plot.over, {}).get("value", ""), _number(row.get(plot.of))) for row in answer.rows]
    known = [(name, float(number)) for name, number in pairs if number is not None]
    return amounts(known) if known else None


def _is_key(name: str, columns: Sequence[str]) -> bool:
    return name.endswith(_KEY) and name.removesuffix(_KEY) in columns


def _cell(row: Mapping[str, Term], name: str, base: str) -> Cell:
    term = row.get(name)
    link = _link(row.get(name + _KEY) or term, base)
    if term is None:
        return Cell("")
    text = term["value"]
    if term["type"] == "uri" and link.startswith("/id/"):
        text = link.rsplit("/", 1)[-1]
    if _datatype(term) == "boolean":
        text = translate("ja") if text in ("true", "1") else translate("nee")
    if _datatype(term) == "date":
        text = dated(text)
    amount = _number(term)
    return Cell(text if amount is None else number(amount), link, amount is not None)


def _link(term: Term | None, base: str) -> str:
    if term is None or term["type"] != "uri" or not term["value"].startswith(("http://", "https://")):
        return ""
    value = term["value"]
    return value.removeprefix(base) if value.startswith(f"{base}/id/") else value


def _datatype(term: Term) -> str:
    return term.get("datatype", "").removeprefix(XSD)


def _number(term: Term | None) -> Decimal | None:
    if term is None or _datatype(term) not in _NUMBERS:
        return None
    try:
        number = Decimal(term["value"])
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def headings(columns: Iterable[str]) -> tuple[str, ...]:
    """Return the names of columns as people read them."""
    return tuple(name.replace("_", " ").strip() for name in columns)
