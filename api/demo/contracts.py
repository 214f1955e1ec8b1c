"""The demo's contracts with their parties and terms, and what its boards know of leaving an application."""

from __future__ import annotations

from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlmodel import Session, select

from api.demo.data import ContractRow, ExitRow, day, many, rows
from api.demo.landscapes import LATEST, Place
from api.demo.people import Cast
from swc.access.kinds import Act
from swc.access.roles import Role
from swc.catalogue.models import Product
from swc.landscape.contracts.exit_service import set_exit
from swc.landscape.contracts.inputs import ContractInput, DocumentInput, ExitInput, PartyInput
from swc.landscape.contracts.service import add_contract
from swc.landscape.kinds import LegalForm, PartyRole, Renewal, SettingAnswer

ENTERED: Final = LATEST - 20
"""The contracts were filled in this many days ago, when the applications stood."""

_YES_NO: Final = {"yes": True, "no": False, "": None}


def add_contracts(session: Session, cast: Cast, keys: dict[str, str]) -> None:
    """Add every contract; one without parties in the file is with who makes its first product."""
    makers = dict(session.exec(select(Product.key, Product.vendor_key)).all())
    for row in rows(ContractRow):
        by = cast.act(row.board, Role.EDITOR, days_ago=ENTERED, reason="Inventarisatie")
        products = tuple(keys.get(name, name) for name in many(row.products))
        today = cast.act(row.board, Role.EDITOR)
        data = _contract(row, products, by=today)
        if not any(one.role is PartyRole.SUPPLIER for one in data.parties) and makers.get(products[0]):
            supplier = PartyInput(role=PartyRole.SUPPLIER, vendor_key=makers[products[0]])
            data = data.model_copy(update={"parties": (supplier, *data.parties)})
        add_contract(session, row.board, data, by=by)


def _contract(row: ContractRow, products: tuple[str, ...], *, by: Act) -> ContractInput:
    notice = int(row.notice[:-1]) if row.notice else None
    return ContractInput(
        title=row.title,
        reference=row.reference,
        legal_form=LegalForm(row.form),
        signed_on=day(row.signed, by.today),
        start_date=day(row.start, by.today),
        end_date=day(row.end, by.today),
        notice_days=notice if row.notice.endswith("d") else None,
        notice_months=notice if row.notice.endswith("m") else None,
        renewal=Renewal(row.renewal),
        renewal_months=int(row.months) if row.months else None,
        yearly_price=Decimal(row.price) if row.price else None,
        price_index=row.index,
        data_processing_service=_YES_NO[row.service],
        switching_clause=_YES_NO[row.switching],
        parties=tuple(_party(text) for text in many(row.parties)),
        products=products,
        documents=(DocumentInput(title="Contract", url=row.document),) if row.document else (),
        note=row.note,
    )


def _party(text: str) -> PartyInput:
    role, _, name = text.partition(":")
    return PartyInput(role=PartyRole(role), name=name)


def add_exits(session: Session, cast: Cast, uses: dict[Place, UUID], keys: dict[str, str]) -> None:
    """Say of some applications how the board can leave them; of the others nothing is known."""
    for row in rows(ExitRow):
        by = cast.act(row.board, Role.EDITOR, days_ago=ENTERED, reason="Inventarisatie")
        today = cast.act(row.board, Role.EDITOR).today
        data = ExitInput(
            exit_plan=SettingAnswer(row.plan) if row.plan else None,
            exit_plan_url=row.plan_url,
            export_format=row.format,
            export_tested_on=day(row.exported, today),
            escrow=SettingAnswer(row.escrow) if row.escrow else None,
            alternative_product_key=keys.get(row.alternative, row.alternative) or None,
            alternative_name=row.alternative_name,
            alternative_tested_on=day(row.tried, today),
            note=row.note,
        )
        set_exit(session, row.board, uses[Place(row.board, row.product)], data, by=by)
