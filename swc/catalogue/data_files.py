"""Reads the CSV files that ship with the catalogue; what they mean is decided elsewhere."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a file in `data/`, by its name."""
    text = files("swc.catalogue").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
