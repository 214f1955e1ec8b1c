"""Tells what pydantic refuses in Dutch: each kind of error it can give, with the limit that was passed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from swc.errors import Problem

OTHERWISE = "Deze waarde klopt niet."
"""What is said of an error that a person cannot cause by typing, so that no English sentence is ever shown."""

_WHOLE = "Dit is geen geheel getal."
_NUMBER = "Dit is geen getal."
_DAY = "Dit is geen datum (jjjj-mm-dd)."
_MOMENT = "Dit is geen tijdstip (jjjj-mm-ddTuu:mm:ssZ)."
_LIST = "Dit moet een lijst zijn."
_OBJECT = "Dit moet een object met velden zijn."
_YES_NO = "Kies ja of nee."
_CHOICE = "Deze keuze bestaat niet."
_IDENTIFIER = "Dit is geen geldig kenmerk."

SENTENCES: Mapping[str, str] = {
    "missing": "Dit veld ontbreekt.",
    "extra_forbidden": "Dit veld bestaat niet.",
    "json_invalid": "Dit is geen geldige JSON.",
    "json_type": "Dit is geen geldige JSON.",
    "string_type": "Dit moet tekst zijn.",
    "string_unicode": "Er staat een onleesbaar teken in de tekst.",
    "string_too_short": "Dit veld mag niet leeg zijn.",
    "string_too_long": "Dit is te lang: hoogstens %(max_length)s tekens.",
    "string_pattern_mismatch": "Dit is niet geschreven zoals het hoort.",
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "decimal_max_digits": "Dit getal heeft te veel cijfers.",
    "decimal_whole_digits": "Dit getal heeft te veel cijfers.",
    "decimal_max_places": "Dit getal heeft te veel cijfers achter de komma: hoogstens %(decimal_places)s.",
    "greater_than_equal": "Dit getal is te klein: het moet %(ge)s of meer zijn.",
    "greater_than": "Dit getal is te klein: het moet meer dan %(gt)s zijn.",
    "less_than_equal": "Dit getal is te groot: het mag hoogstens %(le)s zijn.",
    "less_than": "Dit getal is te groot: het moet minder dan %(lt)s zijn.",
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "timezone_aware": _MOMENT,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "uuid_type": _IDENTIFIER,
    "uuid_parsing": _IDENTIFIER,
    "uuid_version": _IDENTIFIER,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "too_long": "Dit zijn er te veel: hoogstens %(max_length)s.",
    "too_short": "Dit zijn er te weinig: ten minste %(min_length)s.",
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dataclass_type": _OBJECT,
}
"""By the error type of pydantic-core; the placeholders are those of its context."""

_OWN = ("value_error", "assertion_error")
_ASIDE = ("body", "query", "path", "form")


def validation_problems(errors: Sequence[Mapping[str, object]]) -> tuple[Problem, ...]:
    """Return pydantic's errors as problems in Dutch, with the place in dotted form."""
    return tuple(_problem(error) for error in errors)


def _problem(error: Mapping[str, object]) -> Problem:
    location = error.get("loc", ())
    parts = location if isinstance(location, tuple) else (location,)
    kind = str(error.get("type", ""))
    where = "" if kind == "json_invalid" else ".".join(str(part) for part in parts if part not in _ASIDE)
    if kind in _OWN:  # the sentence of one of our own validators
        message = re.sub(r"^(Value|Assertion) error, ", "", str(error.get("msg", "")))
        return Problem(where=where, message=message, code=kind)
    context = error.get("ctx")
    params: dict[str, object] = dict(context) if isinstance(context, dict) else {}
    return Problem(where=where, message=SENTENCES.get(kind, OTHERWISE), code=kind, params=params)
