"""Joint buying from the tables: who counts, what is shown to whom, and how many statements it takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session

from swc.access.roles import Role
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.errors import NotAllowedError, NotFoundError, UnauthenticatedError
from swc.landscape.kinds import Renewal
from swc.procurement.kinds import Unmatched
from swc.procurement.matches import board_matches, sector_matches
from tests.factories.boards import make_school
from tests.factories.catalogue import make_product
from tests.factories.fora import LAS
from tests.factories.landscape import make_landscape, make_use
from tests.factories.procurement import make_buyer, make_deal
from tests.personas import ANONYMOUS, BOARD_A, BOARD_B, BRAM, CHRIS, PETRA, SACHA, SYLVIA, VICTOR, acting
from tests.query_count import counted

OTHER = "ee" * 16


@pytest.fixture(autouse=True)
def _landscape(session: Session) -> None:
    make_landscape(session)
    board = session.get(Board, BOARD_A)
    assert board
    board.sharing = Sharing.SECTOR
    make_use(session, components=(LAS,))
    session.flush()


def buyers(session: Session, count: int, *, start: int = 50_001, **facts: object) -> None:
    for number in range(start, start + count):
        make_buyer(session, str(number), **facts)  # type: ignore[arg-type]


def test_five_boards_beside_the_own_one_make_a_group_with_rounded_figures(session: Session) -> None:
    make_deal(session, price=12_000)
    buyers(session, 5)
    (group,) = board_matches(session, BOARD_A, by=acting(BRAM)).groups
    assert (group.component_guid, group.component_name) == (LAS, "Leerlingadministratiesysteem")
    assert (group.boards, group.pupils.amount, group.yearly_price.amount) == (6, Decimal(5_000), Decimal(60_000))
    assert (group.pupils.rounded, group.yearly_price.rounded) == (True, True)
    assert [(one.number, one.own) for one in group.named] == [(BOARD_A, True)]


def test_four_other_boards_are_too_few_and_are_not_hinted_at(session: Session) -> None:
    make_deal(session)
    buyers(session, 4)
    found = board_matches(session, BOARD_A, by=acting(BRAM))
    assert found.groups == ()
    assert [(one.unmatched, one.group) for one in found.contracts] == [(None, None)]


def test_two_boards_that_chose_to_be_named_see_each_other_exactly(session: Session) -> None:
    make_deal(session, price=12_000)
    make_buyer(session, "50001", named=True, pupils=1_234, price=8_500)
    buyers(session, 3, start=50_002)
    (group,) = board_matches(session, BOARD_A, by=acting(BRAM)).groups
    assert group.boards == 2
    assert (group.yearly_price.amount, group.yearly_price.rounded) == (Decimal(20_500), False)
    named = group.named[1]
    assert (named.name, named.pupils, named.yearly_price) == ("Bestuur 50001", 1_234, Decimal(8_500))
    assert named.contract_ends == (date(2027, 7, 31),)


def test_who_reads_two_boards_of_a_group_needs_five_others(session: Session) -> None:
    make_deal(session)
    buyers(session, 5)
    both = replace(BRAM, boards={**BRAM.boards, "50001": frozenset({Role.READER})})
    assert board_matches(session, BOARD_A, by=acting(BRAM)).groups[0].boards == 6
    (group,) = board_matches(session, BOARD_A, by=acting(both)).groups
    assert {one.number for one in group.named} == {BOARD_A, "50001"}
    assert group.boards == 2


def test_a_board_that_does_not_share_neither_counts_nor_sees_groups(session: Session) -> None:
    make_deal(session)
    buyers(session, 4)
    buyers(session, 3, start=60_001, sharing=Sharing.PRIVATE, named=True)
    assert board_matches(session, BOARD_A, by=acting(BRAM)).groups == ()
    own = board_matches(session, BOARD_B, by=acting(CHRIS))
    assert (own.shares, own.groups) == (False, ())


def test_windows_that_share_no_quarter_make_no_group(session: Session) -> None:
    make_deal(session, end=date(2026, 7, 31))
    buyers(session, 5, end=date(2028, 12, 31))
    assert board_matches(session, BOARD_A, by=acting(BRAM)).groups == ()


def test_a_quarter_that_has_begun_is_never_the_one_to_buy_in(session: Session) -> None:
    make_deal(session, end=date(2026, 4, 30), notice_months=None)
    buyers(session, 5, end=date(2026, 4, 30), notice_months=None)
    (group,) = board_matches(session, BOARD_A, by=acting(BRAM)).groups
    assert group.quarter == date(2026, 4, 1)


def test_a_contract_that_renews_by_itself_counts_by_the_term_that_runs(session: Session) -> None:
    make_deal(session, end=date(2025, 7, 31), renewal=Renewal.AUTOMATIC, renewal_months=12)
    buyers(session, 5, end=date(2026, 7, 31))
    found = board_matches(session, BOARD_A, by=acting(BRAM))
    assert [one.term_end for one in found.contracts] == [date(2026, 7, 31)]
    assert found.groups[0].boards == 6


def test_each_contract_says_why_it_takes_no_part(session: Session) -> None:
    make_product(session, "los", vendor_key=None)
    make_deal(session, title="a", end=None)
    make_deal(session, title="b", end=date(2025, 1, 1))
    make_deal(session, title="c", end=date(2035, 1, 1))
    make_deal(session, title="d", products=("los",))
    make_deal(session, title="e", ended_on=date(2026, 5, 1))
    found = {one.title: one.unmatched for one in board_matches(session, BOARD_A, by=acting(BRAM)).contracts}
    assert found == {
        "a": Unmatched.NO_END,
        "b": Unmatched.ENDED,
        "c": Unmatched.TOO_FAR,
        "d": Unmatched.NO_COMPONENT,
        "e": Unmatched.ENDED,
    }


@pytest.mark.parametrize(("renewal", "last"), [(Renewal.AUTOMATIC, date(2027, 4, 30)), (Renewal.ENDS, None)])
def test_a_contract_that_ends_by_itself_has_no_last_notice_day(
    session: Session, renewal: Renewal, last: date | None
) -> None:
    make_deal(session, renewal=renewal, notice_months=3)
    (own,) = board_matches(session, BOARD_A, by=acting(BRAM)).contracts
    assert own.last_notice_day == last


def test_a_use_whose_product_is_in_no_contract_is_listed(session: Session) -> None:
    make_product(session, "los", name="Los", vendor_key=None)
    make_use(session, product="los", components=(LAS,))
    make_deal(session)
    found = board_matches(session, BOARD_A, by=acting(BRAM))
    assert [one.name for one in found.without_contract] == ["Los"]


def test_pupils_are_those_of_the_schools_where_the_application_is_used(session: Session) -> None:
    make_buyer(session, "50001", named=True, pupils=700, components=(OTHER,))
    make_school(session, brin="02YY", board_number="50001", pupils=300)
    make_use(session, board="50001", components=(LAS,), schools=("02YY",))
    make_deal(session)
    (group,) = board_matches(session, BOARD_A, by=acting(BRAM)).groups
    assert (group.component_guid, [one.pupils for one in group.named]) == (LAS, [None, 300])


def test_the_sector_sees_the_groups_and_only_the_names_that_boards_gave(session: Session) -> None:
    buyers(session, 5)
    buyers(session, 1, start=50_010, named=True)
    (group,) = sector_matches(session, by=acting(SYLVIA)).groups
    assert (group.boards, [one.number for one in group.named]) == (6, ["50010"])


def test_an_unknown_price_is_counted_and_never_read_as_nothing(session: Session) -> None:
    buyers(session, 5)
    buyers(session, 5, start=50_101, price=None)
    (group,) = sector_matches(session, by=acting(SYLVIA)).groups
    price = group.yearly_price
    assert (price.amount, price.unknown, price.at_least) == (Decimal(50_000), 5, True)


def test_the_sector_view_is_for_who_reads_the_sector(session: Session) -> None:
    with pytest.raises(NotAllowedError):
        sector_matches(session, by=acting(SACHA))
    with pytest.raises(NotAllowedError):
        sector_matches(session, by=acting(PETRA))
    with pytest.raises(NotFoundError):
        sector_matches(session, by=acting(VICTOR))
    with pytest.raises(UnauthenticatedError):
        sector_matches(session, by=acting(ANONYMOUS))


def test_another_board_and_a_vendor_find_nothing(session: Session) -> None:
    for actor in (CHRIS, VICTOR, SYLVIA):
        with pytest.raises(NotFoundError):
            board_matches(session, BOARD_A, by=acting(actor))


def test_more_contracts_do_not_mean_more_statements(session: Session) -> None:
    make_deal(session)
    board_matches(session, BOARD_A, by=acting(BRAM))
    session.expire_all()
    with counted(session) as few:
        board_matches(session, BOARD_A, by=acting(BRAM))
    buyers(session, 8)
    session.expire_all()
    with counted(session) as many:
        board_matches(session, BOARD_A, by=acting(BRAM))
    assert len(many) == len(few)
    with counted(session) as sector:
        sector_matches(session, by=acting(SYLVIA))
    assert len(sector) <= 8
