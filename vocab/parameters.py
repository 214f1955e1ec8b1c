"""Parameters of named questions: what may be filled in, and how a value becomes an RDF term in the text; pure.

A value never reaches the text as it was typed: it is checked against its kind and written as one term, and only the
token `$name` outside strings, IRIs and comments makes place for it. A parameter left empty stays what `$name` is in
SPARQL, a variable, so that a pattern with it asks about everything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from vocab.iris import Iris
from vocab.namespaces import XSD, concept_iri

MAX_TEXT: Final = 200
"""The longest text that can be filled in, in characters."""

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,29}")
"""How a parameter is called; the same letters as its variable."""

_TOKEN: Final = re.compile(
    r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""'
    r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|\#[^\n\r]*"
    r"|\\."
    r"|[\"'].*"
    r"|\$(?P<name>[A-Za-z_][A-Za-z0-9_]*)",
    re.DOTALL,
)
"""A string that is never closed takes the rest with it: looking for its end anew at each quote in it is quadratic, and
half a minute for a text that fits in a form. A sign after a backslash belongs to a name (19.8, PN_LOCAL_ESC)."""
_RELATIVE: Final = re.compile(r"today([+-]\d{1,5})?")
_WHOLE: Final = re.compile(r"[+-]?\d{1,15}")
_KEY: Final = re.compile(r"[^\x00-\x20<>\"{}|^`\\]{1,200}")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_YES: Final = {"ja": "true", "true": "true", "yes": "true", "nee": "false", "false": "false", "no": "false"}


class ParameterKind(StrEnum):
    """What a parameter holds: a thing of a kind, a code of a scheme, or a plain value."""

    THING = "thing"
    CODE = "code"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    BOOLEAN = "boolean"


class Thing(StrEnum):
    """The kinds of thing that a parameter can ask for."""

    PRODUCT = "product"
    VENDOR = "vendor"
    COMPONENT = "component"
    BOARD = "board"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing to fill in.

    `of` is the kind of thing or the name of the scheme; `default` is a value as a person would type it, or
    `today`, `today+90` for a day. One that is `optional` and empty asks about everything.
    """

    name: str
    label_nl: str
    label_en: str
    kind: ParameterKind
    of: str = ""
    default: str = ""
    optional: bool = False


class BadValueError(Exception):
    """A value does not fit its parameter; `message` says in Dutch what is wrong, `params` fill it."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


def names_in(text: str) -> frozenset[str]:
    """Return the names of all `$name` in a query, outside strings, IRIs and comments."""
    return frozenset(found["name"] for found in _TOKEN.finditer(text) if found["name"])


def bind(text: str, terms: Mapping[str, str]) -> str:
    """Return the query with each `$name` that has a term replaced by it; what has none stays a variable."""
    return _TOKEN.sub(lambda found: terms.get(found["name"] or "", found[0]), text)


def code_of(text: str) -> str:
    """Return the query with its strings, IRIs and comments blanked out, every place kept."""
    return _TOKEN.sub(lambda found: found[0] if found["name"] else " " * len(found[0]), text)


def term(parameter: Parameter, value: str, *, iris: Iris, today: date) -> str:
    """Return a value as the term that stands in the query, as SPARQL writes it; raises `BadValueError`.

    A code is only checked for its form here: which codes a scheme has is for who can read schemes.
    """
    typed = value.strip()
    if parameter.kind is ParameterKind.THING:
        return f"<{_thing(parameter.of, typed, iris)}>"
    if parameter.kind is ParameterKind.CODE:
        return f"<{concept_iri(parameter.of, _key(typed))}>"
    return _PLAIN[parameter.kind](typed, today)


def day_of(value: str, today: date) -> date:
    """Return a day from `jjjj-mm-dd` or `today+90`; raises `BadValueError`."""
    found = _RELATIVE.fullmatch(value)
    try:
        return today + timedelta(days=int(found[1] or 0)) if found else date.fromisoformat(value)
    except (ValueError, OverflowError):
        raise BadValueError("Dit is geen datum (jjjj-mm-dd).") from None


def default_of(parameter: Parameter, today: date) -> str:
    """Return the default as it stands in a form: a relative day worked out."""
    if parameter.kind is ParameterKind.DATE and parameter.default:
        return day_of(parameter.default, today).isoformat()
    return parameter.default


def _thing(kind: str, value: str, iris: Iris) -> str:
    place = "fora" if kind == Thing.COMPONENT else kind
    own = iris.thing(place, "")
    return iris.thing(place, _key(value.removeprefix(own)))


def _key(value: str) -> str:
    if not _KEY.fullmatch(value):
        raise BadValueError("Dit is geen geldig kenmerk.")
    return value


def _date(value: str, today: date) -> str:
    return f'"{day_of(value, today).isoformat()}"^^<{XSD}date>'


def _integer(value: str, _today: date) -> str:
    if not _WHOLE.fullmatch(value):
        raise BadValueError("Dit is geen geheel getal.")
    return f'"{int(value)}"^^<{XSD}integer>'


def _decimal(value: str, _today: date) -> str:
    try:
        number = Decimal(value.replace(",", "."))
    except InvalidOperation:
        raise BadValueError("Dit is geen getal.") from None
    if not number.is_finite() or abs(number.adjusted()) > 15:  # noqa: PLR2004 - more is no number that anybody types
        raise BadValueError("Dit is geen getal.")
    return f'"{number:f}"^^<{XSD}decimal>'


def _text(value: str, _today: date) -> str:
    if len(value) > MAX_TEXT:
        raise BadValueError("Dit is te lang: hoogstens %(max_length)s tekens.", max_length=MAX_TEXT)
    if "\\" in value or _CONTROL.search(value):  # a backslash means another thing to each parser
        raise BadValueError("Er staat een teken in dat hier niet kan.")
    quoted = value.replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{quoted}"'


def _boolean(value: str, _today: date) -> str:
    found = _YES.get(value.lower())
    if found is None:
        raise BadValueError("Kies ja of nee.")
    return f'"{found}"^^<{XSD}boolean>'


_PLAIN: Final = {
    ParameterKind.DATE: _date,
    ParameterKind.INTEGER: _integer,
    ParameterKind.DECIMAL: _decimal,
    ParameterKind.TEXT: _text,
    ParameterKind.BOOLEAN: _boolean,
}
