"""The thread that keeps the graphs in step in the background, here and at a SPARQL server elsewhere."""

from __future__ import annotations

import threading
import time

import structlog

from api.graph.delivery import StoreDelivery
from api.graph.store import StoreError
from api.graph.writer import GraphWriter

log = structlog.get_logger()

IDLE = 60.0
"""The seconds after which is looked again whether anything waits, should another process have died before writing."""
LONGEST = 60.0
"""The longest time between two tries of a server that fails; the first is a second later, and each one doubles."""


class Follower(threading.Thread):
    """Catches up in the background whenever a unit of work committed; ends with the application."""

    def __init__(self, writer: GraphWriter, delivery: StoreDelivery | None = None) -> None:
        super().__init__(name="graph-writer", daemon=True)
        self._writer = writer
        self._delivery = delivery
        self._wake = threading.Event()
        self._ended = False
        self._failures = 0
        self._not_before = 0.0

    def wake(self) -> None:
        """Say that something was committed."""
        self._wake.set()

    def end(self) -> None:
        """Stop after the work at hand."""
        self._ended = True
        self._wake.set()
        self.join(timeout=10)

    def run(self) -> None:
        """Catch up at every wake-up; a failure is logged and tried again at the next."""
        while True:
            self._wake.wait(self._pause())
            self._wake.clear()
            if self._ended:
                return
            try:
                self._writer.follow()
            except Exception:  # the thread must outlive any one failure; the outbox keeps what is left
                log.exception("graph.catch_up_failed")
            self._deliver()

    def _pause(self) -> float:
        return max(0.0, self._not_before - time.monotonic()) if self._failures else IDLE

    def _deliver(self) -> None:
        """Bring the server elsewhere up to date; while it fails it is left alone longer and longer."""
        if self._delivery is None or time.monotonic() < self._not_before:
            return
        try:
            self._delivery.deliver()
            self._failures, self._not_before = 0, 0.0
        except StoreError as error:
            self._failures += 1
            pause = min(2.0 ** (self._failures - 1), LONGEST)
            self._not_before = time.monotonic() + pause
            log.warning("graph.delivery_failed", reason=str(error), again_in=pause)
        except Exception:  # as above; the memory says what is owed
            log.exception("graph.delivery_failed")
