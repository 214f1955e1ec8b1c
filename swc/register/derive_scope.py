"""One activity while it is derived: its anchor, the uses that take part, and what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from fora.kinds import PersonalData
from swc.catalogue.kinds import Trust
from swc.landscape.kinds import CategoryOrigin
from swc.landscape.schemas import CategoryFact
from swc.register.facts import BoardFacts, ComponentFacts, FunctionFacts, ObjectFact, UseFacts, Way
from swc.register.kinds import AnchorKind, ValueOrigin
from swc.register.schemas import PathStep
from vocab.register_facts import Origin, Profile, function_profile
from vocab.schemes import scheme

_FROM = {
    CategoryOrigin.FORA: ("information_object", ValueOrigin.FORA),
    CategoryOrigin.PRODUCT: ("product", ValueOrigin.CATALOGUE),
    CategoryOrigin.OWN: ("use", ValueOrigin.USE),
}


@dataclass(frozen=True, slots=True)
class Taking:
    """A use that takes part in an activity, and the way from it to the anchor.

    `only` holds the categories with which it takes part, where that is not all of them.
    """

    use: UseFacts
    way: Way
    only: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class CategoryOn:
    """A category of an activity with the path that leads to it."""

    code: str
    origin: ValueOrigin
    path: Way
    source: str
    trust: Trust


@dataclass(frozen=True)
class Scope:
    """An activity being derived."""

    board: BoardFacts
    kind: AnchorKind
    key: str
    name: str
    takings: tuple[Taking, ...]
    function: FunctionFacts | None
    profile: Profile | None

    @classmethod
    def of(cls, board: BoardFacts, place: tuple[AnchorKind, str], takings: tuple[Taking, ...]) -> Scope:
        """Return the activity on an anchor, with the profile of the function (or of a component's name)."""
        kind, key = place
        function = board.functions[key] if kind is AnchorKind.FUNCTION else None
        if function is not None:
            return cls(board, kind, key, function.name, takings, function, function.profile)
        if kind is AnchorKind.COMPONENT:
            name = board.components[key].name
            return cls(board, kind, key, name, takings, None, function_profile("", name))
        return cls(board, kind, key, takings[0].use.summary.name, takings, None, None)

    @property
    def base(self) -> Way:
        """Return the way to the anchor from the first use that takes part."""
        return self.takings[0].way

    @cached_property
    def own_objects(self) -> tuple[ObjectFact, ...]:
        """Return the information objects of the function itself, unless every use had them rejected.

        What the release says to hold no personal data is left out; unknown is not.
        """
        found = self.function.objects if self.function else ()
        held = (one for one in found if one.personal_data is not PersonalData.NO)
        return tuple(one for one in held if not all(one.guid in taking.use.rejected for taking in self.takings))

    @cached_property
    def objects(self) -> tuple[tuple[ObjectFact, Way], ...]:
        """Return the information objects of the activity with their paths.

        Those of the function; where the release has none, those of the components with a category of the activity.
        """
        if self.own_objects:
            return tuple((one, (*self.base, *one.way)) for one in self.own_objects)
        found: dict[str, tuple[ObjectFact, Way]] = {}
        for component, taking in self._components:
            for one in component.objects:
                if one.guid not in found and one.guid not in taking.use.rejected and self._about(one):
                    found[one.guid] = (one, (*taking.way[:2], *one.way))
        return tuple(found.values())

    @cached_property
    def categories(self) -> Mapping[str, CategoryOn]:
        """Return the categories of the activity by code, each with the first path found."""
        found: dict[str, CategoryOn] = {}
        for one in self._of_objects():
            found.setdefault(one.code, one)
        for taking, category in self._of_uses():
            if category.code not in found:
                found[category.code] = _on_use(taking, category)
        return found

    def mapping(self, origin: Origin, base: Way | None = None) -> Way:
        """Return the path that ends at a line of one of our own tables."""
        return (*(self.base if base is None else base), mapping_step(origin.table))

    @cached_property
    def _components(self) -> tuple[tuple[ComponentFacts, Taking], ...]:
        """Return the components along which uses take part, each once."""
        found: dict[str, tuple[ComponentFacts, Taking]] = {}
        for taking in self.takings:
            key = taking.way[1].key if len(taking.way) > 1 else ""
            if key in self.board.components:
                found.setdefault(key, (self.board.components[key], taking))
        return tuple(found.values())

    def _about(self, item: ObjectFact) -> bool:
        return item.personal_data is not PersonalData.NO and any(one.code in self.categories for one in item.categories)

    def _of_objects(self) -> Iterator[CategoryOn]:
        for item in self.own_objects:
            for one in item.categories:
                path = (*self.base, *item.way, category_step(one.code))
                yield CategoryOn(one.code, ValueOrigin.FORA, path, one.source, one.trust)

    def _of_uses(self) -> Iterator[tuple[Taking, CategoryFact]]:
        """Yield the categories of the uses, narrowed to what the function needs if that is known."""
        function = self.function if self.function and self.function.needed else None
        for taking in self.takings:
            for one in taking.use.summary.categories:
                fits = function is None or function.needs(one)
                if fits and (taking.only is None or one.code in taking.only):
                    yield taking, one


def _on_use(taking: Taking, one: CategoryFact) -> CategoryOn:
    kind, origin = _FROM[one.origin]
    via = (PathStep(kind=kind, name=one.via, relation="category"),) if one.via else ()
    return CategoryOn(one.code, origin, (*taking.way, *via, category_step(one.code)), one.source, one.trust)


@cache
def mapping_step(table: str) -> PathStep:
    """Return the step of a path that is a table of ours."""
    return PathStep(kind="mapping", key=table, name=_TABLES.get(table, table), relation="mapping")


_TABLES = {
    "function_profiles.csv": "Profiel van de bedrijfsfunctie",
    "function_words.csv": "Woord in de naam van de functie",
    "category_subjects.csv": "Betrokkenen bij de categorie",
    "category_grounds.csv": "Grond bij de bijzondere categorie",
    "category_retention.csv": "Bewaartermijn bij de categorie",
    "adequate_countries.csv": "Landen met een passend beschermingsniveau",
}
"""How a path names our tables."""


@cache
def category_step(code: str) -> PathStep:
    """Return the step of a path that is a category of personal data."""
    return PathStep(kind="category", key=code, name=label("data-categories", code), relation="category")


@cache
def label(scheme_name: str, code: str) -> str:
    """Return the Dutch label of a code; a code that the scheme lacks stands for itself."""
    return _labels(scheme_name).get(code, code)


@cache
def _labels(scheme_name: str) -> dict[str, str]:
    return {one.code: one.label_nl for one in scheme(scheme_name).concepts}


def weakest(trusts: Iterable[Trust]) -> Trust:
    """Return the least confirmed of what a value rests on; nothing is unknown."""
    found = set(trusts)
    return next((one for one in (Trust.UNKNOWN, Trust.UNCONFIRMED, Trust.CONFIRMED) if one in found), Trust.UNKNOWN)
