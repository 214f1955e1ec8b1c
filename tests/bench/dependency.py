"""Measure the dependency of one board: the lens, its history, a what-if, and the flows of personal data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import event
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.dependency.kinds import Scenario, TargetKind
from swc.dependency.queries import board_lens, flows, over_time, targets
from swc.dependency.whatif import board_what_if
from swc.dependency.whatif_schemas import WhatIfQuestion
from swc.landscape.kinds import LegalForm, Renewal, SettingAnswer
from swc.landscape.models import Contract, ContractProduct, Coupling, Use, UseExit

Line = Callable[[str, float, float, str, str], None]


def fill_contracts(session: Session, number: str, *, by: Act) -> None:
    """Give every fifth use a contract and a way out, and let every fourth one sign on through a facility."""
    uses = session.exec(select(Use).where(Use.board_number == number).order_by(col(Use.own_name))).all()
    for index, use in enumerate(uses):
        use.start_date = date(2022, 1, 1) + timedelta(days=5 * index) if index % 3 else None
        use.yearly_cost = Decimal(100 * index) if index % 2 else None
        if index % 5 == 0:
            session.add_all(_deal(use, by))
        if index % 4 == 0:
            session.add(_sign_on(use, by))
    session.flush()


def _deal(use: Use, by: Act) -> tuple[object, ...]:
    contract = Contract(
        board_number=use.board_number,
        title=f"Contract {use.own_name}",
        legal_form=LegalForm.DIRECT,
        renewal=Renewal.AUTOMATIC,
        renewal_months=12,
        start_date=date(2024, 1, 1),
        end_date=date(2027, 12, 31),
        notice_months=3,
        yearly_price=Decimal(1200),
        created_at=by.now,
        updated_at=by.now,
    )
    way_out = UseExit(
        use_id=use.id,
        exit_plan=SettingAnswer.YES,
        export_format="CSV",
        export_tested_on=date(2026, 1, 1),
        alternative_name="Een ander",
        updated_at=by.now,
    )
    return contract, ContractProduct(contract_id=contract.id, product_key=use.product_key), way_out


def _sign_on(use: Use, by: Act) -> Coupling:
    return Coupling(
        board_number=use.board_number,
        source_use_id=use.id,
        target_name="Entree Federatie",
        direction="beide",
        kind="inlog",
        created_at=by.now,
    )


def dependency(
    session: Session, number: str, line: Line, milliseconds: Callable[[Callable[[], object]], float], *, by: Act
) -> None:
    """Measure lens, history, what-if and flows of a board: processor time and number of statements."""
    fill_contracts(session, number, by=by)
    largest = next(one for one in targets(session, number, "", by.today) if one.kind is TargetKind.GROUP)
    leak = WhatIfQuestion(target_kind=TargetKind.GROUP, target_key=largest.key, scenario=Scenario.BREACH)
    works: tuple[tuple[str, Callable[[], object], int], ...] = (
        ("dependency lens of a board, 250 uses", lambda: board_lens(session, number, by.today), 100),
        ("history of a board over 36 months", lambda: over_time(session, number, by.today), 100),
        ("what if the largest group of a board leaks", lambda: board_what_if(session, number, leak, by.today), 500),
        ("flows of personal data of a board, 250 uses", lambda: flows(session, number, by.today), 150),
    )
    for name, work, limit in works:
        work()
        statements: list[str] = []

        def count(*row: object, into: list[str] = statements) -> None:
            into.append(str(row[2]))

        event.listen(session.get_bind(), "before_cursor_execute", count)
        work()
        event.remove(session.get_bind(), "before_cursor_execute", count)
        line(name, milliseconds(work), limit, "ms", f"processor time, {len(statements)} statements")
