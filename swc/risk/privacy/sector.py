"""Which products with a DPIA duty lack a central DPIA, over the boards that share, so that the sector can choose.

The duty is what is stored: a certain flag DP02 (a DPIA is due and not settled), or an assessment that concluded it is
required. Nothing is told of a product that fewer boards use than norm `sector-min-boards` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, case, func, select, type_coerce, union_all
from sqlmodel import Session, col

from swc.boards.kinds import Sharing
from swc.boards.models import Board, School
from swc.catalogue.models import CentralDpiaProduct, CentralDpiaVersion, Product, Vendor
from swc.dpia.kinds import AssessmentKind, DpiaState
from swc.dpia.models import Assessment
from swc.dpia.rules import default_review
from swc.landscape.kinds import ACTIVE
from swc.landscape.models import Use, UseSchool
from swc.risk.kinds import Certainty, FlagSubject
from swc.risk.models import Flag
from swc.risk.privacy.schemas import MissingCentral, PrivacySector
from vocab.norms import norm

CONCLUDED = (
    DpiaState.REQUIRED,
    DpiaState.IN_PROGRESS,
    DpiaState.FG_ADVICE,
    DpiaState.DECISION,
    DpiaState.PRIOR_CONSULTATION,
    DpiaState.APPROVED,
    DpiaState.APPROVED_CONDITIONALLY,
    DpiaState.REJECTED,
)
"""The states in which somebody concluded that a DPIA is required."""


@dataclass(slots=True)
class Reached:
    """Where a product with a duty is used: boards (those where it serves the whole board too), uses, and schools."""

    boards: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    uses: set[object] = field(default_factory=set)
    brins: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Schools:
    """The pupils of the boards that share, of each board and of each school with its board.

    `vague_boards` and `vague_schools` are those of which not every number is known.
    """

    boards: Mapping[str, int]
    schools: Mapping[str, tuple[str, int]]
    vague_boards: AbstractSet[str]
    vague_schools: AbstractSet[str]

    def of(self, one: Reached) -> tuple[int, bool]:
        """Return the pupils that a product reaches, each school once, and whether that is the least number."""
        known = one.brins & self.schools.keys()
        apart = [brin for brin in known if self.schools[brin][0] not in one.whole]
        pupils = sum(self.boards[number] for number in one.whole) + sum(self.schools[brin][1] for brin in apart)
        vague = not self.vague_boards.isdisjoint(one.whole) or not self.vague_schools.isdisjoint(apart)
        return pupils, vague


def privacy_sector(session: Session, today: date) -> PrivacySector:
    """Return what the sector should do next; three statements, however many boards share."""
    least = norm("sector-min-boards", today).whole
    schools = _schools(session)
    found = _reached(session)
    known = _products(session)
    oldest = norm("dpia-review-years", today).whole
    told = {key: one for key, one in found.items() if len(one.boards) >= least}
    rows = [_row(known[key], one, schools.of(one)) for key, one in told.items()]
    return PrivacySector(
        on=today,
        boards=len(schools.boards),
        least_boards=least,
        missing=_ranked(one for one in rows if not known[one.product_key].versions),
        outdated=_ranked(one for one in rows if one.newest and default_review(one.newest, years=oldest) < today),
        suppressed=len(found) - len(told),
    )


def _ranked(rows: Iterable[MissingCentral]) -> tuple[MissingCentral, ...]:
    return tuple(sorted(rows, key=lambda one: (-one.pupils, -one.boards, one.product_name.lower())))


def _schools(session: Session) -> Schools:
    """Return the pupils of each school of the boards that share, in one statement."""
    rows = session.execute(
        select(col(Board.number), col(School.brin), col(School.pupils), col(School.pupils_at_least))
        .join(School, col(School.board_number) == col(Board.number), isouter=True)
        .where(col(Board.sharing) == Sharing.SECTOR)
    )
    boards: dict[str, int] = defaultdict(int)
    schools: dict[str, tuple[str, int]] = {}
    vague_boards: set[str] = set()
    vague_schools: set[str] = set()
    for number, brin, pupils, at_least in rows:
        boards[number] += pupils or 0
        if brin is not None:
            schools[brin] = (number, pupils or 0)
            if pupils is None or at_least:
                vague_boards.add(number)
                vague_schools.add(brin)
    return Schools(boards, schools, vague_boards, vague_schools)


def _reached(session: Session) -> dict[str, Reached]:
    """Return where each product with a duty is used, by product key, in one statement."""
    found: dict[str, Reached] = defaultdict(Reached)
    for key, board, use_id, whole, brins in session.execute(union_all(_flagged(), _concluded())):
        one = found[key]
        one.boards.add(board)
        one.uses.add(use_id)
        if whole:
            one.whole.add(board)
        elif brins:
            one.brins.update(brins.split(","))
    return found


def _flagged() -> Select[Any]:
    """Return the uses of which a certain flag says that a DPIA is due and not settled."""
    return (
        _uses()
        .join(Flag, col(Flag.use_id) == col(Use.id))
        .where(
            _shares(Flag.board_number),
            col(Flag.rule) == "DP02",
            col(Flag.subject_kind) == FlagSubject.USE,
            col(Flag.certainty) == Certainty.CERTAIN,
            col(Flag.resolved_at).is_(None),
        )
    )


def _concluded() -> Select[Any]:
    """Return the uses of which an assessment concluded that a DPIA is due; some of them have a flag as well."""
    return (
        _uses()
        .join(Assessment, col(Assessment.use_id) == col(Use.id))
        .where(
            _shares(Assessment.board_number),
            col(Assessment.kind) == AssessmentKind.DPIA,
            col(Assessment.state).in_(CONCLUDED),
        )
    )


def _shares(board_number: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column
    """Return the condition that a board shares with the sector."""
    return col(board_number).in_(select(col(Board.number)).where(col(Board.sharing) == Sharing.SECTOR))


def _uses() -> Select[Any]:
    """Return what is read of uses, with the BRINs of those that are not for the whole board.

    The ids are only told apart, so that they may stay as the database has them.
    """
    brins = select(func.aggregate_strings(col(UseSchool.brin), ",")).where(col(UseSchool.use_id) == col(Use.id))
    apart = brins.correlate(Use).scalar_subquery()
    return select(
        col(Use.product_key),
        col(Use.board_number),
        type_coerce(col(Use.id), String),
        col(Use.whole_board),
        case((col(Use.whole_board), None), else_=apart),
    ).where(col(Use.status).in_(ACTIVE))


def _products(session: Session) -> dict[str, Row[Any]]:
    """Return every product with its vendor, the number of central versions and the day of the newest one."""
    rows = session.execute(
        select(
            col(Product.key),
            col(Product.name),
            func.coalesce(col(Vendor.name), "").label("vendor"),
            col(Product.no_central_dpia_found_on),
            func.count(col(CentralDpiaVersion.number)).label("versions"),
            func.max(col(CentralDpiaVersion.effective_on)).label("newest"),
        )
        .join(Vendor, col(Vendor.key) == col(Product.vendor_key), isouter=True)
        .join(CentralDpiaProduct, col(CentralDpiaProduct.product_key) == col(Product.key), isouter=True)
        .join(
            CentralDpiaVersion, col(CentralDpiaVersion.central_key) == col(CentralDpiaProduct.central_key), isouter=True
        )
        .group_by(col(Product.key), col(Product.name), col(Vendor.name), col(Product.no_central_dpia_found_on))
    )
    return {row.key: row for row in rows}


def _row(product: Row[Any], one: Reached, pupils: tuple[int, bool]) -> MissingCentral:
    return MissingCentral(
        product_key=product.key,
        product_name=product.name,
        vendor_name=product.vendor,
        boards=len(one.boards),
        uses=len(one.uses),
        pupils=pupils[0],
        pupils_at_least=pupils[1],
        none_found_on=product.no_central_dpia_found_on,
        newest=product.newest,
    )
