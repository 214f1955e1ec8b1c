"""What a commit would do with every row: the use it is about, the fields it changes, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from swc.landscape.imports import rules
from swc.landscape.imports.folding import fold
from swc.landscape.imports.kinds import ChoiceKind, ImportField, Level, MatchKind, RowState
from swc.landscape.imports.rules import Edit, KnownAgreement, KnownUse
from swc.landscape.imports.schemas import RowPlan, RowProblem, StoredRow
from swc.landscape.imports.standing import Standing, changes
from swc.landscape.kinds import ACTIVE, UsageStatus


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with its plan, the edit behind it and the use it is about (`None`: a new one)."""

    row: StoredRow
    plan: RowPlan
    edit: Edit
    use: KnownUse | None = None


@dataclass(slots=True)
class _Seen:
    """What earlier rows of the same list already took."""

    keys: dict[str, int] = field(default_factory=dict)
    uses: set[UUID] = field(default_factory=set)
    products: dict[str, int] = field(default_factory=dict)


def plan(rows: Sequence[StoredRow], standing: Standing) -> tuple[Planned, ...]:
    """Return the plan of every row, in the order of the list.

    Rows that find their use by import key go first, so that a likeness never takes a use from its own row.
    """
    seen = _Seen()
    keys = {use.import_key for use in standing.uses if use.import_key}
    order = sorted(rows, key=lambda row: (rules.import_key(row.values) not in keys, row.number))
    planned = {row.number: _planned(row, standing, seen) for row in order}
    return tuple(planned[row.number] for row in rows)


def _planned(row: StoredRow, standing: Standing, seen: _Seen) -> Planned:
    if row.choice and row.choice.kind is ChoiceKind.SKIP:
        return Planned(row, _as_plan(row, RowState.SKIPPED), Edit())
    product_key, concept = _product(row)
    identity = product_key if product_key or not concept else f"concept:{fold(concept)}"
    use = rules.target(row.values, product_key, standing.uses, seen.uses) if not concept else None
    if use is None and product_key is None and not concept:
        problems = _repeated(row, seen)
        state = RowState.ERROR if _stops(row, problems) else RowState.CHOOSE
        return Planned(row, _as_plan(row, state, problems), Edit())
    if use is not None:
        seen.uses.add(use.id)
        product_key, identity = use.product_key, use.product_key
    version = standing.version(product_key, row.values.version)
    edit = rules.edit_for(use, row.values, version) if use else rules.edit_for_new(row.values, version)
    problems = (*_repeated(row, seen), *_contradictions(row, use, edit, standing.today), *_again(row, identity, seen))
    if row.values.version and version is None:
        problems = (*problems, _unversioned(row, standing.product_names.get(product_key or "", concept)))
    if use is None:
        problems = (*problems, *_beside(row, product_key, standing))
    if _stops(row, problems):
        state = RowState.ERROR
    else:
        state = RowState.NEW if use is None else (RowState.CHANGED if edit else RowState.UNCHANGED)
    result = _as_plan(
        row,
        state,
        problems,
        product_key=product_key,
        product_name=standing.product_names.get(product_key or "", ""),
        concept_name="" if product_key else concept,
        use_id=use.id if use else None,
        changes=changes(edit, use, standing),
    )
    return Planned(row, result, edit, use)


def _stops(row: StoredRow, problems: Sequence[RowProblem]) -> bool:
    return any(one.level is Level.ERROR for one in (*row.problems, *problems))


def _product(row: StoredRow) -> tuple[str | None, str]:
    """Return the product a row means, or the name of the concept product it asks for."""
    choice = row.choice
    if choice and choice.kind is ChoiceKind.PRODUCT:
        return choice.product_key, ""
    if choice and choice.kind is ChoiceKind.CONCEPT:
        return None, choice.name or row.values.name
    if row.match.kind in (MatchKind.EXACT, MatchKind.LIKELY):
        return row.match.product_key, ""
    return None, row.values.name if row.match.kind is MatchKind.NONE else ""


def _repeated(row: StoredRow, seen: _Seen) -> tuple[RowProblem, ...]:
    """Return an error when an earlier row has the same name for the same schools."""
    first = seen.keys.setdefault(rules.import_key(row.values), row.number)
    if first == row.number or not row.values.name:
        return ()
    return (
        _problem(
            row,
            Level.ERROR,
            "“%(name)s” staat ook in rij %(other)s.",
            "Sla een van beide rijen over, of geef per rij de school aan.",
            name=row.values.name,
            other=first,
        ),
    )


def _again(row: StoredRow, identity: str | None, seen: _Seen) -> tuple[RowProblem, ...]:
    """Return a remark when an earlier row with another name means the same product."""
    if identity is None:
        return ()
    first = seen.products.setdefault(identity, row.number)
    if first == row.number or row.values.schools:
        return ()
    return (
        _problem(
            row,
            Level.WARNING,
            "Rij %(other)s gaat over hetzelfde product; deze rij wordt een apart gebruik.",
            "Sla de rij over als het om dezelfde applicatie gaat.",
            other=first,
        ),
    )


def _beside(row: StoredRow, product_key: str | None, standing: Standing) -> tuple[RowProblem, ...]:
    """Return a remark when the board uses the product already, for other schools."""
    if product_key is None or all(use.product_key != product_key for use in standing.uses):
        return ()
    return (
        _problem(
            row,
            Level.WARNING,
            "Het bestuur gebruikt %(product)s al voor andere scholen; deze rij wordt een apart gebruik.",
            "Sla de rij over als het om hetzelfde gebruik gaat.",
            product=standing.product_names.get(product_key, ""),
        ),
    )


def _unversioned(row: StoredRow, product: str) -> RowProblem:
    """Return the remark that a version is only noted: the catalogue decides which versions there are."""
    return _problem(
        row,
        Level.WARNING,
        "Versie %(version)s van %(product)s staat niet in de catalogus en is bewaard als notitie.",
        "Vraag een sectorredacteur om de versie toe te voegen.",
        field=ImportField.VERSION,
        version=row.values.version,
        product=product,
    )


def _contradictions(row: StoredRow, use: KnownUse | None, edit: Edit, today: date) -> list[RowProblem]:
    """Return what the row says, together with what stands already, that cannot be true at once."""
    problems: list[RowProblem] = []
    start, end = (edit.fields.get(name) or getattr(use, name, None) for name in ("start_date", "end_date"))
    if isinstance(start, date) and isinstance(end, date) and end < start:
        problems.append(_order(row, ImportField.END_DATE, start))
    elif edit.fields.get("end_date") and isinstance(end, date) and end < today:
        problems += _ended(row, use, edit)
    if rules.agreement_contradicts(row.values, use.agreement if use else KnownAgreement()):
        problems.append(
            _problem(
                row,
                Level.ERROR,
                "Er staat dat er geen verwerkersovereenkomst is, maar wel een model of datum.",
                "Vul bij de verwerkersovereenkomst ja in, of maak model en datum leeg.",
                field=ImportField.AGREEMENT,
            )
        )
    after = edit.agreement
    if after and after.signed_on and after.valid_until and after.valid_until < after.signed_on:
        problems.append(_order(row, ImportField.AGREEMENT_VALID_UNTIL, after.signed_on))
    return problems


def _ended(row: StoredRow, use: KnownUse | None, edit: Edit) -> list[RowProblem]:
    status = edit.fields.get("status") or (use.status if use else UsageStatus.IN_PRODUCTION)
    if status not in ACTIVE:
        return []
    return [
        _problem(
            row,
            Level.WARNING,
            "De einddatum is voorbij, maar de applicatie staat als in gebruik.",
            "Kies de status uitgefaseerd als de applicatie niet meer gebruikt wordt.",
            field=ImportField.END_DATE,
        )
    ]


def _order(row: StoredRow, at: ImportField, start: date) -> RowProblem:
    return _problem(
        row,
        Level.ERROR,
        "De einddatum ligt voor de begindatum (%(start)s).",
        "Verbeter een van beide datums.",
        field=at,
        start=f"{start:%d-%m-%Y}",
    )


def _problem(
    row: StoredRow, level: Level, message: str, remedy: str, *, field: ImportField | None = None, **params: object
) -> RowProblem:
    return RowProblem(row=row.number, level=level, message=message, remedy=remedy, field=field, params=params)


def _as_plan(row: StoredRow, state: RowState, problems: Sequence[RowProblem] = (), **more: object) -> RowPlan:
    return RowPlan.model_validate(
        {
            "number": row.number,
            "name": row.values.name,
            "vendor": row.values.vendor,
            "state": state,
            "match": row.match,
            "choice": row.choice,
            "problems": (*row.problems, *problems),
            **more,
        }
    )
