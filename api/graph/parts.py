"""Follows a change at one board by deriving only what it can have touched, where the events say what that is.

The lines of a board's own graph stand in order, so all that is told of a thing stands together, below its address. What
is no ground for that (a change of the catalogue, a release, an event of a kind that is not named here, a change without
an event) has the graph derived whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from mmap import mmap
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Row, Select, bindparam, or_, select
from sqlmodel import Session, col

from api.graph.content import Drawing, lines_of
from api.graph.held import Amendment, HeldLines, place_of
from fora.columns import Moment
from swc.audit.kinds import SubjectKind
from swc.audit.models import Event
from swc.audit.parts import Parts
from swc.dpia.models import Assessment
from swc.dpia.scopes import uses_by_activity
from swc.landscape.agreements.held import counted
from swc.landscape.models import Agreement, Coupling
from swc.risk.models import Flag
from vocab.iris import Iris

FAR = 2_000
"""Beyond so many events of the whole installation nobody looks what they touched."""
_MARGIN = timedelta(seconds=10)
"""How much earlier than the last event it knows of a flag is looked at: who writes last need not have begun last."""
MANY = 25
"""Beyond so many uses, deriving them apart gains nothing."""

_CREATED, _CHANGED = "use.created", "use.changed"
_UNCOUNTED = frozenset({"use.categories_changed", "use.criterion_answered", "use.exit_set", "use.settings_answered"})
"""Events of a use that leave every figure over all uses as it is."""
_COUNTED = frozenset({_CREATED, _CHANGED, "use.judged", "use.placed", "use.unplaced"})
_PLAIN = frozenset(
    {
        "criticality",
        "hosting",
        "notes",
        "own_name",
        "owner_role",
        "start_date",
        "status_since",
        "users",
        "version",
        "version_id",
    }
)
"""The fields of a use on which no figure over all uses hangs."""
_TOLD_NOWHERE = frozenset({SubjectKind.PERSON, SubjectKind.API_KEY, SubjectKind.WEBHOOK, SubjectKind.QUERY})
_OF_ONE_BOARD = frozenset(
    {
        SubjectKind.BOARD,
        SubjectKind.SCHOOL,
        SubjectKind.SITE,
        SubjectKind.USE,
        SubjectKind.COUPLING,
        SubjectKind.AGREEMENT,
        SubjectKind.CONTRACT,
        SubjectKind.ASSESSMENT,
        SubjectKind.PROCESSING,
        SubjectKind.FLAG,
    }
)
"""What the graphs of other boards tell nothing of."""

Ids = set[UUID]


class NotLocalError(Exception):
    """It is not known that a change touched only some things."""


def amendment(session: Session, on: Drawing, lines: mmap, since: int) -> Amendment | None:
    """Return what the own graph of a board becomes by what happened after an event; nothing when it needs the whole."""
    held = HeldLines(lines, on.iris)
    try:
        events, from_moment = _events(session, on.key, since)
        parts = _Touch(session, on.key, held, from_moment - _MARGIN).by(events)
    except (NotLocalError, ValueError):  # a kind or key that another version of the product wrote is not known here
        return None
    return held.amended(_places(parts, on.iris, on.key), lines_of("board", on.of(parts)))


def _events(session: Session, number: str, since: int) -> tuple[Sequence[Row[Any]], datetime]:
    """Return what happened at a board after an event, and when that event was.

    Raises where something happened elsewhere that the graph of the board may tell of.
    """
    rows = session.execute(_since(), {"since": since, "most": FAR + 2}).all()
    last, found = rows[0], rows[1:]
    mine = [row for row in found if row.board_number == number]
    others = (row for row in found if row.board_number != number)
    if len(found) > FAR or not mine or any(_is_told(SubjectKind(row.subject_kind), row.board_number) for row in others):
        raise NotLocalError
    return mine, last.at


@cache
def _since() -> Select[*tuple[Any, ...]]:
    columns = (Event.seq, Event.kind, Event.subject_kind, Event.subject_key, Event.board_number, Event.at)
    query = select(*(col(one) for one in columns)).where(col(Event.seq) >= bindparam("since"))
    return query.order_by(col(Event.seq)).limit(bindparam("most", type_=Integer()))


@cache
def _assessments() -> Select[UUID, UUID | None]:
    """Return the statement for assessments over activities, of some uses, and some by id."""
    use, key = col(Assessment.use_id), col(Assessment.id)
    asked = or_(
        use.is_(None), use.in_(bindparam("uses", expanding=True)), key.in_(bindparam("assessments", expanding=True))
    )
    return select(key, use).where(col(Assessment.board_number) == bindparam("board"), asked)


@cache
def _changed_flags() -> Select[UUID]:
    mine = select(col(Flag.id)).where(col(Flag.board_number) == bindparam("board"))
    return mine.where(col(Flag.last_changed_at) >= bindparam("moment", type_=Moment))


def _is_told(subject: SubjectKind, number: str | None) -> bool:
    """Say whether the graph of a board may tell of something that happened elsewhere."""
    return subject not in _TOLD_NOWHERE and (number is None or subject not in _OF_ONE_BOARD)


@dataclass(slots=True)
class _Touch:
    """Works out which things of a board some events touched, with what follows from these things."""

    session: Session
    number: str
    held: HeldLines
    from_moment: datetime
    by_kind: dict[SubjectKind, Ids] = field(default_factory=dict)
    created: Ids = field(default_factory=set)
    renamed: Ids = field(default_factory=set)
    figures: bool = False

    def by(self, events: Iterable[Row[Any]]) -> Parts:
        """Return what was touched."""
        changed: list[int] = []
        for event in events:
            kind, about, key = event.kind, SubjectKind(event.subject_kind), event.subject_key
            if about in _TOLD_NOWHERE:
                continue
            if about is SubjectKind.USE:
                self._note_use(kind, UUID(key))
                changed += [event.seq] if kind == _CHANGED else []
            elif about in (SubjectKind.BOARD, SubjectKind.SCHOOL, SubjectKind.SITE) or about not in _OF_ONE_BOARD:
                raise NotLocalError
            self.by_kind.setdefault(about, set()).add(UUID(key))
        self._read_fields(changed)
        self.figures |= SubjectKind.CONTRACT in self.by_kind
        self._follow()
        return self._parts()

    def _note_use(self, kind: str, key: UUID) -> None:
        if kind not in _COUNTED | _UNCOUNTED:
            raise NotLocalError
        self.figures |= kind in _COUNTED and kind != _CHANGED
        if kind == _CREATED:
            self.created.add(key)

    def _read_fields(self, events: Collection[int]) -> None:
        """See of changed uses whether a figure or a name hangs on what changed."""
        if not events:
            return
        query = select(col(Event.subject_key), col(Event.after)).where(col(Event.seq).in_(events))
        for key, after in self.session.execute(query):
            fields = set(after or ())
            self.figures |= not fields <= _PLAIN
            if "own_name" in fields:
                self.renamed.add(UUID(key))

    def _of(self, kind: SubjectKind) -> Ids:
        return self.by_kind.setdefault(kind, set())

    def _follow(self) -> None:
        """Add what follows: agreements that count for uses, uses at the ends of couplings, assessments of uses."""
        if self.created or self.renamed or self._of(SubjectKind.AGREEMENT):
            self._follow_agreements()
        if self._of(SubjectKind.COUPLING):
            self._follow_couplings()
        self._follow_assessments()
        self._follow_flags()
        if len(self._of(SubjectKind.USE)) > MANY:
            raise NotLocalError

    def _follow_agreements(self) -> None:
        """Add the uses for which a touched agreement counts or counted, and all that may count for these instead."""
        agreements = self._of(SubjectKind.AGREEMENT)
        uses = self.created | self.renamed | self.held.uses_at("agreement", agreements)
        if agreements:
            uses |= {one.id for one in counted(self.session, self.number) if one.agreement_id in agreements}
        mine = col(Agreement.use_id).in_(uses)
        others = or_(mine, col(Agreement.use_id).is_(None)) if agreements or self.created else mine
        query = select(col(Agreement.id)).where(col(Agreement.board_number) == self.number, others)
        agreements |= set(self.session.execute(query).scalars())
        self._of(SubjectKind.USE).update(uses)

    def _follow_couplings(self) -> None:
        """Add the uses at both ends, as they are and as they were: what they feed counts for their screening."""
        couplings, uses = self._of(SubjectKind.COUPLING), self._of(SubjectKind.USE)
        uses |= self.held.uses_at("coupling", couplings)
        ends_of = select(col(Coupling.source_use_id), col(Coupling.target_use_id))
        for ends in self.session.execute(ends_of.where(col(Coupling.id).in_(couplings))):
            uses.update(end for end in ends if end is not None)

    def _follow_assessments(self) -> None:
        """Add the uses of touched assessments and the assessments of touched uses.

        An assessment over activities hangs on the uses in these and on the register: what touches that is not local.
        """
        assessments, uses = self._of(SubjectKind.ASSESSMENT), self._of(SubjectKind.USE)
        activities = self._of(SubjectKind.PROCESSING)
        if not (assessments or uses or activities):
            return
        asked = {"board": self.number, "uses": tuple(uses), "assessments": tuple(assessments)}
        found: dict[UUID, UUID | None] = dict(self.session.execute(_assessments(), asked).all())
        over = {key for key, use in found.items() if use is None}
        uses |= {use for key, use in found.items() if use is not None and key in assessments}
        if assessments - (found.keys() - over) or (over and (activities or self._covers(uses))):
            raise NotLocalError
        assessments |= {key for key, use in found.items() if use in uses}

    def _follow_flags(self) -> None:
        """Add the flags that say something else since: other words alone are no event."""
        asked = {"board": self.number, "moment": self.from_moment}
        self._of(SubjectKind.FLAG).update(self.session.execute(_changed_flags(), asked).scalars())

    def _covers(self, uses: Ids) -> bool:
        """Say whether an assessment over activities is about any of some uses."""
        return any(uses & members for members in uses_by_activity(self.session, self.number).values())

    def _parts(self) -> Parts:
        return Parts(
            uses=frozenset(self._of(SubjectKind.USE)),
            couplings=frozenset(self._of(SubjectKind.COUPLING)),
            agreements=frozenset(self._of(SubjectKind.AGREEMENT)),
            contracts=frozenset(self._of(SubjectKind.CONTRACT)),
            assessments=frozenset(self._of(SubjectKind.ASSESSMENT)),
            activities=frozenset(self._of(SubjectKind.PROCESSING)),
            flags=frozenset(self._of(SubjectKind.FLAG)),
            board=self.figures,
        )


def _places(parts: Parts, iris: Iris, number: str) -> Iterator[bytes]:
    """Yield how the lines begin that tell of some things."""
    for kind, ids in (
        ("use", parts.uses),
        ("coupling", parts.couplings),
        ("agreement", parts.agreements),
        ("contract", parts.contracts),
        ("assessment", parts.assessments),
        ("processing", parts.activities),
        ("flag", parts.flags),
    ):
        yield from (place_of(iris, kind, one) for one in ids)
    if parts.board:
        yield f"<{iris.thing('board', number)}".encode()
