"""The overview of a board: every active use in exactly one number, and always the same number of statements."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from swc.catalogue.kinds import DataLevel
from swc.dpia.kinds import DpiaState
from swc.landscape.kinds import AgreementPresence, UsageStatus
from swc.risk.kinds import FlagStatus, Severity
from swc.risk.overview import board_overview
from swc.risk.queries import board_flags
from swc.risk.schemas import AcceptFlag, BoardOverview, FlagFilters
from swc.risk.service import accept_flag, evaluate_board
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.dpia import make_assessment
from tests.factories.fora import LAS, make_reference
from tests.factories.landscape import make_agreement, make_use
from tests.personas import ANNE, BOARD_A, SYSTEM_ACT, acting
from tests.query_count import counted

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _ground(session: Session) -> None:
    make_reference(session)
    make_board(session)
    make_school(session, pupils=200)
    make_school(session, brin="11AB", pupils=None)
    make_vendor(session, "groep")
    make_vendor(session, "dochter", parent_key="groep")
    make_vendor(session, "ander")
    make_product(session, "een", vendor_key="dochter", categories=("P08",))
    make_product(session, "twee", vendor_key="groep", categories=("P08",))
    make_product(session, "drie", vendor_key="ander", categories=("P08",))
    make_product(session, "vier", category="")
    make_product(session, "vijf", category="", data_level=DataLevel.NONE)


def view(session: Session) -> BoardOverview:
    """Return the overview of board A after evaluating it."""
    evaluate_board(session, BOARD_A, by=SYSTEM_ACT)
    found = board_overview(session, BOARD_A, TODAY)
    assert found is not None
    return found


def test_a_board_that_does_not_exist_has_no_overview(session: Session) -> None:
    assert board_overview(session, "00000", TODAY) is None


def test_an_empty_board_shows_zeroes_and_no_gap_for_every_component(session: Session) -> None:
    page = view(session)
    assert (page.uses, page.active_uses, page.dpia.total, page.vendor_groups, page.hhi) == (0, 0, 0, (), None)
    assert (page.schools, page.pupils) == (2, 200)
    assert page.gaps == ()
    assert all(one.uses == 0 for one in page.uses_by_status)


def test_every_active_use_counts_once_on_its_dpia(session: Session) -> None:
    settled, late, open_, ended = (make_use(session, product=key) for key in ("een", "twee", "drie", "een"))
    ended.status = UsageStatus.PHASED_OUT
    make_use(session, product="vier")
    make_assessment(session, use_id=settled.id, review_due=date(2028, 1, 1))
    make_assessment(session, use_id=late.id, review_due=date(2026, 3, 1))
    make_assessment(session, use_id=open_.id, state=DpiaState.IN_PROGRESS)
    dpia = view(session).dpia
    assert (dpia.settled, dpia.overdue, dpia.total) == (1, 1, 4)
    assert dpia.due + dpia.weigh + dpia.not_indicated + dpia.unknown == 2


def test_agreements_count_uses_that_may_hold_personal_data_and_an_ended_one_is_none(session: Session) -> None:
    keys = ("een", "twee", "drie", "een", "vier", "vijf")
    current, old, over, absent, unknown, without = (make_use(session, product=key) for key in keys)
    make_agreement(session, current, model_version="model-4.0")
    make_agreement(session, old, model_version="model-3.0")
    make_agreement(session, over, model_version="model-4.0", valid_until=date(2026, 3, 1))
    make_agreement(session, absent, presence=AgreementPresence.ABSENT)
    agreements = view(session).agreements
    assert (agreements.present, agreements.outdated, agreements.absent, agreements.unknown) == (1, 1, 2, 1)
    assert agreements.total == 5
    assert unknown.id != without.id


def test_vendor_groups_add_up_over_their_daughters_and_leave_the_unknown_vendor_out(session: Session) -> None:
    for key in ("een", "twee", "drie", "vier"):
        make_use(session, product=key)
    page = view(session)
    assert [(one.key, one.uses) for one in page.vendor_groups] == [("groep", 2), ("ander", 1)]
    assert page.vendor_groups[0].share == pytest.approx(2 / 3)
    assert page.vendor_unknown == 1


def test_the_concentration_index_is_shown_from_ten_uses_with_a_known_vendor_on(session: Session) -> None:
    for _ in range(9):
        make_use(session, product="een")
    assert view(session).hhi is None
    make_use(session, product="drie")
    assert view(session).hhi == 8200


def test_gaps_and_overlaps_are_those_of_the_flags(session: Session) -> None:
    first, second = (make_use(session, product=key, components=(LAS,)) for key in ("een", "twee"))
    page = view(session)
    (overlap,) = page.overlaps
    assert (overlap.guid, {use.id for use in overlap.uses}) == (LAS, {first.id, second.id})
    gaps = board_flags(session, BOARD_A, FlagFilters(rule="LC02"), TODAY)
    assert {one.guid for one in page.gaps} == {flag.subject_key for flag in gaps}


def test_numbers_of_flags_agree_with_the_list_and_accepted_ones_count_apart(session: Session) -> None:
    make_use(session, product="een")
    view(session)
    flag = board_flags(session, BOARD_A, FlagFilters(), TODAY)[-1]
    data = AcceptFlag(reason="Bewuste keuze", until=TODAY + timedelta(days=9))
    accept_flag(session, BOARD_A, flag.id, data, by=acting(ANNE))
    page = view(session)
    assert page.flags.total == len(board_flags(session, BOARD_A, FlagFilters(), TODAY))
    assert (
        page.accepted_flags == len(board_flags(session, BOARD_A, FlagFilters(status=FlagStatus.ACCEPTED), TODAY)) == 1
    )
    assert sum(one.flags for one in page.rules) == page.flags.total
    assert page.rules[0].severity in (Severity.RED, Severity.ORANGE)


def test_recent_changes_leave_out_flags_that_follow_from_them(session: Session) -> None:
    make_use(session, product="een")
    view(session)
    flag = board_flags(session, BOARD_A, FlagFilters(), TODAY)[0]
    data = AcceptFlag(reason="Bewuste keuze", until=TODAY + timedelta(days=9))
    accept_flag(session, BOARD_A, flag.id, data, by=acting(ANNE))
    assert [(one.kind, one.actor) for one in view(session).changes] == [("flag.accepted", "Anne")]


def test_the_number_of_statements_does_not_grow_with_the_landscape(session: Session) -> None:
    make_use(session, product="een", components=(LAS,))
    view(session)
    with counted(session) as few:
        board_overview(session, BOARD_A, TODAY)
    for key in ("een", "twee", "drie", "vier", "vijf") * 3:
        use = make_use(session, product=key, components=(LAS,))
        make_agreement(session, use)
        make_assessment(session, use_id=use.id)
    view(session)
    with counted(session) as many:
        board_overview(session, BOARD_A, TODAY)
    assert len(many) == len(few)
