"""What the names in a row mean: products and vendors of the catalogue, names to keep, or names to choose for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from swc.landscape.contracts.imports.ground import Ground
from swc.landscape.contracts.imports.kinds import NameKind
from swc.landscape.contracts.imports.schemas import ContractRow, NameChoice, NameOption, OpenName
from swc.landscape.contracts.schemas import PartyFact
from swc.landscape.contracts.stored import ContractFacts
from swc.landscape.imports.folding import fold, fold_party
from swc.landscape.imports.kinds import MatchKind
from swc.landscape.imports.matching import Match, NameIndex
from swc.landscape.kinds import PartyRole

_SURE = (MatchKind.EXACT, MatchKind.LIKELY)


@dataclass(slots=True)
class Resolved:
    """What the names of a row mean; `guessed` were read for a name that was not quite the same."""

    products: list[str] = field(default_factory=list)
    parties: list[PartyFact] = field(default_factory=list)
    open: list[OpenName] = field(default_factory=list)
    guessed: list[tuple[str, str]] = field(default_factory=list)
    kept_products: list[str] = field(default_factory=list)
    kept_vendors: list[str] = field(default_factory=list)


def resolved(row: ContractRow, standing: ContractFacts | None, ground: Ground) -> Resolved:
    """Return what the names of a row mean, first as chosen, then as the contract has them, then by the catalogue."""
    found = Resolved()
    chosen = {(one.kind, one.name): one for one in row.choices}
    supplier = next((name for role, name in row.values.parties if role is PartyRole.SUPPLIER), "")
    for name in row.values.products:
        _product(found, name, supplier, chosen.get((NameKind.PRODUCT, name)), (standing, ground))
    for role, name in row.values.parties:
        _party(found, (role, name), chosen.get((NameKind.VENDOR, name)), standing, ground)
    return found


def _product(
    found: Resolved,
    name: str,
    supplier: str,
    choice: NameChoice | None,
    against: tuple[ContractFacts | None, Ground],
) -> None:
    standing, ground = against
    if choice is not None:
        (found.products if choice.key else found.kept_products).append(choice.key or name)
        return
    known = next((one.key for one in standing.products if one.name == name), None) if standing else None
    own = ground.own_names.get(fold(name), frozenset())
    if known or len(own) == 1:
        found.products.append(known or next(iter(own)))
        return
    match = ground.products.match(name, supplier)
    if match.kind in _SURE and match.key is not None:
        found.products.append(match.key)
        _note_guess(found, name, match)
        return
    found.open.append(OpenName(kind=NameKind.PRODUCT, name=name, options=_options(match)))


def _party(
    found: Resolved,
    party: tuple[PartyRole, str],
    choice: NameChoice | None,
    standing: ContractFacts | None,
    ground: Ground,
) -> None:
    role, name = party
    if choice is not None:
        found.parties.append(_named(role, name, choice.key or None, ground.vendors))
        return
    known = next((one for one in standing.parties if (one.role, one.name) == (role, name)), None) if standing else None
    if known is not None:
        found.parties.append(known)
        return
    match = ground.vendor(name)
    if match.kind in _SURE and match.key is not None:
        found.parties.append(_named(role, name, match.key, ground.vendors))
        _note_guess(found, name, match)
    elif fold_party(name) in ground.kept_names or not match.candidates or role is PartyRole.CUSTOMER:
        found.parties.append(PartyFact(role=role, name=name))
        if role is not PartyRole.CUSTOMER and fold_party(name) not in ground.kept_names:
            found.kept_vendors.append(name)
    else:
        found.open.append(OpenName(kind=NameKind.VENDOR, name=name, options=_options(match)))


def _named(role: PartyRole, name: str, key: str | None, vendors: NameIndex) -> PartyFact:
    return PartyFact(role=role, name=vendors.name_of(key) if key else name, vendor_key=key)


def _note_guess(found: Resolved, name: str, match: Match) -> None:
    if match.kind is MatchKind.LIKELY:
        found.guessed.append((name, match.name))


def _options(match: Match) -> tuple[NameOption, ...]:
    return tuple(NameOption(key=one.key, name=one.name, score=one.score) for one in match.candidates)


def names_of(row: ContractRow) -> Iterable[tuple[NameKind, str]]:
    """Return the names in a row, each with what it should name."""
    yield from ((NameKind.PRODUCT, name) for name in row.values.products)
    yield from ((NameKind.VENDOR, name) for _, name in row.values.parties)
