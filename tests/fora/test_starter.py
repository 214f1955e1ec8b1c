"""The starter: FORA's GUIDs, paths collapsed but told, domains many-to-many."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlmodel import Session

from fora import queries, starter
from fora.content import content
from fora.derivation import published_reach
from fora.kinds import ForaType, PathKind, Reached
from fora.readers import read_path
from tests.shared_data import shared

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_the_starter_is_clean_and_whole() -> None:
    found = content(starter.reading().model)
    assert found.counts() == {"elements": 223, "relations": 430, "views": 0, "cleaned": 0, "unused": 0}


def test_every_guid_of_the_starter_is_one_of_the_real_model() -> None:
    real = content(read_path(shared("fora", "fora-d7b23252-coarchi.tar.xz")).model)
    kinds = {row["guid"]: row["fora_type"] for row in real.elements}
    rows = content(starter.reading().model).elements
    assert [row["name"] for row in rows if kinds.get(row["guid"]) != row["fora_type"]] == []


def test_a_fresh_installation_publishes_the_starter_once(session: Session) -> None:
    first = starter.install(session, now=NOW)
    assert first is not None
    assert starter.install(session, now=NOW) is None
    found = queries.published(session)
    assert found is not None
    assert found.version == first.version


def test_the_starter_has_28_components_in_their_domains(session: Session) -> None:
    starter.install(session, now=NOW)
    components = queries.components(session)
    assert len(components) == 28
    assert all(one.domains for one in components)
    assert len(queries.domains(session)) == 7


def test_collapsed_paths_rank_below_direct_ones(session: Session) -> None:
    starter.install(session, now=NOW)
    found = published_reach(session)
    assert found is not None
    reached = [one for component in found.components for one in found.of(component.guid)]
    objects = {one.path_kind for one in reached if one.kind is Reached.INFORMATION_OBJECT}
    assert objects == {PathKind.DIRECT, PathKind.FUNCTION}
    functions = {one.fora_type for one in reached if one.kind is Reached.FUNCTION}
    assert functions <= {ForaType.BUSINESS_FUNCTION.value, ForaType.MAIN_FUNCTION.value}


def test_standards_of_the_starter_carry_their_role(session: Session) -> None:
    starter.install(session, now=NOW)
    found = published_reach(session)
    assert found is not None
    notes = {one.note for component in found.components for one in found.around(component.guid)}
    assert notes == {"aanbevolen"}
