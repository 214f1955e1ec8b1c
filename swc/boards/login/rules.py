"""What a sound password is and how long an account stays shut after wrong ones; pure."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files

from swc.errors import Problem

SHORTEST = 12
"""Fewest characters of a password; 15 or more are advised (OWASP ASVS 5.0 V6.2.1)."""

LONGEST = 128
"""Most characters of a password (OWASP ASVS 5.0 V6.2.9 asks for at least 64); more would only feed the hash."""

_FEWEST_DIFFERENT = 5
_LEET = str.maketrans("013457@$!", "oleastasi")


@dataclass(frozen=True, slots=True)
class Throttle:
    """How wrong passwords shut an account: `free` in a row are harmless, then each shuts it twice as long."""

    free: int = 5
    first: timedelta = timedelta(minutes=1)
    longest: timedelta = timedelta(minutes=15)

    def shut_for(self, failed: int) -> timedelta:
        """Return how long an account stays shut after this many wrong passwords in a row."""
        if failed < self.free:
            return timedelta(0)
        doublings = min(failed - self.free, 10)
        return min(self.longest, self.first * (1 << doublings))


def password_problems(password: str, *, personal: Iterable[str] = (), where: str = "password") -> tuple[Problem, ...]:
    """Return what is wrong with a new password; empty when it may be used.

    `personal` holds the name and address of its owner, which are the first thing a guesser tries. No rule asks for
    kinds of characters (NIST SP 800-63B section 5.1.1.2 advises against that).
    """
    if len(password) < SHORTEST:
        message = "Een wachtwoord telt ten minste %(shortest)s tekens."
        remedy = "Een zin van vier of vijf woorden is sterk en goed te onthouden."
        return (Problem(where, message, remedy, params={"shortest": SHORTEST}),)
    if len(password) > LONGEST:
        return (Problem(where, "Een wachtwoord telt hooguit %(longest)s tekens.", params={"longest": LONGEST}),)
    if _is_guessable(password, personal):
        message = "Dit wachtwoord is te makkelijk te raden."
        return (Problem(where, message, "Kies er een dat niet op een bekend woord, een naam of een reeks berust."),)
    return ()


def folded(password: str) -> str:
    """Return a password in the one form that is hashed: letters with accents typed in two ways are the same."""
    return unicodedata.normalize("NFC", password)


@cache
def common_words() -> frozenset[str]:
    """Return the words on which the commonest passwords rest, Dutch ones included; a list of our own."""
    text = files("swc.boards.login").joinpath("common.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split() if line)


def _is_guessable(password: str, personal: Iterable[str]) -> bool:
    """Say whether little remains of a password once common words, personal names and sequences are taken away."""
    if len(set(password.lower())) < _FEWEST_DIFFERENT or _is_sequence(password.lower()):
        return True
    known = common_words() | {word for text in personal for word in _words(text)}
    plain = _letters(password.lower())
    spoken = _letters(_core(password.lower()).translate(_LEET))
    return any(not letters or _is_repeated_word(letters, known) for letters in (plain, spoken))


def _is_repeated_word(letters: str, known: frozenset[str] | set[str]) -> bool:
    """Say whether letters are a known word, once or several times after another, or two known words."""
    return any(
        letters.replace(word, "") == "" or (letters.startswith(word) and letters.removeprefix(word) in known)
        for word in known
        if letters.startswith(word)
    )


def _is_sequence(text: str) -> bool:
    """Say whether most of a text goes up or down by one, as 12345678 and abcdefgh do."""
    steps = [ord(second) - ord(first) for first, second in itertools.pairwise(text)]
    return max(steps.count(1), steps.count(-1)) * 4 >= len(steps) * 3


def _letters(text: str) -> str:
    """Return the letters of a text, without accents."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in plain if letter.isalpha())


def _core(text: str) -> str:
    """Return a text without the digits and signs before its first and after its last letter."""
    places = [place for place, letter in enumerate(text) if letter.isalpha()]
    return text[places[0] : places[-1] + 1] if places else ""


def _words(text: str) -> set[str]:
    """Return the parts of a name or address that are long enough to mean something, and the whole."""
    spaced = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return {_letters(part) for part in (*spaced.split(), spaced) if len(_letters(part)) >= 3}  # noqa: PLR2004
