"""Pure rules of the import: keys, which use a row is about, and what would change; no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from uuid import UUID

from swc.landscape.imports.folding import fold
from swc.landscape.imports.schemas import RowValues
from swc.landscape.kinds import AgreementPresence, Criticality, UsageStatus

PLAIN_FIELDS = (
    "own_name",
    "status",
    "status_since",
    "start_date",
    "end_date",
    "owner_role",
    "hosting",
    "users",
    "yearly_cost",
    "criticality",
)
"""The fields of a use that a row can fill one to one."""

TOTALS = frozenset({"totaal", "total", "subtotaal", "totalen", "eindtotaal", "som", "grand total"})
"""Names that mark the foot of a list instead of an application."""

Value = str | int | Decimal | date | Enum | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class KnownAgreement:
    """What stands about the processor agreement of a use."""

    presence: AgreementPresence = AgreementPresence.UNKNOWN
    model_version: str = ""
    signed_on: date | None = None
    valid_until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class KnownUse:
    """A use that the board has, as far as a row can touch it."""

    id: UUID
    product_key: str
    import_key: str
    schools: frozenset[str]
    row_version: int
    status: UsageStatus
    status_since: date | None = None
    own_name: str = ""
    version_id: int | None = None
    start_date: date | None = None
    end_date: date | None = None
    owner_role: str = ""
    hosting: str | None = None
    users: int | None = None
    yearly_cost: Decimal | None = None
    criticality: Criticality | None = None
    notes: str = ""
    components: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    agreement: KnownAgreement = KnownAgreement()


@dataclass(frozen=True, slots=True)
class Edit:
    """What a row asks: fields to set, components and categories to add, and the agreement as it becomes."""

    fields: dict[str, Value] = field(default_factory=dict)
    components: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    agreement: KnownAgreement | None = None

    def __bool__(self) -> bool:
        """Say whether anything is asked."""
        return bool(self.fields or self.components or self.categories or self.agreement)


def import_key(values: RowValues) -> str:
    """Return the key by which the same row of a later file finds its use: folded name and schools."""
    return f"{fold(values.name)[:160]}|{','.join(sorted(values.schools or ()))}"


def target(
    values: RowValues, product_key: str | None, uses: Sequence[KnownUse], taken: Iterable[UUID]
) -> KnownUse | None:
    """Return the use that a row is about: by import key, then by product and schools, then the only use of the product.

    A use found by import key counts only when its product is not contradicted.
    """
    free = [use for use in uses if use.id not in set(taken)]
    key = import_key(values)
    for use in free:
        if use.import_key == key and product_key in (None, use.product_key):
            return use
    same = [use for use in free if use.product_key == product_key]
    if values.schools is None:
        whole = [use for use in same if not use.schools]
        return whole[0] if len(whole) == 1 else (same[0] if len(same) == 1 else None)
    return next((use for use in same if use.schools == frozenset(values.schools)), None)


def edit_for_new(values: RowValues, version_id: int | None = None) -> Edit:
    """Return what a row asks of a use that is not there yet; without a status it counts as in production.

    `version_id` is the version of the product that the row names, when the catalogue has it; else the name is noted.
    """
    fields: dict[str, Value] = {name: getattr(values, name) for name in PLAIN_FIELDS if _filled(getattr(values, name))}
    if version_id is not None:
        fields["version_id"] = version_id
    fields.setdefault("status", UsageStatus.IN_PRODUCTION)
    if values.schools:
        fields["schools"] = values.schools
    lines = _lines(values, version_id)
    if lines:
        fields["notes"] = merged_notes("", lines)
    return Edit(fields, values.components, values.categories, agreement_after(values, KnownAgreement()))


def edit_for(use: KnownUse, values: RowValues, version_id: int | None = None) -> Edit:
    """Return what a row changes of a use: only what the list fills and what differs (`version_id` as for a new one)."""
    fields: dict[str, Value] = {}
    for name in PLAIN_FIELDS:
        wanted = getattr(values, name)
        if _filled(wanted) and wanted != getattr(use, name):
            fields[name] = wanted
    if version_id not in (None, use.version_id):
        fields["version_id"] = version_id
    notes = merged_notes(use.notes, _lines(values, version_id))
    if notes != use.notes:
        fields["notes"] = notes
    return Edit(
        fields,
        tuple(guid for guid in values.components if guid not in use.components),
        tuple(code for code in values.categories if code not in use.categories),
        agreement_after(values, use.agreement),
    )


def agreement_after(values: RowValues, known: KnownAgreement) -> KnownAgreement | None:
    """Return the agreement as it becomes, or `None` when the row leaves it as it is.

    A list that says there is none takes the model and dates away with it.
    """
    presence = values.agreement or known.presence
    if presence in (AgreementPresence.ABSENT, AgreementPresence.NOT_NEEDED) and values.agreement:
        after = KnownAgreement(presence, note=known.note)
    else:
        after = KnownAgreement(
            presence,
            values.agreement_model or known.model_version,
            values.agreement_signed_on or known.signed_on,
            values.agreement_valid_until or known.valid_until,
            known.note,
        )
    return None if after == known else after


def agreement_contradicts(values: RowValues, known: KnownAgreement) -> bool:
    """Say whether a row gives a model or date of an agreement that is said not to be there."""
    told = values.agreement_model or values.agreement_signed_on or values.agreement_valid_until
    presence = values.agreement or known.presence
    return bool(told) and presence in (AgreementPresence.ABSENT, AgreementPresence.NOT_NEEDED)


def _lines(values: RowValues, version_id: int | None) -> tuple[str, ...]:
    """Return the lines for the notes: those of the list, and a version that the catalogue does not have."""
    if values.version and version_id is None:
        return (*values.notes, f"Versie: {values.version}")
    return values.notes


def merged_notes(existing: str, lines: Sequence[str]) -> str:
    """Return the notes with the lines of a list laid in: a line with the same label is replaced, the rest stays.

    Laying in the same lines twice changes nothing, so what a person wrote beside them survives.
    """
    kept = existing.splitlines()
    for line in lines:
        if line in kept:
            continue
        label, colon, _ = line.partition(": ")
        same = [at for at, one in enumerate(kept) if colon and one.startswith(f"{label}: ")]
        if same:
            kept[same[0]] = line
        else:
            kept.append(line)
    return "\n".join(kept)


def shown(value: object) -> str:
    """Return a value as text for a preview: codes as stored, days in ISO, several values separated by `; `."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "; ".join(shown(one) for one in value)
    return str(value)


def _filled(value: object) -> bool:
    return value is not None and value != ""
