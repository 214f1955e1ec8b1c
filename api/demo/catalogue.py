"""The demo's fictional vendors and products: they carry the facts that no real product should be accused of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import Session

from api.demo.data import ProductRow, ProposalRow, VendorRow, VersionRow, day, many, rows
from api.demo.owners import add_owners
from api.demo.people import Cast
from swc.access.kinds import Act
from swc.access.roles import Role
from swc.catalogue.inputs import (
    CentralDpiaInput,
    CentralMeasureInput,
    CentralVersionInput,
    CertificateInput,
    ClaimInput,
    DataCategoryInput,
    FactInput,
    LocationInput,
    ProductInput,
    ProposalInput,
    StandardInput,
    SubProcessorInput,
    VendorInput,
    VersionInput,
)
from swc.catalogue.kinds import Addressee, CentralOutcome, DataLevel, Trust
from swc.catalogue.service.centrals import add_central_dpia, add_central_version
from swc.catalogue.service.facts import add_fact
from swc.catalogue.service.products import add_product, propose_product
from swc.catalogue.service.vendors import add_vendor
from swc.catalogue.service.versions import add_version

_ANSWERS = {"yes": True, "no": False}
_NOTE = "Fictief, alleen voor de demo."
_TERM = 120
"""How many days a measure of the demo gets."""


def add_catalogue(session: Session, guids: dict[str, str], *, by: Act) -> dict[str, str]:
    """Add the fictional vendors and products and return product key by name; `guids` gives components by name."""
    vendors = {row.name: add_vendor(session, _vendor(row), by=by) for row in rows(VendorRow)}
    add_owners(session, vendors, by=by)
    keys = {}
    for row in rows(ProductRow):
        key = keys[row.name] = add_product(session, _product(row, vendors, by.today), by=by)
        for fact in _facts(row, guids, vendors):
            add_fact(session, key, fact, by=by)
        if row.central:
            central = CentralDpiaInput(title=_title(row), commissioner="Sectorpartij (fictief)", products=(key,))
            _add_versions(session, add_central_dpia(session, central, by=by), row.central, by=by)
    for version in rows(VersionRow):
        add_version(session, keys[version.product], _version(version, by.today), by=by)
    return keys


def propose_products(session: Session, cast: Cast) -> dict[str, str]:
    """Let boards propose what they miss in the catalogue and return product key by name."""
    return {
        row.name: propose_product(session, row.board, _proposal(row), by=cast.act(row.board, Role.EDITOR, days_ago=90))
        for row in rows(ProposalRow)
    }


def _proposal(row: ProposalRow) -> ProposalInput:
    return ProposalInput(name=row.name, vendor=row.vendor, category=row.category, note=row.note)


def publish_later_versions(session: Session, centrals: dict[str, str], *, by: Act) -> None:
    """Publish the versions that come after boards decided; `centrals` gives the central DPIA by product name."""
    for row in rows(ProductRow):
        if row.central_later:
            _add_versions(session, centrals[row.name], row.central_later, by=by, standing=len(many(row.central)))


def _add_versions(session: Session, key: str, days: str, *, by: Act, standing: int = 0) -> None:
    """Publish a version for each day; `standing` is the number of the version that is there already."""
    for text in many(days):
        published = day(text, by.today) or by.today
        data = CentralVersionInput(
            dated=published.isoformat(),
            outcome=CentralOutcome.CONDITIONAL,
            outcome_text="Onder voorwaarden (fictief)",
            board_action="Stel het lokale deel vast en zet het delen van namen uit.",
            measures=_measures(published, first=standing == 0),
            trust=Trust.CONFIRMED,
        )
        standing = add_central_version(session, key, data, by=by)


def _measures(published: date, *, first: bool) -> tuple[CentralMeasureInput, ...]:
    """Return what a version asks: later ones ask more of boards and see one measure of the vendor done."""
    due = published + timedelta(days=_TERM)
    if first:
        return (
            CentralMeasureInput(code="M1", text="Zet het delen van namen met andere scholen uit.", due=due),
            CentralMeasureInput(code="M2", text="Informeer ouders en leerlingen over het gebruik."),
            CentralMeasureInput(code="M3", addressee=Addressee.VENDOR, text="Bewaar logbestanden korter.", due=due),
        )
    return (
        CentralMeasureInput(code="M1", text="Zet het delen van namen en foto's met andere scholen uit.", due=due),
        CentralMeasureInput(code="M2", text="Informeer ouders en leerlingen over het gebruik."),
        CentralMeasureInput(code="M4", text="Beperk wie de rapportages van leerlingen ziet.", due=due),
        CentralMeasureInput(code="M5", addressee=Addressee.VENDOR, text="Meld nieuwe subverwerkers vooraf.", due=due),
    )


def _title(row: ProductRow) -> str:
    return f"Centrale DPIA {row.name}"


def _vendor(row: VendorRow) -> VendorInput:
    return VendorInput(
        name=row.name,
        country=row.country,
        dpf_certified=_ANSWERS.get(row.dpf),
        parent_known=row.parent_known == "yes",
        covenant_member=_ANSWERS.get(row.covenant),
        note=_NOTE,
        trust=Trust.CONFIRMED,
    )


def _product(row: ProductRow, vendors: dict[str, str], today: date) -> ProductInput:
    return ProductInput(
        name=row.name,
        vendor_key=vendors[row.vendor],
        category=row.category,
        data_level=DataLevel(row.level),
        hosting=row.hosting or None,
        ai_use=row.ai_use or None,
        end_of_life=day(row.end_of_life, today),
        note=_NOTE,
        trust=Trust.CONFIRMED,
    )


def _version(row: VersionRow, today: date) -> VersionInput:
    return VersionInput(
        name=row.name,
        status=row.status,
        from_date=day(row.since, today),
        end_of_support=day(row.until, today),
    )


def _facts(row: ProductRow, guids: dict[str, str], vendors: dict[str, str]) -> Iterator[FactInput]:
    """Yield every fact that hangs under a product."""
    sure = Trust.CONFIRMED
    yield from (ClaimInput(component_guid=guids[name], trust=sure) for name in many(row.components))
    yield from (StandardInput(standard=code, trust=sure) for code in many(row.standards))
    yield from (LocationInput(country=country, trust=sure) for country in many(row.locations))
    for party in many(row.sub_processors):
        name, _, country = party.partition("/")
        yield SubProcessorInput(name=name, country=country, vendor_key=vendors.get(name), task="hosting", trust=sure)
    yield from (DataCategoryInput(category=code, trust=sure) for code in many(row.categories))
    for proof in many(row.certificates):
        certificate, available, integer, confidential = proof.split("/")
        yield CertificateInput(
            certificate=certificate, availability=available, integrity=integer, confidentiality=confidential, trust=sure
        )
