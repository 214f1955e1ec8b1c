"""The risks of an assessment with their matrix, and its measures, as parts of the document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from api.exports.document import Block, Cell, Heading, Table, cell
from api.i18n import translate
from api.rendering import day, label
from swc.dpia.file_schemas import AssessmentFile, MeasureRow
from swc.dpia.kinds import RiskLevel
from swc.dpia.levels import bounds
from swc.dpia.matrix import grid


def risks_part(file: AssessmentFile, on: date) -> Iterator[Block]:
    """Yield the risks, and where they lie in likelihood × impact before and after measures.

    `on` is the day whose bounds of the levels hold.
    """
    numbers = {one.id: f"M{place}" for place, one in enumerate(file.measures, start=1)}
    columns = (
        translate("Nr."),
        translate("Risico"),
        translate("Bron en betrokkenen"),
        translate("Vóór maatregelen"),
        translate("Na maatregelen"),
        translate("Maatregelen"),
    )
    rows = tuple(
        (
            cell(f"R{place}"),
            cell(one.title, one.description),
            cell(one.source or translate("bron niet vastgelegd"), *(_subject(code) for code in one.subjects)),
            _level(one.likelihood, one.impact, one.inherent),
            _level(one.residual_likelihood, one.residual_impact, one.residual),
            cell(*(numbers[key] for key in one.measures if key in numbers)) or cell(translate("geen")),
        )
        for place, one in enumerate(file.risks, start=1)
    )
    yield Heading(translate("Risico’s"), 2)
    yield Table(translate("Risico’s"), columns, (7, 31, 22, 14, 14, 12), rows or (_nothing(columns),))
    if rows:
        yield Heading(translate("Matrix vóór maatregelen"), 2)
        yield _matrix(file, on, translate("Matrix vóór"), after=False)
        yield Heading(translate("Matrix na maatregelen"), 2)
        yield _matrix(file, on, translate("Matrix na"), after=True)


def measures_part(file: AssessmentFile) -> Iterator[Block]:
    """Yield the measures: for whom, before when, and what became of them."""
    columns = (
        translate("Nr."),
        translate("Maatregel"),
        translate("Voor wie"),
        translate("Vóór"),
        translate("Stand"),
        translate("Bewijs of reden"),
    )
    rows = tuple(_measure(place, one) for place, one in enumerate(file.measures, start=1))
    yield Heading(translate("Maatregelen"), 2)
    yield Table(translate("Maatregelen"), columns, (7, 35, 16, 12, 12, 18), rows or (_nothing(columns),))


def _nothing(columns: tuple[str, ...]) -> tuple[Cell, ...]:
    return ((), cell(translate("niets vastgelegd")), *(() for _ in columns[2:]))


def _subject(code: str) -> str:
    return label(code, "data-subjects")


def _level(likelihood: int | None, impact: int | None, level: RiskLevel) -> Cell:
    name = label(level, "risk-levels")
    if likelihood is None or impact is None:
        return cell(name)
    return cell(
        translate("%(level)s: kans %(chance)s, impact %(impact)s", level=name, chance=likelihood, impact=impact)
    )


def _measure(place: int, one: MeasureRow) -> tuple[Cell, ...]:
    central = ""
    if one.central is not None:
        central = translate("uit %(title)s, versie %(number)s", title=one.central.title, number=one.central.number)
    state = label(one.state, "measure-states")
    return (
        cell(f"M{place}"),
        cell(one.text, central, one.weighing),
        cell(label(one.addressee, "addressees"), one.owner_role or translate("eigenaar niet vastgelegd")),
        cell(day(one.due) if one.due else translate("geen datum")),
        cell(f"{state} · {day(one.done_on)}" if one.done_on else state, translate("te laat") if one.overdue else ""),
        cell(one.evidence, one.reason),
    )


def _matrix(file: AssessmentFile, on: date, sheet: str, *, after: bool) -> Table:
    """Return likelihood (highest first) by impact: the level of each place, and the numbers of the risks there."""
    found = grid(file.matrix, bounds(file.matrix, on), file.risks, residual=after)
    columns = (translate("Kans"), *(translate("Impact %(step)s", step=step) for step in range(1, found.size + 1)))
    rows = tuple(
        (
            cell(translate("Kans %(step)s", step=row[0].likelihood)),
            *(cell(label(one.level, "risk-levels"), ", ".join(f"R{number}" for number in one.risks)) for one in row),
        )
        for row in found.rows
    )
    return Table(sheet, columns, tuple(1 for _ in columns), rows)
