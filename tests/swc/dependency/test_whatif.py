"""What hangs on a target of a board: who is touched, what goes over in a takeover, and what a breach report asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session

from swc.catalogue.kinds import DataLevel
from swc.dependency import queries
from swc.dependency.kinds import Duty, Scenario, TargetKind
from swc.dependency.whatif import board_what_if, open_what_if
from swc.dependency.whatif_schemas import Alternative, WhatIf, WhatIfQuestion
from swc.errors import InvalidInputError, NotFoundError
from swc.landscape.kinds import AgreementPresence, UsageStatus
from tests.factories.catalogue import make_product
from tests.factories.contracts import make_contract, make_exit
from tests.factories.fora import ADMINISTRATION, LAS, REGISTER
from tests.factories.landscape import make_agreement, make_coupling, make_use
from tests.factories.lens import ELO, LensBoard, establish, make_lens_board, make_sharing_boards, sign_on
from tests.personas import BOARD_A, BRAM, CHRIS, PETRA, TODAY, VICTOR, acting
from tests.query_count import counted


@pytest.fixture
def board(session: Session) -> LensBoard:
    return make_lens_board(session)


def ask(
    session: Session, kind: TargetKind, key: str, scenario: Scenario = Scenario.STOPS, acquirer: str = ""
) -> WhatIf:
    question = WhatIfQuestion(target_kind=kind, target_key=key, scenario=scenario, acquirer_key=acquirer)
    return board_what_if(session, BOARD_A, question, TODAY)


def products(found: WhatIf) -> set[str]:
    return {one.product.key for one in found.uses}


def test_a_group_touches_everything_of_its_vendors(session: Session, board: LensBoard) -> None:
    sign_on(session, board.magister)
    make_coupling(session, board.magister, target=board.loose)
    found = ask(session, TargetKind.GROUP, "sanoma")
    assert products(found) == {"magister", "itslearning", "gynzy"}
    assert (found.use_share, found.pupils.number, found.pupils.at_least) == (0.75, 400, True)
    assert [(one.brin, one.uses) for one in found.schools] == [("22BB", 2), ("11AA", 3)]
    assert {one.guid for one in found.functions} == {ADMINISTRATION}
    assert {one.guid for one in found.processes} == {REGISTER}
    assert len(found.objects) == 3
    assert len(found.couplings) == 2
    assert all(one.beyond for one in found.couplings)
    assert {one.key for one in found.components} == {LAS, ELO}


@pytest.mark.usefixtures("board")
def test_a_vendor_touches_its_own_products_and_those_of_what_it_owns(session: Session) -> None:
    assert products(ask(session, TargetKind.VENDOR, "schoolmaster")) == {"magister"}
    assert products(ask(session, TargetKind.VENDOR, "sanoma")) == {"magister", "itslearning", "gynzy"}


@pytest.mark.usefixtures("board")
def test_a_product_leaves_what_another_one_serves_too(session: Session) -> None:
    found = ask(session, TargetKind.PRODUCT, "magister")
    (function,) = found.functions
    assert (function.uses, function.others) == (1, 1)


@pytest.mark.usefixtures("board")
def test_a_sub_processor_touches_the_uses_above_it_and_says_so(session: Session) -> None:
    found = ask(session, TargetKind.SUB_PROCESSOR, "amazon")
    assert products(found) == {"magister", "itslearning"}
    assert {one.via for one in found.uses} == {"Amazon Web Services"}


def test_a_facility_touches_the_uses_and_couplings_that_lean_on_it(session: Session, board: LensBoard) -> None:
    sign_on(session, board.magister, board.gynzy)
    make_coupling(session, board.magister, target_name="DUO")
    found = ask(session, TargetKind.FACILITY, "entree")
    assert products(found) == {"magister", "gynzy"}
    assert ({one.target for one in found.couplings}, found.target.name) == ({"Entree"}, "Entree Federatie")
    assert products(ask(session, TargetKind.FACILITY, "duo")) == {"magister"}


def test_agreements_contracts_and_the_state_of_dpias_are_listed(session: Session, board: LensBoard) -> None:
    make_agreement(session, board.magister, model_version="4.0")
    make_contract(session, start_date=date(2025, 1, 1), end_date=date(2030, 12, 31), yearly_price=Decimal(12))
    found = ask(session, TargetKind.GROUP, "sanoma")
    told = {one.presence: [each.name for each in one.uses] for one in found.agreements}
    assert told[AgreementPresence.PRESENT] == ["Magister"]
    assert len(told[AgreementPresence.UNKNOWN]) == 2
    assert [(one.title, one.yearly_price) for one in found.contracts] == [("Magister", Decimal(12))]
    assert {one.state for one in found.dpias} == {"not_assessed"}
    assert len(found.dpias) == 3


def test_whom_the_data_are_about_follows_what_people_established(session: Session, board: LensBoard) -> None:
    usual = {one.code for one in ask(session, TargetKind.PRODUCT, "magister").subjects}
    assert "leerlingen" in usual
    establish(session, board.magister, "ouders")
    assert {one.code for one in ask(session, TargetKind.PRODUCT, "magister").subjects} == usual | {"ouders"}


@pytest.mark.usefixtures("board")
def test_what_no_active_use_leans_on_is_no_target(session: Session) -> None:
    make_product(session, "nieuw", vendor_key="amazon")
    make_use(session, product="nieuw", status=UsageStatus.PLANNED)
    with pytest.raises(NotFoundError):
        ask(session, TargetKind.PRODUCT, "nieuw")
    with pytest.raises(NotFoundError):
        ask(session, TargetKind.FACILITY, "basispoort")


@pytest.mark.usefixtures("board")
def test_targets_are_searched_within_what_the_board_uses(session: Session) -> None:
    every = {(one.kind, one.key): one.uses for one in queries.targets(session, BOARD_A, "", TODAY)}
    assert every[TargetKind.GROUP, "sanoma"] == 3
    assert every[TargetKind.VENDOR, "schoolmaster"] == 1
    assert every[TargetKind.SUB_PROCESSOR, "hoster nv"] == 1
    assert [one.key for one in queries.targets(session, BOARD_A, "amazon", TODAY)] == ["amazon"]
    assert queries.targets(session, BOARD_A, "bestaat niet", TODAY) == ()


@pytest.mark.usefixtures("board")
def test_a_takeover_moves_uses_to_the_group_of_the_acquirer(session: Session) -> None:
    found = ask(session, TargetKind.VENDOR, "gynzy-bv", Scenario.TAKEN_OVER, "amazon").takeover
    assert found is not None
    assert {one.key: one.uses for one in found.before} == {"sanoma": 3, "": 1}
    assert {one.key: one.uses for one in found.after} == {"sanoma": 2, "amazon": 1, "": 1}
    (shift,) = found.shifts
    assert (shift.component.key, shift.before, shift.after, shift.delta, shift.notable) == (
        LAS,
        10_000,
        5000,
        -5000,
        False,
    )


@pytest.mark.usefixtures("board")
def test_a_takeover_by_what_it_belongs_to_already_changes_nothing(session: Session) -> None:
    found = ask(session, TargetKind.PRODUCT, "magister", Scenario.TAKEN_OVER, "schoolmaster").takeover
    assert found is not None
    assert (found.acquirer.key, found.before, found.shifts) == ("sanoma", found.after, ())


@pytest.mark.usefixtures("board")
def test_a_takeover_of_a_sub_processor_leaves_products_with_their_vendor(session: Session) -> None:
    found = ask(session, TargetKind.SUB_PROCESSOR, "amazon", Scenario.TAKEN_OVER, "schoolmaster").takeover
    assert found is not None
    assert found.before == found.after


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize("acquirer", ["", "bestaat-niet"])
def test_a_takeover_needs_an_acquirer_of_the_catalogue(session: Session, acquirer: str) -> None:
    with pytest.raises(InvalidInputError):
        ask(session, TargetKind.PRODUCT, "magister", Scenario.TAKEN_OVER, acquirer)


def test_a_breach_lists_what_a_report_asks(session: Session, board: LensBoard) -> None:
    make_agreement(session, board.magister)
    found = ask(session, TargetKind.PRODUCT, "magister", Scenario.BREACH).incident
    assert found is not None
    assert "Magister" in found.nature
    assert (found.hours, found.level, found.persons.number, found.persons.at_least) == (
        72,
        DataLevel.ORDINARY,
        400,
        True,
    )
    assert (found.records, found.records_unknown, found.contact_roles) == (400, 0, ("Teamleider",))
    assert (found.notify_authority, found.notify_subjects) == (Duty.YES, Duty.WEIGH)
    (processor,) = found.processors
    assert (processor.vendor and processor.vendor.key, processor.without_agreement) == ("schoolmaster", 0)
    assert len(processor.agreements) == 1
    assert found.consequences
    assert found.measures


@pytest.mark.usefixtures("board")
def test_sensitive_data_give_reason_to_tell_people_and_unknown_numbers_stay_unknown(session: Session) -> None:
    found = ask(session, TargetKind.GROUP, "sanoma", Scenario.BREACH).incident
    assert found is not None
    assert (found.level, found.notify_subjects) == (DataLevel.SENSITIVE, Duty.YES)
    assert (found.records, found.records_unknown) == (None, 2)


@pytest.mark.usefixtures("board")
def test_only_a_breach_has_an_incident_and_only_a_takeover_new_groups(session: Session) -> None:
    found = ask(session, TargetKind.PRODUCT, "magister")
    assert (found.incident, found.takeover) == (None, None)


def alternatives(session: Session) -> dict[tuple[str, str], Alternative]:
    found = ask(session, TargetKind.PRODUCT, "magister").alternatives
    return {(one.component.key, one.product.key): one for one in found}


@pytest.mark.usefixtures("board")
def test_a_product_at_five_boards_that_share_is_an_alternative_with_its_number(session: Session) -> None:
    make_product(session, "parnassys", vendor_key="amazon")
    make_sharing_boards(session, 5, "parnassys", LAS)
    found = alternatives(session)[LAS, "parnassys"]
    assert (found.boards, found.here, found.group and found.group.key) == (5, False, "amazon")


@pytest.mark.usefixtures("board")
def test_a_product_at_four_boards_is_not_told_of_even_where_it_is_claimed_to_suit(session: Session) -> None:
    make_product(session, "parnassys")
    make_sharing_boards(session, 4, "parnassys", LAS)
    assert (LAS, "parnassys") not in alternatives(session)
    make_product(session, "somtoday", components=(LAS,))
    make_sharing_boards(session, 4, "somtoday", LAS, first=60001)
    assert alternatives(session)[LAS, "somtoday"].boards is None


@pytest.mark.usefixtures("board")
def test_what_the_same_group_makes_is_no_alternative_to_the_group(session: Session) -> None:
    make_product(session, "eduarte", vendor_key="gynzy-bv", components=(LAS,))
    make_product(session, "somtoday", components=(LAS,), vendor_key="amazon")
    for kind, key in ((TargetKind.GROUP, "sanoma"), (TargetKind.VENDOR, "gynzy-bv")):
        found = ask(session, kind, key).alternatives
        assert "eduarte" not in {one.product.key for one in found}
        assert "somtoday" in {one.product.key for one in found}


def test_an_own_product_and_a_tried_alternative_are_told(session: Session, board: LensBoard) -> None:
    make_product(session, "parnassys")
    make_exit(session, board.magister.id, alternative_product_key="parnassys", alternative_tested_on=date(2025, 11, 1))
    found = alternatives(session)
    assert found[LAS, "parnassys"].tested_on == date(2025, 11, 1)
    assert found[LAS, "gynzy"].here


@pytest.mark.usefixtures("board")
def test_who_may_read_the_board_may_ask_and_nobody_else(session: Session) -> None:
    question = WhatIfQuestion(target_kind=TargetKind.GROUP, target_key="sanoma")
    for actor in (BRAM, PETRA):
        assert open_what_if(session, BOARD_A, question, by=acting(actor)).target.uses == 3
    for actor in (CHRIS, VICTOR):
        with pytest.raises(NotFoundError):
            open_what_if(session, BOARD_A, question, by=acting(actor))


@pytest.mark.usefixtures("board")
def test_more_uses_do_not_mean_more_statements(session: Session) -> None:
    ask(session, TargetKind.GROUP, "sanoma", Scenario.BREACH)
    with counted(session) as few:
        ask(session, TargetKind.GROUP, "sanoma", Scenario.BREACH)
    for number in range(5):
        make_product(session, f"p{number}", vendor_key="sanoma")
        make_agreement(session, make_use(session, product=f"p{number}", components=(LAS,)))
    with counted(session) as many:
        ask(session, TargetKind.GROUP, "sanoma", Scenario.BREACH)
    assert len(many) == len(few) <= 45
