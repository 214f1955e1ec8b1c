"""One element with its facts, relations, drawings and what it reaches, in a fixed number of statements."""

from __future__ import annotations

from sqlmodel import Session

from fora import element_queries
from fora.kinds import PathKind
from tests.factories.fora import ABSENCE, LAS, make_element, make_reference, make_relation, make_view
from tests.query_count import counted


def test_an_element_tells_its_facts_relations_views_and_what_it_reaches(session: Session) -> None:
    one = make_reference(session)
    make_view(session, one.id or 0)
    found = element_queries.element_detail(session, LAS)
    assert found is not None
    assert found.domains == ("Onderwijsondersteuning",)
    assert [view.name for view in found.views] == ["Plaat"]
    assert {(two.type, two.other.name, two.outgoing) for two in found.relations} >= {
        ("Access", "Cijfer", True),
        ("Aggregation", "Onderwijsondersteuning", False),
    }
    reached = {two.guid: two.path_kind for two in found.derived}
    assert reached[ABSENCE] is PathKind.PROCESS


def test_an_element_costs_the_same_number_of_statements_whatever_it_is_related_to(session: Session) -> None:
    one = make_reference(session)
    element_queries.element_detail(session, LAS)
    with counted(session) as few:
        element_queries.element_detail(session, LAS)
    for number in range(20):
        make_element(session, one, guid=f"{number:032x}", name="x")
        make_relation(session, one, kind="Flow", source=LAS, target=f"{number:032x}")
    with counted(session) as many:
        element_queries.element_detail(session, LAS)
    assert len(few) == len(many)
