"""The processor agreement of a use (art. 28 AVG): whether there is one, which model and which dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from sqlmodel import Session, select

from swc.access.kinds import Act
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.errors import Problem
from swc.landscape.kinds import AgreementPresence
from swc.landscape.models import Agreement
from swc.landscape.schemas import AgreementInput
from swc.landscape.service import checks
from swc.landscape.service.opening import Json, changed, own_use, plain, values

COLUMNS: Final = ("presence", "model_version", "signed_on", "valid_until", "note")


def set_agreement(
    session: Session,
    board_number: str,
    use_id: UUID,
    data: AgreementInput,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Say what is known of the agreement of a use; saying the same again changes nothing.

    Raises `InvalidInputError` for a model that the code list lacks, dates out of order, or facts of an agreement
    that is said to be absent.
    """
    use = own_use(session, board_number, use_id, by=by, expected_version=expected_version)
    checks.demand(_problems(session, data))
    found = session.exec(select(Agreement).where(Agreement.use_id == use.id)).first()
    before: Json = values(found, COLUMNS) if found else {}
    old, new = changed(before, {name: plain(getattr(data, name)) for name in COLUMNS})
    if not new:
        return
    agreement = found or Agreement(board_number=board_number, use_id=use.id, presence=data.presence, updated_at=by.now)
    for name in COLUMNS:
        setattr(agreement, name, getattr(data, name))
    agreement.updated_at = by.now
    use.row_version += 1
    use.updated_at = by.now
    session.add_all([agreement, use])
    session.flush()
    audit.record(
        session,
        by=by,
        kind="agreement.changed" if found else "agreement.created",
        subject=SubjectKind.AGREEMENT,
        key=str(agreement.id),
        board_number=board_number,
        before={**old, "use_id": str(use.id)} if found else None,
        after={**new, "use_id": str(use.id)},
    )


def _problems(session: Session, data: AgreementInput) -> Iterator[Problem]:
    yield from checks.order("signed_on", data.signed_on, "valid_until", data.valid_until)
    yield from checks.texts({name: getattr(data, name) for name in COLUMNS})
    yield from checks.codes(session, "model_version", "agreement-models", [data.model_version])
    told = (data.model_version, data.signed_on, data.valid_until)
    if data.presence in (AgreementPresence.ABSENT, AgreementPresence.NOT_NEEDED) and any(told):
        yield Problem(
            "presence",
            "Er is geen overeenkomst, maar wel een model of datum ingevuld.",
            "Kies 'aanwezig', of maak model en datums leeg.",
        )
