"""Where a query goes wrong and what is wrong there, in Dutch: a parser says where it stopped, a reader asks why.

Explains only; what is refused is decided by the guard and the store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
        |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<open>["'])
    |(?P<variable>[?$]\w+)
    |(?P<name>[\w.-]*:[\w.:%\\-]*)
    |(?P<language>@[A-Za-z-]+)
    |(?P<word>\w+)
    |(?P<newer><<\(?|\)?>>|\{\||\|\})
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_CLOSING = {"{": "}", "(": ")", "[": "]"}
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_PROLOGUE = frozenset({"PREFIX", "BASE"})
_NEWER = frozenset({"VERSION", "LATERAL", "TRIPLE", "ADJUST"})
_ENDS = frozenset({"{", "}", ".", ";"})
_SHOWN = 30
_STORE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_FUNCTION = re.compile(r"custom function (\S+) is not supported")
_KNOWN = {
    "The SELECT contains a variable that is unbound": "SELECT noemt een variabele die niet in GROUP BY staat; zet haar "
    "daarin of tel haar met COUNT, SAMPLE of een andere samenvatting.",
    "The SELECT overrides an existing variable": "SELECT geeft een variabele een waarde die zij al heeft; kies na AS "
    "een andere naam.",
    "Duplicated variable name in SELECT": "SELECT noemt een variabele twee keer.",
    "SELECT * is not authorized with GROUP BY": "SELECT * gaat niet samen met GROUP BY; noem de variabelen.",
    "UNDEF": "VALUES heeft in een rij meer of minder waarden dan variabelen; schrijf UNDEF waar er geen is.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: line and column from 1, or 0 where there is no place."""

    message: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        return self.text.upper() if self.kind == "word" else ""


Found = tuple[str, int]
"""A sentence and the place in the text that it is about."""


def explained(text: str, place: int, parses: Callable[[str], bool]) -> Fault:
    """Return what is wrong with a text in which a parser stopped; `parses` says whether another text is right."""
    tokens = tuple(_tokens(text))
    sentence, at = _known_fault(tokens, text) or _unknown_fault(tokens, text, place, parses)
    return _placed(text, sentence, at)


def known(text: str) -> Fault | None:
    """Return what is wrong with a text when that can be told by name."""
    found = _known_fault(tuple(_tokens(text)), text)
    return None if found is None else _placed(text, *found)


def told_by_store(text: str, message: str) -> Fault:
    """Return in Dutch what the store says of a text that the guard let through."""
    found = _STORE.match(message)
    if found is None:
        function = _FUNCTION.search(message)
        reason = f"de functie {function[1]} is er hier niet." if function else message
        return Fault(f"De vraag kan niet worden uitgevoerd: {reason}")
    tokens = tuple(_tokens(text))
    undeclared = _undeclared(tokens)
    if undeclared is not None:
        return _placed(text, *undeclared)
    sentence = next((dutch for english, dutch in _KNOWN.items() if english in found[3]), "")
    return Fault(
        _sentence(
            sentence or "Wat hier staat, of net ervoor, is niet toegestaan in SPARQL 1.1.", int(found[1]), int(found[2])
        ),
        int(found[1]),
        int(found[2]),
    )


def _placed(text: str, sentence: str, at: int) -> Fault:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return Fault(_sentence(sentence, line, column), line, column)


def _sentence(sentence: str, line: int, column: int) -> str:
    return f"Geen geldige SPARQL-vraag: regel {line}, teken {column}. {sentence}"


def _tokens(text: str) -> Iterator[_Token]:
    """Yield what a text is made of, without the space and comments between."""
    for found in _TOKEN.finditer(text):
        if found.lastgroup is not None and found.lastgroup != "space":
            yield _Token(found.lastgroup, found[0], found.start())


def _known_fault(tokens: Sequence[_Token], text: str) -> Found | None:
    """Return the first fault that can be told by name."""
    if not tokens:
        return "De vraag is leeg.", 0
    for look in (_open_string, _wrong_beginning, _newer, _brackets, _broken_address, _undeclared):
        found = look(tokens)
        if found is not None:
            return found
    if not any(one.word in _FORMS for one in tokens):
        return "Er staat geen SELECT, ASK, CONSTRUCT of DESCRIBE in.", len(text)
    return None


def _open_string(tokens: Sequence[_Token]) -> Found | None:
    found = next((one for one in tokens if one.kind == "open"), None)
    return None if found is None else (f"De tekst die met {found.text} begint wordt niet gesloten.", found.start)


def _wrong_beginning(tokens: Sequence[_Token]) -> Found | None:
    """Return what is wrong with the first word after the prefixes."""
    at = 0
    while at < len(tokens) and tokens[at].word in _PROLOGUE:
        if tokens[at].word == "PREFIX" and not (tokens[at + 1 :] and tokens[at + 1].text.endswith(":")):
            return "Na PREFIX horen een naam met een dubbele punt en een adres tussen < en >.", tokens[at].start
        at += 3 if tokens[at].word == "PREFIX" else 2
    first = tokens[at] if at < len(tokens) else None
    if first is None or first.word in _FORMS or first.word in _NEWER:
        return None
    if first.word in _UPDATES:
        return "Dit is een update, en updates zijn niet toegestaan.", first.start
    return f"Een vraag begint met SELECT, ASK, CONSTRUCT of DESCRIBE, niet met ‘{_short(first)}’.", first.start


def _newer(tokens: Sequence[_Token]) -> Found | None:
    found = next((one for one in tokens if one.kind == "newer" or one.word in _NEWER), None)
    if found is None:
        return None
    return f"‘{found.text}’ hoort bij SPARQL 1.2 of een uitbreiding; deze dienst leest SPARQL 1.1.", found.start


def _brackets(tokens: Sequence[_Token]) -> Found | None:
    waiting: list[_Token] = []
    for one in tokens:
        if one.text in _CLOSING:
            waiting.append(one)
        elif one.text in _CLOSING.values():
            if not waiting:
                return f"Bij deze ‘{one.text}’ hoort geen begin.", one.start
            begun = waiting.pop()
            if _CLOSING[begun.text] != one.text:
                return f"Hier staat ‘{one.text}’, maar eerst moet ‘{begun.text}’ worden gesloten.", one.start
    if waiting:
        return f"De ‘{waiting[-1].text}’ die hier begint wordt niet gesloten.", waiting[-1].start
    return None


def _broken_address(tokens: Sequence[_Token]) -> Found | None:
    for one, after in pairwise(tokens):
        if one.text == "<" and after.start == one.end and after.text.startswith(("http", "urn:")):
            return "Het adres dat hier begint heeft een spatie of een ander teken dat daarin niet mag.", one.start
    return None


def _undeclared(tokens: Sequence[_Token]) -> Found | None:
    declared = {after.text.partition(":")[0] for one, after in pairwise(tokens) if one.word == "PREFIX"}
    for one in tokens:
        prefix = one.text.partition(":")[0]
        if one.kind == "name" and prefix not in declared and prefix != "_":
            return f"Het voorvoegsel ‘{prefix}:’ is niet bekend; zet PREFIX {prefix}: <…> boven de vraag.", one.start
    return None


def _unknown_fault(tokens: Sequence[_Token], text: str, place: int, parses: Callable[[str], bool]) -> Found:
    """Return the first thing that cannot stand where it stands."""
    at = max(place, _last_sound(tokens, text, parses))
    here = next((one for one in tokens if one.start >= at), None)
    if here is None:
        return "De vraag houdt te vroeg op.", len(text.rstrip())
    return f"Wat bij ‘{_short(here)}’ begint hoort hier niet, of is niet af.", here.start


def _last_sound(tokens: Sequence[_Token], text: str, parses: Callable[[str], bool]) -> int:
    """Return up to where the text is right if all that is open there were closed; halving finds it in few tries."""
    ends = [
        (one.end, "".join(reversed(open_))) for one, open_ in _opened(tokens) if one.text in _ENDS and ")" not in open_
    ]
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        end, closing = ends[middle]
        if parses(text[:end] + closing):
            low = middle + 1
        else:
            high = middle
    return ends[low - 1][0] if low else 0


def _opened(tokens: Sequence[_Token]) -> Iterator[tuple[_Token, tuple[str, ...]]]:
    """Yield each token with what has to be closed after it, the outermost first."""
    waiting: list[str] = []
    for one in tokens:
        if one.text in _CLOSING:
            waiting.append(_CLOSING[one.text])
        elif waiting and one.text == waiting[-1]:
            waiting.pop()
        yield one, tuple(waiting)


def _short(token: _Token) -> str:
    return token.text if len(token.text) <= _SHOWN else f"{token.text[:_SHOWN]}…"
