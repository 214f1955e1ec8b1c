"""Group patterns of a query, read from its tokens: which variables each binds for certain, and which it might.

Reads a part of SPARQL 1.1 and says so at what it does not know: whoever proves something from it then proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from api.sparql.tokens import Token

_IN_TRIPLES = frozenset({"A", "TRUE", "FALSE"})


class UnknownError(Exception):
    """The text is outside the part that is understood."""


@dataclass(slots=True)
class Absence:
    """One `FILTER NOT EXISTS { … }`: its first and last token, and its brace."""

    first: int
    brace: int
    last: int


@dataclass(slots=True)
class Group:
    """One group between braces, by the places of its tokens."""

    first: int
    last: int = 0
    certain: set[str] = field(default_factory=set)
    possible: set[str] = field(default_factory=set)
    absences: list[Absence] = field(default_factory=list)
    unbinding: list[tuple[int, int]] = field(default_factory=list)
    """Spans that bind nothing outside themselves: EXISTS and MINUS."""


class Reader:
    """Reads the groups of a query; `groups` are those in which an absence may be written otherwise."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.groups: list[Group] = []

    def query(self) -> None:
        """Read a whole query; raises `UnknownError`."""
        at = self._form()
        if self.tokens[at].text == "CONSTRUCT":
            if not self._is(at + 1, "{"):
                raise UnknownError
            at = self.closing(at + 1)
        self._where(at + 1)

    def _form(self) -> int:
        """Return the place of the word that says what kind of query it is."""
        for place, token in enumerate(self.tokens):
            if token.kind == "word" and token.text in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
                return place
        raise UnknownError

    def _where(self, at: int) -> Group:
        """Read the first group after a place, past what stands in parentheses."""
        while at < len(self.tokens):
            if self._is(at, "{"):
                return self._group(at, open_to_change=True)
            at = self.closing(at) + 1 if self._is(at, "(") else at + 1
        raise UnknownError

    def _group(self, brace: int, *, open_to_change: bool) -> Group:
        group = Group(brace, self.closing(brace))
        if open_to_change:
            self.groups.append(group)
        at = brace + 1
        if self._is(at, "SELECT"):
            inner = self._where(at)
            if any(self._is(place, "}") for place in range(inner.last + 1, group.last)):
                raise UnknownError
            group.possible |= self.variables(brace, group.last)
            if open_to_change:
                self.groups.remove(group)
            return group
        while at < group.last:
            at = self._element(at, group, open_to_change=open_to_change)
        return group

    def _element(self, at: int, group: Group, *, open_to_change: bool) -> int:
        """Read one element of a group and return the place after it."""
        token = self.tokens[at]
        if token.text == "{":
            return self._alternatives(at, group, open_to_change=open_to_change)
        if token.kind == "word" and token.text not in _IN_TRIPLES:
            return self._keyword(at, group)
        if token.kind == "variable":
            group.certain.add(token.text[1:])
            group.possible.add(token.text[1:])
        elif token.text == "}":
            raise UnknownError
        return at + 1

    def _alternatives(self, at: int, group: Group, *, open_to_change: bool) -> int:
        """Read a group, or several with UNION between them."""
        certain: set[str] | None = None
        while True:
            inner = self._group(at, open_to_change=open_to_change)
            certain = inner.certain if certain is None else certain & inner.certain
            group.possible |= inner.possible
            if not self._is(inner.last + 1, "UNION"):
                group.certain |= certain
                return inner.last + 1
            at = inner.last + 2
            if not self._is(at, "{"):
                raise UnknownError

    def _keyword(self, at: int, group: Group) -> int:
        """Read an element that begins with a word."""
        word = self.tokens[at].text
        if word == "FILTER":
            return self._filter(at, group)
        if word in ("OPTIONAL", "MINUS") and self._is(at + 1, "{"):
            last = self.closing(at + 1)
            if word == "MINUS":
                group.unbinding.append((at, last))
            else:
                group.possible |= self.variables(at, last)
        elif word == "GRAPH" and self._is(at + 2, "{"):
            inner = self._group(at + 2, open_to_change=False)
            last, named = inner.last, self.variables(at + 1, at + 1)
            group.certain |= inner.certain | named
            group.possible |= inner.possible | named
        elif word == "BIND" and self._is(at + 1, "("):
            last = self.closing(at + 1)
            group.possible |= self.variables(at, last)
        elif word == "VALUES":
            head = self.closing(at + 1) if self._is(at + 1, "(") else at + 1
            last = self.closing(head + 1)
            group.possible |= self.variables(at, last)
        else:
            raise UnknownError
        return last + 1

    def _filter(self, at: int, group: Group) -> int:
        """Read a filter: an absence is noted, of others only the place after them counts."""
        if self._is(at + 1, "NOT") and self._is(at + 2, "EXISTS") and self._is(at + 3, "{"):
            last = self.closing(at + 3)
            group.absences.append(Absence(at, at + 3, last))
        elif self._is(at + 1, "EXISTS") and self._is(at + 2, "{"):
            last = self.closing(at + 2)
        else:
            start = at + 1 if self._is(at + 1, "(") else at + 2
            last = self.closing(start)
            if any(self._is(place, "{") for place in range(start, last)):
                raise UnknownError
            return last + 1
        group.unbinding.append((at, last))
        return last + 1

    def closing(self, opening: int) -> int:
        """Return the place of what closes a brace or parenthesis."""
        if not (self._is(opening, "{") or self._is(opening, "(")):
            raise UnknownError
        waiting: list[str] = []
        for place in range(opening, len(self.tokens)):
            text = self.tokens[place].text if self.tokens[place].kind == "mark" else ""
            if text in ("{", "("):
                waiting.append("}" if text == "{" else ")")
            elif text in ("}", ")"):
                if waiting.pop() != text:
                    raise UnknownError
                if not waiting:
                    return place
        raise UnknownError

    def variables(self, first: int, last: int) -> set[str]:
        """Return the names of the variables in a span."""
        return {one.text[1:] for one in self.tokens[first : last + 1] if one.kind == "variable"}

    def _is(self, at: int, text: str) -> bool:
        return at < len(self.tokens) and self.tokens[at].kind in ("word", "mark") and self.tokens[at].text == text
