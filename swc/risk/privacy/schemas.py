"""What the privacy dashboards show."""

from __future__ import annotations

from datetime import date

from swc.access.schemas import ReadModel
from swc.dpia.file_schemas import AssessmentRow, MeasureRow
from swc.register.schemas import Coverage
from swc.risk.schemas import AgreementCoverage, DpiaCoverage


class OwnerMeasures(ReadModel):
    """The open measures of a board that one role sees to; an empty role is nobody yet."""

    owner_role: str
    open: int
    overdue: int


class TrendPoint(ReadModel):
    """How a board stood at the end of a day.

    `decided`: assessments with a decision in force (a review date that passed is not looked at), `running`: those
    somebody works on, `activities`: established processing activities, `measures_done`: measures done up to then.
    """

    on: date
    decided: int
    running: int
    activities: int
    measures_done: int


class PrivacyDashboard(ReadModel):
    """The privacy of one board at a glance.

    `overdue_reviews` are decided assessments past their review date, `overdue_measures` the board's own open measures
    past their day; `vendor_measures` counts open measures that a vendor has to take.
    """

    board_number: str
    board_name: str
    on: date
    processing: Coverage
    dpia: DpiaCoverage
    agreements: AgreementCoverage
    overdue_reviews: tuple[AssessmentRow, ...] = ()
    overdue_measures: tuple[MeasureRow, ...] = ()
    measures_by_owner: tuple[OwnerMeasures, ...] = ()
    open_measures: int = 0
    vendor_measures: int = 0
    trend: tuple[TrendPoint, ...] = ()


class MissingCentral(ReadModel):
    """A product with a DPIA duty at sharing boards for which no central DPIA is known.

    `pupils` counts pupils of the schools it is used for; `pupils_at_least` says that some numbers are unknown or
    masked. `newest` is the day of the newest version where there is one but too old; then it is listed as outdated.
    """

    product_key: str
    product_name: str
    vendor_name: str = ""
    boards: int
    uses: int
    pupils: int
    pupils_at_least: bool = False
    none_found_on: date | None = None
    newest: date | None = None


class PrivacySector(ReadModel):
    """What the sector should do next, over the boards that share.

    `suppressed` counts products that too few boards use to be told. Nothing is told below `least_boards` boards.
    """

    on: date
    boards: int
    least_boards: int
    missing: tuple[MissingCentral, ...] = ()
    outdated: tuple[MissingCentral, ...] = ()
    suppressed: int = 0
