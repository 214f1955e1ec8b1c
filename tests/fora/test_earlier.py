"""An element keeps its address over releases: where it stands, when it changed, and when it went."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from fora.earlier import earlier_triples, element_version, element_versions, release_alone
from fora.kinds import ReleaseStatus
from fora.models import Release
from tests.factories.fora import AT, LAS, REGISTER, make_element, make_release
from vocab.errors import NotFoundError
from vocab.iris import Iris

IRIS = Iris("https://voorbeeld.nl")


@pytest.fixture
def releases(session: Session) -> tuple[Release, Release, Release]:
    """Return three releases: two that were replaced and the published one; a fourth is only staged."""
    first = make_release(session, version="1", status=ReleaseStatus.SUPERSEDED)
    second = make_release(session, version="2", status=ReleaseStatus.SUPERSEDED)
    third = make_release(session, version="3")
    staged = make_release(session, version="4", status=ReleaseStatus.STAGED)
    for number, release in enumerate((first, second, third), start=1):
        release.published_at = AT.replace(month=number)
    second.previous_id, third.previous_id = first.id, second.id
    for release, name in ((first, "Leerlingsysteem"), (second, "Leerlingsysteem"), (third, "LAS"), (staged, "Later")):
        make_element(session, release, guid=LAS, name=name)
    make_element(session, first, guid=REGISTER, name="Registreren")
    session.flush()
    return first, second, third


def test_an_element_tells_in_which_releases_it_stands_and_where_it_changed(
    session: Session, releases: tuple[Release, ...]
) -> None:
    assert releases
    found = [(one.release_version, one.name, one.published, one.changed) for one in element_versions(session, LAS)]
    assert found == [
        ("3", "LAS", True, True),
        ("2", "Leerlingsysteem", False, False),
        ("1", "Leerlingsysteem", False, False),
    ]
    assert element_version(session, "1", LAS).name == "Leerlingsysteem"
    for version, guid in (("4", LAS), ("2", REGISTER), ("1", "0" * 32)):
        with pytest.raises(NotFoundError):
            element_version(session, version, guid)


def test_what_was_replaced_is_told_as_it_was_last(session: Session, releases: tuple[Release, ...]) -> None:
    assert releases
    gone = "\n".join(str(one) for one in earlier_triples(session, IRIS, REGISTER))
    assert f'<{IRIS.fora(REGISTER)}> <http://www.w3.org/2004/02/skos/core#prefLabel> "Registreren"@nl' in gone
    assert f'<{IRIS.fora(REGISTER)}> <http://www.w3.org/2002/07/owl#deprecated> "true"' in gone
    old = "\n".join(str(one) for one in release_alone(session, IRIS, "1"))
    assert f"<http://purl.org/dc/terms/isReplacedBy> <{IRIS.thing('release', '2')}>" in old
    assert not list(release_alone(session, IRIS, "3")) + list(earlier_triples(session, IRIS, "0" * 32))
