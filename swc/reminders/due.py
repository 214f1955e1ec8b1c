"""Gathers what falls due at a board, from every room below: assessments, measures, agreements, contracts and more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from swc.catalogue.kinds import Addressee
from swc.dpia.file_schemas import AssessmentRow
from swc.dpia.files import assessments, board_measures
from swc.dpia.kinds import DpiaState, MeasureState
from swc.landscape.agreements.queries import agreements
from swc.landscape.contracts.kinds import HOLDS, CalendarKind
from swc.landscape.contracts.queries import calendar_of, contracts
from swc.landscape.kinds import AgreementPresence
from swc.landscape.queries import use_summaries
from swc.landscape.schemas import UseSummary
from swc.register.queries import register_coverage
from swc.reminders.kinds import DueKind
from swc.reminders.rules import ordered, urgency
from swc.reminders.schemas import DueItem
from swc.risk.models import Flag, FlagAcceptance
from vocab.norms import norm

SOON = "reminder-soon-days"

_ENDS = "De verwerkersovereenkomst loopt af: vernieuw haar of beëindig het gebruik."
_ENDED = "De verwerkersovereenkomst is afgelopen: vernieuw haar of beëindig het gebruik."

STATE_TASKS: dict[DpiaState, tuple[DueKind, str]] = {
    DpiaState.REVIEW: (DueKind.REOPENED, "De beoordeling is heropend: doe de toets opnieuw."),
    DpiaState.SCREENING: (DueKind.SCREENING, "Rond de voorafgaande toets af."),
    DpiaState.REQUIRED: (DueKind.START, "Een beoordeling is verplicht: begin eraan."),
    DpiaState.FG_ADVICE: (DueKind.ADVICE, "Het advies van de FG is gevraagd."),
    DpiaState.DECISION: (DueKind.DECISION, "De beoordeling wacht op een besluit."),
    DpiaState.REJECTED: (DueKind.DECISION, "De verwerking is afgekeurd: stop of wijzig haar."),
}
"""What a state asks of people; the other states ask nothing, or a day that is known."""

LONGEST_NAME = 160

LEAD: dict[DueKind, str] = {
    DueKind.CONTRACT_NOTICE: "contract-warning-days",
    DueKind.CONTRACT_ENDS: "contract-warning-days",
}
"""The norm that says how long ahead of its day something is due soon, where that is not the usual one."""

_NOTICE = "Laatste dag om het contract op te zeggen: zeg op, of laat het doorlopen."
_CONTRACT_ENDS = "Het contract eindigt: verleng het, sluit een nieuw contract of beëindig het gebruik."


@dataclass(frozen=True, slots=True)
class Place:
    """The board and day that due items are made for."""

    session: Session
    number: str
    name: str
    today: date
    _read: list[tuple[UseSummary, ...]] = field(default_factory=list)

    @property
    def uses(self) -> tuple[UseSummary, ...]:
        """Return the uses of the board, which are read once for all sources."""
        if not self._read:
            self._read.append(use_summaries(self.session, self.number, on=self.today))
        return self._read[0]

    @property
    def path(self) -> str:
        """Return the address of the board's pages."""
        return f"/besturen/{self.number}"

    def item(self, kind: DueKind, key: str, about: str, text: str, **fields: object) -> DueItem:
        """Return one item; `fields` are those of `DueItem` that it has besides."""
        due = fields.get("due")
        soon_days = norm(LEAD.get(kind, SOON), self.today).whole
        return DueItem.model_validate(
            {
                "key": f"{kind.value}:{key}",
                "kind": kind,
                "board_number": self.number,
                "board_name": self.name,
                "about": about if len(about) <= LONGEST_NAME else about[: LONGEST_NAME - 1] + "…",
                "text": text,
                "urgency": urgency(due if isinstance(due, date) else None, self.today, soon_days=soon_days),
                **fields,
            }
        )


def board_due(
    session: Session, number: str, name: str, today: date, kinds: Collection[DueKind] = frozenset(DueKind)
) -> tuple[DueItem, ...]:
    """Return what falls due at a board, the most urgent first, in a fixed number of statements.

    Only sources that can give one of the kinds asked for are read.
    """
    place = Place(session, number, name, today)
    found = (item for gives, source in SOURCES if gives & set(kinds) for item in source(place))
    return ordered(item for item in found if item.kind in kinds)


def _assessments(place: Place) -> Iterator[DueItem]:
    """Yield what assessments ask: a review that comes, a step that waits, an answer of the authority (art. 36 AVG)."""
    for row in assessments(place.session, place.number, place.today, uses=place.uses):
        page = f"{place.path}/dpia/dossiers/{row.id}"
        if row.state in STATE_TASKS:
            kind, text = STATE_TASKS[row.state]
            yield place.item(kind, f"{row.id}:{row.state_since.isoformat()}", _title(row), text, page=page)
        if row.review_due is not None and (row.settled or row.expired):
            text = "Herzie de beoordeling."
            yield place.item(DueKind.REVIEW, str(row.id), _title(row), text, page=page, due=row.review_due)
        if row.clock is not None and row.state is DpiaState.PRIOR_CONSULTATION:
            text = "De Autoriteit Persoonsgegevens antwoordt uiterlijk op deze dag (art. 36 AVG)."
            due = row.clock.answer_due
            yield place.item(DueKind.CONSULTATION, str(row.id), _title(row), text, page=page, due=due)


def _title(row: AssessmentRow) -> str:
    return row.title or row.use_name


def _measures(place: Place) -> Iterator[DueItem]:
    """Yield the board's own open measures; what a vendor has to do is followed in the dossier."""
    for measure in board_measures(place.session, place.number, place.today):
        if measure.state is not MeasureState.OPEN or measure.addressee is not Addressee.BOARD:
            continue
        yield place.item(
            DueKind.MEASURE,
            str(measure.id),
            measure.text,
            "Voer de maatregel uit." if measure.due else "Voer de maatregel uit, en geef haar een datum.",
            page=f"{place.path}/dpia/dossiers/{measure.assessment_id}/maatregelen",
            due=measure.due,
            owner_role=measure.owner_role,
        )


def _agreements(place: Place) -> Iterator[DueItem]:
    """Yield the processor agreements (art. 28 AVG) that end, as long as something in use rests on them."""
    for one in agreements(place.session, place.number, place.today, uses=place.uses):
        if one.presence is not AgreementPresence.PRESENT or one.valid_until is None or not one.uses:
            continue
        yield place.item(
            DueKind.AGREEMENT_ENDS,
            str(one.id),
            one.name,
            _ENDED if one.valid_until < place.today else _ENDS,
            page=f"{place.path}/overeenkomsten/{one.id}",
            due=one.valid_until,
        )


def _contracts(place: Place) -> Iterator[DueItem]:
    """Yield the last notice days that are still to come, and the ends of contracts that do not renew by themselves."""
    kinds = {CalendarKind.LAST_NOTICE: (DueKind.CONTRACT_NOTICE, _NOTICE)}
    kinds[CalendarKind.END] = DueKind.CONTRACT_ENDS, _CONTRACT_ENDS
    for one in contracts(place.session, place.number, place.today):
        if one.status not in HOLDS:
            continue
        for entry in calendar_of(one, place.today):
            if entry.kind not in kinds or entry.days < 0:
                continue
            kind, text = kinds[entry.kind]
            page = f"{place.path}/contracten/{one.id}"
            yield place.item(kind, str(one.id), one.title, text, page=page, due=entry.on)


def _acceptances(place: Place) -> Iterator[DueItem]:
    """Yield the acceptances of flags that end; an ended one is a flag again and no reminder."""
    rows = place.session.execute(
        select(col(Flag.id), col(Flag.rule), col(Flag.subject_name), col(FlagAcceptance.until))
        .join(FlagAcceptance, col(FlagAcceptance.flag_id) == col(Flag.id))
        .where(
            col(Flag.board_number) == place.number,
            col(Flag.resolved_at).is_(None),
            col(FlagAcceptance.ended_at).is_(None),
            col(FlagAcceptance.until) >= place.today,
        )
        .order_by(col(FlagAcceptance.until), col(Flag.rule), col(Flag.subject_name))
    ).all()
    for flag_id, rule, subject, until in rows:
        yield place.item(
            DueKind.FLAG_ACCEPTANCE_ENDS,
            str(flag_id),
            subject,
            "De acceptatie van signaal %(rule)s loopt af.",
            params={"rule": rule},
            page=f"{place.path}/signalen/{flag_id}",
            due=until,
        )


def _register(place: Place) -> Iterator[DueItem]:
    """Yield one item for all suggestions of the register together: a board has hundreds at first."""
    coverage = register_coverage(place.session, place.number, place.today, uses=place.uses)
    count = coverage.suggested + coverage.differences
    if not count:
        return
    yield place.item(
        DueKind.REGISTER_DIFFERENCE,
        place.number,
        place.name,
        "In het register wachten %(activities)s verwerkingen en %(differences)s verschillen op een besluit.",
        params={"activities": coverage.suggested, "differences": coverage.differences},
        page=f"{place.path}/register",
    )


Source = Callable[[Place], Iterator[DueItem]]

SOURCES: tuple[tuple[frozenset[DueKind], Source], ...] = (
    (frozenset({DueKind.REVIEW, DueKind.CONSULTATION, *(kind for kind, _ in STATE_TASKS.values())}), _assessments),
    (frozenset({DueKind.MEASURE}), _measures),
    (frozenset({DueKind.AGREEMENT_ENDS}), _agreements),
    (frozenset({DueKind.CONTRACT_NOTICE, DueKind.CONTRACT_ENDS}), _contracts),
    (frozenset({DueKind.FLAG_ACCEPTANCE_ENDS}), _acceptances),
    (frozenset({DueKind.REGISTER_DIFFERENCE}), _register),
)
"""Every source with the kinds it can give."""
