"""Which data an activity is about and how they are kept: categories, people, objects, art. 9, retention, security."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from swc.catalogue.kinds import Trust
from swc.register.derive_scope import Scope, label, weakest
from swc.register.facts import Way
from swc.register.kinds import RegisterField, ValueOrigin
from swc.register.schemas import Detail, PathStep, RegisterValue
from vocab.errors import NotFoundError
from vocab.norms import Norm, norm
from vocab.reading import code as code_of
from vocab.register_facts import Ground, Retention, category_grounds, category_subjects, retentions
from vocab.schemes import scheme

RANKS = {"laag": 1, "midden": 2, "hoog": 3}
"""The BIV levels from light to heavy; what is not here is unknown."""

ASPECTS = {"availability": "Beschikbaarheid", "integrity": "Integriteit", "confidentiality": "Vertrouwelijkheid"}
"""The three aspects of security with their Dutch names."""

_DAYS = {"jaar": 365, "maanden": 30, "weken": 7, "dagen": 1}
"""How many days a unit of a norm counts for comparing."""


def values(scope: Scope) -> Iterator[RegisterValue]:
    """Yield everything about the data of an activity."""
    yield from _categories(scope)
    yield from _subjects(scope)
    yield from _objects(scope)
    yield from _grounds(scope)
    yield from _retention(scope)
    yield from _security(scope)


def _categories(scope: Scope) -> Iterator[RegisterValue]:
    for one in scope.categories.values():
        yield RegisterValue(
            field=RegisterField.DATA_CATEGORY,
            key=one.code,
            label=label("data-categories", one.code),
            origin=one.origin,
            path=one.path,
            source=one.source,
            trust=one.trust,
        )


def _subjects(scope: Scope) -> Iterator[RegisterValue]:
    """Yield whom the categories are about; without a known category whom the function is usually about."""
    named = scope.profile.subjects if scope.profile else ()
    seen: set[str] = set()
    for one in scope.categories.values():
        found = category_subjects(one.code)
        for code in found.among(named) if found else ():
            if found and code not in seen:
                seen.add(code)
                path = scope.mapping(found.origin, one.path)
                yield _subject(code, path, found.origin.source, Trust(found.origin.trust))
    if not seen and scope.profile:
        origin = scope.profile.origin
        for code in named:
            yield _subject(code, scope.mapping(origin), origin.source, Trust(origin.trust))


def _subject(code: str, path: Way, source: str, trust: Trust) -> RegisterValue:
    return RegisterValue(
        field=RegisterField.DATA_SUBJECT,
        key=code,
        label=label("data-subjects", code),
        origin=ValueOrigin.MAPPING,
        path=path,
        source=source,
        trust=trust,
    )


def _objects(scope: Scope) -> Iterator[RegisterValue]:
    for one, path in scope.objects:
        yield RegisterValue(
            field=RegisterField.INFORMATION_OBJECT,
            key=one.guid,
            label=one.name,
            origin=ValueOrigin.FORA,
            path=path,
            source="fora",
            trust=Trust.CONFIRMED,
            detail=Detail(categories=tuple(dict.fromkeys(each.code for each in one.categories))),
        )


def _grounds(scope: Scope) -> Iterator[RegisterValue]:
    """Yield the grounds of art. 9 (art. 10 for criminal data) for the special categories, one value for each ground."""
    found: dict[str, list[Ground]] = {}
    for code, ground in category_grounds().items():
        if code in scope.categories:
            found.setdefault(ground.code, []).append(ground)
    for code, grounds in found.items():
        articles = "; ".join(dict.fromkeys(one.article for one in grounds))
        name = f"{label('special-grounds', code)} ({articles})" if code else articles
        first = grounds[0]
        yield RegisterValue(
            field=RegisterField.SPECIAL_GROUND,
            key=code or "art-10",
            label=name,
            origin=ValueOrigin.MAPPING,
            path=scope.mapping(first.origin, scope.categories[first.category].path),
            source=first.origin.source,
            trust=weakest(Trust(one.origin.trust) for one in grounds),
            detail=Detail(categories=tuple(one.category for one in grounds), safeguard=articles),
        )


def _retention(scope: Scope) -> Iterator[RegisterValue]:
    for one in retentions(scope.key, frozenset(scope.categories)):
        try:
            found = norm(one.norm, scope.board.today)
        except NotFoundError:
            continue
        yield _kept(scope, one, found)


def _kept(scope: Scope, one: Retention, found: Norm) -> RegisterValue:
    days = int(found.number * _DAYS[found.unit])
    categories = tuple(sorted(one.categories))
    step = PathStep(kind="norm", key=found.code, name=found.label, relation="norm")
    return RegisterValue(
        field=RegisterField.RETENTION,
        key=one.norm,
        label=f"{found.label}: {found.number.normalize():f} {found.unit}",
        origin=ValueOrigin.NORM,
        path=(*scope.mapping(one.origin, scope.categories[categories[0]].path), step),
        source=code_of(found.source.iri),
        trust=weakest((Trust(one.origin.trust), Trust(found.trust))),
        detail=Detail(term_days=days, norm=one.norm, norm_days=days, categories=categories),
    )


def _security(scope: Scope) -> Iterator[RegisterValue]:
    """Yield per aspect the highest level that objects and categories ask, and the lowest that all products prove."""
    for aspect, name in ASPECTS.items():
        required, path = _required(scope, aspect)
        proven = _proven(scope, aspect)
        if required or proven:
            yield RegisterValue(
                field=RegisterField.SECURITY,
                key=aspect,
                label=f"{name}: vereist {required or 'onbekend'}, aangetoond {proven or 'onbekend'}",
                origin=ValueOrigin.FORA if required else ValueOrigin.CATALOGUE,
                path=path,
                source="certificeringsschema",
                trust=Trust.UNCONFIRMED,
                detail=Detail(aspect=aspect, level_required=required, level_proven=proven),
            )


def _required(scope: Scope, aspect: str) -> tuple[str, Way]:
    level, path = "", scope.base
    for item, way in scope.objects:
        asked = getattr(item.biv, aspect).value
        if RANKS.get(asked, 0) > RANKS.get(level, 0):
            level, path = asked, way
    if aspect == "confidentiality":
        for one in scope.categories.values():
            asked = category_level(one.code)
            if RANKS.get(asked, 0) > RANKS.get(level, 0):
                level, path = asked, one.path
    return level, path


def _proven(scope: Scope, aspect: str) -> str:
    """Return the lowest level that all products prove; one product without proof leaves it unknown."""
    levels = [one.use.proven.get(aspect, "") for one in scope.takings]
    return min(levels, key=lambda level: RANKS.get(level, 0))


@cache
def category_level(category: str) -> str:
    """Return the confidentiality that the usual level of a category asks (scheme `data-levels`)."""
    levels = {one.code: one for one in scheme("data-levels").concepts}
    found = next((one for one in scheme("data-categories").concepts if one.code == category), None)
    given = found.extra.get("dataLevel", "") if found else ""
    usual = given[0] if isinstance(given, list) else given
    return str(levels[str(usual)].extra.get("confidentiality", "")) if usual in levels else ""
