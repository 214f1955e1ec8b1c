"""Drawings: the list with what each shows, and one with all it takes to draw it."""

from __future__ import annotations

from sqlmodel import Session

from fora import view_queries
from fora.kinds import PersonalData
from tests.factories.fora import ADMINISTRATION, GRADES, LAS, make_reference, make_view
from tests.query_count import counted


def test_a_view_brings_the_elements_on_it(session: Session) -> None:
    one = make_reference(session)
    make_view(session, one.id or 0)
    (listed,) = view_queries.views(session, only_components=True)
    assert (listed.elements, listed.components) == (2, 1)
    assert view_queries.views(session, showing=ADMINISTRATION) == ()
    found = view_queries.view_detail(session, listed.guid)
    assert found is not None
    assert found.elements[GRADES].personal_data is PersonalData.YES
    assert view_queries.view_detail(session, "0" * 32) is None


def test_the_list_costs_one_statement_whatever_its_length(session: Session) -> None:
    one = make_reference(session)
    for number in range(5):
        make_view(session, one.id or 0, f"{number:032x}")
    with counted(session) as statements:
        assert len(view_queries.views(session)) == 5
    assert len(statements) == 1


def test_views_are_counted_by_what_they_show_of_some_elements(session: Session) -> None:
    one = make_reference(session)
    make_view(session, one.id or 0)
    assert view_queries.views_showing(session, [LAS, GRADES, ADMINISTRATION]) == {"f0" * 16: 2}
    assert view_queries.views_showing(session, []) == {}
