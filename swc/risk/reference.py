"""The shared facts that every board is compared with: norms of the day, countries and lists of components."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from fora.derivation import Reach
from swc.boards.kinds import Sector
from swc.risk.facts import ComponentFact, NormFact, Reference
from swc.risk.rules import RULES
from vocab import facts
from vocab.norms import norm


def reference(reach: Reach | None, sectors: Iterable[Sector], today: date) -> Reference:
    """Return what the rules compare a board of these sectors with on a day; the names are those of the release."""
    known = tuple(sorted({one.value for one in sectors if one is not Sector.UNKNOWN}))
    expected = None
    if known:
        names = facts.component_names()
        guids = dict.fromkeys(guid for sector in known for guid in facts.expected_components(sector))
        named = ((guid, (reach.name(guid) if reach else "") or names.get(guid, guid)) for guid in guids)
        expected = tuple(ComponentFact(guid, name) for guid, name in named)
    shared = _shared(today)
    return Reference(
        norms=shared.norms,
        adequate=shared.adequate,
        expected=expected,
        core_standards={guid: facts.core_standards(guid) for guid in facts.component_names()},
        learning=facts.learning_components(),
        bsn_allowed=facts.bsn_components(),
    )


@lru_cache(maxsize=32)
def _shared(today: date) -> Reference:
    """Return norms and countries of a day, which no board changes."""
    return Reference(
        norms={code: norm_fact(code, today) for rule in RULES for code in rule.norms},
        adequate={code: one.basis for code, one in facts.adequate_countries(today).items()},
    )


def norm_fact(code: str, today: date) -> NormFact:
    """Return a threshold as rules read it; raises `NotFoundError` where none holds on the day."""
    found = norm(code, today)
    if found.is_day:
        return NormFact(value=0, unit="", source=found.source.title, day=found.day)
    return NormFact(value=float(found.number), unit=found.unit, source=found.source.title)
