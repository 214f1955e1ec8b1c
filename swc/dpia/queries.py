"""Reads of the DPIA room: the status of every use of a board, of one use whole, and the landscape list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.dpia.centrals import centrals_of
from swc.dpia.evidence import Given, answers, reading_norms, screened, use_facts
from swc.dpia.ground import Ground
from swc.dpia.kinds import AssessmentKind, DpiaState, ReviewTrigger, Urgency
from swc.dpia.models import Assessment, AssessmentStep
from swc.dpia.readings import TRANSFER
from swc.dpia.rules import urgency
from swc.dpia.schemas import DpiaDetail, DpiaStatus, LandscapeFilter, LandscapeRow, Step, Worklist, WorkRow
from swc.dpia.scopes import covering
from swc.dpia.snapshot import SNAPSHOT, TEXTS, TRIGGERS
from swc.dpia.statuses import AssessmentRow, Read, Subject, covered, least_advanced, status
from swc.dpia.union import fundamental_rights
from swc.errors import NotFoundError
from swc.landscape.queries import use_detail, use_summaries
from swc.landscape.rules import matches
from swc.landscape.schemas import UseSummary

_KEPT = (SNAPSHOT, TEXTS, TRIGGERS)
"""What a step keeps for the machine, beside what people handed in."""


def use_dpias(session: Session, board_number: str, today: date) -> dict[UUID, DpiaStatus]:
    """Return the DPIA status of every use of a board, in a fixed number of statements."""
    return dpias_of(session, board_number, use_summaries(session, board_number, on=today), today)


def dpias_of(
    session: Session,
    board_number: str,
    uses: Iterable[UseSummary],
    today: date,
    *,
    known: Ground | None = None,
) -> dict[UUID, DpiaStatus]:
    """Return the DPIA status of uses that were read before, in a fixed number of statements.

    A use without a row of its own stands as the assessments over activities that cover it.
    """
    found = tuple(uses)
    norms = reading_norms(today)
    given: Mapping[UUID, Given] = known.given if known else answers(session, board_number)
    facts = known.facts if known else use_facts(session, board_number, found)
    reads = {use.id: screened(facts[use.id], norms, given.get(use.id, {})) for use in found}
    return _statuses(session, board_number, found, today, kind=AssessmentKind.DPIA, reads=reads, known=known)


def dtias_of(session: Session, board_number: str, uses: Iterable[UseSummary], today: date) -> dict[UUID, DpiaStatus]:
    """Return the transfer assessment of uses that were read before, in a fixed number of statements."""
    found = tuple(uses)
    reads: dict[UUID, Read] = {use.id: ((), TRANSFER) for use in found}
    return _statuses(session, board_number, found, today, kind=AssessmentKind.DTIA, reads=reads)


def use_dpia(session: Session, board_number: str, use_id: UUID, today: date) -> DpiaDetail | None:
    """Return one use with its assessments, the history and the central versions it may cite; nothing if unknown."""
    found = use_detail(session, board_number, use_id, on=today)
    if found is None:
        return None
    use = found.summary
    dpia = dpias_of(session, board_number, (use,), today)[use_id]
    dtia = dtias_of(session, board_number, (use,), today)[use_id]
    facts = use_facts(session, board_number, (use,))
    others = (
        *_statuses(
            session,
            board_number,
            (use,),
            today,
            kind=AssessmentKind.FRIA,
            reads={use_id: ((), fundamental_rights(facts.values()))},
        ).values(),
        *_statuses(
            session,
            board_number,
            (use,),
            today,
            kind=AssessmentKind.PRE_SCAN,
            reads={use_id: (dpia.criteria, dpia.outcome)},
        ).values(),
    )
    centrals = centrals_of(session, products={use.product_key}, cited=())
    steps = histories(session, [one.assessment_id for one in (dpia, dtia, *others) if one.assessment_id])
    return DpiaDetail(
        use=use,
        dpia=dpia,
        dtia=dtia,
        history=_of(dpia, steps),
        dtia_history=_of(dtia, steps),
        others=others,
        other_history={one.kind: _of(one, steps) for one in others},
        central_versions=centrals.about(use.product_key),
    )


def open_dpia(session: Session, board_number: str, use_id: UUID, *, by: Act) -> DpiaDetail:
    """Return what `use_dpia` returns to whoever may read the board; raises `NotFoundError` otherwise."""
    by.demand(Right.READ_BOARD, board_number)
    found = use_dpia(session, board_number, use_id, by.today)
    if found is None:
        raise NotFoundError("Deze applicatie staat niet in het landschap van bestuur %(board)s.", board=board_number)
    return found


def landscape(session: Session, board_number: str, filters: LandscapeFilter, today: date) -> tuple[LandscapeRow, ...]:
    """Return the uses of a board that a filter asks for, by name, each with its DPIA status.

    Page list, JSON list and SPARQL must give the same set for the same question; this is the one of page and JSON.
    """
    uses = use_summaries(session, board_number, on=today)
    statuses = dpias_of(session, board_number, uses, today)
    return narrowed((LandscapeRow(use=use, dpia=statuses[use.id]) for use in uses), filters)


def narrowed(rows: Iterable[LandscapeRow], filters: LandscapeFilter) -> tuple[LandscapeRow, ...]:
    """Return the rows that a filter asks for, in the order given."""
    return tuple(row for row in rows if matches(row.use, filters) and _asked(row.dpia, filters))


def worklist(session: Session, board_number: str, filters: LandscapeFilter, today: date) -> Worklist:
    """Return the uses of a board that a filter asks for, the most urgent first, with counts over the whole board."""
    rows = tuple(_work(row) for row in landscape(session, board_number, LandscapeFilter(), today))
    order = {one: place for place, one in enumerate(Urgency)}
    wanted = [row for row in rows if matches(row.use, filters) and _asked(row.dpia, filters)]
    return Worklist(
        rows=tuple(sorted(wanted, key=lambda row: (order[row.urgency], row.dpia.review_due or date.max))),
        counts={one: sum(row.urgency is one for row in rows) for one in Urgency},
    )


def _work(row: LandscapeRow) -> WorkRow:
    """Return a row with its urgency."""
    soon = urgency(row.dpia.state, row.dpia.duty, settled=row.dpia.settled, expired=row.dpia.expired)
    return WorkRow(use=row.use, dpia=row.dpia, urgency=soon)


def _asked(dpia: DpiaStatus, filters: LandscapeFilter) -> bool:
    """Say whether a status is one that the filter asks for; an empty choice asks nothing."""
    return all(
        not wanted or has in wanted
        for wanted, has in (
            (filters.settlement, dpia.settlement),
            (filters.duty, dpia.duty),
            (filters.state, dpia.state),
        )
    )


def _statuses(
    session: Session,
    board_number: str,
    uses: tuple[UseSummary, ...],
    today: date,
    *,
    kind: AssessmentKind,
    reads: Mapping[UUID, Read],
    known: Ground | None = None,
) -> dict[UUID, DpiaStatus]:
    """Return how uses stand with one kind of assessment: by their own row, else by what covers them."""
    if known is None:
        rows = _assessments(session, board_number, kind)
    else:
        rows = tuple(row for row in known.rows if row.kind is kind)
    own = {row.use_id: row for row in rows if row.use_id is not None}
    over = {row.id: row for row in rows if row.use_id is None}
    cover = covering(session, board_number, kind) if over or known is None else {}
    cited = {row.central_key for row in rows if row.central_key}
    products = {use.product_key for use in uses}
    centrals = known.centrals if known else centrals_of(session, products=products, cited=cited)
    found = {}
    for use in uses:
        mine = own.get(use.id)
        about = Subject(use.id, (use.product_key,))
        if use.id in cover and (mine is None or mine.state is DpiaState.NOT_ASSESSED):
            counts = least_advanced([over[one] for one in cover[use.id]], today)
            through = status(about, kind, counts, centrals, today, read=reads[use.id])
            found[use.id] = covered(through, mine)
        else:
            found[use.id] = status(about, kind, mine, centrals, today, read=reads[use.id])
    return found


_UNREAD = frozenset({"title", "matrix", "consulted_on", "extended_on"})
"""The columns that no status shows."""


def _assessments(session: Session, board_number: str, kind: AssessmentKind) -> Sequence[AssessmentRow]:
    """Return the assessments of one kind of a board; plain rows, since a board has hundreds."""
    return session.execute(_of_kind(), {"board": board_number, "kind": kind}).all()


@cache
def _of_kind() -> Select[*tuple[Any, ...]]:
    columns = Assessment.__table__.columns  # type: ignore[attr-defined]
    read = (column for column in columns if column.name not in _UNREAD)
    return select_rows(*read).where(columns.board_number == bindparam("board"), columns.kind == bindparam("kind"))


def histories(session: Session, ids: Sequence[UUID]) -> dict[UUID, tuple[Step, ...]]:
    """Return the steps of some assessments, the newest first, in one statement."""
    rows = session.exec(
        select(AssessmentStep).where(col(AssessmentStep.assessment_id).in_(ids)).order_by(col(AssessmentStep.id).desc())
    ).all()
    found: dict[UUID, list[Step]] = defaultdict(list)
    for row in rows:
        found[row.assessment_id].append(_step(row))
    return {key: tuple(steps) for key, steps in found.items()}


def _of(found: DpiaStatus, steps: Mapping[UUID, tuple[Step, ...]]) -> tuple[Step, ...]:
    """Return the steps of the assessment that a status is of."""
    return () if found.assessment_id is None else steps.get(found.assessment_id, ())


def _step(row: AssessmentStep) -> Step:
    """Return one step as people see it."""
    return Step(
        at=row.at,
        event=row.event,
        from_state=row.from_state,
        to_state=row.to_state,
        actor=row.actor_label,
        reason=row.reason,
        triggers=tuple(ReviewTrigger(one) for one in row.facts.get(TRIGGERS, ())),
        facts={name: value for name, value in row.facts.items() if name not in _KEPT},
    )
