"""What a component asks, from the published release of FORA and our mappings: functions, data, BIV class, CPV codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from fora.derivation import Reach
from fora.kinds import PersonalData, Reached
from fora.schemas import Derived
from swc.catalogue.kinds import Trust
from swc.procurement.schemas import ComponentNeed, Cpv, Element, Levels
from swc.risk.required_biv import rank, required_biv
from vocab import facts
from vocab.procurement_facts import CpvCode, category_cpv, component_cpv
from vocab.schemes import scheme

_KNOWN = {PersonalData.YES: True, PersonalData.NO: False, PersonalData.UNKNOWN: None}
_LEVELS = (None, "laag", "midden", "hoog")


@dataclass(frozen=True, slots=True)
class Needs:
    """What some components ask together; empty is unknown."""

    components: tuple[ComponentNeed, ...]
    standards: tuple[str, ...]
    categories: tuple[str, ...]
    data_level: str | None
    required: Levels


def needs(reach: Reach | None, guids: Iterable[str], own_categories: Iterable[str] = ()) -> Needs:
    """Return what components ask; `own_categories` are those that a product is known to process besides."""
    wanted = tuple(dict.fromkeys(guids))
    found = tuple(_component(reach, guid) for guid in wanted)
    codes = {code for one in found for thing in one.objects for code in thing.categories} | set(own_categories)
    level = heaviest_level(codes)
    return Needs(
        components=found,
        standards=tuple(dict.fromkeys(code for guid in wanted for code in _standards(reach, guid))),
        categories=tuple(sorted(codes)),
        data_level=level,
        required=_required(reach, wanted, level),
    )


def heaviest_level(categories: Iterable[str]) -> str | None:
    """Return the heaviest level that any category can have; nothing while no category is known."""
    order = scheme("data-levels").codes
    found = {level for code in categories for level in _category_levels().get(code, ())}
    return max(found, key=order.index) if found else None


def cpv_codes(named: Iterable[tuple[str, str]], category: str = "") -> tuple[Cpv, ...]:
    """Return the CPV codes of components (GUID and name) and of a market category, the main one first, each once."""
    found: dict[str, Cpv] = {}
    for guid, name in named:
        for one in component_cpv(guid):
            found.setdefault(one.code, _cpv(one, name))
    for one in category_cpv(category):
        found.setdefault(one.code, _cpv(one, category))
    return tuple(found.values())


def _cpv(one: CpvCode, by: str) -> Cpv:
    concept = scheme("cpv").concept(one.code)
    return Cpv(
        code=one.code,
        notation=concept.notation,
        label_nl=concept.label_nl,
        label_en=concept.label_en,
        by=by,
        trust=Trust(one.trust),
        note=one.note,
    )


def _component(reach: Reach | None, guid: str) -> ComponentNeed:
    if reach is None or not reach.holds(guid):
        name = facts.component_names().get(guid, guid)
        return ComponentNeed(guid=guid, name=name, in_release=False)
    reached, around = reach.of(guid), reach.around(guid)
    return ComponentNeed(
        guid=guid,
        name=reach.name(guid),
        application_functions=_elements(around, Reached.APPLICATION_FUNCTION),
        functions=_elements(reached, Reached.FUNCTION),
        processes=_elements(reached, Reached.PROCESS),
        objects=tuple(
            Element(
                guid=one.guid,
                name=one.name,
                personal_data=_KNOWN[one.personal_data],
                categories=tuple(mapped.code for mapped in facts.object_categories(one.guid, one.name)),
            )
            for one in reached
            if one.kind is Reached.INFORMATION_OBJECT and one.personal_data is not PersonalData.NO
        ),
    )


def _elements(found: Iterable[Derived], kind: Reached) -> tuple[Element, ...]:
    return tuple(
        Element(guid=one.guid, name=one.name, personal_data=_KNOWN[one.personal_data])
        for one in found
        if one.kind is kind
    )


def _standards(reach: Reach | None, guid: str) -> tuple[str, ...]:
    """Return the standards of a component: those it should support at least, then those that FORA ties to it."""
    tied = reach.around(guid) if reach else ()
    known = _by_element()
    named = (known[one.guid] for one in tied if one.kind is Reached.STANDARD and one.guid in known)
    return (*facts.core_standards(guid), *named)


def _required(reach: Reach | None, guids: Iterable[str], level: str | None) -> Levels:
    by_component = required_biv(reach)
    ranks = [by_component.component(guid) for guid in guids]
    confidentiality = rank(facts.level_confidentiality().get(level or ""))
    return Levels(
        availability=_LEVELS[max((one[0] for one in ranks), default=0)],
        integrity=_LEVELS[max((one[1] for one in ranks), default=0)],
        confidentiality=_LEVELS[max([confidentiality, *(one[2] for one in ranks)])],
    )


@cache
def _category_levels() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in scheme("data-categories").concepts:
        given = one.extra["dataLevel"]
        found[one.code] = tuple(given) if isinstance(given, list) else (str(given),)
    return found


@cache
def _by_element() -> dict[str, str]:
    """Return the standard that each element of FORA is, as far as the scheme says."""
    concepts = scheme("standards").concepts
    return {str(one.extra["foraElement"]): one.code for one in concepts if "foraElement" in one.extra}
