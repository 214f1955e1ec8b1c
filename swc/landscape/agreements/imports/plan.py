"""What a commit would do with every row: with which agreement, which fields it changes, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from swc.landscape.agreements.content import EMPTY, EMPTY_OF_VENDOR, PARTS, Content
from swc.landscape.agreements.imports.ground import Ground, content_of
from swc.landscape.agreements.imports.kinds import DealChoiceKind, DealField, DealTargetKind
from swc.landscape.agreements.imports.names import FIELD_NAMES
from swc.landscape.agreements.imports.schemas import DealPlan, DealProblem, DealRow, DealValues, Option
from swc.landscape.agreements.imports.targets import Target, sought
from swc.landscape.agreements.schemas import AgreementFacts
from swc.landscape.imports.folding import fold_party
from swc.landscape.imports.kinds import Level, RowState
from swc.landscape.imports.rules import shown
from swc.landscape.imports.schemas import FieldChange
from swc.landscape.kinds import AgreementPresence
from swc.landscape.service.agreement_checks import TOLD

_TEXTS = ("model_version", "title", "signer_role", "document_url", "annex_retention")
_SAID = ("signed_on", "valid_until", "signer_authorised", "annex_recorded")
_PROOF = ("signed_on", "valid_until", "model_version", "document_url")
_ABSENT = (AgreementPresence.ABSENT, AgreementPresence.NOT_NEEDED)


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with its plan; `after` is what would stand, in `standing` or, where that is nothing, a new agreement."""

    row: DealRow
    plan: DealPlan
    target: Target | None = None
    standing: AgreementFacts | None = None
    after: Content = field(default_factory=dict)


@dataclass(slots=True)
class _Seen:
    """What earlier rows of the same list already took: agreements, and new ones by what they are about."""

    agreements: dict[UUID, int] = field(default_factory=dict)
    new: dict[object, int] = field(default_factory=dict)


def plan(rows: Sequence[DealRow], ground: Ground) -> tuple[Planned, ...]:
    """Return the plan of every row in the order of the list; rows with a mark find their agreement first."""
    seen = _Seen()
    order = sorted(rows, key=lambda row: (row.values.key not in ground.agreements, row.number))
    planned = {row.number: _planned(row, ground, seen) for row in order}
    return tuple(planned[row.number] for row in rows)


def _planned(row: DealRow, ground: Ground, seen: _Seen) -> Planned:
    if row.choice and row.choice.kind is DealChoiceKind.SKIP:
        return Planned(row, _as_plan(row, RowState.SKIPPED))
    if any(one.level is Level.ERROR for one in row.problems):
        return Planned(row, _as_plan(row, RowState.ERROR))
    looked = sought(row.values, row.choice, ground)
    if looked.target is None:
        return Planned(row, _as_plan(row, RowState.CHOOSE, options=looked.options))
    return _with_target(row, looked.target, looked.options, ground, seen)


def _with_target(row: DealRow, target: Target, options: tuple[Option, ...], ground: Ground, seen: _Seen) -> Planned:
    standing = _found(row.values, target, ground, seen)
    before = content_of(standing) if standing else _blank(target)
    after = _merged(before, row.values, target)
    problems = [*_repeated(row, target, standing, seen), *_wrong(row, after), *_remarks(row, target, standing, after)]
    changes = _changes(before, after, new=standing is None)
    if any(one.level is Level.ERROR for one in problems):
        state = RowState.ERROR
    elif standing is None:
        state = RowState.NEW
    else:
        state = RowState.CHANGED if changes else RowState.UNCHANGED
    shown = _as_plan(
        row,
        state,
        problems,
        options=options,
        target=target.kind,
        target_name=_name(target, standing, ground),
        agreement_id=standing.id if standing else None,
        changes=changes,
    )
    return Planned(row, shown, target, standing, after)


def _found(values: DealValues, target: Target, ground: Ground, seen: _Seen) -> AgreementFacts | None:
    """Return the agreement that a row is about; of several the one of that day, never one that another row took."""
    if target.agreement_id is not None:
        return ground.agreements[target.agreement_id]
    alike = [one for one in ground.agreements.values() if _is_about(one, target)]
    if target.kind is DealTargetKind.USE:
        return alike[0] if alike else None
    same_day = [one for one in alike if values.signed_on is not None and one.signed_on == values.signed_on]
    free = [one for one in (same_day or alike) if one.id not in seen.agreements]
    if same_day:
        return (free or same_day)[0]
    return free[0] if len(alike) == 1 and free else None


def _is_about(one: AgreementFacts, target: Target) -> bool:
    if target.kind is DealTargetKind.USE:
        return one.use_id == target.use_id
    if one.use_id is not None:
        return False
    products = tuple(sorted(each.key for each in one.products))
    if target.kind is DealTargetKind.NAMED:
        return one.vendor_key is None and not products and fold_party(one.vendor_name) == fold_party(target.vendor_name)
    if target.kind is DealTargetKind.PRODUCTS:
        return products == target.products
    return not products and one.vendor_key == target.vendor_key


def _blank(target: Target) -> Content:
    unknown: Content = {"presence": AgreementPresence.UNKNOWN}
    if target.kind is DealTargetKind.USE:
        return {**EMPTY, **unknown}
    return {
        **EMPTY_OF_VENDOR,
        **unknown,
        "vendor_key": target.vendor_key,
        "vendor_name": target.vendor_name,
        "products": target.products,
    }


def _merged(before: Content, values: DealValues, target: Target) -> Content:
    """Return what a row says over what stands; an empty cell takes nothing away."""
    after = dict(before)
    for name in _TEXTS:
        value = getattr(values, name)
        if value and value != " ".join(str(before[name]).split()):
            after[name] = value
    after.update({name: getattr(values, name) for name in _SAID if getattr(values, name) is not None})
    after.update({name: tuple(sorted(getattr(values, name))) for name in PARTS if getattr(values, name)})
    fresh = [one for one in _notes(values, target) if one not in before["note"]]
    after["note"] = "\n".join([*([before["note"]] if before["note"] else []), *fresh])
    if any(after[name] for name in (*PARTS, "annex_retention")):
        after["annex_recorded"] = True
    after["presence"] = _presence(before, values)
    if target.kind is not DealTargetKind.AGREEMENT and before.get("vendor_key") is None and target.vendor_key:
        after["vendor_key"], after["vendor_name"] = target.vendor_key, ""
    return after


def _notes(values: DealValues, target: Target) -> tuple[str, ...]:
    """Return what goes to the note; of a vendor that nobody knows also the applications that the row names."""
    if target.kind is not DealTargetKind.NAMED or not values.names or not values.vendor:
        return values.notes
    return (f"{FIELD_NAMES[DealField.APPLICATION]}: {'; '.join(values.names)}", *values.notes)


def _presence(before: Content, values: DealValues) -> AgreementPresence:
    """Return whether there is an agreement: as the row says; a new day, model or document says that there is."""
    if values.presence is not None:
        return values.presence
    told = any(getattr(values, name) and getattr(values, name) != before[name] for name in _PROOF)
    said: AgreementPresence = before["presence"]
    return AgreementPresence.PRESENT if told and said is AgreementPresence.UNKNOWN else said


def _repeated(row: DealRow, target: Target, standing: AgreementFacts | None, seen: _Seen) -> list[DealProblem]:
    """Return an error when an earlier row is about the same agreement."""
    if standing is not None:
        first = seen.agreements.setdefault(standing.id, row.number)
    else:
        day = None if target.kind is DealTargetKind.USE else row.values.signed_on
        about = (target.kind, target.use_id, target.vendor_key, target.products, fold_party(target.vendor_name), day)
        first = seen.new.setdefault(about, row.number)
    if first == row.number:
        return []
    message = "Rij %(other)s gaat over dezelfde overeenkomst."
    return [_problem(row, Level.ERROR, message, "Sla een van beide rijen over.", other=first)]


def _wrong(row: DealRow, after: Content) -> list[DealProblem]:
    """Return what the row says, together with what stands already, that cannot be true at once."""
    found = []
    signed, until = after["signed_on"], after["valid_until"]
    if signed and until and until < signed:
        found.append(
            _problem(
                row,
                Level.ERROR,
                "De einddatum ligt voor de datum van ondertekening (%(start)s).",
                "Verbeter een van beide datums.",
                at=DealField.VALID_UNTIL,
                start=f"{signed:%d-%m-%Y}",
            )
        )
    if after["presence"] in _ABSENT and any(after[name] for name in TOLD):
        found.append(
            _problem(
                row,
                Level.ERROR,
                "Er staat dat er geen overeenkomst is, maar wel een model, datum of bijlage.",
                "Vul bij de overeenkomst ja in, of maak de andere cellen leeg.",
                at=DealField.PRESENCE,
            )
        )
    return found


def _remarks(row: DealRow, target: Target, standing: AgreementFacts | None, after: Content) -> list[DealProblem]:
    found = [
        _problem(
            row,
            Level.WARNING,
            "“%(value)s” is gelezen als %(name)s.",
            "Kies iets anders als dat niet klopt.",
            value=value,
            name=name,
        )
        for value, name in target.guessed
    ]
    if target.kind is DealTargetKind.NAMED and standing is None:
        found.append(
            _problem(
                row,
                Level.WARNING,
                "“%(name)s” staat niet in de catalogus; de overeenkomst geldt dan voor geen enkele applicatie.",
                "Kies de leverancier later op de pagina van de overeenkomst.",
                name=target.vendor_name,
            )
        )
    if after["presence"] is AgreementPresence.UNKNOWN:
        found.append(
            _problem(
                row,
                Level.WARNING,
                "De rij zegt niet of er een overeenkomst is; dat blijft onbekend.",
                "Vul ja, nee of de datum van ondertekening in.",
                at=DealField.PRESENCE,
            )
        )
    return found


def _changes(before: Content, after: Content, *, new: bool) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(field=name, before="" if new else shown(before[name]), after=shown(value))
        for name, value in after.items()
        if value != (_NONE.get(name) if new else before[name]) and not (new and name in _OF_TARGET)
    )


_OF_TARGET = ("vendor_key", "vendor_name", "products")
_NONE: Content = {**EMPTY_OF_VENDOR, "presence": None}


def _name(target: Target, standing: AgreementFacts | None, ground: Ground) -> str:
    if standing is not None:
        return standing.name
    if target.use_id is not None:
        return ground.uses[target.use_id].name
    vendor = ground.vendors.name_of(target.vendor_key) if target.vendor_key else target.vendor_name
    products = ", ".join(ground.products.name_of(key) for key in target.products)
    return ": ".join(part for part in (vendor, products) if part)


def _problem(
    row: DealRow, level: Level, message: str, remedy: str, *, at: DealField | None = None, **params: object
) -> DealProblem:
    return DealProblem(row=row.number, level=level, message=message, remedy=remedy, field=at, params=params)


def _as_plan(row: DealRow, state: RowState, problems: Sequence[DealProblem] = (), **more: object) -> DealPlan:
    return DealPlan.model_validate(
        {
            "number": row.number,
            "name": row.values.about,
            "state": state,
            "choice": row.choice,
            "problems": (*row.problems, *problems),
            **more,
        }
    )
