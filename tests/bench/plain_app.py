"""The list of uses as one would write it first: SQLModel objects, a route in the thread pool, a response model.

Only for comparison: `python -m tests.bench.plain_app` serves the product with this route beside its own.
"""

from __future__ import annotations

import gc
from datetime import date, datetime
from uuid import UUID

import uvicorn
from fastapi import FastAPI
from sqlmodel import SQLModel, col, or_, select

from api.app import create_app
from api.cli.serve import tune
from api.deps import ActDep, SessionDep
from api.settings import Settings
from swc.access.roles import Right
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.catalogue.models import Product, Vendor
from swc.landscape.models import Placement, Use, UseSchool

PATH = "/plain/uses"
_START = UUID(int=0)


class PlainUse(SQLModel):
    """One use, as the response model has it."""

    id: UUID
    board_number: str
    board_name: str
    sector: str
    product_key: str
    product_name: str
    vendor_key: str | None
    vendor_name: str | None
    status: str
    status_since: date | None
    start_date: date | None
    end_date: date | None
    whole_board: bool
    schools: list[str]
    hosting: str | None
    users: int | None
    components: list[str]
    updated_at: datetime


def list_plain(session: SessionDep, act: ActDep, board: str = "", use: UUID = _START) -> list[PlainUse]:
    """Return a hundred uses after a place, with what belongs to each asked for all at once."""
    act.demand(Right.READ_SECTOR)
    after = or_(col(Use.board_number) > board, (col(Use.board_number) == board) & (col(Use.id) > use))
    rows = session.exec(
        select(Use, Board, Product, Vendor)
        .join(Board, col(Board.number) == Use.board_number)
        .join(Product, col(Product.key) == Use.product_key)
        .outerjoin(Vendor, col(Vendor.key) == Product.vendor_key)
        .where(Board.sharing == Sharing.SECTOR, after)
        .order_by(col(Use.board_number), col(Use.id))
        .limit(100)
    ).all()
    ids = [row[0].id for row in rows]
    placements = session.exec(select(Placement).where(col(Placement.use_id).in_(ids))).all()
    schools = session.exec(select(UseSchool).where(col(UseSchool.use_id).in_(ids))).all()
    return [
        PlainUse(
            **found.model_dump(include=set(PlainUse.model_fields)),
            board_name=owner.name,
            sector=owner.sector,
            product_name=product.name,
            vendor_key=vendor.key if vendor else None,
            vendor_name=vendor.name if vendor else None,
            schools=sorted(one.brin for one in schools if one.use_id == found.id),
            components=sorted(one.component_guid for one in placements if one.use_id == found.id),
        )
        for found, owner, product, vendor in rows
    ]


def plain_app(settings: Settings) -> FastAPI:
    """Return the product with the plain route beside its own."""
    app = create_app(settings)
    app.get(PATH, response_model=list[PlainUse])(list_plain)
    return app


def main() -> None:
    """Serve as `swc serve` does, but without the work of a new day: that of 1,300 boards would be measured instead."""
    tune()
    settings = Settings()
    app = plain_app(settings)
    gc.freeze()
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", server_header=False, lifespan="off")


if __name__ == "__main__":
    main()
