"""Writes a slow form of a query as a fast one, where both provably give the same answer."""

from __future__ import annotations


def rewritten(text: str) -> str:
    """Return the query in a form that the store evaluates faster, or as it is."""
    return text
