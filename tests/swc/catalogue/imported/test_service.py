"""Versions of a scheme of others: compared, stored whole or not at all, kept readable, taken back."""

from __future__ import annotations

import time

import pytest
from sqlmodel import Session, func, select

from swc.audit.models import Event
from swc.catalogue.imported import queries, service
from swc.catalogue.imported.kinds import Change, FileState, Publication
from swc.catalogue.imported.models import ImportedConcept, ImportedScheme, SchemeFile
from swc.catalogue.imported.projection import imported_triples
from swc.catalogue.imported.reporting import chosen_scheme, report
from swc.catalogue.imported.schemas import StoreInput
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, RuleRefusedError
from tests.factories.skos import VAKKEN, make_turtle, store_scheme
from tests.personas import CARLA, SACHA, acting
from tests.query_count import counted
from vocab.graph import known_terms
from vocab.iris import Iris

BY = acting(SACHA)
IRIS = Iris("http://swc.test")
NEWER = {"rekenen": "Rekenen en wiskunde", "taal": "Taal", "muziek": "Muziek"}


def counts(session: Session) -> tuple[int, int, int]:
    """Return how many schemes, concepts and events there are."""
    tables = (ImportedScheme, ImportedConcept, Event)
    return tuple(session.exec(select(func.count()).select_from(table)).one() for table in tables)  # type: ignore[return-value]


def test_a_report_stores_nothing_of_the_scheme(session: Session) -> None:
    before = counts(session)
    file_id = service.keep_file(session, service.read_file(make_turtle(), "a.ttl"), by=BY)
    told = queries.file_report(session, file_id, by=BY).report
    assert [(one.change, one.count) for one in told.changes] == [(Change.NEW, 3)]
    assert (told.concepts, told.labels) == (3, {"nl": 3})
    assert counts(session) == before


def test_a_newer_version_keeps_what_left_as_deprecated_and_undoing_brings_the_older_back(session: Session) -> None:
    key = store_scheme(session)
    file_id = service.keep_file(session, service.read_file(make_turtle(NEWER), "b.ttl"), by=BY)
    told = {one.change: one.count for one in queries.file_report(session, file_id, by=BY).report.changes}
    assert told == {Change.NEW: 1, Change.CHANGED: 1, Change.SAME: 1, Change.DEPRECATED: 1}
    assert service.store_file(session, file_id, StoreInput(), by=BY) == key
    found, total = queries.imported_concepts(session, key)
    assert (total, {one.label_nl for one in found if one.deprecated}) == (4, {VAKKEN["gym"]})
    assert queries.imported_scheme(session, key).number == 2
    service.undo_version(session, key, by=BY, expected_version=2)
    found, total = queries.imported_concepts(session, key)
    assert {one.label_nl for one in found} == set(VAKKEN.values())
    assert not any(one.deprecated for one in found)
    assert session.get_one(SchemeFile, file_id).state is FileState.UNDONE
    with pytest.raises(ConflictError):
        service.undo_version(session, key, by=BY, expected_version=2)


def test_a_report_that_another_version_overtook_is_made_anew(session: Session) -> None:
    waiting = service.keep_file(session, service.read_file(make_turtle(NEWER), "b.ttl"), by=BY)
    store_scheme(session)
    with pytest.raises(ConflictError, match="intussen gewijzigd"):
        service.store_file(session, waiting, StoreInput(), by=BY)


def test_what_blocks_is_not_stored_and_openness_asks_for_a_licence(session: Session) -> None:
    bad = make_turtle(extra="vak:taal skos:broader vak:gym . vak:gym skos:broader vak:taal .")
    file_id = service.keep_file(session, service.read_file(bad, "a.ttl"), by=BY)
    with pytest.raises(RuleRefusedError, match="onder zichzelf"):
        service.store_file(session, file_id, StoreInput(), by=BY)
    with pytest.raises(InvalidInputError, match="licentie"):
        store_scheme(session, publication=Publication.OPEN)
    with pytest.raises(NotAllowedError):
        service.keep_file(session, service.read_file(make_turtle(), "a.ttl"), by=acting(CARLA))


def test_a_file_about_our_own_concepts_is_refused() -> None:
    ours = make_turtle().replace(b"http://voorbeeld.test/vakken/", b"https://w3id.org/fora-swc/scheme/trust/")
    with pytest.raises(InvalidInputError, match="deze catalogus zelf"):
        service.read_file(ours, "a.ttl")


def test_only_a_licence_that_allows_it_makes_a_scheme_public(session: Session) -> None:
    store_scheme(session)
    assert list(imported_triples(session, IRIS)) == []
    store_scheme(session, publication=Publication.OPEN, licence="CC BY 4.0")
    triples = list(imported_triples(session, IRIS))
    assert {triple.predicate.value for triple in triples} <= known_terms()
    assert sum(triple.object.value.endswith("#Concept") for triple in triples if hasattr(triple.object, "value")) == 3


def test_searching_and_showing_a_concept_takes_a_fixed_number_of_statements(session: Session) -> None:
    key = store_scheme(session, make_turtle(extra="vak:taal skos:broader vak:rekenen ; skos:related vak:gym ."))
    with counted(session) as statements:
        found, total = queries.imported_concepts(session, key, search="Réken")
        detail = queries.imported_concept(session, key, found[0].code)
    assert (total, [one.label_nl for one in detail.narrower], len(statements)) == (1, ["Taal"], 6)


def test_twenty_thousand_concepts_are_weighed_in_seconds() -> None:
    many = {f"c{number}": f"Begrip {number}" for number in range(20_000)}
    chain = " ".join(f"vak:c{number} skos:broader vak:c{number // 4} ." for number in range(1, 20_000))
    begun = time.monotonic()
    told = service.read_file(make_turtle(many, extra=chain), "a.ttl").told
    made, planned = report(told, chosen_scheme(told), {}, key=None, version=None)
    assert time.monotonic() - begun < 30, "seconds"
    assert (made.concepts, len(planned.rows), made.findings) == (20_000, 20_000, ())
