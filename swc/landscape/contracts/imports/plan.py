"""What a commit would do with every row: with which contract, which fields it changes, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from swc.errors import Problem
from swc.landscape.contracts.checks import RENEWS, term_problems
from swc.landscape.contracts.content import EMPTY, Content, content_of, ordered_documents, ordered_parties, told
from swc.landscape.contracts.imports.ground import Ground
from swc.landscape.contracts.imports.kinds import ContractField
from swc.landscape.contracts.imports.names import FIELD_NAMES
from swc.landscape.contracts.imports.resolving import Resolved, resolved
from swc.landscape.contracts.imports.schemas import (
    ContractPlan,
    ContractProblem,
    ContractRow,
    ContractValues,
)
from swc.landscape.contracts.stored import ContractFacts
from swc.landscape.imports.folding import fold
from swc.landscape.imports.kinds import Level, RowState
from swc.landscape.imports.rules import shown
from swc.landscape.imports.schemas import FieldChange

_TEXTS = ("reference", "price_index")
_SAID = (
    "legal_form",
    "signed_on",
    "start_date",
    "end_date",
    "renewal",
    "renewal_months",
    "yearly_price",
    "data_processing_service",
    "switching_clause",
    "ended_on",
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with its plan; `after` is what would stand, in `standing` or, where that is nothing, a new contract."""

    row: ContractRow
    plan: ContractPlan
    standing: ContractFacts | None = None
    after: Content = field(default_factory=dict)


@dataclass(slots=True)
class _Seen:
    """What earlier rows of the same list already took: contracts, and new ones by what they say."""

    contracts: dict[UUID, int] = field(default_factory=dict)
    new: dict[object, int] = field(default_factory=dict)


def plan(rows: Sequence[ContractRow], ground: Ground) -> tuple[Planned, ...]:
    """Return the plan of every row in the order of the list; rows with a mark find their contract first."""
    seen = _Seen()
    order = sorted(rows, key=lambda row: (row.values.key not in ground.contracts, row.number))
    planned = {row.number: _planned(row, ground, seen) for row in order}
    return tuple(planned[row.number] for row in rows)


def _planned(row: ContractRow, ground: Ground, seen: _Seen) -> Planned:
    if row.skip:
        return Planned(row, _as_plan(row, RowState.SKIPPED))
    if any(one.level is Level.ERROR for one in row.problems):
        return Planned(row, _as_plan(row, RowState.ERROR))
    standing = _found(row.values, ground, seen)
    names = resolved(row, standing, ground)
    if names.open:
        return Planned(row, _as_plan(row, RowState.CHOOSE, open=tuple(names.open)))
    before = content_of(standing) if standing else dict(EMPTY)
    after = _merged(before, row.values, names)
    problems = [*_repeated(row, standing, after, seen), *_wrong(row, after), *_remarks(row, names, standing)]
    changes = _changes(before, after, ground)
    if any(one.level is Level.ERROR for one in problems):
        state = RowState.ERROR
    elif standing is None:
        state = RowState.NEW
    else:
        state = RowState.CHANGED if changes else RowState.UNCHANGED
    shown = _as_plan(row, state, problems, contract_id=standing.id if standing else None, changes=changes)
    return Planned(row, shown, standing, after)


def _found(values: ContractValues, ground: Ground, seen: _Seen) -> ContractFacts | None:
    """Return the contract that a row is about: by its mark, its number, or its title (and days, where several have it).

    Never one that another row took, but for a mark: who says the same twice is told so. A number that only the list or
    only the contract has says nothing against the title; two different numbers do.
    """
    if values.key is not None and values.key in ground.contracts:
        return ground.contracts[values.key]
    free = [one for one in ground.contracts.values() if one.id not in seen.contracts]
    if values.reference:
        same = [one for one in free if fold(one.reference) == fold(values.reference)]
        if same:
            return same[0]
    alike = [
        one
        for one in sorted(free, key=lambda one: bool(one.reference))
        if fold(one.title) == fold(values.about) and not (values.reference and one.reference)
    ]
    if len(alike) == 1 and _may_be(alike[0], values):
        return alike[0]
    days = (values.start_date, values.end_date)
    return next((one for one in alike if (one.start_date, one.end_date) == days), None)


def _may_be(one: ContractFacts, values: ContractValues) -> bool:
    """Say whether a contract can be the one of a row: it did not start on another day."""
    return values.start_date is None or one.start_date in (None, values.start_date)


def _merged(before: Content, values: ContractValues, names: Resolved) -> Content:
    """Return what a row says over what stands; an empty cell takes nothing away."""
    after = dict(before)
    for name in _TEXTS:
        value = getattr(values, name)
        if value and value != " ".join(str(before[name]).split()):
            after[name] = value
    title = values.title or before["title"] or values.about
    after["title"] = before["title"] if title == " ".join(before["title"].split()) else title
    after.update({name: getattr(values, name) for name in _SAID if getattr(values, name) is not None})
    if values.notice_days is not None or values.notice_months is not None:
        after["notice_days"], after["notice_months"] = values.notice_days, values.notice_months
    if values.renewal is not None and values.renewal not in RENEWS and values.renewal_months is None:
        after["renewal_months"] = None
    said = {one.role for one in names.parties}
    after["parties"] = ordered_parties((*(one for one in before["parties"] if one.role not in said), *names.parties))
    if names.products:
        after["products"] = tuple(sorted(set(names.products)))
    if values.documents:
        after["documents"] = ordered_documents(values.documents)
    fresh = [one for one in _notes(values, names) if one not in before["note"]]
    after["note"] = "\n".join([*([before["note"]] if before["note"] else []), *fresh])
    return after


def _notes(values: ContractValues, names: Resolved) -> tuple[str, ...]:
    """Return what goes to the note, with the products that are no product of the catalogue."""
    if not names.kept_products:
        return values.notes
    return (f"{FIELD_NAMES[ContractField.PRODUCTS]}: {'; '.join(names.kept_products)}", *values.notes)


def _repeated(row: ContractRow, standing: ContractFacts | None, after: Content, seen: _Seen) -> list[ContractProblem]:
    """Return an error when an earlier row is about the same contract."""
    if standing is not None:
        first = seen.contracts.setdefault(standing.id, row.number)
    else:
        about = (fold(after["reference"]), fold(after["title"]), after["start_date"], after["end_date"])
        first = seen.new.setdefault(about, row.number)
    if first == row.number:
        return []
    message = "Rij %(other)s gaat over hetzelfde contract."
    return [_problem(row, Level.ERROR, message, "Sla een van beide rijen over.", other=first)]


def _wrong(row: ContractRow, after: Content) -> Iterator[ContractProblem]:
    """Yield what the row says, together with what stands already, that cannot be true at once."""
    for one in term_problems(after):
        yield _problem(row, Level.ERROR, one.message, one.remedy, at=_field(one), **one.params)


def _field(one: Problem) -> ContractField | None:
    name = "notice" if one.where.startswith("notice") else one.where
    return ContractField(name) if name in set(ContractField) else None


def _remarks(row: ContractRow, names: Resolved, standing: ContractFacts | None) -> Iterator[ContractProblem]:
    for value, name in names.guessed:
        yield _problem(
            row,
            Level.WARNING,
            "“%(value)s” is gelezen als %(name)s.",
            "Verbeter het in de lijst of op de pagina van het contract als dat niet klopt.",
            value=value,
            name=name,
        )
    for name in names.kept_vendors:
        yield _problem(
            row,
            Level.WARNING,
            "“%(name)s” staat niet in de catalogus; de naam is bewaard zoals hij er staat.",
            "Kies de leverancier later op de pagina van het contract.",
            name=name,
        )
    if not names.products and not (standing and standing.products):
        yield _problem(
            row,
            Level.WARNING,
            "De rij noemt geen product van de catalogus; het contract geldt dan voor geen enkele applicatie.",
            "Vul de producten in, hier of op de pagina van het contract.",
            at=ContractField.PRODUCTS,
        )


def _changes(before: Content, after: Content, ground: Ground) -> tuple[FieldChange, ...]:
    named = ({**one, "products": tuple(map(ground.products.name_of, one["products"]))} for one in (before, after))
    old, new = map(told, named)
    return tuple(
        FieldChange(field=name, before=shown(old[name]), after=shown(value))
        for name, value in new.items()
        if value != old[name]
    )


def _problem(
    row: ContractRow, level: Level, message: str, remedy: str, *, at: ContractField | None = None, **params: object
) -> ContractProblem:
    return ContractProblem(row=row.number, level=level, message=message, remedy=remedy, field=at, params=params)


def _as_plan(
    row: ContractRow, state: RowState, problems: Sequence[ContractProblem] = (), **more: object
) -> ContractPlan:
    return ContractPlan.model_validate(
        {
            "number": row.number,
            "name": row.values.about,
            "state": state,
            "choices": row.choices,
            "problems": (*row.problems, *problems),
            **more,
        }
    )
