"""What a row is about: the agreement with its mark, one use, a vendor or some products, or a name that nobody knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from swc.landscape.agreements.imports.ground import Ground
from swc.landscape.agreements.imports.kinds import DealChoiceKind, DealTargetKind
from swc.landscape.agreements.imports.schemas import DealChoice, DealValues, Option
from swc.landscape.agreements.schemas import AgreementFacts
from swc.landscape.imports.folding import fold_party
from swc.landscape.imports.kinds import MatchKind
from swc.landscape.imports.matching import Match

_SURE = (MatchKind.EXACT, MatchKind.LIKELY)
_K = DealTargetKind
_C = DealChoiceKind


@dataclass(frozen=True, slots=True)
class Target:
    """What a row is about; `guessed` names what was read for a name that was not quite the same."""

    kind: DealTargetKind
    use_id: UUID | None = None
    vendor_key: str | None = None
    products: tuple[str, ...] = ()
    vendor_name: str = ""
    agreement_id: UUID | None = None
    guessed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """What came of looking: a target, or the options to choose from."""

    target: Target | None = None
    options: tuple[Option, ...] = ()


def sought(values: DealValues, choice: DealChoice | None, ground: Ground) -> Sought:
    """Return what a row is about: as chosen, by its mark, by its applications or products, or by its vendor."""
    if choice is not None:
        return Sought(_chosen(values, choice, ground))
    if values.key is not None and values.key in ground.agreements:
        return Sought(_standing(ground.agreements[values.key]))
    if values.names:
        return _by_names(values, ground)
    return _by_vendor(values, ground)


def _standing(one: AgreementFacts) -> Target:
    return Target(
        _K.AGREEMENT,
        use_id=one.use_id,
        vendor_key=one.vendor_key,
        products=tuple(each.key for each in one.products),
        agreement_id=one.id,
    )


def _chosen(values: DealValues, choice: DealChoice, ground: Ground) -> Target | None:
    if choice.kind is _C.USE and UUID(choice.key) in ground.uses:
        return Target(_K.USE, use_id=UUID(choice.key))
    if choice.kind is _C.PRODUCT and choice.key in ground.products:
        return _on_products(values, (choice.key,), ground)
    if choice.kind is _C.VENDOR and choice.key in ground.vendors:
        return Target(_K.VENDOR, vendor_key=choice.key)
    if choice.kind is _C.NAMED:
        return Target(_K.NAMED, vendor_name=values.vendor or "; ".join(values.names))
    return None


def _on_products(
    values: DealValues, products: tuple[str, ...], ground: Ground, guessed: tuple[tuple[str, str], ...] = ()
) -> Target:
    """Return the products with the vendor of the row: by name where nobody knows it; without one, who makes them."""
    if not values.vendor:
        return Target(_K.PRODUCTS, vendor_key=ground.makers.get(products[0]), products=products, guessed=guessed)
    found = ground.vendor(values.vendor)
    if found.kind in _SURE:
        return Target(_K.PRODUCTS, vendor_key=found.key, products=products, guessed=guessed)
    return Target(_K.PRODUCTS, products=products, vendor_name=values.vendor, guessed=guessed)


def _by_names(values: DealValues, ground: Ground) -> Sought:
    """Look for the applications or products of a row: one use of the board alone, else an agreement on products."""
    keys: list[str] = []
    guessed: list[tuple[str, str]] = []
    for name in values.names:
        uses = ground.uses_named(name)
        if len(uses) == 1 and len(values.names) == 1:
            return Sought(_use_or_deal(uses[0].id, uses[0].product_key, values, ground))
        found = ground.products.match(name, values.vendor)
        if found.kind not in _SURE or found.key is None:
            return _unsure(values, found, ground)
        keys.append(found.key)
        if found.kind is MatchKind.LIKELY:
            guessed.append((name, found.name))
    told = tuple(guessed)
    uses = ground.uses_of(keys[0])
    if len(keys) == 1 and len(uses) == 1:
        one = _use_or_deal(uses[0].id, keys[0], values, ground)
        return Sought(replace(one, guessed=told))
    return Sought(_on_products(values, tuple(sorted(set(keys))), ground, told))


def _unsure(values: DealValues, found: Match, ground: Ground) -> Sought:
    """Return what to choose from; where neither product nor vendor looks like anything known, the name alone."""
    options = _options(values, found, ground)
    if values.vendor and (not options or _is_kept(values.vendor, ground)):
        return Sought(Target(_K.NAMED, vendor_name=values.vendor), options)
    return Sought(None, options)


def _use_or_deal(use_id: UUID, product_key: str, values: DealValues, ground: Ground) -> Target:
    """Return the use, unless an agreement with the vendor names just this product and the use has none of its own."""
    own = any(one.use_id == use_id for one in ground.agreements.values())
    named = any({each.key for each in one.products} == {product_key} for one in ground.agreements.values())
    if named and not own:
        return _on_products(values, (product_key,), ground)
    return Target(_K.USE, use_id=use_id)


def _by_vendor(values: DealValues, ground: Ground) -> Sought:
    found = ground.vendor(values.vendor)
    if found.kind in _SURE:
        guessed = ((values.vendor, found.name),) if found.kind is MatchKind.LIKELY else ()
        return Sought(Target(_K.VENDOR, vendor_key=found.key, guessed=guessed))
    if _is_kept(values.vendor, ground) or not found.candidates:
        return Sought(Target(_K.NAMED, vendor_name=values.vendor))
    return Sought(None, _options(values, None, ground))


def _is_kept(vendor: str, ground: Ground) -> bool:
    """Say whether an agreement stands already with a vendor of this name that the catalogue lacks."""
    unknown = (one for one in ground.agreements.values() if one.use_id is None and one.vendor_key is None)
    return any(fold_party(one.vendor_name) == fold_party(vendor) for one in unknown)


def _options(values: DealValues, products: Match | None, ground: Ground) -> tuple[Option, ...]:
    """Return what a row may be about: uses of products that look like it, those products, vendors that look like it."""
    found: list[Option] = []
    for one in products.candidates if products else ():
        found += [
            Option(kind=_C.USE, key=str(use.id), name=use.name, score=one.score) for use in ground.uses_of(one.key)
        ]
        found.append(Option(kind=_C.PRODUCT, key=one.key, name=one.name, score=one.score))
    if values.vendor:
        vendor = ground.vendor(values.vendor)
        if vendor.kind in _SURE and vendor.key:
            found.append(Option(kind=_C.VENDOR, key=vendor.key, name=vendor.name, score=100))
        found += [
            Option(kind=_C.VENDOR, key=one.key, name=one.name, score=one.score)
            for one in vendor.candidates
            if one.key != vendor.key
        ]
    return tuple(found)
