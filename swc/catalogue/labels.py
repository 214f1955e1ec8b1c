"""The Dutch names of the categories that the starting data give products in English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from swc.catalogue.data_files import rows


def category_label(category: str) -> str:
    """Return the Dutch name of a category; a category that people wrote themselves is its own name."""
    return _labels().get(category, category)


@cache
def _labels() -> Mapping[str, str]:
    return MappingProxyType({row["category"]: row["label_nl"] for row in rows("categories.csv")})
