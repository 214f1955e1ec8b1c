"""Releases in the hands of a sector editor: rights, events, and what a change touches at boards."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from fora import queries
from fora.kinds import Change, ReleaseStatus
from fora.readers import Reading, read_bytes
from swc.access.kinds import Actor
from swc.audit.models import Event, Outbox
from swc.audit.service import touched
from swc.errors import NotAllowedError, NotFoundError
from swc.landscape import releases
from swc.landscape.models import Placement
from tests.factories.landscape import make_landscape, make_use
from tests.factories.model_files import AMEFF
from tests.personas import ADMIN, ANNE, ANONYMOUS, SACHA, acting
from tests.query_count import counted

COMPONENT = "1a" * 16


@pytest.fixture
def reading() -> Reading:
    return read_bytes(AMEFF.encode(), "proef.xml")


def kinds(session: Session) -> list[str]:
    """Return the events about releases in order."""
    return list(session.exec(select(Event.kind).where(Event.subject_kind == "release").order_by(Event.seq)))  # type: ignore[arg-type]


def place(session: Session, component: str) -> None:
    """Let a board place a use on a component."""
    make_use(session, components=(component,))


@pytest.mark.parametrize("actor", [ANONYMOUS, ANNE, ADMIN], ids=lambda actor: actor.label)
def test_only_a_sector_editor_handles_releases(session: Session, reading: Reading, actor: Actor) -> None:
    by = acting(actor)
    for deed in (
        lambda: releases.stage_release(session, reading, by=by),
        lambda: releases.publish_release(session, "x", by=by),
        lambda: releases.rollback_release(session, by=by),
        lambda: releases.discard_release(session, "x", by=by),
        lambda: releases.install_starter(session, by=by),
    ):
        with pytest.raises(NotAllowedError):
            deed()
    assert queries.releases(session) == ()


def test_staging_and_publishing_leave_an_event_each_and_touch_the_boards(session: Session, reading: Reading) -> None:
    staged = releases.stage_release(session, reading, by=acting(SACHA))
    published = releases.publish_release(session, staged.version, by=acting(SACHA))
    assert published.status is ReleaseStatus.PUBLISHED
    assert kinds(session) == ["release.staged", "release.published"]
    assert touched(session).release
    assert f"fora/{staged.version}" in session.exec(select(Outbox.graph)).all()


def test_doing_the_same_again_leaves_no_event(session: Session, reading: Reading) -> None:
    for _ in range(2):
        staged = releases.stage_release(session, reading, by=acting(SACHA))
    for _ in range(2):
        releases.publish_release(session, staged.version, by=acting(SACHA))
    assert kinds(session) == ["release.staged", "release.published"]


def test_a_replaced_release_has_its_graph_written_anew(session: Session, reading: Reading) -> None:
    starter = releases.install_starter(session, by=acting(SACHA))
    assert starter is not None
    assert releases.install_starter(session, by=acting(SACHA)) is None
    staged = releases.stage_release(session, reading, by=acting(SACHA))
    releases.publish_release(session, staged.version, by=acting(SACHA))
    assert kinds(session) == ["release.published", "release.staged", "release.superseded", "release.published"]


def test_rolling_back_returns_to_the_release_before(session: Session, reading: Reading) -> None:
    starter = releases.install_starter(session, by=acting(SACHA))
    staged = releases.stage_release(session, reading, by=acting(SACHA))
    releases.publish_release(session, staged.version, by=acting(SACHA))
    restored = releases.rollback_release(session, by=acting(SACHA))
    assert starter is not None
    assert restored.version == starter.version
    assert releases.info(session, staged.version).status is ReleaseStatus.WITHDRAWN


def test_a_discarded_release_is_gone(session: Session, reading: Reading) -> None:
    staged = releases.stage_release(session, reading, by=acting(SACHA))
    releases.discard_release(session, staged.version, by=acting(SACHA))
    with pytest.raises(NotFoundError):
        releases.info(session, staged.version)


def test_the_impact_counts_the_placements_a_change_touches(session: Session, reading: Reading) -> None:
    make_landscape(session, release=False)
    releases.install_starter(session, by=acting(SACHA))
    retired = queries.components(session)[0].guid
    place(session, retired)
    staged = releases.stage_release(session, reading, by=acting(SACHA))
    found = releases.release_impact(session, staged.version)
    change = next(one for one in found.changes if one.guid == retired)
    assert (change.change, change.impact.placements) == (Change.RETIRED, 1)
    assert (found.placements_touched, found.placements_lapsing) == (1, 1)


def test_publishing_a_release_keeps_every_placement(session: Session, reading: Reading) -> None:
    make_landscape(session, release=False)
    place(session, COMPONENT)
    staged = releases.stage_release(session, reading, by=acting(SACHA))
    releases.publish_release(session, staged.version, by=acting(SACHA))
    assert [one.component_guid for one in session.exec(select(Placement))] == [COMPONENT]


def test_the_impact_costs_a_fixed_number_of_statements(session: Session, reading: Reading) -> None:
    make_landscape(session, release=False)
    releases.install_starter(session, by=acting(SACHA))
    staged = releases.stage_release(session, reading, by=acting(SACHA))
    with counted(session) as few:
        releases.release_impact(session, staged.version)
    for one in queries.components(session)[:5]:
        place(session, one.guid)
    with counted(session) as many:
        releases.release_impact(session, staged.version)
    assert len(few) == len(many)
