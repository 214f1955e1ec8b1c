"""The independent parser of the guard (rdflib): from a text to its algebra.

Loading it takes a third of a second, so the server does that at the first question and not when it starts.

One thread at a time: pyparsing finds out at the first use of a rule how many arguments its action takes, and two
threads that do so at once leave the rule broken until the process ends.
"""

from __future__ import annotations

import threading
from contextlib import suppress

from pyparsing import ParseBaseException as NotReadError
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

__all__ = ["NotReadError", "asks_elsewhere", "parses", "read"]

_alone = threading.Lock()


def read(text: str, base: str | None) -> Query:
    """Return a query as algebra; raises `NotReadError` at a fault of syntax, and whatever else the parser raises."""
    with _alone:
        return translateQuery(parseQuery(text), base=base)


def parses(text: str) -> bool:
    """Say whether the parser takes a text; only asked to find the place of a fault."""
    with _alone, suppress(Exception):  # a text that is cut off somewhere may bring any fault of the parser to light
        parseQuery(text)
        return True
    return False


def asks_elsewhere(node: object) -> bool:
    """Say whether a SERVICE pattern stands anywhere in the algebra."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, CompValue):
            if one.name == "ServiceGraphPattern":
                return True
            waiting.extend(one.values())
        elif isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, (list, tuple, set)):
            waiting.extend(one)
    return False
