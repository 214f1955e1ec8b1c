"""What pages and JSON of the catalogue share: the key in an address and the names that people read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from babel import Locale
from fastapi import Depends, Path

from api.i18n import language, translate
from api.rendering import label
from swc.catalogue.kinds import DataLevel
from swc.catalogue.schemas import ProductSummary
from swc.errors import NotFoundError

_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,119}")


def clean_key(key: str) -> str:
    """Return a key as it can exist; raises `NotFoundError` for anything else, because nothing can have it."""
    if not _KEY.fullmatch(key):
        raise NotFoundError("Deze vermelding is niet gevonden in de catalogus.")
    return key


def _key(key: Annotated[str, Path(description="Sleutel in de catalogus")]) -> str:
    return clean_key(key)


CatalogueKey = Annotated[str, Depends(_key)]
"""The key of a vendor, product or central DPIA in an address."""


def asked(text: str, length: int = 200) -> str:
    """Return what somebody typed in a filter without what no database can hold."""
    return text.replace("\x00", "").strip()[:length]


@cache
def _territories(code: str) -> dict[str, str]:
    return dict(Locale.parse(code).territories)


def country_name(code: str | None) -> str:
    """Return the name of a country in the reader's language with its code; unknown says so."""
    if not code:
        return translate("onbekend")
    name = _territories(language.get()).get(code)
    return f"{name} ({code})" if name else code


def category_name(product: ProductSummary) -> str:
    """Return the category of a product in the reader's language."""
    return product.category if language.get() == "en" else product.category_label


def level_name(level: DataLevel) -> str:
    """Return the name of a data level in the reader's language."""
    return translate("onbekend") if level is DataLevel.UNKNOWN else label(level.value, "data-levels")


@dataclass(frozen=True, slots=True)
class Named:
    """The words that templates of the catalogue look up."""

    def country(self, code: str | None) -> str:
        """Return the name of a country."""
        return country_name(code)

    def category(self, product: ProductSummary) -> str:
        """Return the name of a product's category."""
        return category_name(product)

    def is_link(self, source: str) -> bool:
        """Say whether a source is a web address that can be followed."""
        return source.startswith(("https://", "http://")) and " " not in source
