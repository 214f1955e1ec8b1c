"""What an activity is and why it may be: description, purposes, legal basis, statutes, function, processes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from swc.catalogue.kinds import Trust
from swc.landscape.kinds import AgreementPresence
from swc.landscape.schemas import UseSummary
from swc.register.derive_scope import Scope, label
from swc.register.kinds import CODED, RegisterField, ValueOrigin
from swc.register.schemas import Detail, RegisterValue
from vocab.register_facts import category_grounds

_OTHER_SECTOR = {
    "po": (frozenset({"wvo-2020", "wec"}), re.compile(r"\b(WVO|WEC)\b")),
    "vo": (frozenset({"wpo", "wec"}), re.compile(r"\b(WPO|WEC)\b")),
}
"""The education acts of other sectors, by code and as names of articles carry them."""


def values(scope: Scope) -> Iterator[RegisterValue]:
    """Yield what the function and its profile say of an activity."""
    yield from _description(scope)
    yield from _applications(scope)
    yield from _of_function(scope)
    yield from _of_profile(scope)
    yield from _statutes(scope)


def _description(scope: Scope) -> Iterator[RegisterValue]:
    component = scope.board.components.get(scope.key)
    text = scope.function.description if scope.function else component.description if component else ""
    if text:
        yield RegisterValue(
            field=RegisterField.DESCRIPTION,
            key="description",
            label=text,
            origin=ValueOrigin.FORA,
            path=scope.base,
            source="fora",
            trust=Trust.CONFIRMED,
        )


def processor_of(use: UseSummary) -> str | None:
    """Return the vendor, unless the board said that no agreement is needed: then it processes nothing for the board."""
    return None if use.agreement.presence is AgreementPresence.NOT_NEEDED else use.vendor_key


def _applications(scope: Scope) -> Iterator[RegisterValue]:
    for one in scope.takings:
        key = str(one.use.id)
        yield RegisterValue(
            field=RegisterField.APPLICATION,
            key=key,
            label=one.use.summary.name,
            origin=ValueOrigin.USE,
            path=one.way,
            trust=Trust.CONFIRMED,
            detail=Detail(use_id=key, vendor_key=processor_of(one.use.summary) or ""),
        )


def _of_function(scope: Scope) -> Iterator[RegisterValue]:
    if scope.function is None:
        return
    fora = {"origin": ValueOrigin.FORA, "source": "fora", "trust": Trust.CONFIRMED}
    yield RegisterValue(field=RegisterField.FUNCTION, key=scope.key, label=scope.name, path=scope.base, **fora)
    for one in scope.function.processes:
        path = (*scope.base, *one.way)
        yield RegisterValue(field=RegisterField.PROCESS, key=one.guid, label=one.name, path=path, **fora)


def _of_profile(scope: Scope) -> Iterator[RegisterValue]:
    if scope.profile is not None:
        yield from _coded(scope, RegisterField.PURPOSE, scope.profile.purposes)
        yield from _coded(scope, RegisterField.LEGAL_BASIS, scope.profile.legal_bases)


def _coded(scope: Scope, field: RegisterField, codes: Iterable[str]) -> Iterator[RegisterValue]:
    profile = scope.profile
    if profile is None:
        return
    path = scope.mapping(profile.origin)
    for code in codes:
        yield RegisterValue(
            field=field,
            key=code,
            label=label(CODED[field], code),
            origin=ValueOrigin.MAPPING,
            path=path,
            source=profile.origin.source,
            trust=Trust(profile.origin.trust),
        )


def _statutes(scope: Scope) -> Iterator[RegisterValue]:
    """Yield the acts of the profile and of special categories, and the articles that the release leads to."""
    acts, names = _OTHER_SECTOR.get(scope.board.sector, (frozenset(), None))
    listed = scope.profile.statutes if scope.profile else ()
    yield from _coded(scope, RegisterField.STATUTE, (code for code in listed if code not in acts))
    yield from _of_grounds(scope, frozenset(listed))
    for law in scope.function.laws if scope.function else ():
        if names is None or not names.search(law.name):
            yield RegisterValue(
                field=RegisterField.STATUTE,
                key=f"law:{law.guid}",
                label=law.name,
                origin=ValueOrigin.FORA,
                path=(*scope.base, *law.way),
                source="fora",
                trust=Trust.CONFIRMED,
                detail=Detail(url=law.url),
            )


def _of_grounds(scope: Scope, listed: frozenset[str]) -> Iterator[RegisterValue]:
    """Yield the acts by which special categories may be processed, as far as the profile does not name them."""
    seen = set(listed)
    for code, ground in category_grounds().items():
        if code in scope.categories and ground.statute not in seen:
            seen.add(ground.statute)
            yield RegisterValue(
                field=RegisterField.STATUTE,
                key=ground.statute,
                label=label("statutes", ground.statute),
                origin=ValueOrigin.MAPPING,
                path=scope.mapping(ground.origin, scope.categories[code].path),
                source=ground.origin.source,
                trust=Trust(ground.origin.trust),
            )
