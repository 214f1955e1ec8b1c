"""What a sound password is, and how wrong ones shut an account."""

from __future__ import annotations

from datetime import timedelta

import pytest

from swc.boards.login.rules import LONGEST, Throttle, common_words, folded, password_problems


@pytest.mark.parametrize(
    "password",
    [
        "vier woorden op een rij",
        "Fietsbel-Wolk-Kapstok-9",
        "kX9!pq27Lm#vTz",
        "ångström über café",
        "密码是很长的一句话呀呀哦吗",
    ],
)
def test_a_long_password_that_rests_on_no_known_word_is_sound(password: str) -> None:
    assert password_problems(password) == ()


@pytest.mark.parametrize(
    "password",
    [
        "Welkom2024!!!",
        "W3lk0m2024!!!",
        "wachtwoord123",
        "Wachtwoord-Wachtwoord",
        "qwertyuiop123",
        "aaaaaaaaaaaaaaaa",
        "abababababab",
        "123456789012",
        "98765432109876",
        "abcdefghijklmn",
        "Feyenoord1908",
        "WelkomAmsterdam1",
        "20240101123456",
        "Zomer2026!!!!!",
    ],
)
def test_a_password_on_a_known_word_or_sequence_is_refused_however_it_is_dressed_up(password: str) -> None:
    (problem,) = password_problems(password)
    assert "makkelijk te raden" in str(problem)


def test_a_password_on_the_own_name_or_address_is_refused() -> None:
    personal = ("Sjoukje Wieringa", "s.wieringa@linde.example")
    assert password_problems("Wieringa-1975!", personal=personal)
    assert password_problems("sjoukjewieringa1", personal=personal)
    assert password_problems("Wieringa-1975!") == ()


def test_too_short_and_too_long_say_how_many_characters() -> None:
    (short,) = password_problems("kort", where="new")
    (long,) = password_problems("ab3-" * LONGEST)
    assert (short.where, "12 tekens" in str(short), "128 tekens" in str(long)) == ("new", True, True)


def test_the_same_accent_typed_in_two_ways_is_the_same_password() -> None:
    assert folded("cafe\u0301") == folded("caf\u00e9")


def test_the_list_is_there_and_in_lower_case() -> None:
    words = common_words()
    assert {"welkom", "wachtwoord", "qwerty"} <= words
    assert all(word == word.lower() for word in words)


def test_each_wrong_password_after_five_shuts_twice_as_long_up_to_a_quarter() -> None:
    shut = [Throttle().shut_for(failed) for failed in (0, 4, 5, 6, 7, 9, 1000)]
    assert shut == [timedelta(minutes=minutes) for minutes in (0, 0, 1, 2, 4, 15, 15)]
