"""How source, date and trust of a fact become RDF; shared by every mapping of the catalogue."""

from __future__ import annotations

import re
from typing import Any

from vocab.mapping import Prop, Term, iri, text, typed
from vocab.namespaces import DCTERMS, concept_iri
from vocab.terms import Property

_ABSOLUTE = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def source_term(value: str) -> Term:
    """Return a source as a node when it is a web address and as text when it is a title."""
    return iri(value) if _ABSOLUTE.fullmatch(value) else text(value)


def web_address(value: str) -> str | None:
    """Return a value only when it is a web address that can be a node."""
    return value if _ABSOLUTE.fullmatch(value) else None


PROVENANCE: tuple[Prop[Any], ...] = (
    Prop(DCTERMS + "source", lambda row: row.source_url, source_term),
    Prop(Property.CHECKED_ON, lambda row: row.checked_on, typed),
    Prop(Property.TRUST, lambda row: concept_iri("trust", row.trust.value), iri),
)
"""The properties that every sourced row carries."""
