"""When is tried again, what an answer means, and how a message is signed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from swc.procurement.feed.webhooks.rules import RETRIES, Verdict, new_secret, next_attempt, signed, verdict

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "means"),
    [
        (200, Verdict.DELIVERED),
        (204, Verdict.DELIVERED),
        (301, Verdict.FAILED),
        (404, Verdict.FAILED),
        (410, Verdict.GONE),
        (503, Verdict.FAILED),
        (None, Verdict.FAILED),
    ],
)
def test_only_success_delivers_and_only_gone_ends_it(status: int | None, means: Verdict) -> None:
    assert verdict(status) is means


def test_waits_grow_as_the_specification_tells_and_end() -> None:
    waits = [next_attempt(failures, NOW, 0.0) for failures in range(1, len(RETRIES) + 1)]
    assert [one - NOW for one in waits[:-1] if one] == list(RETRIES[1:])
    assert waits[-1] is None


@given(st.integers(1, len(RETRIES) - 1), st.floats(0, 1))
def test_luck_lengthens_a_wait_by_a_tenth_at_most(failures: int, luck: float) -> None:
    found = next_attempt(failures, NOW, luck)
    assert found is not None
    wait = RETRIES[failures]
    assert wait <= found - NOW <= wait * 1.1 + timedelta(microseconds=1)


def test_a_receiver_verifies_with_either_secret_while_both_sign() -> None:
    new, old = new_secret(), new_secret()
    body = json.dumps({"naam": "Coöperatie"})
    now = datetime.now(tz=UTC)
    headers = signed("bericht-1", body, secrets_in_use=(new, old), now=now)
    for secret in (new, old):
        assert Webhook(secret).verify(body, headers) == {"naam": "Coöperatie"}
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(new).verify(body.replace("naam", "name"), headers)
