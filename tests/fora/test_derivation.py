"""What a component reaches: three kinds of path, shortest first, safe against cycles."""

from __future__ import annotations

from sqlmodel import Session

from fora.derivation import reach
from fora.kinds import PathKind, PersonalData, Reached
from fora.traversal import COLLAPSED, PATH_KEY
from tests.factories.fora import (
    ABSENCE,
    ADMINISTRATION,
    ENROL,
    GRADES,
    LAS,
    LAW,
    REGISTER,
    STANDARD,
    make_element,
    make_reference,
    make_relation,
    make_release,
)
from tests.query_count import counted


def test_a_component_reaches_objects_directly_via_functions_and_via_processes(session: Session) -> None:
    found = {one.guid: one for one in reach(session, make_reference(session).id or 0).of(LAS)}
    kinds = {guid: found[guid].path_kind for guid in (GRADES, ENROL, ABSENCE)}
    assert kinds == {GRADES: PathKind.DIRECT, ENROL: PathKind.FUNCTION, ABSENCE: PathKind.PROCESS}
    assert found[ADMINISTRATION].kind is Reached.FUNCTION
    assert found[REGISTER].kind is Reached.PROCESS


def test_every_derived_fact_tells_its_path_from_the_component(session: Session) -> None:
    found = {one.guid: one for one in reach(session, make_reference(session).id or 0).of(LAS)}
    told = [(step.name, step.relation) for step in found[ABSENCE].path]
    assert told == [
        ("Leerlingadministratiesysteem", ""),
        ("Leerlingbeheer", "Assignment"),
        ("Leerlingadministratie", "Serving"),
        ("Registreren verzuim", "Aggregation"),
        ("Verzuimmelding", "Access"),
    ]


def test_laws_and_standards_come_with_their_path_and_role(session: Session) -> None:
    around = {one.guid: one for one in reach(session, make_reference(session).id or 0).around(LAS)}
    assert around[STANDARD].note == "aanbevolen"
    assert around[LAW].path[-2].guid == ABSENCE


def test_an_object_reached_twice_shows_the_shortest_path_first_and_keeps_the_other(session: Session) -> None:
    release = make_reference(session)
    make_relation(session, release, kind="Access", source=REGISTER, target=GRADES)
    found = {one.guid: one for one in reach(session, release.id or 0).of(LAS)}
    assert [path.kind for path in found[GRADES].paths] == [PathKind.DIRECT, PathKind.PROCESS]
    assert found[GRADES].path == found[GRADES].paths[0].steps


def test_a_cycle_of_aggregations_ends(session: Session) -> None:
    release = make_reference(session)
    make_relation(session, release, kind="Aggregation", source=REGISTER, target=ADMINISTRATION)
    assert len(reach(session, release.id or 0).of(LAS)) == 5


def test_a_collapsed_relation_counts_as_a_path_through_a_function(session: Session) -> None:
    release = make_release(session)
    make_element(session, release, guid=LAS, name="LAS")
    make_element(
        session, release, guid=GRADES, name="Cijfer", archimate_type="BusinessObject", personal_data=PersonalData.YES
    )
    make_relation(session, release, kind="Access", source=LAS, target=GRADES, properties=((PATH_KEY, COLLAPSED),))
    (only,) = reach(session, release.id or 0).of(LAS)
    assert only.path_kind is PathKind.FUNCTION


def test_unknown_personal_data_never_reads_as_no(session: Session) -> None:
    release = make_release(session)
    make_element(session, release, guid=LAS, name="LAS")
    for guid, answer in ((GRADES, PersonalData.NO), (ENROL, PersonalData.UNKNOWN)):
        make_element(session, release, guid=guid, name=guid, archimate_type="BusinessObject", personal_data=answer)
        make_relation(session, release, kind="Access", source=LAS, target=guid)
    found = reach(session, release.id or 0)
    assert found.personal_data(LAS) is PersonalData.UNKNOWN
    assert found.personal_data("f" * 32) is PersonalData.UNKNOWN


def test_a_release_is_read_once_and_then_answered_from_memory(session: Session) -> None:
    release = make_reference(session)
    reach(session, release.id or 0)
    with counted(session) as statements:
        reach(session, release.id or 0)
    assert len(statements) == 1
