"""What an assessment was based on at each step, and which of it changed since: the ground for a review; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from swc.catalogue.kinds import DataLevel
from swc.dpia.kinds import Finding
from swc.dpia.schemas import CentralRef, DpiaStatus
from swc.landscape.schemas import UseSummary

Snapshot = dict[str, object]

SNAPSHOT = "snapshot"
"""Under which name a step keeps its snapshot among its facts."""

_WEIGHT = [level.value for level in DataLevel if level is not DataLevel.UNKNOWN]


def snapshot(use: UseSummary, dpia: DpiaStatus) -> Snapshot:
    """Return the facts that the risk hangs on, as JSON holds them."""
    newest = dpia.central_newest
    return {
        "product": use.product_key,
        "level": use.data_level.value,
        "categories": sorted({one.code for one in use.categories}),
        "components": {one.guid: one.name for one in use.components},
        "criteria": [one.criterion for one in dpia.criteria if one.outcome is Finding.YES],
        "central": None if newest is None else {"key": newest.key, "number": newest.number},
        "cites": dpia.central is not None,
    }


def what_changed(before: Mapping[str, object], use: UseSummary, dpia: DpiaStatus) -> tuple[str, ...]:
    """Return, in Dutch, what was added or became heavier since; what fell away asks no review (art. 35(11) AVG)."""
    return tuple(_changes(before, snapshot(use, dpia), use, dpia))


def _changes(before: Mapping[str, object], now: Snapshot, use: UseSummary, dpia: DpiaStatus) -> Iterator[str]:
    """Yield one sentence for each change that matters."""
    if before.get("product") != now["product"]:
        yield f"Het product is nu {use.product_name}."
    if _weight(now["level"]) > _weight(before.get("level")):
        yield f"Het niveau van de persoonsgegevens is nu ‘{now['level']}’."
    for label, name in (("categorie", "categories"), ("component", "components"), ("criterium", "criteria")):
        added = _added(before.get(name), now[name])
        if added:
            yield f"Nieuw: {label} {', '.join(added)}."
    if dpia.central_newest is not None and _is_newer(before, dpia.central_newest, cites=dpia.central is not None):
        yield newer(dpia.central_newest)


def newer(central: CentralRef) -> str:
    """Return the sentence that names a newer central version."""
    return f"Er is een nieuwere versie van de centrale DPIA ‘{central.title}’ ({central.dated or central.number})."


def _is_newer(before: Mapping[str, object], newest: CentralRef, *, cites: bool) -> bool:
    """Say whether a central version came since; citing another central DPIA is the board's own deed, no news."""
    known = before.get("central")
    if isinstance(known, dict) and known.get("key") == newest.key:
        return int(known.get("number") or 0) < newest.number
    return not cites and not before.get("cites")


def _added(before: object, now: object) -> list[str]:
    """Return what is in a list (or, by name, in a mapping) now and was not before."""
    known = set(before) if isinstance(before, (list, dict)) else set()
    if isinstance(now, dict):
        return [str(name) for key, name in now.items() if key not in known]
    return [str(one) for one in now if one not in known] if isinstance(now, list) else []


def _weight(level: object) -> int:
    """Return how heavy a level is; an unknown one weighs least, so that learning it counts."""
    return _WEIGHT.index(level) if level in _WEIGHT else -1
