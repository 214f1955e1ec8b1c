"""Facts that hang under a product and central DPIAs, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, col, select

from swc.audit.models import Event
from swc.audit.service import touched
from swc.catalogue.inputs import (
    CentralDpiaInput,
    CentralVersionInput,
    ClaimInput,
    DataCategoryInput,
    LocationInput,
    StandardInput,
    SubProcessorInput,
)
from swc.catalogue.kinds import CentralOutcome, LocationKind, Trust
from swc.catalogue.models import Concept
from swc.catalogue.queries import central_dpia, product_detail
from swc.catalogue.service import add_central_dpia, add_central_version, add_fact, remove_fact
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from tests.factories.catalogue import make_central, make_product, make_vendor
from tests.personas import ADMIN, SACHA, TODAY, acting

LAS = "c64a7a54f38e487e814801bc3d9c92fd"
SACHA_ACT = acting(SACHA)


@pytest.fixture
def shelf(session: Session) -> Session:
    make_vendor(session, "wolk", country="US", dpf_certified=True)
    make_product(session)
    for scheme, code in (("standards", "oso"), ("data-categories", "P07")):
        session.add(Concept(scheme=scheme, code=code, iri=f"https://example.test/{code}", label_nl=code, label_en=code))
    session.flush()
    return session


def test_each_kind_of_fact_is_added_with_its_source(shelf: Session) -> None:
    for data in (
        ClaimInput(component_guid=LAS.upper(), trust=Trust.CONFIRMED),
        StandardInput(standard="oso", version="2", source_url="https://example.test/oso"),
        LocationInput(country="ie", kind=LocationKind.SUPPORT),
        SubProcessorInput(name="Wolk", vendor_key="wolk", task="opslag"),
        DataCategoryInput(category="P07"),
    ):
        add_fact(shelf, "leerspoor", data, by=SACHA_ACT)
    detail = product_detail(shelf, "leerspoor", on=TODAY)
    assert detail is not None
    assert detail.components[0].component_guid == LAS
    assert detail.components[0].provenance.trust is Trust.CONFIRMED
    assert detail.standards[0].provenance.checked_on == SACHA_ACT.today
    assert (detail.locations[0].country, detail.locations[0].kind) == ("IE", LocationKind.SUPPORT)
    assert (detail.sub_processors[0].country, detail.sub_processors[0].dpf_certified) == ("US", True)
    assert detail.data_categories[0].category == "P07"
    assert detail.row_version == 6


def test_the_same_fact_again_changes_what_is_said_of_it(shelf: Session) -> None:
    add_fact(shelf, "leerspoor", StandardInput(standard="oso", version="1"), by=SACHA_ACT)
    add_fact(shelf, "leerspoor", StandardInput(standard="oso", version="2", trust=Trust.CONFIRMED), by=SACHA_ACT)
    detail = product_detail(shelf, "leerspoor", on=TODAY)
    assert detail is not None
    assert [(one.version, one.provenance.trust) for one in detail.standards] == [("2", Trust.CONFIRMED)]


def test_a_fact_is_removed_by_its_key_and_the_event_keeps_it(shelf: Session) -> None:
    add_fact(shelf, "leerspoor", ClaimInput(component_guid=LAS), by=SACHA_ACT)
    remove_fact(shelf, "leerspoor", "claim", (LAS, "sector"), by=SACHA_ACT)
    detail = product_detail(shelf, "leerspoor", on=TODAY)
    assert detail is not None
    assert detail.components == ()
    event = shelf.exec(select(Event).order_by(col(Event.seq).desc())).first()
    assert event is not None
    assert event.kind == "product.claim_removed"
    assert event.before is not None
    assert event.before["claim"]["component_guid"] == LAS
    with pytest.raises(NotFoundError):
        remove_fact(shelf, "leerspoor", "claim", (LAS, "sector"), by=SACHA_ACT)
    with pytest.raises(NotFoundError):
        remove_fact(shelf, "leerspoor", "geheim", (LAS,), by=SACHA_ACT)


@pytest.mark.parametrize("key", [(), (LAS,), (LAS, "bestaat-niet"), (LAS, "sector", "te", "veel")])
def test_a_key_that_fits_no_fact_finds_none(shelf: Session, key: tuple[str, ...]) -> None:
    add_fact(shelf, "leerspoor", ClaimInput(component_guid=LAS), by=SACHA_ACT)

    with pytest.raises(NotFoundError):
        remove_fact(shelf, "leerspoor", "claim", key, by=SACHA_ACT)


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (StandardInput(standard="bestaat-niet"), "standard"),
        (DataCategoryInput(category="P99"), "category"),
        (SubProcessorInput(name="X", vendor_key="weg"), "vendor_key"),
    ],
)
def test_a_code_or_vendor_that_is_unknown_is_refused(
    shelf: Session, data: StandardInput | DataCategoryInput | SubProcessorInput, where: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        add_fact(shelf, "leerspoor", data, by=SACHA_ACT)
    assert refused.value.problems[0].where == where


def test_a_board_admin_adds_and_removes_no_facts(shelf: Session) -> None:
    with pytest.raises(NotAllowedError):
        add_fact(shelf, "leerspoor", ClaimInput(component_guid=LAS), by=acting(ADMIN))
    with pytest.raises(NotAllowedError):
        remove_fact(shelf, "leerspoor", "claim", (LAS, "sector"), by=acting(ADMIN))
    with pytest.raises(NotAllowedError):
        add_central_dpia(shelf, CentralDpiaInput(title="X", products=("leerspoor",)), by=acting(ADMIN))
    with pytest.raises(NotAllowedError):
        add_central_version(shelf, "x", CentralVersionInput(dated="2026"), by=acting(ADMIN))


def test_a_new_version_of_a_central_dpia_touches_the_products_it_is_about(shelf: Session) -> None:
    make_central(shelf, versions=(("2024-05", CentralOutcome.CONDITIONAL),))
    touched(shelf).products.clear()
    number = add_central_version(
        shelf, "dpia-leerspoor", CentralVersionInput(dated="2026-01", outcome=CentralOutcome.POSITIVE), by=SACHA_ACT
    )
    assert number == 2
    assert touched(shelf).products == {"leerspoor"}
    detail = central_dpia(shelf, "dpia-leerspoor")
    assert detail is not None
    assert detail.latest is not None
    assert (detail.latest.effective_on, detail.latest.outcome) == (date(2026, 1, 1), CentralOutcome.POSITIVE)


@pytest.mark.parametrize("dated", ["2026-13", "2026-02-30", "2023"])
def test_a_version_with_an_impossible_date_or_an_older_one_is_refused(shelf: Session, dated: str) -> None:
    make_central(shelf, versions=(("2024-05", CentralOutcome.CONDITIONAL),))
    with pytest.raises(InvalidInputError) as refused:
        add_central_version(shelf, "dpia-leerspoor", CentralVersionInput(dated=dated), by=SACHA_ACT)
    assert refused.value.problems[0].where == "dated"


def test_a_central_dpia_needs_products_that_exist_and_a_title_of_its_own(shelf: Session) -> None:
    key = add_central_dpia(shelf, CentralDpiaInput(title="DPIA Leerspoor", products=("leerspoor",)), by=SACHA_ACT)
    assert key == "dpia-leerspoor"
    with pytest.raises(ConflictError):
        add_central_dpia(shelf, CentralDpiaInput(title="dpia leerspoor", products=("leerspoor",)), by=SACHA_ACT)
    with pytest.raises(InvalidInputError):
        add_central_dpia(shelf, CentralDpiaInput(title="Anders", products=("weg",)), by=SACHA_ACT)
    with pytest.raises(NotFoundError):
        add_central_version(shelf, "weg", CentralVersionInput(dated="2026"), by=SACHA_ACT)
