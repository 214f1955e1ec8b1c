"""The sender of webhooks: wakes when something was written or an attempt is due, and sends what waits."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

import structlog
from fastapi import Depends

from api.db import Database
from api.deps import SettingsDep
from api.feeds.asking import event_settings
from api.feeds.outward import Outward
from api.settings import Settings
from swc.procurement.feed.cloudevents import CLOUD_EVENT, EventSettings, cloud_event_text
from swc.procurement.feed.schemas import Entry
from swc.procurement.feed.webhooks.addresses import Allowance
from swc.procurement.feed.webhooks.rules import LARGEST, signed
from swc.procurement.feed.webhooks.sending import Due, claim, due, next_moment, settle

log = structlog.get_logger()

AT_ONCE = 4
"""How many receivers are sent to side by side, so that a slow one does not keep the others waiting."""
TURN_SECONDS = 20.0
"""How long one receiver is sent to before the others have their turn."""
_IDLE_SECONDS = 60.0
"""How often is looked whether something waits, should a wake-up be missed (another process wrote, for instance)."""


def allowance(settings: Settings) -> Allowance:
    """Return where webhooks may lead to, as the settings say."""
    hosts = frozenset(one.strip().lower() for one in settings.webhook_hosts.split(",") if one.strip())
    return Allowance(http=settings.webhook_http, hosts=hosts)


def _allowed(settings: SettingsDep) -> Allowance:
    return allowance(settings)


AllowanceDep = Annotated[Allowance, Depends(_allowed)]
"""Where webhooks may lead to on this installation."""


def body_of(entry: Entry, settings: EventSettings) -> str:
    """Return what is sent of an entry: a CloudEvent; without its data where that would make it too large."""
    whole = cloud_event_text(entry, settings)
    if len(whole.encode()) <= LARGEST:
        return whole
    told: dict[str, object] = json.loads(whole)
    told.pop("data", None)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends what waits for the webhooks of one installation."""

    database: Database
    outward: Outward
    settings: EventSettings
    luck: Callable[[], float] = random.random

    def send_waiting(self) -> int:
        """Send to every webhook that is due, some side by side; return how many attempts were made."""
        with self.database.read() as session:
            waiting = due(session, self.database.clock())
        if not waiting:
            return 0
        with ThreadPoolExecutor(max_workers=min(AT_ONCE, len(waiting)), thread_name_prefix="webhook") as pool:
            return sum(pool.map(self._send_to, waiting))

    def next_moment(self) -> datetime | None:
        """Return when the first attempt that waits for its time is to be made."""
        with self.database.read() as session:
            return next_moment(session)

    def _send_to(self, webhook_id: UUID) -> int:
        """Send entry after entry to one webhook until nothing waits, one fails, or it had its turn."""
        began, made = time.monotonic(), 0
        while time.monotonic() - began < TURN_SECONDS:
            with self.database.write() as session:
                found = claim(session, webhook_id, self.database.clock())
            if found is None:
                break
            made += 1
            if not self._send(found):
                break
        return made

    def _send(self, found: Due) -> bool:
        now = self.database.clock()
        body = body_of(found.entry, self.settings)
        headers = {
            "content-type": CLOUD_EVENT,
            "user-agent": "fora-swc-webhook",
            **signed(str(found.entry.id), body, secrets_in_use=found.secrets, now=now),
        }
        outcome = self.outward.post(found.url, body.encode(), headers)
        with self.database.write() as session:
            return settle(session, found, outcome, self.database.clock(), luck=self.luck)


def sender_for(database: Database, settings: Settings) -> Sender:
    """Return the sender of an installation."""
    outward = Outward(allowance(settings), settings.webhook_seconds)
    return Sender(database, outward, event_settings(settings))


class Delivery(threading.Thread):
    """Sends in the background; ends with the application, after the attempts at hand."""

    def __init__(self, sender: Sender) -> None:
        super().__init__(name="webhooks", daemon=True)
        self._sender = sender
        self._wake = threading.Event()
        self._ended = False

    def wake(self) -> None:
        """Say that something was written."""
        self._wake.set()

    def end(self) -> None:
        """Stop after the attempts at hand."""
        self._ended = True
        self._wake.set()
        self.join(timeout=10)

    def run(self) -> None:
        """Send, then wait for a wake-up or the next attempt; a failure is logged and tried again."""
        while not self._ended:
            self._wake.clear()
            try:
                pause = 0.0 if self._sender.send_waiting() else self._pause()
            except Exception:  # the thread must outlive any one failure; what waits stays where it is
                log.exception("webhooks.failed")
                pause = _IDLE_SECONDS
            if not self._ended:
                self._wake.wait(pause)

    def _pause(self) -> float:
        moment = self._sender.next_moment()
        if moment is None:
            return _IDLE_SECONDS
        return min(max((moment - self._sender.database.clock()).total_seconds(), 0.1), _IDLE_SECONDS)
