"""What a person says of a derived element: accept it, reject it with a reason, add one by hand, or take it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from sqlmodel import Session, select

from fora import queries as fora
from fora.kinds import ForaType
from fora.schemas import ElementRef
from swc.access.kinds import Act
from swc.errors import InvalidInputError, Problem
from swc.landscape import rules
from swc.landscape.derived import reference
from swc.landscape.kinds import DerivedKind, FactState, Verdict
from swc.landscape.models import DerivedVerdict, Placement, Use
from swc.landscape.schemas import DerivedFact, VerdictInput, VerdictsInput
from swc.landscape.service import checks
from swc.landscape.service.opening import Json, note_use, own_use, values

KINDS: Final = {
    ForaType.APPLICATION_FUNCTION.value: DerivedKind.APPLICATION_FUNCTION,
    ForaType.MAIN_FUNCTION.value: DerivedKind.FUNCTION,
    ForaType.BUSINESS_FUNCTION.value: DerivedKind.FUNCTION,
    ForaType.BUSINESS_PROCESS.value: DerivedKind.PROCESS,
    ForaType.WORK_PROCESS.value: DerivedKind.PROCESS,
    ForaType.INFORMATION_OBJECT.value: DerivedKind.INFORMATION_OBJECT,
    ForaType.LAW.value: DerivedKind.LAW,
}
"""Which elements a person can add by hand, by FORA type."""

_TOLD = ("element_guid", "element_name", "verdict", "added_by_hand", "reason")


def decide(
    session: Session,
    board_number: str,
    use_id: UUID,
    data: VerdictInput,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Keep what a person says of an element, with the path as it is now; no verdict takes the earlier one back.

    An element that does not follow from the placements is added by hand. Raises `InvalidInputError` for an element
    that the release does not have, or a rejection without a reason.
    """
    several = VerdictsInput(element_guids=(data.element_guid,), verdict=data.verdict, reason=data.reason)
    decide_all(session, board_number, use_id, several, by=by, expected_version=expected_version)


def decide_all(
    session: Session,
    board_number: str,
    use_id: UUID,
    data: VerdictsInput,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Keep one verdict on several elements, each with its own event; raises as `decide`, and then keeps none."""
    use = own_use(session, board_number, use_id, by=by, expected_version=expected_version)
    checks.demand(_problems(data))
    placed = session.exec(select(Placement.component_guid).where(Placement.use_id == use.id)).all()
    suggested = {fact.guid: fact for fact in rules.judged(reference(session).derived(placed), ())}
    for guid in dict.fromkeys(data.element_guids):
        _decide(session, use, data, guid, suggested, by=by)


def _problems(data: VerdictsInput) -> Iterator[Problem]:
    yield from checks.texts({"reason": data.reason})
    if not data.element_guids:
        yield Problem("element_guids", "Er is niets gekozen.", "Kies een of meer regels.")
    if data.verdict is Verdict.REJECTED and not data.reason:
        yield Problem("reason", "Er is geen reden ingevuld.", "Schrijf waarom dit voor uw bestuur niet geldt.")


def _decide(
    session: Session,
    use: Use,
    data: VerdictsInput,
    guid: str,
    suggested: Mapping[str, DerivedFact],
    *,
    by: Act,
) -> None:
    known = session.get(DerivedVerdict, (use.id, guid))
    before = values(known, _TOLD) if known else None
    if data.verdict is None:
        _take_back(session, use, known, before, by=by)
        return
    if known is not None and (known.verdict, known.reason) == (data.verdict, data.reason):
        return
    row = known or _new(use, suggested.get(guid) or _by_hand(session, guid), data.verdict, by=by)
    row.verdict, row.reason = data.verdict, data.reason
    row.decided_at, row.decided_by = by.now, by.actor.label[:80]
    session.add(row)
    note_use(session, use, "use.judged", by=by, before=before, after=values(row, _TOLD))


def _take_back(session: Session, use: Use, known: DerivedVerdict | None, before: Json | None, *, by: Act) -> None:
    if known is not None:
        session.delete(known)
        note_use(session, use, "use.judged", by=by, before=before, after=None)


def _new(use: Use, fact: DerivedFact, verdict: Verdict, *, by: Act) -> DerivedVerdict:
    """Return a row for an element on which nobody gave a verdict yet."""
    return DerivedVerdict(
        use_id=use.id,
        element_guid=fact.guid,
        kind=fact.kind,
        element_name=fact.name,
        verdict=verdict,
        added_by_hand=fact.added_by_hand,
        path=[step.model_dump() for step in fact.path],
        decided_at=by.now,
        decided_by=by.actor.label[:80],
    )


def _by_hand(session: Session, guid: str) -> DerivedFact:
    element: ElementRef | None = fora.names(session, [guid]).get(guid)
    kind = KINDS.get(element.fora_type) if element else None
    if element is None or kind is None:
        problem = Problem(
            "element_guid",
            "Element %(element)s staat niet in de gepubliceerde FORA-release, of is geen functie, proces, "
            "informatieobject of wet.",
            "Kies een element uit de FORA.",
            params={"element": guid},
        )
        raise InvalidInputError("Dit element kan niet worden toegevoegd.", problems=(problem,))
    return DerivedFact(guid=guid, name=element.name, kind=kind, state=FactState.ACCEPTED, added_by_hand=True)
