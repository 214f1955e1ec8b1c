"""Pure: everything of a board that hangs on the uses which a what-if touches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from swc.dependency.facts import BoardFacts, UseFacts, refs_of
from swc.dependency.flowing import subjects_of
from swc.dependency.providers import facilities
from swc.dependency.rules import share
from swc.dependency.schemas import Part, Ref
from swc.dependency.whatif_schemas import (
    AffectedAgreement,
    AffectedContract,
    AffectedCoupling,
    AffectedElement,
    AffectedSchool,
    AffectedUse,
    Coded,
)
from swc.landscape.schemas import CouplingDetail


@dataclass(frozen=True)
class Touched:
    """The facts of a board, the uses that lean on the target with what is between, and what people said of subjects.

    `subjects` holds, by use, whom established processing activities say the data are about; `facility` is the key of
    the facility that the what-if is about, if it is one.
    """

    facts: BoardFacts
    via: Mapping[UUID, str]
    subjects: Mapping[UUID, frozenset[str]]
    facility: str = ""

    @property
    def uses(self) -> tuple[UseFacts, ...]:
        """Return the touched uses by name."""
        found = (self.facts.by_id[use_id] for use_id in self.via)
        return tuple(sorted(found, key=lambda one: (one.summary.name.casefold(), str(one.id))))

    @property
    def others(self) -> tuple[UseFacts, ...]:
        """Return the active uses that are not touched."""
        return tuple(use for use in self.facts.uses if use.id not in self.via)


def affected_uses(touched: Touched) -> tuple[AffectedUse, ...]:
    """Return the touched uses by name."""
    return tuple(_use(use, touched.via[use.id]) for use in touched.uses)


def schools(touched: Touched) -> tuple[AffectedSchool, ...]:
    """Return the schools where a touched use holds, the most pupils first."""
    counts = Counter(brin for use in touched.uses for brin in use.schools)
    found = (
        AffectedSchool(
            brin=one.brin, name=one.name, pupils=one.pupils, pupils_at_least=one.at_least, uses=counts[one.brin]
        )
        for one in touched.facts.schools.values()
        if one.brin in counts
    )
    return tuple(sorted(found, key=lambda one: (-(one.pupils or 0), one.name.casefold(), one.brin)))


def pupils(touched: Touched) -> Part:
    """Return the pupils of the touched schools, each once, as a share of those of all schools of the board."""
    brins = frozenset[str]().union(*(use.schools for use in touched.uses))
    number, at_least = touched.facts.pupils(brins)
    whole, _ = touched.facts.pupils(touched.facts.schools)
    return Part(number=number, share=share(number, whole), at_least=at_least)


def elements(touched: Touched, kind: str) -> tuple[AffectedElement, ...]:
    """Return the `functions`, `processes` or `objects` that touched uses reach; what nothing else serves first."""
    mine = Counter(guid for use in touched.uses for guid in getattr(use, kind))
    theirs = Counter(guid for use in touched.others for guid in getattr(use, kind))
    found = (
        AffectedElement(guid=one.key, name=one.name, uses=mine[one.key], others=theirs[one.key])
        for one in touched.facts.refs(mine)
    )
    return tuple(sorted(found, key=lambda one: (one.others > 0, -one.uses, one.name.casefold(), one.guid)))


def components(touched: Touched) -> tuple[Ref, ...]:
    """Return the components on which touched uses stand, by name."""
    found = {one.guid: one.name for use in touched.uses for one in use.summary.components if not one.lapsed}
    return tuple(
        Ref(key=guid, name=found[guid]) for guid in sorted(found, key=lambda one: (found[one].casefold(), one))
    )


def couplings(touched: Touched) -> tuple[AffectedCoupling, ...]:
    """Return the couplings at a touched use; of a facility only those that lean on it."""
    found = (one for one in touched.facts.couplings if _touches(touched, one))
    return tuple(
        AffectedCoupling(
            id=one.id,
            source=one.source_name,
            target=one.target_name,
            kind=one.kind,
            standards=one.standards,
            categories=one.categories,
            beyond=one.source_use_id not in touched.via or one.target_use_id not in touched.via,
        )
        for one in found
    )


def agreements(touched: Touched) -> tuple[AffectedAgreement, ...]:
    """Return the processor agreements of touched uses, and the uses for which none is recorded."""
    members: dict[tuple[UUID | None, str], list[UseFacts]] = defaultdict(list)
    for use in touched.uses:
        members[use.summary.agreement.agreement_id, use.summary.agreement.presence.value].append(use)
    return tuple(_agreement(uses) for uses in members.values())


def contracts(touched: Touched) -> tuple[AffectedContract, ...]:
    """Return the contracts that may hold for a touched product, by their last notice day."""
    keys = {use.summary.product_key for use in touched.uses}
    found = (
        AffectedContract(
            id=one.id,
            title=one.title,
            end_date=one.term_end,
            last_notice_day=one.last_notice_day,
            yearly_price=one.yearly_price,
            products=tuple(Ref(key=each.key, name=each.name) for each in one.products if each.key in keys),
        )
        for one in touched.facts.contracts
        if one.may_hold and any(each.key in keys for each in one.products)
    )
    return tuple(
        sorted(found, key=lambda one: (one.last_notice_day is None, str(one.last_notice_day), one.title.casefold()))
    )


def categories(touched: Touched) -> tuple[Coded, ...]:
    """Return the categories of personal data of touched uses (scheme `data-categories`) with their number of uses."""
    return _coded({one.code for one in use.summary.categories} for use in touched.uses)


def subjects(touched: Touched) -> tuple[Coded, ...]:
    """Return whom the data of touched uses are about (scheme `data-subjects`).

    What established processing activities say of a use counts. A category that is usually about others than they
    name adds those, so that nobody is left out because a register is not finished.
    """
    return _coded(_about(touched.subjects.get(use.id, frozenset()), use) for use in touched.uses)


def _about(said: frozenset[str], use: UseFacts) -> frozenset[str]:
    usual = (frozenset(subjects_of((one.code,))) for one in use.summary.categories)
    return said.union(*(one for one in usual if one.isdisjoint(said)))


def _coded(each: Iterable[Iterable[str]]) -> tuple[Coded, ...]:
    counts = Counter(code for codes in each for code in codes)
    return tuple(Coded(code=code, uses=counts[code]) for code in sorted(counts, key=lambda one: (-counts[one], one)))


def _use(use: UseFacts, via: str) -> AffectedUse:
    one = use.summary
    return AffectedUse(
        id=one.id,
        name=one.name,
        product=use.product,
        vendor=Ref(key=one.vendor_key, name=one.vendor_name or one.vendor_key) if one.vendor_key else None,
        group=use.group_ref,
        status=one.status,
        criticality=one.criticality,
        whole_board=one.whole_board,
        personal_data=one.personal_data,
        users=one.users,
        via=via,
    )


def _touches(touched: Touched, one: CouplingDetail) -> bool:
    if touched.facility:
        return any(each.key == touched.facility for each in facilities(one))
    return one.source_use_id in touched.via or one.target_use_id in touched.via


def _agreement(uses: Sequence[UseFacts]) -> AffectedAgreement:
    said = uses[0].summary.agreement
    return AffectedAgreement(
        agreement_id=said.agreement_id,
        presence=said.presence,
        model_version=said.model_version,
        valid_until=said.valid_until,
        with_vendor=said.with_vendor,
        uses=refs_of(uses),
    )
