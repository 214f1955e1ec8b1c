"""Pure rules of agreements: which lists something stands on and why; a day and thresholds are handed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from swc.landscape.agreements.kinds import AgreementList, Why
from swc.landscape.agreements.schemas import (
    AgreementRef,
    AgreementRow,
    CoveredUse,
    FilledList,
    ListEntry,
    UseRef,
)
from swc.landscape.kinds import AgreementPresence, ProcessesPersonalData
from swc.landscape.rules import lives
from swc.landscape.schemas import AgreementFact, UseSummary

_OTHER_FORMS = frozenset({"model-leverancier", "raamovereenkomst"})
"""Agreements that do not follow the model of the Privacyconvenant, so that no version of it is older or newer."""

_BEFORE_ALL_VERSIONS = "ouder-model"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the lists are held against: today, how many days ahead is looked, and the model that is current."""

    today: date
    ending_days: int
    current_model: float


def is_live(use: UseSummary, today: date) -> bool:
    """Say whether a use runs or is still to come; one that ended processes nothing new."""
    return lives(use.status, use.end_date, today)


def filled(uses: Sequence[UseSummary], agreements: Sequence[AgreementRow], terms: Terms) -> tuple[FilledList, ...]:
    """Return every list, each with its entries in the order of the alphabet or of the days."""
    asking = [use for use in uses if is_live(use, terms.today) and use.personal_data is not ProcessesPersonalData.NO]
    named = {one.id: one for one in agreements}
    found: dict[AgreementList, list[ListEntry]] = {
        AgreementList.WITHOUT_AGREEMENT: [one for use in asking for one in _without_agreement(use, named, terms)],
        AgreementList.WITHOUT_USE: [one for each in agreements for one in _without_use(each, terms)],
        AgreementList.ANNEX_GAPS: list(_annex_gaps(asking, agreements, named, terms)),
        AgreementList.ENDING: [one for each in agreements for one in _ending(each, terms)],
        AgreementList.ENDED: [one for each in agreements for one in _ended(each, terms)],
        AgreementList.OLDER_MODEL: [one for each in agreements for one in _older_model(each, terms)],
        AgreementList.SIGNER: [one for each in agreements for one in _signer(each, terms)],
    }
    return tuple(_as_list(code, entries) for code, entries in found.items())


def _as_list(code: AgreementList, entries: Iterable[ListEntry]) -> FilledList:
    ordered = tuple(sorted(entries, key=_order))
    counted = [one for one in ordered if not one.information]
    return FilledList(code=code, total=len(counted), certain=sum(1 for one in counted if one.certain), entries=ordered)


def _order(entry: ListEntry) -> tuple[bool, bool, date, str, str]:
    name = entry.use.name if entry.use else entry.agreement.name if entry.agreement else ""
    return (entry.information, not entry.certain, entry.on or date.max, name.casefold(), entry.why.value)


def _without_agreement(use: UseSummary, named: Mapping[UUID, AgreementRow], terms: Terms) -> Iterator[ListEntry]:
    """Yield a use with personal data (or of which that is unknown) without a signed agreement in force."""
    why = unsigned(use.agreement, terms.today)
    if why is not None:
        fact = use.agreement
        on = {Why.AGREEMENT_ENDED: fact.valid_until, Why.SIGNED_LATER: fact.signed_on}.get(why)
        yield ListEntry(
            why=why,
            use=_use(use),
            agreement=_ref(named.get(fact.agreement_id)) if fact.agreement_id else None,
            personal_data=use.personal_data,
            on=on,
            days=(on - terms.today).days if on else None,
        )


def unsigned(fact: AgreementFact, today: date) -> Why | None:
    """Say why an agreement is not signed and in force on a day; nothing when it is, or when none is needed."""
    if fact.presence is AgreementPresence.NOT_NEEDED:
        return None
    if fact.presence is AgreementPresence.ABSENT:
        return Why.NO_AGREEMENT
    if fact.presence is AgreementPresence.UNKNOWN:
        return Why.UNKNOWN_PRESENCE
    if fact.valid_until is not None and fact.valid_until < today:
        return Why.AGREEMENT_ENDED
    if fact.signed_on is None:
        return Why.NOT_SIGNED
    return Why.SIGNED_LATER if fact.signed_on > today else None


def _without_use(one: AgreementRow, terms: Terms) -> Iterator[ListEntry]:
    """Yield an agreement in force under which nothing is used."""
    if not in_force(one, terms.today) or any(each.live for each in one.covered):
        return
    if one.use_id is None and one.vendor_key is None and not one.products:
        why = Why.VENDOR_UNKNOWN
    else:
        why = Why.USE_ENDED if one.covered else Why.NOT_USED
    yield ListEntry(why=why, agreement=_ref(one), on=one.valid_until)


def _annex_gaps(
    uses: Iterable[UseSummary], agreements: Iterable[AgreementRow], named: Mapping[UUID, AgreementRow], terms: Terms
) -> Iterator[ListEntry]:
    """Yield data in use that the annex does not name, annexes that nobody recorded, and what is named for nothing."""
    in_use: dict[UUID, set[str]] = {}
    unsure: set[UUID] = set()
    for use in uses:
        fact = use.agreement
        held = named.get(fact.agreement_id) if fact.agreement_id else None
        if held is None or not in_force(held, terms.today):
            continue
        codes = {one.code for one in use.categories}
        in_use.setdefault(held.id, set()).update(codes)
        if use.categories_unknown:
            unsure.add(held.id)
        yield from _gap(use, held, codes)
    for one in agreements:
        spare = set(one.categories) - in_use.get(one.id, set())
        if one.annex_recorded and one.id in in_use and one.id not in unsure and spare:
            yield ListEntry(
                why=Why.NAMED_NOT_USED, agreement=_ref(one), categories=tuple(sorted(spare)), uses=len(one.uses)
            )


def _gap(use: UseSummary, held: AgreementRow, codes: set[str]) -> Iterator[ListEntry]:
    if not held.annex_recorded:
        yield _about(use, held, Why.ANNEX_NOT_RECORDED)
        return
    missing = codes - set(held.categories)
    if missing:
        yield _about(use, held, Why.NOT_IN_ANNEX, tuple(sorted(missing)))
    if use.categories_unknown:
        yield _about(use, held, Why.MORE_CATEGORIES_UNKNOWN)


def _about(use: UseSummary, held: AgreementRow, why: Why, categories: tuple[str, ...] = ()) -> ListEntry:
    return ListEntry(
        why=why, use=_use(use), agreement=_ref(held), personal_data=use.personal_data, categories=categories
    )


def _ending(one: AgreementRow, terms: Terms) -> Iterator[ListEntry]:
    """Yield an agreement that ends within the days of the norm."""
    until = one.valid_until
    if one.presence is AgreementPresence.PRESENT and until is not None:
        days = (until - terms.today).days
        if 0 <= days <= terms.ending_days:
            yield ListEntry(why=Why.ENDS, agreement=_ref(one), on=until, days=days, uses=len(one.uses))


def _ended(one: AgreementRow, terms: Terms) -> Iterator[ListEntry]:
    """Yield an agreement that has ended while something in use still rests on it."""
    until = one.valid_until
    if one.presence is AgreementPresence.PRESENT and until is not None and until < terms.today and one.uses:
        days = (until - terms.today).days
        yield ListEntry(why=Why.ENDED, agreement=_ref(one), on=until, days=days, uses=len(one.uses))


def _older_model(one: AgreementRow, terms: Terms) -> Iterator[ListEntry]:
    """Yield an agreement in force by an older model, or of which the model is not known."""
    if not in_force(one, terms.today) or _only_no(one.uses):
        return
    older = is_older(one.model_version, terms.current_model)
    if older is not False:
        why = Why.OLDER if older else Why.MODEL_UNKNOWN
        yield ListEntry(why=why, agreement=_ref(one), model_version=one.model_version, uses=len(one.uses))


def is_older(model: str, current: float) -> bool | None:
    """Say whether a model (scheme `agreement-models`) is older than the current one; `None` when nobody said."""
    if model in _OTHER_FORMS:
        return False
    if model == _BEFORE_ALL_VERSIONS:
        return True
    number = re.search(r"\d+(?:[.,]\d+)?", model)
    return float(number.group().replace(",", ".")) < current if number else None


def _signer(one: AgreementRow, terms: Terms) -> Iterator[ListEntry]:
    """Yield an agreement in force whose signer could not, or may not, bind the board."""
    if in_force(one, terms.today) and one.signer_authorised is not True and not _only_no(one.uses):
        why = Why.AUTHORITY_UNKNOWN if one.signer_authorised is None else Why.NOT_AUTHORISED
        yield ListEntry(why=why, agreement=_ref(one), signer_role=one.signer_role, uses=len(one.uses))


def in_force(one: AgreementRow, today: date) -> bool:
    """Say whether an agreement is there and has not ended."""
    ended = one.valid_until is not None and one.valid_until < today
    return one.presence is AgreementPresence.PRESENT and not ended


def _only_no(uses: Sequence[CoveredUse]) -> bool:
    """Say whether all that rests on an agreement is known to process no personal data."""
    return bool(uses) and all(one.personal_data is ProcessesPersonalData.NO for one in uses)


def _use(use: UseSummary) -> UseRef:
    return UseRef(id=use.id, name=use.name, vendor_key=use.vendor_key, vendor_name=use.vendor_name)


def _ref(one: AgreementRow | None) -> AgreementRef | None:
    return None if one is None else AgreementRef(id=one.id, name=one.name)
