"""Writes `FILTER NOT EXISTS` of several patterns as `MINUS`, where both provably give the same answer.

The store evaluates the first anew for every row (oxigraph issue 885: 49 s against 90 ms for 80 boards). Let P be the
group without the filter and Q what must not exist. A row of P falls to the filter when some row of Q agrees with it on
the variables that both bind; it falls to MINUS when moreover they share one (SPARQL 1.1 Query Language, 8.3.3 and
18.5). These are the same when

- Q is triples and filters over its own variables, so that each row of Q binds all its variables;
- every variable that P might bind and Q names is bound by P for certain, and there is at least one;
- a variable that only Q names stands nowhere else, so that nothing outside the group could reach it;
- the group is not that of OPTIONAL (its filters see more than itself), GRAPH, EXISTS or MINUS;
- no path in Q can have no length, since such a path also joins a term that is in no graph;
- MINUS stands last in the group, as the filter holds for the whole of it.

Whatever is not understood stays as it is.
"""

from __future__ import annotations

from api.sparql.patterns import Absence, Group, Reader, UnknownError
from api.sparql.tokens import Token, tokens_of

_WORDS_OF_TRIPLES = frozenset({"A", "TRUE", "FALSE"})
_NEUTRAL = "FILTER(true)"
"""Stands where the filter stood: without anything the triples around it would run into each other."""


def rewritten(text: str) -> str:
    """Return the query with each such filter that allows it as MINUS, or as it is."""
    tokens = tokens_of(text)
    if tokens is None:
        return text
    reader = Reader(tokens)
    try:
        reader.query()
        edits = [edit for group in reader.groups for one in group.absences for edit in _edits(reader, group, one, text)]
    except (UnknownError, IndexError):
        return text
    for start, end, piece in sorted(edits, reverse=True):
        text = text[:start] + piece + text[end:]
    return text


def _edits(reader: Reader, group: Group, absence: Absence, text: str) -> list[tuple[int, int, str]]:
    """Return what to put where, or nothing when the filter stays."""
    if not _same_as_minus(reader, group, absence):
        return []
    tokens = reader.tokens
    pattern = text[tokens[absence.brace].start : tokens[absence.last].end]
    close = tokens[group.last].start
    return [
        (tokens[absence.first].start, tokens[absence.last].end, _NEUTRAL),
        (close, close, f"\nMINUS {pattern}\n"),
    ]


def _same_as_minus(reader: Reader, group: Group, absence: Absence) -> bool:
    inside = _plain(reader, absence.brace + 1, absence.last - 1)
    if inside is None:
        return False
    shared = inside & group.possible
    return bool(shared) and shared <= group.certain and not (inside - shared) & _elsewhere(reader, group)


def _plain(reader: Reader, first: int, last: int) -> set[str] | None:
    """Return the variables of several triples with filters over them; nothing for whatever else stands there."""
    bound: set[str] = set()
    tested: set[str] = set()
    several = False
    at = first
    while at <= last:
        token = reader.tokens[at]
        if token.kind == "word" and token.text == "FILTER":
            at, names = _test(reader, at + 1)
            tested |= names
            several = True
            continue
        if not _of_triples(token):
            return None
        several = several or token.text in (";", ",", "[", "/") or (token.text == "." and at < last)
        bound |= reader.variables(at, at)
        at += 1
    return bound if several and tested <= bound else None


def _test(reader: Reader, at: int) -> tuple[int, set[str]]:
    """Return the place after a filter and the variables in it; raises `UnknownError` for one with a pattern in it."""
    opening = at if reader.tokens[at].text == "(" else at + 1
    closing = reader.closing(opening)
    inside = reader.tokens[at : closing + 1]
    if any(one.text in ("{", "EXISTS") for one in inside if one.kind in ("word", "mark")):
        raise UnknownError
    return closing + 1, reader.variables(at, closing)


def _of_triples(token: Token) -> bool:
    """Say whether a token may stand in triples of which no path can have no length."""
    if token.kind == "word":
        return token.text in _WORDS_OF_TRIPLES
    return token.kind != "mark" or token.text not in ("{", "}", "*", "?", "+", "-")


def _elsewhere(reader: Reader, group: Group) -> set[str]:
    """Return the variables of the whole query but for what binds nothing outside itself in this group."""
    hidden = {place for first, last in group.unbinding for place in range(first, last + 1)}
    return {one.text[1:] for place, one in enumerate(reader.tokens) if one.kind == "variable" and place not in hidden}
