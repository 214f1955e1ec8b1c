"""What carrying out a file would do, item by item: planned on the landscape as it is now, never by a guess."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from swc.landscape.exchange import encoding as e
from swc.landscape.exchange.coupling_edits import CouplingEdit, coupling_edit
from swc.landscape.exchange.edits import NAME, UseEdit, use_edit
from swc.landscape.exchange.ground import Ground
from swc.landscape.exchange.kinds import Deed, EndKind, ExchangeChoice, Subject
from swc.landscape.exchange.remarks import CHANGED_SINCE, GONE, LOOSE, by_name
from swc.landscape.exchange.schemas import Item, ItemChange, ItemChoice, ItemOption, ItemProblem
from swc.landscape.exchange.told import Told, ToldCoupling, ToldUse
from swc.landscape.imports.kinds import Level, MatchKind, RowState
from swc.landscape.imports.rules import KnownUse
from swc.landscape.kinds import UsageStatus
from swc.landscape.schemas import CouplingDetail

Choices = Mapping[str, ItemChoice]
_LEAVE = ItemOption(kind=ExchangeChoice.SKIP)
_TAKE = ItemOption(kind=ExchangeChoice.TAKE)


@dataclass(frozen=True, slots=True)
class Planned:
    """An item with what is to be done for it."""

    item: Item
    use: KnownUse | None = None
    use_edit: UseEdit | None = None
    product_key: str | None = None
    coupling: CouplingDetail | None = None
    coupling_edit: CouplingEdit | None = None


def plan(told: Told, choices: Choices, ground: Ground) -> tuple[Planned, ...]:
    """Return the plan of every item: applications, couplings, what is gone from the file, and the rest."""
    return tuple(_Plan(told, choices, ground).planned())


class _Plan:
    """Plans one file; remembers what earlier items took."""

    def __init__(self, told: Told, choices: Choices, ground: Ground) -> None:
        self._told = told
        self._choices = choices
        self._ground = ground
        self._taken: set[UUID] = set()
        self._dropped: set[str] = set()
        self._number = 0

    def planned(self) -> Iterator[Planned]:
        for one in sorted(self._told.uses, key=_known_first):
            yield self._use(one)
        seen: set[UUID] = set()
        for flow in sorted(self._told.couplings, key=_known_flow_first):
            current = self._ground.couplings.get(flow.coupling_id) if flow.coupling_id else None
            current = None if current is None or current.id in seen else current
            seen |= {current.id} if current else set()
            yield self._coupling(flow, current)
        yield from self._gone(seen)
        for other in self._told.others:
            problem = ItemProblem(level=Level.WARNING, message=other.reason)
            yield Planned(self._item(other.ref, Subject.OTHER, other.name, RowState.SKIPPED, problems=(problem,)))

    def _use(self, told: ToldUse) -> Planned:
        use = self._ground.uses.get(told.use_id) if told.use_id else None
        if use is not None and use.id not in self._taken:
            return self._known(told, use)
        choice = self._choices.get(told.ref)
        if choice and choice.kind is ExchangeChoice.USE:
            chosen = next((one for one in self._ground.uses.values() if str(one.id) == choice.key), None)
            if chosen is not None and chosen.id not in self._taken:
                return self._known(told, chosen)
        return self._new(told, choice)

    def _known(self, told: ToldUse, use: KnownUse) -> Planned:
        """Plan an application that the board has."""
        self._taken.add(use.id)
        choice = self._choices.get(told.ref)
        edit = use_edit(told, use, self._ground, use.product_key)
        state = _state(edit, choice, stale=told.version not in (None, use.row_version))
        item = self._item(
            told.ref,
            Subject.USE,
            self._ground.name_of(use),
            state,
            deed=Deed.CHANGE if edit.changes else Deed.NONE,
            changes=tuple(edit.changes),
            problems=(*edit.problems, *_stale(state)),
            options=(_TAKE, _LEAVE) if edit.changes or edit.problems else (),
            use_id=use.id,
        )
        return Planned(item, use=use, use_edit=edit, product_key=use.product_key)

    def _new(self, told: ToldUse, choice: ItemChoice | None) -> Planned:
        """Plan an application that the board does not have; which product it is may take a person to say."""
        product, options, problems = self._product(told, choice)
        edit = use_edit(told, None, self._ground, product)
        concept = choice is not None and choice.kind is ExchangeChoice.CONCEPT
        if concept:
            edit.fields.pop("own_name", None)
        if choice and choice.kind is ExchangeChoice.SKIP:
            state = RowState.SKIPPED
        elif any(one.level is Level.ERROR for one in edit.problems):
            state = RowState.ERROR
        else:
            state = RowState.NEW if product or concept else RowState.CHOOSE
        if state is not RowState.NEW:
            self._dropped.add(told.ref)
        named = self._ground.standing.product_names.get(product or "", "")
        changes = [
            ItemChange(field=e.PRODUCT, after=named or told.name),
            *(one for one in edit.changes if one.field != NAME),
        ]
        item = self._item(
            told.ref,
            Subject.USE,
            told.name,
            state,
            deed=Deed.ADD,
            changes=tuple(changes),
            problems=(*edit.problems, *problems),
            options=options,
        )
        return Planned(item, use_edit=edit, product_key=product)

    def _product(
        self, told: ToldUse, choice: ItemChoice | None
    ) -> tuple[str | None, tuple[ItemOption, ...], tuple[ItemProblem, ...]]:
        """Return the product of a new application as far as that is sure, what can be chosen, and a remark."""
        names = self._ground.standing.product_names
        rest = (ItemOption(kind=ExchangeChoice.CONCEPT, name=told.name), _LEAVE)
        if choice and choice.kind is ExchangeChoice.PRODUCT and choice.key in names:
            return choice.key, (_product_option(choice.key, names), *rest), ()
        match = self._ground.products.match(told.product_name or told.name, told.vendor)
        key = match.key if match.kind is MatchKind.EXACT else None
        key = told.product_key if told.product_key in names else key
        candidates = [key] if key else list(dict.fromkeys([match.key, *(one.key for one in match.candidates)]))
        options = tuple(_product_option(one, names) for one in candidates if one)
        twins = self._twins(key) if key else ()
        if twins or not key:
            return None, (*twins, *options, *rest), ()
        by_key = key == told.product_key
        return key, (*options, *rest), () if by_key else (by_name(told, names[key]),)

    def _twins(self, product_key: str) -> tuple[ItemOption, ...]:
        """Return the applications of a product that the board has and the file does not name: it may be one of them."""
        told = {one.use_id for one in self._told.uses if one.use_id}
        return tuple(
            ItemOption(kind=ExchangeChoice.USE, key=str(one.id), name=self._ground.name_of(one))
            for one in self._ground.uses.values()
            if one.product_key == product_key and one.id not in told
        )

    def _coupling(self, told: ToldCoupling, current: CouplingDetail | None) -> Planned:
        choice = self._choices.get(told.ref)
        edit = coupling_edit(told, current, self._ground)
        if any(end.kind is EndKind.NEW and end.key in self._dropped for end in (edit.source, edit.other)):
            edit.problems.append(LOOSE)
        if current is None:
            skipped = choice is not None and choice.kind is ExchangeChoice.SKIP
            wrong = any(one.level is Level.ERROR for one in edit.problems)
            state = RowState.SKIPPED if skipped else (RowState.ERROR if wrong else RowState.NEW)
        else:
            state = _state(edit, choice, stale=told.version not in (None, current.row_version))
        item = self._item(
            told.ref,
            Subject.COUPLING,
            told.name or f"{edit.source.name} – {edit.other.name}",
            state,
            deed=Deed.ADD if current is None else (Deed.CHANGE if edit.changes else Deed.NONE),
            changes=tuple(edit.changes),
            problems=(*edit.problems, *_stale(state)),
            options=(_TAKE, _LEAVE) if edit.changes or edit.problems else (),
            coupling_id=current.id if current else None,
        )
        return Planned(item, coupling=current, coupling_edit=edit)

    def _gone(self, seen: set[UUID]) -> Iterator[Planned]:
        """Yield what stood when the file was made and is not in it any more; what was added since is not gone."""
        up_to = self._told.up_to
        if up_to is None:
            return
        for use in self._ground.uses.values():
            ended = use.status is UsageStatus.PHASED_OUT
            if use.id not in self._taken and not ended and self._ground.made[use.id] <= up_to:
                yield self._gone_use(use)
        for coupling in self._ground.couplings.values():
            if coupling.id not in seen and self._ground.made[coupling.id] <= up_to:
                yield self._gone_coupling(coupling)

    def _gone_use(self, use: KnownUse) -> Planned:
        """Plan an application that is gone from the file: it may end, its history and assessments stay."""
        ref = f"use:{use.id}"
        choice = self._choices.get(ref)
        chosen = choice.kind if choice else None
        state = {ExchangeChoice.SKIP: RowState.SKIPPED, ExchangeChoice.PHASE_OUT: RowState.CHANGED}.get(
            chosen or ExchangeChoice.TAKE, RowState.CHOOSE
        )
        change = ItemChange(field=e.STATUS, before=e.STATUSES[use.status], after=e.STATUSES[UsageStatus.PHASED_OUT])
        item = self._item(
            ref,
            Subject.USE,
            self._ground.name_of(use),
            state,
            deed=Deed.PHASE_OUT,
            changes=(change,),
            problems=(GONE,),
            options=(ItemOption(kind=ExchangeChoice.PHASE_OUT), _LEAVE),
            use_id=use.id,
        )
        edit = UseEdit(fields={"status": UsageStatus.PHASED_OUT})
        return Planned(item, use=use, use_edit=edit, product_key=use.product_key)

    def _gone_coupling(self, coupling: CouplingDetail) -> Planned:
        ref = f"coupling:{coupling.id}"
        choice = self._choices.get(ref)
        skipped = choice is not None and choice.kind is ExchangeChoice.SKIP
        name = f"{coupling.source_name} – {coupling.target_name}"
        item = self._item(
            ref,
            Subject.COUPLING,
            name,
            RowState.SKIPPED if skipped else RowState.CHANGED,
            deed=Deed.REMOVE,
            changes=(ItemChange(field="Koppeling", before=name, after=""),),
            options=(_TAKE, _LEAVE),
            coupling_id=coupling.id,
        )
        return Planned(item, coupling=coupling)

    def _item(self, ref: str, subject: Subject, name: str, state: RowState, **more: object) -> Item:
        self._number += 1
        given = {"deed": Deed.NONE, "choice": self._choices.get(ref), **more}
        return Item.model_validate(
            {"number": self._number, "ref": ref, "subject": subject, "name": name, "state": state, **given}
        )


def _product_option(key: str, names: Mapping[str, str]) -> ItemOption:
    return ItemOption(kind=ExchangeChoice.PRODUCT, key=key, name=names.get(key, key))


def _known_first(one: ToldUse) -> tuple[bool, bool]:
    """Put applications that carry their own identifier first: a copy made in a tool carries its Object ID along."""
    return (one.use_id is None, one.use_id is not None and one.ref != e.xml_id(one.use_id))


def _known_flow_first(one: ToldCoupling) -> tuple[bool, bool]:
    return (one.coupling_id is None, one.coupling_id is not None and one.ref != e.xml_id(one.coupling_id))


def _state(edit: UseEdit | CouplingEdit, choice: ItemChoice | None, *, stale: bool) -> RowState:
    if choice and choice.kind is ExchangeChoice.SKIP:
        return RowState.SKIPPED
    if any(one.level is Level.ERROR for one in edit.problems):
        return RowState.ERROR
    if not edit.changes:
        return RowState.UNCHANGED
    taken = choice is not None and choice.kind in (ExchangeChoice.TAKE, ExchangeChoice.USE)
    return RowState.CHOOSE if stale and not taken else RowState.CHANGED


def _stale(state: RowState) -> tuple[ItemProblem, ...]:
    return (CHANGED_SINCE,) if state is RowState.CHOOSE else ()
