"""Which products with a DPIA duty lack a central DPIA, over the boards that share, so that the sector can choose.

The duty is what is stored: a certain flag DP02 (a DPIA is due and not settled), or an assessment that concluded it is
required. Nothing is told of a product that fewer boards use than norm `sector-min-boards` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlmodel import Session, col

from swc.boards.kinds import Sharing
from swc.boards.models import Board, School
from swc.catalogue.models import CentralDpiaProduct, CentralDpiaVersion, Product, Vendor
from swc.dpia.kinds import AssessmentKind, DpiaState
from swc.dpia.models import Assessment
from swc.dpia.rules import default_review
from swc.landscape.kinds import ACTIVE
from swc.landscape.models import Use, UseSchool
from swc.risk.kinds import Certainty
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
    """Where a product with a duty is used: boards, uses, and the schools with their pupils."""

    name: str
    vendor: str
    none_found_on: date | None
    boards: set[str] = field(default_factory=set)
    uses: int = 0
    brins: set[str] = field(default_factory=set)


def privacy_sector(session: Session, today: date) -> PrivacySector:
    """Return what the sector should do next; four statements, however many boards share."""
    least = norm("sector-min-boards", today).whole
    pupils = _schools(session)
    found = _reached(session, pupils)
    newest = _newest(session)
    told = {key: one for key, one in found.items() if len(one.boards) >= least}
    oldest = norm("dpia-review-years", today).whole
    by_brin = {brin: count for schools in pupils.values() for brin, count in schools.items()}
    rows = [_row(key, one, by_brin, newest.get(key)) for key, one in told.items()]
    return PrivacySector(
        on=today,
        boards=len(pupils),
        least_boards=least,
        missing=_ranked(one for one in rows if one.product_key not in newest),
        outdated=_ranked(one for one in rows if one.newest and default_review(one.newest, years=oldest) < today),
        suppressed=len(found) - len(told),
    )


def _ranked(rows: Iterable[MissingCentral]) -> tuple[MissingCentral, ...]:
    return tuple(sorted(rows, key=lambda one: (-one.pupils, -one.boards, one.product_name.lower())))


def _schools(session: Session) -> dict[str, dict[str, tuple[int | None, bool]]]:
    """Return the pupils of each school of the boards that share, by board and BRIN."""
    rows = session.execute(
        select(col(Board.number), col(School.brin), col(School.pupils), col(School.pupils_at_least))
        .join(School, col(School.board_number) == col(Board.number), isouter=True)
        .where(col(Board.sharing) == Sharing.SECTOR)
    )
    found: dict[str, dict[str, tuple[int | None, bool]]] = defaultdict(dict)
    for number, brin, pupils, at_least in rows:
        schools = found[number]
        if brin is not None:
            schools[brin] = (pupils, bool(at_least))
    return dict(found)


def _reached(session: Session, pupils: Mapping[str, Mapping[str, object]]) -> dict[str, Reached]:
    """Return where each product with a duty is used, by product key."""
    shared = (col(Board.sharing) == Sharing.SECTOR, col(Use.status).in_(ACTIVE), _has_duty())
    rows = session.execute(
        select(
            col(Product.key),
            col(Product.name),
            col(Vendor.name),
            col(Product.no_central_dpia_found_on),
            col(Use.board_number),
            col(Use.id),
            col(Use.whole_board),
        )
        .join(Product, col(Product.key) == col(Use.product_key))
        .join(Vendor, col(Vendor.key) == col(Product.vendor_key), isouter=True)
        .join(Board, col(Board.number) == col(Use.board_number))
        .where(*shared)
    ).all()
    schools = _chosen(session, shared)
    found: dict[str, Reached] = {}
    for key, name, vendor, none_found_on, board, use_id, whole in rows:
        one = found.setdefault(key, Reached(name, vendor or "", none_found_on))
        one.boards.add(board)
        one.uses += 1
        one.brins.update(pupils[board] if whole else schools.get(use_id, ()))
    return found


def _chosen(session: Session, shared: tuple[ColumnElement[bool], ...]) -> dict[UUID, list[str]]:
    """Return the schools of the uses that are not for the whole board."""
    rows = session.execute(
        select(col(UseSchool.use_id), col(UseSchool.brin))
        .join(Use, col(Use.id) == col(UseSchool.use_id))
        .join(Board, col(Board.number) == col(Use.board_number))
        .where(*shared)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for use_id, brin in rows:
        found[use_id].append(brin)
    return found


def _has_duty() -> ColumnElement[bool]:
    """Return the condition that a DPIA is due for a use, as stored."""
    flagged = exists().where(
        col(Flag.use_id) == col(Use.id),
        col(Flag.rule) == "DP02",
        col(Flag.certainty) == Certainty.CERTAIN,
        col(Flag.resolved_at).is_(None),
    )
    concluded = exists().where(
        col(Assessment.use_id) == col(Use.id),
        col(Assessment.kind) == AssessmentKind.DPIA,
        col(Assessment.state).in_(CONCLUDED),
    )
    return or_(flagged, concluded)


def _newest(session: Session) -> dict[str, date | None]:
    """Return the first day of the newest version of a central DPIA of each product that has any."""
    rows = session.execute(
        select(col(CentralDpiaProduct.product_key), func.max(CentralDpiaVersion.effective_on))
        .join(CentralDpiaVersion, col(CentralDpiaVersion.central_key) == col(CentralDpiaProduct.central_key))
        .group_by(col(CentralDpiaProduct.product_key))
    )
    return {row[0]: row[1] for row in rows}


def _row(key: str, one: Reached, pupils: Mapping[str, tuple[int | None, bool]], newest: date | None) -> MissingCentral:
    counts = [pupils[brin] for brin in one.brins if brin in pupils]
    return MissingCentral(
        product_key=key,
        product_name=one.name,
        vendor_name=one.vendor,
        boards=len(one.boards),
        uses=one.uses,
        pupils=sum(count or 0 for count, _ in counts),
        pupils_at_least=any(count is None or at_least for count, at_least in counts),
        none_found_on=one.none_found_on,
        newest=newest,
    )
