"""The neutral model that every reader fills: what the file says, unchanged, before cleaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fora.kinds import SourceFormat


@dataclass(frozen=True, slots=True)
class RawPair:
    """A property as the file has it."""

    key: str
    value: str
    lang: str | None = None


@dataclass(slots=True)
class RawElement:
    """An element as the file has it; `folder` is the path of folder names."""

    id: str
    type: str
    name: str = ""
    documentation: str = ""
    folder: tuple[str, ...] = ()
    properties: list[RawPair] = field(default_factory=list)
    translations: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class RawRelation:
    """A relation as the file has it; `source` and `target` are identifiers of elements or of relations."""

    id: str
    type: str
    source: str
    target: str
    access_type: str = ""
    modifier: str = ""
    directed: bool = False
    name: str = ""
    documentation: str = ""
    properties: list[RawPair] = field(default_factory=list)
    translations: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class RawView:
    """A view; nodes come parents first in absolute coordinates, references still carry the file's identifiers."""

    id: str
    name: str = ""
    documentation: str = ""
    folder: tuple[str, ...] = ()
    properties: list[RawPair] = field(default_factory=list)
    translations: list[dict[str, str]] = field(default_factory=list)
    nodes: list[dict[str, Any]] = field(default_factory=list)
    connections: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Unused:
    """Something in the file that could not be used, and why (a Dutch sentence)."""

    kind: str
    id: str
    name: str
    property: str
    value: str
    reason: str


@dataclass(slots=True)
class RawModel:
    """A whole model as read."""

    format: SourceFormat
    id: str = ""
    name: str = ""
    documentation: str = ""
    version: str = ""
    elements: list[RawElement] = field(default_factory=list)
    relations: list[RawRelation] = field(default_factory=list)
    views: list[RawView] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)

    def skip(self, kind: str, identifier: str, reason: str, *, name: str = "", prop: str = "", value: str = "") -> None:
        """Note something that could not be used."""
        self.unused.append(Unused(kind, identifier, name, prop, value, reason))
