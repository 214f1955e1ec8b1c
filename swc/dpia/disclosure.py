"""What of an assessment may be seen by whom: everything with the right to read it, else the status and no more.

A purchaser weighs products, so state, dates and the published outcome of a central DPIA are for that role; what people
wrote in an assessment (reasons, answers, advice, conditions, risks, measures) is not.
"""

from __future__ import annotations

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.schemas import EventEntry, History
from swc.dpia.file_schemas import AssessmentRow
from swc.dpia.kinds import RiskLevel
from swc.dpia.schemas import DpiaDetail, DpiaStatus, LandscapeRow, Worklist
from swc.errors import NotAllowedError

_WRITTEN: dict[str, object] = {
    "criteria": (),
    "reason": "",
    "conditions": "",
    "fg_seen_on": None,
    "fg_advice_on": None,
    "fg_advice": "",
    "local_part_on": None,
    "local_measures_on": None,
    "allowed_events": (),
}
"""The fields of a status that hold what people wrote or did in the assessment, emptied."""

_PUBLIC_CHANGES = frozenset({"state", "kind", "useId", "name"})
"""What of an event about an assessment everybody of the board may see."""


def reads_contents(act: Act, board_number: str) -> bool:
    """Say whether the actor may read what is in the assessments of a board."""
    return act.actor.may(Right.READ_DPIA, board_number)


def demand_contents(act: Act, board_number: str) -> None:
    """Refuse whoever may see that a board has assessments, but not what is in them."""
    if act.actor.may(Right.READ_BOARD, board_number) and not reads_contents(act, board_number):
        raise NotAllowedError(
            "Uw rol ziet van een DPIA de status en de openbare uitkomst, niet wat erin staat.",
            remedy="Vraag de privacy officer of de beheerder van uw bestuur.",
        )
    act.demand(Right.READ_DPIA, board_number)


def public_status(status: DpiaStatus) -> DpiaStatus:
    """Return a status without anything that somebody wrote; state, duty, dates and the central version stay."""
    outcome = status.outcome.model_copy(update={"why": (), "ap_hits": (), "unknown": ()})
    return status.model_copy(update={**_WRITTEN, "outcome": outcome})


def public_detail(detail: DpiaDetail) -> DpiaDetail:
    """Return the assessments of a use without anything that somebody wrote."""
    return detail.model_copy(
        update={
            "dpia": public_status(detail.dpia),
            "dtia": public_status(detail.dtia),
            "history": (),
            "dtia_history": (),
            "others": tuple(public_status(one) for one in detail.others),
            "other_history": {},
        }
    )


def public_row(row: AssessmentRow) -> AssessmentRow:
    """Return an assessment of a list without what follows from its contents: measures, risks, the consultation."""
    empty: dict[str, object] = {
        "open_measures": 0,
        "overdue_measures": 0,
        "highest_residual": RiskLevel.UNKNOWN,
        "clock": None,
    }
    return row.model_copy(update=empty)


def detail_for(act: Act, detail: DpiaDetail) -> DpiaDetail:
    """Return the assessments of a use as far as the actor may see them."""
    return detail if reads_contents(act, detail.use.board_number) else public_detail(detail)


def worklist_for(act: Act, board_number: str, work: Worklist) -> Worklist:
    """Return a worklist as far as the actor may see it."""
    if reads_contents(act, board_number):
        return work
    rows = tuple(row.model_copy(update={"dpia": public_status(row.dpia)}) for row in work.rows)
    return work.model_copy(update={"rows": rows})


def landscape_for(act: Act, board_number: str, rows: tuple[LandscapeRow, ...]) -> tuple[LandscapeRow, ...]:
    """Return the rows of a landscape list as far as the actor may see them."""
    if reads_contents(act, board_number):
        return rows
    return tuple(row.model_copy(update={"dpia": public_status(row.dpia)}) for row in rows)


def history_for(act: Act, board_number: str, history: History) -> History:
    """Return a stretch of history as far as the actor may see it: that a step was taken, not what was written."""
    if reads_contents(act, board_number):
        return history
    return history.model_copy(update={"events": tuple(_public_event(event) for event in history.events)})


def _public_event(event: EventEntry) -> EventEntry:
    """Return an event without what it tells from inside an assessment."""
    if event.subject_kind != SubjectKind.ASSESSMENT.value and event.kind != "use.criterion_answered":
        return event
    changes = tuple(one for one in event.changes if one.field in _PUBLIC_CHANGES)
    unchanged = {name: value for name, value in event.unchanged.items() if name in _PUBLIC_CHANGES}
    return event.model_copy(update={"reason": "", "changes": changes, "unchanged": unchanged})
