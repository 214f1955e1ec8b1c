"""Folding of names: what is left of a name when case, accents, punctuation and legal forms are taken away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_TEXT = 2_000
"""Longest text of one cell in characters; patterns here never see more."""

_NOT_WORD = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a table of words, which are separated by `;` and may run over lines."""
    return tuple(" ".join(part.split()) for part in text.split(";"))


_LEGAL_FORMS = frozenset(
    phrases("bv;nv;vof;cv;ua;inc;ltd;llc;gmbh;ag;sa;as;ab;oy;oyj;plc;pty;corp;corporation;limited;holding;group;groep")
)
_SMALL_WORDS = frozenset(phrases("van;de;het;een;der;den;voor;en;of;the;and;v;d"))
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "€": " euro ", "+": " plus "})


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Return a name in lower case without accents and punctuation: `Café-Zorg, B.V.` becomes `cafe zorg bv`."""
    plain = unicodedata.normalize("NFKC", text[:MAX_TEXT])[:MAX_TEXT]
    lowered = plain.casefold().translate(_LETTERS)
    bare = "".join(char for char in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(char))
    joined = _DOTTED.sub(lambda match: match.group().replace(".", "") + " ", bare)
    return " ".join(_NOT_WORD.sub(" ", joined).split())


@lru_cache(maxsize=16_384)
def fold_party(text: str) -> str:
    """Return the folded name of an organisation without its legal form."""
    words = fold(text).split()
    kept = [word for word in words if word not in _LEGAL_FORMS]
    return " ".join(kept or words)


@lru_cache(maxsize=4_096)
def fold_header(text: str) -> str:
    """Return the folded name of a column without small words: `Naam van de applicatie` becomes `naam applicatie`."""
    words = fold(text).split()
    kept = [word for word in words if word not in _SMALL_WORDS]
    return " ".join(kept or words)


def without_brackets(text: str) -> str:
    """Return the text with what stands between brackets taken out."""
    return " ".join(_BRACKETS.sub(" ", text[:MAX_TEXT]).split())


def between_brackets(text: str) -> tuple[str, ...]:
    """Return what stands between brackets."""
    return tuple(part[1:-1].strip() for part in _BRACKETS.findall(text[:MAX_TEXT]) if part[1:-1].strip())
