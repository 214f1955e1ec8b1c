"""The join key: a GUID as 32 lower-case hex digits, whatever form a file or a wiki address gives it."""

from __future__ import annotations

import re
from uuid import UUID, uuid5

_NAMESPACE = UUID("6f1c1a52-6f0e-5d5b-9a53-7c0f6a1d3c11")
_PREFIX = re.compile(r"^(?:id[-_]|EAID_)", re.IGNORECASE)
_SEPARATORS = str.maketrans("", "", "-_{}")
_HEX = re.compile(r"^[0-9a-f]{32}$")


def guid(identifier: str) -> str:
    """Return the GUID of an identifier.

    `id-` and the separators go, so that `id-<32 hex>`, a hyphenated GUID and the regrouped form of the wiki
    (8-4-5-4-11) meet. An identifier that holds no GUID gets a fixed one, made from its text (UUID version 5).
    """
    found = found_guid(identifier)
    return found or uuid5(_NAMESPACE, identifier).hex


def found_guid(identifier: str) -> str | None:
    """Return the GUID that an identifier holds, or None."""
    bare = _PREFIX.sub("", identifier.strip()).translate(_SEPARATORS).lower()
    return bare if _HEX.match(bare) else None


def relation_guid(source: str, kind: str, target: str) -> str:
    """Return the fixed GUID of a relation that has no identifier, from its two GUIDs and its type."""
    return uuid5(_NAMESPACE, f"{source} {kind} {target}").hex
