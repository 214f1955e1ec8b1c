"""Dutch is the source, English a catalogue of gettext files; the language of a request is a context variable."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = ("nl", "en")
language: ContextVar[str] = ContextVar("language", default="nl")


@cache
def catalogue(code: str) -> Mapping[str, str | tuple[str, ...]]:
    """Return the messages of a language; Dutch has none, since it is the source."""
    found: dict[str, str | tuple[str, ...]] = {}
    folder = files("api") / "locale" / code
    if not folder.is_dir():
        return found
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".po"):
            for message in read_po(BytesIO(entry.read_bytes()), locale=code):
                if message.id and message.string:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    found[key] = message.string if isinstance(message.string, str) else tuple(message.string)
    return found


def translate(text: str, /, **values: object) -> str:
    """Return a Dutch sentence in the language of the request, with `%(name)s` filled in."""
    found = catalogue(language.get()).get(text, text)
    chosen = found if isinstance(found, str) else found[0]
    return chosen % values if values else chosen


def translate_plural(one: str, many: str, number: int, /, **values: object) -> str:
    """Return the singular or plural of a sentence; `num` is filled in too, with the reader's separators."""
    found = catalogue(language.get()).get(one, (one, many))
    forms = (found, found) if isinstance(found, str) else found
    chosen = forms[0] if number == 1 else forms[-1]
    return chosen % {"num": format_decimal(number, locale=language.get()), **values}
