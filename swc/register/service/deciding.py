"""What a person says of values: accept, write otherwise, reject with a reason, withdraw, add; words are never lost.

Nothing is written here but the rows of one activity; `keep` makes the version and tells the event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from swc.access.kinds import Act
from swc.catalogue.kinds import Trust
from swc.errors import Problem
from swc.register.kinds import COUNTS, Decision, ValueOrigin, ValueState
from swc.register.models import ProcessingValue
from swc.register.schemas import ActivityChange, Detail, RegisterValue, ValueAddition, ValueDecision
from swc.register.service import checks
from swc.register.service.opening import Key, Work, as_derived

_BASIS = ("origin", "path", "source", "trust", "detail", "label")


def decide(session: Session, work: Work, data: ActivityChange, *, by: Act) -> None:
    """Apply every decision and addition of a form to the rows; raises `InvalidInputError` with all that is wrong."""
    number = work.activity.board_number
    labels = [checks.label_of(session, number, one, on=by.today) if one.key else None for one in data.additions]
    checks.demand(_problems(work, data, labels))
    known = work.known
    fresh = as_derived(session, work, by=by) if _taken_over_anew(work, data) else {}
    for one in data.decisions:
        key = (one.field, one.key)
        if one.decision is Decision.ACCEPT:
            _accept(work, fresh.get(key, known[key]), derived=key in fresh or key not in work.stored, by=by)
        else:
            _apply(work, known[key], one, reason=one.reason or data.reason, by=by)
    if data.accept_all:
        accept_suggested(work, by=by)
    for addition, label in zip(data.additions, labels, strict=True):
        _add(work, addition, label, by=by)


def _taken_over_anew(work: Work, data: ActivityChange) -> bool:
    """Say whether somebody takes over what is derived now of a value that was decided on before."""
    return any(one.decision is Decision.ACCEPT and (one.field, one.key) in work.stored for one in data.decisions)


def accept_suggested(work: Work, *, by: Act) -> None:
    """Accept every value that nobody decided on."""
    for one in work.activity.values:
        key = (one.field, one.key)
        if one.state is ValueState.SUGGESTED and key not in work.stored:
            _put(work, one, ValueState.ACCEPTED, by=by)


def own_key(text: str) -> str:
    """Return the key of a value in a person's own words: the same words give the same key."""
    return "eigen-" + hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:16]


def _problems(work: Work, data: ActivityChange, labels: list[str | None]) -> Iterator[Problem]:
    seen: set[Key] = set()
    known = work.known
    for number, one in enumerate(data.decisions):
        where, key = f"decisions.{number}", (one.field, one.key)
        if key not in known:
            yield Problem(
                f"{where}.key",
                "De waarde %(key)s staat niet (meer) bij deze verwerking.",
                "Bekijk de verwerking opnieuw.",
                params={"key": one.key, "field": one.field.value},
            )
        elif key in seen:
            yield Problem(f"{where}.key", "Over deze waarde staan twee besluiten in het formulier.")
        seen.add(key)
        yield from _decision_problems(where, one, data.reason)
    for number, (addition, label) in enumerate(zip(data.additions, labels, strict=True)):
        yield from checks.addition(f"additions.{number}", addition, label)


def _decision_problems(where: str, one: ValueDecision, reason: str) -> Iterator[Problem]:
    if one.decision is Decision.REJECT and not (one.reason or reason):
        yield Problem(f"{where}.reason", "Geef een reden bij wat u afwijst.")
    if one.decision is Decision.CHANGE and not one.text and one.detail is None:
        yield Problem(f"{where}.text", "Schrijf wat het moet zijn.")
    yield from checks.detail(where, one.detail)


def _apply(work: Work, value: RegisterValue, one: ValueDecision, *, reason: str, by: Act) -> None:
    """Apply one decision on a value as it stands."""
    key = (value.field, value.key)
    if one.decision is Decision.WITHDRAW:
        work.stored.pop(key, None)
    elif one.decision is Decision.REJECT:
        _put(work, value, ValueState.REJECTED, text=value.text, reason=reason, by=by)
    else:
        _change(work, value, one, reason=reason, by=by)


def _accept(work: Work, value: RegisterValue, *, derived: bool, by: Act) -> None:
    """Take over what is derived; of what is derived no longer, keep the words as one's own."""
    if derived:
        _put(work, value, ValueState.ACCEPTED, by=by)
    elif value.state is not ValueState.ADDED:
        _put(work, value, ValueState.ADDED, text=value.text, by=by)


def _change(work: Work, value: RegisterValue, one: ValueDecision, *, reason: str, by: Act) -> None:
    state = ValueState.CHANGED if derived_now(value) else ValueState.ADDED
    _put(work, value, state, text=one.text or value.text, detail=one.detail, reason=reason, by=by)


def _add(work: Work, one: ValueAddition, label: str | None, *, by: Act) -> None:
    """Add a value by hand; what was suggested all along is accepted, what stands already is left alone."""
    key = (one.field, one.key or own_key(one.text))
    value = work.known.get(key)
    row = work.stored.get(key)
    if row is not None and row.state in COUNTS and not one.text and one.detail is None:
        return
    if value is not None and derived_now(value):
        state = ValueState.CHANGED if one.text or one.detail else ValueState.ACCEPTED
        _put(work, value, state, text=one.text, detail=one.detail, by=by)
        return
    fresh = RegisterValue(
        field=one.field,
        key=key[1],
        label=label or one.text,
        origin=ValueOrigin.PERSON,
        trust=Trust.CONFIRMED,
        state=ValueState.ADDED,
    )
    text = one.text if label and one.text != label else ""
    _put(work, fresh, ValueState.ADDED, text=text, detail=one.detail, by=by)


def derived_now(value: RegisterValue) -> bool:
    """Say whether a value still follows from the facts."""
    return value.origin is not ValueOrigin.PERSON and value.state not in (ValueState.ADDED, ValueState.LAPSED)


def _put(
    work: Work,
    value: RegisterValue,
    state: ValueState,
    *,
    text: str = "",
    detail: Detail | None = None,
    reason: str = "",
    by: Act,
) -> None:
    """Keep a decision on a value with what was derived when it was made; the same again changes nothing."""
    fresh = ProcessingValue(
        activity_id=work.row.id,
        field=value.field,
        key=value.key,
        label=value.label,
        text=text,
        state=state,
        reason=reason,
        detail=_merged(value.detail, detail).model_dump(mode="json", by_alias=True, exclude_defaults=True),
        basis=value.model_dump(mode="json", by_alias=True, include=set(_BASIS)),
        decided_at=by.now,
        decided_by=by.actor.label[:80],
    )
    key = (value.field, value.key)
    if key not in work.stored or told(work.stored[key]) != told(fresh):
        work.stored[key] = fresh


def _merged(derived: Detail, given: Detail | None) -> Detail:
    """Return the particulars as derived, with those that a person gave instead."""
    if given is None:
        return derived
    return derived.model_copy(update={name: getattr(given, name) for name in given.model_fields_set})


def told(row: ProcessingValue) -> dict[str, Any]:
    """Return a decision as an event tells it."""
    told: dict[str, Any] = {"field": row.field.value, "key": row.key, "state": row.state.value, "label": row.label}
    extra = {"text": row.text, "reason": row.reason, "detail": row.detail}
    return told | {name: value for name, value in extra.items() if value}
