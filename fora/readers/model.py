"""The neutral model that every reader fills: what the file says, unchanged, before cleaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fora.kinds import SourceFormat

Languages = dict[str, str]
"""In which language the text of a field (`name`, `documentation`) stands; absent where the file does not say."""


@dataclass(frozen=True, slots=True)
class RawPair:
    """A property as the file has it.

    `type` is the kind of value that the file declares, `more` says that it is a further value (another language) of
    the same property as the pair before it.
    """

    key: str
    value: str
    lang: str | None = None
    type: str = "string"
    more: bool = False


@dataclass(frozen=True, slots=True)
class RawDefinition:
    """A kind of property that the file declares, also when nothing uses it."""

    key: str
    type: str = "string"
    lang: str | None = None
    translations: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class RawItem:
    """A folder of the file, or the place of one thing in it (`reference`); texts as in an element."""

    label: str = ""
    reference: str = ""
    id: str = ""
    lang: str | None = None
    translations: list[dict[str, str]] = field(default_factory=list)
    items: list[RawItem] = field(default_factory=list)


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
    langs: Languages = field(default_factory=dict)


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
    langs: Languages = field(default_factory=dict)
    folder: tuple[str, ...] = ()


@dataclass(slots=True)
class RawView:
    """A view; nodes come parents first in absolute coordinates, references still carry the file's identifiers.

    A node or connection has, where the file says so, also `style`, `documentation`, `lang` (of its label),
    `translations` and `views` (to drill down to), a connection `ends` (where it leaves and arrives). `viewpoint` is
    the name of one that everybody knows, `viewpoint_ref` the identifier of one of the model's own.
    """

    id: str
    name: str = ""
    documentation: str = ""
    folder: tuple[str, ...] = ()
    properties: list[RawPair] = field(default_factory=list)
    translations: list[dict[str, str]] = field(default_factory=list)
    langs: Languages = field(default_factory=dict)
    nodes: list[dict[str, Any]] = field(default_factory=list)
    connections: list[dict[str, Any]] = field(default_factory=list)
    viewpoint: str = ""
    viewpoint_ref: str = ""


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
    """A whole model as read.

    `organizations` are the trees of folders of an exchange file (a coArchi model has them in `folder`), `metadata`
    and `viewpoints` are kept as the XML that they are: nothing here reads them.
    """

    format: SourceFormat
    id: str = ""
    name: str = ""
    documentation: str = ""
    version: str = ""
    elements: list[RawElement] = field(default_factory=list)
    relations: list[RawRelation] = field(default_factory=list)
    views: list[RawView] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)
    properties: list[RawPair] = field(default_factory=list)
    translations: list[dict[str, str]] = field(default_factory=list)
    langs: Languages = field(default_factory=dict)
    definitions: list[RawDefinition] = field(default_factory=list)
    organizations: list[list[RawItem]] = field(default_factory=list)
    metadata: str = ""
    viewpoints: str = ""

    def skip(self, kind: str, identifier: str, reason: str, *, name: str = "", prop: str = "", value: str = "") -> None:
        """Note something that could not be used."""
        self.unused.append(Unused(kind, identifier, name, prop, value, reason))
