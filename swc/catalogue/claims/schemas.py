"""What is handed in with a claim and its judgement, and what vendor, editor and public see of claims."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints, field_serializer
from pydantic.alias_generators import to_camel

from swc.access.schemas import Input, ReadModel
from swc.catalogue.claims.kinds import ClaimNoun
from swc.catalogue.inputs import Key, Words
from swc.catalogue.kinds import ClaimAction, ClaimState, ProductStatus

Evidence = Annotated[str, StringConstraints(max_length=600, pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://\S+$")]
"""A web address where everybody can see that it is so."""


class Proof(Input):
    """Where a claim can be checked (`evidence_url`), the day that this was true there, and what to know besides."""

    evidence_url: Evidence
    dated: date
    note: Words = ""


class ClaimSubmission(Proof):
    """A claim as a vendor hands it in: a fact to set or to take away, of a product or (without one) of itself.

    `payload` is the input of that kind of fact; to take a fact away it is enough to say which.
    """

    noun: ClaimNoun
    action: ClaimAction = ClaimAction.SET
    product_key: Key | None = None
    payload: dict[str, Any] = Field(default_factory=dict)


class Confirmation(Input):
    """The judgement that a claim is right; `present` is the mark of what the editor saw to stand in the catalogue."""

    present: Annotated[str, StringConstraints(max_length=16)] = ""


class Rejection(Input):
    """The judgement that a claim is not right, with the reason that the vendor reads."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class ClaimFilter(Input):
    """What narrows a list of claims."""

    vendor: Annotated[str, StringConstraints(max_length=120)] = ""
    product: Annotated[str, StringConstraints(max_length=120)] = ""
    state: ClaimState | None = None
    noun: ClaimNoun | None = None


class OpenClaim(ReadModel):
    """What everybody sees of a claim that waits: what, by which source and of which day; nobody's name, no remark."""

    noun: ClaimNoun
    action: ClaimAction
    payload: dict[str, Any]
    evidence_url: str
    dated: date
    submitted_on: date

    @field_serializer("payload", when_used="json")
    def _camel(self, value: dict[str, Any]) -> dict[str, Any]:
        return camel(value)


class ClaimDetail(ReadModel):
    """A claim as vendor and editor see it, beside what the catalogue holds of the same fact.

    `present` is what stands there now and `seen` what stood there when the claim was made (nothing: not known);
    `changed` says that they differ, so that the claim needs a fresh look. `rivals` are other open claims on the fact;
    `own` says whether the product still is the vendor's; `mark` goes along with a confirmation.
    """

    id: UUID
    vendor_key: str
    vendor_name: str
    product_key: str | None = None
    product_name: str = ""
    noun: ClaimNoun
    action: ClaimAction
    payload: dict[str, Any]
    present: dict[str, Any] | None = None
    seen: dict[str, Any] | None = None
    changed: bool = False
    own: bool = True
    mark: str = ""
    rivals: tuple[UUID, ...] = ()
    evidence_url: str
    dated: date
    note: str = ""
    state: ClaimState
    submitted_at: datetime
    decided_at: datetime | None = None
    decision_reason: str = ""
    row_version: int

    @property
    def open(self) -> bool:
        """Say whether the claim waits for a judgement."""
        return self.state is ClaimState.SUBMITTED

    @property
    def fresh(self) -> bool:
        """Say whether the claim can be confirmed as it is: nothing changed and nobody claims otherwise."""
        return self.open and self.own and not self.changed and not self.rivals

    @field_serializer("payload", "present", "seen", when_used="json")
    def _camel(self, value: dict[str, Any] | None) -> dict[str, Any] | None:
        return None if value is None else camel(value)


class ClaimPage(ReadModel):
    """A slice of the claims that fit, with the number of all of them."""

    items: tuple[ClaimDetail, ...]
    total: int


class OwnProduct(ReadModel):
    """A product as its vendor looks after it: what is known, what is missing, and how many claims wait."""

    key: str
    name: str
    status: ProductStatus
    known: tuple[ClaimNoun, ...]
    missing: tuple[ClaimNoun, ...]
    share: float
    waiting: int


class VendorDesk(ReadModel):
    """The desk of a vendor: its products, and its claims by state."""

    key: str
    name: str
    products: tuple[OwnProduct, ...]
    counts: dict[ClaimState, int]


class Judged(ReadModel):
    """What came of judging many claims at once: how many were, and which were left with why."""

    done: int
    left: tuple[LeftClaim, ...] = ()


class LeftClaim(ReadModel):
    """A claim that was left, with the sentence that says why and the values to fill in."""

    id: UUID
    reason: str
    params: dict[str, Any] = Field(default_factory=dict)


def camel(value: dict[str, Any]) -> dict[str, Any]:
    """Return a payload with its names as JSON has them."""
    return {to_camel(name): one for name, one in value.items()}


Judged.model_rebuild()
