"""When to try again, what an answer means, and how a message is signed; pure, after Standard Webhooks.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

from __future__ import annotations

import base64
import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from standardwebhooks import Webhook as Signer

RETRIES: Final = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long after a failure each attempt comes; after the last one the webhook is switched off."""

JITTER: Final = 0.1
"""The most by which a wait is lengthened, as a part of it, so that receivers are not all called at once."""

LARGEST: Final = 20_000
"""The largest body in bytes; the data of a larger entry are left for the receiver to fetch."""

OVERLAP: Final = timedelta(hours=24)
"""How long the secret before a rotation still signs."""

PREFIX: Final = "whsec_"
_SECRET_BYTES: Final = 32


class Verdict(StrEnum):
    """What came of an attempt."""

    DELIVERED = "delivered"
    FAILED = "failed"
    GONE = "gone"


_OK = range(200, 300)
_GONE = 410


def verdict(status_code: int | None) -> Verdict:
    """Return what an answer means: 2xx is delivered, 410 asks never to come back, the rest (a redirect too) failed."""
    if status_code is None:
        return Verdict.FAILED
    if status_code == _GONE:
        return Verdict.GONE
    return Verdict.DELIVERED if status_code in _OK else Verdict.FAILED


def next_attempt(failures: int, now: datetime, luck: float) -> datetime | None:
    """Return when to try again after a number of failures in a row; nothing when there were enough.

    `luck` is between 0 and 1 and lengthens the wait by at most `JITTER` of it.
    """
    if failures >= len(RETRIES):
        return None
    return now + RETRIES[failures] * (1 + JITTER * luck)


def new_secret() -> str:
    """Return a fresh secret: 32 random bytes in base64 with the prefix of the specification."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def signed(message_id: str, body: str, *, secrets_in_use: tuple[str, ...], now: datetime) -> dict[str, str]:
    """Return the headers that prove a message: its id, the moment, and a signature for each secret in use."""
    moment = now.astimezone(UTC)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(Signer(one).sign(message_id, moment, body) for one in secrets_in_use),
    }
