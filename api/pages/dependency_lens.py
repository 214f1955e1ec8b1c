"""What the page on the dependency of a board shows: the lens, a few sentences, and its drawings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.catalogue_door import country_name
from api.dependency_names import end_name
from api.drawing.sankey import Sankey
from api.pages.dependency_figures import (
    GroupFigure,
    Measure,
    Trend,
    flow_drawing,
    group_figure,
    index_at,
    shares_at,
    trend,
)
from swc.dependency.kinds import ExitState, FlowEnd, PlaceRole, StandardState
from swc.dependency.schemas import (
    UNKNOWN_VENDOR,
    BoardLens,
    FlowLink,
    GroupShare,
    Hidden,
    Jurisdiction,
    LensMoment,
    OwnerChange,
)

MEASURES: Final = tuple(Measure)


@dataclass(frozen=True, slots=True)
class Exits:
    """How many applications the board could leave, by how far that is settled."""

    ready: int
    partly: int
    missing: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Exchanges:
    """How many applications exchange data by an open standard."""

    met: int
    missing: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the first sentences of the page need; `shared` is the sub-processor below the most applications."""

    groups: int
    largest: GroupShare | None
    exits: Exits
    exchanges: Exchanges
    shared: Hidden | None


@dataclass(frozen=True, slots=True)
class LensPage:
    """The dependency of a board: the groups by the chosen measure, their course over time, and where data go.

    `day` is the day that was asked for, as an address has it; nothing for today.
    """

    lens: BoardLens
    figure: GroupFigure[GroupShare]
    trend: Trend | None
    flows: tuple[FlowLink, ...]
    flow: Sankey
    summary: Summary
    day: str = ""
    measures: tuple[Measure, ...] = MEASURES

    @property
    def path(self) -> str:
        """Return the address of the page."""
        return f"/besturen/{self.lens.board_number}/afhankelijkheid"

    @property
    def changes(self) -> tuple[OwnerChange, ...]:
        """Return the changes of owner that the course over time saw, the newest first."""
        found = [change for moment in (self.trend.moments if self.trend else ()) for change in moment.changes]
        return tuple(sorted(found, key=lambda one: one.on, reverse=True))

    @property
    def places(self) -> tuple[tuple[PlaceRole, tuple[Jurisdiction, ...]], ...]:
        """Return the countries by role, in a fixed order of roles."""
        found = ((role, tuple(one for one in self.lens.jurisdictions if one.role is role)) for role in PlaceRole)
        return tuple((role, rows) for role, rows in found if rows)

    def country(self, code: str | None) -> str:
        """Return the name of a country."""
        return country_name(code)

    def index_at(self, moment: LensMoment) -> int | None:
        """Return the index of a moment as it is drawn."""
        return index_at(moment)

    def share_at(self, moment: LensMoment, key: str) -> float | None:
        """Return the share of a group at a moment as it is drawn."""
        return shares_at(moment).get(key, 0)

    def end(self, kind: FlowEnd, key: str, name: str) -> str:
        """Return the name of the end of a flow."""
        return end_name(kind, key, name)


def lens_page(
    lens: BoardLens, measure: Measure, *, moments: Sequence[LensMoment], flows: tuple[FlowLink, ...], day: str = ""
) -> LensPage:
    """Return the page of a lens with one measure drawn."""
    return LensPage(
        lens=lens,
        figure=group_figure(lens.groups, measure),
        trend=trend(moments),
        flows=flows,
        flow=flow_drawing(flows),
        summary=summary(lens),
        day=day,
    )


def summary(lens: BoardLens) -> Summary:
    """Return what the first sentences need."""
    known = [one for one in lens.groups if one.key != UNKNOWN_VENDOR]
    exits = Counter(one.state for one in lens.exits)
    standards = Counter(one.state for one in lens.exchanges)
    below = max(lens.hidden.sub_processors, key=lambda one: len(one.uses), default=None)
    return Summary(
        groups=len(known),
        largest=max(known, key=lambda one: one.uses.number, default=None),
        exits=Exits(
            ready=exits[ExitState.READY],
            partly=exits[ExitState.PARTLY],
            missing=exits[ExitState.MISSING],
            unknown=exits[ExitState.UNKNOWN],
        ),
        exchanges=Exchanges(
            met=standards[StandardState.MET],
            missing=standards[StandardState.MISSING],
            unknown=standards[StandardState.UNKNOWN],
        ),
        shared=below if below is not None and len(below.uses) > 1 else None,
    )
