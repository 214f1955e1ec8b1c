"""What mappings are read as, and what is asked of whoever proposes, decides on or changes one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field

from swc.access.schemas import Input, ReadModel
from swc.catalogue.kinds import Trust
from swc.catalogue.mappings.kinds import Justification, MappingState, Predicate


class MappedScheme(ReadModel):
    """A list of concepts that can be mapped; `partial` says that only the concepts known by address are in it."""

    key: str
    title_nl: str
    title_en: str
    concepts: int
    partial: bool = False


class EndFact(ReadModel):
    """A concept at one end of a mapping; `page` is its address in this catalogue, or that of others."""

    scheme: str
    code: str
    iri: str
    label_nl: str
    label_en: str
    page: str = ""
    known: bool = True


class MappingFact(ReadModel):
    """A mapping; a shipped one has no id and cannot be changed here. Names of people are told to editors only."""

    id: UUID | None
    shipped: bool
    subject: EndFact
    predicate: Predicate
    object: EndFact
    state: MappingState
    justification: Justification
    source: str
    trust: Trust
    note: str = ""
    reason: str = ""
    proposed_at: datetime | None = None
    proposed_by: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""
    row_version: int = 0


class PairRow(ReadModel):
    """A concept of the left list with what it corresponds with in the right one, as read from the left."""

    left: EndFact
    definition: str
    notation: str
    mappings: tuple[MappingFact, ...]


class PairCounts(ReadModel):
    """How much of two lists is mapped on each other, proposals not counted."""

    left: int
    left_mapped: int
    right: int
    right_mapped: int
    proposed: int


class Suggestion(ReadModel):
    """Two concepts that may correspond, with why; `key` is what accepting it hands in."""

    key: str
    left: EndFact
    right: EndFact
    predicate: Predicate
    justification: Justification
    source: str
    score: int


class Left(ReadModel):
    """What was not carried out, with the sentence that says why."""

    key: str
    reason: str
    params: dict[str, str] = Field(default_factory=dict)


class Accepted(ReadModel):
    """What came of accepting suggestions."""

    done: int
    left: tuple[Left, ...] = ()


class MappingInput(Input):
    """A mapping as somebody hands it in; `certain` says that a doubt about it was seen."""

    subject_scheme: str = Field(min_length=1, max_length=100)
    subject_code: str = Field(min_length=1, max_length=400)
    predicate: Predicate
    object_scheme: str = Field(min_length=1, max_length=100)
    object_code: str = Field(min_length=1, max_length=400)
    source: str = Field(default="", max_length=500)
    trust: Trust = Trust.UNCONFIRMED
    note: str = Field(default="", max_length=1000)
    certain: bool = False


class DecisionInput(Input):
    """A word with a decision; withdrawing asks for one."""

    reason: str = Field(default="", max_length=500)
    certain: bool = False


class DetailsInput(Input):
    """What may change of a mapping without it becoming another one."""

    source: str = Field(default="", max_length=500)
    trust: Trust = Trust.UNCONFIRMED
    note: str = Field(default="", max_length=1000)


class AcceptInput(Input):
    """Suggestions between two lists that are accepted, by their keys."""

    left: str = Field(max_length=100)
    right: str = Field(max_length=100)
    suggestions: tuple[str, ...] = Field(max_length=500)


class ExchangeRow(ReadModel):
    """A row of a file with mappings: what it says and what reading it in would do."""

    row: int
    subject_id: str
    predicate_id: str
    object_id: str
    outcome: str
    message: str = ""
    params: dict[str, str] = Field(default_factory=dict)


class Exchanged(ReadModel):
    """What a file with mappings would do (`stored` false) or did."""

    stored: bool
    new: int
    standing: int
    refused: int
    rows: tuple[ExchangeRow, ...]
