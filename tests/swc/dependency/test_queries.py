"""The lens of a board: who carries what, how concentrated that is, what stays hidden, and how it can be left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session

from swc.boards.models import School
from swc.dependency import queries
from swc.dependency.kinds import (
    AlternativeState,
    Band,
    ExitState,
    FlowEnd,
    PlaceRole,
    SoleBy,
    StandardState,
    TargetKind,
    TransferBasis,
)
from swc.dependency.schemas import BoardLens, GroupShare
from swc.errors import InvalidInputError, NotFoundError
from swc.landscape.contracts.kinds import NoticeVerdict
from swc.landscape.kinds import DerivedKind, LegalForm, Renewal, SettingAnswer, UsageStatus, Verdict
from tests.factories.catalogue import make_product
from tests.factories.contracts import make_contract, make_exit
from tests.factories.fora import ADMINISTRATION, LAS, make_element, make_release
from tests.factories.landscape import make_coupling, make_landscape, make_use, make_verdict
from tests.factories.lens import ELO, TAKEOVER, LensBoard, make_lens_board, sign_on
from tests.personas import BOARD_A, BOARD_B, CHRIS, PETRA, TODAY, VICTOR, acting
from tests.query_count import counted

REAL_LAS = "c64a7a54f38e487e814801bc3d9c92fd"
"""The component of FORA for which `vocab/mappings/core_standards.csv` names OSO, UWLR and ROD."""


@pytest.fixture
def board(session: Session) -> LensBoard:
    return make_lens_board(session)


def lens(session: Session, on: date = TODAY) -> BoardLens:
    return queries.board_lens(session, BOARD_A, on)


def group(found: BoardLens, key: str) -> GroupShare:
    return next(one for one in found.groups if one.key == key)


@pytest.mark.usefixtures("board")
def test_groups_carry_uses_functions_pupils_objects_and_cost(session: Session) -> None:
    found = lens(session)
    sanoma = group(found, "sanoma")
    assert (sanoma.uses.number, sanoma.uses.share) == (3, 0.75)
    assert (sanoma.functions.number, sanoma.functions.share) == (1, 1.0)
    assert (sanoma.pupils.number, sanoma.pupils.share, sanoma.pupils.at_least) == (400, 1.0, True)
    assert (sanoma.objects.number, sanoma.objects.share) == (3, 1.0)
    assert (sanoma.functions.at_least, sanoma.objects.at_least) == (False, True), "itslearning has data, no objects"
    assert (sanoma.cost.amount, sanoma.cost.share, sanoma.cost.without) == (Decimal(4000), 1.0, 1)
    assert {one.key: one.uses for one in sanoma.vendors} == {"schoolmaster": 1, "sanoma": 1, "gynzy-bv": 1}


@pytest.mark.usefixtures("board")
def test_what_has_no_known_vendor_is_a_row_of_its_own_and_comes_last(session: Session) -> None:
    found = lens(session)
    unknown = found.groups[-1]
    assert (unknown.key, unknown.uses.number, unknown.uses.share, unknown.known) == ("", 1, 0.25, False)
    assert found.totals.vendor_unknown == 1
    assert sum(one.uses.share or 0 for one in found.groups) == pytest.approx(1)


@pytest.mark.usefixtures("board")
def test_totals_count_each_school_once_and_tell_what_is_missing(session: Session) -> None:
    sums = lens(session).totals
    assert (sums.uses, sums.products, sums.schools, sums.pupils, sums.pupils_at_least) == (4, 4, 2, 400, True)
    assert (sums.cost, sums.cost_unknown, sums.unplaced) == (Decimal(4000), 2, 1)


@pytest.mark.usefixtures("board")
def test_a_takeover_changes_the_groups_from_its_day(session: Session) -> None:
    before = lens(session, date(2025, 6, 30))
    assert (group(before, "sanoma").uses.number, group(before, "gynzy-bv").uses.number) == (2, 1)
    assert group(lens(session, TAKEOVER), "sanoma").uses.number == 3


@pytest.mark.usefixtures("board")
def test_only_uses_that_run_count(session: Session) -> None:
    make_use(session, status=UsageStatus.PLANNED)
    make_use(session, status=UsageStatus.PHASED_OUT)
    assert lens(session).totals.uses == 4


@pytest.mark.usefixtures("board")
def test_few_uses_give_no_index_of_the_board(session: Session) -> None:
    found = lens(session).concentration
    assert (found.hhi, found.band, found.uses, found.unknown) == (None, Band.UNKNOWN, 4, 1)
    for number in range(8):
        make_product(session, f"p{number}", vendor_key="sanoma")
        make_use(session, product=f"p{number}")
    assert (lens(session).concentration.hhi, lens(session).concentration.band) == (10_000, Band.HIGH)


@pytest.mark.usefixtures("board")
def test_each_component_has_an_index_with_bounds(session: Session) -> None:
    make_use(session, product="los", components=(LAS,))
    found = {one.guid: one for one in lens(session).components}
    las, elo = found[LAS], found[ELO]
    assert (las.uses, las.unknown, las.hhi, las.lowest, las.highest) == (3, 1, 10_000, 5556, 10_000)
    assert [(one.key, one.uses) for one in las.groups] == [("sanoma", 2), ("", 1)]
    assert (elo.hhi, elo.band, elo.name) == (10_000, Band.HIGH, "Leeromgeving")


@pytest.mark.usefixtures("board")
def test_thresholds_are_norms_with_a_source(session: Session) -> None:
    found = lens(session).thresholds
    assert (found.moderate, found.high, found.change_moderate, found.change_high) == (1000, 2000, 250, 150)
    assert found.source_url


@pytest.mark.usefixtures("board")
def test_a_function_of_one_group_has_a_single_supplier(session: Session) -> None:
    (found,) = lens(session).single_suppliers
    assert (found.function.key, found.by, found.certain) == (ADMINISTRATION, SoleBy.GROUP, True)
    assert (found.group and found.group.key, found.alternative) == ("sanoma", AlternativeState.UNKNOWN)


def test_a_tested_alternative_takes_a_function_off_and_a_named_one_does_not(session: Session, board: LensBoard) -> None:
    way_out = make_exit(session, board.magister.id, alternative_name="ParnasSys")
    (found,) = lens(session).single_suppliers
    assert (found.alternative, found.alternative_name) == (AlternativeState.NAMED, "ParnasSys")
    way_out.alternative_tested_on = TODAY
    session.flush()
    assert lens(session).single_suppliers == ()


def test_a_function_that_somebody_rejected_does_not_count(session: Session, board: LensBoard) -> None:
    for use in (board.magister, board.gynzy):
        make_verdict(session, use.id, ADMINISTRATION, kind=DerivedKind.FUNCTION, verdict=Verdict.REJECTED)
    found = lens(session)
    assert (found.totals.functions, found.single_suppliers) == (0, ())


@pytest.mark.usefixtures("board")
def test_an_unknown_vendor_leaves_a_single_group_uncertain(session: Session) -> None:
    make_use(session, product="los", components=(LAS,))
    (found,) = lens(session).single_suppliers
    assert (found.by, found.certain) == (SoleBy.GROUP, False)


@pytest.mark.usefixtures("board")
def test_a_sub_processor_below_two_products_is_named_with_its_group(session: Session) -> None:
    found = lens(session).hidden
    (amazon,) = found.sub_processors
    assert (amazon.target, amazon.key, amazon.country) == (TargetKind.SUB_PROCESSOR, "amazon", "US")
    assert ({one.key for one in amazon.products}, amazon.share) == ({"magister", "itslearning"}, 0.5)
    assert found.without_sub_processors == 1


def test_sign_on_through_one_facility_is_hidden_concentration(session: Session, board: LensBoard) -> None:
    sign_on(session, board.magister, board.gynzy)
    found = lens(session).hidden
    (entree,) = found.sign_ons
    assert (entree.target, entree.key, len(entree.uses)) == (TargetKind.FACILITY, "entree", 2)
    assert found.without_sign_on == 2


def test_a_facility_that_the_board_keeps_as_an_application_is_that_facility(session: Session, board: LensBoard) -> None:
    make_product(session, "basispoort", vendor_key=None)
    portal = make_use(session, product="basispoort", own_name="Basispoort")
    for use in (board.magister, board.gynzy):
        make_coupling(session, use, target=portal)
    make_coupling(session, board.loose, target_name="Overstapservice Onderwijs (OSO)")
    (found,) = lens(session).hidden.sign_ons
    assert (found.target, found.key, len(found.uses)) == (TargetKind.FACILITY, "basispoort", 2)
    targets = {one.key: one.uses for one in queries.targets(session, BOARD_A, "", TODAY) if one.kind == "facility"}
    assert targets == {"basispoort": 3, "oso": 1}


def test_signing_on_at_an_application_of_the_board_names_that_product(session: Session, board: LensBoard) -> None:
    for use in (board.gynzy, board.loose):
        make_coupling(session, use, target=board.magister, standards=("oidc",))
    (found,) = lens(session).hidden.sign_ons
    assert (found.target, found.key, found.standards) == (TargetKind.PRODUCT, "magister", ("oidc",))


def test_a_coupling_within_one_group_without_a_standard_is_closed(session: Session, board: LensBoard) -> None:
    closed = make_coupling(session, board.magister, target=board.itslearning)
    make_coupling(session, board.magister, target=board.gynzy, standards=("uwlr",))
    make_coupling(session, board.magister, target=board.loose)
    found = lens(session).hidden
    assert [one.key for one in found.closed_couplings] == [str(closed.id)]
    assert (found.couplings, found.couplings_without_standard) == (3, 2)


def test_core_standards_are_met_missing_or_unknown(session: Session) -> None:
    make_landscape(session, release=False)
    make_element(session, make_release(session), guid=REAL_LAS, name="Leerlingadministratiesysteem (LAS)")
    make_product(session, "half", standards=("oso",))
    make_product(session, "ander", standards=("lti",))
    make_use(session, product="half", components=(REAL_LAS,))
    make_use(session, product="ander", components=(REAL_LAS,))
    plain = make_use(session, components=(REAL_LAS,))
    make_coupling(session, plain, standards=("uwlr",))
    found = {
        one.product.key: {each.code: (each.state, each.by) for each in one.standards} for one in lens(session).exchanges
    }
    assert found["half"]["oso"] == (StandardState.MET, ("product",))
    assert found["half"]["rod"] == (StandardState.UNKNOWN, ())
    assert found["ander"]["oso"] == (StandardState.MISSING, ())
    assert found["magister"]["uwlr"] == (StandardState.MET, ("coupling",))


PREPARED = {"exit_plan": SettingAnswer.YES, "export_format": "CSV", "export_tested_on": date(2026, 1, 5)}
SUBSCRIPTION = {
    "legal_form": LegalForm.DIRECT,
    "renewal": Renewal.AUTOMATIC,
    "renewal_months": 12,
    "signed_on": date(2025, 10, 1),
    "start_date": date(2025, 10, 1),
    "end_date": date(2027, 9, 30),
    "notice_months": 2,
    "data_processing_service": True,
}


def test_an_exit_is_judged_by_plan_export_and_notice(session: Session, board: LensBoard) -> None:
    make_exit(session, board.magister.id, **PREPARED)
    make_contract(session, **SUBSCRIPTION)
    make_exit(session, board.gynzy.id, **{**PREPARED, "export_tested_on": date(2020, 1, 5)})
    make_exit(session, board.itslearning.id, exit_plan=SettingAnswer.NO)
    found = {one.product.key: one for one in lens(session).exits}
    assert {key: one.state for key, one in found.items()} == {
        "magister": ExitState.READY,
        "gynzy": ExitState.PARTLY,
        "itslearning": ExitState.MISSING,
        "los": ExitState.UNKNOWN,
    }
    assert (found["magister"].critical, found["magister"].export_fresh, found["gynzy"].export_fresh) == (
        True,
        True,
        False,
    )
    assert lens(session).exits[0].product.key == "magister"


@pytest.mark.parametrize(
    ("months", "notice", "state"),
    [
        (2, NoticeVerdict.WITHIN, ExitState.READY),
        (6, NoticeVerdict.CONFLICT, ExitState.PARTLY),
        (None, NoticeVerdict.UNKNOWN, ExitState.PARTLY),
    ],
)
def test_an_exit_is_ready_only_with_a_notice_term_that_is_known_to_fit_the_data_act(
    session: Session, board: LensBoard, months: int | None, notice: NoticeVerdict, state: ExitState
) -> None:
    make_exit(session, board.magister.id, **PREPARED)
    make_contract(session, **{**SUBSCRIPTION, "notice_months": months})
    found = next(one for one in lens(session).exits if one.product.key == "magister")
    assert (found.notice, found.notice_months, found.state) == (notice, months, state)
    assert [one.name for one in found.contracts] == ["Magister"]


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize("day", [date.min, date(2031, 2, 28)])
def test_any_day_up_to_five_years_ahead_can_be_asked(session: Session, day: date) -> None:
    make_contract(
        session,
        start_date=date(2025, 1, 1),
        end_date=date(2025, 12, 31),
        renewal=Renewal.AUTOMATIC,
        renewal_months=12,
        notice_months=2,
    )
    assert queries.open_lens(session, BOARD_A, on=day, by=acting(PETRA)).totals.uses == 4
    with pytest.raises(InvalidInputError):
        queries.open_lens(session, BOARD_A, on=date(2031, 3, 2), by=acting(PETRA))


@pytest.mark.usefixtures("board")
def test_the_price_of_a_contract_goes_before_the_cost_noted_at_the_use(session: Session) -> None:
    make_contract(
        session,
        products=("magister", "itslearning"),
        yearly_price=Decimal(9000),
        start_date=date(2025, 1, 1),
        end_date=date(2030, 1, 1),
    )
    assert group(lens(session), "sanoma").cost.amount == Decimal(10_000)
    assert lens(session).totals.cost_unknown == 1


@pytest.mark.usefixtures("board")
def test_each_role_has_its_own_country_and_unknown_stays_unknown(session: Session) -> None:
    found = {(one.role, one.country): one for one in lens(session).jurisdictions}
    assert found[PlaceRole.VENDOR, "NL"].uses == 2
    assert found[PlaceRole.PARENT, "FI"].uses == 3
    assert found[PlaceRole.STORAGE, "NL"].basis is TransferBasis.EEA
    assert (found[PlaceRole.STORAGE, None].uses, found[PlaceRole.STORAGE, None].basis) == (3, TransferBasis.UNKNOWN)
    amazon = found[PlaceRole.SUB_PROCESSOR, "US"]
    assert (amazon.basis, amazon.parties) == (TransferBasis.CERTIFIED, ("Amazon Web Services",))
    assert found[PlaceRole.VENDOR, None].uses == 1


def test_without_a_release_functions_are_not_known(session: Session) -> None:
    make_lens_board(session, release=False)
    found = lens(session)
    assert (found.has_release, found.totals.functions, found.totals.unplaced) == (False, 0, 4)
    assert group(found, "sanoma").functions.share is None


def test_a_board_without_uses_depends_on_nobody(session: Session) -> None:
    make_landscape(session)
    found = lens(session)
    assert (found.groups, found.components, found.totals.uses, found.concentration.hhi) == ((), (), 0, None)
    assert queries.over_time(session, BOARD_A, TODAY) == ()


@pytest.mark.usefixtures("board")
def test_another_board_is_not_told_of(session: Session) -> None:
    for actor in (CHRIS, VICTOR):
        with pytest.raises(NotFoundError):
            queries.open_lens(session, BOARD_A, by=acting(actor))
    with pytest.raises(NotFoundError):
        queries.board_lens(session, "99999", TODAY)
    assert queries.board_lens(session, BOARD_B, TODAY).totals.uses == 0


@pytest.mark.usefixtures("board")
def test_a_purchaser_reads_the_lens(session: Session) -> None:
    assert queries.open_lens(session, BOARD_A, by=acting(PETRA)).totals.uses == 4
    assert queries.open_lens(session, BOARD_A, on=date(2025, 1, 1), by=acting(PETRA)).on == date(2025, 1, 1)


def test_more_uses_do_not_mean_more_statements(session: Session, board: LensBoard) -> None:
    lens(session)
    with counted(session) as few:
        lens(session)
    for number in range(6):
        make_product(session, f"p{number}", vendor_key="sanoma", sub_processors=(("Hoster NV", "BE"),))
        use = make_use(session, product=f"p{number}", components=(LAS,))
        make_coupling(session, use, target=board.magister)
        make_contract(session, title=f"c{number}", products=(f"p{number}",))
        make_exit(session, use.id)
    with counted(session) as many:
        lens(session)
    assert len(many) == len(few) <= 30


@pytest.mark.usefixtures("board")
def test_history_shows_the_groups_of_each_month_and_the_change_between(session: Session) -> None:
    found = {one.on: one for one in queries.over_time(session, BOARD_A, TODAY)}
    june, july = found[date(2025, 6, 30)], found[date(2025, 7, 31)]
    assert {one.key: one.uses for one in june.groups} == {"sanoma": 2, "gynzy-bv": 1}
    assert {one.key: one.uses for one in july.groups} == {"sanoma": 3}
    (change,) = july.changes
    assert (change.on, change.vendor.key) == (TAKEOVER, "gynzy-bv")
    assert (change.before and change.before.key, change.after and change.after.key) == ("gynzy-bv", "sanoma")
    assert not june.changes
    assert (len(found), max(found)) == (37, TODAY)


@pytest.mark.usefixtures("board")
def test_history_counts_uses_from_their_start_and_tells_the_undated_apart(session: Session) -> None:
    make_use(
        session,
        product="itslearning",
        status=UsageStatus.PHASED_OUT,
        start_date=date(2023, 6, 1),
        end_date=date(2024, 5, 31),
    )
    found = {one.on: one for one in queries.over_time(session, BOARD_A, TODAY)}
    assert (found[date(2023, 12, 31)].uses, found[date(2024, 4, 30)].uses, found[date(2024, 6, 30)].uses) == (2, 3, 3)
    assert all(one.undated == 1 for one in found.values())
    assert {one.key: one.uses for one in found[TODAY].groups_with_undated} == {"sanoma": 3, "": 1}


@pytest.mark.usefixtures("board")
def test_flows_go_from_product_through_objects_or_categories_to_people(session: Session) -> None:
    found = queries.flows(session, BOARD_A, TODAY)
    first = [one for one in found if one.source_kind is FlowEnd.PRODUCT]
    assert {one.target_kind for one in first if one.source_key == "magister"} == {FlowEnd.OBJECT}
    assert any(one.target_kind is FlowEnd.SUBJECT and one.target_key == "leerlingen" for one in found)
    assert not any(one.source_key == "los" for one in found)


@pytest.mark.usefixtures("board")
def test_small_flows_are_taken_together(session: Session) -> None:
    found = queries.flows(session, BOARD_A, TODAY, most=1)
    products = {one.source_key for one in found if one.source_kind is FlowEnd.PRODUCT}
    assert "" in products
    assert len(products) == 2


@pytest.mark.usefixtures("board")
def test_a_school_without_a_known_number_makes_a_lower_bound(session: Session) -> None:
    found = session.get(School, "11AA")
    assert found is not None
    found.pupils = None
    session.flush()
    assert (lens(session).totals.pupils, lens(session).totals.pupils_at_least) == (300, True)
