"""The rows behind the shared graphs of some boards, each kind in one statement; only what is shared is read.

Ids are read as text: they only become part of addresses and tie rows together, and making a million of them into
objects would take longer than all the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, String, bindparam, cast, select
from sqlmodel import Session, col

from swc.boards.kinds import Sharing
from swc.boards.models import Board, School
from swc.catalogue.models import Product, ProductCategoryOfData
from swc.landscape.kinds import Verdict
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

Rows = Sequence[Any]
Under = Mapping[str, list[Any]]
_BOARDS: BindParameter[Any] = bindparam("boards", expanding=True)


@dataclass(frozen=True, slots=True)
class Shared:
    """The rows of some boards; what hangs under a thing stands by its id as text."""

    boards: Rows
    schools: Under
    uses: Under
    at: Under
    placed: Under
    own: Under
    stated: Under
    said: Under
    couplings: Under
    standards: Under
    agreements: Under
    covered: Under


def _id(column: Any) -> ColumnElement[str]:  # noqa: ANN401 - a column
    return cast(col(column), String)


_BOARD = (
    select(
        col(Board.number),
        col(Board.name),
        col(Board.sector),
        col(Board.kvk_number),
        col(Board.municipality),
        col(Board.sharing),
    )
    .where(col(Board.number).in_(_BOARDS), col(Board.sharing) == Sharing.SECTOR)
    .order_by(col(Board.number))
)
_SCHOOL = (
    select(col(School.board_number), col(School.brin), col(School.name), col(School.sector), col(School.pupils))
    .where(col(School.board_number).in_(_BOARDS))
    .order_by(col(School.brin))
)
_USE = (
    select(
        col(Use.board_number),
        _id(Use.id).label("id"),
        col(Use.product_key),
        col(Use.version_id),
        col(Use.status),
        col(Use.status_since),
        col(Use.start_date),
        col(Use.end_date),
        col(Use.whole_board),
        col(Use.hosting),
        col(Use.users),
        col(Product.name).label("product_name"),
        col(Product.status).label("product_status"),
        col(Product.category).label("product_category"),
        col(Product.data_level),
        col(Product.proposed_by_board),
        col(Product.vendor_key),
    )
    .join(Product, col(Product.key) == col(Use.product_key))
    .where(col(Use.board_number).in_(_BOARDS))
)
_COUPLING = select(
    col(Coupling.board_number),
    _id(Coupling.id),
    _id(Coupling.source_use_id),
    _id(Coupling.target_use_id),
    col(Coupling.target_guid),
    col(Coupling.direction),
).where(col(Coupling.board_number).in_(_BOARDS))
_AGREEMENT = select(
    col(Agreement.board_number),
    _id(Agreement.id).label("id"),
    _id(Agreement.use_id).label("use_id"),
    col(Agreement.vendor_key),
    col(Agreement.presence),
    col(Agreement.signed_on),
    col(Agreement.valid_until),
).where(col(Agreement.board_number).in_(_BOARDS))


def _under(parent: Any, key: Any, *columns: Any) -> Select[Any]:  # noqa: ANN401 - tables and columns
    """Return the statement that reads rows under the uses, couplings or agreements of some boards."""
    found = select(_id(key), *(col(one) for one in columns)).join(parent, col(parent.id) == col(key))
    return found.where(col(parent.board_number).in_(_BOARDS)).order_by(*(col(one) for one in columns[:1]))


_AT = _under(Use, UseSchool.use_id, UseSchool.brin)
_PLACED = _under(Use, Placement.use_id, Placement.component_guid)
_OWN = _under(Use, UseDataCategory.use_id, UseDataCategory.category)
_SAID = _under(
    Use,
    DerivedVerdict.use_id,
    DerivedVerdict.element_guid,
    DerivedVerdict.kind,
    DerivedVerdict.element_name,
    DerivedVerdict.added_by_hand,
).add_columns(col(DerivedVerdict.verdict) == Verdict.ACCEPTED)
_STATED = (
    select(col(ProductCategoryOfData.product_key), col(ProductCategoryOfData.category))
    .where(
        col(ProductCategoryOfData.product_key).in_(
            select(col(Use.product_key)).where(col(Use.board_number).in_(_BOARDS))
        )
    )
    .order_by(col(ProductCategoryOfData.category))
)
_STANDARDS = _under(Coupling, CouplingStandard.coupling_id, CouplingStandard.standard)
_COVERED = _under(Agreement, AgreementProduct.agreement_id, AgreementProduct.product_key)


def shared(session: Session, numbers: Collection[str]) -> Shared:
    """Read what those of some boards that share tell of themselves; twelve statements."""
    boards = session.execute(_BOARD, {"boards": list(numbers)}).all()
    asked = {"boards": [row[0] for row in boards]}

    def read(statement: Select[*tuple[Any, ...]], *, flat: bool = False) -> Under:
        return _grouped(session.execute(statement, asked), flat=flat)

    return Shared(
        boards=boards,
        schools=read(_SCHOOL),
        uses=read(_USE),
        at=read(_AT, flat=True),
        placed=read(_PLACED, flat=True),
        own=read(_OWN, flat=True),
        stated=read(_STATED, flat=True),
        said=read(_SAID),
        couplings=read(_COUPLING),
        standards=read(_STANDARDS, flat=True),
        agreements=read(_AGREEMENT),
        covered=read(_COVERED, flat=True),
    )


def _grouped(rows: Iterable[Any], *, flat: bool) -> Under:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row[1] if flat else row)
    return found
