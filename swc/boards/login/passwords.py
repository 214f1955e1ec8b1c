"""Hashing passwords with argon2id, a few at a time, so that logins cannot eat the machine."""

from __future__ import annotations

import secrets
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from swc.boards.login.rules import LONGEST, folded
from swc.errors import RuleRefusedError


@dataclass(frozen=True, slots=True)
class Cost:
    """What one hash costs: passes, memory in KiB and lanes."""

    passes: int = 3
    memory_kib: int = 65_536
    lanes: int = 4


STRONG = Cost()
"""The second profile that RFC 9106 section 4 recommends: 64 MiB, three passes, four lanes."""

CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
"""For tests only: the least that argon2 accepts."""


class Passwords:
    """Hashes and checks passwords, at most `at_once` at the same time.

    Whoever waits longer than `patience` seconds is refused: a flood of logins then costs answers, not memory.
    """

    def __init__(self, cost: Cost = STRONG, *, at_once: int = 2, patience: float = 10.0) -> None:
        self._hasher = PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes)
        self._places = threading.BoundedSemaphore(at_once)
        self._patience = patience
        self._nobody = _made_up(cost)

    def hash(self, password: str) -> str:
        """Return the hash to keep of a password."""
        with self._place():
            return self._hasher.hash(folded(password))

    def matches(self, password: str, kept: str) -> bool:
        """Say whether a password belongs to the hash that was kept.

        Without a hash the same work is done for nothing, so that time does not tell which accounts exist.
        """
        with self._place():
            try:
                self._hasher.verify(kept or self._nobody, folded(password[: LONGEST + 1]))
            except (VerifyMismatchError, VerificationError, InvalidHashError):
                return False
        return bool(kept)

    def is_outdated(self, kept: str) -> bool:
        """Say whether a hash was made at another cost than hashes cost now."""
        return self._hasher.check_needs_rehash(kept)

    @contextmanager
    def _place(self) -> Iterator[None]:
        """Wait for a free place, not for ever."""
        if not self._places.acquire(timeout=self._patience):
            raise RuleRefusedError(
                "Er wordt nu te veel tegelijk ingelogd.", remedy="Probeer het over een minuut opnieuw."
            )
        try:
            yield
        finally:
            self._places.release()


def _made_up(cost: Cost) -> str:
    """Return what looks like a hash of a cost and is of no password: checking it takes as long, making it no time."""
    salt, tag = (b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (16, 32))
    return f"$argon2id$v=19$m={cost.memory_kib},t={cost.passes},p={cost.lanes}${salt}${tag}"
