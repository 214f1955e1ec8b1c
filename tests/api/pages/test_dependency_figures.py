"""What is drawn of dependency: the measures, the course over time, and where data go."""

from __future__ import annotations

from datetime import date

import pytest

from api.drawing.treemap import Fill
from api.pages.dependency_figures import Measure, flow_drawing, group_figure, trend
from swc.dependency.schemas import GroupPart
from swc.dependency.sector_schemas import REST, SectorGroup
from tests.factories.dependency import make_flows, make_group, make_moment, unknown_group


def test_groups_stand_largest_first_and_what_is_no_group_last() -> None:
    groups = (make_group("a", 1), unknown_group(5), make_group("b", 4))
    found = group_figure(groups, Measure.USES)
    assert [(row.number, row.name) for row in found.rows] == [(1, "B"), (2, "A"), (None, "leverancier onbekend")]
    assert found.treemap is not None
    assert [cell.fill for cell in found.treemap.cells] == [Fill.UNKNOWN, Fill.NAMED, Fill.NAMED]


@pytest.mark.parametrize("measure", Measure)
def test_only_what_makes_up_a_whole_is_drawn_as_boxes(measure: Measure) -> None:
    found = group_figure((make_group("a", 1), make_group("b", 4)), measure)
    assert (found.treemap is not None) == (measure in (Measure.USES, Measure.COST))
    assert (found.bars is None) == (measure in (Measure.USES, Measure.COST))


def test_what_is_too_small_to_tell_in_the_sector_has_a_row_and_no_number() -> None:
    rest, cost = SectorGroup(key=REST, name=""), SectorGroup(key="a", name="A")
    found = group_figure((rest, cost), Measure.COST)
    assert [(row.number, row.name, row.share) for row in found.rows] == [
        (1, "A", None),
        (None, "kleine leveranciers samen", None),
    ]


def test_lines_follow_the_largest_groups_and_break_where_there_is_no_index() -> None:
    moments = (make_moment(date(2026, 1, 31), hhi=None), make_moment(date(2026, 2, 28)), make_moment())
    found = trend(moments)
    assert found is not None
    assert found.names == {"sanoma": "Sanoma"}
    assert [value for _, _, value in found.index.lines[0].dots] == [6250, 6250]
    assert [value for _, _, value in found.shares.lines[0].dots] == [75, 75, 75]


def test_a_group_that_was_large_for_one_month_gives_way_to_those_that_stay() -> None:
    stays = tuple(GroupPart(key=f"g{n}", name=f"G{n}", uses=1, share=0.1) for n in range(6))
    once = (GroupPart(key="once", name="Ooit", uses=1, share=0.5),)
    found = trend((make_moment(groups=(*stays, *once)), *(make_moment(groups=stays) for _ in range(11))))
    assert found is not None
    assert set(found.names) == {f"g{n}" for n in range(6)}


def test_uses_without_a_start_are_taken_along_and_counted() -> None:
    along = (GroupPart(key="topicus", name="Topicus", uses=9, share=0.9),)
    moments = tuple(
        make_moment(date(2026, month, 1), undated=6, groups_with_undated=along, hhi_with_undated=8200)
        for month in (1, 2)
    )
    found = trend(moments)
    assert found is not None
    assert (found.undated, found.names) == (6, {"topicus": "Topicus"})
    assert found.index.lines[0].dots[0][2] == 8200


def test_one_moment_is_no_course() -> None:
    assert trend((make_moment(),)) is None


def test_data_are_named_as_the_code_lists_do() -> None:
    found = flow_drawing(make_flows(2))
    assert [bar.name for bar in found.bars] == [
        "Product 0",
        "Product 1",
        "Identiteit van de leerling",
        "Leerlingen",
    ]
