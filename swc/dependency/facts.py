"""The plain facts that lens and what-if are worked out from: active uses with what they reach, and what lies around."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from swc.catalogue.kinds import LocationKind, Trust
from swc.catalogue.rules import Owned
from swc.catalogue.schemas import VendorGroup
from swc.dependency.rules import Limits, Tally
from swc.dependency.schemas import Ref, UseRef
from swc.landscape.contracts.schemas import ContractSummary, ExitFacts
from swc.landscape.schemas import CouplingDetail, UseSummary

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """A school of the board; no number of pupils where DUO masked or lacks it."""

    brin: str
    name: str
    pupils: int | None = None
    at_least: bool = False

    @property
    def vague(self) -> bool:
        """Say whether the number of pupils is a lower bound or lacks."""
        return self.at_least or self.pupils is None


@dataclass(frozen=True, slots=True)
class SubFacts:
    """A sub-processor of a product, by the catalogue or by the annex of an agreement."""

    key: str
    name: str
    country: str | None = None
    vendor_key: str | None = None
    certified: bool | None = None
    trust: Trust = Trust.UNKNOWN


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A country where data of a product are kept or seen."""

    country: str
    kind: LocationKind


@dataclass(frozen=True)
class UseFacts:
    """One active use with what it reaches: GUIDs of business functions, processes and objects with personal data.

    `schools` holds the BRINs where it holds, `subs` its sub-processors; `group` is nothing for an unknown vendor, and
    `cost` (in euro a year) where nobody knows it.
    """

    summary: UseSummary
    group: VendorGroup | None = None
    functions: frozenset[str] = NOTHING
    processes: frozenset[str] = NOTHING
    objects: frozenset[str] = NOTHING
    schools: frozenset[str] = NOTHING
    subs: tuple[SubFacts, ...] = ()
    cost: Decimal | None = None

    @property
    def id(self) -> UUID:
        """Return the id of the use."""
        return self.summary.id

    @property
    def group_key(self) -> str:
        """Return the key of the group; empty for an unknown vendor."""
        return self.group.key if self.group else ""

    @property
    def group_ref(self) -> Ref | None:
        """Return the group by name, or nothing where the vendor is unknown."""
        return Ref(key=self.group.key, name=self.group.name) if self.group else None

    @property
    def product(self) -> Ref:
        """Return the product by name."""
        return Ref(key=self.summary.product_key, name=self.summary.product_name)

    @property
    def ref(self) -> UseRef:
        """Return the use by name."""
        return UseRef(id=self.summary.id, name=self.summary.name)

    @property
    def unplaced(self) -> bool:
        """Say whether it stands on no component of the published release, so that nothing is known of functions."""
        return all(one.lapsed for one in self.summary.components)


@dataclass(frozen=True)
class BoardFacts:
    """Everything of one board on a day that lens and what-if need; `uses` are the active ones.

    `names` holds the names of elements of FORA, `standards` and `places` are by product, `limits` are the thresholds
    of the day and `least` the least number of uses over which an index says something.
    """

    number: str
    name: str
    on: date
    limits: Limits
    least: int = 1
    has_release: bool = True
    uses: tuple[UseFacts, ...] = ()
    schools: Mapping[str, SchoolFacts] = field(default_factory=dict)
    couplings: tuple[CouplingDetail, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    standards: Mapping[str, frozenset[str]] = field(default_factory=dict)
    places: Mapping[str, Sequence[PlaceFacts]] = field(default_factory=dict)
    vendors: Mapping[str, Owned] = field(default_factory=dict)
    groups: Mapping[str, VendorGroup] = field(default_factory=dict)
    exits: Mapping[UUID, ExitFacts] = field(default_factory=dict)
    contracts: tuple[ContractSummary, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[UUID, UseFacts]:
        """Return the active uses by id."""
        return {one.id: one for one in self.uses}

    def pupils(self, brins: Iterable[str]) -> tuple[int, bool]:
        """Return the pupils of schools and whether that is a lower bound."""
        found = [self.schools[brin] for brin in brins if brin in self.schools]
        return sum(one.pupils or 0 for one in found), any(one.vague for one in found)

    def refs(self, guids: Iterable[str]) -> tuple[Ref, ...]:
        """Return elements of FORA by name, in order of name."""
        found = (Ref(key=guid, name=self.names.get(guid, guid)) for guid in guids)
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.key)))


def tally(uses: Iterable[UseFacts]) -> Tally:
    """Return the uses of each group; those without a known vendor are loose."""
    known: dict[str, int] = {}
    unsettled: set[str] = set()
    loose = 0
    for use in uses:
        if use.group is None:
            loose += 1
            continue
        known[use.group.key] = known.get(use.group.key, 0) + 1
        if not use.group.known:
            unsettled.add(use.group.key)
    return Tally(known, loose, frozenset(unsettled))


def group_names(uses: Iterable[UseFacts]) -> dict[str, str]:
    """Return the names of the groups of uses by key."""
    return {use.group.key: use.group.name for use in uses if use.group}


def cost_of(uses: Iterable[UseFacts]) -> tuple[Decimal, int]:
    """Return the known yearly cost of uses and the number of those of unknown cost."""
    known = [use.cost for use in uses]
    return sum((one for one in known if one is not None), Decimal(0)), sum(one is None for one in known)


def products_of(uses: Iterable[UseFacts]) -> tuple[Ref, ...]:
    """Return the products of uses by name, each once."""
    found = {use.summary.product_key: use.product for use in uses}
    return tuple(sorted(found.values(), key=lambda one: (one.name.casefold(), one.key)))


def refs_of(uses: Iterable[UseFacts]) -> tuple[UseRef, ...]:
    """Return uses by name."""
    return tuple(sorted((use.ref for use in uses), key=lambda one: (one.name.casefold(), str(one.id))))
