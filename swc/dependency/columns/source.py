"""What is read from the database: the facts of boards that share as one text for each table, and the catalogue as rows.

The database itself writes the text (records and fields apart by the separators of ASCII): that takes half the time of
handing over a million rows one by one. Ids only tie records together and are not kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, String, bindparam, cast, func, select
from sqlmodel import Session, col

from swc.audit.models import Event
from swc.boards.kinds import Sharing
from swc.boards.models import Board, School
from swc.catalogue.models import Product, ProductCategoryOfData, ProductStandard, SubProcessor, Vendor
from swc.dependency.columns.covered import through_activities
from swc.dependency.columns.tables import FIELD, KINDS, RECORD
from swc.dpia.kinds import AssessmentKind, DpiaState
from swc.dpia.models import Assessment
from swc.landscape.kinds import DerivedKind
from swc.landscape.models import (
    Agreement,
    AgreementProduct,
    Coupling,
    CouplingStandard,
    DerivedVerdict,
    Placement,
    Use,
    UseDataCategory,
    UseSchool,
)

Rows = Sequence[Sequence[Any]]

BOARD_FACTS: dict[str, tuple[Any, ...]] = {
    "board": (Board.number, Board.name, Board.sector),
    "school": (School.brin, School.board_number, School.pupils, School.pupils_at_least),
    "use": (
        Use.id,
        Use.board_number,
        Use.product_key,
        Use.status,
        Use.whole_board,
        Use.users,
        Use.yearly_cost,
        Use.criticality,
    ),
    "use_school": (UseSchool.use_id, UseSchool.brin),
    "placement": (Placement.use_id, Placement.component_guid, Placement.component_name),
    "verdict": (
        DerivedVerdict.use_id,
        DerivedVerdict.element_guid,
        DerivedVerdict.element_name,
        DerivedVerdict.kind,
        DerivedVerdict.verdict,
    ),
    "use_category": (UseDataCategory.use_id, UseDataCategory.category),
    "coupling": (
        Coupling.id,
        Coupling.source_use_id,
        Coupling.target_use_id,
        Coupling.target_name,
        Coupling.target_guid,
        Coupling.kind,
    ),
    "coupling_standard": (CouplingStandard.coupling_id, CouplingStandard.standard),
    "dpia": (Assessment.use_id, Assessment.state, Assessment.review_due),
    "agreement": (
        Agreement.id,
        Agreement.board_number,
        Agreement.use_id,
        Agreement.vendor_key,
        Agreement.presence,
    ),
    "agreement_product": (AgreementProduct.agreement_id, AgreementProduct.product_key),
}
"""What is read of each table. No names of people, no reasons and no notes: these are never in the columns."""

_NUMBERS: BindParameter[Any] = bindparam("numbers", expanding=True)
_FREE = (Board.name, Placement.component_name, DerivedVerdict.element_name, Coupling.target_name)
_PARENTS: dict[str, tuple[Any, Any]] = {
    "use_school": (Use, UseSchool.use_id),
    "placement": (Use, Placement.use_id),
    "verdict": (Use, DerivedVerdict.use_id),
    "use_category": (Use, UseDataCategory.use_id),
    "coupling_standard": (Coupling, CouplingStandard.coupling_id),
    "dpia": (Use, Assessment.use_id),
    "agreement_product": (Agreement, AgreementProduct.agreement_id),
}
_OWN: dict[str, Any] = {"school": School, "use": Use, "coupling": Coupling, "agreement": Agreement}


def board_texts(session: Session, numbers: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield each table with the facts of the boards that share (or of those among the given ones) as a text.

    Thirteen statements, and some for each board with DPIAs over activities; a table without facts is left out, but for
    the uses, to which the others are tied.
    """
    for table in BOARD_FACTS:
        given = {} if numbers is None else {"numbers": list(numbers)}
        text = session.execute(_scoped(table, some=numbers is not None), given).scalar_one()
        if table == "dpia":
            text = RECORD.join(one for one in (text, *through_activities(session, numbers, _text(Use.id))) if one)
        if text or table == "use":
            yield table, text or ""


@cache
def _scoped(table: str, *, some: bool) -> Select[Any]:
    """Return the statement that writes a table of all boards that share, or of some, as one text."""
    columns = BOARD_FACTS[table]
    record = _text(columns[0])
    for column in columns[1:]:
        record = record.concat(FIELD).concat(_text(column))
    query = select(func.aggregate_strings(record, RECORD))
    if table in _PARENTS:
        parent, key = _PARENTS[table]
        query = query.join(parent, col(parent.id) == col(key)).join(Board, col(Board.number) == parent.board_number)
    elif table in _OWN:
        query = query.join(Board, col(Board.number) == _OWN[table].board_number)
    if table == "verdict":
        query = query.where(col(DerivedVerdict.kind).in_([DerivedKind(one) for one in KINDS]))
    if table == "dpia":
        begun = col(Assessment.state) != DpiaState.NOT_ASSESSED
        query = query.where(col(Assessment.kind) == AssessmentKind.DPIA, begun)
    shares = col(Board.sharing) == Sharing.SECTOR
    return query.where(shares, col(Board.number).in_(_NUMBERS)) if some else query.where(shares)


def _text(column: Any) -> ColumnElement[str]:  # noqa: ANN401 - a column
    """Return a column as text, empty for nothing; what people typed loses the separators."""
    text = func.coalesce(cast(column, String), "")
    return func.replace(func.replace(text, FIELD, " "), RECORD, " ") if any(column is one for one in _FREE) else text


def catalogue_rows(session: Session) -> dict[str, Rows]:
    """Return the products with their vendors and what is known of them, by table; five statements."""
    queries: dict[str, tuple[Any, ...]] = {
        "vendor": (Vendor.key, Vendor.name, Vendor.country),
        "product": (
            Product.key,
            Product.name,
            Product.vendor_key,
            Product.data_level,
            Product.status,
            Product.category,
        ),
        "sub_processor": (SubProcessor.product_key, SubProcessor.name, SubProcessor.vendor_key, SubProcessor.country),
        "product_standard": (ProductStandard.product_key, ProductStandard.standard),
        "product_category": (ProductCategoryOfData.product_key, ProductCategoryOfData.category),
    }
    return {
        table: session.execute(select(*(col(one) for one in columns))).fetchall() for table, columns in queries.items()
    }


def events_from(session: Session, seq: int) -> Rows:
    """Return number, hash, board and kind of subject of the events from a number on; one statement."""
    return session.execute(
        select(col(Event.seq), col(Event.hash), col(Event.board_number), col(Event.subject_kind))
        .where(col(Event.seq) >= seq)
        .order_by(col(Event.seq))
    ).fetchall()


def last_event(session: Session) -> tuple[int, str]:
    """Return number and hash of the last event; one statement."""
    row = session.execute(select(col(Event.seq), col(Event.hash)).order_by(col(Event.seq).desc()).limit(1)).first()
    return (row[0], row[1]) if row else (0, "")
