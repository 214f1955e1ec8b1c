"""Pure: what a what-if of a board can be about, and which active uses lean on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from swc.catalogue.rules import fold
from swc.dependency.facts import BoardFacts, UseFacts
from swc.dependency.kinds import TargetKind
from swc.dependency.providers import facilities
from swc.dependency.whatif_schemas import Target

_ORDER = tuple(TargetKind)


def targets_of(facts: BoardFacts, text: str = "") -> tuple[Target, ...]:
    """Return the targets whose name has every word of the text, by kind and then the most uses first."""
    words = fold(text).split()
    found = (one for one in _all(facts) if all(word in fold(one.name) for word in words))
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.kind), -one.uses, one.name.casefold(), one.key)))


def target_of(facts: BoardFacts, kind: TargetKind, key: str) -> Target | None:
    """Return one target; nothing when no active use of the board leans on it."""
    return next((one for one in _all(facts) if (one.kind, one.key) == (kind, key)), None)


def leaning(facts: BoardFacts, kind: TargetKind, key: str) -> dict[UUID, str]:
    """Return the active uses that lean on a target, with the name of what is between; empty for the product itself."""
    return dict(_LEAN[kind](facts, key))


def _all(facts: BoardFacts) -> Iterator[Target]:
    named: dict[tuple[TargetKind, str], str] = {}
    members: dict[tuple[TargetKind, str], set[UUID]] = {}
    for use in facts.uses:
        for kind, key, name in _below(use):
            named.setdefault((kind, key), name)
            members.setdefault((kind, key), set()).add(use.id)
    for key, (name, uses) in _facilities(facts).items():
        named[TargetKind.FACILITY, key] = name
        members[TargetKind.FACILITY, key] = uses
    for (kind, key), name in named.items():
        yield Target(kind=kind, key=key, name=name, uses=len(members[kind, key]))


def _below(use: UseFacts) -> Iterator[tuple[TargetKind, str, str]]:
    yield TargetKind.PRODUCT, use.summary.product_key, use.summary.product_name
    if use.group:
        yield TargetKind.GROUP, use.group.key, use.group.name
        for link in use.group.chain:
            yield TargetKind.VENDOR, link.key, link.name
    for sub in use.subs:
        yield TargetKind.SUB_PROCESSOR, sub.key, sub.name


def _facilities(facts: BoardFacts) -> Mapping[str, tuple[str, set[UUID]]]:
    found: dict[str, tuple[str, set[UUID]]] = {}
    for coupling in facts.couplings:
        for one in facilities(coupling):
            ends = {end for end in (coupling.source_use_id, coupling.target_use_id) if end in facts.by_id}
            if ends:
                found.setdefault(one.key, (one.name, set()))[1].update(end for end in ends if end)
    return found


def _of_vendor(facts: BoardFacts, key: str) -> Iterator[tuple[UUID, str]]:
    """Yield the uses of a vendor and of what it owns."""
    for use in facts.uses:
        if use.group and any(link.key == key for link in use.group.chain):
            yield use.id, ""


def _of_group(facts: BoardFacts, key: str) -> Iterator[tuple[UUID, str]]:
    return ((use.id, "") for use in facts.uses if use.group and use.group.key == key)


def _of_product(facts: BoardFacts, key: str) -> Iterator[tuple[UUID, str]]:
    return ((use.id, "") for use in facts.uses if use.summary.product_key == key)


def _of_sub(facts: BoardFacts, key: str) -> Iterator[tuple[UUID, str]]:
    return ((use.id, sub.name) for use in facts.uses for sub in use.subs if sub.key == key)


def _of_facility(facts: BoardFacts, key: str) -> Iterator[tuple[UUID, str]]:
    name, uses = _facilities(facts).get(key, ("", set()))
    return ((use_id, name) for use_id in uses)


_LEAN = {
    TargetKind.VENDOR: _of_vendor,
    TargetKind.GROUP: _of_group,
    TargetKind.PRODUCT: _of_product,
    TargetKind.SUB_PROCESSOR: _of_sub,
    TargetKind.FACILITY: _of_facility,
}
