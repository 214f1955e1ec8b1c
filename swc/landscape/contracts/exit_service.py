"""Saying how a board can leave an application: plan, export, escrow and an alternative that was tried."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.errors import ConflictError
from swc.landscape.contracts.checks import exit_problems
from swc.landscape.contracts.inputs import ExitInput
from swc.landscape.models import UseExit
from swc.landscape.service import checks
from swc.landscape.service.opening import changed, own_use, values

FIELDS = tuple(ExitInput.model_fields)


def set_exit(
    session: Session, board_number: str, use_id: UUID, data: ExitInput, *, by: Act, expected_version: int | None = None
) -> None:
    """Replace what is known of leaving a use; saying the same again changes nothing.

    `expected_version` is that of the exit, 0 as long as nothing was said. Raises `InvalidInputError` for an address
    that is none, an unknown product, a trial that is still to come or a test of an alternative that is not named, and
    as `own_use` does.
    """
    use = own_use(session, board_number, use_id, by=by)
    row = session.get(UseExit, use_id, populate_existing=True)
    found = row.row_version if row else 0
    if expected_version is not None and expected_version != found:
        raise ConflictError(
            "Iemand anders heeft dit intussen gewijzigd.",
            remedy="Bekijk beide versies en bewaar opnieuw.",
            expected=expected_version,
            found=found,
        )
    checks.demand(exit_problems(session, data, own_product=use.product_key, today=by.today))
    before = values(row or UseExit(use_id=use_id, updated_at=by.now), FIELDS)
    old, new = changed(before, values(UseExit(use_id=use_id, updated_at=by.now, **data.model_dump()), FIELDS))
    if not new:
        return
    kept = row or UseExit(use_id=use_id, updated_at=by.now, row_version=0)
    for name in FIELDS:
        setattr(kept, name, getattr(data, name))
    kept.row_version += 1
    kept.updated_at = by.now
    session.add(kept)
    session.flush()
    audit.record(
        session,
        by=by,
        kind="use.exit_set",
        subject=SubjectKind.USE,
        key=str(use_id),
        board_number=board_number,
        before=old if row else None,
        after=new,
    )
