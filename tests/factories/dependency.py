"""Makes read models of dependency as a page gets them, without a database behind them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from swc.catalogue.kinds import Trust
from swc.dependency.kinds import FlowEnd
from swc.dependency.schemas import CostPart, FlowLink, GroupPart, GroupShare, LensMoment, Part, VendorPart

DAY = date(2026, 3, 2)


def make_group(key: str = "sanoma", uses: int = 5, total: int = 10, **given: object) -> GroupShare:
    """Return what a group carries; every measure follows from its number of uses unless given."""
    part = Part(number=uses, share=uses / total)
    found: dict[str, object] = {
        "key": key,
        "name": key.capitalize(),
        "country": "FI",
        "ownership_kind": "listed",
        "known": True,
        "trust": Trust.CONFIRMED,
        "vendors": (VendorPart(key=f"{key}-nl", name=f"{key.capitalize()} Nederland", uses=uses),),
        "uses": part,
        "functions": part,
        "pupils": Part(number=100 * uses, share=min(1, 0.3 + uses / total), at_least=True),
        "objects": part,
        "cost": CostPart(amount=Decimal(1000 * uses), share=uses / total, without=1),
    }
    return GroupShare.model_validate(found | given)


def unknown_group(uses: int = 1, total: int = 10) -> GroupShare:
    """Return the row of what has no known vendor."""
    return make_group("", uses, total, name="", country=None, ownership_kind=None, known=False, vendors=())


def make_moment(on: date = DAY, **given: object) -> LensMoment:
    """Return a month in which one group carries most."""
    groups = (
        GroupPart(key="sanoma", name="Sanoma", uses=3, share=0.75),
        GroupPart(key="", name="", uses=1, share=0.25),
    )
    found = {"on": on, "hhi": 6250, "lowest": 6250, "highest": 10_000, "uses": 4, "unknown": 1, "groups": groups}
    return LensMoment.model_validate(found | given)


def make_flows(products: int = 2) -> tuple[FlowLink, ...]:
    """Return products that hold the identity of pupils."""
    into = [
        FlowLink(
            source_kind=FlowEnd.PRODUCT,
            source_key=f"p{place}",
            source_name=f"Product {place}",
            target_kind=FlowEnd.CATEGORY,
            target_key="P01",
            target_name="",
            weight=1,
        )
        for place in range(products)
    ]
    out = FlowLink(
        source_kind=FlowEnd.CATEGORY,
        source_key="P01",
        source_name="",
        target_kind=FlowEnd.SUBJECT,
        target_key="leerlingen",
        target_name="",
        weight=products,
    )
    return (*into, out)
