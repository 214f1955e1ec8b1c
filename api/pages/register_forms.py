"""The forms of the register: from fields marked per value to decisions and additions, and back after a refusal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData

from api.rendering import label
from api.validation import validation_problems
from swc.errors import DomainError, InvalidInputError
from swc.register.kinds import CODED, Decision, RegisterField
from swc.register.schemas import ActivityChange, ActivityCreate, RegisterValue

Model = TypeVar("Model", bound=BaseModel)

FIELDS = "register-fields"

_LINES = (
    RegisterField.CONTROLLER,
    RegisterField.JOINT_CONTROLLER,
    RegisterField.RECIPIENT,
    RegisterField.PROCESSOR,
    RegisterField.SECURITY,
)
"""The fields of the form for a new activity in which every line is a value."""


def change_of(form: FormData) -> ActivityChange:
    """Return what a person decided; raises `InvalidInputError` with a problem per field.

    A value stands in the form as `field-…`, `key-…` and `decision-…`, with `text-…`, `reason-…` and particulars, all
    with its mark; an addition as `add-<field>-key`, `add-<field>-text` and particulars.
    """
    asked: dict[str, Any] = {
        "decisions": [one for _, one in _decisions(form)],
        "additions": [one for field in RegisterField for one in _additions(form, field)],
        "accept_all": bool(form.get("accept_all")),
        "reason": form.get("reason", ""),
        "expected_version": form.get("expected_version") or None,
    }
    for name in ("name", "role", "owner_role"):
        if name in form:
            asked[name] = form[name]
    return _valid(ActivityChange, asked)


def creation_of(form: FormData) -> ActivityCreate:
    """Return an activity made by hand; raises `InvalidInputError` with a problem per field."""
    additions = [one for field in RegisterField for one in _additions(form, field)]
    for field in _LINES:
        lines = str(form.get(f"lines-{field.value}", "")).splitlines()
        additions += [{"field": field.value, "text": line.strip()} for line in lines if line.strip()]
    for field in CODED:
        chosen = [code for code in form.getlist(f"codes-{field.value}") if code]
        additions += [{"field": field.value, "key": code} for code in chosen]
    asked = {name: form[name] for name in ("name", "role", "owner_role") if form.get(name)}
    return _valid(ActivityCreate, {**asked, "additions": additions})


def mark(value: RegisterValue) -> str:
    """Return what tells the controls of a value apart in a form: the same whatever else is in it."""
    return f"{value.field.value}-{hashlib.sha256(value.key.encode()).hexdigest()[:10]}"


def place_of(value: RegisterValue) -> str:
    """Return how a refusal names a value: its field and what stands there."""
    return f"{label(value.field.value, FIELDS)}: {value.shown}"


def told(refused: DomainError, form: FormData) -> DomainError:
    """Return a refusal whose problems name the field and the value as the page does."""
    decided = [f"{label(one['field'], FIELDS)}: {form.get('was-' + which, '')}" for which, one in _decisions(form)]
    added = [label(one["field"], FIELDS) for field in RegisterField for one in _additions(form, field)]
    places = {"decisions": decided, "additions": added}
    problems = tuple(replace(one, where=_place(one.where, places)) for one in refused.problems)
    return type(refused)(refused.message, remedy=refused.remedy, problems=problems, **refused.params)


def _place(where: str, places: dict[str, list[str]]) -> str:
    kind, _, rest = where.partition(".")
    number = rest.partition(".")[0]
    known = places.get(kind, [])
    return known[int(number)] if number.isdigit() and int(number) < len(known) else where


def _decisions(form: FormData) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the decisions that were made, each with its mark; a value left as it is has none.

    Words that were written are a decision too, also where nothing or "take over" was chosen: no text is dropped.
    """
    for name in form:
        if not name.startswith("key-"):
            continue
        which = name.removeprefix("key-")
        decision, text = form.get(f"decision-{which}", ""), form.get(f"text-{which}", "")
        detail, reason = _detail(form, which), form.get(f"reason-{which}", "")
        written = _plain(text) != _plain(form.get(f"was-{which}", "")) or detail != _detail(form, f"was-{which}")
        if decision in ("", Decision.ACCEPT.value) and written:
            decision = Decision.CHANGE.value
        if decision or reason:
            changed = decision == Decision.CHANGE.value
            yield (
                which,
                {
                    "field": form.get(f"field-{which}", ""),
                    "key": form[name],
                    "decision": decision,
                    "text": text if changed else "",
                    "reason": reason,
                    "detail": detail if changed else None,
                },
            )


def _plain(text: object) -> str:
    """Return a text without what a browser does to its white space."""
    return " ".join(str(text).split())


def _additions(form: FormData, field: RegisterField) -> Iterator[dict[str, Any]]:
    """Yield what was added to one field; an empty pair of fields adds nothing."""
    key, words = form.get(f"add-{field.value}-key", ""), form.get(f"add-{field.value}-text", "")
    detail = _detail(form, f"add-{field.value}")
    if key or words or detail:
        yield {"field": field.value, "key": key, "text": words, "detail": detail}


def _detail(form: FormData, which: str) -> dict[str, Any] | None:
    """Return the particulars that were filled in of a value, or nothing."""
    names = {"country": "country", "safeguard": "safeguard", "days": "term_days"}
    given = {name: str(form.get(f"{part}-{which}", "")).strip() for part, name in names.items()}
    kept: dict[str, Any] = {name: value for name, value in given.items() if value}
    if "country" in kept:
        kept["country"] = kept["country"].upper()
    return kept or None


def _valid(schema: type[Model], asked: dict[str, Any]) -> Model:
    try:
        return schema.model_validate(asked)
    except ValidationError as error:
        problems = validation_problems(error.errors())
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=problems) from error
