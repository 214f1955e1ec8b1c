"""Changing vendors and their owners, proposing and confirming products, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, col, select

from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.audit.service import touched
from swc.catalogue import search
from swc.catalogue.inputs import ProductInput, ProposalInput, Sourcing, VendorInput
from swc.catalogue.kinds import DataLevel, ProductStatus, Trust
from swc.catalogue.models import Concept
from swc.catalogue.queries import product_detail, vendor_detail, vendor_groups
from swc.catalogue.service import (
    add_product,
    add_vendor,
    change_product,
    change_vendor,
    confirm_product,
    propose_product,
)
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError, RuleRefusedError
from tests.factories.catalogue import make_product, make_vendor
from tests.personas import ADMIN, ANNE, ANONYMOUS, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, NOW, SACHA, TODAY, acting

SACHA_ACT = acting(SACHA)


def last_event(session: Session) -> Event:
    found = session.exec(select(Event).order_by(col(Event.seq).desc())).first()
    assert found is not None
    return found


def concept(session: Session, scheme: str, code: str) -> None:
    session.add(Concept(scheme=scheme, code=code, iri=f"https://example.test/{code}", label_nl=code, label_en=code))
    session.flush()


def test_a_sector_editor_adds_a_vendor_with_its_source_and_it_is_found(session: Session) -> None:
    key = add_vendor(
        session,
        VendorInput(
            name="Académie B.V.",
            country="nl",
            parent_known=True,
            source_url="https://example.test/over",
            trust=Trust.CONFIRMED,
            aliases=("Academie Plus",),
        ),
        by=SACHA_ACT,
    )
    vendor = vendor_detail(session, key, on=TODAY)
    assert vendor is not None
    assert (vendor.country, vendor.group.known) == ("NL", True)
    assert vendor.fact("country").trust is Trust.CONFIRMED
    assert vendor.fact("country").checked_on == SACHA_ACT.today
    assert [hit.key for hit in search.find(session, "academie")] == [key]
    assert (last_event(session).kind, last_event(session).actor_key) == ("vendor.added", "sacha")


@pytest.mark.parametrize("actor", [ANNE, BRAM, CARLA, ADMIN, ANONYMOUS])
def test_nobody_but_a_sector_editor_changes_the_shared_catalogue(session: Session, actor: Actor) -> None:
    make_vendor(session)
    make_product(session)
    by = acting(actor)
    with pytest.raises(NotAllowedError):
        add_vendor(session, VendorInput(name="Nieuw"), by=by)
    with pytest.raises(NotAllowedError):
        change_vendor(session, "meerschool", VendorInput(name="Anders"), by=by)
    with pytest.raises(NotAllowedError):
        add_product(session, ProductInput(name="Nieuw"), by=by)
    with pytest.raises(NotAllowedError):
        change_product(session, "leerspoor", ProductInput(name="Anders"), by=by)
    with pytest.raises(NotAllowedError):
        confirm_product(session, "leerspoor", Sourcing(), by=by)


def test_a_vendor_cannot_come_to_own_itself_directly_or_through_others(session: Session) -> None:
    make_vendor(session, "a")
    make_vendor(session, "b", parent_key="a")
    make_vendor(session, "c", parent_key="b")
    for parent in ("a", "b", "c"):
        with pytest.raises(InvalidInputError) as refused:
            change_vendor(session, "a", VendorInput(name="A", parent_key=parent), by=SACHA_ACT)
        assert [problem.where for problem in refused.value.problems] == ["parent_key"]
        assert "eigenaar" in str(refused.value)
    assert vendor_groups(session, on=TODAY)["c"].key == "a"


def test_an_owner_that_the_catalogue_lacks_is_refused(session: Session) -> None:
    with pytest.raises(InvalidInputError) as refused:
        add_vendor(session, VendorInput(name="Nieuw", parent_key="onbekend"), by=SACHA_ACT)
    assert refused.value.problems[0].where == "parent_key"


def test_a_code_outside_its_list_is_refused(session: Session) -> None:
    concept(session, "ownership-kinds", "stichting")
    add_vendor(session, VendorInput(name="Goed", ownership_kind="stichting"), by=SACHA_ACT)
    with pytest.raises(InvalidInputError) as refused:
        add_vendor(session, VendorInput(name="Fout", ownership_kind="maatschap"), by=SACHA_ACT)
    assert refused.value.problems[0].where == "ownership_kind"


def test_a_name_that_differs_only_in_accents_counts_as_the_same(session: Session) -> None:
    add_product(session, ProductInput(name="Één"), by=SACHA_ACT)
    with pytest.raises(ConflictError):
        add_product(session, ProductInput(name="een"), by=SACHA_ACT)
    with pytest.raises(ConflictError):
        propose_product(session, BOARD_A, ProposalInput(name="EEN!"), by=acting(CARLA))


def test_two_people_changing_the_same_vendor_do_not_overwrite_each_other(session: Session) -> None:
    make_vendor(session)
    change_vendor(session, "meerschool", VendorInput(name="Eerste"), by=SACHA_ACT, expected_version=1)
    with pytest.raises(ConflictError):
        change_vendor(session, "meerschool", VendorInput(name="Tweede"), by=SACHA_ACT, expected_version=1)
    with pytest.raises(NotFoundError):
        change_vendor(session, "weg", VendorInput(name="Tweede"), by=SACHA_ACT)


def test_a_change_tells_what_was_and_what_is_and_touches_the_product(session: Session) -> None:
    make_product(session, data_level=DataLevel.ORDINARY)
    change_product(
        session,
        "leerspoor",
        ProductInput(
            name="Leerspoor",
            category="LAS",
            data_level=DataLevel.SPECIAL,
            end_of_life=date(2027, 1, 1),
            source_url="https://example.test/einde",
            checked_on=date(2026, 2, 1),
        ),
        by=SACHA_ACT,
        expected_version=1,
    )
    event = last_event(session)
    assert event.kind == "product.changed"
    assert event.before == {"data_level": "gewoon", "end_of_life": None}
    assert event.after == {"data_level": "bijzonder", "end_of_life": "2027-01-01"}
    assert "leerspoor" in touched(session).products
    detail = product_detail(session, "leerspoor", on=TODAY)
    assert detail is not None
    assert detail.fact("end_of_life").checked_on == date(2026, 2, 1)
    assert detail.row_version == 2


def test_a_change_of_an_owner_touches_the_products_of_everything_it_owns(session: Session) -> None:
    make_vendor(session, key="groep", name="Groep")
    make_vendor(session, key="dochter", name="Dochter", parent_key="groep")
    make_vendor(session, key="ander", name="Ander")
    make_product(session, key="van-dochter", name="Van dochter", vendor_key="dochter")
    make_product(session, key="van-ander", name="Van ander", vendor_key="ander")
    change_vendor(session, "groep", VendorInput(name="Groep", country="US"), by=acting(SACHA))
    assert touched(session).products == {"van-dochter"}


def test_a_change_that_changes_nothing_leaves_no_trace(session: Session) -> None:
    make_product(session)
    before = len(session.exec(select(Event)).all())
    change_product(
        session,
        "leerspoor",
        ProductInput(name="Leerspoor", category="LAS", data_level=DataLevel.ORDINARY),
        by=SACHA_ACT,
    )
    assert len(session.exec(select(Event)).all()) == before


def test_an_editor_proposes_a_product_that_stays_a_concept_until_confirmed(session: Session) -> None:
    key = propose_product(session, BOARD_A, ProposalInput(name="Klassenmaatje", vendor="Maatje B.V."), by=acting(CARLA))
    concept_product = product_detail(session, key, on=TODAY)
    assert concept_product is not None
    assert concept_product.status is ProductStatus.CONCEPT
    assert concept_product.vendor is None
    assert "Maatje B.V." in concept_product.note
    assert concept_product.data_level is DataLevel.UNKNOWN
    assert BOARD_A not in concept_product.model_dump_json()
    assert last_event(session).board_number == BOARD_A
    confirm_product(session, key, Sourcing(source_url="https://example.test/maatje"), by=SACHA_ACT)
    confirmed = product_detail(session, key, on=TODAY)
    assert confirmed is not None
    assert (confirmed.status, confirmed.fact("name").trust) == (ProductStatus.CONFIRMED, Trust.CONFIRMED)
    with pytest.raises(RuleRefusedError):
        confirm_product(session, key, Sourcing(), by=SACHA_ACT)


def test_a_reader_and_an_editor_of_another_board_propose_nothing_here(session: Session) -> None:
    with pytest.raises(NotAllowedError):
        propose_product(session, BOARD_A, ProposalInput(name="X"), by=acting(BRAM))
    with pytest.raises(NotFoundError):
        propose_product(session, BOARD_A, ProposalInput(name="X"), by=acting(CHRIS))
    assert propose_product(session, BOARD_B, ProposalInput(name="X"), by=acting(CHRIS, now=NOW)) == "x"


def test_aliases_are_found_and_a_removed_alias_is_not(session: Session) -> None:
    key = add_product(session, ProductInput(name="Rekenhulp", aliases=("Sommenmaker",)), by=SACHA_ACT)
    assert [hit.key for hit in search.find(session, "sommenm")] == [key]
    change_product(session, key, ProductInput(name="Rekenhulp", aliases=("Getallen",)), by=SACHA_ACT)
    assert search.find(session, "sommenm") == ()
    assert last_event(session).after == {"aliases": ["Getallen"]}


def test_a_product_of_a_vendor_that_does_not_exist_is_refused(session: Session) -> None:
    with pytest.raises(InvalidInputError) as refused:
        add_product(session, ProductInput(name="X", vendor_key="weg"), by=SACHA_ACT)
    assert refused.value.problems[0].where == "vendor_key"


def test_an_address_that_a_browser_would_run_is_refused() -> None:
    with pytest.raises(ValueError, match="webadres"):
        VendorInput(name="X", website="javascript:alert(1)")
