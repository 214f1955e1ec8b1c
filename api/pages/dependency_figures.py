"""The figures of dependency: which measure is drawn, in what order the groups stand, and what each drawing holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from api.dependency_names import end_name, group_name
from api.drawing.bars import Bars, Share, bars
from api.drawing.lines import COLOURS, Line, Plot, plot
from api.drawing.sankey import Link, Sankey, sankey
from api.drawing.treemap import Part, Treemap, treemap
from api.i18n import translate
from swc.dependency.kinds import FlowEnd
from swc.dependency.schemas import UNKNOWN_VENDOR, CostPart, FlowLink, GroupPart, GroupShare, LensMoment
from swc.dependency.schemas import Part as Measured
from swc.dependency.sector_schemas import REST, SectorGroup

Group = TypeVar("Group", GroupShare, SectorGroup)
DRAWN_GROUPS = len(COLOURS)
"""How many groups have a line over time: each needs a dash and a colour of its own."""


class Measure(StrEnum):
    """What the share of a vendor group is a share of."""

    USES = "uses"
    FUNCTIONS = "functions"
    PUPILS = "pupils"
    OBJECTS = "objects"
    COST = "cost"

    @property
    def divides(self) -> bool:
        """Say whether the parts make up a whole; functions, pupils and objects can be of several groups at once."""
        return self in (Measure.USES, Measure.COST)


@dataclass(frozen=True, slots=True)
class Ranked(Generic[Group]):
    """A group with its number in the table; the rows of what is unknown or gathered have none."""

    number: int | None
    group: Group
    name: str
    share: float | None


@dataclass(frozen=True, slots=True)
class GroupFigure(Generic[Group]):
    """The groups by one measure: a treemap where parts make up a whole, bars where they overlap, and the rows."""

    measure: Measure
    rows: tuple[Ranked[Group], ...]
    treemap: Treemap | None = None
    bars: Bars | None = None


def group_figure(groups: Iterable[Group], measure: Measure) -> GroupFigure[Group]:
    """Return the groups by a measure, the largest first, those that are no group of their own last."""
    ordered = sorted(groups, key=lambda one: (one.key in (UNKNOWN_VENDOR, REST), -amount(one, measure)))
    rows = [
        Ranked(place if one.key not in (UNKNOWN_VENDOR, REST) else None, one, group_name(one), share_of(one, measure))
        for place, one in enumerate(ordered, start=1)
    ]
    found = tuple(rows)
    if measure.divides:
        parts = [Part(row.group.key, row.name, amount(row.group, measure), apart=row.number is None) for row in found]
        return GroupFigure(measure, found, treemap=treemap(parts, rest=translate("overige groepen")))
    shares = [Share(row.name, row.share or 0, unknown=row.number is None) for row in found]
    return GroupFigure(measure, found, bars=bars(shares))


def part_of(group: GroupShare | SectorGroup, measure: Measure) -> Measured | CostPart | None:
    """Return what a group carries by a measure; nothing where it cannot be told."""
    found: Measured | CostPart | None = getattr(group, measure.value)
    return found


def share_of(group: GroupShare | SectorGroup, measure: Measure) -> float | None:
    """Return the share of a group by a measure; nothing where there is no whole, or it cannot be told."""
    found = part_of(group, measure)
    return found.share if found is not None else None


def amount(group: GroupShare | SectorGroup, measure: Measure) -> float:
    """Return what a group carries by a measure as a number to compare with; nothing told counts as nothing."""
    found = part_of(group, measure)
    if found is None:
        return 0
    return float(found.amount if isinstance(found, CostPart) else found.number)


@dataclass(frozen=True, slots=True)
class Trend:
    """The shares of the largest groups over time, and the index, each as lines; `names` says what a line is."""

    shares: Plot
    index: Plot
    names: dict[str, str]
    moments: tuple[LensMoment, ...]
    undated: int


def trend(moments: Sequence[LensMoment]) -> Trend | None:
    """Return the lines over time of the groups that were largest over all of it; nothing with fewer than two moments.

    Uses without a known start are taken along as if they always ran, because leaving them out would hide the groups
    that supply them; the page says how many they are.
    """
    if len(moments) < 2:  # noqa: PLR2004 - one moment is no line
        return None
    undated = max(moment.undated for moment in moments)
    shares = [shares_at(moment) for moment in moments]
    mass: Counter[str] = Counter()
    for one in shares:
        mass.update({key: round(1_000_000 * share) for key, share in one.items() if key != UNKNOWN_VENDOR})
    largest = sorted(mass, key=lambda key: (-mass[key], key))[:DRAWN_GROUPS]
    known = {group.key: group.name for moment in moments for group in _groups_at(moment)}
    labels = [f"{moment.on.month}-{moment.on.year % 100:02d}" for moment in moments]
    lines = [Line(key, [round(100 * one.get(key, 0)) for one in shares]) for key in largest]
    index = Line("hhi", [index_at(moment) for moment in moments])
    return Trend(
        plot(labels, lines), plot(labels, [index]), {key: known[key] for key in largest}, tuple(moments), undated
    )


def _groups_at(moment: LensMoment) -> tuple[GroupPart, ...]:
    return moment.groups_with_undated if moment.undated else moment.groups


def shares_at(moment: LensMoment) -> dict[str, float]:
    """Return the share of each group at a moment, with the uses that have no known start."""
    return {group.key: group.share or 0 for group in _groups_at(moment)}


def index_at(moment: LensMoment) -> int | None:
    """Return the index of a moment with the uses that have no known start."""
    return moment.hhi_with_undated if moment.undated else moment.hhi


def flow_drawing(links: Iterable[FlowLink]) -> Sankey:
    """Return the Sankey of products, what of people they hold, and of whom."""
    found = tuple(links)
    names: dict[str, str] = {}
    drawn: list[Link] = []
    for link in found:
        source, target = end_key(link.source_kind, link.source_key), end_key(link.target_kind, link.target_key)
        names[source] = end_name(link.source_kind, link.source_key, link.source_name)
        names[target] = end_name(link.target_kind, link.target_key, link.target_name)
        drawn.append(Link(0 if link.source_kind is FlowEnd.PRODUCT else 1, source, target, link.weight))
    columns = (translate("Product"), translate("Gegevens"), translate("Over wie"))
    return sankey(drawn, columns, names, rest=translate("overige"))


def end_key(kind: FlowEnd, key: str) -> str:
    """Return the key of an end, apart from ends of another kind with the same code."""
    return f"{kind.value}:{key}"
