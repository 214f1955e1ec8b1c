"""What is due for a person, and what a calendar feed shows."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import Session

from swc.access.roles import Role
from swc.boards.models import Person, RoleGrant
from swc.dpia.kinds import DpiaState
from swc.errors import NotAllowedError, NotFoundError
from swc.reminders.kinds import DueKind
from swc.reminders.models import CalendarFeed
from swc.reminders.queries import feed_due, open_due, own_digest, own_feeds, readers
from swc.reminders.rules import CONTENTS
from swc.reminders.schemas import FeedCreate
from swc.reminders.service import choose_mail, create_feed, revoke_feed
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.dpia import make_assessment
from tests.factories.landscape import make_agreement, make_use
from tests.factories.reminders import make_reader
from tests.personas import ANNE, BOARD_A, BOARD_B, CHRIS, NOW, PETRA, SACHA, acting

TODAY = NOW.date()


pytestmark = pytest.mark.usefixtures("landscape")


@pytest.fixture
def landscape(session: Session) -> None:
    """Make a use at board A with a review and an agreement that come due."""
    make_board(session)
    make_board(session, number=BOARD_B, name="De Beuk")
    make_product(session, "leerspoor", categories=("P05",))
    found = make_use(session, product="leerspoor")
    make_assessment(session, use_id=found.id, review_due=TODAY + timedelta(days=3))
    make_agreement(session, found, valid_until=TODAY + timedelta(days=3))


def test_a_digest_holds_every_board_where_somebody_has_a_role(session: Session) -> None:
    other = make_use(session, board=BOARD_B, product="leerspoor")
    make_assessment(session, use_id=other.id, board_number=BOARD_B, state=DpiaState.REVIEW)
    found = own_digest(session, by=acting(make_reader(session, boards=(BOARD_A, BOARD_B))))
    assert {one.board_number for one in found.items} == {BOARD_A, BOARD_B}
    assert [one.number for one in found.boards] == [BOARD_A, BOARD_B]


def test_a_purchaser_is_told_of_agreements_only(session: Session) -> None:
    found = own_digest(session, by=acting(make_reader(session, "Petra", Role.PURCHASER)))
    assert {one.kind for one in found.items} == {DueKind.AGREEMENT_ENDS}
    due = open_due(session, BOARD_A, by=acting(PETRA))
    assert due.items
    assert not {one.kind for one in due.items} & CONTENTS


def test_a_reader_sees_what_is_due_and_is_not_reminded(session: Session) -> None:
    assert own_digest(session, by=acting(make_reader(session, "Bram", Role.READER))).items == ()
    seen = {one.kind for one in open_due(session, BOARD_A, by=acting(ANNE)).items}
    assert {DueKind.REVIEW, DueKind.AGREEMENT_ENDS} <= seen


@pytest.mark.parametrize("outsider", [CHRIS, SACHA])
def test_an_outsider_finds_no_board(session: Session, outsider: object) -> None:
    with pytest.raises(NotFoundError):
        open_due(session, BOARD_A, by=acting(outsider))  # type: ignore[arg-type]


def test_a_key_has_no_digest(session: Session) -> None:
    with pytest.raises(NotAllowedError):
        own_digest(session, by=acting(ANNE))


def test_a_closed_account_is_not_reminded(session: Session) -> None:
    make_reader(session, active=False)
    assert readers(session) == ()


def test_mail_can_be_turned_off_and_on(session: Session) -> None:
    anne = acting(make_reader(session))
    assert own_digest(session, by=anne).by_mail
    choose_mail(session, wanted=False, by=anne)
    assert not own_digest(session, by=anne).by_mail
    choose_mail(session, wanted=True, by=anne)
    assert own_digest(session, by=anne).by_mail


def test_a_feed_shows_dates_to_who_knows_its_secret(session: Session) -> None:
    anne = acting(make_reader(session))
    secret = create_feed(session, BOARD_A, FeedCreate(label="telefoon"), by=anne)
    found = feed_due(session, secret, TODAY)
    assert found is not None
    assert {one.kind for one in found.items} == {DueKind.REVIEW, DueKind.AGREEMENT_ENDS}
    assert feed_due(session, secret[:-1] + ("a" if secret[-1] != "a" else "b"), TODAY) is None
    (kept,) = own_feeds(session, by=anne)
    assert kept.label == "telefoon"
    assert secret not in session.get_one(CalendarFeed, kept.id).model_dump_json()


def test_a_revoked_feed_stops_at_once(session: Session) -> None:
    anne = acting(make_reader(session))
    secret = create_feed(session, BOARD_A, FeedCreate(label="telefoon"), by=anne)
    (kept,) = own_feeds(session, by=anne)
    with pytest.raises(NotFoundError):
        revoke_feed(session, kept.id, by=acting(make_reader(session, "Bram")))
    revoke_feed(session, kept.id, by=anne)
    assert feed_due(session, secret, TODAY) is None
    assert own_feeds(session, by=anne) == ()


def test_who_loses_the_role_or_the_account_loses_the_feed(session: Session) -> None:
    actor = make_reader(session)
    secret = create_feed(session, BOARD_A, FeedCreate(label="telefoon"), by=acting(actor))
    other = make_reader(session, "Fatima")
    second = create_feed(session, BOARD_A, FeedCreate(label="thuis"), by=acting(other))
    session.delete(session.get_one(RoleGrant, (UUID(actor.key), BOARD_A, Role.PRIVACY_OFFICER)))
    person = session.get_one(Person, UUID(other.key))
    person.active = False
    session.add(person)
    session.flush()
    assert feed_due(session, secret, TODAY) is None
    assert feed_due(session, second, TODAY) is None


def test_a_feed_cannot_be_made_for_another_board(session: Session) -> None:
    with pytest.raises(NotFoundError):
        create_feed(session, BOARD_B, FeedCreate(label="x"), by=acting(make_reader(session)))
