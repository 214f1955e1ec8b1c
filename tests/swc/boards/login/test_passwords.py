"""Hashing: what is kept is no password, and only a few are made at a time."""

from __future__ import annotations

import threading

import pytest
from argon2.exceptions import VerifyMismatchError

from swc.boards.login.passwords import CHEAP, STRONG, Cost, Passwords
from swc.errors import RuleRefusedError


def test_a_password_matches_its_own_hash_only() -> None:
    passwords = Passwords(CHEAP)
    kept = passwords.hash("vier woorden op een rij")
    assert kept.startswith("$argon2id$")
    assert passwords.matches("vier woorden op een rij", kept)
    assert not passwords.matches("vier woorden op een ri", kept)


@pytest.mark.parametrize("kept", ["", "!", "$argon2id$kapot"])
def test_no_hash_or_a_broken_one_matches_nothing(kept: str) -> None:
    assert not Passwords(CHEAP).matches("nobody has this password", kept)


def test_without_a_hash_the_same_work_is_done() -> None:
    passwords = Passwords(Cost(passes=2, memory_kib=16, lanes=2))
    assert not passwords.is_outdated(passwords._nobody)
    assert len(passwords._nobody) == len(passwords.hash("vier woorden op een rij"))
    with pytest.raises(VerifyMismatchError):
        passwords._hasher.verify(passwords._nobody, "vier woorden op een rij")


def test_a_hash_made_at_another_cost_is_outdated() -> None:
    kept = Passwords(CHEAP).hash("vier woorden op een rij")
    assert not Passwords(CHEAP).is_outdated(kept)
    assert Passwords(Cost(passes=2, memory_kib=8, lanes=1)).is_outdated(kept)


def test_a_real_installation_hashes_at_the_cost_that_rfc_9106_recommends() -> None:
    assert (STRONG.passes, STRONG.memory_kib, STRONG.lanes) == (3, 64 * 1024, 4)


def test_who_waits_too_long_for_a_place_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords = Passwords(CHEAP, at_once=1, patience=0.01)
    inside, leave = threading.Event(), threading.Event()

    def slow(_password: str) -> str:
        inside.set()
        leave.wait(5)
        return "traag"

    monkeypatch.setattr("swc.boards.login.passwords.folded", slow)
    other = threading.Thread(target=passwords.hash, args=("vier woorden op een rij",))
    other.start()
    inside.wait(5)
    try:
        with pytest.raises(RuleRefusedError, match="te veel tegelijk"):
            passwords.hash("vijf woorden op een rij")
    finally:
        leave.set()
        other.join()
    assert passwords.hash("vijf woorden op een rij")
