"""Keeping an agreement: the values, the versions that guard against lost updates, and the event that tells of it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.catalogue.models import Vendor
from swc.errors import ConflictError, NotFoundError
from swc.landscape.agreements.content import Content, stored_content, write
from swc.landscape.models import Agreement, Use
from swc.landscape.service.opening import Json, changed, plain

_NOTHING = (None, "", (), False)


def own_agreement(
    session: Session, board_number: str, agreement_id: UUID, *, by: Act, expected_version: int | None = None
) -> Agreement:
    """Return an agreement of the board to change it, locked where the database can; raises as `own_use` does."""
    by.demand(Right.EDIT_LANDSCAPE, board_number)
    session.flush()
    found = session.get(Agreement, agreement_id, with_for_update=True, populate_existing=True)
    if found is None or found.board_number != board_number:
        raise NotFoundError("Deze overeenkomst is niet gevonden bij bestuur %(board)s.", board=board_number)
    if expected_version is not None and expected_version != found.row_version:
        raise ConflictError(
            "Iemand anders heeft dit intussen gewijzigd.",
            remedy="Bekijk beide versies en bewaar opnieuw.",
            expected=expected_version,
            found=found.row_version,
        )
    return found


def keep_new(session: Session, agreement: Agreement, after: Content, *, by: Act) -> None:
    """Add an agreement with what stands in it."""
    agreement.updated_at = by.now
    write(session, agreement, after)
    _touch_use(session, agreement, by=by)
    told = {name: plain(value) for name, value in after.items() if value not in _NOTHING}
    _record(session, agreement, "agreement.created", None, told, by=by)


def keep_changed(session: Session, agreement: Agreement, after: Content, *, by: Act) -> bool:
    """Put other values in an agreement; return whether anything differs from what stood there."""
    old, new = changed(_plain(stored_content(session, agreement)), _plain(after))
    if not new:
        return False
    agreement.row_version += 1
    agreement.updated_at = by.now
    write(session, agreement, after)
    _touch_use(session, agreement, by=by)
    _record(session, agreement, "agreement.changed", old, new, by=by)
    return True


def drop(session: Session, agreement: Agreement, *, by: Act) -> None:
    """Remove an agreement; its event holds all that stood in it."""
    before = _plain(stored_content(session, agreement))
    about = _about(session, agreement)
    _touch_use(session, agreement, by=by)
    session.flush()
    mine, board_number = agreement.id, agreement.board_number
    session.execute(delete(Agreement).where(col(Agreement.id) == mine))
    session.expire_all()
    audit.record(
        session,
        by=by,
        kind="agreement.removed",
        subject=SubjectKind.AGREEMENT,
        key=str(mine),
        board_number=board_number,
        before={**before, **about},
        after=None,
    )


def _plain(content: Content) -> Json:
    return {name: plain(value) for name, value in content.items()}


def _touch_use(session: Session, agreement: Agreement, *, by: Act) -> None:
    """Give the use of an agreement its next version: who has the page of the use open, has an older one."""
    if agreement.use_id is None:
        return
    use = session.get(Use, agreement.use_id)
    if use is not None:
        use.row_version += 1
        use.updated_at = by.now
        session.add(use)


def _record(session: Session, agreement: Agreement, kind: str, before: Json | None, after: Json, *, by: Act) -> None:
    session.flush()
    about = _about(session, agreement)
    audit.record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.AGREEMENT,
        key=str(agreement.id),
        board_number=agreement.board_number,
        before=None if before is None else {**before, **about},
        after={**after, **about},
    )


def _about(session: Session, agreement: Agreement) -> Json:
    """Return what an event names unchanged, so that history says of whom it is: the use, or the vendor."""
    if agreement.use_id is not None:
        return {"use_id": str(agreement.use_id)}
    vendor = session.get(Vendor, agreement.vendor_key) if agreement.vendor_key else None
    return {"name": agreement.title or (vendor.name if vendor else agreement.vendor_name)}
