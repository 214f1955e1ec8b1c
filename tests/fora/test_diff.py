"""What a release changes: each kind of change, named for the weightiest, with the fields that differ."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlmodel import Session

from fora import diff, release
from fora.kinds import Change, SourceFormat
from fora.readers import Reading
from fora.readers.model import RawElement, RawModel, RawPair, RawRelation
from fora.starter import install
from tests.query_count import counted

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def reading(*elements: RawElement, relations: tuple[RawRelation, ...] = (), sha: str) -> Reading:
    """Return a model as if it were read."""
    model = RawModel(format=SourceFormat.AMEFF, name="Proef", elements=list(elements), relations=list(relations))
    return Reading(model=model, name="proef.xml", content=sha.encode(), sha256=sha * 8)


def element(key: str, name: str, *, kind: str = "Node", folder: str = "A", status: str = "x") -> RawElement:
    """Return an element."""
    return RawElement(key, kind, name, folder=(folder,), properties=[RawPair("Status", status)])


def two_releases(session: Session) -> str:
    """Publish one release and stage the next; return the version of the latter."""
    first = reading(
        element("a", "Blijft"),
        element("b", "Oude naam"),
        element("c", "Verhuist"),
        element("d", "Vervalt"),
        element("e", "Ander type"),
        relations=(RawRelation("r1", "Flow", "a", "d"), RawRelation("r2", "Flow", "a", "b", name="oud")),
        sha="11111111",
    )
    second = reading(
        element("a", "Blijft"),
        element("b", "Nieuwe naam"),
        element("c", "Verhuist", folder="B", status="y"),
        element("e", "Ander type", kind="Device", folder="B"),
        element("f", "Nieuw"),
        relations=(RawRelation("r2", "Flow", "a", "b", name="nieuw"), RawRelation("r3", "Flow", "a", "f")),
        sha="22222222",
    )
    release.publish(session, release.stage(session, first, now=NOW).version, now=NOW)
    return release.stage(session, second, now=NOW).version


def test_every_kind_of_change_is_told_once(session: Session) -> None:
    found = diff.diff(session, two_releases(session))
    assert {one.name: one.change for one in found.elements} == {
        "Nieuw": Change.NEW,
        "Nieuwe naam": Change.CHANGED,
        "Verhuist": Change.MOVED,
        "Vervalt": Change.RETIRED,
        "Ander type": Change.RETYPED,
    }
    assert {one.target.name: one.change for one in found.relations} == {
        "Nieuw": Change.NEW,
        "Nieuwe naam": Change.CHANGED,
        "Vervalt": Change.RETIRED,
    }


def test_a_change_tells_what_was_and_what_is(session: Session) -> None:
    found = {one.name: one for one in diff.diff(session, two_releases(session)).elements}
    assert [(one.field, one.old, one.new) for one in found["Nieuwe naam"].fields] == [
        ("name", "Oude naam", "Nieuwe naam")
    ]
    assert [one.field for one in found["Verhuist"].fields] == ["folder", "properties"]


def test_a_release_compared_with_itself_changes_nothing(session: Session) -> None:
    installed = install(session, now=NOW)
    assert installed is not None
    found = diff.diff(session, installed.version)
    assert (found.elements, found.relations) == ((), ())


def test_the_first_release_is_all_new(session: Session) -> None:
    staged = release.stage(session, reading(element("a", "Een"), sha="33333333"), now=NOW)
    found = diff.diff(session, staged.version)
    assert found.against is None
    assert found.count(Change.NEW) == 1
    assert found.relation_count(Change.NEW) == 0


def test_a_difference_costs_the_same_number_of_statements_whatever_its_size(session: Session) -> None:
    version = two_releases(session)
    with counted(session) as few:
        diff.diff(session, version)
    release.publish(session, version, now=NOW)
    large = release.stage(
        session, reading(*(element(f"n{at}", f"Naam {at}") for at in range(40)), sha="44444444"), now=NOW
    )
    with counted(session) as many:
        diff.diff(session, large.version)
    assert len(few) == len(many)
