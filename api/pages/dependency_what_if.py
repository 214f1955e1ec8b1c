"""What the page of a what-if of a board shows: the question with what it can be about, and the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final, TypeVar

from fastapi import Depends, Query

from api.dependency_names import group_name
from api.i18n import translate, translate_plural
from api.rendering import address
from swc.boards.schemas import BoardDetail
from swc.dependency.incident import NATURE
from swc.dependency.kinds import Scenario, TargetKind
from swc.dependency.schemas import GroupPart
from swc.dependency.sector_schemas import SectorTarget
from swc.dependency.whatif_schemas import Target, WhatIf, WhatIfQuestion
from swc.errors import InvalidInputError, Problem

MOST_TARGETS: Final = 60
"""How many targets are offered for a search; whoever seeks another one types more of its name."""

FIRST_TARGETS: Final = 12
_FIRST_KINDS: Final = (TargetKind.GROUP, TargetKind.SUB_PROCESSOR, TargetKind.FACILITY)
"""What is offered without a search: what most people ask about, the most uses first."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as it stands in the address: `target` is its kind and key, with a colon between."""

    text: str
    target: str
    scenario: Scenario
    acquirer: str

    @property
    def missing_acquirer(self) -> bool:
        """Say whether a takeover was asked without saying by whom."""
        return bool(self.target) and self.scenario is Scenario.TAKEN_OVER and not self.acquirer

    @property
    def question(self) -> WhatIfQuestion | None:
        """Return the question where it is whole; raises `InvalidInputError` for a target of no kind."""
        if not self.target or self.missing_acquirer:
            return None
        kind, _, key = self.target.partition(":")
        if kind not in {one.value for one in TargetKind} or not key:
            problem = Problem(
                "doel", "Dit is geen doel waarover u een vraag kunt stellen.", "Kies er een uit de lijst."
            )
            raise InvalidInputError("De vraag klopt niet.", problems=(problem,))
        acquirer = self.acquirer if self.scenario is Scenario.TAKEN_OVER else ""
        return WhatIfQuestion(
            target_kind=TargetKind(kind), target_key=key, scenario=self.scenario, acquirer_key=acquirer
        )


def _asked(
    *,
    zoek: Annotated[str, Query(max_length=100, description="Deel van een naam")] = "",
    doel: Annotated[str, Query(max_length=230, description="Soort en sleutel van het doel, met een dubbele punt")] = "",
    scenario: Annotated[Scenario, Query(description="Wat er gebeurt")] = Scenario.STOPS,
    overnemer: Annotated[str, Query(max_length=120, description="Sleutel van wie overneemt")] = "",
) -> Asked:
    return Asked(zoek.strip(), doel, scenario, overnemer)


AskedDep = Annotated[Asked, Depends(_asked)]


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A group with its uses before and after a takeover."""

    name: str
    before: int
    after: int
    share_before: float | None
    share_after: float | None


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """The question, what can be chosen, and the answer when there is one."""

    board: BoardDetail
    asked: Asked
    targets: tuple[Target, ...]
    more_targets: bool
    acquirers: tuple[Pair, ...]
    result: WhatIf | None = None
    scenarios: tuple[Scenario, ...] = tuple(Scenario)

    @property
    def path(self) -> str:
        """Return the address of the page."""
        return f"/besturen/{self.board.number}/wat-als"

    @property
    def missing_acquirer(self) -> bool:
        """Say whether the acquirer has to be chosen yet."""
        return self.asked.missing_acquirer

    @property
    def nature(self) -> str:
        """Return how the report of a breach begins, in the language of the reader."""
        return translate(NATURE, name=self.result.target.name) if self.result else ""

    @property
    def downloads(self) -> tuple[Pair, ...]:
        """Return the files of the answer, by name."""
        asked = self.asked
        query = {"doel": asked.target, "scenario": asked.scenario.value, "overnemer": asked.acquirer}
        return tuple(
            (name, address(f"{self.path}.{kind}", **query))
            for name, kind in (("Excel", "xlsx"), ("Word", "docx"), ("JSON", "json"))
        )

    @property
    def alone(self) -> int:
        """Return how many functions nothing else serves."""
        return sum(1 for one in self.result.functions if not one.others) if self.result else 0

    @property
    def beyond(self) -> int:
        """Return how many couplings lead to an application that goes on."""
        return sum(1 for one in self.result.couplings if one.beyond) if self.result else 0

    @property
    def groups_before_after(self) -> tuple[BeforeAfter, ...]:
        """Return the groups with their uses before and after a takeover, the most afterwards first."""
        found = self.result.takeover if self.result else None
        return before_after(found.before, found.after) if found else ()

    def reach(self, target: Target) -> str:
        """Return how many uses lean on a target, in words."""
        return translate_plural("%(num)s applicatie", "%(num)s applicaties", target.uses)


Found = TypeVar("Found", Target, SectorTarget)


def offered(found: Sequence[Found], asked: Asked, chosen: Found | None) -> tuple[tuple[Found, ...], bool]:
    """Return the targets to choose from, the chosen one first, and whether there are more."""
    likely = [one for one in found if asked.text or one.kind in _FIRST_KINDS]
    if not asked.text:
        likely.sort(key=lambda one: -_weight(one))
    shown = likely[: MOST_TARGETS if asked.text else FIRST_TARGETS]
    listed = [one for one in shown if chosen is None or (one.kind, one.key) != (chosen.kind, chosen.key)]
    if chosen is not None:
        listed.insert(0, chosen)
    return tuple(listed), len(found) > len(shown)


def _weight(target: Target | SectorTarget) -> int:
    return target.uses if isinstance(target, Target) else target.boards or 0


def before_after(before: Sequence[GroupPart], after: Sequence[GroupPart]) -> tuple[BeforeAfter, ...]:
    """Return each group that has uses before or after."""
    old, new = {one.key: one for one in before}, {one.key: one for one in after}
    rows = []
    for key in {**new, **old}:
        one, other = old.get(key), new.get(key)
        rows.append(
            BeforeAfter(
                name=group_name(other or old[key]),
                before=one.uses if one else 0,
                after=other.uses if other else 0,
                share_before=one.share if one else 0,
                share_after=other.share if other else 0,
            )
        )
    return tuple(sorted(rows, key=lambda one: (-one.after, -one.before, one.name)))
