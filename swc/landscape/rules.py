"""Pure rules of the landscape: what a use says of personal data, what is derived for it, and which uses a filter asks.

No database and no clock: facts come in, conclusions with their reasons go out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from fora.kinds import PathKind, PersonalData
from fora.schemas import Step
from swc.catalogue.kinds import DataLevel, Trust
from swc.landscape.kinds import (
    CategoryOrigin,
    DerivedKind,
    FactState,
    ProcessesPersonalData,
    ReasonKind,
    UsageStatus,
    Verdict,
)
from swc.landscape.schemas import CategoryFact, DerivedFact, Reason, UseFilter, UseSummary

YES, NO, UNKNOWN = ProcessesPersonalData.YES, ProcessesPersonalData.NO, ProcessesPersonalData.UNKNOWN
_PATHS = tuple(PathKind)


@dataclass(frozen=True, slots=True)
class ObjectFact:
    """An information object that a use reaches and nobody rejected; `categories` is what the mapping says of it."""

    guid: str
    name: str
    personal_data: PersonalData
    accepted: bool = False
    categories: tuple[CategoryFact, ...] = ()


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What is known of the personal data of one use.

    `level_stands` is false when the level is only another board's proposal; `stated` are categories known of this
    product, `usual` those that its kind of product has by our mapping, `own` those the board added.
    """

    product: str
    level: DataLevel
    level_stands: bool = True
    stated: tuple[CategoryFact, ...] = ()
    usual: tuple[CategoryFact, ...] = ()
    objects: tuple[ObjectFact, ...] = ()
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of an element for a use, with name and path as they were then."""

    guid: str
    kind: DerivedKind
    name: str
    verdict: Verdict
    added_by_hand: bool
    reason: str
    path: tuple[Step, ...]
    decided_at: datetime
    decided_by: str


def processes_personal_data(facts: DataFacts) -> ProcessesPersonalData:
    """Say whether a use processes personal data (art. 4 AVG): one yes decides, else one unknown, else no."""
    if facts.own or facts.stated or _level_says(facts) is YES or _usual(facts):
        return YES
    if any(one.personal_data is PersonalData.YES for one in facts.objects):
        return YES
    return UNKNOWN if _level_says(facts) is UNKNOWN or any(_speaks(one) for one in facts.objects) else NO


def reasons(facts: DataFacts) -> tuple[Reason, ...]:
    """Return every fact that speaks on the personal data of a use, those that say yes first.

    A level of none closes the question only where it stands. An accepted object of which FORA does not say whether
    it holds personal data keeps the question open.
    """
    level = Reason(kind=ReasonKind.DATA_LEVEL, says=_level_says(facts), subject=facts.product, value=facts.level.value)
    found = [
        level,
        *(_category_reason(one, facts.product) for one in (*facts.stated, *_usual(facts))),
        *(_object_reason(one) for one in facts.objects if _speaks(one)),
        *(Reason(kind=ReasonKind.OWN_CATEGORY, says=YES, subject="", value=code) for code in facts.own),
    ]
    order = (YES, UNKNOWN, NO)
    return tuple(sorted(found, key=lambda reason: order.index(reason.says)))


def categories(facts: DataFacts) -> tuple[CategoryFact, ...]:
    """Return the categories of a use, one row for each pair of code and origin, by code."""
    found: dict[tuple[str, CategoryOrigin], CategoryFact] = {}
    for one in (*facts.stated, *_usual(facts)):
        found.setdefault((one.code, one.origin), one)
    for item in facts.objects:
        if item.personal_data is not PersonalData.NO:
            for one in item.categories:
                found.setdefault((one.code, one.origin), one)
    for code in facts.own:
        own = CategoryFact(code=code, origin=CategoryOrigin.OWN, trust=Trust.CONFIRMED)
        found.setdefault((code, own.origin), own)
    return tuple(found[key] for key in sorted(found))


def unmapped_objects(facts: DataFacts) -> tuple[str, ...]:
    """Return the names of objects with personal data of which nobody mapped the categories."""
    return tuple(one.name for one in facts.objects if _unmapped(one))


def categories_unknown(facts: DataFacts, found: tuple[CategoryFact, ...]) -> bool:
    """Say whether categories are missing beside those found: none while there may be personal data, or an object's."""
    if not found:
        return processes_personal_data(facts) is not NO
    return any(_unmapped(one) for one in facts.objects)


def _unmapped(one: ObjectFact) -> bool:
    return one.personal_data is PersonalData.YES and not one.categories


def _level_says(facts: DataFacts) -> ProcessesPersonalData:
    if facts.level is DataLevel.UNKNOWN:
        return UNKNOWN
    if facts.level is DataLevel.NONE:
        return NO if facts.level_stands else UNKNOWN
    return YES


def _usual(facts: DataFacts) -> tuple[CategoryFact, ...]:
    """Return what is usual for the kind of product, unless this very product is known to hold none."""
    return () if _level_says(facts) is NO else facts.usual


def _speaks(one: ObjectFact) -> bool:
    return one.personal_data is PersonalData.YES or (one.accepted and one.personal_data is PersonalData.UNKNOWN)


def _object_reason(one: ObjectFact) -> Reason:
    says = YES if one.personal_data is PersonalData.YES else UNKNOWN
    return Reason(kind=ReasonKind.INFORMATION_OBJECT, says=says, subject=one.name, value=one.personal_data.value)


def _category_reason(one: CategoryFact, product: str) -> Reason:
    return Reason(kind=ReasonKind.PRODUCT_CATEGORY, says=YES, subject=one.via or product, value=one.code)


def judged(derived: Iterable[DerivedFact], said: Iterable[Said]) -> tuple[DerivedFact, ...]:
    """Lay what people said over what is derived, shortest path first.

    What somebody accepted stays when its path is gone, as lapsed; what somebody added needs no path. Nothing that a
    person wrote is dropped.
    """
    verdicts = {one.guid: one for one in said}
    found = [_with_verdict(fact, verdicts.pop(fact.guid, None)) for fact in _shortest(derived)]
    found.extend(_without_path(one) for one in verdicts.values())
    return tuple(sorted(found, key=_rank))


def _shortest(derived: Iterable[DerivedFact]) -> tuple[DerivedFact, ...]:
    """Keep the best path for each element, whichever component it starts from."""
    best: dict[str, DerivedFact] = {}
    for fact in derived:
        known = best.get(fact.guid)
        if known is None or _distance(fact) < _distance(known):
            best[fact.guid] = fact
    return tuple(best.values())


def _distance(fact: DerivedFact) -> tuple[int, int]:
    """Rank a path: direct, then through an application function, then through a process, then none; short first."""
    kind = len(_PATHS) if fact.path_kind is None else _PATHS.index(fact.path_kind)
    return (kind, len(fact.path))


def _rank(fact: DerivedFact) -> tuple[int, int, str]:
    return (*_distance(fact), fact.name.casefold())


def _with_verdict(fact: DerivedFact, said: Said | None) -> DerivedFact:
    if said is None:
        return fact
    return fact.model_copy(update={**_words(said), "state": FactState(said.verdict.value)})


def _without_path(said: Said) -> DerivedFact:
    """Return what somebody said of an element to which no path leads (any more)."""
    lapsed = not said.added_by_hand
    state = FactState(said.verdict.value)
    if lapsed and state is FactState.ACCEPTED:
        state = FactState.LAPSED
    return DerivedFact(
        guid=said.guid, name=said.name, kind=said.kind, path=said.path, path_lapsed=lapsed, state=state, **_words(said)
    )


def _words(said: Said) -> dict[str, object]:
    return {
        "added_by_hand": said.added_by_hand,
        "reason": said.reason,
        "decided_at": said.decided_at,
        "decided_by": said.decided_by,
    }


def lives(status: UsageStatus, end_date: date | None, today: date) -> bool:
    """Say whether a use runs or is still to come; one that ended processes nothing new."""
    return status is not UsageStatus.PHASED_OUT and (end_date is None or end_date >= today)


def folded(text: str) -> str:
    """Return text in lower case without diacritics, for comparing what people type."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def matches(use: UseSummary, asked: UseFilter) -> bool:
    """Say whether a use is among those asked for; every filled-in field has to hold."""
    return all(check(use, asked) for check in _CHECKS)


def _text_matches(use: UseSummary, asked: UseFilter) -> bool:
    if not asked.text:
        return True
    haystack = folded(" ".join((use.name, use.product_name, use.vendor_name or "", use.owner_role)))
    return all(word in haystack for word in folded(asked.text).split())


_CHECKS: tuple[Callable[[UseSummary, UseFilter], bool], ...] = (
    lambda use, asked: not asked.status or use.status in asked.status,
    lambda use, asked: not asked.group or asked.group in (use.group_key, use.vendor_key),
    lambda use, asked: not asked.component or any(one.guid == asked.component for one in use.components),
    lambda use, asked: asked.personal_data is None or use.personal_data is asked.personal_data,
    lambda use, asked: asked.agreement is None or use.agreement.presence is asked.agreement,
    lambda use, asked: not asked.school or use.whole_board or asked.school in use.schools,
    lambda use, asked: asked.criticality is None or use.criticality is asked.criticality,
    lambda use, asked: not asked.missing_placement or not any(not one.lapsed for one in use.components),
    _text_matches,
)
