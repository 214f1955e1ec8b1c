"""The generated map: every component in each of its domains, high enough for what a board has in it."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlmodel import Session

from fora import domain_map, queries, starter, view_queries
from fora.svg import draw
from tests.factories.fora import DOMAIN, LAS, make_element, make_reference
from tests.query_count import counted

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_the_starter_has_no_views_and_gets_a_generated_map(session: Session) -> None:
    starter.install(session, now=NOW)
    assert view_queries.views(session) == ()
    found = domain_map.domain_map(session)
    shown = {node.element for node in found.nodes if node.element}
    assert {one.guid for one in queries.components(session)} <= shown
    assert draw(found, link=lambda kind, guid: f"/{kind}/{guid}").startswith("<svg")


def test_a_component_without_a_domain_stands_apart(session: Session) -> None:
    one = make_reference(session)
    make_element(session, one, guid="e" * 32, name="Los systeem")
    nodes = {node.element: node for node in domain_map.domain_map(session).nodes if node.element}
    assert nodes[LAS].parent == DOMAIN
    assert nodes["e" * 32].parent == "los"


def test_a_box_grows_with_what_it_must_hold(session: Session) -> None:
    make_reference(session)
    low, high = (
        next(node.h for node in domain_map.domain_map(session, badges=badges).nodes if node.element == LAS)
        for badges in ({}, {LAS: 4})
    )
    assert high > low


def test_the_map_costs_a_fixed_number_of_statements(session: Session) -> None:
    one = make_reference(session)
    with counted(session) as few:
        domain_map.domain_map(session)
    for number in range(20):
        make_element(session, one, guid=f"{number:032x}", name="x")
    with counted(session) as many:
        domain_map.domain_map(session)
    assert len(few) == len(many)
