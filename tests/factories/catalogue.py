"""Vendors, products and central DPIAs for tests, written straight to the tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlmodel import Session, select

from swc.catalogue.kinds import (
    Addressee,
    CentralOutcome,
    ClaimOrigin,
    DataLevel,
    LocationKind,
    OwnershipRelation,
    ProductStatus,
    Trust,
)
from swc.catalogue.models import (
    CentralDpia,
    CentralDpiaMeasure,
    CentralDpiaProduct,
    CentralDpiaVersion,
    ComponentClaim,
    FactSource,
    OwnershipPeriod,
    Product,
    ProductAlias,
    ProductCategoryOfData,
    ProductLocation,
    ProductStandard,
    ProductVersion,
    SubProcessor,
    Vendor,
)
from swc.catalogue.rules import first_day
from swc.catalogue.search import index

CHECKED = date(2026, 1, 15)
SOURCE = "https://example.test/source"


def make_vendor(
    session: Session,
    key: str = "meerschool",
    *,
    name: str = "",
    country: str | None = "NL",
    parent_key: str | None = None,
    parent_known: bool = True,
    dpf_certified: bool | None = None,
    ownership_kind: str | None = None,
    trust: Trust = Trust.CONFIRMED,
) -> Vendor:
    """Return a vendor; without a parent it is independent, unless `parent_known` says that nobody knows."""
    vendor = Vendor(
        key=key,
        name=name or key.capitalize(),
        country=country,
        dpf_certified=dpf_certified,
    )
    session.add(vendor)
    session.flush()
    make_period(session, key, parent_key, known=parent_known, kind=ownership_kind, trust=trust)
    index(session, "vendor", key, title=vendor.name)
    return vendor


def make_period(
    session: Session,
    vendor_key: str,
    owner_key: str | None = None,
    *,
    known: bool = True,
    relation: OwnershipRelation | None = None,
    from_date: date | None = None,
    until: date | None = None,
    share: Decimal | None = None,
    control: bool | None = None,
    kind: str | None = None,
    trust: Trust = Trust.CONFIRMED,
) -> OwnershipPeriod:
    """Return a period of ownership; without an owner there is none, unless `known` says that nobody knows."""
    alone = OwnershipRelation.INDEPENDENT if known else OwnershipRelation.UNKNOWN
    period = OwnershipPeriod(
        vendor_key=vendor_key,
        owner_key=owner_key,
        relation=relation or (OwnershipRelation.OWNED if owner_key else alone),
        from_date=from_date,
        until=until,
        share=share,
        control=control,
        kind=kind,
        source_url=SOURCE,
        checked_on=CHECKED,
        trust=trust,
    )
    session.add(period)
    session.flush()
    return period


def hand_over(session: Session, vendor_key: str, owner_key: str | None) -> None:
    """Let an organisation belong to another (or nobody), as if it never was otherwise."""
    drop_periods(session, vendor_key)
    make_period(session, vendor_key, owner_key)


def drop_periods(session: Session, vendor_key: str) -> None:
    """Let nothing be known of the owners of an organisation."""
    for row in session.exec(select(OwnershipPeriod).where(OwnershipPeriod.vendor_key == vendor_key)).all():
        session.delete(row)
    session.flush()


def make_product(
    session: Session,
    key: str = "leerspoor",
    *,
    name: str = "",
    vendor_key: str | None = None,
    status: ProductStatus = ProductStatus.CONFIRMED,
    category: str = "LAS",
    data_level: DataLevel = DataLevel.ORDINARY,
    hosting: str | None = None,
    end_of_life: date | None = None,
    no_central_dpia_found_on: date | None = None,
    components: tuple[str, ...] = (),
    standards: tuple[str, ...] = (),
    locations: tuple[str, ...] = (),
    sub_processors: tuple[tuple[str, str | None], ...] = (),
    categories: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    trust: Trust = Trust.CONFIRMED,
) -> Product:
    """Return a product with its facts; `vendor_key` must exist, and nothing means an unknown vendor."""
    product = Product(
        key=key,
        name=name or key.capitalize(),
        vendor_key=vendor_key,
        status=status,
        category=category,
        data_level=data_level,
        hosting=hosting,
        end_of_life=end_of_life,
        no_central_dpia_found_on=no_central_dpia_found_on,
    )
    session.add(product)
    session.flush()
    said = {"product_key": key, "source_url": SOURCE, "checked_on": CHECKED, "trust": trust}
    session.add_all(
        [
            *(ComponentClaim(component_guid=one, origin=ClaimOrigin.SEED, **said) for one in components),
            *(ProductStandard(standard=one, **said) for one in standards),
            *(ProductLocation(country=one, kind=LocationKind.STORAGE, **said) for one in locations),
            *(SubProcessor(name=one, country=country, **said) for one, country in sub_processors),
            *(ProductCategoryOfData(category=one, **said) for one in categories),
            *(ProductAlias(product_key=key, name=one) for one in aliases),
            FactSource(
                subject_kind="product",
                subject_key=key,
                field="data_level",
                source_url=SOURCE,
                checked_on=CHECKED,
                trust=trust,
            ),
        ]
    )
    session.flush()
    index(session, "product", key, title=product.name, names=aliases)
    return product


def make_version(
    session: Session,
    product: str = "magister",
    name: str = "4.2",
    *,
    status: str = "in-gebruik",
    end_of_support: date | None = None,
) -> int:
    """Make a version of a product that exists, and return its number."""
    version = ProductVersion(product_key=product, name=name, status=status, end_of_support=end_of_support)
    session.add(version)
    session.flush()
    assert version.id is not None
    return version.id


def make_central(
    session: Session,
    key: str = "dpia-leerspoor",
    *,
    products: tuple[str, ...] = ("leerspoor",),
    versions: tuple[tuple[str, CentralOutcome], ...] = (("2024-05", CentralOutcome.CONDITIONAL),),
    title: str = "",
) -> CentralDpia:
    """Return a central DPIA with one version for each (date as text, outcome)."""
    central = CentralDpia(key=key, title=title or key, commissioner="SIVON", executor="SIVON")
    session.add(central)
    session.flush()
    session.add_all(CentralDpiaProduct(central_key=key, product_key=one) for one in products)
    session.add_all(
        CentralDpiaVersion(
            central_key=key,
            number=number,
            instrument="DPIA",
            dated=dated,
            effective_on=first_day(dated),
            outcome=outcome,
            outcome_text=outcome.value,
            source_url=SOURCE,
            checked_on=CHECKED,
            trust=Trust.CONFIRMED,
        )
        for number, (dated, outcome) in enumerate(versions, start=1)
    )
    session.flush()
    return central


def make_central_measure(
    session: Session,
    code: str = "M1",
    *,
    central: str = "dpia-leerspoor",
    number: int = 1,
    addressee: Addressee = Addressee.BOARD,
    text: str = "Zet het delen van namen uit.",
    due: date | None = None,
    position: int = 1,
) -> CentralDpiaMeasure:
    """Return a measure of a version of a central DPIA that exists."""
    measure = CentralDpiaMeasure(
        central_key=central, number=number, code=code, addressee=addressee, text=text, due=due, position=position
    )
    session.add(measure)
    session.flush()
    return measure
