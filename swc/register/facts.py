"""The plain facts that a register is derived from: uses with what is known around them, components and functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from fora.kinds import PersonalData
from fora.schemas import Biv
from swc.catalogue.kinds import Trust
from swc.landscape.kinds import CategoryOrigin
from swc.landscape.schemas import CategoryFact, UseSummary
from swc.register.schemas import PathStep
from vocab.register_facts import Profile, function_profile

Way = tuple[PathStep, ...]
"""A part of a path."""


@dataclass(frozen=True, slots=True)
class ObjectFact:
    """An information object on the way from a function or a component, with its categories by our mapping."""

    guid: str
    name: str
    personal_data: PersonalData
    biv: Biv
    categories: tuple[CategoryFact, ...]
    way: Way


@dataclass(frozen=True, slots=True)
class NamedFact:
    """A process or a law and the way to it from the function."""

    guid: str
    name: str
    way: Way
    url: str = ""


def certain(one: CategoryFact) -> bool:
    """Say whether a category of a use is certain: the board named it itself, or its source is confirmed."""
    return one.origin is CategoryOrigin.OWN or one.trust is Trust.CONFIRMED


@dataclass(frozen=True)
class FunctionFacts:
    """A business function of the release with what lies below it, and the main function above it."""

    guid: str
    name: str
    description: str = ""
    group_key: str = ""
    group_name: str = ""
    objects: tuple[ObjectFact, ...] = ()
    processes: tuple[NamedFact, ...] = ()
    laws: tuple[NamedFact, ...] = ()

    @cached_property
    def profile(self) -> Profile | None:
        """Return what our tables say of the function."""
        return function_profile(self.guid, self.name)

    @cached_property
    def needed(self) -> frozenset[str] | None:
        """Return the categories that it needs: by its own information objects, else by its profile.

        None: nothing is known of it; empty: it needs no personal data.
        """
        held = (item for item in self.objects if item.personal_data is not PersonalData.NO)
        own = frozenset(one.code for item in held for one in item.categories)
        if own or self.profile is None:
            return own or None
        return frozenset(self.profile.categories)

    def needs(self, one: CategoryFact) -> bool:
        """Say whether it needs a category of a use; what is certain of the use may fit the profile as well."""
        if self.needed is None or one.code in self.needed:
            return True
        named = self.profile.categories if self.profile else ()
        return certain(one) and one.code in named


@dataclass(frozen=True, slots=True)
class ComponentFacts:
    """A component of the release: the functions it serves, each with the way to it, and the objects it reaches."""

    guid: str
    name: str
    description: str = ""
    functions: tuple[tuple[str, Way], ...] = ()
    objects: tuple[ObjectFact, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """A country in which data of a product are, or by whose law a party can be reached.

    `role` says in Dutch why the country matters and `who` of whom; `key` makes it one value with `country`.
    `certified` says whether that party is certified under the EU-US framework (unknown is not certified); `way` is
    the path from the product.
    """

    country: str
    role: str
    who: str
    key: str
    certified: bool | None = None
    way: Way = ()
    source: str = ""
    trust: Trust = Trust.UNKNOWN


@dataclass(frozen=True, slots=True)
class SubFact:
    """A sub-processor of a product, by the catalogue or by the annex of an agreement; `country` may be unknown."""

    name: str
    country: str = ""
    vendor_key: str = ""
    from_agreement: bool = False
    source: str = ""
    trust: Trust = Trust.UNKNOWN


@dataclass(frozen=True, slots=True)
class OutsideFact:
    """A party outside the board to which a coupling of a use brings data; no categories: nobody said which."""

    name: str
    categories: tuple[str, ...]
    step: PathStep


@dataclass(frozen=True, slots=True)
class UseFacts:
    """One use with what is known around it.

    `places_known` says that storage, vendor, owners and sub-processors all have a known country; `proven` holds the
    levels of BIV by aspect that certificates of the product prove today. `accepted` and `rejected` are the elements
    of FORA on which a person spoke for this use.
    """

    summary: UseSummary
    step: PathStep
    product: PathStep
    places: tuple[PlaceFact, ...] = ()
    places_known: bool = False
    subs: tuple[SubFact, ...] = ()
    outside: tuple[OutsideFact, ...] = ()
    proven: Mapping[str, str] = field(default_factory=dict)
    accepted: Mapping[str, str] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()

    @property
    def id(self) -> UUID:
        """Return the id of the use."""
        return self.summary.id


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """Everything that the register of one board is derived from on a day; `sector` says which acts can hold."""

    board_number: str
    today: date
    sector: str = ""
    uses: tuple[UseFacts, ...] = ()
    components: Mapping[str, ComponentFacts] = field(default_factory=dict)
    functions: Mapping[str, FunctionFacts] = field(default_factory=dict)
