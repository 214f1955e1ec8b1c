"""Minting of instance IRIs under the public base address of an installation (pure string work)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

KINDS: Final = (
    "board",
    "school",
    "site",
    "vendor",
    "product",
    "use",
    "coupling",
    "agreement",
    "contract",
    "assessment",
    "processing",
    "central-dpia",
    "flag",
    "rule",
    "release",
    "fora",
    "query",
    "mapping",
)
"""The kinds of thing that have an address `<base>/id/<kind>/<key>`; `fora` holds elements and relations by GUID."""

_KINDS = frozenset(KINDS)
_plain = re.compile(r"[A-Za-z0-9_.~-]*").fullmatch
"""Says whether a key holds only characters that stand for themselves (RFC 3986, 2.3), as nearly every key does."""


@dataclass(frozen=True, slots=True)
class Iris:
    """The addresses of one installation; `base` is `SWC_PUBLIC_BASE_URL` without a trailing slash."""

    base: str

    def thing(self, kind: str, *key: str) -> str:
        """Return `<base>/id/<kind>/<key…>`; raises `ValueError` for a kind that has no addresses."""
        if kind not in _KINDS:
            raise ValueError(f"no addresses for kind {kind!r}")
        parts = key if _plain("".join(key)) else (quote(part, safe="") for part in key)
        return f"{self.base}/id/{kind}/{'/'.join(parts)}"

    def fora(self, guid: str) -> str:
        """Return the address of a FORA element or relation, the same in every release."""
        return self.thing("fora", guid)

    def graph(self, name: str) -> str:
        """Return the address of a named graph: `vocabulary`, `fora/<release>`, `catalogue` or `board/<number>`."""
        return f"{self.base}/graph/{quote(name, safe='/')}"
