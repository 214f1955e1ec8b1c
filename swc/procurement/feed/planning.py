"""From events to the things that may be served otherwise because of them.

Most events touch the thing that they are about and nothing else, since of other things only the key is served. What
an event changes beside that stands in this module: schools that come with a board, what goes with a removed use, and
what moves when two products turn out to be one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select, union
from sqlmodel import Session, col

from swc.audit.kinds import Noted, SubjectKind
from swc.catalogue.models import CentralDpiaProduct
from swc.landscape.models import Agreement, AgreementProduct, Contract, ContractProduct, Use, UseExit
from swc.procurement.feed.kinds import FeedSubject

KINDS: dict[SubjectKind, FeedSubject] = {
    SubjectKind.VENDOR: FeedSubject.VENDOR,
    SubjectKind.PRODUCT: FeedSubject.PRODUCT,
    SubjectKind.CENTRAL_DPIA: FeedSubject.CENTRAL_DPIA,
    SubjectKind.BOARD: FeedSubject.BOARD,
    SubjectKind.SCHOOL: FeedSubject.SCHOOL,
    SubjectKind.USE: FeedSubject.USE,
    SubjectKind.COUPLING: FeedSubject.COUPLING,
    SubjectKind.AGREEMENT: FeedSubject.AGREEMENT,
    SubjectKind.CONTRACT: FeedSubject.CONTRACT,
    SubjectKind.ASSESSMENT: FeedSubject.ASSESSMENT,
    SubjectKind.PROCESSING: FeedSubject.PROCESSING,
    SubjectKind.FLAG: FeedSubject.FLAG,
}
"""The kinds of event that are about a thing that is served. Of a claim only the fact that it became counts, of people,
keys and webhooks nothing is served, and a release of FORA changes no key."""

_OF_CATALOGUE = frozenset({SubjectKind.VENDOR, SubjectKind.PRODUCT, SubjectKind.CENTRAL_DPIA})
SHARING_CHANGED = "board.sharing_changed"
_MERGED = frozenset({"product.merged", "product.absorbed", "product.unmerged"})
_IMPORTED = "board.imported"
_REMOVED = "use.removed"
_WITH_A_USE = (FeedSubject.COUPLING, FeedSubject.AGREEMENT, FeedSubject.ASSESSMENT, FeedSubject.FLAG)
"""What goes when a use is removed, without an event of its own."""

_POINTING = (FeedSubject.USE, FeedSubject.COUPLING, FeedSubject.AGREEMENT, FeedSubject.CONTRACT)
"""What of a board points to products."""


@dataclass(frozen=True, slots=True)
class Cause:
    """The event because of which a thing is looked at."""

    kind: str
    event_id: UUID | None = None


Key = tuple[str, str]
"""Board number (empty for the catalogue) and key of a thing."""


@dataclass(slots=True)
class Looked:
    """What of one kind to look at: things by key, and boards of which everything is looked at; empty: the catalogue."""

    keys: dict[Key, Cause] = field(default_factory=dict)
    boards: dict[str, Cause] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether there is anything to look at."""
        return bool(self.keys or self.boards)

    def at(self, numbers: AbstractSet[str]) -> Looked:
        """Return the part of it at some boards."""
        return Looked(
            {where: cause for where, cause in self.keys.items() if where[0] in numbers},
            {number: cause for number, cause in self.boards.items() if number in numbers},
        )


@dataclass(slots=True)
class Plan:
    """What to look at, per kind; `shared` are the boards whose sharing changed."""

    kinds: dict[FeedSubject, Looked] = field(default_factory=lambda: defaultdict(Looked))
    shared: dict[str, Cause] = field(default_factory=dict)

    def thing(self, kind: FeedSubject, where: Key, cause: Cause) -> None:
        """Have one thing looked at; the last event about it is told as its cause."""
        self.kinds[kind].keys[where] = cause

    def board(self, kind: FeedSubject, number: str, cause: Cause) -> None:
        """Have everything of a kind at a board looked at (empty text: in the catalogue)."""
        self.kinds[kind].boards[number] = cause

    def of_boards(self) -> tuple[str, ...]:
        """Return the boards of which anything is looked at."""
        found = {board for looked in self.kinds.values() for board, _ in looked.keys}
        found.update(self.shared, *(looked.boards for looked in self.kinds.values()))
        return tuple(sorted(found - {""}))


def plan(session: Session, happened: Iterable[Noted]) -> Plan:
    """Return what to look at because of events."""
    found = Plan()
    merged: dict[str, Cause] = {}
    for noted in happened:
        kind = KINDS.get(noted.subject)
        if kind is None:
            continue
        cause = Cause(noted.kind, noted.event_id)
        board = "" if noted.subject in _OF_CATALOGUE else noted.board_number or ""
        found.thing(kind, (board, noted.key), cause)
        _beside(found, noted.kind, board, cause)
        if noted.kind in _MERGED:
            merged[noted.key] = cause
    if merged:
        _merged(session, found, merged)
    return found


def _beside(found: Plan, kind: str, board: str, cause: Cause) -> None:
    """Add what an event changes beside the thing it is about."""
    if kind == SHARING_CHANGED:
        found.shared[board] = cause
    elif kind == _IMPORTED:
        found.board(FeedSubject.SCHOOL, board, cause)
    elif kind == _REMOVED:
        for gone in _WITH_A_USE:
            found.board(gone, board, cause)


def _merged(session: Session, found: Plan, merged: Mapping[str, Cause]) -> None:
    """Add what points to products that became one, or two again; both keys have an event of their own.

    Of each board that points to either, all that can is looked at: the key may have moved there.
    """
    cause = tuple(merged.values())[-1]
    about = select(col(CentralDpiaProduct.central_key)).where(col(CentralDpiaProduct.product_key).in_(merged))
    for key in session.execute(about.distinct()).scalars():
        found.thing(FeedSubject.CENTRAL_DPIA, ("", key), cause)
    pointing = union(
        select(col(Use.board_number)).where(col(Use.product_key).in_(merged)),
        select(col(Use.board_number)).join(UseExit).where(col(UseExit.alternative_product_key).in_(merged)),
        select(col(Agreement.board_number)).join(AgreementProduct).where(col(AgreementProduct.product_key).in_(merged)),
        select(col(Contract.board_number)).join(ContractProduct).where(col(ContractProduct.product_key).in_(merged)),
    )
    for (board,) in session.execute(pointing):
        for kind in _POINTING:
            found.board(kind, board, cause)
