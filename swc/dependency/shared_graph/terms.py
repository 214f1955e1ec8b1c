"""Terms as N-Triples text: addresses and values written once and used in many lines."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from vocab.iris import Iris
from vocab.mapping import nl, text, typed
from vocab.namespaces import concept_iri


@lru_cache(maxsize=4096)
def node(address: str) -> str:
    """Return an address as it stands in N-Triples; raises `ValueError` for what is no IRI."""
    return str(NamedNode(address))


@lru_cache(maxsize=4096)
def concept(scheme: str, code: StrEnum | str) -> str:
    """Return a concept."""
    return node(concept_iri(scheme, code.value if isinstance(code, StrEnum) else code))


@lru_cache(maxsize=4096, typed=True)  # 1 and True are not the same value
def value(of: bool | int | date) -> str:  # noqa: FBT001 - the value is the point
    """Return a truth value, a whole number or a day."""
    return _literal(typed(of))


def dutch(words: str) -> str:
    """Return words in Dutch."""
    return _literal(nl(words))


def plain(words: str) -> str:
    """Return plain text."""
    return _literal(text(words))


def _literal(one: Literal) -> str:
    return str(one)


class Addresses:
    """The addresses of things of one installation; ids come as their 32 digits or with hyphens, by the database."""

    def __init__(self, iris: Iris) -> None:
        self.iris = iris
        self._heads = {kind: iris.thing(kind, "") for kind in ("use", "coupling", "agreement")}

    def by_id(self, kind: str, raw: str) -> str:
        """Return the bare address of a use, coupling or agreement."""
        if len(raw) == 32:  # noqa: PLR2004 - the digits of a UUID (RFC 9562, 4)
            raw = f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"
        return self._heads[kind] + raw

    def thing(self, kind: str, key: str) -> str:
        """Return a thing with a key of its own as a term."""
        return node(self.iris.thing(kind, key))

    def element(self, guid: str) -> str:
        """Return an element of FORA as a term."""
        return node(self.iris.fora(guid))
