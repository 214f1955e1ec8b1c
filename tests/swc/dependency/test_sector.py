"""The lens of the sector: what plain Python says of each board, and nothing that shows a single one of them."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from swc.boards.kinds import Sector, Sharing
from swc.boards.models import Board
from swc.boards.schemas import SharingChange
from swc.boards.service import change_sharing
from swc.dependency.columns.store import Columns
from swc.dependency.kinds import Band, HiddenKind
from swc.dependency.sector import sector_lens
from swc.dependency.sector_schemas import REST, SectorGroup, SectorLens
from swc.dependency.sector_view import View
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.fora import LAS
from tests.factories.landscape import make_use
from tests.factories.sector import make_market, make_random_board, make_sector, take_over, tell, undone
from tests.personas import SYSTEM_ACT, TODAY
from tests.query_count import counted
from tests.swc.dependency.reckoning import Reckoning

EXAMPLES = settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def lens(session: Session, sector: Sector | None = None) -> SectorLens:
    return sector_lens(Columns(), session, TODAY, sector)


def figures(found: SectorLens) -> dict[str, tuple[int, ...]]:
    return {one.key: _figures(one) for one in found.groups}


def _figures(one: SectorGroup) -> tuple[int, ...]:
    parts = (one.boards, one.uses, one.functions, one.objects, one.pupils)
    return tuple(part.number for part in parts)


@EXAMPLES
@given(chance=st.randoms(use_true_random=True))
def test_the_columns_say_what_plain_python_says_of_every_board(session: Session, chance: Random) -> None:
    with undone(session):
        make_market(session)
        numbers = make_sector(session, chance, boards=10)
        for sector in (None, Sector.PO):
            found = lens(session, sector)
            reckoned = Reckoning(session, numbers, TODAY, sector=sector and sector.value)
            if not found.enough:
                assert len(reckoned.boards) < 5
                continue
            expected = reckoned.figures()
            assert figures(found) == {key: row[:5] for key, row in expected.items()}
            told = {one.key: one.leaning.number for one in found.groups if one.leaning}
            assert told == {key: row[5] for key, row in expected.items() if not sector and not 0 < row[5] < 5}
            assert {one.guid: (one.boards, one.hhi or 0) for one in found.components} == reckoned.components()
            single = {one.function.key: (one.boards, one.single) for one in found.functions}
            untold = {key: (n, None if m < 5 else m) for key, (n, m) in reckoned.single().items()}
            assert single == ({} if sector else untold)
            assert found.totals.uses == sum(row[1] for row in expected.values())


@EXAMPLES
@given(chance=st.randoms(use_true_random=True))
def test_a_board_that_does_not_share_influences_no_figure(session: Session, chance: Random) -> None:
    with undone(session):
        make_market(session)
        make_sector(session, chance)
        before = lens(session)
        for _ in range(3):
            make_random_board(session, chance, sharing=Sharing.PRIVATE)
        assert lens(session) == before


@EXAMPLES
@given(chance=st.randoms(use_true_random=True))
def test_columns_that_follow_the_log_say_what_fresh_ones_say(session: Session, chance: Random) -> None:
    with undone(session):
        make_market(session)
        columns = Columns()
        numbers = make_sector(session, chance)
        sector_lens(columns, session, TODAY)
        make_random_board(session, chance)
        for number in numbers[:2]:
            make_use(session, board=number, product=chance.choice(("een", "drie")), components=(LAS,))
            tell(session, number)
        take_over(session, "ander", "koper")
        assert sector_lens(columns, session, TODAY) == lens(session)


def seven(session: Session) -> list[str]:
    """Make seven boards of a market: all use `een`, four `drie` as well, and one `zes`."""
    make_market(session)
    numbers = [str(number) for number in range(50000, 50007)]
    for at, number in enumerate(numbers):
        make_board(session, number=number, sharing=Sharing.SECTOR)
        for product in ("een", *(("drie",) if at < 4 else ()), *(("zes",) if at == 0 else ())):
            make_use(session, board=number, product=product, components=(LAS,), yearly_cost=100)
    return numbers


def test_a_board_that_withdraws_is_gone_at_the_next_question(session: Session) -> None:
    number, columns = seven(session)[6], Columns()
    assert sector_lens(columns, session, TODAY).boards == 7
    version = session.get_one(Board, number).row_version
    change_sharing(session, number, SharingChange(sharing=Sharing.PRIVATE, expected_version=version), by=SYSTEM_ACT)
    after = sector_lens(columns, session, TODAY)
    assert after.boards == 6
    assert after.groups[0].uses.number == 6
    with columns.reading() as reader:
        left = reader.cursor.execute("SELECT count(*) FROM board WHERE number = ?", [number]).fetchall()
    assert left == [(0,)]


def test_under_five_boards_nothing_at_all_is_told(session: Session) -> None:
    make_market(session)
    for number in range(50000, 50004):
        make_board(session, number=str(number), sharing=Sharing.SECTOR)
        make_use(session, board=str(number), product="een", components=(LAS,))
    found = lens(session)
    assert (found.boards, found.enough, found.groups, found.components, found.totals.uses) == (4, False, (), (), 0)


def test_a_vendor_of_too_few_boards_is_in_no_figure_when_the_rest_is_too_few_as_well(session: Session) -> None:
    seven(session)
    found = lens(session)
    assert [(one.key, one.uses.number) for one in found.groups] == [("moeder", 7)]
    assert (found.left_out, found.totals.uses, found.totals.cost) == (True, 7, 700)


def test_small_vendors_are_told_together_where_enough_boards_use_them(session: Session) -> None:
    numbers = seven(session)
    make_vendor(session, "vijfde")
    make_product(session, "zeven", vendor_key="vijfde")
    for number in numbers[3:]:
        make_use(session, board=number, product="zeven")
    found = lens(session)
    assert [(one.key, one.boards.number, one.uses.number) for one in found.groups] == [("moeder", 7, 7), (REST, 7, 9)]
    assert not found.left_out


def test_a_vendor_that_changes_hands_goes_over_from_its_day_and_not_before(session: Session) -> None:
    seven(session)
    for number in range(50004, 50007):
        make_use(session, board=str(number), product="drie", components=(LAS,))
    take_over(session, "ander", "koper")
    columns = Columns()
    days = {on: sector_lens(columns, session, on) for on in (TODAY - timedelta(days=1), TODAY)}
    keys = [[one.key for one in found.groups] for found in days.values()]
    assert keys == [["ander", "moeder"], ["koper", "moeder"]]


def test_cost_is_told_only_where_enough_boards_told_theirs(session: Session) -> None:
    make_market(session)
    for at, number in enumerate(range(50000, 50006)):
        make_board(session, number=str(number), sharing=Sharing.SECTOR)
        make_use(session, board=str(number), product="een", yearly_cost=100 if at < 4 else None)
        make_use(session, board=str(number), product="vier", yearly_cost=50 if at < 5 else None)
    rows = {one.key: one for one in lens(session).groups}
    assert rows["moeder"].cost is None
    assert rows["derde"].cost is not None
    assert (rows["derde"].cost.amount, rows["derde"].cost.share, rows["derde"].cost.without) == (250, 1.0, 1)


def test_one_education_sector_tells_nothing_from_which_another_follows(session: Session) -> None:
    make_market(session)
    for number in range(50000, 50012):
        sector = Sector.PO if number < 50007 else Sector.VO
        make_board(session, number=str(number), sharing=Sharing.SECTOR, sector=sector)
        make_use(session, board=str(number), product="een", components=(LAS,))
        if number < 50009:
            make_use(session, board=str(number), product="drie", components=(LAS,))
    every, po = lens(session), lens(session, Sector.PO)
    assert {one.key for one in every.groups} == {"moeder", "ander"}
    assert {one.key for one in po.groups} == {"moeder"}
    assert (po.totals.uses, po.left_out) == (7, True)


def test_the_index_of_a_component_has_its_band_and_names_only_groups_at_enough_boards(session: Session) -> None:
    seven(session)
    (component,) = lens(session).components
    assert (component.boards, component.uses, component.hhi, component.band) == (7, 12, 5139, Band.HIGH)
    assert ([one.key for one in component.groups], component.groups_untold) == (["moeder"], 1)


def test_sub_processors_below_several_products_are_told(session: Session) -> None:
    seven(session)
    (below,) = lens(session).hidden
    assert (below.kind, below.name, below.products, below.groups) == (HiddenKind.SUB_PROCESSOR, "Wolkenhuis", 2, 2)
    assert (below.boards.number, below.uses.number, below.country) == (7, 11, "IE")


def test_the_number_of_questions_does_not_grow_with_the_boards(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answer, make = View.rows, View.run
    monkeypatch.setattr(View, "rows", lambda view, sql, *values: [asked.append(sql), answer(view, sql, *values)][1])
    monkeypatch.setattr(View, "run", lambda view, sql, *values: [asked.append(sql), make(view, sql, *values)][1])
    columns, sizes = Columns(), []
    seven(session)
    sector_lens(columns, session, TODAY)
    for _ in range(2):
        asked.clear()
        make_random_board(session, Random(7))  # noqa: S311 - made up landscapes
        columns.refresh(session)
        with counted(session) as statements:
            sector_lens(columns, session, TODAY)
        sizes.append((len(asked), len(statements)))
    assert sizes[0] == sizes[1] == (20, 2)


def test_the_same_question_is_worked_out_once(session: Session) -> None:
    seven(session)
    columns = Columns()
    assert sector_lens(columns, session, TODAY) is sector_lens(columns, session, TODAY)
