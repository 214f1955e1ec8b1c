"""The catalogue that a new installation begins with, on both databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, Engine
from sqlmodel import Session, func, select

from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.catalogue import codelists, search, seeds
from swc.catalogue.data_files import rows
from swc.catalogue.inputs import ProductInput, VendorInput
from swc.catalogue.kinds import CentralOutcome, DataLevel, ProductStatus, Trust
from swc.catalogue.models import (
    CentralDpia,
    CentralDpiaVersion,
    ComponentClaim,
    Product,
    ProductReference,
    ProductStandard,
    Vendor,
)
from swc.catalogue.ownership.schemas import Ownership
from swc.catalogue.ownership.service import remove_period
from swc.catalogue.ownership.timeline import ownership
from swc.catalogue.queries import central_dpia, product_detail, product_facts, products, vendor_groups
from swc.catalogue.seeds.reading import owner_of, same_organisation
from swc.catalogue.service import change_product, change_vendor
from swc.errors import NotAllowedError
from tests.personas import ADMIN, CARLA, SACHA, SYSTEM_ACT, TODAY, acting

LAS = "c64a7a54f38e487e814801bc3d9c92fd"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def loaded(request: pytest.FixtureRequest) -> Iterator[tuple[Connection, seeds.SeedReport]]:
    """Load once for the tests of this file; each test undoes its own work only."""
    engine: Engine = request.getfixturevalue("sqlite_engine" if request.param == "sqlite" else "postgres_engine")
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(bind=connection, join_transaction_mode="create_savepoint") as session:
            codelists.load(session, by=SYSTEM_ACT)
            report = seeds.load(session, by=SYSTEM_ACT)
            session.commit()
        yield connection, report
        outer.rollback()


@pytest.fixture
def stocked(loaded: tuple[Connection, seeds.SeedReport]) -> Iterator[Session]:
    connection, _report = loaded
    with connection.begin_nested() as savepoint:
        with Session(bind=connection, join_transaction_mode="create_savepoint") as session:
            yield session
        savepoint.rollback()


def test_every_row_of_the_data_becomes_a_product_with_the_trust_of_its_row(stocked: Session) -> None:
    marks = Counter(row["verified"] for row in rows("products.csv"))
    assert marks == {"verified": 84, "partly": 53, "general knowledge": 65}
    found = products(stocked, limit=500, on=TODAY)
    assert found.total == 202
    statuses = Counter(item.status for item in found.items)
    assert statuses == {ProductStatus.CONFIRMED: 137, ProductStatus.CONCEPT: 65}


def test_a_verified_row_is_confirmed_a_partly_one_proves_the_product_only(stocked: Session) -> None:
    magister = product_detail(stocked, "magister", on=TODAY)
    canvas = product_detail(stocked, "canvas-lms", on=TODAY)
    wmk = product_detail(stocked, "wmk", on=TODAY)
    assert magister is not None
    assert canvas is not None
    assert wmk is not None
    assert {magister.fact(field).trust for field in ("name", "vendor_key", "data_level")} == {Trust.CONFIRMED}
    assert magister.fact("name").source_url == "https://www.magister.nl/privacy"
    assert magister.fact("name").checked_on == seeds.DATA_AS_OF
    assert canvas.fact("name").trust is Trust.CONFIRMED
    assert {canvas.fact(field).trust for field in ("vendor_key", "data_level")} == {Trust.UNCONFIRMED}
    assert {one.provenance.trust for one in canvas.standards} == {Trust.UNCONFIRMED}
    assert wmk.status is ProductStatus.CONCEPT
    assert (wmk.fact("name").trust, wmk.fact("name").checked_on) == (Trust.UNCONFIRMED, None)


def test_an_unknown_vendor_stays_unknown_and_is_in_no_group(stocked: Session) -> None:
    unknown = [row for row in rows("products.csv") if row["vendor"].startswith("unknown")]
    without = stocked.exec(select(func.count()).select_from(Product).where(Product.vendor_key == None)).one()  # noqa: E711
    assert without == len(unknown) > 0
    assert stocked.exec(select(Vendor.name).where(Vendor.name.startswith("unknown"))).all() == []  # type: ignore[attr-defined]
    kwieb = product_detail(stocked, "kwieb", on=TODAY)
    assert kwieb is not None
    assert kwieb.vendor is None
    assert "possibly Ziber" in kwieb.note
    assert kwieb.fact("vendor_key").trust is Trust.UNKNOWN


def test_owners_lead_to_the_ultimate_parent_with_country_and_trust(stocked: Session) -> None:
    groups = vendor_groups(stocked, on=TODAY)
    assert {groups[key].key for key in ("schoolmaster-b-v", "iddink-group-b-v", "itslearning-as")} == {"sanoma-oyj"}
    assert (groups["schoolmaster-b-v"].country, groups["schoolmaster-b-v"].trust) == ("FI", Trust.CONFIRMED)
    assert (groups["cito-b-v"].key, groups["cito-b-v"].trust) == ("stichting-cito", Trust.UNCONFIRMED)
    assert (groups["rovict-b-v"].key, groups["rovict-b-v"].known) == ("rovict-b-v", False)
    assert (groups["promethean"].chain[0].country, groups["promethean"].country) == ("GB", "CN")
    assert groups["prowise-b-v"].known is False
    assert groups["stichting-kennisnet"].known is True


def test_owners_of_before_and_parts_of_shares_are_loaded_as_far_as_a_source_tells(stocked: Session) -> None:
    groups = {day: vendor_groups(stocked, on=day) for day in (date(2020, 12, 31), TODAY)}
    found = [groups[day]["topicus-onderwijs-b-v"].key for day in groups]
    assert found == ["constellation-software-inc", "topicus-com-inc"]
    jamf = ownership(stocked, "jamf-holding", on=TODAY)
    assert jamf is not None
    assert (jamf.group.key, jamf.group.known) == ("jamf-holding", True)
    (part,) = (one for one in jamf.periods if one.owner_key)
    assert (str(part.share), part.control, part.provenance.trust) == ("18.90", False, Trust.UNCONFIRMED)
    assert groups[TODAY]["smartbit-smartschool"].key == "cegeka"


def test_loading_again_leaves_owners_that_people_changed(stocked: Session) -> None:
    by = acting(SACHA)
    (told,) = (one for one in ownership_of(stocked, "vandijk-educatie-b-v").periods)
    remove_period(stocked, "vandijk-educatie-b-v", told.id, by=by)
    seeds.load(stocked, by=SYSTEM_ACT)
    assert ownership_of(stocked, "vandijk-educatie-b-v").periods == ()


def ownership_of(session: Session, key: str) -> Ownership:
    found = ownership(session, key, on=TODAY)
    assert found is not None
    return found


def test_a_chain_of_two_owners_that_ends_unknown_is_not_known(stocked: Session) -> None:
    group = vendor_groups(stocked, on=TODAY)["de-digitale-school-b-v-futurewhiz"]
    assert (group.key, group.known) == ("futurewhiz-b-v", False)


def test_a_name_that_differs_only_in_legal_form_owns_nothing(stocked: Session) -> None:
    assert same_organisation("Microsoft Corporation", "Microsoft")
    assert not same_organisation("Alphabet Inc.", "Google")
    assert [link.key for link in vendor_groups(stocked, on=TODAY)["microsoft"].chain] == ["microsoft"]
    assert [link.key for link in vendor_groups(stocked, on=TODAY)["google"].chain] == ["google", "alphabet-inc"]


def test_component_guesses_become_claims_or_a_note_and_nothing_is_lost(stocked: Session) -> None:
    claims = stocked.exec(select(ComponentClaim)).all()
    assert {claim.product_key for claim in claims if claim.component_guid == LAS} >= {"magister", "parnassys", "esis"}
    notes = stocked.exec(select(Product.note).where(Product.note.contains("Soort systeem volgens"))).all()  # type: ignore[attr-defined]
    assert len(claims) + len(notes) == 202
    assert {claim.trust for claim in claims if claim.product_key == "basispoort"} == set()


def test_standards_are_read_to_codes_and_what_is_no_standard_stays_as_text(stocked: Session) -> None:
    esis = product_detail(stocked, "esis", on=TODAY)
    parnassys = product_detail(stocked, "parnassys", on=TODAY)
    somtoday = product_detail(stocked, "somtoday", on=TODAY)
    assert esis is not None
    assert parnassys is not None
    assert somtoday is not None
    assert {one.standard for one in esis.standards} >= {"uwlr", "oso", "rod", "basispoort", "edu-v"}
    assert {one.standard: one.provenance.trust for one in esis.standards}["edu-v"] is Trust.UNCONFIRMED
    assert {one.standard: one.version for one in somtoday.standards}["uwlr"] == "2.2"
    assert "VO 4.0" in parnassys.note
    codes = {choice.code for choice in codelists.choices(stocked, "standards")}
    assert set(stocked.exec(select(ProductStandard.standard)).all()) <= codes


def test_no_word_of_the_standards_column_disappears(stocked: Session) -> None:
    phrases = {row["phrase"] for row in rows("phrases.csv")}
    notes = " ".join(stocked.exec(select(Product.note)).all())
    for row in rows("products.csv"):
        for text in (part.strip() for part in row["standards"].split(";")):
            assert not text or text in phrases or text in notes, text


def test_every_row_on_dpias_ends_as_version_reference_or_nothing_found(stocked: Session) -> None:
    versions = stocked.exec(select(func.count()).select_from(CentralDpiaVersion)).one()
    subjects = {(row.subject, row.instrument, row.dated) for row in stocked.exec(select(ProductReference)).all()}
    none_found = [row for row in rows("sector_dpias.csv") if row["instrument"] == "none found"]
    assert len(rows("sector_dpias.csv")) == 49
    assert len(none_found) == 11
    assert versions + len(subjects) + len(none_found) == 49


@pytest.mark.parametrize(
    "key", ["basispoort", "prowise-go", "momento", "lessonup", "zermelo", "chatgpt", "hr2day", "jamf-school"]
)
def test_a_product_without_published_result_says_so_and_has_no_central_dpia(stocked: Session, key: str) -> None:
    detail = product_detail(stocked, key, on=TODAY)
    assert detail is not None
    assert detail.no_central_dpia_found_on == seeds.DATA_AS_OF
    assert detail.central_dpias == ()


def test_updates_of_one_dpia_are_its_versions_in_order_of_time(stocked: Session) -> None:
    copilot = central_dpia(stocked, "microsoft-365-copilot")
    assert copilot is not None
    assert [(one.number, one.effective_on) for one in copilot.versions] == [
        (3, date(2026, 1, 1)),
        (2, date(2025, 9, 15)),
        (1, date(2024, 12, 1)),
    ]
    assert [one.outcome for one in copilot.versions] == [
        CentralOutcome.CONDITIONAL,
        CentralOutcome.CONDITIONAL,
        CentralOutcome.NEGATIVE,
    ]
    assert "conditional (amber)" in copilot.versions[0].outcome_text


def test_a_dpia_on_several_products_is_about_each_of_them(stocked: Session) -> None:
    facts = product_facts(stocked, ["teams-for-education", "onedrive-sharepoint", "entra-id-azure-ad"], on=TODAY)
    assert {one.central.key for one in facts.values() if one.central} == {"microsoft-teams-onedrive-sharepoint"}
    assert len(facts) == 3


def test_the_newest_word_on_google_workspace_is_the_verification_not_the_first_dpia(stocked: Session) -> None:
    facts = product_facts(stocked, ["google-workspace-for-education"], on=TODAY)["google-workspace-for-education"]
    assert facts.central is not None
    assert (facts.central.effective_on, facts.central.outcome) == (date(2024, 6, 28), CentralOutcome.CONDITIONAL)


def test_positions_transfers_and_decisions_are_references(stocked: Session) -> None:
    detail = product_detail(stocked, "microsoft-365-education", on=TODAY)
    assert detail is not None
    assert {one.instrument for one in detail.references} == {"standpunt", "besluit toezichthouder (Oostenrijk)"}
    meet = product_detail(stocked, "google-meet", on=TODAY)
    assert meet is not None
    assert [one.instrument for one in meet.references] == ["DTIA"]


def test_a_dpia_that_no_product_fits_is_kept_and_reported(
    stocked: Session, loaded: tuple[Connection, seeds.SeedReport]
) -> None:
    _connection, report = loaded
    assert stocked.get(CentralDpia, "microsoft-office-365-proplus") is not None
    assert "Microsoft Office 365 ProPlus" in {one.subject for one in report.unmatched}
    assert report.products == 202


def test_loading_again_changes_nothing(stocked: Session) -> None:
    events = stocked.exec(select(func.count()).select_from(Event)).one()
    again = seeds.load(stocked, by=SYSTEM_ACT)
    assert again.changed is False
    assert stocked.exec(select(func.count()).select_from(Event)).one() == events


def test_loading_again_leaves_what_people_changed(stocked: Session) -> None:
    by = acting(SACHA)
    change_product(stocked, "basispoort", ProductInput(name="Basispoort", data_level=DataLevel.SENSITIVE), by=by)
    change_vendor(stocked, "rovict-b-v", VendorInput(name="Rovict", parent_known=True), by=by)
    seeds.load(stocked, by=SYSTEM_ACT)
    detail = product_detail(stocked, "basispoort", on=TODAY)
    assert detail is not None
    assert (detail.data_level, detail.no_central_dpia_found_on) == (DataLevel.SENSITIVE, None)
    assert vendor_groups(stocked, on=TODAY)["rovict-b-v"].name == "Rovict"


@pytest.mark.parametrize("actor", [CARLA, ADMIN])
def test_a_board_cannot_load_the_catalogue(stocked: Session, actor: Actor) -> None:
    with pytest.raises(NotAllowedError):
        seeds.load(stocked, by=acting(actor))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("parnass", "parnassys"),
        ("google workspace", "google-workspace-for-education"),
        ("azure ad", "entra-id-azure-ad"),
        ("bingel", "malmberg-digitale-leermiddelen-bingel-pluspunt-max"),
        ("enquete", ""),
        ("Somtodya", "somtoday"),
    ],
)
def test_products_are_found_as_people_name_them(stocked: Session, typed: str, key: str) -> None:
    hits = search.find(stocked, typed, kinds=("product",))
    assert (hits[0].key if hits else "") == key


def test_every_owner_of_the_data_can_be_read() -> None:
    assert {row["parent_company"] for row in rows("products.csv") if owner_of(row["parent_company"]) is None} == {
        "Prowise group (parent company exists, name not found)"
    }


def test_every_category_has_a_dutch_name() -> None:
    named = [row["category"] for row in rows("categories.csv")]
    assert {row["category"] for row in rows("products.csv")} <= set(named)
    assert len(named) == len(set(named))


OWN_KEYS = (
    "Zet geen bijzondere persoonsgegevens in Teams, OneDrive of SharePoint, tenzij versleuteld met eigen sleutels."
)


def test_separate_actions_of_a_source_become_measures_and_one_sentence_stays_a_text(stocked: Session) -> None:
    teams = central_dpia(stocked, "microsoft-teams-onedrive-sharepoint")
    assert teams is not None
    assert teams.latest is not None
    assert [(one.code, one.addressee.value, one.text) for one in teams.latest.measures] == [
        (
            "M1",
            "board",
            OWN_KEYS,
        ),
        ("M2", "board", "Pas de aanbevolen instellingen toe."),
    ]
    copilot = central_dpia(stocked, "microsoft-365-copilot")
    assert copilot is not None
    assert [len(one.measures) for one in copilot.versions] == [2, 3, 0]
    assert all(one.board_action for one in copilot.versions)
