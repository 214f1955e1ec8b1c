"""Joint buying over as many boards as there are in the Netherlands, with sixteen contracts each: rows in bulk."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import event, text
from sqlmodel import Session

from swc.access.kinds import Act
from swc.procurement.matches import board_matches, sector_matches
from tests.bench.sector import BOARDS

CONTRACTS = 16
"""The contracts of one board: 20,800 over the sector."""

_CONTRACTS = """
    INSERT INTO contract (id, board_number, title, reference, legal_form, end_date, notice_months, renewal,
    yearly_price, price_index, note, import_key, created_at, updated_at, row_version)
    SELECT lower(hex(randomblob(16))), board_number, 'Contract', '', 'eigen-aanbesteding',
    date(:today, '+' || (abs(random()) % 1000) || ' days'), place % 4, 'eindigt', 1000 * place, '', '', id, created_at,
    created_at, 1
    FROM (SELECT use.id, use.board_number, use.created_at,
          row_number() OVER (PARTITION BY use.board_number ORDER BY use.product_key) AS place
          FROM use JOIN board ON board.number = use.board_number AND board.sharing = 'sector'
          WHERE use.status = 'in-productie')
    WHERE place <= :contracts
"""
_PRODUCTS = """
    INSERT INTO contract_product (contract_id, product_key)
    SELECT contract.id, use.product_key FROM contract JOIN use ON use.id = contract.import_key
"""
_PLACEMENTS = """
    INSERT OR IGNORE INTO placement (use_id, component_guid, component_name, placed_at, placed_by)
    SELECT use.id, placement.component_guid, placement.component_name, placement.placed_at, placement.placed_by
    FROM use JOIN board ON board.number = use.board_number AND board.sharing = 'sector'
    JOIN use AS one ON one.product_key = use.product_key AND one.board_number = :example
    JOIN placement ON placement.use_id = one.id
"""

Line = Callable[[str, float, float, str, str], None]
Milliseconds = Callable[[Callable[[], object]], float]


def fill_contracts(session: Session, example: str, *, by: Act) -> None:
    """Write the contracts of every board that shares, and place their uses as an example board did."""
    session.execute(text(_CONTRACTS), {"today": by.today.isoformat(), "contracts": CONTRACTS})
    session.execute(text(_PRODUCTS))
    session.execute(text(_PLACEMENTS), {"example": example})


def procurement(session: Session, line: Line, milliseconds: Milliseconds, *, by: Act) -> None:
    """Print the time of joint buying for the sector and for one board."""
    statements: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *row: statements.append(row[2]))
    found = sector_matches(session, by=by)
    note = f"{BOARDS} boards, {BOARDS * CONTRACTS} contracts, {len(found.groups)} groups, {len(statements)} statements"
    line("joint buying of the sector", milliseconds(lambda: sector_matches(session, by=by)), 500, "ms", note)
    number = "10000"
    line("joint buying of one board", milliseconds(lambda: board_matches(session, number, by=by)), 500, "ms", "")
