"""Adding, changing and removing couplings between uses of a board, or with something outside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlmodel import Session, col, select

from fora import queries as fora
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.errors import Problem
from swc.landscape.models import Coupling, CouplingDataCategory, CouplingStandard, Use
from swc.landscape.schemas import CouplingInput
from swc.landscape.service import checks
from swc.landscape.service.opening import Json, changed, own_coupling, plain, values

COLUMNS: Final = (
    "source_use_id",
    "target_use_id",
    "target_name",
    "target_guid",
    "direction",
    "kind",
    "description",
)


def add_coupling(
    session: Session, board_number: str, data: CouplingInput, *, by: Act, coupling_id: UUID | None = None
) -> UUID:
    """Add a coupling and return its id; raises `InvalidInputError` with a problem for each wrong field.

    `coupling_id` is that of a coupling that was removed and comes back.
    """
    by.demand(Right.EDIT_LANDSCAPE, board_number)
    data = _named(session, data)
    checks.demand(_problems(session, board_number, data))
    entered = {name: getattr(data, name) for name in COLUMNS}
    coupling = Coupling(id=coupling_id or uuid4(), board_number=board_number, created_at=by.now, **entered)
    session.add(coupling)
    session.flush()
    _add_codes(session, coupling.id, data)
    _note(session, coupling, "coupling.created", by=by, before=None, after=_told(data))
    return coupling.id


def change_coupling(
    session: Session,
    board_number: str,
    coupling_id: UUID,
    data: CouplingInput,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Replace what is known of a coupling; raises as `add_coupling`, and `ConflictError` for another version."""
    coupling = own_coupling(session, board_number, coupling_id, by=by, expected_version=expected_version)
    data = _named(session, data)
    checks.demand(_problems(session, board_number, data))
    old, new = changed(_stored(session, coupling), _told(data))
    if not new:
        return
    for name in COLUMNS:
        setattr(coupling, name, getattr(data, name))
    coupling.row_version += 1
    session.add(coupling)
    session.execute(delete(CouplingStandard).where(col(CouplingStandard.coupling_id) == coupling.id))
    session.execute(delete(CouplingDataCategory).where(col(CouplingDataCategory.coupling_id) == coupling.id))
    _add_codes(session, coupling.id, data)
    _note(session, coupling, "coupling.changed", by=by, before=old, after=new)


def remove_coupling(
    session: Session, board_number: str, coupling_id: UUID, *, by: Act, expected_version: int | None = None
) -> None:
    """Remove a coupling; the event keeps all that was known of it."""
    coupling = own_coupling(session, board_number, coupling_id, by=by, expected_version=expected_version)
    before = _stored(session, coupling)
    session.delete(coupling)
    session.flush()
    _note(session, coupling, "coupling.removed", by=by, before=before, after=None)


def _named(session: Session, data: CouplingInput) -> CouplingInput:
    """Return the coupling with the name that FORA gives the facility, where only the facility was chosen."""
    if not data.target_guid or data.target_name or data.target_use_id:
        return data
    found = fora.names(session, [data.target_guid]).get(data.target_guid)
    return data.model_copy(update={"target_name": found.name}) if found else data


def _problems(session: Session, board_number: str, data: CouplingInput) -> Iterator[Problem]:
    yield from _end_problems(session, board_number, data)
    yield from checks.texts({name: getattr(data, name) for name in COLUMNS})
    yield from checks.codes(session, "kind", "coupling-kinds", [data.kind])
    yield from checks.codes(session, "standards", "standards", data.standards)
    yield from checks.codes(session, "categories", "data-categories", data.categories)
    if data.target_guid and data.target_guid not in fora.names(session, [data.target_guid]):
        yield Problem(
            "target_guid",
            "Element %(element)s staat niet in de gepubliceerde FORA-release.",
            "Kies een landelijke voorziening of component uit de FORA.",
            params={"element": data.target_guid},
        )


def _end_problems(session: Session, board_number: str, data: CouplingInput) -> Iterator[Problem]:
    if (data.target_use_id is None) == (not data.target_name):
        yield Problem(
            "target_name",
            "Een koppeling heeft precies één andere kant.",
            "Kies een applicatie van uw bestuur, of vul de naam van de partij of voorziening in.",
        )
    if data.target_use_id == data.source_use_id:
        yield Problem("target_use_id", "Een applicatie koppelt niet met zichzelf.", "Kies een andere applicatie.")
    ends = {"source_use_id": data.source_use_id, "target_use_id": data.target_use_id}
    own = select(Use.id).where(Use.board_number == board_number, col(Use.id).in_([one for one in ends.values() if one]))
    known = set(session.exec(own))
    for field, end in ends.items():
        if end is not None and end not in known:
            yield Problem(
                field, "Deze applicatie staat niet in uw landschap.", "Kies een applicatie van uw eigen bestuur."
            )


def _add_codes(session: Session, coupling_id: UUID, data: CouplingInput) -> None:
    session.add_all(CouplingStandard(coupling_id=coupling_id, standard=one) for one in sorted(set(data.standards)))
    session.add_all(CouplingDataCategory(coupling_id=coupling_id, category=one) for one in sorted(set(data.categories)))
    session.flush()


def _stored(session: Session, coupling: Coupling) -> Json:
    standards = select(CouplingStandard.standard).where(CouplingStandard.coupling_id == coupling.id)
    categories = select(CouplingDataCategory.category).where(CouplingDataCategory.coupling_id == coupling.id)
    return {
        **values(coupling, COLUMNS),
        "standards": sorted(session.exec(standards)),
        "categories": sorted(session.exec(categories)),
    }


def _told(data: CouplingInput) -> Json:
    return {
        **{name: plain(getattr(data, name)) for name in COLUMNS},
        "standards": sorted(set(data.standards)),
        "categories": sorted(set(data.categories)),
    }


def _note(session: Session, coupling: Coupling, kind: str, *, by: Act, before: Json | None, after: Json | None) -> None:
    audit.record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.COUPLING,
        key=str(coupling.id),
        board_number=coupling.board_number,
        before=before,
        after=after,
    )
