"""Every row that the register of a board is derived and merged from, read in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlmodel import Session, col

from swc.boards.models import Board
from swc.catalogue.models import ProductCertificate, ProductLocation, SubProcessor
from swc.catalogue.rules import Owned, Owners, owners
from swc.catalogue.vendor_queries import owned
from swc.landscape import queries as landscape
from swc.landscape.kinds import DerivedKind, Verdict
from swc.landscape.models import Agreement, AgreementLocation, AgreementSubProcessor, DerivedVerdict, Use
from swc.landscape.schemas import CouplingDetail, UseSummary
from swc.register.derive_data import RANKS
from swc.register.reference import Reference, reference

Rows = Mapping[Any, Sequence[Row[Any]]]


@dataclass(frozen=True)
class Sheaf:
    """The rows, by use, product or agreement; `board_name` is empty for a board that does not exist."""

    board_name: str
    sector: str
    uses: tuple[UseSummary, ...]
    couplings: tuple[CouplingDetail, ...]
    verdicts: Rows
    places: Rows
    subs: Rows
    certificates: Rows
    annex_places: Rows
    annex_subs: Rows
    vendors: Mapping[str, Owned]
    reference: Reference | None

    def owners(self, vendor_key: str | None) -> Owners | None:
        """Return who owns a vendor; nothing for a vendor that is not known."""
        if vendor_key is None or vendor_key not in self.vendors:
            return None
        return owners(self.vendors, vendor_key)


def gather(session: Session, board_number: str, uses: tuple[UseSummary, ...] | None = None, *, on: date) -> Sheaf:
    """Read everything around the uses of a board; a board that does not exist has no name and nothing around it."""
    board = session.execute(select(col(Board.name), col(Board.sector)).where(col(Board.number) == board_number)).first()
    products = select(col(Use.product_key)).where(col(Use.board_number) == board_number)
    agreements = select(col(Agreement.id)).where(col(Agreement.board_number) == board_number)
    place = (ProductLocation.country, ProductLocation.kind, ProductLocation.source_url, ProductLocation.trust)
    sub = (
        SubProcessor.name,
        SubProcessor.country,
        SubProcessor.vendor_key,
        SubProcessor.source_url,
        SubProcessor.trust,
    )
    certificate = (
        ProductCertificate.certificate,
        ProductCertificate.availability,
        ProductCertificate.integrity,
        ProductCertificate.confidentiality,
        ProductCertificate.valid_until,
    )
    annex_sub = (AgreementSubProcessor.name, AgreementSubProcessor.country)
    return Sheaf(
        board_name=board.name if board else "",
        sector=board.sector.value if board else "",
        uses=landscape.use_summaries(session, board_number, on=on) if uses is None else uses,
        couplings=landscape.couplings(session, board_number),
        verdicts=_verdicts(session, board_number),
        places=_rows(session, ProductLocation.product_key, place, products),
        subs=_rows(session, SubProcessor.product_key, sub, products),
        certificates=_rows(session, ProductCertificate.product_key, certificate, products),
        annex_places=_rows(session, AgreementLocation.agreement_id, (AgreementLocation.country,), agreements),
        annex_subs=_rows(session, AgreementSubProcessor.agreement_id, annex_sub, agreements),
        vendors=owned(session, on=on),
        reference=reference(session),
    )


def _rows(session: Session, key: Any, columns: tuple[Any, ...], wanted: Select[Any]) -> Rows:  # noqa: ANN401 - columns
    """Return rows by their key, ordered by their own columns, in one statement."""
    query = select(col(key), *(col(one) for one in columns)).where(col(key).in_(wanted))
    return _bound(session.execute(query.order_by(*(col(one) for one in columns))))


def _bound(rows: Iterable[Row[Any]]) -> Rows:
    found: dict[Any, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return dict(found)


def _verdicts(session: Session, board_number: str) -> Rows:
    """Return what people said of functions, processes, objects and laws, without their words."""
    query = (
        select(
            col(DerivedVerdict.use_id),
            col(DerivedVerdict.element_guid),
            col(DerivedVerdict.element_name),
            col(DerivedVerdict.kind),
            (col(DerivedVerdict.verdict) == Verdict.ACCEPTED).label("accepted"),
        )
        .join(Use, col(Use.id) == col(DerivedVerdict.use_id))
        .where(col(Use.board_number) == board_number, col(DerivedVerdict.kind) != DerivedKind.APPLICATION_FUNCTION)
    )
    return _bound(session.execute(query))


def proven(rows: Iterable[Row[Any]], today: date) -> dict[str, str]:
    """Return the highest level of each aspect that certificates prove on a day."""
    found: dict[str, str] = {}
    for row in rows:
        if row.valid_until is None or row.valid_until >= today:
            for aspect, level in _levels(row):
                if RANKS.get(level, 0) > RANKS.get(found.get(aspect, ""), 0):
                    found[aspect] = level
    return found


def _levels(row: Row[Any]) -> Iterator[tuple[str, str]]:
    yield "availability", row.availability or ""
    yield "integrity", row.integrity or ""
    yield "confidentiality", row.confidentiality or ""


def by_use(couplings: Iterable[CouplingDetail]) -> dict[UUID, list[CouplingDetail]]:
    """Return the couplings that lead outside, by the use they start from."""
    found: dict[UUID, list[CouplingDetail]] = defaultdict(list)
    for one in couplings:
        if one.target_use_id is None:
            found[one.source_use_id].append(one)
    return dict(found)
