"""What an assessment was based on at each step, and which of it changed since: the ground for a review; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from swc.catalogue.kinds import DataLevel
from swc.dpia.criteria import AP_SCHEME, WP_SCHEME
from swc.dpia.kinds import ReviewTrigger
from swc.dpia.schemas import CentralRef
from vocab.schemes import scheme

Snapshot = dict[str, Any]
"""What the risk hangs on, as JSON holds it: `products`, `components`, `purposes`, `processors`, `sub_processors` are
names by key; `owners` the group of each vendor, `versions` of each use, `ai` of each product; `centrals` the newest
central DPIA of each product; `level`, `categories` and `criteria` what holds over all uses together."""

SNAPSHOT = "snapshot"
"""Under which name a step keeps its snapshot among its facts."""

TRIGGERS = "triggers"
"""Under which name a step keeps what made a review necessary (codes of scheme `review-triggers`)."""

TEXTS = "texts"
"""Under which name a step keeps the number of each text as it stood, so that what was decided on can be read back."""

NO_AI = "none"

_WEIGHT = [level.value for level in DataLevel if level is not DataLevel.UNKNOWN]


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version of a central DPIA that came, and the number of the one that was known (0 for none)."""

    key: str
    number: int
    known: int


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was added or became heavier, with the sentence that names it in Dutch.

    `version` is set for a newer central DPIA, so that what that version changed can be told beside it.
    """

    trigger: ReviewTrigger
    sentence: str
    version: NewVersion | None = None


def heaviest(levels: Iterable[str]) -> str:
    """Return the heaviest of some levels of personal data."""
    return max(levels, key=_weight, default=DataLevel.UNKNOWN.value)


def renamed(before: Mapping[str, Any], successors: Mapping[str, str]) -> Mapping[str, Any]:
    """Return a snapshot with the products under the entry that stands for them now.

    Two entries of the catalogue that turned out to be one product are no change of what a board does.
    """
    if not successors or not {before.get("product"), *(before.get("products") or {})} & successors.keys():
        return before
    found = dict(before)
    for name in ("products", "centrals", "ai"):
        if isinstance(before.get(name), dict):
            found[name] = {successors.get(key, key): value for key, value in before[name].items()}
    if "product" in before:
        found["product"] = successors.get(before["product"], before["product"])
    return found


def what_changed(before: Mapping[str, Any], now: Snapshot) -> tuple[Change, ...]:
    """Return what was added or became heavier since; what fell away asks no review (art. 35(11) AVG).

    What a snapshot of an earlier day did not hold yet is not compared.
    """
    return tuple(
        change
        for part in (_products, _data, _parties, _functions, _centrals)
        for change in part(_in_one_shape(before), now)
    )


def newer(title: str, dated: str, number: int) -> str:
    """Return the sentence that names a newer central version."""
    return f"Er is een nieuwere versie van de centrale DPIA ‘{title}’ ({dated or number})."


def central_fact(one: CentralRef | None, *, cites: bool) -> dict[str, Any]:
    """Return the newest central DPIA about a product as a snapshot keeps it, and whether it is the cited one."""
    if one is None:
        return {"cites": cites}
    return {"key": one.key, "number": one.number, "title": one.title, "dated": one.dated, "cites": cites}


def _in_one_shape(before: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a snapshot; one of before assessments over activities named one product and one central DPIA."""
    if "products" in before or "product" not in before:
        return before
    known = before.get("central") or {}
    central = {**known, "cites": bool(before.get("cites"))}
    return {**before, "products": {before["product"]: ""}, "centrals": {before["product"]: central}}


def _products(before: Mapping[str, Any], now: Snapshot) -> Iterator[Change]:
    """Yield the products that came."""
    known = set(before.get("products") or {})
    for key, name in now["products"].items():
        if key not in known:
            replaced = len(known) == len(now["products"]) == 1
            sentence = f"Het product is nu {name}." if replaced else f"Nieuw: product {name}."
            yield Change(ReviewTrigger.OTHER, sentence)


def _data(before: Mapping[str, Any], now: Snapshot) -> Iterator[Change]:
    """Yield heavier data, new categories, components and criteria, and new purposes."""
    if _weight(now["level"]) > _weight(before.get("level")):
        yield Change(ReviewTrigger.NEW_DATA, f"Het niveau van de persoonsgegevens is nu ‘{now['level']}’.")
    for label, name in (("categorie", "categories"), ("component", "components"), ("criterium", "criteria")):
        added = _added(before.get(name), now[name])
        if added:
            trigger = ReviewTrigger.OTHER if name == "components" else ReviewTrigger.NEW_DATA
            named = (_named().get(one, one) for one in added)
            yield Change(trigger, f"Nieuw: {label} {'; '.join(named)}.")
    if before.get("purposes") and (added := _added(before["purposes"], now["purposes"])):
        yield Change(ReviewTrigger.NEW_PURPOSE, f"Nieuw: doel {', '.join(added)}.")


def _parties(before: Mapping[str, Any], now: Snapshot) -> Iterator[Change]:
    """Yield processors and sub-processors that came, and vendors that came into another group."""
    for label, name in (("verwerker", "processors"), ("subverwerker", "sub_processors")):
        if name in before and (added := _added(before[name], now[name])):
            yield Change(ReviewTrigger.NEW_SUB_PROCESSOR, f"Nieuw: {label} {', '.join(added)}.")
    owners = before.get("owners") or {}
    for vendor, owner in now["owners"].items():
        if vendor in owners and owners[vendor].get("group") != owner["group"]:
            sentence = f"{owner['vendor']} heeft een andere eigenaar: {owner['name'] or 'onbekend'}."
            yield Change(ReviewTrigger.NEW_OWNER, sentence)


def _functions(before: Mapping[str, Any], now: Snapshot) -> Iterator[Change]:
    """Yield other versions of products and uses of AI that came or changed."""
    versions = before.get("versions") or {}
    for use_id, one in now["versions"].items():
        known = versions.get(use_id) or {}
        if known.get("version") and one["version"] and known["version"] != one["version"]:
            yield Change(ReviewTrigger.NEW_VERSION, f"Van {one['use']} is nu versie {one['version']} in gebruik.")
    for product, one in now["ai"].items():
        if product not in (before.get("ai") or {}) or one["use"] in (None, NO_AI):
            continue
        if before["ai"][product].get("use") != one["use"]:
            yield Change(ReviewTrigger.AI_FUNCTION, f"{one['product']} gebruikt nu AI: {one['label']}.")


def _centrals(before: Mapping[str, Any], now: Snapshot) -> Iterator[Change]:
    """Yield central DPIAs of which a newer version came; each is named once, however many products it is about."""
    told = set()
    for product, one in now["centrals"].items():
        known = (before.get("centrals") or {}).get(product) or {}
        if one.get("key") and one["key"] not in told and _is_newer(known, one):
            told.add(one["key"])
            number = int(known.get("number") or 0) if known.get("key") == one["key"] else 0
            version = NewVersion(one["key"], int(one["number"]), number)
            yield Change(ReviewTrigger.NEWER_CENTRAL, newer(one["title"], one["dated"], one["number"]), version)


def _is_newer(known: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Say whether a central version came since; citing another central DPIA is the board's own deed, no news."""
    if known.get("key") == now["key"]:
        return int(known.get("number") or 0) < int(now["number"])
    return not now["cites"] and not known.get("cites")


@cache
def _named() -> Mapping[str, str]:
    """Return data categories and screening criteria by code, each with its code and Dutch name."""
    schemes = (scheme(name) for name in ("data-categories", WP_SCHEME, AP_SCHEME))
    return {one.code: f"{one.code} {one.label_nl}" for found in schemes for one in found.concepts}


def _added(before: object, now: object) -> list[str]:
    """Return what is in a list (or, by name, in a mapping) now and was not before."""
    known = set(before) if isinstance(before, (list, dict)) else set()
    if isinstance(now, dict):
        return [str(name) for key, name in now.items() if key not in known]
    return [str(one) for one in now if one not in known] if isinstance(now, list) else []


def _weight(level: object) -> int:
    """Return how heavy a level is; an unknown one weighs least, so that learning it counts."""
    return _WEIGHT.index(level) if level in _WEIGHT else -1
