"""Reads of the published release: lists, filters and one element with everything around it."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from fora import element_queries, queries
from fora.kinds import ReleaseStatus
from tests.factories.fora import (
    DOMAIN,
    LAS,
    make_element,
    make_reference,
    make_release,
)


def test_nothing_is_published_on_an_empty_database(session: Session) -> None:
    assert queries.published(session) is None
    assert queries.components(session) == ()
    assert element_queries.element_detail(session, LAS) is None


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


def test_facets_count_types_and_domains(session: Session) -> None:
    make_reference(session)
    types = {one.code: one.count for one in queries.type_facets(session)}
    assert types["Informatieobject"] == 3
    assert [(one.label, one.count) for one in queries.domain_facets(session)] == [("Onderwijsondersteuning", 1)]


def test_names_of_elements_can_be_asked_by_guid(session: Session) -> None:
    make_reference(session)
    assert {guid: one.name for guid, one in queries.names(session, [LAS, "0" * 32]).items()} == {
        LAS: "Leerlingadministratiesysteem"
    }
