"""Where a query goes wrong and what is wrong there: a parser says where it stopped, a reader asks why.

Explains only; what is refused is decided by the guard and the store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from api.refusals import QueryRefusedError

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


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, as a message id with what fills it, and the place in the text that it is about."""

    sentence: str
    at: int = 0
    params: dict[str, str] = field(default_factory=dict)


_KNOWN = {
    "The SELECT contains a variable that is unbound": Fault(
        "SELECT noemt een variabele die niet in GROUP BY staat; zet haar daarin of tel haar met COUNT, SAMPLE of een "
        "andere samenvatting."
    ),
    "The SELECT overrides an existing variable": Fault(
        "SELECT geeft een variabele een waarde die zij al heeft; kies na AS een andere naam."
    ),
    "Duplicated variable name in SELECT": Fault("SELECT noemt een variabele twee keer."),
    "SELECT * is not authorized with GROUP BY": Fault("SELECT * gaat niet samen met GROUP BY; noem de variabelen."),
    "UNDEF": Fault("VALUES heeft in een rij meer of minder waarden dan variabelen; schrijf UNDEF waar er geen is."),
    "": Fault("Wat hier staat, of net ervoor, is niet toegestaan in SPARQL 1.1."),
}


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


def explained(text: str, place: int, parses: Callable[[str], bool]) -> QueryRefusedError:
    """Return what is wrong with a text in which a parser stopped; `parses` says whether another text is right."""
    tokens = tuple(_tokens(text))
    return _placed(text, _known_fault(tokens, text) or _unknown_fault(tokens, text, place, parses))


def known(text: str) -> QueryRefusedError | None:
    """Return what is wrong with a text when that can be told by name."""
    found = _known_fault(tuple(_tokens(text)), text)
    return None if found is None else _placed(text, found)


def told_by_store(text: str, message: str) -> QueryRefusedError:
    """Return in our words what the store says of a text that the guard let through."""
    found = _STORE.match(message)
    if found is None:
        return _not_evaluated(message)
    undeclared = _undeclared(tuple(_tokens(text)))
    if undeclared is not None:
        return _placed(text, undeclared)
    fault = next(fault for english, fault in _KNOWN.items() if english in found[3])
    return _refusal(fault, int(found[1]), int(found[2]))


def _not_evaluated(message: str) -> QueryRefusedError:
    function = _FUNCTION.search(message)
    if function:
        return QueryRefusedError("De functie %(function)s is er hier niet.", function=function[1])
    return QueryRefusedError("De vraag kan niet worden uitgevoerd: %(reason)s", reason=message)


def _placed(text: str, fault: Fault) -> QueryRefusedError:
    return _refusal(fault, text.count("\n", 0, fault.at) + 1, fault.at - text.rfind("\n", 0, fault.at))


def _refusal(fault: Fault, line: int, column: int) -> QueryRefusedError:
    """Return a refusal with line and column, both from 1."""
    told = QueryRefusedError(
        "Geen geldige SPARQL-vraag: regel %(line)s, teken %(column)s.", remedy=fault.sentence, line=line, column=column
    )
    told.params |= fault.params
    return told


def _tokens(text: str) -> Iterator[_Token]:
    """Yield what a text is made of, without the space and comments between."""
    for found in _TOKEN.finditer(text):
        if found.lastgroup is not None and found.lastgroup != "space":
            yield _Token(found.lastgroup, found[0], found.start())


def _known_fault(tokens: Sequence[_Token], text: str) -> Fault | None:
    """Return the first fault that can be told by name."""
    if not tokens:
        return Fault("De vraag is leeg.")
    for look in (_open_string, _wrong_beginning, _newer, _brackets, _broken_address, _undeclared):
        found = look(tokens)
        if found is not None:
            return found
    if not any(one.word in _FORMS for one in tokens):
        return Fault("Er staat geen SELECT, ASK, CONSTRUCT of DESCRIBE in.", len(text))
    return None


def _open_string(tokens: Sequence[_Token]) -> Fault | None:
    found = next((one for one in tokens if one.kind == "open"), None)
    if found is None:
        return None
    return Fault("De tekst die met %(here)s begint wordt niet gesloten.", found.start, {"here": found.text})


def _wrong_beginning(tokens: Sequence[_Token]) -> Fault | None:
    """Return what is wrong with the first word after the prefixes."""
    at = 0
    while at < len(tokens) and tokens[at].word in _PROLOGUE:
        if tokens[at].word == "PREFIX" and not (tokens[at + 1 :] and tokens[at + 1].text.endswith(":")):
            return Fault("Na PREFIX horen een naam met een dubbele punt en een adres tussen < en >.", tokens[at].start)
        at += 3 if tokens[at].word == "PREFIX" else 2
    first = tokens[at] if at < len(tokens) else None
    if first is None or first.word in _FORMS or first.word in _NEWER:
        return None
    if first.word in _UPDATES:
        return Fault("Dit is een update, en updates zijn niet toegestaan.", first.start)
    return Fault("Een vraag begint met SELECT, ASK, CONSTRUCT of DESCRIBE, niet met ‘%(here)s’.", *_at(first))


def _newer(tokens: Sequence[_Token]) -> Fault | None:
    found = next((one for one in tokens if one.kind == "newer" or one.word in _NEWER), None)
    if found is None:
        return None
    return Fault("‘%(here)s’ hoort bij SPARQL 1.2 of een uitbreiding; deze dienst leest SPARQL 1.1.", *_at(found))


def _brackets(tokens: Sequence[_Token]) -> Fault | None:
    waiting: list[_Token] = []
    for one in tokens:
        if one.text in _CLOSING:
            waiting.append(one)
        elif one.text in _CLOSING.values():
            if not waiting:
                return Fault("Bij deze ‘%(here)s’ hoort geen begin.", *_at(one))
            begun = waiting.pop()
            if _CLOSING[begun.text] != one.text:
                told = {"here": one.text, "begun": begun.text}
                return Fault("Hier staat ‘%(here)s’, maar eerst moet ‘%(begun)s’ worden gesloten.", one.start, told)
    if waiting:
        return Fault("De ‘%(here)s’ die hier begint wordt niet gesloten.", *_at(waiting[-1]))
    return None


def _broken_address(tokens: Sequence[_Token]) -> Fault | None:
    for one, after in pairwise(tokens):
        if one.text == "<" and after.start == one.end and after.text.startswith(("http", "urn:")):
            return Fault(
                "Het adres dat hier begint heeft een spatie of een ander teken dat daarin niet mag.", one.start
            )
    return None


def _undeclared(tokens: Sequence[_Token]) -> Fault | None:
    declared = {after.text.partition(":")[0] for one, after in pairwise(tokens) if one.word == "PREFIX"}
    for one in tokens:
        prefix = one.text.partition(":")[0]
        if one.kind == "name" and prefix not in declared and prefix != "_":
            return Fault(
                "Het voorvoegsel ‘%(prefix)s:’ is niet bekend; zet PREFIX %(prefix)s: <…> boven de vraag.",
                one.start,
                {"prefix": prefix},
            )
    return None


def _unknown_fault(tokens: Sequence[_Token], text: str, place: int, parses: Callable[[str], bool]) -> Fault:
    """Return the first thing that cannot stand where it stands."""
    at = max(place, _last_sound(tokens, text, parses))
    here = next((one for one in tokens if one.start >= at), None)
    if here is None:
        return Fault("De vraag houdt te vroeg op.", len(text.rstrip()))
    return Fault("Wat bij ‘%(here)s’ begint hoort hier niet, of is niet af.", *_at(here))


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


def _at(token: _Token) -> tuple[int, dict[str, str]]:
    """Return where a token stands, and what it says for a sentence about it."""
    return token.start, {"here": token.text if len(token.text) <= _SHOWN else f"{token.text[:_SHOWN]}…"}
