"""Reads of the published release: lists, filters and one element with everything around it."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from fora import queries, view_queries
from fora.kinds import PathKind, PersonalData, ReleaseStatus
from fora.models import View, ViewElement
from tests.factories.fora import (
    ABSENCE,
    ADMINISTRATION,
    DOMAIN,
    GRADES,
    LAS,
    make_element,
    make_reference,
    make_relation,
    make_release,
)
from tests.query_count import counted


def make_view(session: Session, release_id: int, guid: str = "f0" * 16) -> None:
    """Store a view that shows the component and an object."""
    session.add(
        View(
            release_id=release_id,
            guid=guid,
            source_id=guid,
            name="Plaat",
            nodes=[
                {"id": "n", "kind": "element", "x": 0, "y": 0, "w": 9, "h": 9, "element": LAS, "label": ""},
                {"id": "m", "kind": "element", "x": 0, "y": 0, "w": 9, "h": 9, "element": GRADES, "label": ""},
            ],
            connections=[],
        )
    )
    session.flush()
    for element in (LAS, GRADES):
        session.add(ViewElement(release_id=release_id, view_guid=guid, element_guid=element))
    session.flush()


def test_nothing_is_published_on_an_empty_database(session: Session) -> None:
    assert queries.published(session) is None
    assert queries.components(session) == ()
    assert queries.element_detail(session, LAS) is None


def test_only_the_published_release_is_read(session: Session) -> None:
    make_reference(session)
    staged = make_release(session, status=ReleaseStatus.STAGED)
    make_element(session, staged, guid="e" * 32, name="Nog niet")
    assert [one.name for one in queries.components(session)] == ["Leerlingadministratiesysteem"]
    assert [one.status for one in queries.releases(session)].count(ReleaseStatus.PUBLISHED) == 1


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"search": "leerling adm"}, {"Leerlingadministratie", "Leerlingadministratiesysteem"}),
        ({"fora_type": "Informatieobject"}, {"Cijfer", "Inschrijving", "Verzuimmelding"}),
        ({"domain": DOMAIN}, {"Leerlingadministratiesysteem"}),
        ({"search": "100%"}, set()),
    ],
)
def test_elements_are_found_by_word_type_and_domain(session: Session, filters: dict[str, str], names: set[str]) -> None:
    make_reference(session)
    found = queries.elements(session, **filters)  # type: ignore[arg-type]
    assert {one.name for one in found.items} == names
    assert found.total == len(names)


def test_a_page_of_elements_knows_how_many_there_are(session: Session) -> None:
    make_reference(session)
    found = queries.elements(session, offset=2, limit=3)
    assert (len(found.items), found.total) == (3, 10)


def test_an_element_tells_its_facts_relations_views_and_what_it_reaches(session: Session) -> None:
    one = make_reference(session)
    make_view(session, one.id or 0)
    found = queries.element_detail(session, LAS)
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
    queries.element_detail(session, LAS)
    with counted(session) as few:
        queries.element_detail(session, LAS)
    for number in range(20):
        make_element(session, one, guid=f"{number:032x}", name="x")
        make_relation(session, one, kind="Flow", source=LAS, target=f"{number:032x}")
    with counted(session) as many:
        queries.element_detail(session, LAS)
    assert len(few) == len(many)


def test_facets_count_types_and_domains(session: Session) -> None:
    make_reference(session)
    types = {one.code: one.count for one in queries.type_facets(session)}
    assert types["Informatieobject"] == 3
    assert [(one.label, one.count) for one in queries.domain_facets(session)] == [("Onderwijsondersteuning", 1)]


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


def test_names_of_elements_can_be_asked_by_guid(session: Session) -> None:
    make_reference(session)
    assert {guid: one.name for guid, one in queries.names(session, [LAS, "0" * 32]).items()} == {
        LAS: "Leerlingadministratiesysteem"
    }
