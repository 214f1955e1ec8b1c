"""The assessments of a board as a list: narrowed as asked, the most urgent first; and its measures likewise."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field, field_validator
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.access.schemas import Input, ReadModel
from swc.catalogue.kinds import Addressee
from swc.catalogue.models import Product
from swc.dpia.disclosure import demand_contents, public_row, reads_contents
from swc.dpia.file_schemas import AssessmentRow, MeasureRow
from swc.dpia.files import assessments, board_measures
from swc.dpia.kinds import AssessmentKind, MeasureState, Settlement, Urgency
from swc.dpia.models import Assessment
from swc.dpia.rules import urgency
from swc.landscape.models import Use


class DossierRow(AssessmentRow):
    """An assessment with how soon it asks for work."""

    urgency: Urgency = Urgency.SETTLED

    @property
    def settlement(self) -> Settlement:
        """Settled, expired or open, as one value to filter on."""
        if self.expired:
            return Settlement.EXPIRED
        return Settlement.SETTLED if self.settled else Settlement.OPEN


class Dossiers(ReadModel):
    """The assessments of a board in order of urgency; `counts` is over the whole board, `items` over what was asked."""

    items: tuple[DossierRow, ...]
    counts: dict[Urgency, int]


class _Choices(Input):
    """A filter in an address: the empty choice of a select asks nothing."""

    @field_validator("*", mode="before")
    @classmethod
    def _drop_empty_choices(cls, value: object) -> object:
        return tuple(one for one in value if one != "") if isinstance(value, (list, tuple)) else value


class DossierFilter(_Choices):
    """Which assessments to show; values of one name are alternatives, names add up, empty means all."""

    text: str = Field(default="", max_length=200)
    kind: tuple[AssessmentKind, ...] = ()
    settlement: tuple[Settlement, ...] = ()
    overdue: bool = False


class MeasureFilter(_Choices):
    """Which measures to show; without a state the open ones, most pressing first."""

    text: str = Field(default="", max_length=200)
    state: tuple[MeasureState, ...] = (MeasureState.OPEN,)
    addressee: tuple[Addressee, ...] = ()
    owner: str = Field(default="", max_length=200)
    overdue: bool = False


class BoardMeasure(MeasureRow):
    """A measure with the title of the assessment that it belongs to."""

    assessment_title: str = ""


class BoardMeasures(ReadModel):
    """The measures of a board: those asked for, overdue first; open and overdue counted over the whole board."""

    items: tuple[BoardMeasure, ...]
    owners: tuple[str, ...] = ()
    open: int = 0
    overdue: int = 0


def open_dossiers(session: Session, board_number: str, filters: DossierFilter, *, by: Act) -> Dossiers:
    """Return the assessments of a board that are asked for, as far as the actor may see them."""
    by.demand(Right.READ_BOARD, board_number)
    contents = reads_contents(by, board_number)
    rows = [_urgent(row if contents else public_row(row)) for row in assessments(session, board_number, by.today)]
    order = {one: place for place, one in enumerate(Urgency)}
    wanted = [row for row in rows if _asked(row, filters)]
    wanted.sort(key=lambda row: (order[row.urgency], -row.overdue_measures, row.review_due or date.max, row.title))
    return Dossiers(items=tuple(wanted), counts={one: sum(row.urgency is one for row in rows) for one in Urgency})


def open_measures(session: Session, board_number: str, filters: MeasureFilter, *, by: Act) -> BoardMeasures:
    """Return the measures of a board that are asked for; raises `NotAllowedError` for who may not read DPIAs."""
    demand_contents(by, board_number)
    titles = _titles(session, board_number)
    rows = [
        BoardMeasure.model_validate({**dict(row), "assessment_title": titles.get(row.assessment_id, "")})
        for row in board_measures(session, board_number, by.today)
    ]
    wanted = [row for row in rows if _wanted(row, filters)]
    wanted.sort(key=lambda row: (not row.overdue, row.state.value != "open", row.owner_role, row.due or date.max))
    return BoardMeasures(
        items=tuple(wanted),
        owners=tuple(sorted({row.owner_role for row in rows if row.owner_role}, key=str.casefold)),
        open=sum(row.state is MeasureState.OPEN for row in rows),
        overdue=sum(row.overdue for row in rows),
    )


def _titles(session: Session, board_number: str) -> dict[UUID, str]:
    """Return what each assessment of a board is called: its own title, else the name of its use, in one statement."""
    rows = session.exec(
        select(Assessment.id, Assessment.title, Use.own_name, Product.name)
        .join(Use, col(Use.id) == col(Assessment.use_id), isouter=True)
        .join(Product, col(Product.key) == col(Use.product_key), isouter=True)
        .where(Assessment.board_number == board_number)
    ).all()
    return {found: title or own_name or name or "" for found, title, own_name, name in rows}


def _urgent(row: AssessmentRow) -> DossierRow:
    """Return a row with its urgency."""
    soon = urgency(row.state, row.duty, settled=row.settled, expired=row.expired)
    return DossierRow.model_validate({**dict(row), "urgency": soon})


def _asked(row: DossierRow, filters: DossierFilter) -> bool:
    """Say whether an assessment is one that the filter asks for."""
    words = " ".join((row.title, row.use_name, *(one.name for one in row.activities))).casefold()
    return (
        filters.text.casefold() in words
        and (not filters.kind or row.kind in filters.kind)
        and (not filters.settlement or row.settlement in filters.settlement)
        and (not filters.overdue or row.overdue_measures > 0 or bool(row.clock and row.clock.overdue))
    )


def _wanted(row: BoardMeasure, filters: MeasureFilter) -> bool:
    """Say whether a measure is one that the filter asks for."""
    words = f"{row.text} {row.owner_role} {row.assessment_title}".casefold()
    return (
        filters.text.casefold() in words
        and (not filters.state or row.state in filters.state)
        and (not filters.addressee or row.addressee in filters.addressee)
        and (not filters.owner or row.owner_role == filters.owner)
        and (not filters.overdue or row.overdue)
    )
