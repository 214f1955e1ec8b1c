"""What the pages on dependency in the sector show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.catalogue_door import country_name
from api.dependency_names import group_name
from api.i18n import translate, translate_plural
from api.pages.dependency_figures import GroupFigure, Measure, group_figure
from api.pages.dependency_what_if import Asked
from api.rendering import address
from swc.boards.kinds import Sector
from swc.dependency.kinds import Scenario
from swc.dependency.schemas import UNKNOWN_VENDOR, GroupPart
from swc.dependency.sector_schemas import REST, SectorGroup, SectorLens, SectorTarget, SectorWhatIf

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SectorLensPage:
    """The dependency of the sector, the groups by the chosen measure.

    `largest` supplies the most uses; `leaning` is the group on which the most boards lean for more than half.
    """

    lens: SectorLens
    figure: GroupFigure[SectorGroup]
    largest: SectorGroup | None
    leaning: SectorGroup | None
    measures: tuple[Measure, ...] = tuple(Measure)
    sectors: tuple[Sector, ...] = tuple(Sector)

    def country(self, code: str | None) -> str:
        """Return the name of a country."""
        return country_name(code)

    def part_name(self, group: GroupPart) -> str:
        """Return the name of a group within a component."""
        return group_name(group)


@dataclass(frozen=True, slots=True)
class SectorWhatIfPage:
    """The question to the sector, what can be chosen, and the answer when there is one."""

    asked: Asked
    targets: tuple[SectorTarget, ...]
    more_targets: bool
    acquirers: tuple[Pair, ...]
    result: SectorWhatIf | None = None
    path: str = "/sector/wat-als"
    scenarios: tuple[Scenario, ...] = tuple(Scenario)

    @property
    def missing_acquirer(self) -> bool:
        """Say whether the acquirer has to be chosen yet."""
        return self.asked.missing_acquirer

    def address_of(self, extension: str) -> str:
        """Return the address of the answer as a file, or as JSON without an extension."""
        asked = self.asked.question
        if asked is None:
            return ""
        return address(
            f"/api/v1/sector/what-if{extension}",
            targetKind=asked.target_kind.value,
            targetKey=asked.target_key,
            scenario=asked.scenario.value,
            acquirer=asked.acquirer_key,
        )

    def reach(self, target: SectorTarget) -> str:
        """Return how many boards lean on a target, in words."""
        if target.boards is None:
            return translate("te weinig besturen om te noemen")
        return translate_plural("%(num)s bestuur", "%(num)s besturen", target.boards)


def sector_lens_page(lens: SectorLens, measure: Measure) -> SectorLensPage:
    """Return the page of the lens of the sector with one measure drawn."""
    told = [one for one in lens.groups if one.key not in (UNKNOWN_VENDOR, REST)]
    return SectorLensPage(
        lens=lens,
        figure=group_figure(lens.groups, measure),
        largest=max(told, key=lambda one: one.uses.number, default=None),
        leaning=_most_leaning(told),
    )


def _most_leaning(groups: Iterable[SectorGroup]) -> SectorGroup | None:
    found = [one for one in groups if one.leaning is not None]
    return max(found, key=lambda one: one.leaning.number if one.leaning else 0, default=None)
