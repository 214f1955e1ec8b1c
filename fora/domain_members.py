"""Which elements belong to which domains: by aggregation, by their `Domein`, or through a function."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from fora.cleaning import DOMAIN, fold
from fora.kinds import DomainOrigin, ForaType

Row = dict[str, Any]
_BELOW = {"BusinessFunction", "BusinessProcess"}


def memberships(elements: list[Row], relations: list[Row]) -> list[Row]:
    """Return the pairs of element and domain, each once, with the strongest reason (aggregation first)."""
    types = {one["guid"]: one["archimate_type"] for one in elements}
    names = {
        fold(one["name"]): one["guid"]
        for one in elements
        if one["fora_type"] == ForaType.DOMAIN.value and not one["metamodel"]
    }
    domains = set(names.values())
    below: dict[str, list[str]] = defaultdict(list)
    found: dict[tuple[str, str], DomainOrigin] = {}
    for one in relations:
        if one["type"] != "Aggregation":
            continue
        source, target = one["source_guid"], one["target_guid"]
        if source in domains and target not in domains:
            found[target, source] = DomainOrigin.AGGREGATION
        elif types.get(target) in _BELOW:
            below[source].append(target)
    for one in elements:
        for pair in one["properties"]:
            domain = names.get(fold(pair["value"])) if pair["key"] == DOMAIN else None
            if domain:
                found.setdefault((one["guid"], domain), DomainOrigin.PROPERTY)
    _inherit(found, types, below)
    _through_functions(found, types, relations)
    return [
        {"element_guid": element, "domain_guid": domain, "origin": origin}
        for (element, domain), origin in sorted(found.items())
    ]


def _inherit(found: dict[tuple[str, str], DomainOrigin], types: dict[str, str], below: dict[str, list[str]]) -> None:
    """Carry the domain of a function down to the functions and processes aggregated below it."""
    todo = [(element, domain) for element, domain in found if types.get(element) in _BELOW]
    while todo:
        element, domain = todo.pop()
        for child in below[element]:
            if (child, domain) not in found:
                found[child, domain] = DomainOrigin.INHERITED
                todo.append((child, domain))


def _through_functions(found: dict[tuple[str, str], DomainOrigin], types: dict[str, str], relations: list[Row]) -> None:
    """Give a component the domains of the application functions assigned to it; FORA places few components itself."""
    of: dict[str, list[str]] = defaultdict(list)
    for element, domain in found:
        of[element].append(domain)
    for one in relations:
        component, function = one["source_guid"], one["target_guid"]
        if one["type"] == "Assignment" and types.get(component) == "ApplicationComponent":
            for domain in of[function] if types.get(function) == "ApplicationFunction" else ():
                found.setdefault((component, domain), DomainOrigin.FUNCTION)
