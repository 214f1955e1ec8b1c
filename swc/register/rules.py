"""Rules of the register: addresses of activities, laying decisions over what is derived, what is missing, coverage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid5

from swc.access.schemas import ReadModel
from swc.catalogue.kinds import Trust
from swc.register.kinds import (
    ART_30,
    ActivityState,
    AnchorKind,
    BoardRole,
    RegisterField,
    ValueOrigin,
    ValueState,
)
from swc.register.schemas import (
    Activity,
    Anchor,
    Derived,
    Detail,
    PathStep,
    RegisterValue,
    UseRef,
)

_SPACE = UUID("0a4c3e0e-6a3f-5d0c-9b58-3f6b7c1f2a90")
_FIELDS = {field: at for at, field in enumerate(RegisterField)}
ART_30_2 = (
    RegisterField.CONTROLLER,
    RegisterField.DESCRIPTION,
    RegisterField.TRANSFER,
    RegisterField.SECURITY,
)
"""What art. 30(2) AVG asks of a processor: for whom, which kinds of processing, transfers and security."""

AGREEMENTS = {
    "present": "met verwerkersovereenkomst",
    "absent": "zonder verwerkersovereenkomst",
    "unknown": "verwerkersovereenkomst onbekend",
}
"""How a difference tells the presence of an agreement."""

COUNTED = frozenset({ActivityState.SUGGESTED, ActivityState.ESTABLISHED})
"""The states of an activity that coverage counts."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided on one value, as it is stored; `basis` is the derivation as it was then, in JSON.

    It stays text, since it is only read where nothing is derived any more.
    """

    at: RegisterField
    key: str
    label: str
    state: ValueState
    text: str = ""
    reason: str = ""
    detail: Detail = field(default_factory=Detail)
    basis: str = "{}"
    decided_at: datetime | None = None
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An activity as it follows from the facts."""

    anchor: Anchor
    name: str
    values: tuple[RegisterValue, ...] = ()
    uses: tuple[UseRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """An activity somebody decided on, as it is stored."""

    id: UUID
    anchor: Anchor
    name: str
    role: BoardRole
    owner_role: str
    state: ActivityState
    reason: str
    ended_on: date | None
    version: int
    updated_at: datetime
    row_version: int


def activity_id(board_number: str, kind: AnchorKind, key: str) -> UUID:
    """Return the id of the activity of a board on an anchor: the same before and after somebody decides on it."""
    return uuid5(_SPACE, f"{board_number}/{kind.value}/{key}")


def draft_id(board_number: str, draft: Draft) -> UUID:
    """Return the id of the activity that a draft would become."""
    return activity_id(board_number, draft.anchor.kind, draft.anchor.key)


def merge(derived: Iterable[Derived], decided: Iterable[Decided]) -> tuple[RegisterValue, ...]:
    """Lay what people decided over what is derived; what somebody wrote is never lost.

    A derivation that says something else than was decided on shows as `difference`; one that is gone leaves an
    accepted value as lapsed.
    """
    said = {(one.at, one.key): one for one in decided}
    found = [_laid(one, said.pop((one.field, one.key), None)) for one in derived]
    found.extend(_underived(one) for one in said.values())
    return tuple(sorted(found, key=_reading_order))


def kept_values(decided: Iterable[Decided]) -> tuple[RegisterValue, ...]:
    """Return what was decided as it was, without comparing it with anything (an activity that has ended)."""
    return tuple(sorted((_as_stored(one, one.state) for one in decided), key=_reading_order))


def _laid(derived: Derived, said: Decided | None) -> RegisterValue:
    if said is None:
        return derived if isinstance(derived, RegisterValue) else RegisterValue(**dict(derived))
    return _told(said, said.state, derived, _difference(derived, said))


def _difference(derived: Derived, said: Decided) -> str:
    """Return what is derived now where that is not what somebody decided on; of what they changed only the label."""
    if said.state in (ValueState.ACCEPTED, ValueState.CHANGED) and derived.label != said.label:
        return derived.label
    now = _particulars(derived.detail)
    if said.state is ValueState.ACCEPTED and now != _particulars(said.detail):
        return f"{derived.label}: {now}" if now else derived.label
    return ""


def _particulars(detail: Detail) -> str:
    """Return in words what a label leaves out: the safeguard of a transfer, how an agreement stands."""
    return detail.safeguard or AGREEMENTS.get(detail.agreement, "")


def _underived(said: Decided) -> RegisterValue:
    lapsed = said.state is ValueState.ACCEPTED
    return _as_stored(said, ValueState.LAPSED if lapsed else said.state)


def _as_stored(said: Decided, state: ValueState) -> RegisterValue:
    """Return a value with the origin and path that were kept with the decision."""
    return _told(said, state, _Basis.model_validate_json(said.basis))


class _Basis(ReadModel):
    """What is kept of a derivation when somebody decides; nothing for what a person added."""

    origin: ValueOrigin = ValueOrigin.PERSON
    source: str = ""
    trust: Trust = Trust.UNKNOWN
    path: tuple[PathStep, ...] = ()


def _told(said: Decided, state: ValueState, ground: Derived | _Basis, difference: str = "") -> RegisterValue:
    return RegisterValue(
        field=said.at,
        key=said.key,
        label=said.label,
        origin=ground.origin,
        path=ground.path,
        source=ground.source,
        trust=ground.trust,
        detail=said.detail,
        state=state,
        text=said.text,
        reason=said.reason,
        difference=difference,
        decided_at=said.decided_at,
        decided_by=said.decided_by,
    )


def _reading_order(one: RegisterValue) -> tuple[int, bool, str, str]:
    return (_FIELDS[one.field], one.state is ValueState.REJECTED, one.shown.casefold(), one.key)


def compose(board_number: str, draft: Draft | None, kept: Kept | None, decided: Iterable[Decided] = ()) -> Activity:
    """Return an activity from what is derived and what is stored; at least one of both is there."""
    if kept is None:
        if draft is None:
            raise ValueError("an activity is derived, stored or both")
        return _suggested(board_number, draft)
    if kept.state is ActivityState.ENDED:
        values = kept_values(decided)
    else:
        values = merge(draft.values if draft else (), decided)
    lapsed = draft is None and kept.anchor.kind is not AnchorKind.MANUAL
    anchor = draft.anchor if draft else kept.anchor.model_copy(update={"lapsed": lapsed})
    counts = kept.state in COUNTED
    return Activity(
        id=kept.id,
        board_number=board_number,
        anchor=anchor,
        name=kept.name,
        role=kept.role,
        owner_role=kept.owner_role,
        state=kept.state,
        reason=kept.reason,
        ended_on=kept.ended_on,
        version=kept.version,
        values=values,
        uses=used(values, draft.uses if draft else ()),
        missing=missing(values, kept.role) if counts else (),
        open_suggestions=sum(one.state is ValueState.SUGGESTED for one in values) if counts else 0,
        differences=sum(_differs(one) for one in values) if counts else 0,
        updated_at=kept.updated_at,
        row_version=kept.row_version,
    )


def _suggested(board_number: str, draft: Draft) -> Activity:
    values = tuple(sorted(draft.values, key=_reading_order))
    return Activity(
        id=draft_id(board_number, draft),
        board_number=board_number,
        anchor=draft.anchor,
        name=draft.name,
        values=values,
        uses=draft.uses,
        missing=missing(values, BoardRole.CONTROLLER),
        open_suggestions=len(values),
    )


def _differs(one: RegisterValue) -> bool:
    return bool(one.difference) or one.state is ValueState.LAPSED


def used(values: Iterable[RegisterValue], derived: tuple[UseRef, ...]) -> tuple[UseRef, ...]:
    """Return the uses of an activity: those of its application values, without the rejected ones."""
    names = {str(one.id): one for one in derived}
    found = []
    for value in values:
        if value.field is RegisterField.APPLICATION and value.state is not ValueState.REJECTED:
            use = use_of(value)
            if use is not None:
                found.append(names.get(str(use), UseRef(id=use, name=value.shown)))
    return tuple(found)


def use_of(value: Derived) -> UUID | None:
    """Return the use that an application value names; what a person wrote by hand need not be one."""
    return as_use(value.detail.use_id or value.key)


def as_use(text: str) -> UUID | None:
    """Return the id of a use from its text, or nothing when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def asked(role: BoardRole) -> tuple[RegisterField, ...]:
    """Return the fields that art. 30 AVG asks of an activity in a role."""
    return ART_30_2 if role is BoardRole.PROCESSOR else ART_30


def missing(values: Iterable[RegisterValue], role: BoardRole) -> tuple[RegisterField, ...]:
    """Return the fields of art. 30 AVG without a value that stands.

    A processor is a recipient too (art. 4(9) AVG), so that a named processor fills that field. A controller needs no
    processor where no application has a vendor that could be one.
    """
    left = [one for one in values if one.state is not ValueState.REJECTED]
    standing = {one.field for one in left}
    if RegisterField.PROCESSOR in standing:
        standing.add(RegisterField.RECIPIENT)
    elif not any(one.field is RegisterField.APPLICATION and one.detail.vendor_key for one in left):
        standing.add(RegisterField.PROCESSOR)
    return tuple(one for one in asked(role) if one not in standing)
