"""How DUO writes the identifiers and addresses of boards, schools and sites, and how they are put right; pure.

Spreadsheets drop leading zeros and change case; each function returns the sound form, or None when there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from swc.boards.kinds import Sector

BOARD_DIGITS = 5
KVK_DIGITS = 8

_BRIN = re.compile(r"[0-9]{2}[A-Z]{2}")
_BRIN_WITHOUT_ZERO = re.compile(r"[0-9][A-Z]{2}")
_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Z]{2})")
_PHONE_DIGITS = 9


def board_number(text: str) -> str | None:
    """Return a board number (bevoegd gezag nummer) of five digits, with lost zeros put back."""
    return _padded(text, BOARD_DIGITS)


def kvk_number(text: str) -> str | None:
    """Return a number of the Chamber of Commerce of eight digits; one of seven lost its leading zero."""
    return _padded(text, KVK_DIGITS)


def brin(text: str) -> str | None:
    """Return a school's code (BRIN, instellingscode): two digits and two letters."""
    code = text.strip().upper()
    if _BRIN_WITHOUT_ZERO.fullmatch(code):
        code = f"0{code}"
    return code if _BRIN.fullmatch(code) else None


def site_code(text: str, school: str) -> str | None:
    """Return a site's code: the BRIN and two digits.

    DUO's address files give the whole code, its pupil files only the digits; a code of another school is refused.
    """
    code = text.strip().upper()
    if code.startswith(school):
        code = code.removeprefix(school)
    digits = _padded(code, 2)
    return None if digits is None else school + digits


def postcode(text: str) -> str | None:
    """Return a Dutch postcode as `1234 AB`; empty stays empty."""
    code = text.strip().upper()
    if not code:
        return ""
    found = _POSTCODE.fullmatch(code)
    return f"{found[1]} {found[2]}" if found else None


def phone(text: str) -> str:
    """Return a telephone number; one of nine digits lost its leading zero, anything else stays as written."""
    number = text.strip()
    return f"0{number}" if number.isascii() and number.isdigit() and len(number) == _PHONE_DIGITS else number


def joined_sector(sectors: Iterable[Sector]) -> Sector:
    """Return the sector of a board that runs schools in these sectors; more than one known is `mixed`."""
    known = set(sectors) - {Sector.UNKNOWN}
    if not known:
        return Sector.UNKNOWN
    return known.pop() if len(known) == 1 else Sector.MIXED


def _padded(text: str, digits: int) -> str | None:
    """Return a number with its leading zeros, or None when it is empty, too long or no number."""
    number = text.strip()
    if not number or len(number) > digits or not number.isascii() or not number.isdigit():
        return None
    return number.zfill(digits)
