"""How boards, schools, uses, couplings, agreements and contracts are served, and what of them the sector gets.

Nothing that names a person is served, no notes, no reasons, and no field in which anything may be written. Of another
thing only the key is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from swc.boards.models import Board, School
from swc.landscape.contracts.rules import Terms, notice_day
from swc.landscape.models import (
    Agreement,
    AgreementProduct,
    Contract,
    ContractParty,
    ContractProduct,
    Coupling,
    CouplingDataCategory,
    CouplingStandard,
    Placement,
    Use,
    UseDataCategory,
    UseExit,
    UseSchool,
)
from swc.procurement.feed.kinds import FeedSubject
from swc.procurement.feed.reading import Facts, Part, Whole

_EXIT = (
    "exit_plan",
    "export_format",
    "export_tested_on",
    "escrow",
    "alternative_product_key",
    "alternative_name",
    "alternative_tested_on",
)


def _one_exit(facts: Facts) -> None:
    """Tell the exit of a use as one thing, or nothing where nobody said anything."""
    facts["exit"] = next(iter(facts["exit"]), None)


def _ends(session: Session, keys: Select[Any]) -> Mapping[Any, Facts]:
    """Return of which products the uses at both ends of couplings are, in one statement."""
    source, target = aliased(Use), aliased(Use)
    rows = session.execute(
        select(col(Coupling.id), col(source.product_key), col(target.product_key))
        .select_from(Coupling)
        .join(source, col(source.id) == col(Coupling.source_use_id))
        .join(target, col(target.id) == col(Coupling.target_use_id), isouter=True)
        .where(col(Coupling.id).in_(keys))
    )
    return {key: {"sourceProductKey": one, "targetProductKey": other} for key, one, other in rows}


def _last_notice(facts: Facts) -> None:
    """Add the last day to give notice for the end that is written; terms that follow are for the reader to count.

    There is none where nobody has to give notice: it ends by itself, or was ended.
    """
    end: date | None = facts["endDate"]
    terms = Terms(
        end_date=end,
        ended_on=facts["endedOn"],
        notice_days=facts["noticeDays"],
        notice_months=facts["noticeMonths"],
        renewal=facts["renewal"],
    )
    facts["lastNoticeDay"] = notice_day(terms, end) if end else None


BOARD = Whole(
    kind=FeedSubject.BOARD,
    table=Board,
    key="number",
    board="number",
    columns=(
        "number",
        "name",
        "sector",
        "kvk_number",
        "city",
        "municipality",
        "denomination",
        "website",
        "sharing",
        "joint_buying",
    ),
)

SCHOOL = Whole(
    kind=FeedSubject.SCHOOL,
    table=School,
    key="brin",
    board="board_number",
    columns=("brin", "board_number", "name", "sector", "pupils", "pupils_at_least", "city"),
)

USE = Whole(
    kind=FeedSubject.USE,
    table=Use,
    key="id",
    board="board_number",
    columns=(
        "id",
        "board_number",
        "product_key",
        "version_id",
        "own_name",
        "status",
        "status_since",
        "start_date",
        "end_date",
        "whole_board",
        "hosting",
        "users",
        "yearly_cost",
        "criticality",
    ),
    parts=(
        Part("schools", UseSchool, "use_id", ("brin",), flat=True),
        Part("components", Placement, "use_id", ("component_guid",), flat=True),
        Part("dataCategories", UseDataCategory, "use_id", ("category",), flat=True),
        Part("exit", UseExit, "use_id", _EXIT),
    ),
    finish=_one_exit,
)
"""A use with the GUIDs of the components it is placed on, its schools (none: the whole board) and its exit."""

COUPLING = Whole(
    kind=FeedSubject.COUPLING,
    table=Coupling,
    key="id",
    board="board_number",
    columns=("id", "board_number", "source_use_id", "target_use_id", "target_name", "target_guid", "direction", "kind"),
    parts=(
        Part("standards", CouplingStandard, "coupling_id", ("standard",), flat=True),
        Part("dataCategories", CouplingDataCategory, "coupling_id", ("category",), flat=True),
    ),
    more=(_ends,),
    adds=("sourceProductKey", "targetProductKey"),
)

AGREEMENT = Whole(
    kind=FeedSubject.AGREEMENT,
    table=Agreement,
    key="id",
    board="board_number",
    columns=(
        "id",
        "board_number",
        "use_id",
        "vendor_key",
        "vendor_name",
        "presence",
        "model_version",
        "signed_on",
        "valid_until",
    ),
    parts=(Part("products", AgreementProduct, "agreement_id", ("product_key",), flat=True),),
)

CONTRACT = Whole(
    kind=FeedSubject.CONTRACT,
    table=Contract,
    key="id",
    board="board_number",
    columns=(
        "id",
        "board_number",
        "title",
        "reference",
        "legal_form",
        "signed_on",
        "start_date",
        "end_date",
        "ended_on",
        "notice_days",
        "notice_months",
        "renewal",
        "renewal_months",
        "yearly_price",
        "price_index",
        "data_processing_service",
        "switching_clause",
    ),
    parts=(
        Part("parties", ContractParty, "contract_id", ("role", "name", "vendor_key")),
        Part("products", ContractProduct, "contract_id", ("product_key",), flat=True),
    ),
    finish=_last_notice,
    adds=("lastNoticeDay",),
)

SECTOR_FIELDS: dict[FeedSubject, tuple[str, ...]] = {
    FeedSubject.BOARD: ("number", "name", "sector", "kvkNumber", "city", "municipality", "denomination"),
    FeedSubject.SCHOOL: ("brin", "boardNumber", "name", "sector", "pupils", "pupilsAtLeast", "city"),
    FeedSubject.USE: (
        "id",
        "boardNumber",
        "productKey",
        "versionId",
        "status",
        "statusSince",
        "startDate",
        "endDate",
        "wholeBoard",
        "hosting",
        "users",
        "schools",
        "components",
    ),
    FeedSubject.COUPLING: (
        "id",
        "boardNumber",
        "sourceProductKey",
        "targetProductKey",
        "targetGuid",
        "direction",
        "standards",
    ),
    FeedSubject.AGREEMENT: ("id", "boardNumber", "useId", "vendorKey", "presence", "products"),
    FeedSubject.CONTRACT: ("id", "boardNumber", "startDate", "endDate", "endedOn", "lastNoticeDay", "products"),
}
"""What of each kind the feed of the sector tells, of boards that share: no price, no party, no name of their own."""
