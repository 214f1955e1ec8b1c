"""Makes read models of dependency as a page gets them, without a database behind them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from swc.catalogue.kinds import Trust
from swc.dependency.kinds import (
    AlternativeState,
    Band,
    ExitState,
    FlowEnd,
    HiddenKind,
    PlaceRole,
    SoleBy,
    StandardState,
    TargetKind,
    TransferBasis,
)
from swc.dependency.schemas import (
    BoardLens,
    ComponentConcentration,
    Concentration,
    CostPart,
    Exchange,
    ExchangeStandard,
    ExitRow,
    FlowLink,
    GroupPart,
    GroupShare,
    Hidden,
    HiddenSummary,
    Jurisdiction,
    LensMoment,
    OwnerChange,
    Part,
    Ref,
    SingleSupplier,
    Thresholds,
    Totals,
    UseRef,
    VendorPart,
)
from swc.landscape.kinds import SettingAnswer
from tests.personas import BOARD_A

DAY = date(2026, 3, 2)
_SPACE = UUID("00000000-0000-0000-0000-0000000000aa")
THRESHOLDS = Thresholds(
    moderate=1000,
    high=2000,
    change_moderate=250,
    change_high=150,
    least_uses=10,
    source_url="https://eur-lex.europa.eu/",
)


def use_ref(place: int) -> UseRef:
    """Return a use by its place in the landscape."""
    return UseRef(id=uuid5(_SPACE, str(place)), name=f"Applicatie {place}")


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


def make_lens(groups: tuple[GroupShare, ...] | None = None, *, rows: int = 3, **given: object) -> BoardLens:
    """Return the dependency of board A, with `rows` rows in every table."""
    shown = groups if groups is not None else (make_group(), make_group("topicus", 3), unknown_group(2))
    uses = tuple(use_ref(place) for place in range(rows))
    product = Ref(key="leerspoor", name="Leerspoor")
    group = Ref(key="sanoma", name="Sanoma")
    found: dict[str, object] = {
        "board_number": BOARD_A,
        "board_name": "De Berk",
        "on": DAY,
        "thresholds": THRESHOLDS,
        "totals": Totals(
            uses=sum(one.uses.number for one in shown),
            functions=10,
            schools=2,
            pupils=900,
            pupils_at_least=True,
            objects=7,
            cost=Decimal(10_000),
            cost_unknown=2,
            unplaced=1,
            personal_data_unknown=1,
            vendor_unknown=2,
            owner_unknown=1,
        ),
        "concentration": Concentration(hhi=5312, lowest=3500, highest=6800, band=Band.HIGH, uses=10, unknown=2),
        "groups": shown,
        "components": tuple(_component(place) for place in range(rows)),
        "single_suppliers": tuple(
            SingleSupplier(
                function=Ref(key=f"f{place}", name=f"Functie {place}"),
                by=SoleBy.PRODUCT,
                products=(product,),
                uses=uses,
                group=group,
            )
            for place in range(rows)
        ),
        "hidden": HiddenSummary(
            sub_processors=(
                Hidden(
                    kind=HiddenKind.SUB_PROCESSOR,
                    key="wolk",
                    target=TargetKind.SUB_PROCESSOR,
                    name="Wolk",
                    country="US",
                    group=group,
                    uses=uses,
                    share=0.4,
                ),
            ),
            without_sub_processors=4,
        ),
        "exchanges": tuple(_exchange(one, product) for one in uses),
        "exits": tuple(_exit(one, product) for one in uses),
        "jurisdictions": (
            Jurisdiction(role=PlaceRole.PARENT, country="US", basis=TransferBasis.CERTIFIED, uses=2, share=0.2),
            Jurisdiction(role=PlaceRole.VENDOR, country="NL", basis=TransferBasis.EEA, uses=2, products=(product,)),
            Jurisdiction(role=PlaceRole.STORAGE, country=None, uses=6),
        ),
    }
    return BoardLens.model_validate(found | given)


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


def make_change() -> OwnerChange:
    """Return a takeover."""
    vendor, before = Ref(key="iddink", name="Iddink"), Ref(key="npm", name="NPM")
    return OwnerChange(on=DAY, vendor=vendor, before=before, after=Ref(key="sanoma", name="Sanoma"))


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
        target_key="pupil",
        target_name="",
        weight=products,
    )
    return (*into, out)


def _component(place: int) -> ComponentConcentration:
    return ComponentConcentration(
        guid=f"c{place}",
        name=f"Component {place}",
        hhi=10_000,
        lowest=5000,
        highest=10_000,
        band=Band.HIGH,
        uses=3,
        unknown=1,
        groups=(GroupPart(key="sanoma", name="Sanoma", uses=2, share=1),),
    )


def _exchange(use: UseRef, product: Ref) -> Exchange:
    return Exchange(
        use=use,
        product=product,
        component=Ref(key="c1", name="Component 1"),
        standards=(ExchangeStandard(code="uwlr", state=StandardState.MET, by=("product",)),),
        state=StandardState.MET,
    )


def _exit(use: UseRef, product: Ref) -> ExitRow:
    return ExitRow(
        use=use,
        product=product,
        critical=True,
        plan=SettingAnswer.YES,
        alternative=AlternativeState.NAMED,
        alternative_name="Anders",
        state=ExitState.PARTLY,
    )
