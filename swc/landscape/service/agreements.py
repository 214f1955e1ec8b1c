"""The processor agreement of a use (art. 28 AVG): whether there is one, which model, which dates and its annexes."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, select

from swc.access.kinds import Act
from swc.landscape.agreements.content import EMPTY, stored_content, wanted
from swc.landscape.models import Agreement
from swc.landscape.schemas import AgreementInput
from swc.landscape.service import checks
from swc.landscape.service.agreement_checks import problems
from swc.landscape.service.agreement_keeping import keep_changed, keep_new
from swc.landscape.service.opening import own_use


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

    Raises `InvalidInputError` for a model that the code list lacks, dates out of order, a document that is no web
    address, or facts of an agreement that is said to be absent.
    """
    use = own_use(session, board_number, use_id, by=by, expected_version=expected_version)
    found = session.exec(select(Agreement).where(Agreement.use_id == use.id)).first()
    after = wanted(data, stored_content(session, found) if found else EMPTY)
    checks.demand(problems(session, after))
    if found is not None:
        keep_changed(session, found, after, by=by)
        return
    agreement = Agreement(board_number=board_number, use_id=use.id, presence=data.presence, updated_at=by.now)
    keep_new(session, agreement, after, by=by)
