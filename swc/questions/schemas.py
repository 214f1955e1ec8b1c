"""What people hand in to keep a question, and what they read back."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from swc.access.schemas import Input, ReadModel
from swc.questions.kinds import Offer, QueryScope
from swc.questions.rules import LONGEST, MOST_PARAMETERS
from vocab.parameters import Parameter, ParameterKind


class ParameterInput(Input):
    """One thing to fill in; `of` is the kind of thing or the name of the scheme."""

    name: str = Field(min_length=1, max_length=30)
    label: str = Field(min_length=1, max_length=100)
    kind: ParameterKind
    of: str = Field(default="", max_length=60)
    default: str = Field(default="", max_length=200)
    optional: bool = False

    def plain(self) -> Parameter:
        """Return the parameter as binding knows it."""
        return Parameter(self.name, self.label, self.label, self.kind, self.of, self.default, self.optional)


class QueryChange(Input):
    """Everything of a question but its name."""

    title: str = Field(min_length=3, max_length=200)
    explanation: str = Field(default="", max_length=2000)
    text: str = Field(min_length=1, max_length=LONGEST)
    scope: QueryScope = QueryScope.PUBLIC
    parameters: tuple[ParameterInput, ...] = Field(default=(), max_length=MOST_PARAMETERS)
    plot_over: str = Field(default="", max_length=60)
    plot_of: str = Field(default="", max_length=60)


class QueryInput(QueryChange):
    """A new question; its name stays for good."""

    name: str = Field(min_length=3, max_length=60)


class QueryRef(ReadModel):
    """A question in a list."""

    name: str
    title: str
    explanation: str
    scope: QueryScope
    version: int
    offer: Offer
    board_number: str | None = None
    author: str = ""
    mine: bool = False
    published: bool = False
    updated_at: datetime


class QueryDetail(QueryRef):
    """A question with its text, and what the reader may do with it."""

    text: str
    parameters: tuple[ParameterInput, ...]
    plot_over: str = ""
    plot_of: str = ""
    decision_reason: str = ""
    row_version: int
    may_change: bool = False
    may_decide: bool = False


class PublishedQuery(ReadModel):
    """A question as it was accepted for everybody; who made it stays out."""

    name: str
    title: str
    explanation: str
    text: str
    scope: QueryScope
    parameters: tuple[ParameterInput, ...]
    plot_over: str = ""
    plot_of: str = ""
    version: int
    accepted_on: str
