"""Read models of the reference architecture: what page, JSON and graph are made of."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from fora.kinds import Change, Level, Lifecycle, PathKind, PersonalData, Reached, ReleaseStatus, SourceFormat


class ReadModel(BaseModel):
    """The base of every read model: frozen, camelCase in JSON."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)


class Pair(ReadModel):
    """A property; `raw` is the value as the file had it where cleaning changed it."""

    key: str
    value: str
    raw: str | None = None
    lang: str | None = None


class Counts(ReadModel):
    """How much a release holds; `unused` counts what the file held and could not be used (each one is reported)."""

    elements: int = 0
    relations: int = 0
    views: int = 0
    cleaned: int = 0
    unused: int = 0


class ReleaseInfo(ReadModel):
    """One release and where it stands."""

    id: int
    version: str
    title: str
    status: ReleaseStatus
    source_format: SourceFormat
    source_name: str
    sha256: str
    counts: Counts
    staged_at: datetime
    published_at: datetime | None = None
    previous_version: str | None = None


class ElementRef(ReadModel):
    """An element by name; `archimate_type` is ArchiMate's own word, `fora_type` FORA's."""

    guid: str
    name: str
    fora_type: str
    archimate_type: str


class Biv(ReadModel):
    """Availability, integrity and confidentiality; what is not filled in is unknown."""

    availability: Level = Level.UNKNOWN
    integrity: Level = Level.UNKNOWN
    confidentiality: Level = Level.UNKNOWN


class ElementSummary(ElementRef):
    """An element as lists show it."""

    documentation: str = ""
    lifecycle: Lifecycle
    personal_data: PersonalData
    domains: tuple[str, ...] = ()


class ElementPage(ReadModel):
    """A part of a list of elements, with the number of all that match."""

    items: tuple[ElementSummary, ...]
    total: int
    offset: int
    limit: int


class Facet(ReadModel):
    """A value to filter by and how many elements have it."""

    code: str
    label: str
    count: int


class RelationFact(ReadModel):
    """A relation as seen from one of its ends; `outgoing` says that this end is the source."""

    guid: str
    type: str
    outgoing: bool
    other: ElementRef
    access_type: str = ""
    name: str = ""
    documentation: str = ""
    properties: tuple[Pair, ...] = ()


class ViewRef(ReadModel):
    """A view by name; `components` counts the reference components it shows."""

    guid: str
    name: str
    documentation: str = ""
    folder: str = ""
    elements: int = 0
    components: int = 0


class Step(ReadModel):
    """One element on a path and the relation that led to it (empty for the start)."""

    guid: str
    name: str
    relation: str = ""


class Path(ReadModel):
    """A way from the component to the derived element, the component first."""

    kind: PathKind
    steps: tuple[Step, ...]


class Derived(ReadModel):
    """What a component reaches; `path` is the shortest, `paths` the shortest of each kind."""

    guid: str
    name: str
    fora_type: str
    kind: Reached
    path_kind: PathKind
    path: tuple[Step, ...]
    paths: tuple[Path, ...]
    personal_data: PersonalData
    biv: Biv
    note: str = ""
    url: str = ""


class ElementDetail(ElementSummary):
    """Everything a release says of one element."""

    release_version: str
    source_id: str
    source_url: str
    folder: str
    metamodel: bool
    biv: Biv
    properties: tuple[Pair, ...]
    translations: tuple[dict[str, str], ...] = ()
    domain_refs: tuple[ElementRef, ...] = ()
    relations: tuple[RelationFact, ...] = ()
    views: tuple[ViewRef, ...] = ()
    derived: tuple[Derived, ...] = ()


class Node(ReadModel):
    """A box on a view, in absolute units of the drawing; `kind` is element, group, note or view."""

    id: str
    kind: str
    x: float
    y: float
    w: float
    h: float
    parent: str | None = None
    element: str | None = None
    view: str | None = None
    label: str = ""


class Connection(ReadModel):
    """A line on a view between two nodes (or other lines), with its bend points."""

    id: str
    source: str
    target: str
    relation: str | None = None
    label: str = ""
    points: tuple[tuple[float, float], ...] = ()


class DrawnElement(ElementRef):
    """An element on a view, with what the drawing shows of it."""

    personal_data: PersonalData = PersonalData.UNKNOWN


class DrawnRelation(ReadModel):
    """A relation on a view."""

    guid: str
    type: str
    source: str
    target: str
    access_type: str = ""
    name: str = ""


class ViewDetail(ReadModel):
    """A view with all it takes to draw it and to tell it as a table."""

    guid: str
    name: str
    documentation: str = ""
    folder: str = ""
    properties: tuple[Pair, ...] = ()
    nodes: tuple[Node, ...] = ()
    connections: tuple[Connection, ...] = ()
    elements: dict[str, DrawnElement] = {}
    relations: dict[str, DrawnRelation] = {}


class CleaningRow(ReadModel):
    """One value that reading cleaned, or one thing it could not use (`new_value` is None then)."""

    number: int
    subject_kind: str
    subject_guid: str
    subject_name: str
    property: str
    old_value: str
    new_value: str | None
    reason: str


class CleaningPage(ReadModel):
    """A part of the cleaning report."""

    items: tuple[CleaningRow, ...]
    total: int
    offset: int
    limit: int


class FieldChange(ReadModel):
    """What was and what is of one field."""

    field: str
    old: str
    new: str


class ElementChange(ElementRef):
    """What a release does to an element; the weightiest change names it, `fields` lists all."""

    change: Change
    fields: tuple[FieldChange, ...] = ()


class RelationChange(ReadModel):
    """What a release does to a relation."""

    guid: str
    type: str
    source: ElementRef
    target: ElementRef
    change: Change
    fields: tuple[FieldChange, ...] = ()


class ReleaseDiff(ReadModel):
    """What changes when `version` takes the place of `against` (None: nothing was published yet)."""

    version: str
    against: str | None
    elements: tuple[ElementChange, ...]
    relations: tuple[RelationChange, ...]

    def count(self, change: Change) -> int:
        """Return how many elements undergo a change."""
        return sum(1 for one in self.elements if one.change is change)

    def relation_count(self, change: Change) -> int:
        """Return how many relations undergo a change."""
        return sum(1 for one in self.relations if one.change is change)
