"""SPARQL text as tokens with their places (SPARQL 1.1 Query Language, 19.8: terminals)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LOCAL = r"(?:[\w.:·-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?#@%-])"
_TERMINALS = {
    "space": r"\s+|\#[^\n\r]*",
    "iri": r"<[^<>\"{}|^`\\\x00-\x20]*>",
    "text": r"\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r"|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'",
    "variable": r"[?$]\w+",
    "blank": r"_:\w(?:[\w.·-]*[\w·-])?",
    "language": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    "number": r"(?:\d+\.\d*|\.\d+|\d+)[eE][+-]?\d+|\d*\.\d+|\d+",
    "name": rf"(?:[^\W\d_](?:[\w.·-]*[\w·-])?)?:(?:{_LOCAL}*(?:[\w:·-]|%[0-9A-Fa-f]{{2}}|\\.))?",
    "word": r"[A-Za-z_]\w*",
    "mark": r"\^\^|&&|\|\||!=|<=|>=|[{}()\[\].;,=<>!*/+^|?-]",
}
_SURE_IRI = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*://|urn:[A-Za-z0-9])[^\s]*>")
"""What can be nothing but an address: `?a<?b&&?c>1` and `?a<b:c#d>` look like one and may be read otherwise."""
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TERMINALS.items()), re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text (words in capitals) and where it stands."""

    kind: str
    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token] | None:
    """Return the tokens without space and comments, or nothing when some of the text is not understood.

    A text with codepoint escapes (19.2) is not: what it says is not what stands there.
    """
    if "\\u" in text or "\\U" in text:
        return None
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None or not _sure(match):
            return None
        kind, at = match.lastgroup, match.end()
        if kind != "space":
            written = match.group()
            found.append(Token(kind, written.upper() if kind == "word" else written, match.start(), at))
    return found


def _sure(match: re.Match[str]) -> bool:
    return match.lastgroup != "iri" or _SURE_IRI.fullmatch(match.group()) is not None
