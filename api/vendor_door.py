"""What pages and JSON of claims share: reading what is claimed, whose voice somebody has, and a claim in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session

from api.catalogue_door import Named, country_name
from api.field_names import field_name
from api.i18n import translate
from api.rendering import day, label
from api.validation import validation_problems
from fora.queries import components
from swc.access.kinds import Act
from swc.catalogue.claims.kinds import VENDOR_FIELDS, ClaimNoun
from swc.catalogue.claims.schemas import ClaimSubmission
from swc.catalogue.claims.shapes import parse
from swc.catalogue.queries import vendor_names
from swc.errors import InvalidInputError, NotAllowedError, NotFoundError, Problem

_SCHEMES: Mapping[tuple[ClaimNoun, str], str] = {
    (ClaimNoun.STANDARD, "standard"): "standards",
    (ClaimNoun.LOCATION, "kind"): "location-kinds",
    (ClaimNoun.DATA_CATEGORY, "category"): "data-categories",
    (ClaimNoun.CERTIFICATE, "certificate"): "certificates",
    (ClaimNoun.CERTIFICATE, "availability"): "biv-levels",
    (ClaimNoun.CERTIFICATE, "integrity"): "biv-levels",
    (ClaimNoun.CERTIFICATE, "confidentiality"): "biv-levels",
    (ClaimNoun.VERSION, "status"): "version-status",
    (ClaimNoun.DATA_LEVEL, "data_level"): "data-levels",
    (ClaimNoun.HOSTING, "hosting"): "hosting-forms",
    (ClaimNoun.AI_USE, "ai_use"): "ai-uses",
}
_DAYS = frozenset({"valid_until", "from_date", "end_of_support", "end_of_life"})


def noun_of(text: str) -> ClaimNoun:
    """Return the kind of fact in an address; raises `NotFoundError` for one that no claim can be about."""
    try:
        return ClaimNoun(text)
    except ValueError:
        raise NotFoundError("Deze soort gegeven bestaat niet.") from None


def sound(data: ClaimSubmission) -> ClaimSubmission:
    """Return a claim whose payload the input schema of its kind takes; else a problem for each field."""
    try:
        parse(data.noun, data.payload, data.action)
    except ValidationError as error:
        problems = validation_problems(error.errors())
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=_by_column(problems)) from error
    return data


def _by_column(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Name the fields as forms and tables do."""
    return tuple(
        Problem(
            "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in one.where),
            one.message,
            one.remedy,
            one.code,
            one.params,
        )
        for one in problems
    )


def own_vendor(act: Act, asked: str = "") -> str:
    """Return the vendor that somebody speaks for: the one asked for, else the first by key."""
    if asked:
        act.demand_vendor(asked)
        return asked
    if not act.actor.vendors:
        raise NotAllowedError("U spreekt niet voor een leverancier.", remedy="Vraag de sectorredactie om een account.")
    return min(act.actor.vendors)


@dataclass(frozen=True, slots=True)
class Told(Named):
    """The words for what is claimed; names of components and vendors come along, since a claim holds their keys."""

    names: Mapping[str, str] = field(default_factory=dict)

    def words(self, noun: ClaimNoun, payload: Mapping[str, Any] | None) -> tuple[tuple[str, str], ...]:
        """Return caption and value of each field that says something, in the reader's language."""
        held = {} if payload is None else {name: value for name, value in payload.items() if value not in (None, "")}
        return tuple((self.caption(noun, name), self.word(noun, name, value)) for name, value in held.items())

    def caption(self, noun: ClaimNoun, name: str) -> str:
        """Return what people call a field of a claim."""
        return label(noun.value, "claim-kinds") if noun in VENDOR_FIELDS else field_name(name)

    def word(self, noun: ClaimNoun, name: str, value: Any) -> str:  # noqa: ANN401 - any JSON value
        """Return a value of a claim in words."""
        if isinstance(value, bool):
            return translate("ja") if value else translate("nee")
        if name == "country":
            return country_name(str(value))
        if name in _DAYS:
            return day(date.fromisoformat(str(value)))
        if (noun, name) in _SCHEMES:
            return label(str(value), _SCHEMES[noun, name])
        return self.names.get(str(value), str(value)) if name in ("component_guid", "vendor_key") else str(value)


def names(session: Session) -> dict[str, str]:
    """Return the names of components by GUID and of vendors by key, in two statements."""
    return {one.guid: one.name for one in components(session)} | dict(vendor_names(session))
