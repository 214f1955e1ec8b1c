"""What is sent next: entries one by one and in order, at least once, and never to who said to stop."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.errors import ConflictError, InvalidInputError, NotFoundError, RuleRefusedError
from swc.procurement.feed.kinds import FeedAction, FeedName, FeedSubject, WebhookState
from swc.procurement.feed.models import FeedEntry, Webhook, WebhookDelivery
from swc.procurement.feed.schemas import FeedScope
from swc.procurement.feed.webhooks import queries, service
from swc.procurement.feed.webhooks.addresses import Allowance
from swc.procurement.feed.webhooks.rules import RETRIES
from swc.procurement.feed.webhooks.schemas import WebhookChange, WebhookInput
from swc.procurement.feed.webhooks.sending import CLAIM, Outcome, claim, due, next_moment, settle
from tests.factories.boards import make_board
from tests.personas import ADMIN, BOARD_A, BOARD_B, CARLA, CHRIS, NOW, SACHA, VICTOR, acting

OK, FAILED, GONE = Outcome(200), Outcome(503, "stuk"), Outcome(410)
TO = WebhookInput(url="https://ontvanger.example/haak")
ALL = WebhookInput(url="https://ontvanger.example/haak", from_start=True)


def tell(session: Session, seq: int, *, feed: FeedName = FeedName.BOARD, board: str = BOARD_A) -> None:
    """Write an entry in a feed."""
    session.add(
        FeedEntry(
            seq=seq,
            at=NOW,
            feed=feed,
            board_number="" if feed is FeedName.CATALOGUE else board,
            subject_kind=FeedSubject.BOARD,
            subject_key=board,
            action=FeedAction.UPSERT,
            cause="board.created",
            data="{}",
        )
    )
    session.flush()


@pytest.fixture
def hook(session: Session) -> UUID:
    """Return a webhook on the feed of board A, with two entries to send."""
    make_board(session)
    make_board(session, number=BOARD_B)
    made = service.add_webhook(session, FeedScope.board(BOARD_A), TO, by=acting(ADMIN), allowed=Allowance())
    tell(session, 101)
    tell(session, 102)
    return made.id


def send(session: Session, hook: UUID, outcome: Outcome, *, later: timedelta = timedelta(0)) -> int | None:
    """Send what is due and settle it; return the number of the entry, or nothing."""
    found = claim(session, hook, NOW + later)
    if found is None:
        return None
    settle(session, found, outcome, NOW + later, luck=lambda: 0.0)
    return found.entry.seq


def row(session: Session, hook: UUID) -> Webhook:
    session.expire_all()
    return session.get_one(Webhook, hook)


def test_entries_go_one_by_one_and_in_order(session: Session, hook: UUID) -> None:
    assert due(session, NOW) == (hook,)
    assert [send(session, hook, OK), send(session, hook, OK), send(session, hook, OK)] == [101, 102, None]
    assert due(session, NOW) == ()
    assert row(session, hook).after_seq == 102


def test_a_failing_entry_is_tried_again_later_and_holds_up_what_is_behind_it(session: Session, hook: UUID) -> None:
    assert send(session, hook, FAILED) == 101
    assert due(session, NOW) == ()
    assert next_moment(session) == NOW + RETRIES[1]
    assert due(session, NOW + RETRIES[1]) == (hook,)
    assert send(session, hook, OK, later=RETRIES[1]) == 101
    assert send(session, hook, OK, later=RETRIES[1]) == 102
    attempts = session.exec(select(WebhookDelivery.entry_seq, WebhookDelivery.attempt, WebhookDelivery.delivered)).all()
    assert sorted(attempts) == [(101, 1, False), (101, 2, True), (102, 1, True)]


def test_a_receiver_that_says_gone_is_switched_off_at_once(session: Session, hook: UUID) -> None:
    send(session, hook, GONE)
    assert row(session, hook).state is WebhookState.DISABLED
    assert "410" in row(session, hook).state_reason
    assert due(session, NOW + timedelta(days=9)) == ()
    assert session.exec(select(Event.kind).where(Event.kind == "webhook.disabled")).all() == ["webhook.disabled"]


def test_after_the_last_attempt_it_is_switched_off_and_resuming_goes_on_where_it_was(
    session: Session, hook: UUID
) -> None:
    later = timedelta(0)
    for wait in (*RETRIES[1:], timedelta(0)):
        assert send(session, hook, FAILED, later=later) == 101
        later += wait
    assert row(session, hook).state is WebhookState.DISABLED
    service.resume_webhook(session, hook, by=acting(ADMIN))
    assert send(session, hook, OK, later=later) == 101


def test_two_senders_never_both_have_it_and_a_dead_one_leaves_it(session: Session, hook: UUID) -> None:
    first = claim(session, hook, NOW)
    assert first is not None
    assert claim(session, hook, NOW) is None
    assert due(session, NOW) == ()
    again = claim(session, hook, NOW + CLAIM)
    assert again is not None
    assert again.entry.seq == first.entry.seq == 101


def test_what_changed_while_an_entry_was_on_its_way_stays_as_it_was_made(session: Session, hook: UUID) -> None:
    send(session, hook, OK)
    sent = claim(session, hook, NOW)
    assert sent is not None
    service.go_back(session, hook, 0, by=acting(ADMIN))
    settle(session, sent, OK, NOW, luck=lambda: 0.0)
    assert row(session, hook).after_seq == 0
    sent = claim(session, hook, NOW)
    assert sent is not None
    service.remove_webhook(session, hook, by=acting(ADMIN))
    assert settle(session, sent, OK, NOW, luck=lambda: 0.0) is False
    assert session.exec(select(WebhookDelivery)).all() == []


def test_a_new_address_gets_what_was_on_its_way_to_the_old_one(session: Session, hook: UUID) -> None:
    sent = claim(session, hook, NOW)
    assert sent is not None
    change = WebhookChange(url="https://elders.example/haak")
    service.change_webhook(session, hook, change, by=acting(ADMIN), allowed=Allowance())
    settle(session, sent, OK, NOW, luck=lambda: 0.0)
    assert send(session, hook, OK) == 101


def test_a_sender_that_comes_back_late_leaves_the_claim_of_another_alone(session: Session, hook: UUID) -> None:
    late, other = claim(session, hook, NOW), claim(session, hook, NOW + CLAIM)
    assert late is not None
    assert other is not None
    settle(session, late, OK, NOW + CLAIM, luck=lambda: 0.0)
    assert claim(session, hook, NOW + CLAIM) is None
    settle(session, other, OK, NOW + CLAIM, luck=lambda: 0.0)
    assert send(session, hook, OK, later=CLAIM) == 102


def test_another_sender_does_not_try_again_before_it_is_time(session: Session, hook: UUID) -> None:
    send(session, hook, OK)
    send(session, hook, FAILED)
    assert claim(session, hook, NOW) is None


def test_a_new_secret_signs_beside_the_old_one_for_a_day(session: Session, hook: UUID) -> None:
    old = row(session, hook).secret
    made = service.rotate_secret(session, hook, by=acting(ADMIN))
    during, after = claim(session, hook, NOW), claim(session, hook, NOW + timedelta(days=2))
    assert during is not None
    assert after is not None
    assert during.secrets == (made.secret, old)
    assert after.secrets == (made.secret,)


def test_a_paused_webhook_gets_nothing_and_loses_nothing(session: Session, hook: UUID) -> None:
    service.pause_webhook(session, hook, by=acting(ADMIN))
    assert due(session, NOW) == ()
    assert claim(session, hook, NOW) is None
    (paused,) = queries.webhooks(session, BOARD_A, by=acting(ADMIN))
    assert (paused.state, paused.waiting) == (WebhookState.PAUSED, 2)
    service.resume_webhook(session, hook, by=acting(ADMIN))
    assert send(session, hook, OK) == 101


def test_a_webhook_gets_its_own_feed_and_no_other(session: Session, hook: UUID) -> None:
    tell(session, 103, board=BOARD_B)
    tell(session, 104, feed=FeedName.CATALOGUE)
    tell(session, 105, feed=FeedName.SECTOR, board=BOARD_B)
    shared = acting(SACHA)
    catalogue = service.add_webhook(session, FeedScope.catalogue(), ALL, by=shared, allowed=Allowance()).id
    sector = service.add_webhook(session, FeedScope.sector(), ALL, by=shared, allowed=Allowance()).id
    assert {one: send(session, one, OK) for one in (hook, catalogue, sector)} == {
        hook: 101,
        catalogue: 104,
        sector: 105,
    }
    assert [one.waiting for one in queries.webhooks(session, "", by=shared)] == [0, 0]


def test_deliveries_are_read_back_page_by_page_without_the_secret(session: Session, hook: UUID) -> None:
    send(session, hook, FAILED)
    found = queries.webhook_detail(session, hook, by=acting(ADMIN))
    assert [(one.entry_seq, one.status_code, one.error) for one in found.deliveries] == [(101, 503, "stuk")]
    assert found.deliveries[0].subject == f"board/{BOARD_A}"
    assert "whsec_" not in found.model_dump_json()
    assert queries.webhook_detail(session, hook, by=acting(ADMIN), before=1).deliveries == ()


@pytest.mark.parametrize("actor", [CARLA, CHRIS, SACHA, VICTOR])
def test_only_who_keeps_the_feeds_of_a_board_sees_its_webhooks(session: Session, hook: UUID, actor: object) -> None:
    by = acting(actor)  # type: ignore[arg-type]
    for deed in (
        lambda: queries.webhook_detail(session, hook, by=by),
        lambda: service.pause_webhook(session, hook, by=by),
        lambda: service.rotate_secret(session, hook, by=by),
        lambda: service.remove_webhook(session, hook, by=by),
        lambda: service.change_webhook(session, hook, WebhookChange(url=TO.url), by=by, allowed=Allowance()),
    ):
        with pytest.raises(NotFoundError):
            deed()


def test_a_wrong_address_an_older_form_and_a_place_ahead_are_refused(session: Session, hook: UUID) -> None:
    by = acting(ADMIN)
    inward = WebhookChange(url="https://10.0.0.1/")
    with pytest.raises(InvalidInputError):
        service.change_webhook(session, hook, inward, by=by, allowed=Allowance())
    service.change_webhook(session, hook, WebhookChange(url="https://nieuw.example/"), by=by, allowed=Allowance())
    with pytest.raises(ConflictError):
        service.change_webhook(session, hook, WebhookChange(url=TO.url), by=by, allowed=Allowance(), expected_version=1)
    with pytest.raises(InvalidInputError):
        service.go_back(session, hook, 500, by=by)
    with pytest.raises(RuleRefusedError):
        service.shared_scope(FeedName.BOARD)


def test_no_event_tells_a_secret(session: Session, hook: UUID) -> None:
    service.rotate_secret(session, hook, by=acting(ADMIN))
    service.remove_webhook(session, hook, by=acting(ADMIN))
    told = session.exec(select(Event).where(Event.subject_kind == "webhook")).all()
    assert [one.kind for one in told] == ["webhook.added", "webhook.secret_rotated", "webhook.removed"]
    assert "whsec_" not in str([(one.before, one.after) for one in told])
