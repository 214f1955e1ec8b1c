"""The demo's data files as frozen rows; days are written as a number of days from today, so that a demo never ages."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from importlib.resources import files
from io import StringIO
from typing import TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A fictional board; its number lies in a range that DUO does not use."""

    number: str
    name: str
    sector: str
    city: str
    sharing: str
    joint_buying: str


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A fictional school; its BRIN lies in a range that DUO does not use."""

    brin: str
    board: str
    name: str
    sector: str
    city: str
    pupils: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody to log in as, with roles at some boards (none: in the sector), or who speaks for a vendor."""

    email: str
    name: str
    roles: str
    boards: str
    vendor: str


@dataclass(frozen=True, slots=True)
class VendorRow:
    """A fictional vendor: `dpf` says yes, no or nothing, `parent_known` that it has no owner."""

    name: str
    country: str
    dpf: str
    parent_known: str
    covenant: str


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """What happened to a fictional vendor on a day: another owner, none (`alone`), a merger, or an end of a name."""

    vendor: str
    deed: str
    other: str
    kind: str
    share: str
    day: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A product that a board proposed because it missed it in the catalogue."""

    board: str
    name: str
    vendor: str
    category: str
    note: str


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A fictional product with its facts; `central` and `central_later` hold the days of versions of a central DPIA."""

    name: str
    vendor: str
    category: str
    level: str
    hosting: str
    end_of_life: str
    components: str
    standards: str
    locations: str
    sub_processors: str
    categories: str
    central: str
    central_later: str
    ai_use: str
    certificates: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a fictional product, from and until which day, and the boards that use it."""

    product: str
    name: str
    status: str
    since: str
    until: str
    boards: str


@dataclass(frozen=True, slots=True)
class UseRow:
    """A use: product by key or name, components by name, days counted from today, `dpia` a course of events."""

    board: str
    product: str
    components: str
    status: str
    since: str
    owner: str
    hosting: str
    users: str
    cost: str
    criticality: str
    schools: str
    agreement: str
    model: str
    signed: str
    until: str
    dpia: str
    categories: str
    own_name: str
    notes: str


@dataclass(frozen=True, slots=True)
class CouplingRow:
    """A coupling between two uses (by product), or towards something outside by name."""

    board: str
    source: str
    target: str
    target_name: str
    direction: str
    kind: str
    standards: str
    categories: str
    description: str


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """What somebody says of the first or last information object that follows from a use's placement."""

    board: str
    product: str
    choose: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class AcceptanceRow:
    """A flag that is accepted for some days: rule and the name of its subject."""

    board: str
    rule: str
    subject: str
    reason: str
    days: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What a board answers to a question on how it set up a use."""

    board: str
    product: str
    question: str
    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """A measured level on a topic of the Normenkader, so many days from today."""

    board: str
    topic: str
    level: str
    days: str
    source: str


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """Who signed the agreement of a use, and which categories its privacy annex names."""

    board: str
    product: str
    signer_role: str
    authorised: str
    categories: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What a vendor claims so many days from today, and what came of it; without a product it is about itself."""

    product: str
    noun: str
    action: str
    payload: str
    evidence: str
    dated: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract of a board; days count from today, `notice` is a number of months (`3m`) or days (`90d`)."""

    board: str
    title: str
    reference: str
    form: str
    products: str
    parties: str
    signed: str
    start: str
    end: str
    notice: str
    renewal: str
    months: str
    price: str
    index: str
    service: str
    switching: str
    document: str
    note: str


@dataclass(frozen=True, slots=True)
class ExitRow:
    """What a board knows of leaving an application; days count from today."""

    board: str
    product: str
    plan: str
    plan_url: str
    format: str
    exported: str
    escrow: str
    alternative: str
    alternative_name: str
    tried: str
    note: str


_FILES: dict[type[object], str] = {
    BoardRow: "boards",
    SchoolRow: "schools",
    PersonRow: "people",
    VendorRow: "vendors",
    OwnerRow: "owners",
    ProposalRow: "proposals",
    ProductRow: "products",
    VersionRow: "versions",
    UseRow: "uses",
    CouplingRow: "couplings",
    VerdictRow: "verdicts",
    AcceptanceRow: "acceptances",
    AnswerRow: "answers",
    MeasurementRow: "measurements",
    AnnexRow: "annexes",
    ClaimRow: "claims",
    ContractRow: "contracts",
    ExitRow: "exits",
}


def rows(kind: type[Row]) -> Iterator[Row]:
    """Yield the rows of one file, in its order; a column too many or too few is an error."""
    text = (files("api.demo") / f"{_FILES[kind]}.csv").read_text("utf-8")
    names = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    for row in csv.DictReader(StringIO(text), strict=True):
        if set(row) != names:
            raise ValueError(f"{_FILES[kind]}.csv does not have the columns {sorted(names)}")
        yield kind(**row)


def many(text: str) -> tuple[str, ...]:
    """Return the parts of a cell with several values."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def day(text: str, today: date) -> date | None:
    """Return the day that lies so many days from today; an empty cell is no day."""
    return today + timedelta(days=int(text)) if text else None
