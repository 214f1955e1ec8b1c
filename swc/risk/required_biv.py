"""What availability, integrity and confidentiality data and place on FORA ask of a use (Certificeringsschema)."""

from __future__ import annotations

from dataclasses import dataclass

from fora.derivation import Reach
from fora.kinds import Level
from fora.schemas import Biv
from swc.landscape.kinds import ProcessesPersonalData
from swc.landscape.schemas import UseSummary
from swc.risk.facts import NO_BIV, BivFact
from vocab.facts import level_confidentiality

RANKS = {Level.UNKNOWN: 0, Level.LOW: 1, Level.MIDDLE: 2, Level.HIGH: 3}
"""The levels of scheme `biv-levels` from light to heavy."""
_BY_CODE = {level.value: rank for level, rank in RANKS.items()}


def rank(code: str | None) -> int:
    """Return the rank of a level by its code; 0 when it is not known."""
    return _BY_CODE.get(code or "", 0)


@dataclass(frozen=True, slots=True, eq=False)
class Required:
    """What each component asks, kept while the release stays the same; no two releases are equal."""

    reach: Reach | None
    by_component: dict[str, BivFact]

    def of(self, use: UseSummary) -> BivFact:
        """Return the heaviest of what the components of a use ask and what its level of personal data asks."""
        if use.personal_data is ProcessesPersonalData.NO:
            return NO_BIV
        by_level = BivFact(0, 0, rank(level_confidentiality().get(use.data_level.value)))
        return _heaviest(by_level, *(self.component(one.guid) for one in use.components))

    def component(self, guid: str) -> BivFact:
        """Return the heaviest of what everything that a component reaches asks."""
        found = self.by_component.get(guid)
        if found is None:
            reached = self.reach.of(guid) if self.reach else ()
            found = self.by_component[guid] = _heaviest(*(_ranks(one.biv) for one in reached))
        return found


_kept: list[Required] = [Required(None, {})]


def required_biv(reach: Reach | None) -> Required:
    """Return what a release asks; worked out once per release and process."""
    if _kept[0].reach is not reach:
        _kept[0] = Required(reach, {})
    return _kept[0]


def _ranks(biv: Biv) -> BivFact:
    return BivFact(RANKS[biv.availability], RANKS[biv.integrity], RANKS[biv.confidentiality])


def _heaviest(*levels: BivFact) -> BivFact:
    return BivFact(*(max(ranks) for ranks in zip(NO_BIV, *levels, strict=True)))
