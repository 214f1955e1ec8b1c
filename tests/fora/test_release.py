"""The life cycle of releases: staged once, published one at a time, rolled back to exactly what was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from fora import queries, release
from fora.derivation import reach
from fora.kinds import PersonalData, Reached, ReleaseStatus
from fora.models import Element, Release
from fora.readers import Reading, read_bytes, read_path
from fora.starter import install
from tests.factories.model_files import AMEFF, zipped
from tests.shared_data import shared
from vocab.errors import ConflictError, InvalidInputError, NotFoundError, RuleRefusedError

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def ameff() -> Reading:
    return read_bytes(AMEFF.encode(), "proef.xml")


def test_a_staged_release_shows_its_counts_and_keeps_the_file(session: Session, ameff: Reading) -> None:
    staged = release.stage(session, ameff, now=NOW)
    assert staged.status is ReleaseStatus.STAGED
    assert staged.counts == {"elements": 3, "relations": 2, "views": 1, "cleaned": 2, "unused": 1}
    assert release.source_of(session, staged.version) == ("proef.xml", AMEFF.encode())


def test_the_same_file_twice_is_the_same_release(session: Session, ameff: Reading) -> None:
    first = release.stage(session, ameff, now=NOW)
    again = release.stage(session, ameff, now=LATER)
    assert (again.id, len(session.exec(select(Release)).all())) == (first.id, 1)


def test_another_file_may_not_take_a_version_that_exists(session: Session, ameff: Reading) -> None:
    release.stage(session, ameff, now=NOW, version="2026-1")
    with pytest.raises(ConflictError, match="2026-1"):
        release.stage(session, read_bytes(zipped(), "z.zip"), now=NOW, version="2026-1")


def test_one_release_is_published_at_a_time(session: Session, ameff: Reading) -> None:
    install(session, now=NOW)
    staged = release.stage(session, ameff, now=NOW)
    release.publish(session, staged.version, now=LATER)
    published = [one.version for one in queries.releases(session) if one.status is ReleaseStatus.PUBLISHED]
    assert published == [staged.version]


def test_a_rollback_restores_exactly_what_was_published(session: Session, ameff: Reading) -> None:
    starter = install(session, now=NOW)
    assert starter is not None
    before = release.content_hash(session, starter.id or 0)
    staged = release.stage(session, ameff, now=NOW)
    release.publish(session, staged.version, now=LATER)
    withdrawn, restored = release.rollback(session, now=LATER)
    assert (withdrawn.version, restored.id) == (staged.version, starter.id)
    assert release.content_hash(session, restored.id or 0) == before
    found = queries.published(session)
    assert found is not None
    assert found.version == starter.version


def test_there_is_no_rollback_before_the_first_release(session: Session) -> None:
    with pytest.raises(RuleRefusedError, match="geen eerdere release"):
        release.rollback(session, now=NOW)


def test_a_withdrawn_release_can_be_staged_and_published_again(session: Session, ameff: Reading) -> None:
    install(session, now=NOW)
    version = release.stage(session, ameff, now=NOW).version
    release.publish(session, version, now=NOW)
    release.rollback(session, now=LATER)
    assert release.stage(session, ameff, now=LATER).status is ReleaseStatus.STAGED
    assert release.publish(session, version, now=LATER).status is ReleaseStatus.PUBLISHED


def test_a_discarded_release_leaves_no_rows(session: Session, ameff: Reading) -> None:
    staged = release.stage(session, ameff, now=NOW)
    number = staged.id
    release.discard(session, staged.version)
    assert session.exec(select(Element).where(Element.release_id == number)).all() == []
    with pytest.raises(NotFoundError):
        release.publish(session, "proefmodel", now=NOW)


def test_the_published_release_cannot_be_discarded(session: Session) -> None:
    starter = install(session, now=NOW)
    assert starter is not None
    with pytest.raises(RuleRefusedError, match="blijft bewaard"):
        release.discard(session, starter.version)


def test_a_file_that_cannot_be_read_changes_nothing(session: Session) -> None:
    with pytest.raises(InvalidInputError):
        release.stage(session, read_bytes(b"<html/>", "pagina.html"), now=NOW)
    assert session.exec(select(Release)).all() == []


def test_the_real_model_over_the_starter_keeps_every_guid_and_reaches_the_known_numbers(session: Session) -> None:
    starter = install(session, now=NOW)
    assert starter is not None
    guids = set(session.exec(select(Element.guid).where(Element.release_id == starter.id)))
    reading = read_path(shared("fora", "fora-d7b23252-coarchi.tar.xz"))
    staged = release.stage(session, reading, now=NOW)
    release.publish(session, staged.version, now=LATER)
    assert guids <= set(session.exec(select(Element.guid).where(Element.release_id == staged.id)))
    found = reach(session, staged.id or 0)
    numbers = {"direct": 0, "function": 0, "process": 0, "all": 0}
    for component in found.components:
        ways = {
            path.kind.value
            for one in found.of(component.guid)
            if one.kind is Reached.INFORMATION_OBJECT and one.personal_data is PersonalData.YES
            for path in one.paths
        }
        for way in ways:
            numbers[way] += 1
        numbers["all"] += bool(ways)
    assert len(found.components) == 97
    domains = {one.name: one.domains for one in queries.components(session)}
    assert len(domains["Leerlingadministratiesysteem (LAS)"]) > 1
    assert sum(1 for of in domains.values() if of) > 90
    assert numbers == {"direct": 13, "function": 31, "process": 48, "all": 50}
